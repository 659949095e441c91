import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { activityDetails, activityLogs, outboxEmails, recoveryCodes, sessions, signInThrottles, users, verificationTokens } from "#db/schema/index.ts";
import { emptyActivityLog, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { ensureDemoPeople } from "../../auth/demo-people.ts";
import { PasswordHasher } from "../../auth/passwords.ts";
import { completeSetup, isSetupOpen, makeSetupToken } from "../../auth/setup.ts";
import { loadPerson, signIn } from "../../auth/sign-in.ts";
import { START, TestClock, createTestRuntime } from "../../testing/runtime.ts";
import { createUser } from "./create-user.ts";
import { dropSecondStep, resetPassword } from "./reset-password.ts";

const OLD = "round about midnight";
const NEW = "straight no chaser";
const visitor = { address: "192.0.2.7", userAgent: "a test" };
const shop = { name: "Olive Owner", email: "olive@shop.example", password: OLD, shopName: "Olive's", currency: "EUR", timeZone: "Europe/Berlin" };
let database: TestDatabase;
let runtime: ReturnType<typeof createTestRuntime>;
let hashes: { old: string; new: string };

beforeAll(async () => {
  database = await openTestDatabase({ people: false });
  const hasher = new PasswordHasher();
  hashes = { old: await hasher.hash(OLD), new: await hasher.hash(NEW) };
});
afterAll(() => database.close());
beforeEach(async () => {
  runtime = createTestRuntime(database.db, new TestClock());
  await system(async (tx) => {
    await emptyActivityLog(tx);
    await tx.delete(signInThrottles);
    await tx.delete(sessions);
    await tx.delete(verificationTokens);
    await tx.delete(outboxEmails);
    await tx.delete(users);
  });
});

const system = <T>(work: (tx: Tx) => Promise<T>) => withSystem(database.db, "a test", work);
const trail = () => system((tx) => tx.select().from(activityLogs).orderBy(activityLogs.id));
const make = (email = "alma@shop.example") => system((tx) => createUser(tx, { name: "Alma Admin", email, role: "admin", passwordHash: hashes.old }, START));
const reset = (email = "alma@shop.example") => system((tx) => resetPassword(tx, runtime.secrets, { email, passwordHash: hashes.new }, START));
const enter = async (password: string, email = "alma@shop.example", using = runtime) => (await signIn(using, { email, password, now: START, visitor, previous: null })).cookies[0]?.split(";")[0];

describe("making a person", () => {
  test("lets them sign in with their role, and writes down that the command line did it", async () => {
    const id = await make();
    const [act] = await trail();
    expect(act).toMatchObject({ actorKind: "command_line", actorId: null, action: "user.created", category: "identity", result: "succeeded", objectType: "user", objectId: id, occurredAt: START });
    const [kept] = await system((tx) => tx.select().from(activityDetails));
    expect(kept).toMatchObject({ activityId: act?.id, details: { name: "Alma Admin", email: "alma@shop.example", role: "admin" } });
    expect(await loadPerson(runtime, await enter(OLD), START)).toMatchObject({ id, name: "Alma Admin", role: "admin" });
  });

  test("refuses an address that somebody has, whatever its case, and leaves no trace", async () => {
    await make();
    await expect(make("ALMA@Shop.Example")).rejects.toMatchObject({ code: "CONFLICT", message: "Somebody has the e-mail address ALMA@Shop.Example already." });
    expect(await trail()).toHaveLength(1);
    expect(await system((tx) => tx.$count(users))).toBe(1);
  });

  test("makes one of twenty who come at once with one address", async () => {
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => make()));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "CONFLICT" });
  });

  test("ends the offer of /setup", async () => {
    const token = await makeSetupToken(runtime, START);
    if (token === null) throw new Error("no setup token was made");
    expect(await isSetupOpen(runtime, token, START)).toBe(true);
    await make();
    expect(await isSetupOpen(runtime, token, START)).toBe(false);
    await expect(completeSetup(runtime, { token, form: shop, now: START, visitor })).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await makeSetupToken(runtime, START)).toBeNull();
  });

  test("leaves the offer of /setup when it is refused", async () => {
    await ensureDemoPeople(runtime, START);
    const token = (await makeSetupToken(runtime, START)) ?? "";
    await expect(make("admin@misty.demo")).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await isSetupOpen(runtime, token, START)).toBe(true);
    await expect(completeSetup(runtime, { token, form: { ...shop, email: "Admin@misty.demo" }, now: START, visitor })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(completeSetup(runtime, { token, form: shop, now: START, visitor })).resolves.toHaveLength(2);
  });
});

