import { randomBytes, randomInt } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { users, verificationTokens } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { findLinkOwner, type PasswordLink, setPasswordByLink } from "#server/auth/join.ts";
import type { Runtime } from "#server/runtime.ts";
import { hashToken, makeToken, revokeTokens } from "#server/services/users/one-use-tokens.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { count, Tally } from "./tally.ts";

/* S9: a link works once, for its purpose, for its time, and only where somebody was given it. */

const visitor = { address: "192.0.2.7", userAgent: "a test" };
const userId = people.staff.id;
const LASTS = { invitation: 24 * 3600, password_reset: 3600 } as const;
const PURPOSES = Object.keys(LASTS) as PasswordLink[];
const clock = new TestClock();
let database: TestDatabase;
let runtime: Runtime;

beforeAll(async () => {
  database = await openTestDatabase();
  runtime = createTestRuntime(database.db, clock);
});
afterAll(() => database.close());
beforeEach(() => withSystem(database.db, "a test starts anew", (tx) => tx.execute(sql`truncate verification_tokens`)));

/** A link for a person who is in the state that it is for. */
const give = (purpose: PasswordLink): Promise<string> =>
  withSystem(database.db, "a link", async (tx) => {
    await tx.update(users).set({ state: purpose === "invitation" ? "invited" : "active" }).where(eq(users.id, userId));
    return makeToken(tx, { purpose, userId, now: clock.now });
  });

const redeem = (purpose: PasswordLink, token: string) =>
  setPasswordByLink(runtime, { purpose, token, password: `crepuscule ${randomBytes(6).toString("hex")}`, now: clock.now, visitor }).then(
    () => true,
    () => false,
  );

test.each(PURPOSES)("of many who redeem one link of %s at once exactly one does", async (purpose) => {
  const tally = new Tally("S9", `parallel redeems, ${purpose}`);
  const parallel = count(50, 8);
  for (let round = 0; round < count(4, 1); round++) {
    const token = await give(purpose);
    const won = (await Promise.all(Array.from({ length: parallel }, () => redeem(purpose, token)))).filter(Boolean).length;
    for (let n = 0; n < parallel; n++) tally.attempt(won === 1, `${won} of ${parallel} got in`);
    tally.attempt(!(await redeem(purpose, token)), "a used link worked again");
  }
  expect(tally.report()).toEqual([]);
});

test.each(PURPOSES)("a link of %s that was taken back, replaced, is too old, or for something else opens nothing", async (purpose) => {
  const tally = new Tally("S9", `dead links, ${purpose}`);
  const other = purpose === "invitation" ? "password_reset" : "invitation";
  for (let round = 0; round < count(20, 2); round++) {
    const revoked = await give(purpose);
    await withSystem(database.db, "taken back", (tx) => revokeTokens(tx, { purpose, userId, now: clock.now }));
    tally.attempt(!(await redeem(purpose, revoked)), "taken back");

    const replaced = await give(purpose);
    const live = await give(purpose);
    tally.attempt(!(await redeem(purpose, replaced)), "replaced");
    tally.attempt(!(await redeem(other, live)), "another purpose");
    tally.attempt((await findLinkOwner(runtime, purpose, live, clock.now))?.id === userId, "the live link does not open");
    clock.pass(LASTS[purpose]);
    tally.attempt(!(await redeem(purpose, live)), "too old");

    const shut = await give(purpose);
    await withSystem(database.db, "deactivated", (tx) => tx.update(users).set({ state: "deactivated" }).where(eq(users.id, userId)));
    tally.attempt(!(await redeem(purpose, shut)), "its person is deactivated");
  }
  expect(tally.report()).toEqual([]);
});

test.each(PURPOSES)("no guess at a link of %s opens it", async (purpose) => {
  const tally = new Tally("S9", `guesses, ${purpose}`);
  const token = await give(purpose);
  const bytes = Buffer.from(token, "base64url");
  expect(bytes.length).toBe(32);
  for (let n = 0; n < count(1_000, 40); n++) {
    const near = Buffer.from(bytes);
    const place = randomInt(32);
    near[place] = (near[place] ?? 0) ^ (1 << randomInt(8));
    const guess = n % 2 === 0 ? near.toString("base64url") : randomBytes(32).toString("base64url");
    tally.attempt((await findLinkOwner(runtime, purpose, guess, clock.now)) === null, guess);
  }
  for (const lie of ["", ".", token.slice(0, -2), token.toUpperCase(), `${token}${token}`, "' or true --", "%00", "null"]) tally.attempt((await findLinkOwner(runtime, purpose, lie, clock.now)) === null, lie);
  const rows = await withSystem(database.db, "what is stored", (tx) => tx.select().from(verificationTokens));
  tally.attempt(!JSON.stringify(rows).includes(token) && rows.every((row) => row.tokenHash.length === 32), "the token itself is stored");
  tally.attempt(rows.some((row) => row.tokenHash.equals(hashToken(token))), "its SHA-256 is not stored");
  expect(tally.report()).toEqual([]);
});
