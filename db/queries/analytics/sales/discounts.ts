import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../../metrics/types.ts";
import { bucketRows } from "../../dashboard/frame.ts";
import { defineBlock, type Drill } from "../block.ts";
import { barDays, timeChart, timeColumns } from "../over-time.ts";
import { sayMoney, sayShare } from "../say.ts";

/** What was taken off in the days, and which share of the price before it that is; no share where nothing was asked for. */
const discountsOf = (from: SQL, to: SQL): SQL => sql`
  select discount::text as discount, revenue::text as revenue, round(discount / nullif(revenue + discount, 0), 6)::text as share
  from (select coalesce(sum(discount), 0.00) as discount, coalesce(sum(revenue), 0.00) as revenue from analytics_api.order_days where day between ${from} and ${to}) d`;

export const discounts = defineBlock({
  id: "discounts",
  tab: "sales",
  track: "B7",
  title: "Discounts",
  words: "The share of the price that was taken off. Only discounts that stand on the lines: an import without them counts as sold at the full price.",
  formula: "sum(discount) / (sum(line_total) + sum(discount)), orders not cancelled; nothing sold: no value",
  time: "range",
  span: 12,
  whenEmpty: "Nothing was sold in these days. Choose other days.",
  async read(tx, question) {
    const { frame, currency } = question;
    const rows = await tx.execute<{ start: string; end: string; share: string | null; discount: string; revenue: string; before: string | null }>(sql`
      select b.start_day::text as start, b.end_day::text as "end", n.share, n.discount, n.revenue, p.share as before
      from ${bucketRows(frame.buckets)} cross join lateral (${discountsOf(sql`b.start_day`, sql`b.end_day`)}) n
      left join lateral (${discountsOf(sql`b.before_start`, sql`b.before_end`)}) p on b.before_start is not null order by b.position`);
    const [whole] = await tx.execute<{ share: string | null; discount: string }>(discountsOf(sql`${frame.now.from}::date`, sql`${frame.now.to}::date`));
    const days = barDays(question);
    const drill = (of: DayRange, measure: "amount" | null): Drill => ({ set: "lines", measure, days: of, narrow: { discounted: true } });
    return {
      columns: timeColumns(
        question,
        [
          { key: "share", label: "Taken off", unit: "percent" },
          { key: "discount", label: "Discount", unit: "money" },
          { key: "revenue", label: "Revenue", unit: "money" },
        ],
        { label: "Taken off before", unit: "percent" },
      ),
      rows: rows.map((row, index) => {
        const bar = days[index];
        return {
          key: row.start,
          cells: { start: row.start, end: row.end, share: row.share, discount: row.discount, revenue: row.revenue, ...(frame.before ? { before: row.before } : {}) },
          drills: {
            ...(bar ? { share: drill(bar.now, null), discount: drill(bar.now, "amount"), revenue: { set: "lines", measure: "revenue", days: bar.now, narrow: {}, metric: "revenue" } as const } : {}),
            ...(bar?.before ? { before: drill(bar.before, null) } : {}),
          },
        };
      }),
      total: rows.length,
      chart: timeChart(question, "share"),
      notes: whole?.share ? [`In these days ${sayMoney(whole.discount, currency)} was taken off, ${sayShare(whole.share)} of the full price.`] : [],
    };
  },
});
