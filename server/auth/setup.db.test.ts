import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { outboxEmails, sessions, settings, users, verificationTokens } from "#db/schema/index.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import type { SetupInput } from "../contracts/sign-in.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { ensureDemoPeople } from "./demo-people.ts";
import { completeSetup, isSetupOpen, makeSetupToken } from "./setup.ts";
import { loadPerson, signIn } from "./sign-in.ts";

const visitor = { address: "192.0.2.7", userAgent: null };
const form: SetupInput = { name: "Alma Owner", email: "alma@shop.example", password: "maiden voyage 65", shopName: "Alma's Records", currency: "USD", timeZone: "America/New_York" };

let database: TestDatabase;
let clock: TestClock;
let runtime: ReturnType<typeof createTestRuntime>;
beforeAll(async () => {
  database = await openTestDatabase({ people: false });
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = new TestClock();
  runtime = createTestRuntime(database.db, clock);
  await withSystem(database.db, "a test starts anew", async (tx) => {
    await tx.delete(sessions);
    await tx.delete(verificationTokens);
    await tx.delete(outboxEmails);
    await tx.delete(users);
    await tx.update(settings).set({ shopName: "The record shop", currency: "EUR", timeZone: "Europe/Berlin" });
  });
});

async function token(): Promise<string> {
  const made = await makeSetupToken(runtime, clock.now);
  if (!made) throw new Error("no setup token was made");
  return made;
}
const complete = (made: string, changes: Partial<SetupInput> = {}) => completeSetup(runtime, { token: made, form: { ...form, ...changes }, now: clock.now, visitor });

describe("setting up a shop", () => {
  test("makes one admin, names the shop and signs the admin in", async () => {
    const cookie = (await complete(await token()))[0]?.split(";")[0];
    expect(await loadPerson(runtime, cookie, clock.now)).toMatchObject({ name: "Alma Owner", role: "admin" });
    const [shop] = await withSystem(database.db, "a test looks", (tx) => tx.select().from(settings));
    expect(shop).toMatchObject({ shopName: "Alma's Records", currency: "USD", timeZone: "America/New_York" });
    await expect(signIn(runtime, { email: "ALMA@shop.example", password: form.password, now: clock.now, visitor, previous: null })).resolves.toMatchObject({ needsCode: false });
    expect(await makeSetupToken(runtime, clock.now)).toBeNull();
  });

  test("works for one of fifty who try at once", async () => {
    const made = await token();
    const answers = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => complete(made, { email: `owner${n}@shop.example` })));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ name: "AppError", code: "PRECONDITION_FAILED" });
    expect(await withSystem(database.db, "a test counts", (tx) => tx.$count(users))).toBe(1);
  });

  test("refuses a made-up link without hashing anything", async () => {
    await token();
    const before = runtime.passwords.count;
    await expect(complete(Buffer.alloc(32, 7).toString("base64url"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(runtime.passwords.count).toBe(before);
  });

  test("refuses a link after a day", async () => {
    const made = await token();
    clock.pass(24 * 3600 + 1);
    expect(await isSetupOpen(runtime, made, clock.now)).toBe(false);
    await expect(complete(made)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  test("refuses a link that a newer one replaced", async () => {
    const first = await token();
    const second = await token();
    await expect(complete(first)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(complete(second)).resolves.toHaveLength(2);
  });

  test("leaves one link of several processes that begin at once", async () => {
    const others = Array.from({ length: 4 }, () => ({ ...runtime, db: database.connect({ max: 1 }) }));
    const made = await Promise.all(others.map((other) => makeSetupToken(other, clock.now)));
    const open = await Promise.all(made.map((token) => isSetupOpen(runtime, token ?? "", clock.now)));
    expect(open.filter(Boolean)).toHaveLength(1);
  });

  test("does not count the demo's people as the shop's", async () => {
    await ensureDemoPeople(runtime, clock.now);
    expect(await makeSetupToken(runtime, clock.now)).toBeTypeOf("string");
  });

  test("stores only the SHA-256 of the token", async () => {
    const made = await token();
    const [row] = await withSystem(database.db, "a test looks", (tx) => tx.select().from(verificationTokens));
    expect(Buffer.from(made, "base64url")).toHaveLength(32);
    expect(row?.tokenHash.equals(Buffer.from(made, "base64url"))).toBe(false);
    expect(row?.tokenHash).toHaveLength(32);
  });
});
