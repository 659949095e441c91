import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../../metrics/types.ts";
import type { BlockCell } from "../block.ts";

/* Pieces of hand-written references: base tables only, days counted in the shop's zone. */

const zone = sql`(select time_zone from settings)`;

/** The shop's clock at an instant of a base table. */
export const clock = (instant: SQL): SQL => sql`(${instant} at time zone ${zone})`;

/** The day of an instant. */
export const dayOf = (instant: SQL): SQL => sql`${clock(instant)}::date`;

/** Orders `o` that count, on days of the range. */
export const counted = ({ from, to }: DayRange): SQL => sql`o.status <> 'cancelled' and ${dayOf(sql`o.order_date`)} between ${from}::date and ${to}::date`;

/** Sums by day of orders that count, over the whole history: day, orders, revenue, units, discount, costed, cost. */
export const dailySums = sql`
  select day, sum(orders) as orders, sum(revenue) as revenue, sum(units) as units, sum(discount) as discount, sum(costed) as costed, sum(cost) as cost
  from (select ${dayOf(sql`o.order_date`)} as day, 1 as orders, 0 as revenue, 0 as units, 0 as discount, 0 as costed, 0 as cost from orders o where o.status <> 'cancelled'
    union all
    select ${dayOf(sql`o.order_date`)}, 0, l.line_total, l.quantity, l.discount, case when l.unit_cost is null then 0 else l.line_total end, coalesce(l.quantity * l.unit_cost, 0)
    from order_items l join orders o on o.id = l.order_id where o.status <> 'cancelled') x group by day`;

/** The bars as JSON rows of start, end, from, to (what they stand beside; null where nothing). */
export const bars = (buckets: readonly { start: string; end: string; before: DayRange | null }[]): SQL =>
  sql`(select (b->>'start')::date as s, (b->>'end')::date as e, (b->'before'->>'from')::date as bs, (b->'before'->>'to')::date as be from jsonb_array_elements(${JSON.stringify(buckets)}::jsonb) b)`;

export type RawRows = Record<string, Record<string, BlockCell>>;

/** Rows with a `key` column as a table by that key; columns in `drop` are left out. */
export function byKey(rows: Iterable<Record<string, BlockCell>>, drop: readonly string[] = []): RawRows {
  const table: RawRows = {};
  for (const { key, ...cells } of rows) table[String(key)] = Object.fromEntries(Object.entries(cells).filter(([column]) => !drop.includes(column)));
  return table;
}
