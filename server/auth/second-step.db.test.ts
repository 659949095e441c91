import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { activityLogs, recoveryCodes, settings, signInThrottles, users } from "#db/schema/index.ts";
import { people } from "#db/testing/index.ts";
import { FREE_TRIES } from "../services/sessions/throttle-sign-in.ts";
import { beginEnrolment, readEnrolment } from "../services/users/second-step/enrol.ts";
import { codeAt, cookieHeaderOf, sessionOf } from "../testing/identity.ts";
import { givePassword } from "../testing/people.ts";
import { createTestRuntime } from "../testing/runtime.ts";
import { PASSWORD, SignInDesk } from "../testing/sign-in-desk.ts";
import { changePassword, changeSecondStep } from "./change-own.ts";
import type { SignedInPerson } from "./person.ts";
import { proveIdentity } from "./prove.ts";
import { enterCode, loadPerson } from "./sign-in.ts";

const desk = new SignInDesk(people.admin, { address: "192.0.2.7", userAgent: "a test" }, async (tx, now) => {
  await tx.execute(sql`truncate activity_details, sign_in_throttles, sessions, recovery_codes`);
  await tx.update(users).set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null, passwordChangedAt: null, adminSince: null, createdAt: now });
  await tx.update(settings).set({ sessionIdleMinutes: 7 * 24 * 60, sessionAbsoluteHours: 30 * 24 });
});
const { visitor } = desk;
const { id } = people.admin;
const give = (typed: string, cookieHeader: string) => enterCode(desk.runtime, { typed, now: desk.clock.now, visitor, previous: null, cookieHeader });

/** Signs in, switches the second step on, and returns what a telephone and a drawer then hold. */
async function enrol(): Promise<{ secret: string; codes: string[]; cookie: string; before: string }> {
  const before = sessionOf((await desk.enter()).cookies);
  const other = sessionOf((await desk.enter()).cookies);
  const person = await desk.whoIs(before);
  const own = { userId: id, sessionId: person.sessionId, now: desk.clock.now };
  await withSystem(desk.database.db, "begin", (tx) => beginEnrolment(tx, desk.runtime.secrets, own));
  const scan = await withSystem(desk.database.db, "scan", (tx) => readEnrolment(tx, desk.runtime.secrets, own));
  const secret = scan?.secret ?? "";
  const { cookie, codes } = await changeSecondStep(desk.runtime, { person, now: desk.clock.now, visitor, act: { kind: "confirm", code: codeAt(secret, desk.clock.now) } });
  expect(await loadPerson(desk.runtime, other, desk.clock.now)).toBeNull();
  desk.clock.pass(30);
  return { secret, codes, cookie: sessionOf([cookie]), before };
}

describe("switching the second step on", () => {
  test("needs a code of the app, gives the session another secret, and keeps the secret sealed and ten hashes", async () => {
    const { secret, codes, cookie, before } = await enrol();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect(await loadPerson(desk.runtime, before, desk.clock.now)).toBeNull();
    expect(await desk.whoIs(cookie)).toMatchObject({ id });
    const stored = await withSystem(desk.database.db, "a test looks", (tx) => tx.execute<{ all: string }>(sql`select concat((select string_agg(to_jsonb(u)::text, '') from users u), (select string_agg(to_jsonb(r)::text, '') from recovery_codes r)) as all`));
    expect(stored[0]?.all).not.toContain(secret);
    for (const code of codes) expect(stored[0]?.all).not.toContain(code.replaceAll("-", ""));
  });

  test("is refused for a wrong code, without proof after ten minutes, and when it is on", async () => {
    const person = await desk.whoIs(sessionOf((await desk.enter()).cookies));
    const own = () => ({ userId: id, sessionId: person.sessionId, now: desk.clock.now });
    const begin = () => withSystem(desk.database.db, "begin", (tx) => beginEnrolment(tx, desk.runtime.secrets, own()));
    await begin();
    await expect(changeSecondStep(desk.runtime, { person, now: desk.clock.now, visitor, act: { kind: "confirm", code: "000000" } })).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { code: expect.any(String) as unknown } });
    desk.clock.pass(601);
    await expect(begin()).rejects.toMatchObject({ code: "PRECONDITION_FAILED", fields: { proof: expect.any(String) as unknown } });
  });
});

