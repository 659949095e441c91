import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withSystem } from "#db/rls.ts";
import { addOrder, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { findReadModelErrors, readModelRows } from "#db/testing/read-model-errors.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

it("counts by hour what the shop had sold before the table was made", async () => {
  const backfill = readFileSync("migrations/0009_hours.sql", "utf8").split("--> statement-breakpoint").at(-1) ?? "";
  expect(backfill).toContain("insert into daily_hour_stats");
  await withSystem(test.db, "a shop before the migration", async (tx) => {
    // 02:30 comes twice on this day in Berlin.
    for (const at of ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-06-30T22:15:00Z"]) await addOrder(tx, { orderDate: new Date(at), lines: [{}, { quantity: 2 }] });
    await addOrder(tx, { timeKnown: false });
    await addOrder(tx, { status: "cancelled" });
    await addOrder(tx, { lines: [] });
    const kept = await readModelRows(tx);
    expect(kept.filter((row) => row.startsWith("daily_hour_stats"))).toEqual([
      'daily_hour_stats {"day": "2026-06-15", "hour": 12, "units": 0, "revenue": 0.00, "order_count": 1}',
      'daily_hour_stats {"day": "2026-07-01", "hour": 0, "units": 3, "revenue": 60.00, "order_count": 1}',
      'daily_hour_stats {"day": "2026-10-25", "hour": 2, "units": 6, "revenue": 120.00, "order_count": 2}',
    ]);
    await tx.execute(sql`delete from daily_hour_stats`);
    await tx.execute(sql.raw(backfill));
    expect(await readModelRows(tx)).toEqual(kept);
    expect(await findReadModelErrors(tx)).toEqual([]);
  });
});
