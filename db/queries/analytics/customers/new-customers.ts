import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { bucketRows } from "../../dashboard/frame.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";

async function read(tx: Tx, { frame }: BlockQuestion) {
  const firstTimers = (from: ReturnType<typeof sql>, to: ReturnType<typeof sql>) => sql`(select count(*) from analytics_api.customer_history where first_order_day between ${from} and ${to})`;
  const found = await tx.execute<{ start: string; end: string; customers: number; before: number | null }>(sql`
    select b.start_day::text as start, b.end_day::text as "end", ${firstTimers(sql`b.start_day`, sql`b.end_day`)}::int as customers,
      case when b.before_start is not null then ${firstTimers(sql`b.before_start`, sql`b.before_end`)}::int end as before
    from ${bucketRows(frame.buckets)} order by b.position`);
  const rows = found.map(({ start, end, customers, before }): BlockRow => {
    const days = { from: start, to: end };
    return {
      key: start,
      cells: { start, end, customers, ...(frame.before ? { before } : {}) },
      drills: { customers: { set: "customers", measure: "customers", days, narrow: { buyer: "new" } } },
    };
  });
  const isEmpty = found.every((row) => row.customers === 0 && (row.before ?? 0) === 0);
  return {
    columns: [
      { key: "start", label: "From", unit: "day" as const },
      { key: "end", label: "To", unit: "day" as const },
      { key: "customers", label: "New customers", unit: "count" as const },
      ...(frame.before ? [{ key: "before", label: "Before", unit: "count" as const }] : []),
    ],
    rows: isEmpty ? [] : rows,
    total: isEmpty ? 0 : rows.length,
    chart: { kind: "time" as const, x: "start", y: ["customers"], ...(frame.before ? { before: "before" } : {}) },
    notes: [],
  };
}

/** B5: how many customers bought for the first time, over time. */
export const newCustomers = defineBlock({
  id: "new-customers",
  tab: "customers",
  track: "B5",
  title: "New customers",
  words: "Customers whose first order, cancelled ones left out, was placed in these days.",
  formula: "count(customers) by day of first order",
  time: "range",
  span: 6,
  whenEmpty: "Nobody bought for the first time in these days. Choose a longer period.",
  read,
});
