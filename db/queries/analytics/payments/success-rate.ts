import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../../metrics/types.ts";
import { bucketRows } from "../../dashboard/frame.ts";
import { defineBlock, type Drill } from "../block.ts";
import { barDays, timeChart, timeColumns } from "../over-time.ts";

const attempts = (from: SQL, to: SQL): SQL => sql`
  select completed::text as completed, failed::text as failed, round(completed / nullif(completed + failed, 0), 6)::text as rate
  from (select coalesce(sum(payment_count) filter (where status = 'completed'), 0)::numeric as completed, coalesce(sum(payment_count) filter (where status = 'failed'), 0)::numeric as failed
    from analytics_api.payment_days where day between ${from} and ${to}) a`;

export const successRate = defineBlock({
  id: "success-rate",
  tab: "payments",
  track: "B2",
  title: "Success rate",
  words: "How many of the payments that came to an end were completed. Pending, cancelled and refunded ones are not counted. Where nothing was tried there is no value, not zero.",
  formula: "completed / (completed + failed), by payment_date",
  time: "range",
  span: 5,
  whenEmpty: "No payment was made in these days. Choose other days.",
  async read(tx, question) {
    const { frame } = question;
    const rows = await tx.execute<{ start: string; end: string; completed: string; failed: string; rate: string | null; before: string | null }>(sql`
      select b.start_day::text as start, b.end_day::text as "end", n.completed, n.failed, n.rate, p.rate as before
      from ${bucketRows(frame.buckets)} cross join lateral (${attempts(sql`b.start_day`, sql`b.end_day`)}) n
      left join lateral (${attempts(sql`b.before_start`, sql`b.before_end`)}) p on b.before_start is not null order by b.position`);
    const days = barDays(question);
    const tried = (of: DayRange): Drill => ({ set: "payments", measure: null, days: of, narrow: {}, metric: "payment_success_rate" });
    const counted = (of: DayRange, status: "completed" | "failed"): Drill => ({ set: "payments", measure: "count", days: of, narrow: { status } });
    return {
      columns: timeColumns(
        question,
        [
          { key: "rate", label: "Success rate", unit: "percent" },
          { key: "completed", label: "Completed", unit: "count" },
          { key: "failed", label: "Failed", unit: "count" },
        ],
        { label: "Success rate before", unit: "percent" },
      ),
      rows: rows.map((row, index) => {
        const bar = days[index];
        return {
          key: row.start,
          cells: { start: row.start, end: row.end, rate: row.rate, completed: row.completed, failed: row.failed, ...(frame.before ? { before: row.before } : {}) },
          drills: {
            ...(bar ? { rate: tried(bar.now), completed: counted(bar.now, "completed"), failed: counted(bar.now, "failed") } : {}),
            ...(bar?.before ? { before: tried(bar.before) } : {}),
          },
        };
      }),
      total: rows.length,
      chart: timeChart(question, "rate"),
      notes: [],
    };
  },
});
