import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { addOrder, asRole, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { withRls, withSystem } from "#db/rls.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ settings: { timeZone: "America/New_York" } });
});
afterAll(() => test.close());

it("knows who is asking", async () => {
  await withSystem(test.db, "x", (tx) => addOrder(tx));
  const rows = await withRls(test.db, asRole("manager"), (tx) => tx.execute(sql`select current_user as u, current_person_role() as r, (select revenue from daily_order_stats) as v`));
  expect(rows[0]).toEqual({ u: "authenticated", r: "manager", v: "20.00" });
});
