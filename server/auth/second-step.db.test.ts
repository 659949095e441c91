import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { activityLogs, recoveryCodes, settings, signInThrottles, users } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import type { Runtime } from "../runtime.ts";
import { FREE_TRIES } from "../services/sessions/throttle-sign-in.ts";
import { beginEnrolment, readEnrolment } from "../services/users/second-step/enrol.ts";
import { codeAt, cookieHeaderOf, sessionOf } from "../testing/identity.ts";
import { givePassword } from "../testing/people.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { changePassword, changeSecondStep } from "./change-own.ts";
import type { SignedInPerson } from "./person.ts";
import { proveIdentity } from "./prove.ts";
import { enterCode, loadPerson, signIn } from "./sign-in.ts";

const PASSWORD = "round about midnight";
const visitor = { address: "192.0.2.7", userAgent: "a test" };
const { email, id } = people.admin;
let database: TestDatabase;
let clock: TestClock;
let runtime: Runtime;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = new TestClock();
  runtime = createTestRuntime(database.db, clock);
  await withSystem(database.db, "a test starts anew", async (tx) => {
    await tx.execute(sql`truncate activity_details, sign_in_throttles, sessions, recovery_codes`);
    await tx.update(users).set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null, passwordChangedAt: null, adminSince: null, createdAt: clock.now });
    await tx.update(settings).set({ sessionIdleMinutes: 7 * 24 * 60, sessionAbsoluteHours: 30 * 24 });
  });
  await givePassword(database.db, runtime.passwords, id, PASSWORD);
});

const enter = (cookieHeader?: string, password = PASSWORD, address = visitor.address) => signIn(runtime, { email, password, now: clock.now, visitor: { ...visitor, address }, previous: null, cookieHeader });
const give = (typed: string, cookieHeader: string) => enterCode(runtime, { typed, now: clock.now, visitor, previous: null, cookieHeader });
const whoIs = async (cookie: string): Promise<SignedInPerson> => {
  const person = await loadPerson(runtime, cookie, clock.now);
  if (!person) throw new Error("nobody is signed in");
  return person;
};

/** Signs in, switches the second step on, and returns what a telephone and a drawer then hold. */
async function enrol(): Promise<{ secret: string; codes: string[]; cookie: string; before: string }> {
  const before = sessionOf((await enter()).cookies);
  const other = sessionOf((await enter()).cookies);
  const person = await whoIs(before);
  const own = { userId: id, sessionId: person.sessionId, now: clock.now };
  await withSystem(database.db, "begin", (tx) => beginEnrolment(tx, runtime.secrets, own));
  const scan = await withSystem(database.db, "scan", (tx) => readEnrolment(tx, runtime.secrets, own));
  const secret = scan?.secret ?? "";
  const { cookie, codes } = await changeSecondStep(runtime, { person, now: clock.now, visitor, act: { kind: "confirm", code: codeAt(secret, clock.now) } });
  expect(await loadPerson(runtime, other, clock.now)).toBeNull();
  clock.pass(30);
  return { secret, codes, cookie: sessionOf([cookie]), before };
}

describe("switching the second step on", () => {
  test("needs a code of the app, gives the session another secret, and keeps the secret sealed and ten hashes", async () => {
    const { secret, codes, cookie, before } = await enrol();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect(await loadPerson(runtime, before, clock.now)).toBeNull();
    expect(await whoIs(cookie)).toMatchObject({ id });
    const stored = await withSystem(database.db, "a test looks", (tx) => tx.execute<{ all: string }>(sql`select concat((select string_agg(to_jsonb(u)::text, '') from users u), (select string_agg(to_jsonb(r)::text, '') from recovery_codes r)) as all`));
    expect(stored[0]?.all).not.toContain(secret);
    for (const code of codes) expect(stored[0]?.all).not.toContain(code.replaceAll("-", ""));
  });

  test("is refused for a wrong code, without proof after ten minutes, and when it is on", async () => {
    const person = await whoIs(sessionOf((await enter()).cookies));
    const own = () => ({ userId: id, sessionId: person.sessionId, now: clock.now });
    const begin = () => withSystem(database.db, "begin", (tx) => beginEnrolment(tx, runtime.secrets, own()));
    await begin();
    await expect(changeSecondStep(runtime, { person, now: clock.now, visitor, act: { kind: "confirm", code: "000000" } })).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { code: expect.any(String) as unknown } });
    clock.pass(601);
    await expect(begin()).rejects.toMatchObject({ code: "PRECONDITION_FAILED", fields: { proof: expect.any(String) as unknown } });
  });
});

