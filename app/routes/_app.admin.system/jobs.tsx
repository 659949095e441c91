import { Form } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import type { SystemStatus } from "#app/lib/api-types.ts";
import { formatCount, formatAgo, plural } from "#app/lib/format.ts";
import { sayJob } from "#server/contracts/system.ts";

type Jobs = SystemStatus["jobs"];
type Run = Jobs["failures"][number];

const STATE_WORDS = { created: "waits", retry: "waits to be tried again", active: "runs now", completed: "done", cancelled: "taken back", failed: "failed" } as const;

/** "in 12 minutes", "within a minute". */
function sayNext(at: Date | null, now: Date): string {
  if (!at) return "–";
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (minutes < 1) return "within a minute";
  return minutes < 90 ? `in ${plural(minutes, "minute")}` : minutes < 48 * 60 ? `in ${plural(Math.round(minutes / 60), "hour")}` : `in ${plural(Math.round(minutes / 1440), "day")}`;
}

function ActButton({ intent, name, value, words, of }: { intent: string; name: "id" | "name"; value: string; words: string; of: string }) {
  return (
    <Form method="post" className="undo" preventScrollReset>
      <input type="hidden" name={name} value={value} />
      <button className="btn bare s" name="intent" value={intent}>
        {words}
        <span className="sr"> {of}</span>
      </button>
    </Form>
  );
}

/** Jobs with a schedule: how the last run went, what goes on, when the next begins, and a hand on each. */
export function ScheduledJobs({ jobs, at }: { jobs: Jobs; at: Date }) {
  const rows = [...jobs.scheduled, ...jobs.once.filter(({ state }) => state === "created" || state === "retry" || state === "active").map((run) => ({ name: run.name, cron: "once", timeZone: "UTC", last: null, current: run, nextAt: null }))];
  if (rows.length === 0) return <p className="quiet">The queue begins with the first worker. Start a process with MISTY_ROLE=worker or all.</p>;
  const sayLast = (run: Run | null) => (run?.completedAt ? `${run.state === "failed" ? "failed" : "went well"} ${formatAgo(run.completedAt, at)}` : "not yet");
  const sayNow = (run: Run | null) => (run ? `${STATE_WORDS[run.state]}${run.startedAt && run.state === "active" ? `, begun ${formatAgo(run.startedAt, at)}` : ""}` : "–");
  return (
    <DataTable
      caption="Scheduled jobs"
      rows={rows}
      keyOf={(row) => `${row.name} ${row.current?.id ?? ""}`}
      meta={(row) => `last ${sayLast(row.last)} · next ${sayNext(row.nextAt, at)}`}
      columns={[
        { head: "Job", cell: (row) => <b>{sayJob(row.name)}</b> },
        { head: "Last", cell: (row) => (row.last?.state === "failed" ? <span className="state open">{sayLast(row.last)}</span> : sayLast(row.last)) },
        { head: "Now", cell: (row) => sayNow(row.current) },
        { head: "Next", cell: (row) => <span title={row.cron === "once" ? undefined : `${row.cron} (${row.timeZone})`}>{sayNext(row.nextAt, at)}</span> },
        {
          head: "Do",
          numeric: true,
          amount: true,
          cell: (row) => (row.current ? <ActButton intent="cancel" name="id" value={row.current.id} words="Cancel" of={sayJob(row.name)} /> : <ActButton intent="run" name="name" value={row.name} words="Run now" of={sayJob(row.name)} />),
        },
      ]}
    />
  );
}

/** Runs that failed for good, each with what it said. */
export function FailedRuns({ failures, at }: { failures: readonly Run[]; at: Date }) {
  if (failures.length === 0) return <p className="quiet">No job that is remembered has failed.</p>;
  return (
    <ul className="failures">
      {failures.map((run) => (
        <li key={run.id}>
          <div className="failure-head">
            <h3>{sayJob(run.name)}</h3>
            <span className="quiet">
              {run.completedAt ? formatAgo(run.completedAt, at) : ""}, after {plural(run.tries, "try", "tries")}
            </span>
            <ActButton intent="retry" name="id" value={run.id} words="Try again" of={sayJob(run.name)} />
          </div>
          <Log text={run.log} />
        </li>
      ))}
    </ul>
  );
}

function Log({ text }: { text: string | null }) {
  const [first = "It left no word.", ...rest] = (text ?? "It left no word.").split("\n");
  if (rest.length === 0) return <p className="long log-line">{first}</p>;
  return (
    <details>
      <summary className="long log-line">{first}</summary>
      <pre className="log" tabIndex={0}>
        {rest.join("\n")}
      </pre>
    </details>
  );
}

/** Loops of the processes: they are started with the program and begin again by themselves. */
export function Loops({ loops, at }: { loops: Jobs["loops"]; at: Date }) {
  if (loops.length === 0) return <p className="quiet">No loop has told of itself yet.</p>;
  const isWell = (loop: Jobs["loops"][number]) => loop.status !== "failed" && !loop.isSilent;
  const sayEnd = (loop: Jobs["loops"][number]) => (loop.isSilent ? `last told of itself ${formatAgo(loop.finishedAt ?? loop.startedAt, at)}` : loop.status === "failed" ? `failed ${formatAgo(loop.failedAt ?? loop.startedAt, at)}` : loop.status === "stopped" ? `stopped ${formatAgo(loop.finishedAt ?? loop.startedAt, at)}` : `went well ${formatAgo(loop.succeededAt ?? loop.startedAt, at)}`);
  return (
    <>
      <DataTable
        caption="Loops"
        rows={loops}
        keyOf={(loop) => loop.name}
        meta={(loop) => `${sayEnd(loop)} · ${plural(loop.failures, "failure")}`}
        columns={[
          { head: "What", cell: (loop) => <b>{sayJob(loop.name)}</b> },
          { head: "How it went", cell: (loop) => (isWell(loop) ? sayEnd(loop) : <span className="state open">{sayEnd(loop)}</span>) },
          { head: "Process", cell: (loop) => <span className="quiet">{loop.process}</span> },
          { head: "Rounds", numeric: true, amount: true, cell: (loop) => formatCount(loop.rounds) },
          { head: "Failures", numeric: true, cell: (loop) => formatCount(loop.failures) },
        ]}
      />
      {loops
        .filter(({ status }) => status === "failed")
        .map(({ name, error }) => (
          <div key={name} className="loop-error">
            <h3>{sayJob(name)}</h3>
            <Log text={error} />
          </div>
        ))}
      <p className="quiet small">A loop tells of itself once a minute, and at once when it begins to fail or recovers.</p>
    </>
  );
}
