import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseHeldJobs } from "#db/job-queue.ts";
import { withSystem } from "#db/rls.ts";
import { sessions, signInThrottles, verificationTokens } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { startSession } from "../services/sessions/start-session.ts";
import { admitSignIn, throttleKeys } from "../services/sessions/throttle-sign-in.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { SCHEDULED_JOBS } from "./catalogue.ts";
import { startJobs } from "./start-jobs.ts";

const DAY = 24 * 3600;
const visitor = { address: "192.0.2.1", userAgent: null };
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("the queue starts in its own schema, knows every job once, and stops; a second process finds it as it is", async () => {
  const runtime = createTestRuntime(database.db, new TestClock());
  for (let start = 0; start < 2; start++) {
    const jobs = await startJobs(runtime);
    const schedules = await withSystem(database.db, "a test looks", (tx) => tx.execute<{ name: string; cron: string }>(sql`select name, cron from pgboss.schedule order by name`));
    expect(schedules.map(({ name, cron }) => ({ name, cron }))).toEqual(SCHEDULED_JOBS.map(({ name, cron }) => ({ name, cron })).sort((a, b) => (a.name < b.name ? -1 : 1)));
    await jobs.stop();
  }
});

test("a job whose process was killed does not wait until its time is over where nobody else can run it", async () => {
  const runtime = createTestRuntime(database.db, new TestClock());
  const states = () => withSystem(database.db, "a test looks", (tx) => tx.execute<{ state: string; retries: number }>(sql`select state::text as state, retry_count as retries from pgboss.job where name in ('archive-activities', 'check-log') order by name`));
  await withSystem(database.db, "a test's killed process", (tx) =>
    tx.execute(sql`insert into pgboss.job (name, state, policy, retry_limit, retry_count, started_on) values ('archive-activities', 'active', 'singleton', 2, 0, now()), ('check-log', 'active', 'singleton', 2, 2, now())`),
  );
  if (database.db.kind === "embedded") expect(await withSystem(database.db, "a test", releaseHeldJobs)).toBe(2);
  else await (await startJobs(runtime)).stop();
  // On a server another process may be at work on them.
  expect(await states()).toEqual(database.db.kind === "embedded" ? [{ state: "retry", retries: 1 }, { state: "failed", retries: 2 }] : [{ state: "active", retries: 0 }, { state: "active", retries: 2 }]);
  await withSystem(database.db, "a test is over", (tx) => tx.execute(sql`delete from pgboss.job`));
});

test("the purge removes what is over and nothing else", async () => {
  const clock = new TestClock();
  const runtime = createTestRuntime(database.db, clock);
  const purge = SCHEDULED_JOBS.find((job) => job.name === "purge-expired");
  const start = (userId: string) => withSystem(database.db, "a test signs in", (tx) => startSession(tx, { userId, now: clock.now, visitor }));
  const token = (byte: number, expiresInSeconds: number) => ({ purpose: "setup" as const, tokenHash: Buffer.alloc(32, byte), expiresAt: new Date(clock.now.getTime() + expiresInSeconds * 1000) });
  const counts = () => withSystem(database.db, "a test counts", async (tx) => [await tx.$count(sessions), await tx.$count(verificationTokens), await tx.$count(signInThrottles)]);

  await start(people.staff.id);
  await withSystem(database.db, "a test's tokens", (tx) => tx.insert(verificationTokens).values([token(1, DAY), token(2, 20 * DAY)]));
  await admitSignIn(database.db, throttleKeys("a@example.test", "192.0.2.1"), clock.now);
  clock.pass(8 * DAY);
  await start(people.manager.id);
  await admitSignIn(database.db, throttleKeys("b@example.test", "192.0.2.2"), clock.now);
  expect(await counts()).toEqual([2, 2, 4]);

  await purge?.run(runtime);
  expect(await counts()).toEqual([1, 1, 2]);
});
