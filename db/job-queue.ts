import { sql } from "drizzle-orm";
import type { Tx } from "./client.ts";

/*
 * What the job queue (pg-boss 10, schema `pgboss`) knows, by explicit lists of columns: never the data
 * of a job. Its tables are not ours and no signed-in role may read them, so all of this needs the
 * owner's rights; who may ask is checked by whoever asks.
 */

export type JobState = "created" | "retry" | "active" | "completed" | "cancelled" | "failed";

export interface QueuedJob {
  id: string;
  name: string;
  state: JobState;
  /** Times it was tried again, and may be. */
  retries: number;
  mostRetries: number;
  createdAt: Date;
  startAfter: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  /** What it left behind: an error's fields when it failed. */
  output: unknown;
}

export interface QueueFacts {
  /** False before a worker has started once: then the queue does not exist. */
  installed: boolean;
  /** When a worker last looked at the clock for scheduled jobs. */
  lookedAt: Date | null;
  schedules: { name: string; cron: string; timeZone: string }[];
}

const fromSeconds = (seconds: string | null): Date | null => (seconds === null ? null : new Date(Number(seconds) * 1000));

/** Whether the queue is there, when a worker last looked after it, and what it does by the clock. */
export async function readQueue(tx: Tx): Promise<QueueFacts> {
  const [found] = await tx.execute<{ found: boolean }>(sql`select to_regclass('pgboss.job') is not null as found`);
  if (!found?.found) return { installed: false, lookedAt: null, schedules: [] };
  const [version] = await tx.execute<{ seconds: string | null }>(sql`select extract(epoch from max(greatest(cron_on, maintained_on)))::text as seconds from pgboss.version`);
  const schedules = await tx.execute<{ name: string; cron: string; timezone: string | null }>(sql`select name, cron, timezone from pgboss.schedule order by name`);
  return { installed: true, lookedAt: fromSeconds(version?.seconds ?? null), schedules: schedules.map(({ name, cron, timezone }) => ({ name, cron, timeZone: timezone ?? "UTC" })) };
}

/** pg-boss sends itself jobs of this name to keep its clock; they are no work of ours. */
const OWN = "__pgboss__%";
const COLUMNS = sql`id, name, state::text as state, retry_count, retry_limit, extract(epoch from created_on)::text as created, extract(epoch from start_after)::text as start_after,
  extract(epoch from started_on)::text as started, extract(epoch from completed_on)::text as completed, output`;

/** The newest `most` jobs of every queue, those that were put away too, newest first. Only where the queue is installed. */
export async function listJobs(tx: Tx, most: number): Promise<QueuedJob[]> {
  const rows = await tx.execute<{ id: string; name: string; state: JobState; retry_count: number; retry_limit: number; created: string; start_after: string; started: string | null; completed: string | null; output: unknown }>(sql`
    select ${COLUMNS} from (
      select *, row_number() over (partition by name order by created_on desc, id) as newest from (
        select id, name, state, retry_count, retry_limit, created_on, start_after, started_on, completed_on, output from pgboss.job where name not like ${OWN}
        union all
        select id, name, state, retry_count, retry_limit, created_on, start_after, started_on, completed_on, output from pgboss.archive where name not like ${OWN}) every_job) ranked
    where newest <= ${most} or state = 'active' order by created_on desc, id`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.state,
    retries: row.retry_count,
    mostRetries: row.retry_limit,
    createdAt: new Date(Number(row.created) * 1000),
    startAfter: new Date(Number(row.start_after) * 1000),
    startedAt: fromSeconds(row.started),
    completedAt: fromSeconds(row.completed),
    output: row.output,
  }));
}

