import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendJob } from "#db/job-queue.ts";
import { withSystem } from "#db/rls.ts";
import { readOutboxFacts } from "#db/queries/system.ts";
import { activityLogs, outboxEmails } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { startJobs } from "../../jobs/start-jobs.ts";
import { watchLoop } from "../../jobs/watch-loop.ts";
import { noteLoop } from "../jobs/note-loop.ts";
import { callAs } from "../../testing/caller.ts";
import { createTestRuntime, START, TestClock } from "../../testing/runtime.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const admin = () => callAs(database.db, "admin", START);
const system = <T>(work: Parameters<typeof withSystem<T>>[2]): Promise<T> => withSystem(database.db, "a test looks", work);

test("before any worker has started, the page says so and nothing can be run", async () => {
  const status = await (await admin()).system.status();
  expect(status.dependencies.find(({ id }) => id === "queue")).toMatchObject({ state: "off", reason: "No worker has started yet." });
  expect(status.dependencies.find(({ id }) => id === "database")).toMatchObject({ state: "ok", reason: expect.stringMatching(/PostgreSQL 1\d.*migrations applied/) as string });
  expect(status.process.version).toMatch(/^\d+\.\d+\.\d+$/);
  await expect((await admin()).system.runJob({ name: "purge-expired" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect((await admin()).system.retryJob({ id: people.admin.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an admin runs a job, takes one back, and lets a failed one be tried again; each is in the log", async () => {
  const clock = new TestClock();
  const jobs = await startJobs(createTestRuntime(database.db, clock));
  await jobs.stop();
  const caller = await admin();

  const { id } = await caller.system.runJob({ name: "purge-expired" });
  await expect(caller.system.runJob({ name: "purge-expired" })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(caller.system.runJob({ name: "no-such-job" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { jobs: waiting } = await caller.system.status();
  expect(waiting.scheduled.find(({ name }) => name === "purge-expired")).toMatchObject({ cron: "17 * * * *", current: { id, state: "created" }, nextAt: expect.any(Date) as Date });

  expect(await caller.system.cancelJob({ id })).toEqual({ wasRunning: false });
  await expect(caller.system.cancelJob({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });

  const second = await caller.system.runJob({ name: "purge-expired" });
  const output = JSON.stringify({ message: "no room for ada@shop.example", stack: "Error: no room\n    at purge (job.ts:1:1)" });
  await system((tx) => tx.execute(sql`update pgboss.job set state = 'failed', started_on = now(), completed_on = now(), output = ${output}::text::jsonb where id = ${second.id}::uuid`));
  const failed = await caller.system.status();
  expect(failed.jobs.failures).toEqual([expect.objectContaining({ id: second.id, log: "no room for (an address)\n    at purge (job.ts:1:1)" })]);
  expect(failed.dependencies.find(({ id: part }) => part === "queue")).toMatchObject({ state: "degraded", reason: "1 job failed in the last 24 hours." });
  await caller.system.retryJob({ id: second.id });
  await expect(caller.system.retryJob({ id: second.id })).rejects.toMatchObject({ code: "NOT_FOUND" });

  const log = await system((tx) => tx.select({ action: activityLogs.action }).from(activityLogs));
  expect(log.map(({ action }) => action).filter((action) => action.startsWith("job."))).toEqual(["job.started", "job.cancelled", "job.started", "job.retried"]);
});

test("of two who press at once one job waits", async () => {
  await system((tx) => tx.execute(sql`delete from pgboss.job where name = 'purge-expired'`));
  const sent = await Promise.all(Array.from({ length: 6 }, () => system((tx) => sendJob(tx, "purge-expired"))));
  expect(sent.filter((id) => id !== null)).toHaveLength(1);
});

test("a loop is written down when it changes, with what went wrong and nothing personal", async () => {
  const loop = watchLoop(createTestRuntime(database.db, new TestClock()), { name: "test-loop", everyMs: 1_000 });
  await loop.round(() => Promise.resolve());
  await loop.round(() => Promise.resolve());
  await expect(loop.round(() => Promise.reject(new Error("nobody answers at ada@shop.example")))).rejects.toThrow("nobody");
  await expect.poll(async () => (await (await admin()).system.status()).jobs.loops, { timeout: 5_000 }).toEqual([expect.objectContaining({ name: "test-loop", status: "failed", rounds: 3, failures: 1, error: expect.stringContaining("at (an address)") as string })]);
  expect((await (await admin()).system.status()).dependencies.find(({ id }) => id === "queue")?.reason).toContain("test-loop");
  await loop.round(() => Promise.resolve());
  await loop.stop();
  expect((await (await admin()).system.status()).jobs.loops).toEqual([expect.objectContaining({ status: "stopped", rounds: 4, failures: 1, succeededAt: expect.any(Date) as Date })]);
});

test("a loop whose process died without a word is not called well", async () => {
  const loop = { name: "send-emails", process: "gone 1", status: "succeeded" as const, everyMs: 15_000, rounds: 5, failures: 0 };
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const jobs = async (minutes: number) => {
    await system((tx) => noteLoop(tx, { ...loop, startedAt: at(minutes), finishedAt: at(minutes), succeededAt: at(minutes) }));
    await system((tx) => tx.execute(sql`update pgboss.version set cron_on = now()`));
    return (await admin()).system.status();
  };
  expect((await jobs(2)).dependencies.find(({ id }) => id === "queue")?.reason).not.toContain("send-emails");
  const silent = await jobs(30);
  expect(silent.dependencies.find(({ id }) => id === "queue")).toMatchObject({ state: "degraded", reason: "Has told nothing of itself for minutes: send-emails." });
  expect(silent.jobs.loops.find(({ name }) => name === "send-emails")).toMatchObject({ isSilent: true });
});

test("a mail that a person had sent again has waited since then, not since it was written", async () => {
  const values = { kind: "report", recipient: "a@example.test", subject: "s", bodyText: "b", queuedAt: START } as const;
  await system(async (tx) => {
    await tx.insert(outboxEmails).values({ ...values, status: "queued", dedupeKey: "old" });
    await tx.execute(sql`alter table outbox_emails disable trigger user`);
    await tx.execute(sql`update outbox_emails set created_at = now() - interval '3 days', updated_at = now()`);
    await tx.execute(sql`alter table outbox_emails enable trigger user`);
  });
  const since = new Date(0);
  expect(Date.now() - ((await system((tx) => readOutboxFacts(tx, since))).oldestQueuedAt?.getTime() ?? 0)).toBeLessThan(3_600_000);
  await system((tx) => tx.update(outboxEmails).set({ attempts: 1 }));
  expect(Date.now() - ((await system((tx) => readOutboxFacts(tx, since))).oldestQueuedAt?.getTime() ?? 0)).toBeGreaterThan(2 * 86_400_000);
});

test("a model can be asked anew", async () => {
  expect(await (await admin()).system.probeModel()).toEqual({ state: "ok", notice: null });
});
