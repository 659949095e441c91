import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

export interface DatabaseFacts {
  /** "17.4". */
  version: string;
  bytes: number;
  /** What takes most room, largest first. */
  tables: { name: string; bytes: number }[];
}

/** What the database says of itself. Needs the owner's rights. */
export async function readDatabaseFacts(tx: Tx): Promise<DatabaseFacts> {
  const [row] = await tx.execute<{ version: string; bytes: string }>(sql`select current_setting('server_version') as version, pg_database_size(current_database())::text as bytes`);
  const tables = await tx.execute<{ name: string; bytes: string }>(sql`
    select c.relname as name, pg_total_relation_size(c.oid)::text as bytes from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by pg_total_relation_size(c.oid) desc, c.relname limit 5`);
  return { version: row?.version.split(" ")[0] ?? "", bytes: Number(row?.bytes ?? 0), tables: tables.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })) };
}

export interface OutboxFacts {
  queued: number;
  unknown: number;
  /** Given up within the last 7 days. */
  failed: number;
  /** Since when the mail waits that waits longest, by the machine's clock; one that a person queued again waits since then. */
  oldestQueuedAt: Date | null;
  lastSentAt: Date | null;
}

const fromSeconds = (seconds: string | null): Date | null => (seconds === null ? null : new Date(Number(seconds) * 1000));

/** How the outbox is doing: what waits, since when, and what a person has to decide. */
export async function readOutboxFacts(tx: Tx, since: Date): Promise<OutboxFacts> {
  const [row] = await tx.execute<{ queued: number; unknown: number; failed: number; oldest: string | null; last_sent: string | null }>(sql`
    select (count(*) filter (where status::text in ('queued', 'sending')))::int as queued, (count(*) filter (where status::text = 'unknown'))::int as unknown,
      (count(*) filter (where status::text = 'failed' and updated_at >= ${since.toISOString()}::timestamptz))::int as failed,
      extract(epoch from min(case when attempts = 0 then updated_at else created_at end) filter (where status::text = 'queued'))::text as oldest, extract(epoch from max(sent_at))::text as last_sent
    from outbox_emails`);
  return { queued: row?.queued ?? 0, unknown: row?.unknown ?? 0, failed: row?.failed ?? 0, oldestQueuedAt: fromSeconds(row?.oldest ?? null), lastSentAt: fromSeconds(row?.last_sent ?? null) };
}

/** When a webhook last called, and how many of its events failed since `since`. */
export async function readWebhookFacts(tx: Tx, since: Date): Promise<{ lastAt: Date | null; failed: number }> {
  const [row] = await tx.execute<{ last: string | null; failed: number }>(sql`
    select extract(epoch from max(received_at))::text as last, (count(*) filter (where status = 'failed' and received_at >= ${since.toISOString()}::timestamptz))::int as failed from webhook_events`);
  return { lastAt: fromSeconds(row?.last ?? null), failed: row?.failed ?? 0 };
}

export interface LoopFacts {
  name: string;
  process: string;
  status: "running" | "succeeded" | "failed" | "stopped";
  everyMs: number | null;
  startedAt: Date;
  finishedAt: Date | null;
  succeededAt: Date | null;
  failedAt: Date | null;
  error: string | null;
  rounds: number;
  failures: number;
}

/** How the work is doing that goes on by itself in a process, by name. */
export async function listLoops(tx: Tx): Promise<LoopFacts[]> {
  const rows = await tx.execute<{ name: string; process: string; status: LoopFacts["status"]; every_ms: number | null; started: string; finished: string | null; succeeded: string | null; failed: string | null; error: string | null; rounds: string; failures: string }>(sql`
    select name, process, status, every_ms, extract(epoch from started_at)::text as started, extract(epoch from finished_at)::text as finished, extract(epoch from succeeded_at)::text as succeeded,
      extract(epoch from failed_at)::text as failed, error, rounds, failures from job_runs order by name`);
  return rows.map((row) => ({
    name: row.name,
    process: row.process,
    status: row.status,
    everyMs: row.every_ms,
    startedAt: new Date(Number(row.started) * 1000),
    finishedAt: fromSeconds(row.finished),
    succeededAt: fromSeconds(row.succeeded),
    failedAt: fromSeconds(row.failed),
    error: row.error,
    rounds: Number(row.rounds),
    failures: Number(row.failures),
  }));
}