/** Puts a job into its queue; a worker takes it at its next look. Null when one is waiting there already, or the queue does not exist. */
export async function sendJob(tx: Tx, name: string, data: Record<string, unknown> = {}): Promise<string | null> {
  if (!(await readQueue(tx)).installed) return null;
  // One at a time decides whether one waits.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`send job ${name}`}, 4))`);
  const [sent] = await tx.execute<{ id: string }>(sql`
    insert into pgboss.job (name, data, policy, retry_limit, retry_delay, retry_backoff, expire_in)
    select q.name, ${JSON.stringify(data)}::text::jsonb, q.policy, coalesce(q.retry_limit, 2), coalesce(q.retry_delay, 0), coalesce(q.retry_backoff, false), make_interval(secs => coalesce(q.expire_seconds, 900))
    from pgboss.queue q where q.name = ${name} and not exists (select from pgboss.job j where j.name = q.name and j.state < 'active')
    returning id`);
  return sent?.id ?? null;
}

/**
 * Lets the jobs go that a process held which died: tried again where they may be, else failed. Only where nobody
 * else can run one: a directory has one server. By itself the queue waits until a job's time is over.
 */
export async function releaseHeldJobs(tx: Tx): Promise<number> {
  const rows = await tx.execute(sql`
    update pgboss.job set state = (case when retry_count < retry_limit then 'retry' else 'failed' end)::pgboss.job_state, retry_count = least(retry_count + 1, retry_limit), start_after = now(),
      completed_on = case when retry_count < retry_limit then null else now() end, output = ${JSON.stringify({ message: "The program ended while this job ran." })}::text::jsonb
    where state = 'active' and name not like ${OWN} returning id`);
  return rows.length;
}

/** Lets a job that failed for good be tried once more. False when it is not one. */
export async function retryJob(tx: Tx, id: string): Promise<{ name: string } | null> {
  const [row] = await tx.execute<{ name: string }>(sql`
    update pgboss.job set state = 'retry', retry_limit = retry_count + 1, completed_on = null where id = ${id}::uuid and state = 'failed' and name not like ${OWN} returning name`);
  return row ?? null;
}

/** Takes a job back that is not over; one that runs goes on to its end, but is not tried again. Null when there is none. */
export async function cancelJob(tx: Tx, id: string, at: Date): Promise<{ name: string; wasRunning: boolean } | null> {
  const [row] = await tx.execute<{ name: string; was_running: boolean }>(sql`
    with before as (select id, name, state from pgboss.job where id = ${id}::uuid and state < 'completed' and name not like ${OWN} for update)
    update pgboss.job j set state = 'cancelled', completed_on = ${at.toISOString()}::timestamptz from before b where j.id = b.id and j.name = b.name
    returning j.name, b.state = 'active' as was_running`);
  return row ? { name: row.name, wasRunning: row.was_running } : null;
}

/** How the newest job of a queue is doing; null when it had none that is remembered. */
export async function readNewestJob(tx: Tx, name: string): Promise<{ state: JobState; createdAt: Date } | null> {
  if (!(await readQueue(tx)).installed) return null;
  const [row] = await tx.execute<{ state: JobState; created: string }>(sql`
    select state::text as state, extract(epoch from created_on)::text as created from pgboss.job where name = ${name} order by created_on desc, id limit 1`);
  return row ? { state: row.state, createdAt: new Date(Number(row.created) * 1000) } : null;
}

/** Queue of the one job that a large shop's change of time zone is. */
export const TIME_ZONE_JOB = "change-time-zone";

/** The newest change of the time zone that waits, runs or failed; null when there is none. Only its zone is read of its data. */
export async function readTimeZoneJob(tx: Tx): Promise<{ id: string; timeZone: string; state: JobState; createdAt: Date; startedAt: Date | null; output: unknown } | null> {
  if (!(await readQueue(tx)).installed) return null;
  const [row] = await tx.execute<{ id: string; zone: string | null; state: JobState; created: string; started: string | null; output: unknown }>(sql`
    select id, data->>'timeZone' as zone, state::text as state, extract(epoch from created_on)::text as created, extract(epoch from started_on)::text as started, output
    from pgboss.job where name = ${TIME_ZONE_JOB} order by created_on desc, id limit 1`);
  if (!row || row.state === "completed" || row.state === "cancelled") return null;
  return { id: row.id, timeZone: row.zone ?? "", state: row.state, createdAt: new Date(Number(row.created) * 1000), startedAt: fromSeconds(row.started), output: row.output };
}
