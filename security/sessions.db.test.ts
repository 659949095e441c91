import { createHash, randomBytes, randomInt } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { sessions, users } from "#db/schema/index.ts";
import { addSessions, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { changePassword, changeSecondStep } from "#server/auth/change-own.ts";
import { setPasswordByLink } from "#server/auth/join.ts";
import type { SignedInPerson } from "#server/auth/person.ts";
import { proveIdentity } from "#server/auth/prove.ts";
import { SessionCookies } from "#server/auth/session-cookies.ts";
import { loadPerson, signIn, signOut } from "#server/auth/sign-in.ts";
import type { Runtime } from "#server/runtime.ts";
import { changeRole, deactivatePerson } from "#server/services/users/change-person.ts";
import { signOutEverybody, signOutPerson } from "#server/services/users/sign-out-people.ts";
import { makeToken } from "#server/services/users/one-use-tokens.ts";
import { beginEnrolment, readEnrolment } from "#server/services/users/second-step/enrol.ts";
import { codeAt, identityAs, sessionOf } from "#server/testing/identity.ts";
import { givePassword } from "#server/testing/people.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { count, Tally } from "./tally.ts";

/* S8: a cookie that is not exactly the one given out opens nothing, and no cookie outlives what ended it. */

const PASSWORD = "nutty rhythm-a-ning 88";
const visitor = { address: "192.0.2.7", userAgent: "a test" };
const { id, email } = people.buyer;
const clock = new TestClock();
let database: TestDatabase;
let runtime: Runtime;

beforeAll(async () => {
  database = await openTestDatabase();
  runtime = createTestRuntime(database.db, clock);
  await withSystem(database.db, "the admin is signed in", (tx) => addSessions(tx, clock.now));
  await givePassword(database.db, runtime.passwords, id, PASSWORD);
});
afterAll(() => database.close());

async function enter(): Promise<{ cookie: string; person: SignedInPerson }> {
  const cookie = sessionOf((await signIn(runtime, { email, password: PASSWORD, now: clock.now, visitor, previous: null })).cookies);
  const person = await loadPerson(runtime, cookie, clock.now);
  if (!person) throw new Error("the fresh cookie opens nothing");
  return { cookie, person };
}

test("a cookie with any bit flipped opens nothing", async () => {
  const tally = new Tally("S8", "bit-flipped cookies");
  const { cookie } = await enter();
  const at = cookie.indexOf("=") + 1;
  const value = Buffer.from(cookie.slice(at));
  for (let n = 0; n < count(1_000, 60); n++) {
    const flipped = Buffer.from(value);
    const place = randomInt(flipped.length);
    flipped[place] = (flipped[place] ?? 0) ^ (1 << randomInt(8));
    const person = await loadPerson(runtime, cookie.slice(0, at) + flipped.toString("latin1"), clock.now);
    tally.attempt(person === null, `byte ${place} of ${cookie}: ${flipped.toString("latin1")}`);
  }
  // The whole header's worth of other lies: cut, doubled, sealed with another key, a session nobody has.
  const stranger = new SessionCookies(["a secret that this server does not have"], false);
  const lies = [cookie.slice(0, -1), `${cookie}A`, cookie.replace("=", "=="), `${cookie}.${cookie}`, sessionOf([await stranger.seal(randomBytes(32), 60)]), sessionOf([await runtime.sessionCookies.seal(randomBytes(32), 60)]), "misty_session=", "misty_session=null"];
  for (const lie of lies) tally.attempt((await loadPerson(runtime, lie, clock.now)) === null, lie);
  expect(await loadPerson(runtime, cookie, clock.now)).not.toBeNull();
  expect(tally.report()).toEqual([]);
});

/** What ends a session. The cookie from before must be worth nothing the moment it is done. */
const ENDS: Readonly<Record<string, (person: SignedInPerson) => Promise<unknown>>> = {
  "sign-out": (person) => signOut(runtime, { person, now: clock.now }),
  "a change of role": () => changeRole(identityAs(runtime, "admin", clock.now), { id, role: "marketing" }),
  "a sign-out by an admin": () => signOutPerson(identityAs(runtime, "admin", clock.now), { id }),
  "a sign-out of everybody": () => signOutEverybody(identityAs(runtime, "admin", clock.now)),
  deactivation: () => deactivatePerson(identityAs(runtime, "admin", clock.now), { id }),
  "a change of password": (person) => changePassword(runtime, { person, now: clock.now, visitor, current: PASSWORD, password: "another crepuscule 77" }),
  async "a password by link"() {
    const token = await withSystem(database.db, "a link", (tx) => makeToken(tx, { purpose: "password_reset", userId: id, now: clock.now }));
    await setPasswordByLink(runtime, { purpose: "password_reset", token, password: "another crepuscule 77", now: clock.now, visitor });
  },
  async "the second step switched on"(person) {
    const own = { userId: id, sessionId: person.sessionId, now: clock.now };
    await withSystem(database.db, "begin", (tx) => beginEnrolment(tx, runtime.secrets, own));
    const scan = await withSystem(database.db, "scan", (tx) => readEnrolment(tx, runtime.secrets, own));
    await changeSecondStep(runtime, { person, now: clock.now, visitor, act: { kind: "confirm", code: codeAt(scan?.secret ?? "", clock.now) } });
  },
  "a proof of identity": (person) => proveIdentity(runtime, { person, proof: PASSWORD, now: clock.now, visitor }),
  "the longest time": () => Promise.resolve(clock.pass(31 * 24 * 3600)),
  "a new sign-in in the same browser": (person) => signIn(runtime, { email, password: PASSWORD, now: clock.now, visitor, previous: person }),
};

test.each(Object.entries(ENDS))("a cookie is worth nothing after: %s", async (name, end) => {
  const tally = new Tally("S8", `replays after ${name}`);
  for (let round = 0; round < count(20, 1); round++) {
    const { cookie, person } = await enter();
    await end(person);
    for (let replay = 0; replay < 3; replay++) tally.attempt((await loadPerson(runtime, cookie, clock.now)) === null, `replay after ${name}`);
    await withSystem(database.db, "as it was before", async (tx) => {
      await tx.update(users).set({ role: "buyer", state: "active", totpSecret: null, totpEnabledAt: null, totpLastStep: null }).where(eq(users.id, id));
      await tx.execute(sql`truncate sign_in_throttles, recovery_codes`);
      await tx.update(sessions).set({ expiresAt: new Date(clock.now.getTime() + 3600_000), lastSeenAt: clock.now, createdAt: clock.now, reauthenticatedAt: clock.now }).where(eq(sessions.id, people.admin.id));
    });
    await givePassword(database.db, runtime.passwords, id, PASSWORD);
  }
  expect(tally.report()).toEqual([]);
});

test("each sign-in makes 256 new bits, of which only the SHA-256 is stored, in a cookie that scripts and other sites do not get", async () => {
  const tally = new Tally("S8", "secrets and cookies given out");
  const secure = new SessionCookies(["a secret that only these tests know"], true);
  const seen = new Set<string>();
  for (let n = 0; n < count(50, 3); n++) {
    const { cookie, person } = await enter();
    const secret = await runtime.sessionCookies.open(cookie);
    const [row] = await withSystem(database.db, "what is stored", (tx) => tx.select({ hash: sessions.secretHash }).from(sessions).where(eq(sessions.id, person.sessionId)));
    const bytes = Buffer.from(secret ?? []);
    tally.attempt(bytes.length === 32 && !seen.has(bytes.toString("hex")), "a secret was given twice or is short");
    tally.attempt(row?.hash.equals(createHash("sha256").update(bytes).digest()) === true, "what is stored is not the SHA-256");
    const given = await secure.seal(bytes, 60);
    tally.attempt(/^__Host-misty=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=60; Secure$/.test(given), given);
    seen.add(bytes.toString("hex"));
  }
  expect(tally.report()).toEqual([]);
});
