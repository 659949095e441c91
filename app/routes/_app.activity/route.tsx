import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AnalyticsBlock } from "#app/components/analytics/analytics-block.tsx";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Pager } from "#app/components/data-table/pager.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { ActivitySentence } from "#app/components/ui/activity-sentence.tsx";
import { formatCount, formatDayOfYear, inShopTime } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";
import { activityLogInput } from "#server/contracts/activity.ts";
import { AppError } from "#server/errors.ts";
import { requirePerson } from "#server/auth/require.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { ActivityDetails } from "./activity-details.tsx";
import { ActivityFilters } from "./activity-filters.tsx";
import { logBlocks } from "./log-blocks.ts";
import { SealsBlock } from "./seals-block.tsx";

export const meta: MetaFunction = () => [{ title: "Activity · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { role } = await requirePerson(request, context);
  const search = new URL(request.url).searchParams;
  const input = activityLogInput.parse(Object.fromEntries(search));
  const { activity } = await callerFor(request, context);
  const [log, blocks] = await Promise.all([activity.log(input), activity.logBlocks(input)]);
  const seals = role === "admin" ? await activity.seals() : null;
  return { log, blocks, seals, role };
}

/** Lets the log be checked; the page then tells how far that is. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { activity } = await callerFor(request, context);
  try {
    await activity.startCheck();
  } catch (error) {
    if (error instanceof Response && error.status === 404) return data({ sentence: "No worker has started yet, so nobody can check the log. Start a process with MISTY_ROLE=worker or all." }, { status: 409 });
    // Somebody asked for it already.
    if (!(error instanceof AppError && error.code === "CONFLICT")) throw error;
  }
  return redirect(paths.activity(new URL(request.url).searchParams));
}

type CheckAction = typeof action;

const RESULTS = { succeeded: { words: "done", mark: "state done" }, failed: { words: "failed", mark: "state open" }, refused: { words: "refused", mark: "state" } } as const;

/** Who did what to what, when, with which result. */
export default function ActivityPage() {
  const { log, blocks, seals, role } = useLoaderData<typeof loader>();
  const answer = useActionData<CheckAction>();
  const [search] = useSearchParams();
  const { entries, filters, period, shop } = log;
  const { who, category, result, action, object, q } = filters;
  const narrowed = Boolean(who ?? category ?? result ?? action ?? object ?? q);
  const when = (at: Date) => {
    const { day, clock } = inShopTime(at, shop.timeZone);
    return `${formatDayOfYear(day)}, ${clock}`;
  };
  const of = (change: Record<string, string>) => toQuery(patchSearch(search, { ...change, cursor: null }));
  const file = (format: "csv" | "json") => paths.activityFile(format, patchSearch(search, { cursor: null }));
  const tools =
    role === "admin" ? (
      <>
        <a href={file("csv")} download>
          CSV<span className="sr"> of the activity</span>
        </a>
        <a href={file("json")} download>
          JSON<span className="sr"> of the activity</span>
        </a>
      </>
    ) : null;
  return (
    <div className="page-body list-page activity-page">
      <Band label="Activity" title={period.range} figure={formatCount(blocks.total)}>
        <p>{blocks.total === 1 ? "One act" : "Acts"} in these days{narrowed ? " that fit the filters" : ""}. {role === "manager" || role === "admin" ? "Sign-ins and talks with the assistant are among them." : "Sign-ins of others, and what they asked the assistant, are not among them."}</p>
        {period.notice ? <p>{period.notice}</p> : null}
        {log.wordsFrom ? <p>Words were looked for in the newest {formatCount(log.wordsFrom.most)} acts of these days, back to {when(log.wordsFrom.at)}. For older ones choose earlier days.</p> : null}
      </Band>
      <Block track="A1" title="Who did what" tools={tools}>
        <ActivityFilters log={log} blocks={blocks} narrowed={narrowed} />
        {entries.length === 0 ? (
          <div className="empty">
            <h3>{narrowed ? "No act fits these filters" : "Nothing was done in these days"}</h3>
            <p>{narrowed ? "Take one of them away, or look at more days." : "Whatever anybody does here is written down. Look at more days."}</p>
          </div>
        ) : (
          <>
            <DataTable
              caption="Activity, newest first"
              rows={entries}
              keyOf={(entry) => entry.id}
              meta={(entry) => `${when(entry.at)} · ${entry.who} · ${entry.category}${entry.result === "succeeded" ? "" : ` · ${RESULTS[entry.result].words}`}`}
              columns={[
                {
                  head: "What",
                  cell: (entry) => (
                    <div className="act-cell">
                      <p>
                        <ActivitySentence entry={entry} currency={shop.currency} />
                      </p>
                      <ActivityDetails entry={entry} />
                    </div>
                  ),
                },
                { head: "When", cell: (entry) => <time dateTime={entry.at.toISOString()}>{when(entry.at)}</time> },
                { head: "Who", cell: (entry) => (entry.actorId ? <Link to={of({ who: entry.actorId })}>{entry.who}</Link> : entry.who) },
                { head: "Kind", cell: (entry) => <Link to={of({ action: entry.action })}>{entry.act}</Link> },
                { head: "Result", cell: (entry) => <span className={RESULTS[entry.result].mark}>{RESULTS[entry.result].words}</span> },
              ]}
            />
            <Pager shown={entries.length} nextCursor={log.nextCursor} noun={entries.length === 1 ? "act" : "acts"} />
          </>
        )}
      </Block>
      <div className="tab-blocks">
        {logBlocks(blocks, log, (track) => (role === "admin" ? file("csv") : toQuery(patchSearch(search, { [track]: "table" })))).map((block) => (
          <AnalyticsBlock key={block.id} block={block} />
        ))}
      </div>
      {seals ? <SealsBlock seals={seals} refusal={answer?.sentence ?? null} when={when} /> : null}
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
