import PgBoss from "pg-boss";
import type { ConnectionTarget } from "#db/client.ts";
import { releaseHeldJobs } from "#db/job-queue.ts";
import { oneAtATime } from "#db/one-at-a-time.ts";
import { withSystem } from "#db/rls.ts";
import type { Runtime } from "../runtime.ts";
import { QUEUED_JOBS, SCHEDULED_JOBS } from "./catalogue.ts";

/** Running jobs and how to end them. */
export interface Jobs {
  stop(): Promise<void>;
}

/** How long a running job may go on after a stop was asked for. */
const FINISH_WITHIN_MS = 3_000;
const POLL_SECONDS = 15;

/**
 * Starts the job queue in its own schema `pgboss` and its scheduled jobs. Of several processes
 * each job runs in one. A job that fails is tried twice more and logged.
 */
export async function startJobs(runtime: Runtime): Promise<Jobs> {
  const { db, logger } = runtime;
  const boss = new PgBoss({
    ...connectionOf(db.target),
    schema: "pgboss",
    application_name: "misty jobs",
    max: db.kind === "embedded" ? 1 : 3,
    // Each look at the clock or at old jobs is a query, and the embedded database has one session.
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: POLL_SECONDS,
    clockMonitorIntervalSeconds: 600,
    maintenanceIntervalSeconds: 600,
  });
  boss.on("error", (error) => logger.warn({ err: error }, "the job queue lost its database for a moment"));
  // pg-boss' own making of a queue ends in a deadlock when processes begin at once at a new database.
  await oneAtATime(db, "job queue", async () => {
    await boss.start();
    if (db.kind === "embedded") await withSystem(db, "let go of jobs whose process died", releaseHeldJobs);
    // "singleton": never two at once, however many processes there are.
    for (const { name, expireInMinutes = 15 } of SCHEDULED_JOBS) await boss.createQueue(name, { name, policy: "singleton", retryLimit: 2, retryDelay: 30, expireInMinutes, retentionDays: 7 });
    for (const { name, expireInMinutes } of QUEUED_JOBS) await boss.createQueue(name, { name, policy: "singleton", retryLimit: 1, retryDelay: 30, expireInMinutes, retentionDays: 7 });
  });
  for (const job of SCHEDULED_JOBS) {
    await boss.schedule(job.name, job.cron, {}, { tz: "UTC" });
    await boss.work(job.name, { pollingIntervalSeconds: POLL_SECONDS }, async () => {
      try {
        await job.run(runtime);
      } catch (error) {
        logger.error({ err: error, job: job.name }, "job failed");
        throw error;
      }
    });
  }
  for (const job of QUEUED_JOBS) {
    await boss.work(job.name, { pollingIntervalSeconds: POLL_SECONDS }, async (taken) => {
      for (const { data } of taken) {
        try {
          await job.run(runtime, data);
        } catch (error) {
          logger.error({ err: error, job: job.name }, "job failed");
          throw error;
        }
      }
    });
  }
  for (const known of await boss.getSchedules()) {
    if (!SCHEDULED_JOBS.some((job) => job.name === known.name)) await boss.unschedule(known.name);
  }
  return { stop: () => boss.stop({ graceful: true, wait: true, timeout: FINISH_WITHIN_MS, close: true }) };
}

/** pg-boss brings its own driver, `pg`, so it connects by itself; over a session connection where there is one. */
function connectionOf(target: ConnectionTarget): PgBoss.DatabaseOptions {
  if (target.kind === "server") return { connectionString: target.directUrl ?? target.url };
  return { host: target.socketDir, port: target.port, database: "postgres", user: "postgres", password: "unused" };
}
