import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withSystem } from "./rls.ts";
import { seedDatabase } from "./seed/seed-database.ts";
import { refreshStaleStatistics } from "./statistics.ts";
import { openTestDatabase, type TestDatabase } from "./testing/index.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ people: false });
});
afterAll(() => test.close());

const refresh = () => withSystem(test.db, "statistics", refreshStaleStatistics);

it("the planner knows the tables after a bulk load, and is told again when they have doubled", async () => {
  expect(await refresh()).toBe(false); // nothing there yet
  await seedDatabase(test.db, { until: "2026-06-30" });
  const [known] = await withSystem(test.db, "look", (tx) => tx.execute<{ guess: number; rows: number }>(sql`select (select reltuples from pg_class where oid = 'order_items'::regclass)::int as guess, (select count(*) from order_items)::int as rows`));
  expect(known?.guess).toBe(known?.rows);
  expect(await refresh()).toBe(false);
  await withSystem(test.db, "as in a database from before", (tx) => tx.execute(sql`insert into daily_order_stats select day + 20000, channel, order_count, line_count, units, revenue, discount, shipping, tax, costed_revenue, cost from daily_order_stats union all select day + 40000, channel, order_count * 2, line_count, units, revenue, discount, shipping, tax, costed_revenue, cost from daily_order_stats`));
  expect(await refresh()).toBe(true);
});
