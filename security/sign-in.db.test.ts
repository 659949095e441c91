import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { PasswordHasher } from "#server/auth/passwords.ts";
import { signIn } from "#server/auth/sign-in.ts";
import type { Runtime } from "#server/runtime.ts";
import { givePassword } from "#server/testing/people.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { count, Tally } from "./tally.ts";
import { measureSignInTiming, printSignInTiming } from "./timing.ts";

/* S7: what a sign-in costs and answers does not tell who exists, and guessing is slow. */

const PASSWORD = "nutty rhythm-a-ning 88";
const clock = new TestClock();
let database: TestDatabase;
let runtime: Runtime;

beforeAll(async () => {
  database = await openTestDatabase();
  runtime = createTestRuntime(database.db, clock);
  for (const role of ["staff", "buyer", "marketing", "manager"] as const) await givePassword(database.db, runtime.passwords, people[role].id, PASSWORD);
  await withSystem(database.db, "people of every kind", async (tx) => {
    await tx.update(users).set({ state: "deactivated" }).where(eq(users.id, people.buyer.id));
    await tx.update(users).set({ state: "invited", passwordHash: null }).where(eq(users.id, people.admin.id));
    await tx.update(users).set({ isDemo: true }).where(eq(users.id, people.marketing.id));
  });
});
afterAll(() => database.close());
beforeEach(() => withSystem(database.db, "a test starts anew", (tx) => tx.execute(sql`truncate sign_in_throttles`)));

const attempt = (email: string, password: string, address: string) =>
  signIn(runtime, { email, password, now: clock.now, visitor: { address, userAgent: null }, previous: null }).then(
    () => "in",
    (error: unknown) => (error instanceof Error ? error.message : "?"),
  );

test("every path costs one hash, and every refusal is the same sentence", async () => {
  const tally = new Tally("S7", "paths by hashes and words");
  const refused = await attempt("nobody@example.test", PASSWORD, "192.0.2.1");
  const paths: Record<string, [string, string, string]> = {
    "nobody": ["nobody@example.test", PASSWORD, refused],
    "a wrong password": [people.manager.email, "something else 88", refused],
    "a deactivated person's right password": [people.buyer.email, PASSWORD, refused],
    "an invited person": [people.admin.email, PASSWORD, refused],
    "a demo person outside the demo": [people.marketing.email, PASSWORD, refused],
    "the right password": [people.staff.email.toUpperCase(), PASSWORD, "in"],
  };
  for (let round = 0; round < count(100, 2); round++) {
    await withSystem(database.db, "a round starts anew", (tx) => tx.execute(sql`truncate sign_in_throttles`));
    for (const [name, [email, password, expected]] of Object.entries(paths)) {
      const before = runtime.passwords.count;
      const answer = await attempt(email, password, `198.51.100.${round % 250}`);
      const hashes = runtime.passwords.count - before;
      tally.attempt(hashes === 1 && answer === expected, `${name}: ${hashes} hashes, ${answer}`);
    }
  }
  expect(refused).not.toBe("in");
  expect(tally.report()).toEqual([]);
});

test("guesses at one account stop costing hashes, from one address or from many, known or not", async () => {
  const tally = new Tally("S7", "throttled guesses");
  for (const email of [people.manager.email, "nobody@example.test"]) {
    for (const where of ["one", "many"]) {
      await withSystem(database.db, "starts anew", (tx) => tx.execute(sql`truncate sign_in_throttles`));
      const before = runtime.passwords.count;
      const tries = count(200, 12);
      await Promise.all(Array.from({ length: tries }, (_, n) => attempt(email, `guess number ${n}`, where === "one" ? "192.0.2.9" : `2001:db8::${n.toString(16)}`)));
      const looked = runtime.passwords.count - before;
      for (let n = 0; n < tries; n++) tally.attempt(looked <= 5, `${looked} of ${tries} guesses at ${email} from ${where} were looked at`);
    }
  }
  expect(tally.report()).toEqual([]);
});

test("never more than two hashes at once", async () => {
  const tally = new Tally("S7", "hashes at once");
  const hasher = new PasswordHasher();
  let most = 0;
  const all = Array.from({ length: count(40, 6) }, (_, n) => hasher.hash(`a password ${n}`).then(() => (most = Math.max(most, hasher.running))));
  most = Math.max(most, hasher.running);
  await Promise.all(all);
  for (let n = 0; n < all.length; n++) tally.attempt(most <= 2, `${most} at once`);
  expect(tally.report()).toEqual([]);
});

test("the time of a refusal does not tell known from unknown people", async () => {
  const result = await measureSignInTiming(runtime, people.manager.email, count(1_000, 10));
  printSignInTiming(result);
  const tally = new Tally("S7", `timing, AUC ${result.auc.toFixed(3)} (95 % ${result.interval[0].toFixed(3)} to ${result.interval[1].toFixed(3)})`);
  // A measure on a busy machine: what counts as told is a clear lead, not a decimal.
  const told = count(1, 0) === 1 && (result.interval[0] > 0.55 || result.interval[1] < 0.45);
  for (let n = 0; n < result.tries * 2; n++) tally.attempt(!told, `AUC ${result.auc.toFixed(3)}`);
  expect(tally.report()).toEqual([]);
});
