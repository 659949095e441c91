import type { Tx } from "#db/client.ts";
import { listJobs, readQueue, type JobState } from "#db/job-queue.ts";
import { listLoops, type LoopFacts } from "#db/queries/system.ts";
import { nextRun } from "../jobs/next-run.ts";
import { readableError } from "../jobs/readable-error.ts";

/** One run of a job: when, what came of it, and what it said when it failed. Nothing of its data. */
export interface JobRun {
  id: string;
  name: string;
  state: JobState;
  tries: number;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  log: string | null;
}

export interface ScheduledJobFacts {
  name: string;
  cron: string;
  timeZone: string;
  /** The newest run that is over; null before the first. */
  last: JobRun | null;
  /** The run that goes on or waits. */
  current: JobRun | null;
  nextAt: Date | null;
}

/** A loop that does well tells of itself once a minute. */
const LOOP_QUIET_MS = 5 * 60_000;
const FORGOTTEN_AFTER_MS = 7 * 86_400_000;

/** Runs of each queue that are looked at. */
const RUNS = 12;

/** Scheduled jobs, their newest runs and every loop, as the system page shows them. `now` is the machine's. */
export async function readJobs(tx: Tx, now: Date) {
  const queue = await readQueue(tx);
  const queued = queue.installed ? await listJobs(tx, RUNS) : [];
  const runs = queued.map(({ output, startAfter: _startAfter, retries, mostRetries: _most, ...job }): JobRun => ({ ...job, tries: job.startedAt ? retries + 1 : retries, log: job.state === "failed" || job.state === "retry" ? readableError(output) : null }));
  const isOver = ({ state }: JobRun): boolean => state === "completed" || state === "failed" || state === "cancelled";
  const scheduled = queue.schedules.map((schedule): ScheduledJobFacts => {
    const own = runs.filter(({ name }) => name === schedule.name);
    return { ...schedule, last: own.find((run) => isOver(run) && run.state !== "cancelled") ?? null, current: own.find((run) => !isOver(run)) ?? null, nextAt: schedule.timeZone === "UTC" ? nextRun(schedule.cron, now) : null };
  });
  const known = new Set(queue.schedules.map(({ name }) => name));
  return {
    queue: { installed: queue.installed, lookedAt: queue.lookedAt },
    scheduled,
    /** Work that somebody asked for once. */
    once: runs.filter(({ name }) => !known.has(name)).slice(0, 20),
    failures: runs.filter(({ state }) => state === "failed").slice(0, 20),
    loops: (await listLoops(tx)).map((loop) => ({ ...loop, isSilent: isSilent(loop, now) })),
  };
}

/**
 * Whether a loop should have told of itself and has not: its process died, or its round does not end. After a
 * week its silence is no news: it may have belonged to another way of running the program.
 */
function isSilent({ status, everyMs, startedAt, finishedAt }: LoopFacts, now: Date): boolean {
  if (status === "stopped" || everyMs === null) return false;
  const quietMs = now.getTime() - (finishedAt ?? startedAt).getTime();
  return quietMs > Math.max(5 * everyMs, LOOP_QUIET_MS) && quietMs < FORGOTTEN_AFTER_MS;
}

/** The loops that failed last, and those that should have told of themselves and have not. */
export function loopsInTrouble(loops: Awaited<ReturnType<typeof readJobs>>["loops"]): { failing: string[]; silent: string[] } {
  return { failing: loops.filter(({ status }) => status === "failed").map(({ name }) => name), silent: loops.filter((loop) => loop.isSilent && loop.status !== "failed").map(({ name }) => name) };
}
