import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { openTestDatabase, type TestDatabase } from "../testing/index.ts";
import { prepareDemoShop } from "./demo-shop.ts";
import { LivingDemo } from "./living-demo.ts";
import { seedDatabase } from "./seed-database.ts";

const FIRST = "2026-04-01";
const silent = () => {};
const opened: TestDatabase[] = [];

async function openShop(until: string): Promise<{ db: Database; demo: LivingDemo }> {
  const database = await openTestDatabase({ people: false });
  opened.push(database);
  const simulation = await seedDatabase(database.db, { until, firstDay: FIRST });
  return { db: database.db, demo: new LivingDemo(database.db, simulation) };
}

/** Everything that the history wrote, as one hash per table; when a row was touched by the clock of the machine does not count. */
function hashes(db: Database) {
  const tables = ["albums", "customers", "customer_contacts", "inventory", "orders", "order_items", "payments", "sales", "reviews", "activity_logs", "annotations", "daily_order_stats", "customer_stats", "daily_payment_stats"];
  return withSystem(db, "hash", async (tx) => {
    const found: Record<string, string> = {};
    for (const table of tables) {
      const [row] = await tx.execute<{ hash: string }>(sql`select count(*) || ' ' || md5(string_agg(line, '' order by line)) as hash from (select (to_jsonb(t) - 'updated_at')::text as line from ${sql.identifier(table)} t) x`);
      found[table] = row?.hash ?? "";
    }
    return found;
  });
}

const newest = (db: Database) =>
  withSystem(db, "newest", async (tx) => {
    const [row] = await tx.execute<{ orders: string | null; payments: string | null; activities: string | null; n: number }>(sql`
      select max(order_date)::text as orders, (select max(payment_date)::text from payments) as payments, (select max(occurred_at)::text from activity_logs) as activities, count(*)::int as n from orders`);
    if (!row) throw new Error("no row");
    return row;
  });

let straight: Record<string, string>;
beforeAll(async () => {
  straight = await hashes((await openShop("2026-06-30")).db);
});
afterAll(async () => {
  for (const database of opened) await database.close();
});

test("a shop that lived by the minute, over restarts and days away, equals one written in one go", async () => {
  const { db, demo } = await openShop("2026-06-20");
  for (const now of ["2026-06-21T08:00:00Z", "2026-06-21T12:34:56Z", "2026-06-21T12:34:56Z", "2026-06-22T09:00:00Z"]) await demo.catchUp(new Date(now), silent);
  const restarted = new LivingDemo(db);
  for (const now of ["2026-06-22T09:00:01Z", "2026-06-29T15:00:00Z", "2026-06-29T22:10:00Z", "2026-06-30T11:00:00Z"]) await restarted.catchUp(new Date(now), silent);
  await restarted.catchUp(new Date("2026-06-30T22:00:00Z"), silent); // midnight in the shop: June is whole, July is empty
  expect(await hashes(db)).toEqual(straight);
});

test("nothing is written that is still to come", async () => {
  const { db, demo } = await openShop("2026-06-26");
  const before = await newest(db);
  const now = new Date("2026-06-27T11:00:00Z");
  await demo.catchUp(now, silent);
  const after = await newest(db);
  expect(after.n).toBeGreaterThan(before.n);
  for (const at of [after.orders, after.payments, after.activities]) expect(new Date(at ?? "").getTime()).toBeLessThanOrEqual(now.getTime());
  const [whole] = await withSystem(db, "last day", (tx) => tx.execute<{ day: string }>(sql`select demo_last_day::text as day from settings`));
  expect(whole?.day).toBe("2026-06-26");
});

test("two processes write each thing once", async () => {
  const { db, demo } = await openShop("2026-06-25");
  const other = new LivingDemo(db);
  for (const now of ["2026-06-26T10:00:00Z", "2026-06-27T10:00:00Z", "2026-06-30T22:00:00Z"]) await Promise.all([demo.catchUp(new Date(now), silent), other.catchUp(new Date(now), silent)]);
  expect(await hashes(db)).toEqual(straight);
});

test("a shop that was declared empty or imported stays as it is", async () => {
  const database = await openTestDatabase({ people: false, settings: { dataOrigin: "empty" } });
  opened.push(database);
  const demo = await prepareDemoShop(database.db, { demo: true }, new Date("2026-06-30T12:00:00Z"), silent);
  await demo?.catchUp(new Date("2026-07-02T12:00:00Z"), silent);
  expect((await newest(database.db)).n).toBe(0);
  expect(await prepareDemoShop(database.db, { demo: false }, new Date("2026-06-30T12:00:00Z"), silent)).toBeNull();
});
