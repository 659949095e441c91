import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { UserRole } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { activityLogs, sessions, users } from "#db/schema/index.ts";
import { addSessions, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { loadPerson, signIn } from "../../auth/sign-in.ts";
import type { Runtime } from "../../runtime.ts";
import { identityAs, sessionOf } from "../../testing/identity.ts";
import { givePassword } from "../../testing/people.ts";
import { createTestRuntime, TestClock } from "../../testing/runtime.ts";
import { changeRole, deactivatePerson, reactivatePerson, removeSecondStep } from "./change-person.ts";
import { inviteAgain, invitePerson } from "./invite-person.ts";
import { signOutEverybody, signOutPerson } from "./sign-out-people.ts";

const PASSWORD = "round about midnight";
const visitor = { address: "192.0.2.7", userAgent: "a test" };
let database: TestDatabase;
let clock: TestClock;
let runtime: Runtime;

beforeAll(async () => {
  database = await openTestDatabase();
  await givePassword(database.db, createTestRuntime(database.db, new TestClock()).passwords, people.manager.id, PASSWORD);
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = new TestClock();
  runtime = createTestRuntime(database.db, clock);
  await withSystem(database.db, "a test starts anew", async (tx) => {
    await tx.execute(sql`truncate activity_details, sign_in_throttles, sessions`);
    for (const role of Object.keys(people) as UserRole[]) await tx.update(users).set({ role, state: "active" }).where(eq(users.id, people[role].id));
    await addSessions(tx, clock.now);
  });
});

const as = (role: UserRole) => identityAs(runtime, role, clock.now);
const ACTS = {
  "change the role": (id: string) => changeRole(as("admin"), { id, role: "staff" }),
  deactivate: (id: string) => deactivatePerson(as("admin"), { id }),
  "sign out": (id: string) => signOutPerson(as("admin"), { id }),
  "invite again": (id: string) => inviteAgain(as("admin"), { id }),
} as const;

describe.each(Object.entries(ACTS))("an admin who wants to %s", (_words, act) => {
  test("may not for themselves", async () => {
    await expect(act(people.admin.id)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  test("ends the other's sessions on the next request", async () => {
    const { cookies } = await signIn(runtime, { email: people.manager.email, password: PASSWORD, now: clock.now, visitor, previous: null });
    expect(await loadPerson(runtime, sessionOf(cookies), clock.now)).toMatchObject({ role: "manager" });
    await act(people.manager.id);
    expect(await loadPerson(runtime, sessionOf(cookies), clock.now)).toBeNull();
    await givePassword(database.db, runtime.passwords, people.manager.id, PASSWORD);
  });

  test("must have shown within ten minutes who they are", async () => {
    clock.pass(600);
    await withSystem(database.db, "a test", (tx) => tx.update(sessions).set({ lastSeenAt: clock.now }));
    clock.pass(1);
    await expect(act(people.manager.id)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", fields: { proof: expect.any(String) as unknown } });
  });

  test("is refused when the role or the session was taken away a moment before", async () => {
    await withSystem(database.db, "a test", (tx) => tx.update(sessions).set({ endedAt: clock.now }).where(eq(sessions.id, people.admin.id)));
    await expect(act(people.manager.id)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await withSystem(database.db, "a test", (tx) => tx.update(users).set({ role: "manager" }).where(eq(users.id, people.admin.id)));
    await expect(act(people.manager.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await withSystem(database.db, "a test", (tx) => tx.update(users).set({ role: "admin", state: "deactivated" }).where(eq(users.id, people.admin.id)));
    await expect(act(people.manager.id)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

test.each(["staff", "marketing", "buyer", "manager"] as const)("%s changes nobody", async (role) => {
  const ctx = as(role);
  const { id } = people.admin;
  const acts = [changeRole(ctx, { id, role: "staff" }), deactivatePerson(ctx, { id }), inviteAgain(ctx, { id }), removeSecondStep(ctx, { id }), signOutPerson(ctx, { id }), signOutEverybody(ctx), reactivatePerson(ctx, { id }), invitePerson(ctx, { name: "Ivy", email: "ivy@example.test", role: "admin" })];
  for (const answer of await Promise.allSettled<unknown>(acts)) {
    expect(answer).toMatchObject({ status: "rejected", reason: { code: "FORBIDDEN" } });
  }
});

test("two admins who shut each other out at the same moment, from two processes: one admin is left", async () => {
  const other = { ...runtime, db: database.connect() };
  for (const act of [deactivatePerson, inviteAgain, (ctx: ReturnType<typeof as>, { id }: { id: string }) => changeRole(ctx, { id, role: "staff" })]) {
    await withSystem(database.db, "two admins", async (tx) => {
      await tx.update(users).set({ role: "admin", state: "active", passwordHash: "no password opens this account" }).where(sql`${users.id} in (${people.admin.id}, ${people.buyer.id})`);
      await tx.update(sessions).set({ endedAt: null });
    });
    const answers = await Promise.allSettled([act(identityAs(runtime, "admin", clock.now), { id: people.buyer.id }), act(identityAs(other, "buyer", clock.now), { id: people.admin.id })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await withSystem(database.db, "a test counts", (tx) => tx.$count(users, sql`${users.role} = 'admin' and ${users.state} = 'active'`))).toBe(1);
  }
});

test("people of the demo do not count as admins outside of it", async () => {
  await withSystem(database.db, "a demo admin", (tx) => tx.update(users).set({ role: "admin", isDemo: true }).where(eq(users.id, people.staff.id)));
  await withSystem(database.db, "another admin", (tx) => tx.update(users).set({ role: "admin" }).where(eq(users.id, people.buyer.id)));
  // The one who acts is a demo admin whose session is from before: the other is the last who can come in.
  await withSystem(database.db, "only one real admin", (tx) => tx.update(users).set({ role: "staff" }).where(eq(users.id, people.admin.id)));
  await expect(deactivatePerson(identityAs(runtime, "staff", clock.now), { id: people.buyer.id })).rejects.toMatchObject({ message: "The shop needs at least one admin." });
  await withSystem(database.db, "as it was", (tx) => tx.update(users).set({ isDemo: false }));
});

test("a deactivated person comes back with their password, or by a new invitation where there is none", async () => {
  await deactivatePerson(as("admin"), { id: people.manager.id });
  expect(await reactivatePerson(as("admin"), { id: people.manager.id })).toEqual({ id: people.manager.id, path: null, isInvited: false });
  await signIn(runtime, { email: people.manager.email, password: PASSWORD, now: clock.now, visitor, previous: null });
  await withSystem(database.db, "never accepted", (tx) => tx.update(users).set({ state: "deactivated", passwordHash: null }).where(eq(users.id, people.buyer.id)));
  expect((await reactivatePerson(as("admin"), { id: people.buyer.id })).path).toMatch(/^\/join\//);
  await withSystem(database.db, "as it was", (tx) => tx.update(users).set({ state: "active", passwordHash: "no password opens this account" }).where(eq(users.id, people.buyer.id)));
});

test("an act is written down with its object and the names of fields, and an act that changes nothing is not", async () => {
  const before = await withSystem(database.db, "a test counts", (tx) => tx.$count(activityLogs));
  await changeRole(as("admin"), { id: people.manager.id, role: "buyer" });
  expect(await changeRole(as("admin"), { id: people.manager.id, role: "buyer" })).toEqual({ changed: false });
  const rows = await withSystem(database.db, "a test reads", (tx) => tx.select().from(activityLogs).orderBy(activityLogs.id));
  expect(rows.slice(before)).toMatchObject([{ action: "user.role_changed", actorId: people.admin.id, objectId: people.manager.id, fields: ["role"], result: "succeeded" }]);
});

test("everybody is signed out but the admin who does it, person by person in the trail", async () => {
  const { cookies } = await signIn(runtime, { email: people.manager.email, password: PASSWORD, now: clock.now, visitor, previous: null });
  const before = await withSystem(database.db, "a test counts", (tx) => tx.$count(activityLogs));
  expect(await signOutEverybody(as("admin"))).toEqual({ people: 4 });
  expect(await loadPerson(runtime, sessionOf(cookies), clock.now)).toBeNull();
  const open = await withSystem(database.db, "a test reads", (tx) => tx.select({ id: sessions.id }).from(sessions).where(sql`${sessions.endedAt} is null`));
  expect(open).toEqual([{ id: people.admin.id }]);
  const rows = await withSystem(database.db, "a test reads", (tx) => tx.select().from(activityLogs).orderBy(activityLogs.id));
  expect(rows.slice(before).map((row) => [row.action, row.actorId])).toEqual(Array.from({ length: 4 }, () => ["user.signed_out", people.admin.id]));
  expect(await signOutEverybody(as("admin"))).toEqual({ people: 0 });
  clock.pass(601);
  await expect(signOutEverybody(as("admin"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED", fields: { proof: expect.any(String) as unknown } });
});