describe("signing in with a second step", () => {
  test("gives no session before the code, and one after it", async () => {
    const { secret } = await enrol();
    const half = await enter();
    expect(half.needsCode).toBe(true);
    expect(sessionOf(half.cookies)).toBe("");
    const { cookies } = await give(codeAt(secret, clock.now), cookieHeaderOf(half.cookies));
    expect(await whoIs(sessionOf(cookies))).toMatchObject({ id });
    const rows = await withSystem(database.db, "a test reads", (tx) => tx.select().from(activityLogs).where(eq(activityLogs.action, "session.started")));
    expect(rows.length).toBeGreaterThan(0);
  });

  test("takes no code twice, not even from twenty at the same moment, nor an older one after it", async () => {
    const { secret } = await enrol();
    const cookie = cookieHeaderOf((await enter()).cookies);
    const older = codeAt(secret, clock.now);
    clock.pass(30);
    const code = codeAt(secret, clock.now);
    const tries = FREE_TRIES.account - 1;
    const answers = await Promise.allSettled(Array.from({ length: tries }, () => give(code, cookie)));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    await withSystem(database.db, "a test", (tx) => tx.delete(signInThrottles));
    await expect(give(code, cookie)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(give(older, cookie)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    clock.pass(30);
    await give(codeAt(secret, clock.now), cookie);
  });

  test("takes a recovery code once, however it is typed", async () => {
    const { codes } = await enrol();
    const cookie = cookieHeaderOf((await enter()).cookies);
    const [first = "", second = ""] = codes;
    await give(first.toUpperCase().replaceAll("-", " "), cookie);
    await expect(give(first, cookie)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const answers = await Promise.allSettled([give(second, cookie), give(second, cookie)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await withSystem(database.db, "a test counts", (tx) => tx.$count(recoveryCodes, sql`${recoveryCodes.usedAt} is null`))).toBe(8);
  });

  test("is throttled like the password, and the right password does not start the count anew", async () => {
    await enrol();
    const cookie = cookieHeaderOf((await enter()).cookies);
    for (let at = 0; at < FREE_TRIES.account; at++) {
      await expect(give("000000", cookie)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
      expect((await enter()).needsCode).toBe(true);
    }
    await expect(give("000000", cookie)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });

  test("begins again after ten minutes, and when the password was changed meanwhile", async () => {
    const { secret } = await enrol();
    const late = cookieHeaderOf((await enter()).cookies);
    clock.pass(601);
    await expect(give(codeAt(secret, clock.now), late)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    const overtaken = cookieHeaderOf((await enter()).cookies);
    await givePassword(database.db, runtime.passwords, id, "straight no chaser");
    await expect(give(codeAt(secret, clock.now), overtaken)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("showing once more who one is", () => {
  test("is by the password, gives the session another secret, and opens what ten minutes had closed", async () => {
    const cookie = sessionOf((await enter()).cookies);
    const person = await whoIs(cookie);
    clock.pass(601);
    await expect(proveIdentity(runtime, { person, proof: "wrong", now: clock.now, visitor })).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { proof: expect.any(String) as unknown } });
    const renewed = sessionOf([await proveIdentity(runtime, { person, proof: PASSWORD, now: clock.now, visitor })]);
    expect(await loadPerson(runtime, cookie, clock.now)).toBeNull();
    expect(await whoIs(renewed)).toMatchObject({ sessionId: person.sessionId });
    await withSystem(database.db, "begin", (tx) => beginEnrolment(tx, runtime.secrets, { userId: id, sessionId: person.sessionId, now: clock.now }));
  });

  test("is by a code where there is one, and then not by the password", async () => {
    const { secret, cookie } = await enrol();
    const person = await whoIs(cookie);
    await expect(proveIdentity(runtime, { person, proof: PASSWORD, now: clock.now, visitor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await proveIdentity(runtime, { person, proof: codeAt(secret, clock.now), now: clock.now, visitor });
  });
});

describe("changing one's own password", () => {
  const change = (person: SignedInPerson, current = PASSWORD, password = "straight no chaser") => changePassword(runtime, { person, now: clock.now, visitor, current, password });

  test("asks for the current one, ends every session, and goes on in a new one", async () => {
    const [here, there] = [sessionOf((await enter()).cookies), sessionOf((await enter()).cookies)];
    const person = await whoIs(here);
    await expect(change(person, "wrong")).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { current: expect.any(String) as unknown } });
    await expect(change(person, PASSWORD, "leavemealone")).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { password: expect.any(String) as unknown } });
    const cookies = await change(person);
    expect(await loadPerson(runtime, here, clock.now)).toBeNull();
    expect(await loadPerson(runtime, there, clock.now)).toBeNull();
    expect((await whoIs(sessionOf(cookies))).sessionId).not.toBe(person.sessionId);
    await expect(enter()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("happens once of two at the same moment", async () => {
    const person = await whoIs(sessionOf((await enter()).cookies));
    const answers = await Promise.allSettled([change(person, PASSWORD, "straight no chaser one"), change(person, PASSWORD, "straight no chaser two")]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("an attack on an account does not keep out the browser in which its person signed in, and that browser is counted by itself", async () => {
  const known = cookieHeaderOf((await enter()).cookies);
  for (let at = 0; at < 12; at++) await enter(undefined, "wrong", `198.51.100.${at % 4}`).catch(() => {});
  for (let at = 0; at < 12; at++) await enter(undefined, "wrong").catch(() => {});
  await expect(enter()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect((await enter(known)).needsCode).toBe(false);
  for (let at = 0; at < FREE_TRIES.account; at++) await expect(enter(known, "wrong")).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(enter(known)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  clock.pass(1);
  expect((await enter(known)).needsCode).toBe(false);
  // Known is a browser by the password of then.
  await withSystem(database.db, "another password", (tx) => tx.update(users).set({ passwordChangedAt: clock.now }).where(eq(users.id, id)));
  await expect(enter(known, "wrong")).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(enter(known)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
});

test("limits of sessions are the shop's, and bite on sessions that are there", async () => {
  const cookie = sessionOf((await enter()).cookies);
  clock.pass(31 * 60);
  await withSystem(database.db, "half an hour idle", (tx) => tx.update(settings).set({ sessionIdleMinutes: 30 }));
  expect(await loadPerson(runtime, cookie, clock.now)).toBeNull();
  const second = sessionOf((await enter()).cookies);
  await withSystem(database.db, "an hour in all", (tx) => tx.update(settings).set({ sessionIdleMinutes: 120, sessionAbsoluteHours: 1 }));
  clock.pass(3599);
  expect(await loadPerson(runtime, second, clock.now)).not.toBeNull();
  clock.pass(1);
  expect(await loadPerson(runtime, second, clock.now)).toBeNull();
});

test("an admin without a second step works for seven days, and then has to switch it on; others and the demo do not", async () => {
  await withSystem(database.db, "an admin from now on", (tx) => tx.update(users).set({ adminSince: clock.now }).where(eq(users.id, id)));
  const early = await whoIs(sessionOf((await enter()).cookies));
  expect(early.mustEnrol).toBeUndefined();
  clock.pass(7 * 24 * 3600);
  const cookie = sessionOf((await enter()).cookies);
  expect((await whoIs(cookie)).mustEnrol).toBe(true);
  expect((await loadPerson(createTestRuntime(database.db, clock, { MISTY_DEMO: "on" }), cookie, clock.now))?.mustEnrol).toBeUndefined();
  await withSystem(database.db, "no admin", (tx) => tx.update(users).set({ role: "manager" }).where(eq(users.id, id)));
  expect((await whoIs(cookie)).mustEnrol).toBeUndefined();
  await withSystem(database.db, "as it was", (tx) => tx.update(users).set({ role: "admin" }).where(eq(users.id, id)));
});
