import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { customerFrequencies, FREQUENCIES, type Frequency } from "../../customers/frequency.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";

const LABELS: Record<Frequency, string> = { "0": "No order", "1": "1 order", "2-3": "2 or 3 orders", "4-5": "4 or 5 orders", "6+": "6 orders or more" };

async function read(tx: Tx, { frame }: BlockQuestion) {
  const found = await tx.execute<{ frequency: Frequency; customers: number; share: string; orders: string; revenue: string }>(sql`
    select frequency, count(*)::int as customers, round(count(*) / sum(count(*)) over (), 6)::text as share, sum(orders)::text as orders, sum(revenue)::text as revenue
    from (${customerFrequencies(frame.now)}) f group by frequency`);
  const sums = new Map(found.map((row) => [row.frequency, row]));
  const rows = FREQUENCIES.map((frequency): BlockRow => {
    const row = sums.get(frequency);
    const drill = { set: "customers" as const, days: frame.now, narrow: { frequency } };
    return {
      key: frequency,
      cells: { frequency: LABELS[frequency], customers: row?.customers ?? 0, share: row?.share ?? "0.000000", orders: row?.orders ?? "0", revenue: row?.revenue ?? "0.00" },
      drills: { customers: { ...drill, measure: "customers" }, revenue: { ...drill, measure: "revenue" } },
    };
  });
  const isEmpty = found.length === 0;
  return {
    columns: [
      { key: "frequency", label: "Orders in these days", unit: "text" as const },
      { key: "customers", label: "Customers", unit: "count" as const },
      { key: "share", label: "Share", unit: "percent" as const },
      { key: "orders", label: "Orders", unit: "count" as const },
      { key: "revenue", label: "Revenue", unit: "money" as const },
    ],
    rows: isEmpty ? [] : rows,
    total: isEmpty ? 0 : rows.length,
    chart: { kind: "bars" as const, label: "frequency", value: "customers", detail: "share" },
    notes: ["No order: customers known by the last day of the period who did not order in it. Walk-ins are nobody known and left out."],
  };
}

/** B4: how many customers ordered never, once, and more often in the period. */
export const orderFrequency = defineBlock({
  id: "order-frequency",
  tab: "customers",
  track: "B4",
  title: "Order frequency",
  words: "All customers known by the last day of the period, by how many orders they placed in it. Cancelled orders are left out.",
  formula: "count(customers) by count(orders): 0, 1, 2-3, 4-5, 6 or more",
  time: "range",
  span: 6,
  whenEmpty: "No customer was known by the last of these days. Choose later days, or import customers or orders with names.",
  read,
});