describe("signing in with a second step", () => {
  test("gives no session before the code, and one after it", async () => {
    const { secret } = await enrol();
    const half = await desk.enter();
    expect(half.needsCode).toBe(true);
    expect(sessionOf(half.cookies)).toBe("");
    const { cookies } = await give(codeAt(secret, desk.clock.now), cookieHeaderOf(half.cookies));
    expect(await desk.whoIs(sessionOf(cookies))).toMatchObject({ id });
    const rows = await withSystem(desk.database.db, "a test reads", (tx) => tx.select().from(activityLogs).where(eq(activityLogs.action, "session.started")));
    expect(rows.length).toBeGreaterThan(0);
  });

  test("takes no code twice, not even from twenty at the same moment, nor an older one after it", async () => {
    const { secret } = await enrol();
    const cookie = cookieHeaderOf((await desk.enter()).cookies);
    const older = codeAt(secret, desk.clock.now);
    desk.clock.pass(30);
    const code = codeAt(secret, desk.clock.now);
    const tries = FREE_TRIES.account - 1;
    const answers = await Promise.allSettled(Array.from({ length: tries }, () => give(code, cookie)));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    await withSystem(desk.database.db, "a test", (tx) => tx.delete(signInThrottles));
    await expect(give(code, cookie)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(give(older, cookie)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    desk.clock.pass(30);
    await give(codeAt(secret, desk.clock.now), cookie);
  });

  test("takes a recovery code once, however it is typed", async () => {
    const { codes } = await enrol();
    const cookie = cookieHeaderOf((await desk.enter()).cookies);
    const [first = "", second = ""] = codes;
    await give(first.toUpperCase().replaceAll("-", " "), cookie);
    await expect(give(first, cookie)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const answers = await Promise.allSettled([give(second, cookie), give(second, cookie)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await withSystem(desk.database.db, "a test counts", (tx) => tx.$count(recoveryCodes, sql`${recoveryCodes.usedAt} is null`))).toBe(8);
  });

  test("is throttled like the password, and the right password does not start the count anew", async () => {
    await enrol();
    const cookie = cookieHeaderOf((await desk.enter()).cookies);
    for (let at = 0; at < FREE_TRIES.account; at++) {
      await expect(give("000000", cookie)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
      expect((await desk.enter()).needsCode).toBe(true);
    }
    await expect(give("000000", cookie)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });

  test("begins again after ten minutes, and when the password was changed meanwhile", async () => {
    const { secret } = await enrol();
    const late = cookieHeaderOf((await desk.enter()).cookies);
    desk.clock.pass(601);
    await expect(give(codeAt(secret, desk.clock.now), late)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    const overtaken = cookieHeaderOf((await desk.enter()).cookies);
    await givePassword(desk.database.db, desk.runtime.passwords, id, "straight no chaser");
    await expect(give(codeAt(secret, desk.clock.now), overtaken)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("showing once more who one is", () => {
  test("is by the password, gives the session another secret, and opens what ten minutes had closed", async () => {
    const cookie = sessionOf((await desk.enter()).cookies);
    const person = await desk.whoIs(cookie);
    desk.clock.pass(601);
    await expect(proveIdentity(desk.runtime, { person, proof: "wrong", now: desk.clock.now, visitor })).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { proof: expect.any(String) as unknown } });
    const renewed = sessionOf([await proveIdentity(desk.runtime, { person, proof: PASSWORD, now: desk.clock.now, visitor })]);
    expect(await loadPerson(desk.runtime, cookie, desk.clock.now)).toBeNull();
    expect(await desk.whoIs(renewed)).toMatchObject({ sessionId: person.sessionId });
    await withSystem(desk.database.db, "begin", (tx) => beginEnrolment(tx, desk.runtime.secrets, { userId: id, sessionId: person.sessionId, now: desk.clock.now }));
  });

  test("is by a code where there is one, and then not by the password", async () => {
    const { secret, cookie } = await enrol();
    const person = await desk.whoIs(cookie);
    await expect(proveIdentity(desk.runtime, { person, proof: PASSWORD, now: desk.clock.now, visitor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await proveIdentity(desk.runtime, { person, proof: codeAt(secret, desk.clock.now), now: desk.clock.now, visitor });
  });
});

describe("changing one's own password", () => {
  const change = (person: SignedInPerson, current = PASSWORD, password = "straight no chaser") => changePassword(desk.runtime, { person, now: desk.clock.now, visitor, current, password });

  test("asks for the current one, ends every session, and goes on in a new one", async () => {
    const [here, there] = [sessionOf((await desk.enter()).cookies), sessionOf((await desk.enter()).cookies)];
    const person = await desk.whoIs(here);
    await expect(change(person, "wrong")).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { current: expect.any(String) as unknown } });
    await expect(change(person, PASSWORD, "leavemealone")).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { password: expect.any(String) as unknown } });
    const cookies = await change(person);
    expect(await loadPerson(desk.runtime, here, desk.clock.now)).toBeNull();
    expect(await loadPerson(desk.runtime, there, desk.clock.now)).toBeNull();
    expect((await desk.whoIs(sessionOf(cookies))).sessionId).not.toBe(person.sessionId);
    await expect(desk.enter()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("happens once of two at the same moment", async () => {
    const person = await desk.whoIs(sessionOf((await desk.enter()).cookies));
    const answers = await Promise.allSettled([change(person, PASSWORD, "straight no chaser one"), change(person, PASSWORD, "straight no chaser two")]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("an attack on an account does not keep out the browser in which its person signed in, and that browser is counted by itself", async () => {
  const known = cookieHeaderOf((await desk.enter()).cookies);
  for (let at = 0; at < 12; at++) await desk.enter({ password: "wrong", address: `198.51.100.${at % 4}` }).catch(() => {});
  for (let at = 0; at < 12; at++) await desk.enter({ password: "wrong" }).catch(() => {});
  await expect(desk.enter()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect((await desk.enter({ cookieHeader: known })).needsCode).toBe(false);
  for (let at = 0; at < FREE_TRIES.account; at++) await expect(desk.enter({ cookieHeader: known, password: "wrong" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(desk.enter({ cookieHeader: known })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  desk.clock.pass(1);
  expect((await desk.enter({ cookieHeader: known })).needsCode).toBe(false);
  // Known is a browser by the password of then.
  await withSystem(desk.database.db, "another password", (tx) => tx.update(users).set({ passwordChangedAt: desk.clock.now }).where(eq(users.id, id)));
  await expect(desk.enter({ cookieHeader: known, password: "wrong" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(desk.enter({ cookieHeader: known })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
});

test("limits of sessions are the shop's, and bite on sessions that are there", async () => {
  const cookie = sessionOf((await desk.enter()).cookies);
  desk.clock.pass(31 * 60);
  await withSystem(desk.database.db, "half an hour idle", (tx) => tx.update(settings).set({ sessionIdleMinutes: 30 }));
  expect(await loadPerson(desk.runtime, cookie, desk.clock.now)).toBeNull();
  const second = sessionOf((await desk.enter()).cookies);
  await withSystem(desk.database.db, "an hour in all", (tx) => tx.update(settings).set({ sessionIdleMinutes: 120, sessionAbsoluteHours: 1 }));
  desk.clock.pass(3599);
  expect(await loadPerson(desk.runtime, second, desk.clock.now)).not.toBeNull();
  desk.clock.pass(1);
  expect(await loadPerson(desk.runtime, second, desk.clock.now)).toBeNull();
});

test("an admin without a second step works for seven days, and then has to switch it on; others and the demo do not", async () => {
  await withSystem(desk.database.db, "an admin from now on", (tx) => tx.update(users).set({ adminSince: desk.clock.now }).where(eq(users.id, id)));
  const early = await desk.whoIs(sessionOf((await desk.enter()).cookies));
  expect(early.mustEnrol).toBeUndefined();
  desk.clock.pass(7 * 24 * 3600);
  const cookie = sessionOf((await desk.enter()).cookies);
  expect((await desk.whoIs(cookie)).mustEnrol).toBe(true);
  expect((await loadPerson(createTestRuntime(desk.database.db, desk.clock, { MISTY_DEMO: "on" }), cookie, desk.clock.now))?.mustEnrol).toBeUndefined();
  await withSystem(desk.database.db, "no admin", (tx) => tx.update(users).set({ role: "manager" }).where(eq(users.id, id)));
  expect((await desk.whoIs(cookie)).mustEnrol).toBeUndefined();
  await withSystem(desk.database.db, "as it was", (tx) => tx.update(users).set({ role: "admin" }).where(eq(users.id, id)));
});
