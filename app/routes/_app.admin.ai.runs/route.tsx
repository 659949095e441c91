import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin/admin-tabs.tsx";
import { AiTabs } from "#app/components/admin/ai-tabs.tsx";
import { formatSeconds, formatTokens, formatUsd, RUN_STATUS_WORDS, sayAgent, sayError } from "#app/components/admin/ai-words.ts";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Pager } from "#app/components/data-table/pager.tsx";
import { ChoiceFilter, FilterForm } from "#app/components/form/filter-form.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { DateControl } from "#app/components/period/date-control.tsx";
import type { AiRuns } from "#app/lib/api-types.ts";
import { formatCount, formatDayOfYear, inShopTime } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { describeAgainst } from "#app/lib/period.server.ts";
import { pickPeriod } from "#app/lib/search-params.ts";
import { aiRunsInput } from "#server/contracts/ai-use.ts";
import { callerFor } from "#server/trpc/caller.ts";

export const meta: MetaFunction = () => [{ title: "Runs · AI use · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const input = aiRunsInput.parse(Object.fromEntries(new URL(request.url).searchParams));
  const runs = await (await callerFor(request, context)).aiUse.runs(input);
  return { runs, against: describeAgainst(runs.period) };
}

/** The runs behind a figure: who asked, which model answered, what it used. What was said is not here. */
export default function AiRunsPage() {
  const { runs, against } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { rows, period, timeZone } = runs;
  const when = (moment: Date) => {
    const { day, clock } = inShopTime(moment, timeZone);
    return `${formatDayOfYear(day)}, ${clock}`;
  };
  return (
    <>
      <AdminTabs />
      <div className="page-head">
        <div>
          <p className="label">AI use</p>
          <h1>Runs</h1>
        </div>
        <AiTabs />
        <DateControl period={period} against={against} />
      </div>
      <div className="page-body list-page admin ai-runs">
        <Block track="A1" title={`Runs, ${period.range}`}>
          <Filters runs={runs} />
          {rows.length === 0 ? (
            <div className="empty">
              <h3>No run fits</h3>
              <p>Take a filter away, or look at other days.</p>
              <Link className="btn s" to={paths.aiRuns(pickPeriod(search))}>
                Show all runs of these days
              </Link>
            </div>
          ) : (
            <>
              <DataTable
                caption="Runs"
                rows={rows}
                keyOf={(run) => run.id}
                meta={(run) => `${run.person ?? "Command line"} · ${RUN_STATUS_WORDS[run.status].toLowerCase()}${run.error ? `: ${sayError(run.error).toLowerCase()}` : ""} · ${formatSeconds(run.wholeMs)}`}
                columns={[
                  { head: "Asked", cell: (run) => <span className="one-line">{when(run.startedAt)}</span> },
                  { head: "By", cell: (run) => <span className="one-line">{run.person ?? "Command line"}</span> },
                  { head: "Agent", cell: (run) => <span className="one-line">{sayAgent(run.agent)}</span> },
                  { head: "Model", cell: (run) => <span title={run.version ? `Version ${run.version}` : undefined}>{run.model}</span> },
                  { head: "Came to", cell: (run) => <RunState run={run} /> },
                  { head: "Read", numeric: true, cell: (run) => <span title={formatCount(run.inputTokens)}>{formatTokens(run.inputTokens)}</span> },
                  { head: "Written", numeric: true, cell: (run) => <span title={formatCount(run.outputTokens)}>{formatTokens(run.outputTokens)}</span> },
                  { head: "First word", numeric: true, cell: (run) => formatSeconds(run.firstMs) },
                  { head: "Whole", numeric: true, cell: (run) => formatSeconds(run.wholeMs) },
                  { head: "Feedback", cell: (run) => (run.feedback === null ? "" : run.feedback ? "Up" : "Down") },
                  { head: "Cost", numeric: true, amount: true, cell: (run) => (run.costUsd === null ? <span className="quiet">{run.status === "running" ? "–" : "unknown"}</span> : <span title={run.costUsd}>{formatUsd(run.costUsd)}</span>) },
                ]}
              />
              <Pager shown={rows.length} nextCursor={runs.nextCursor} noun={rows.length === 1 ? "run" : "runs"} />
            </>
          )}
          <p className="quiet small">What was asked and answered belongs to the person who asked, and is not shown here.</p>
        </Block>
      </div>
    </>
  );
}

function RunState({ run }: { run: AiRuns["rows"][number] }) {
  const mark = { running: "state ack", completed: "state done", failed: "state open", stopped: "state" }[run.status];
  return (
    <span className={mark} title={run.error ? sayError(run.error) : undefined}>
      {RUN_STATUS_WORDS[run.status]}
      {run.error ? <span className="sr">: {sayError(run.error)}</span> : null}
    </span>
  );
}

const STATUSES = ["completed", "failed", "stopped", "running"] as const;

function Filters({ runs }: { runs: AiRuns }) {
  const { filter, people } = runs;
  const [search] = useSearchParams();
  const kept = [...pickPeriod(search)];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const more = (["agent", "model", "version", "error", "feedback", "cost"] as const).flatMap((key) => (filter[key] ? [[key, filter[key]] as const] : []));
  const narrowed = Boolean(filter.person ?? filter.status) || more.length > 0;
  const sayMore = ([key, value]: (typeof more)[number]): string =>
    key === "agent" ? sayAgent(value) : key === "error" ? sayError(value) : key === "cost" ? "cost unknown" : key === "feedback" ? `thumbs ${value}` : key === "version" ? `version ${value}` : value;
  return (
    <FilterForm label="Runs" kept={Object.fromEntries([...kept, ...more])} allHref={narrowed ? paths.aiRuns(pickPeriod(search)) : null} allWords="All runs of these days">
      <ChoiceFilter name="person" label="Who" chosen={filter.person} choices={[...names.keys(), "command-line"]} say={(id) => names.get(id) ?? "Command line"} any="Everybody" />
      <ChoiceFilter name="status" label="Came to" chosen={filter.status} choices={STATUSES} say={(status) => RUN_STATUS_WORDS[status]} any="Anything" />
      {more.length > 0 ? <p className="quiet">Only {more.map(sayMore).join(", ")}</p> : null}
    </FilterForm>
  );
}

export const ErrorBoundary = ErrorPage;
