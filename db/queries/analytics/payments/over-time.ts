import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { PaymentStatus } from "../../../enums.ts";
import { bucketRows } from "../../dashboard/frame.ts";
import type { BlockData, BlockQuestion, Drill } from "../block.ts";
import { barDays, timeChart, timeColumns } from "../over-time.ts";

const sums = (status: PaymentStatus, from: SQL, to: SQL): SQL => sql`
  select coalesce(sum(payment_count), 0)::text as count, coalesce(sum(amount), 0.00)::text as amount from analytics_api.payment_days where status = ${status} and day between ${from} and ${to}`;

/** Amount and count per bar of the payments with one status, as a block's table. */
export async function readAmountOverTime(tx: Tx, question: BlockQuestion, status: PaymentStatus, { label }: { label: string }): Promise<BlockData> {
  const { frame } = question;
  const rows = await tx.execute<{ start: string; end: string; amount: string; count: string; before: string | null }>(sql`
    select b.start_day::text as start, b.end_day::text as "end", n.amount, n.count, p.amount as before
    from ${bucketRows(frame.buckets)} cross join lateral (${sums(status, sql`b.start_day`, sql`b.end_day`)}) n
    left join lateral (${sums(status, sql`b.before_start`, sql`b.before_end`)}) p on b.before_start is not null order by b.position`);
  const days = barDays(question);
  const drill = { set: "payments", narrow: { status } } as const;
  return {
    columns: timeColumns(
      question,
      [
        { key: "amount", label, unit: "money" },
        { key: "count", label: "Payments", unit: "count" },
      ],
      { label: `${label} before`, unit: "money" },
    ),
    rows: rows.map((row, index) => {
      const bar = days[index];
      const drills: Record<string, Drill> = {};
      if (bar) Object.assign(drills, { amount: { ...drill, measure: "amount", days: bar.now }, count: { ...drill, measure: "count", days: bar.now } });
      if (bar?.before) drills["before"] = { ...drill, measure: "amount", days: bar.before };
      return { key: row.start, cells: { start: row.start, end: row.end, amount: row.amount, count: row.count, ...(frame.before ? { before: row.before } : {}) }, drills };
    }),
    total: rows.length,
    chart: timeChart(question, "amount"),
    notes: [],
  };
}
