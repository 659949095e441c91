import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { activityDetails, activityLogs, sessions, settings, signInThrottles, users } from "#db/schema/index.ts";
import { addSessions, emptyActivityLog, people } from "#db/testing/index.ts";
import type { RequestContext } from "../http/load-context.ts";
import { invitePerson } from "../services/users/invite-person.ts";
import { beginEnrolment, confirmEnrolment, readEnrolment } from "../services/users/second-step/enrol.ts";
import { codeAt, cookieHeaderOf, identityAs, sessionOf } from "../testing/identity.ts";
import { PASSWORD, SignInDesk } from "../testing/sign-in-desk.ts";
import { takeAct } from "./account-route.ts";
import { changePassword } from "./change-own.ts";
import { setPasswordByLink } from "./join.ts";
import { PasswordHasher } from "./passwords.ts";
import type { SignedInPerson } from "./person.ts";
import { proveIdentity } from "./prove.ts";
import { setupPage } from "./setup-route.ts";
import { enterCode, loadPerson, signIn } from "./sign-in.ts";

/* What somebody tries who reads the program: races, what is told, what is forgotten too soon. */

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
const desk = new SignInDesk(people.manager, { address: "192.0.2.7", userAgent: FIREFOX }, async (tx, now) => {
  await tx.execute(sql`truncate sign_in_throttles, sessions, recovery_codes`);
  await emptyActivityLog(tx);
  await tx.update(users).set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null, passwordChangedAt: null, createdAt: now });
  await addSessions(tx, now);
});
const { visitor } = desk;
const { email, id } = people.manager;
const ownOf = (person: SignedInPerson) => ({ userId: person.id, sessionId: person.sessionId, now: desk.clock.now });
const actions = async () => (await withSystem(desk.database.db, "a test reads", (tx) => tx.select({ action: activityLogs.action }).from(activityLogs).orderBy(activityLogs.id))).map((row) => row.action);

/** Switches the manager's second step on, in a session of its own. */
async function enrol(): Promise<string> {
  const own = ownOf(await desk.whoIs(sessionOf((await desk.enter()).cookies)));
  return withSystem(desk.database.db, "enrol", async (tx) => {
    await beginEnrolment(tx, desk.runtime.secrets, own);
    const secret = (await readEnrolment(tx, desk.runtime.secrets, own))?.secret ?? "";
    await confirmEnrolment(tx, desk.runtime.secrets, { ...own, code: codeAt(secret, desk.clock.now) });
    return secret;
  });
}

