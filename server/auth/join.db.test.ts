import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { outboxEmails, sessions, settings, signInThrottles, users, verificationTokens } from "#db/schema/index.ts";
import { addSessions, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { deactivatePerson } from "../services/users/change-person.ts";
import { inviteAgain, invitePerson, resendInvitation, revokeInvitation } from "../services/users/invite-person.ts";
import type { Runtime } from "../runtime.ts";
import { identityAs, sessionOf } from "../testing/identity.ts";
import { givePassword } from "../testing/people.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { askReset } from "./ask-reset.ts";
import { findLinkOwner, setPasswordByLink } from "./join.ts";
import { loadPerson, signIn } from "./sign-in.ts";

const OLD = "round about midnight";
const NEW = "straight no chaser";
const visitor = { address: "192.0.2.7", userAgent: "a test" };
const ivy = { name: "Ivy Invited", email: "ivy@example.test", role: "buyer" as const };
let database: TestDatabase;
let clock: TestClock;
let runtime: Runtime;

beforeAll(async () => {
  database = await openTestDatabase();
  await givePassword(database.db, createTestRuntime(database.db, new TestClock()).passwords, people.manager.id, OLD);
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = new TestClock();
  runtime = createTestRuntime(database.db, clock);
  await withSystem(database.db, "a test starts anew", async (tx) => {
    await tx.execute(sql`truncate activity_details, outbox_emails, sign_in_throttles, sessions, verification_tokens, recovery_codes`);
    await tx.delete(users).where(eq(users.email, ivy.email));
    await tx.update(users).set({ state: "active" });
    await addSessions(tx, clock.now);
  });
});

const asAdmin = () => identityAs(runtime, "admin", clock.now);
const tokenOf = (path: string | null): string => path?.replace("/join/", "") ?? "";
const invite = async () => {
  const invited = await invitePerson(asAdmin(), ivy);
  return { ...invited, token: tokenOf(invited.path) };
};
const join = (token: string, password = NEW) => setPasswordByLink(runtime, { purpose: "invitation", token, password, now: clock.now, visitor });
const mails = () => withSystem(database.db, "a test reads the outbox", (tx) => tx.select().from(outboxEmails).orderBy(outboxEmails.id));
const linksOf = async () => (await mails()).flatMap((mail) => (mail.sealedLink ? [runtime.secrets.open("mailed link", mail.id, mail.sealedLink) ?? ""] : []));

describe("an invitation", () => {
  test("is a token of 256 bits, kept as its SHA-256 only, and lets one person in as what they were invited as", async () => {
    const { id, token } = await invite();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const stored = await withSystem(database.db, "a test looks", (tx) => tx.execute<{ everything: string }>(sql`select concat(to_jsonb(t)::text, (select string_agg(to_jsonb(e)::text, '') from outbox_emails e), (select string_agg(to_jsonb(a)::text, '') from activity_logs a), (select string_agg(to_jsonb(d)::text, '') from activity_details d)) as everything from verification_tokens t`));
    expect(stored[0]?.everything).not.toContain(token);
    expect(stored[0]?.everything).not.toContain(Buffer.from(token, "base64url").toString("hex"));
    expect(await findLinkOwner(runtime, "invitation", token, clock.now)).toMatchObject({ id, name: ivy.name });
    expect(await loadPerson(runtime, sessionOf(await join(token)), clock.now)).toMatchObject({ id, role: "buyer", name: ivy.name });
    expect((await mails()).map((mail) => [mail.kind, mail.recipient, mail.subject])).toEqual([
      ["identity", ivy.email, expect.stringContaining("invites you")],
      ["identity", ivy.email, expect.stringContaining("is ready")],
    ]);
    expect(await linksOf()).toEqual([`http://127.0.0.1:3000/join/${token}`]);
  });

  test("is redeemed once by fifty at the same moment, from two processes", async () => {
    const { token } = await invite();
    const other = { ...runtime, db: database.connect() };
    const answers = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => setPasswordByLink(at % 2 ? other : runtime, { purpose: "invitation", token, password: `${NEW} ${at}`, now: clock.now, visitor })));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await withSystem(database.db, "a test counts", (tx) => tx.$count(sessions, sql`${sessions.userId} = (select id from users where email = ${ivy.email})`))).toBe(1);
  });

  test("ends after a day, and not before", async () => {
    const { token } = await invite();
    clock.pass(24 * 3600 - 1);
    expect(await findLinkOwner(runtime, "invitation", token, clock.now)).not.toBeNull();
    clock.pass(1);
    await expect(join(token)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  test("is over when it is sent again, taken back, or the person is shut out; a password that is refused does not use it up", async () => {
    const first = await invite();
    const second = tokenOf((await resendInvitation(asAdmin(), { id: first.id })).path);
    await expect(join(first.token)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(join(second, "leavemealone")).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { password: expect.stringContaining("tried first") as unknown } });
    await expect(join(second, "Ivy Invited 1")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await revokeInvitation(asAdmin(), { id: first.id });
    await expect(join(second)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await withSystem(database.db, "a test", (tx) => tx.update(users).set({ state: "invited" }).where(eq(users.id, first.id)));
    const third = tokenOf((await resendInvitation(asAdmin(), { id: first.id })).path);
    await deactivatePerson(asAdmin(), { id: first.id });
    await expect(join(third)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  test("shows its link to the inviter only while no mail carries it", async () => {
    await withSystem(database.db, "mails go out", (tx) => tx.update(settings).set({ placeboOn: false }));
    expect((await invite()).path).toBeNull();
    expect(await linksOf()).toHaveLength(1);
    await withSystem(database.db, "back to placebo", (tx) => tx.update(settings).set({ placeboOn: true }));
  });

  test("of somebody who works here takes password and sessions away until it is accepted", async () => {
    const before = await signIn(runtime, { email: people.manager.email, password: OLD, now: clock.now, visitor, previous: null });
    const { path } = await inviteAgain(asAdmin(), { id: people.manager.id });
    expect(await loadPerson(runtime, sessionOf(before.cookies), clock.now)).toBeNull();
    await expect(signIn(runtime, { email: people.manager.email, password: OLD, now: clock.now, visitor, previous: null })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await loadPerson(runtime, sessionOf(await join(tokenOf(path), OLD)), clock.now)).toMatchObject({ id: people.manager.id, role: "manager" });
  });
});

describe("a link for a new password", () => {
  const ask = async (email: string, address = visitor.address) => (await askReset(runtime, { email, now: clock.now, visitor: { ...visitor, address } })).done;
  const asked = async () => {
    await ask(people.manager.email.toUpperCase());
    return (await linksOf()).at(-1)?.replace("http://127.0.0.1:3000/reset/", "") ?? "";
  };
  const redeem = (token: string, password = NEW) => setPasswordByLink(runtime, { purpose: "password_reset", token, password, now: clock.now, visitor });

  test("ends every session, lets nobody in by itself, and works once within its hour", async () => {
    const before = await signIn(runtime, { email: people.manager.email, password: OLD, now: clock.now, visitor, previous: null });
    const first = await asked();
    const second = await asked();
    await expect(redeem(first)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    clock.pass(3599);
    expect(await redeem(second)).toEqual([]);
    expect(await loadPerson(runtime, sessionOf(before.cookies), clock.now)).toBeNull();
    await expect(redeem(second, OLD)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await signIn(runtime, { email: people.manager.email, password: NEW, now: clock.now, visitor, previous: null });
    expect((await mails()).map((mail) => mail.subject)).toContainEqual(expect.stringContaining("was changed"));
    const third = await asked();
    clock.pass(3600);
    await expect(redeem(third)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await givePassword(database.db, runtime.passwords, people.manager.id, OLD);
  });

  test("is not an invitation, and an invitation is no link for a password", async () => {
    const { token } = await invite();
    await expect(redeem(token)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(join(await asked())).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  test("is answered alike for everybody, and sent to whoever may sign in only", async () => {
    await withSystem(database.db, "a test", (tx) => tx.update(users).set({ state: "deactivated" }).where(eq(users.id, people.buyer.id)));
    const hashes = runtime.passwords.count;
    for (const email of [people.manager.email, people.buyer.email, "nobody@example.test"]) {
      const answer = await askReset(runtime, { email, now: clock.now, visitor });
      expect(Object.keys(answer)).toEqual(["done"]);
      await answer.done;
    }
    expect(runtime.passwords.count).toBe(hashes);
    expect((await mails()).map((mail) => mail.recipient)).toEqual([people.manager.email]);
    expect(await withSystem(database.db, "a test counts", (tx) => tx.$count(verificationTokens))).toBe(1);
  });

  test("cannot be asked for without end: known and unknown people wait alike", async () => {
    for (const email of [people.manager.email, "nobody@example.test"]) {
      await withSystem(database.db, "a test starts anew", (tx) => tx.delete(signInThrottles));
      for (let at = 0; at < 5; at++) await ask(email, `192.0.2.${at}`);
      await expect(ask(email, "192.0.2.9")).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS", message: "Too many tries. Wait a second, then try again." });
    }
  });
});

