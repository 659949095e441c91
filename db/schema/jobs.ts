import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "../columns.ts";
import { ADMINS, hasRole, policies } from "../policies.ts";

/**
 * How work that goes on by itself in a process is doing (loops and timers; queued jobs stand in pg-boss'
 * own tables). One row per loop, kept by whichever process told last; no content and no person.
 */
export const jobRuns = pgTable(
  "job_runs",
  {
    name: text("name").primaryKey(),
    /** The process that told last: host and number. */
    process: text("process").notNull(),
    status: text("status", { enum: ["running", "succeeded", "failed", "stopped"] }).notNull(),
    /** How long it rests between two rounds, at most; null where something else wakes it. */
    everyMs: integer("every_ms"),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    succeededAt: instant("succeeded_at"),
    failedAt: instant("failed_at"),
    /** What went wrong last, in the error's own words. */
    error: text("error"),
    rounds: bigint("rounds", { mode: "number" }).notNull().default(0),
    failures: bigint("failures", { mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check("job_runs_name", sql`${t.name} ~ '^[a-z][a-z-]{1,39}$'`),
    check("job_runs_status", sql`${t.status} in ('running', 'succeeded', 'failed', 'stopped')`),
    check("job_runs_error", sql`length(${t.error}) <= 2000`),
    check("job_runs_counts", sql`${t.rounds} >= 0 and ${t.failures} >= 0`),
    ...policies({ select: hasRole(ADMINS) }),
  ],
);
