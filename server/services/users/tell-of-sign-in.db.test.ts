import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { activityLogs, outboxEmails, users } from "#db/schema/index.ts";
import { emptyActivityLog, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { changeSecondStep } from "../../auth/change-own.ts";
import { enterCode, loadPerson, signIn } from "../../auth/sign-in.ts";
import type { Runtime } from "../../runtime.ts";
import { codeAt, cookieHeaderOf, sessionOf } from "../../testing/identity.ts";
import { givePassword } from "../../testing/people.ts";
import { createTestRuntime, TestClock } from "../../testing/runtime.ts";
import { FREE_TRIES } from "../sessions/throttle-sign-in.ts";
import { beginEnrolment, readEnrolment } from "./second-step/enrol.ts";
import { tellOfGuesses } from "./tell-of-sign-in.ts";

/* What people hear of what happens at their door. */

const PASSWORD = "round about midnight";
const visitor = { address: "192.0.2.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };
const { email, id } = people.manager;
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
    await tx.execute(sql`truncate sign_in_throttles, sessions, recovery_codes, outbox_emails`);
    await emptyActivityLog(tx);
    await tx.update(users).set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null, isDemo: false, state: "active" });
  });
  await givePassword(database.db, runtime.passwords, id, PASSWORD);
});

const enter = (cookieHeader?: string, password = PASSWORD, address = visitor.address) => signIn(runtime, { email, password, now: clock.now, visitor: { ...visitor, address }, previous: null, cookieHeader });
const mails = () => withSystem(database.db, "a test reads", (tx) => tx.select().from(outboxEmails).orderBy(outboxEmails.id));
const subjects = async () => (await mails()).map((mail) => mail.subject);
const tell = () => withSystem(database.db, "the job", (tx) => tellOfGuesses(tx, runtime.secrets, clock.now));

test("a new browser is told to its person, with what it is and where; a known one is not", async () => {
  const known = cookieHeaderOf((await enter()).cookies);
  const [mail] = await mails();
  expect(mail).toMatchObject({ kind: "identity", recipient: email, userId: id, sealedLink: null });
  expect(mail?.subject).toContain("A new browser");
  expect(mail?.bodyText).toContain("Firefox on Linux, network address 192.0.2.7, 2026-06-30 12:00 UTC");
  await enter(known);
  expect(await subjects()).toHaveLength(1);
  await enter();
  expect(await subjects()).toHaveLength(2);
});

test("people of the demo are told nothing: they are everybody's", async () => {
  await withSystem(database.db, "a demo person", (tx) => tx.update(users).set({ isDemo: true }).where(eq(users.id, id)));
  const demo = createTestRuntime(database.db, clock, { MISTY_DEMO: "on" });
  await signIn(demo, { email, password: PASSWORD, now: clock.now, visitor, previous: null });
  expect(await mails()).toEqual([]);
});

test("guesses are told by a job, once a day, and only where somebody active was guessed at", async () => {
  for (let n = 0; n < FREE_TRIES.account; n++) await enter(undefined, "wrong", `198.51.100.${n}`).catch(() => {});
  for (let n = 0; n < FREE_TRIES.account; n++) await signIn(runtime, { email: "nobody@example.test", password: "wrong", now: clock.now, visitor: { ...visitor, address: `198.51.100.${n}` }, previous: null }).catch(() => {});
  // The answer to a stranger must not depend on whether there is somebody to tell.
  expect(await mails()).toEqual([]);
  expect(await tell()).toBe(1);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail?.recipient).toBe(email);
  expect(mail?.bodyText).toContain("several wrong passwords");
  clock.pass(600);
  await tell();
  expect(await mails()).toHaveLength(1);
  await withSystem(database.db, "nobody active", (tx) => tx.update(users).set({ state: "deactivated" }).where(eq(users.id, id)));
  expect(await tell()).toBe(0);
});

test("tries from one network at many accounts are not told as guesses at the last of them", async () => {
  for (let n = 0; n < FREE_TRIES.address - 1; n++) await signIn(runtime, { email: `nobody-${n}@example.test`, password: "wrong", now: clock.now, visitor, previous: null }).catch(() => {});
  await enter(undefined, "wrong").catch(() => {});
  expect(await withSystem(database.db, "the job", (tx) => tellOfGuesses(tx, runtime.secrets, clock.now))).toBe(0);
});

test("wrong codes after the right password say that somebody has it, and a used recovery code is told with what is left", async () => {
  const person = await loadPerson(runtime, sessionOf((await enter()).cookies), clock.now);
  if (!person) throw new Error("nobody is signed in");
  const own = { userId: id, sessionId: person.sessionId, now: clock.now };
  await withSystem(database.db, "begin", (tx) => beginEnrolment(tx, runtime.secrets, own));
  const scan = await withSystem(database.db, "scan", (tx) => readEnrolment(tx, runtime.secrets, own));
  const { codes } = await changeSecondStep(runtime, { person, now: clock.now, visitor, act: { kind: "confirm", code: codeAt(scan?.secret ?? "", clock.now) } });
  await withSystem(database.db, "read and gone", (tx) => tx.delete(outboxEmails));
  const pending = cookieHeaderOf((await enter()).cookies);
  const give = (typed: string) => enterCode(runtime, { typed, now: clock.now, visitor, previous: null, cookieHeader: pending });
  await give(codes[0] ?? "");
  expect(await subjects()).toEqual([expect.stringContaining("A recovery code was used"), expect.stringContaining("A new browser")]);
  expect((await mails())[0]?.bodyText).toContain("9 codes are left");
  for (let n = 0; n < FREE_TRIES.account; n++) await give("000000").catch(() => {});
  await tell();
  expect((await mails()).at(-1)?.bodyText).toContain("entered your right password");
});

test("a session that turns up in another kind of browser is told once a day, a newer version of the same is not", async () => {
  const cookie = sessionOf((await enter()).cookies);
  await loadPerson(runtime, cookie, clock.now, { ...visitor, userAgent: visitor.userAgent.replaceAll("140", "141") });
  expect(await subjects()).toHaveLength(1);
  await Promise.all(Array.from({ length: 5 }, () => loadPerson(runtime, cookie, clock.now, { ...visitor, userAgent: "curl/8.0" })));
  expect(await withSystem(database.db, "a test counts", (tx) => tx.$count(activityLogs, eq(activityLogs.action, "session.moved")))).toBe(1);
  for (const userAgent of ["curl/8.0", visitor.userAgent, "curl/8.0"]) await loadPerson(runtime, cookie, clock.now, { ...visitor, userAgent });
  expect(await subjects()).toEqual([expect.stringContaining("A new browser"), expect.stringContaining("turned up in another browser")]);
});
