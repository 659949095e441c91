import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { activityDetails, activityLogs, sessions, signInThrottles, users } from "#db/schema/index.ts";
import { DEMO_PEOPLE } from "#db/seed/people-ids.ts";
import { emptyActivityLog, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { givePassword } from "../testing/people.ts";
import { createTestRuntime, START, TestClock } from "../testing/runtime.ts";
import { ensureDemoPeople, retireDemoPeople } from "./demo-people.ts";
import { loadPerson, signIn, signOut } from "./sign-in.ts";

/** The defaults of the settings. */
const ABSOLUTE_LIMIT_SECONDS = 30 * 24 * 3600;
const IDLE_LIMIT_SECONDS = 7 * 24 * 3600;
const PASSWORD = "round about midnight";
const visitor = { address: "192.0.2.7", userAgent: "a test", requestId: "request-1" };
let database: TestDatabase;
let clock: TestClock;
let runtime: ReturnType<typeof createTestRuntime>;

beforeAll(async () => {
  database = await openTestDatabase();
  await givePassword(database.db, createTestRuntime(database.db, new TestClock()).passwords, people.manager.id, PASSWORD);
  await givePassword(database.db, createTestRuntime(database.db, new TestClock()).passwords, people.buyer.id, PASSWORD);
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = new TestClock();
  runtime = createTestRuntime(database.db, clock);
  await withSystem(database.db, "a test starts anew", async (tx) => {
    await tx.delete(signInThrottles);
    await tx.delete(sessions);
    await emptyActivityLog(tx);
    await tx.update(users).set({ state: "active", passwordHash: sql`coalesce(${users.passwordHash}, 'none')` }).where(eq(users.isDemo, false));
    await tx.update(users).set({ role: "manager" }).where(eq(users.id, people.manager.id));
  });
});

/** The session's cookie as the browser would send it back. */
const sessionOf = ({ cookies }: { cookies: string[] }): string => cookies[0]?.split(";")[0] ?? "";

/** Signs in and returns what the browser would send back. */
async function enter(email: string = people.manager.email, password: string = PASSWORD): Promise<string> {
  return sessionOf(await signIn(runtime, { email, password, now: clock.now, visitor, previous: null }));
}
const whoIs = (cookie: string) => loadPerson(runtime, cookie, clock.now, visitor);
const trail = () => withSystem(database.db, "a test reads the trail", (tx) => tx.select().from(activityLogs).orderBy(activityLogs.id));

describe("signing in", () => {
  test("knows the person by the cookie, whatever the case of the address", async () => {
    expect(await whoIs(await enter("Manager@Example.TEST"))).toMatchObject({ id: people.manager.id, role: "manager", name: people.manager.name });
  });

  test("stores the SHA-256 of the session's secret and nothing else of it", async () => {
    const cookie = await enter();
    const secret = await runtime.sessionCookies.open(cookie);
    const [row] = await withSystem(database.db, "a test looks", (tx) => tx.select().from(sessions));
    expect(secret).toHaveLength(32);
    expect(row?.secretHash).toHaveLength(32);
    expect(row?.secretHash.equals(Buffer.from(secret ?? []))).toBe(false);
    expect(row?.expiresAt).toEqual(new Date(START.getTime() + ABSOLUTE_LIMIT_SECONDS * 1000));
  });

  test("makes a new session each time and ends the one the browser had", async () => {
    const first = await enter();
    const previous = await whoIs(first);
    const second = sessionOf(await signIn(runtime, { email: people.buyer.email, password: PASSWORD, now: clock.now, visitor, previous }));
    expect(await whoIs(first)).toBeNull();
    expect(await whoIs(second)).toMatchObject({ id: people.buyer.id });
  });

  test("costs one hash and says the same for every kind of refusal", async () => {
    await withSystem(database.db, "a test", (tx) => tx.update(users).set({ state: "deactivated" }).where(eq(users.id, people.buyer.id)));
    await withSystem(database.db, "a test", (tx) => tx.update(users).set({ state: "invited", passwordHash: null }).where(eq(users.id, people.staff.id)));
    await ensureDemoPeople({ ...runtime, env: createTestRuntime(database.db, clock, { MISTY_DEMO: "on" }).env }, clock.now);
    const refused = [
      { email: "nobody@example.test", password: PASSWORD },
      { email: people.manager.email, password: "wrong" },
      { email: people.buyer.email, password: PASSWORD },
      { email: people.staff.email, password: PASSWORD },
      { email: people.admin.email, password: "its stored hash is not one" },
      { email: DEMO_PEOPLE[0].email, password: runtime.env.MISTY_DEMO_PASSWORD },
    ];
    const answers = new Set<string>();
    for (const [index, given] of refused.entries()) {
      const before = runtime.passwords.count;
      const error: unknown = await signIn(runtime, { ...given, now: clock.now, visitor: { ...visitor, address: `192.0.2.${index}` }, previous: null }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "AppError", code: "UNAUTHORIZED" });
      answers.add((error as Error).message);
      expect(runtime.passwords.count - before).toBe(1);
    }
    const before = runtime.passwords.count;
    await enter();
    expect(runtime.passwords.count - before).toBe(1);
    expect(answers.size).toBe(1);
  });
});

