import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { signInThrottles } from "#db/schema/index.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { TestClock } from "../../testing/runtime.ts";
import { admitSignIn, FREE_TRIES, LONGEST_BLOCK_SECONDS, purgeThrottles, settleSuccess, throttleKeys, WINDOW_SECONDS } from "./throttle-sign-in.ts";

let database: TestDatabase;
let clock: TestClock;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = new TestClock();
  await withSystem(database.db, "a test starts anew", (tx) => tx.delete(signInThrottles));
});

const keys = throttleKeys("someone@example.test", "192.0.2.1");
const attempt = (who = keys) => admitSignIn(database.db, who, clock.now);

/** Tries until the account is blocked for the first time. */
async function useUpFreeTries(): Promise<void> {
  for (let n = 0; n < FREE_TRIES.account; n++) expect(await attempt()).toMatchObject({ admitted: true });
}

describe("throttling of sign-ins", () => {
  test("lets the first tries through, then makes each wait twice as long, up to fifteen minutes", async () => {
    await useUpFreeTries();
    const waits: number[] = [];
    for (let n = 0; n < 13; n++) {
      const refused = await attempt();
      if (refused.admitted) throw new Error("a blocked try was admitted");
      waits.push(refused.retryAfterSeconds);
      clock.pass(refused.retryAfterSeconds - 0.5);
      expect(await attempt()).toMatchObject({ admitted: false });
      clock.pass(0.5);
      expect(await attempt()).toMatchObject({ admitted: true });
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  test("counts an account over all addresses", async () => {
    for (let n = 0; n < FREE_TRIES.account; n++) await attempt(throttleKeys("someone@example.test", `192.0.2.${n}`));
    expect(await attempt(throttleKeys("SOMEONE@example.test", "198.51.100.1"))).toMatchObject({ admitted: false });
    expect(await attempt(throttleKeys("another@example.test", "198.51.100.1"))).toMatchObject({ admitted: true });
  });

  test("counts an address over all accounts, and a refused try counts for nobody", async () => {
    for (let n = 0; n < FREE_TRIES.address; n++) await attempt(throttleKeys(`person${n}@example.test`, "192.0.2.1"));
    for (let n = 0; n < 20; n++) expect(await attempt()).toMatchObject({ admitted: false });
    expect(await attempt(throttleKeys("someone@example.test", "198.51.100.1"))).toMatchObject({ admitted: true, begins: null });
  });

  test("holds against tries at the same moment, from two processes", async () => {
    const other = database.connect();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => admitSignIn(n % 2 ? other : database.db, keys, clock.now)));
    expect(answers.filter((answer) => answer.admitted)).toHaveLength(FREE_TRIES.account);
  });

  test("outlives a restart", async () => {
    await useUpFreeTries();
    const afterRestart = database.connect();
    expect(await admitSignIn(afterRestart, keys, clock.now)).toMatchObject({ admitted: false });
  });

  test("forgets after a quiet quarter of an hour", async () => {
    await useUpFreeTries();
    clock.pass(WINDOW_SECONDS + 2);
    await useUpFreeTries();
    expect(await attempt()).toMatchObject({ admitted: false });
  });

  test("starts anew for the account that got in, and gives its address one try back", async () => {
    for (let n = 0; n < FREE_TRIES.account - 1; n++) await attempt();
    for (let n = 0; n < FREE_TRIES.address - FREE_TRIES.account; n++) await attempt(throttleKeys(`person${n}@example.test`, "192.0.2.1"));
    // One below both limits: with this try the address would be blocked.
    await attempt();
    await withSystem(database.db, "a test got in", (tx) => settleSuccess(tx, keys));
    expect(await attempt()).toMatchObject({ admitted: true });
    expect(await attempt()).toMatchObject({ admitted: false });
  });

  test("keeps nothing of what is forgotten, and no address as it was typed", async () => {
    await attempt();
    const rows = await withSystem(database.db, "a test looks", (tx) => tx.select().from(signInThrottles));
    expect(JSON.stringify(rows)).not.toContain("someone");
    clock.pass(WINDOW_SECONDS + LONGEST_BLOCK_SECONDS + 1);
    expect(await withSystem(database.db, "a test purges", (tx) => purgeThrottles(tx, clock.now))).toBe(2);
  });
});
