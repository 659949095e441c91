import { sql, type SQL } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_ROLES } from "../enums.ts";
import { withRls, withSystem } from "../rls.ts";
import { asRole, openTestDatabase, type TestDatabase } from "../testing/index.ts";
import { randomHistory, randomRange, writeHistory } from "../testing/random-history.ts";
import { computeMetrics } from "./compute.ts";
import { METRIC_IDS, type MetricId } from "./registry.ts";
import type { DayRange } from "./types.ts";

const ZONES = ["Europe/Berlin", "America/New_York", "America/Havana"];
const numRuns = Number(process.env["RUNS"] ?? 25);

/** Each metric once more, by hand, over base tables and day by day. */
function byHand({ from, to }: DayRange): Record<MetricId, SQL> {
  const day = (column: string) => sql.raw(`(${column} at time zone (select time_zone from settings))::date`);
  const inside = (column: string) => sql`${day(column)} between ${from}::date and ${to}::date`;
  const sold = sql`from order_items l join orders o on o.id = l.order_id where o.status <> 'cancelled' and ${inside("o.order_date")}`;
  const placed = sql`from orders o where o.status <> 'cancelled' and ${inside("o.order_date")}`;
  const buyers = sql`(select distinct customer_id ${placed} and customer_id is not null) b`;
  const revenue = sql`(select coalesce(sum(l.line_total), 0.00) ${sold})`;
  const refunds = sql`(select coalesce(sum(amount), 0.00) from payments where status = 'refunded' and ${inside("payment_date")})`;
  const paid = sql`from payments where status in ('completed', 'failed') and ${inside("payment_date")}`;
  const reviewed = sql`from reviews where ${inside("review_date")}`;
  const point = sql`coalesce(i.reorder_point, (select low_stock_threshold from settings))`;
  const known = sql`from inventory i join albums a on a.id = i.album_id`;
  const fresh = sql`from (select album_id, sum(on_hand) as on_hand, min(${point}) as point from inventory i where condition = 'new' group by album_id) t`;
  const anyShelf = sql`exists (select from inventory)`;
  const ledger = (where: SQL) => sql`(select coalesce(sum(quantity), 0)::numeric from sales where ${where})`;
  return {
    revenue,
    refunds,
    net_revenue: sql`(select ${revenue} - ${refunds})`,
    orders: sql`(select count(*) ${placed})`,
    average_order_value: sql`(select round(${revenue} / nullif(count(*), 0), 2) ${placed})`,
    units: sql`(select coalesce(sum(l.quantity), 0) ${sold})`,
    gross_margin: sql`(select round((sum(l.line_total) - sum(l.quantity * l.unit_cost)) / nullif(sum(l.line_total), 0), 6) ${sold} and l.unit_cost is not null)`,
    buying_customers: sql`(select count(*) from ${buyers})`,
    repeat_rate: sql`(select round(avg(case when exists (select from orders e where e.customer_id = b.customer_id and e.status <> 'cancelled' and ${day("e.order_date")} < ${from}::date) then 1.0 else 0 end), 6) from ${buyers})`,
    average_rating: sql`(select round(avg(rating), 2) ${reviewed})`,
    review_count: sql`(select count(*) ${reviewed})`,
    payment_success_rate: sql`(select round(avg(case status when 'completed' then 1.0 else 0 end), 6) ${paid})`,
    stock_value_cost: sql`(select round(sum(i.on_hand * coalesce(i.unit_cost, a.unit_cost)), 2) ${known})`,
    stock_value_price: sql`(select round(sum(i.on_hand * coalesce(i.list_price, a.list_price)), 2) ${known})`,
    out_of_stock: sql`(select case when ${anyShelf} then count(*) filter (where on_hand = 0) end ${fresh})`,
    low_stock: sql`(select case when ${anyShelf} then count(*) filter (where on_hand > 0 and on_hand <= point) end ${fresh})`,
    sell_through: sql`(select round(-${ledger(sql`movement = 'sale' and ${inside("occurred_at")}`)}
      / nullif(greatest(${ledger(sql`${day("occurred_at")} < ${from}::date`)} + ${ledger(sql`movement = 'restock' and ${inside("occurred_at")}`)}, 0), 0), 6))`,
    days_of_stock: sql`(select round((select sum(on_hand) from inventory) / nullif(sum(pace), 0), 1) from (
      select (select -coalesce(sum(s.quantity), 0)::numeric from sales s where s.inventory_id = i.id and s.movement = 'sale' and ${inside("s.occurred_at")})
        / nullif((select count(*) from generate_series(${from}::date, ${to}::date, interval '1 day') d where
            (select coalesce(sum(s.quantity), 0) from sales s where s.inventory_id = i.id and ${day("s.occurred_at")} < d::date)
            + (select coalesce(sum(s.quantity), 0) from sales s where s.inventory_id = i.id and s.quantity > 0 and ${day("s.occurred_at")} = d::date) > 0), 0) as pace
      from inventory i) p)`,
  };
}

describe.each(ZONES)("every metric in %s", (timeZone) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ settings: { timeZone, lowStockThreshold: 3 } });
  });
  afterAll(() => test.close());

  it("is what hand-written SQL over the base tables says, and the same for every role", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, randomRange, randomRange, async (history, first, second) => {
        const expected = await withSystem(test.db, "write and count a random history", async (tx) => {
          await writeHistory(tx, history);
          // The statement by hand is so long that compiling it takes seconds.
          await tx.execute(sql`select set_config('jit', 'off', true)`);
          const counted: Record<string, string | null>[] = [];
          for (const range of [first, second]) {
            const columns = METRIC_IDS.map((id) => sql`${byHand(range)[id]}::text as ${sql.identifier(id)}`);
            const [row] = await tx.execute<Record<string, string | null>>(sql`select ${sql.join(columns, sql`, `)}`);
            counted.push({ ...row });
          }
          return counted;
        });
        for (const role of USER_ROLES) {
          const computed = await withRls(test.db, asRole(role), (tx) => computeMetrics(tx, METRIC_IDS, [first, second]));
          const values = computed.map((range) => Object.fromEntries(METRIC_IDS.map((id) => [id, range[id].value])));
          expect({ role, values }).toEqual({ role, values: expected });
        }
      }),
      { numRuns: Math.ceil(numRuns / ZONES.length), endOnFailure: true },
    );
  });
});

describe("an empty shop", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.close());

  it("has sums of zero, and no value where there is nothing to divide by or count", async () => {
    const [values] = await withRls(test.db, asRole("staff"), (tx) => computeMetrics(tx, METRIC_IDS, [{ from: "2026-01-01", to: "2026-12-31" }]));
    const found = Object.fromEntries(METRIC_IDS.map((id) => [id, values?.[id].value]));
    expect(found).toEqual({
      revenue: "0.00",
      refunds: "0.00",
      net_revenue: "0.00",
      orders: "0",
      average_order_value: null,
      units: "0",
      gross_margin: null,
      buying_customers: "0",
      repeat_rate: null,
      average_rating: null,
      review_count: "0",
      payment_success_rate: null,
      stock_value_cost: null,
      stock_value_price: null,
      out_of_stock: null,
      low_stock: null,
      sell_through: null,
      days_of_stock: null,
    });
  });
});