describe("resetting a password", () => {
  test("ends all sessions of the person and nobody else's, and the old password with them", async () => {
    const id = await make();
    await make("bert@shop.example");
    const [first, second, other] = [await enter(OLD), await enter(OLD), await enter(OLD, "bert@shop.example")];
    expect(await reset("Alma@SHOP.example")).toBe(id);
    expect(await loadPerson(runtime, first, START)).toBeNull();
    expect(await loadPerson(runtime, second, START)).toBeNull();
    expect(await loadPerson(runtime, other, START)).not.toBeNull();
    await expect(enter(OLD)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await loadPerson(runtime, await enter(NEW), START)).toMatchObject({ id });
    expect((await system((tx) => tx.select().from(outboxEmails).where(eq(outboxEmails.userId, id)))).map((mail) => mail.subject)).toContainEqual(expect.stringContaining("was changed"));
    expect((await trail()).filter((act) => act.action === "user.password_reset")).toMatchObject([{ actorKind: "command_line", actorId: null, category: "identity", objectType: "user", objectId: id, fields: ["password"] }]);
  });

  test("keeps out a sign-in whose old password was checked a moment before", async () => {
    await make();
    class Overtaken extends PasswordHasher {
      override async verify(stored: string | null, password: string): Promise<boolean> {
        const matches = await super.verify(stored, password);
        await reset();
        return matches;
      }
    }
    await expect(enter(OLD, undefined, { ...runtime, passwords: new Overtaken() })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await system((tx) => tx.$count(sessions))).toBe(0);
  });

  test("ends links for a new password that were sent before", async () => {
    const userId = await make();
    await system((tx) => tx.insert(verificationTokens).values({ purpose: "password_reset", userId, tokenHash: Buffer.alloc(32, 1), expiresAt: new Date(START.getTime() + 1_000) }));
    await reset();
    expect(await system((tx) => tx.select({ revokedAt: verificationTokens.revokedAt }).from(verificationTokens))).toEqual([{ revokedAt: START }]);
  });

  test("is refused for nobody, for demo people and for who may not sign in, without a trace", async () => {
    await ensureDemoPeople(runtime, START);
    const id = await make();
    const before = await trail();
    await expect(reset("nobody@shop.example")).rejects.toMatchObject({ code: "NOT_FOUND", message: "Nobody has the e-mail address nobody@shop.example." });
    await expect(reset("staff@misty.demo")).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: "staff@misty.demo belongs to the demo, whose password is set by MISTY_DEMO_PASSWORD." });
    await system((tx) => tx.update(users).set({ state: "deactivated" }).where(eq(users.id, id)));
    await expect(reset()).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: "alma@shop.example is deactivated, so a password would not let anybody in." });
    await system((tx) => tx.update(users).set({ state: "invited", passwordHash: null }).where(eq(users.id, id)));
    await expect(reset()).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: "alma@shop.example has not accepted the invitation yet, so a password would not let anybody in." });
    expect(await trail()).toEqual(before);
  });
});

describe("switching a second step off on the command line", () => {
  const drop = (email = "alma@shop.example") => system((tx) => dropSecondStep(tx, runtime.secrets, { email }, START));

  test("lets somebody in by password again who lost app and recovery codes, ends their sessions, and tells them", async () => {
    const id = await make();
    const cookie = await enter(OLD);
    await system((tx) => tx.update(users).set({ totpSecret: Buffer.alloc(40), totpEnabledAt: START, totpLastStep: 1 }).where(eq(users.id, id)));
    await system((tx) => tx.insert(recoveryCodes).values({ userId: id, codeHash: Buffer.alloc(32) }));
    await drop("ALMA@shop.example");
    expect(await loadPerson(runtime, cookie, START)).toBeNull();
    expect(await loadPerson(runtime, await enter(OLD), START)).toMatchObject({ id });
    expect(await system((tx) => tx.$count(recoveryCodes))).toBe(0);
    expect((await trail()).filter((act) => act.action === "user.second_step_removed")).toMatchObject([{ actorKind: "command_line", objectId: id }]);
    expect((await system((tx) => tx.select().from(outboxEmails).where(eq(outboxEmails.userId, id)))).map((mail) => mail.subject)).toContainEqual(expect.stringContaining("sign-in"));
  });

  test("is refused for nobody and for whoever has none", async () => {
    await make();
    await expect(drop("nobody@shop.example")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(drop()).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: "alma@shop.example signs in without a second step." });
  });
});
