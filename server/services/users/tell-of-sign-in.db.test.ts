import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { activityLogs, outboxEmails, users } from "#db/schema/index.ts";
import { emptyActivityLog, people } from "#db/testing/index.ts";
import { changeSecondStep } from "../../auth/change-own.ts";
import { enterCode, loadPerson, signIn } from "../../auth/sign-in.ts";
import { codeAt, cookieHeaderOf, sessionOf } from "../../testing/identity.ts";
import { createTestRuntime } from "../../testing/runtime.ts";
import { PASSWORD, SignInDesk } from "../../testing/sign-in-desk.ts";
import { FREE_TRIES } from "../sessions/throttle-sign-in.ts";
import { beginEnrolment, readEnrolment } from "./second-step/enrol.ts";
import { tellOfGuesses } from "./tell-of-sign-in.ts";

/* What people hear of what happens at their door. */

const desk = new SignInDesk(people.manager, { address: "192.0.2.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" }, async (tx) => {
  await tx.execute(sql`truncate sign_in_throttles, sessions, recovery_codes, outbox_emails`);
  await emptyActivityLog(tx);
  await tx.update(users).set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null, isDemo: false, state: "active" });
});
const { visitor } = desk;
const { email, id } = people.manager;
const mails = () => withSystem(desk.database.db, "a test reads", (tx) => tx.select().from(outboxEmails).orderBy(outboxEmails.id));
const subjects = async () => (await mails()).map((mail) => mail.subject);
const tell = () => withSystem(desk.database.db, "the job", (tx) => tellOfGuesses(tx, desk.runtime.secrets, desk.clock.now));

test("a new browser is told to its person, with what it is and where; a known one is not", async () => {
  const known = cookieHeaderOf((await desk.enter()).cookies);
  const [mail] = await mails();
  expect(mail).toMatchObject({ kind: "identity", recipient: email, userId: id, sealedLink: null });
  expect(mail?.subject).toContain("A new browser");
  expect(mail?.bodyText).toContain("Firefox on Linux, network address 192.0.2.7, 2026-06-30 12:00 UTC");
  await desk.enter({ cookieHeader: known });
  expect(await subjects()).toHaveLength(1);
  await desk.enter();
  expect(await subjects()).toHaveLength(2);
});

test("people of the demo are told nothing: they are everybody's", async () => {
  await withSystem(desk.database.db, "a demo person", (tx) => tx.update(users).set({ isDemo: true }).where(eq(users.id, id)));
  const demo = createTestRuntime(desk.database.db, desk.clock, { MISTY_DEMO: "on" });
  await signIn(demo, { email, password: PASSWORD, now: desk.clock.now, visitor, previous: null });
  expect(await mails()).toEqual([]);
});

test("guesses are told by a job, once a day, and only where somebody active was guessed at", async () => {
  for (let n = 0; n < FREE_TRIES.account; n++) await desk.enter({ password: "wrong", address: `198.51.100.${n}` }).catch(() => {});
  for (let n = 0; n < FREE_TRIES.account; n++) await signIn(desk.runtime, { email: "nobody@example.test", password: "wrong", now: desk.clock.now, visitor: { ...visitor, address: `198.51.100.${n}` }, previous: null }).catch(() => {});
  // The answer to a stranger must not depend on whether there is somebody to tell.
  expect(await mails()).toEqual([]);
  expect(await tell()).toBe(1);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail?.recipient).toBe(email);
  expect(mail?.bodyText).toContain("several wrong passwords");
  desk.clock.pass(600);
  await tell();
  expect(await mails()).toHaveLength(1);
  await withSystem(desk.database.db, "nobody active", (tx) => tx.update(users).set({ state: "deactivated" }).where(eq(users.id, id)));
  expect(await tell()).toBe(0);
});

test("tries from one network at many accounts are not told as guesses at the last of them", async () => {
  for (let n = 0; n < FREE_TRIES.address - 1; n++) await signIn(desk.runtime, { email: `nobody-${n}@example.test`, password: "wrong", now: desk.clock.now, visitor, previous: null }).catch(() => {});
  await desk.enter({ password: "wrong" }).catch(() => {});
  expect(await withSystem(desk.database.db, "the job", (tx) => tellOfGuesses(tx, desk.runtime.secrets, desk.clock.now))).toBe(0);
});

test("wrong codes after the right password say that somebody has it, and a used recovery code is told with what is left", async () => {
  const person = await loadPerson(desk.runtime, sessionOf((await desk.enter()).cookies), desk.clock.now);
  if (!person) throw new Error("nobody is signed in");
  const own = { userId: id, sessionId: person.sessionId, now: desk.clock.now };
  await withSystem(desk.database.db, "begin", (tx) => beginEnrolment(tx, desk.runtime.secrets, own));
  const scan = await withSystem(desk.database.db, "scan", (tx) => readEnrolment(tx, desk.runtime.secrets, own));
  const { codes } = await changeSecondStep(desk.runtime, { person, now: desk.clock.now, visitor, act: { kind: "confirm", code: codeAt(scan?.secret ?? "", desk.clock.now) } });
  await withSystem(desk.database.db, "read and gone", (tx) => tx.delete(outboxEmails));
  const pending = cookieHeaderOf((await desk.enter()).cookies);
  const give = (typed: string) => enterCode(desk.runtime, { typed, now: desk.clock.now, visitor, previous: null, cookieHeader: pending });
  await give(codes[0] ?? "");
  expect(await subjects()).toEqual([expect.stringContaining("A recovery code was used"), expect.stringContaining("A new browser")]);
  expect((await mails())[0]?.bodyText).toContain("9 codes are left");
  for (let n = 0; n < FREE_TRIES.account; n++) await give("000000").catch(() => {});
  await tell();
  expect((await mails()).at(-1)?.bodyText).toContain("entered your right password");
});

test("a session that turns up in another kind of browser is told once a day, a newer version of the same is not", async () => {
  const cookie = sessionOf((await desk.enter()).cookies);
  await loadPerson(desk.runtime, cookie, desk.clock.now, { ...visitor, userAgent: visitor.userAgent.replaceAll("140", "141") });
  expect(await subjects()).toHaveLength(1);
  await Promise.all(Array.from({ length: 5 }, () => loadPerson(desk.runtime, cookie, desk.clock.now, { ...visitor, userAgent: "curl/8.0" })));
  expect(await withSystem(desk.database.db, "a test counts", (tx) => tx.$count(activityLogs, eq(activityLogs.action, "session.moved")))).toBe(1);
  for (const userAgent of ["curl/8.0", visitor.userAgent, "curl/8.0"]) await loadPerson(desk.runtime, cookie, desk.clock.now, { ...visitor, userAgent });
  expect(await subjects()).toEqual([expect.stringContaining("A new browser"), expect.stringContaining("turned up in another browser")]);
});