describe("a session", () => {
  test("ends after a week without use, and lives on when it is used", async () => {
    const cookie = await enter();
    clock.pass(IDLE_LIMIT_SECONDS - 60);
    expect(await whoIs(cookie)).not.toBeNull();
    clock.pass(IDLE_LIMIT_SECONDS - 60);
    expect(await whoIs(cookie)).not.toBeNull();
    clock.pass(IDLE_LIMIT_SECONDS + 1);
    expect(await whoIs(cookie)).toBeNull();
  });

  test("ends after thirty days, however much it is used", async () => {
    const cookie = await enter();
    for (let day = 1; day < 30; day++) {
      clock.pass(24 * 3600);
      expect(await whoIs(cookie), `day ${day}`).not.toBeNull();
    }
    clock.pass(24 * 3600);
    expect(await whoIs(cookie)).toBeNull();
  });

  test("ends with signing out", async () => {
    const cookie = await enter();
    const cleared = await signOut(runtime, { person: await whoIs(cookie), now: clock.now });
    expect(cleared).toContain("Max-Age=0");
    expect(await whoIs(cookie)).toBeNull();
  });

  test("shows a deactivation and a change of role on the next request", async () => {
    const cookie = await enter();
    await withSystem(database.db, "a test", (tx) => tx.update(users).set({ role: "staff" }).where(eq(users.id, people.manager.id)));
    expect(await whoIs(cookie)).toMatchObject({ role: "staff" });
    await withSystem(database.db, "a test", (tx) => tx.update(users).set({ state: "deactivated" }).where(eq(users.id, people.manager.id)));
    expect(await whoIs(cookie)).toBeNull();
  });

  test("of a demo person is worth nothing outside the demo", async () => {
    const demo = createTestRuntime(database.db, clock, { MISTY_DEMO: "on" });
    await ensureDemoPeople(demo, clock.now);
    const cookie = sessionOf(await signIn(demo, { email: "admin@misty.demo", password: demo.env.MISTY_DEMO_PASSWORD, now: clock.now, visitor, previous: null }));
    expect(await loadPerson(demo, cookie, clock.now)).toMatchObject({ role: "admin" });
    expect(await loadPerson(runtime, cookie, clock.now)).toBeNull();
    await retireDemoPeople(runtime, clock.now);
    expect(await loadPerson(demo, cookie, clock.now)).toBeNull();
    const states = await withSystem(database.db, "a test", (tx) => tx.select({ state: users.state }).from(users).where(eq(users.isDemo, true)));
    expect(states.map((row) => row.state)).toEqual(DEMO_PEOPLE.map(() => "deactivated"));
  });
});

describe("the trail", () => {
  test("holds starts, failures and ends, and personal values only beside it", async () => {
    const cookie = await enter();
    await enter(people.manager.email, "wrong").catch(() => {});
    await signOut(runtime, { person: await whoIs(cookie), now: clock.now });
    const rows = await trail();
    expect(rows.map((row) => [row.action, row.result, row.actorId])).toEqual([
      ["session.started", "succeeded", people.manager.id],
      ["sign_in.failed", "refused", null],
      ["session.ended", "succeeded", people.manager.id],
    ]);
    expect(JSON.stringify(rows)).not.toContain(people.manager.email);
    expect(JSON.stringify(rows)).not.toContain(visitor.address);
    const details = await withSystem(database.db, "a test", (tx) => tx.select({ details: activityDetails.details }).from(activityDetails));
    expect(JSON.stringify(details)).toContain(people.manager.email);
    expect(JSON.stringify(details)).not.toContain("wrong");
  });

  test("says when a block begins", async () => {
    for (let attempt = 0; attempt < 7; attempt++) await enter(people.manager.email, "wrong").catch(() => {});
    expect((await trail()).map((row) => row.action)).toEqual([...Array.from({ length: 5 }, () => "sign_in.failed"), "sign_in.throttled"]);
  });
});
