import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin/admin-tabs.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { DoneLine } from "#app/components/layout/done-line.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { formatCount, formatSince, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { jobInput, runJobInput } from "#server/contracts/system.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { Dependencies } from "./dependencies.tsx";
import { FailedRuns, Loops, ScheduledJobs } from "./jobs.tsx";

export const meta: MetaFunction = () => [{ title: "System · Admin · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  return (await callerFor(request, context)).system.status();
}

const DONE = { run: "It runs within 15 seconds.", retry: "It is tried again within 15 seconds.", cancel: "It is taken back. If it was running, it goes on to its end.", probe: "The model was asked.", gone: "It is over already, or was put away." } as const;

export async function action({ request, context }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const { system } = await callerFor(request, context);
  const done = (intent: keyof typeof DONE) => redirect(`${paths.system}?done=${intent}`);
  if (values["intent"] === "probe") {
    await system.probeModel();
    return done("probe");
  }
  const intent = values["intent"] === "retry" || values["intent"] === "cancel" ? values["intent"] : "run";
  try {
    const outcome =
      intent === "run"
        ? await takeForm(intent, runJobInput, values, values, (input): Promise<unknown> => system.runJob(input))
        : await takeForm(intent, jobInput, values, values, (input): Promise<unknown> => (intent === "retry" ? system.retryJob(input) : system.cancelJob(input)));
    return "result" in outcome ? done(intent) : data(outcome.answer, { status: outcome.status });
  } catch (error) {
    // It ended while somebody looked at it.
    if (error instanceof Response && error.status === 404) return done("gone");
    throw error;
  }
}

/** What the program stands on, the work it does by itself, and what of it is not well. */
export default function SystemPage() {
  const status = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  const { dependencies, jobs, process: here, tables, at } = status;
  const done = DONE[search.get("done") as keyof typeof DONE] as string | undefined;
  const degraded = dependencies.filter(({ state }) => state === "degraded").length;
  const off = dependencies.filter(({ state }) => state === "off").length;
  return (
    <>
      <AdminTabs />
      <div className="page-body list-page admin">
        <Band label="System" title={degraded > 0 ? `${plural(degraded, "thing needs", "things need")} a look` : "All that is on is well"}>
          <p>
            {off === 0 ? "Nothing is off." : `${plural(off, "thing is", "things are")} off; beside each stands what still works.`} Version {here.version}
            {here.commit ? `, ${here.commit}` : ""}
            {here.demo ? ", with the demo shop" : ""}.
          </p>
        </Band>
        {answer ? (
          <p className="note long" role="alert">
            <b>{answer.sentence}</b>
          </p>
        ) : (
          <DoneLine words={done} />
        )}
        <Block
          track="A1"
          title="What it stands on"
          tools={
            <Form method="post" preventScrollReset>
              <button className="tool" name="intent" value="probe">
                Ask the model now
              </button>
            </Form>
          }
        >
          <Dependencies dependencies={dependencies} />
        </Block>
        <Block track="B1" title="Jobs by the clock">
          <ScheduledJobs jobs={jobs} at={at} />
        </Block>
        <Block track="B2" title="What failed">
          <FailedRuns failures={jobs.failures} at={at} />
        </Block>
        <Block track="B3" title="What goes on by itself">
          <Loops loops={jobs.loops} at={at} />
        </Block>
        <Block track="C1" title="This process">
          <dl className="facts admin-facts">
            {(
              [
                ["Running for", formatSince(new Date(at.getTime() - here.uptimeSeconds * 1000), at)],
                ["Does", here.role === "all" ? "pages and jobs" : here.role === "web" ? "pages" : "jobs"],
                ["Memory", `${formatCount(here.memoryBytes / 1_000_000)} MB`],
                ["Node", here.node],
                ...(here.fixedNow ? [["Clock", "stands still, for checks"] as const] : []),
                ["Largest tables", tables.map(({ name, bytes }) => `${name.replaceAll("_", " ")} ${formatCount(bytes / 1_000_000)} MB`).join(", ")],
              ] as const
            ).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Block>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
