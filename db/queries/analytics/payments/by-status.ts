import { sql } from "drizzle-orm";
import type { PaymentStatus } from "../../../enums.ts";
import { type BlockColumn, defineBlock } from "../block.ts";
import { STATUS_WORDS } from "../payment-words.ts";

export const byStatus = defineBlock({
  id: "by-status",
  tab: "payments",
  track: "B4",
  title: "Where payments stand",
  words: "All payments of these days by what became of them. A refund is a payment of its own; the one it gives back stays paid.",
  formula: "count(payments), sum(amount) by status and payment_date",
  time: "range",
  span: 12,
  whenEmpty: "There is no payment in these days. Choose other days.",
  async read(tx, { frame: { now, before } }) {
    const past = before ? sql`union all select status, 0 as payment_count, 0.00 as amount, payment_count as before from analytics_api.payment_days where day between ${before.from}::date and ${before.to}::date` : sql``;
    const rows = await tx.execute<{ status: PaymentStatus; count: string; amount: string; share: string | null; before: string }>(sql`
      with sums as (
        select status, sum(payment_count) as count, sum(amount) as amount, sum(before) as before
        from (select status, payment_count, amount, 0 as before from analytics_api.payment_days where day between ${now.from}::date and ${now.to}::date ${past}) d group by status)
      select status::text as status, count::text as count, amount::text as amount, round(count::numeric / nullif(sum(count) over (), 0), 6)::text as share, before::text as before
      from sums order by sums.count desc, sums.before desc, status`);
    const columns: BlockColumn[] = [
      { key: "status", label: "Status", unit: "text" },
      { key: "count", label: "Payments", unit: "count" },
      { key: "share", label: "Share", unit: "percent" },
      { key: "amount", label: "Amount", unit: "money" },
    ];
    if (before) columns.push({ key: "before", label: "Payments before", unit: "count" });
    return {
      columns,
      rows: rows.map((row) => {
        const narrow = { status: row.status };
        return {
          key: row.status,
          cells: { status: STATUS_WORDS[row.status], count: row.count, share: row.share, amount: row.amount, ...(before ? { before: row.before } : {}) },
          drills: {
            count: { set: "payments", measure: "count", days: now, narrow },
            amount: { set: "payments", measure: "amount", days: now, narrow },
            ...(before ? { before: { set: "payments", measure: "count", days: before, narrow } } : {}),
          },
        };
      }),
      total: rows.length,
      chart: { kind: "parts", label: "status", value: "count" },
      notes: [],
    };
  },
});