describe("a sign-in", () => {
  test("whose password was checked a moment before the second step was switched on begins again", async () => {
    class Overtaken extends PasswordHasher {
      override async verify(stored: string | null, password: string): Promise<boolean> {
        const matches = await super.verify(stored, password);
        await withSystem(desk.database.db, "switched on meanwhile", (tx) => tx.update(users).set({ totpSecret: Buffer.alloc(40), totpEnabledAt: desk.clock.now }).where(eq(users.id, id)));
        return matches;
      }
    }
    await expect(desk.enter({ hasher: new Overtaken() })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await withSystem(desk.database.db, "a test counts", (tx) => tx.$count(sessions, sql`${sessions.userId} = ${id} and ${sessions.id} <> ${id}`))).toBe(0);
  });

  test("with signs that no address holds is refused like any other", async () => {
    await expect(signIn(desk.runtime, { email: "a\u0000b@example.test", password: PASSWORD, now: desk.clock.now, visitor, previous: null })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("keeps what was typed for the log only where it is an address: in that field passwords are typed too", async () => {
    for (const typed of ["nutty rhythm-a-ning 88", email]) await signIn(desk.runtime, { email: typed, password: "wrong", now: desk.clock.now, visitor, previous: null }).catch(() => {});
    const details = JSON.stringify(await withSystem(desk.database.db, "a test", (tx) => tx.select({ details: activityDetails.details }).from(activityDetails)));
    expect(details).not.toContain("nutty");
    expect(details).toContain(email);
  });
});

describe("wrong codes", () => {
  test("are not forgotten after a quarter of an hour: whoever has the password must not guess on for weeks", async () => {
    await enrol();
    desk.clock.pass(30);
    const cookieHeader = cookieHeaderOf((await desk.enter({ address: "198.51.100.1" })).cookies);
    const guess = () => enterCode(desk.runtime, { typed: "000000", now: desk.clock.now, visitor, previous: null, cookieHeader });
    for (let n = 0; n < 5; n++) await expect(guess()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const failures = async () => (await withSystem(desk.database.db, "a test reads", (tx) => tx.select().from(signInThrottles).where(sql`${signInThrottles.key} like 'code:%'`)))[0]?.failures;
    expect(await failures()).toBe(5);
    desk.clock.pass(20 * 60);
    const later = cookieHeaderOf((await desk.enter({ address: "198.51.100.1" })).cookies);
    await expect(enterCode(desk.runtime, { typed: "000000", now: desk.clock.now, visitor, previous: null, cookieHeader: later })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await failures()).toBe(6);
  });
});

describe("the secret that waits for its first code", () => {
  test("is worth something in the browser that began only: a stranger who began must not plant theirs", async () => {
    const stranger = ownOf(await desk.whoIs(sessionOf((await desk.enter()).cookies)));
    await withSystem(desk.database.db, "a stranger begins", (tx) => beginEnrolment(tx, desk.runtime.secrets, stranger));
    const planted = (await withSystem(desk.database.db, "scans", (tx) => readEnrolment(tx, desk.runtime.secrets, stranger)))?.secret ?? "";
    expect(planted).not.toBe("");
    const owner = ownOf(await desk.whoIs(sessionOf((await desk.enter()).cookies)));
    expect(await withSystem(desk.database.db, "the owner looks", (tx) => readEnrolment(tx, desk.runtime.secrets, owner))).toBeNull();
    await expect(withSystem(desk.database.db, "the owner confirms", (tx) => confirmEnrolment(tx, desk.runtime.secrets, { ...owner, code: codeAt(planted, desk.clock.now) }))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("changing one's own password", () => {
  const change = (person: SignedInPerson, current: string) => changePassword(desk.runtime, { person, now: desk.clock.now, visitor, current, password: "straight no chaser" });

  test("writes a wrong current one down, with where it was tried", async () => {
    const person = await desk.whoIs(sessionOf((await desk.enter()).cookies));
    await expect(change(person, "wrong")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect((await actions()).at(-1)).toBe("sign_in.proof_refused");
  });

  test("says nothing about the password to whoever has a second step and gave no code", async () => {
    await enrol();
    desk.clock.pass(30);
    const person = await desk.whoIs(sessionOf((await enterCodeOf()).cookies));
    desk.clock.pass(601);
    const before = desk.runtime.passwords.count;
    for (const current of [PASSWORD, "wrong"]) await expect(change(person, current)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(desk.runtime.passwords.count).toBe(before);
  });

  async function enterCodeOf() {
    const [row] = await withSystem(desk.database.db, "a test reads", (tx) => tx.select({ secret: users.totpSecret }).from(users).where(eq(users.id, id)));
    const secret = desk.runtime.secrets.open("totp secret", id, row?.secret ?? Buffer.alloc(0)) ?? "";
    return enterCode(desk.runtime, { typed: codeAt(secret, desk.clock.now), now: desk.clock.now, visitor, previous: null, cookieHeader: cookieHeaderOf((await desk.enter()).cookies) });
  }
});

describe("a proof of identity", () => {
  test("is kept for the browser also when the act it was for cannot be done", async () => {
    const cookie = sessionOf((await desk.enter()).cookies);
    const context: RequestContext = { runtime: desk.runtime, now: desk.clock.now, cspNonce: "", requestId: "r", signal: new AbortController().signal, address: visitor.address, person: () => loadPerson(desk.runtime, cookie, desk.clock.now) };
    const request = new Request("http://misty.test/admin/users", { method: "POST", headers: { cookie } });
    const told = { sentence: "This person does not exist.", fields: {}, requestId: "r", unexpected: false };
    const outcome = await takeAct(request, context, PASSWORD, () => {
      throw Response.json(told, { status: 404 });
    });
    expect(outcome).toMatchObject({ done: false, status: 404, sentence: told.sentence });
    expect(await loadPerson(desk.runtime, sessionOf(outcome.cookies), desk.clock.now)).toMatchObject({ id });
    const onward = await takeAct(new Request(request), { ...context, person: () => loadPerson(desk.runtime, sessionOf(outcome.cookies), desk.clock.now) }, PASSWORD, () => {
      throw new Response(null, { status: 302, headers: { Location: "/account/second-step" } });
    }).catch((error: unknown) => error);
    if (!(onward instanceof Response)) throw new Error("was not led on");
    expect(await loadPerson(desk.runtime, sessionOf(onward.headers.getSetCookie()), desk.clock.now)).toMatchObject({ id });
  });

  test("that fits is written down too", async () => {
    const person = await desk.whoIs(sessionOf((await desk.enter()).cookies));
    await proveIdentity(desk.runtime, { person, proof: PASSWORD, now: desk.clock.now, visitor });
    expect((await actions()).at(-1)).toBe("sign_in.proof_given");
  });

  test("stays where only the network or the version of the browser is another, as telephones and updates do", async () => {
    const cookie = sessionOf((await desk.enter()).cookies);
    await loadPerson(desk.runtime, cookie, desk.clock.now, { address: "198.51.100.9", userAgent: FIREFOX.replaceAll("140", "141") });
    const own = ownOf(await desk.whoIs(cookie));
    await withSystem(desk.database.db, "begin", (tx) => beginEnrolment(tx, desk.runtime.secrets, own));
    expect(await actions()).not.toContain("session.moved");
  });

  test("is gone, and the move written down, when the session turns up in another kind of browser", async () => {
    const cookie = sessionOf((await desk.enter()).cookies);
    await loadPerson(desk.runtime, cookie, desk.clock.now, { ...visitor, userAgent: CHROME });
    const person = await desk.whoIs(cookie);
    await expect(withSystem(desk.database.db, "begin", (tx) => beginEnrolment(tx, desk.runtime.secrets, ownOf(person)))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await actions()).toContain("session.moved");
  });
});

describe("a session", () => {
  test("is not kept awake by a look from an open stream, only by use", async () => {
    await withSystem(desk.database.db, "half an hour idle", (tx) => tx.update(settings).set({ sessionIdleMinutes: 30 }));
    const cookie = sessionOf((await desk.enter()).cookies);
    for (let minute = 0; minute < 29; minute++) {
      desk.clock.pass(60);
      await loadPerson(desk.runtime, cookie, desk.clock.now);
    }
    desk.clock.pass(60);
    expect(await loadPerson(desk.runtime, cookie, desk.clock.now)).toBeNull();
    const used = sessionOf((await desk.enter()).cookies);
    desk.clock.pass(29 * 60);
    await loadPerson(desk.runtime, used, desk.clock.now, visitor);
    desk.clock.pass(29 * 60);
    expect(await loadPerson(desk.runtime, used, desk.clock.now)).not.toBeNull();
    await withSystem(desk.database.db, "as it was", (tx) => tx.update(settings).set({ sessionIdleMinutes: 7 * 24 * 60 }));
  });

  test("that a browser had ends when an invitation is accepted in it", async () => {
    const cookie = sessionOf((await desk.enter()).cookies);
    const { path } = await invitePerson(identityAs(desk.runtime, "admin", desk.clock.now), { name: "Ivy", email: "ivy@example.test", role: "staff" });
    await setPasswordByLink(desk.runtime, { purpose: "invitation", token: path?.replace("/join/", "") ?? "", password: "straight no chaser", now: desk.clock.now, visitor, previous: await desk.whoIs(cookie) });
    expect(await loadPerson(desk.runtime, cookie, desk.clock.now)).toBeNull();
  });
});

test("the setup's page asks for as many characters as the shop does", async () => {
  await withSystem(desk.database.db, "longer", (tx) => tx.update(settings).set({ passwordMinLength: 20 }));
  const context: RequestContext = { runtime: desk.runtime, now: desk.clock.now, cspNonce: "", requestId: "r", signal: new AbortController().signal, address: visitor.address, person: () => Promise.resolve(null) };
  expect(await setupPage(new Request("http://misty.test/setup?token=made-up"), context)).toMatchObject({ leastLength: 20 });
  await withSystem(desk.database.db, "as it was", (tx) => tx.update(settings).set({ passwordMinLength: 12 }));
});
