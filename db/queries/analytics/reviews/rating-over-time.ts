import { sql } from "drizzle-orm";
import { bucketRows } from "../../dashboard/frame.ts";
import type { DayRange } from "../../../metrics/types.ts";
import { defineBlock, type Drill } from "../block.ts";
import { barDays, timeChart, timeColumns } from "../over-time.ts";

/** Mean and number of the reviews of a bar; the wide bounds are for the index, as in the metric. */
const given = (from: ReturnType<typeof sql>, to: ReturnType<typeof sql>) => sql`
  select round(avg(rating), 2)::text as mean, count(*)::text as count from analytics_api.reviews
  where review_date >= (${from} - 2)::timestamptz and review_date < (${to} + 3)::timestamptz and day between ${from} and ${to}`;

export const ratingOverTime = defineBlock({
  id: "rating-over-time",
  tab: "reviews",
  track: "B1",
  title: "Rating over time",
  words: "Mean of the stars of all reviews written in each bar's days. Where nobody wrote there is no value, not zero.",
  formula: "avg(rating), count(reviews) by bar",
  time: "range",
  span: 12,
  whenEmpty: "No review was written in these days. Choose other days.",
  async read(tx, question) {
    const { buckets, before: compared } = question.frame;
    const found = await tx.execute<{ start: string; end: string; mean: string | null; count: string; before: string | null }>(sql`
      select b.start_day::text as start, b.end_day::text as "end", n.mean, n.count, p.mean as before
      from ${bucketRows(buckets)} cross join lateral (${given(sql`b.start_day`, sql`b.end_day`)}) n cross join lateral (${given(sql`b.before_start`, sql`b.before_end`)}) p
      order by b.position`);
    const days = barDays(question);
    const drill = (measure: "mean" | "count", range: DayRange): Drill => ({ set: "reviews", measure, days: range, narrow: {}, metric: measure === "mean" ? "average_rating" : "review_count" });
    const rows = found.map(({ start, end, mean, count, before }, index) => {
      const bar = days[index];
      return {
        key: start,
        cells: { start, end, mean, count, ...(compared ? { before } : {}) },
        drills: {
          ...(mean === null ? {} : { mean: drill("mean", { from: start, to: end }), count: drill("count", { from: start, to: end }) }),
          ...(compared && bar?.before && before !== null ? { before: drill("mean", bar.before) } : {}),
        },
      };
    });
    const any = rows.some((row) => row.cells.mean !== null || row.cells.before);
    return {
      columns: timeColumns(question, [{ key: "mean", label: "Average rating", unit: "rating" }, { key: "count", label: "Reviews", unit: "count" }], { label: "Average before", unit: "rating" }),
      rows: any ? rows : [],
      total: any ? rows.length : 0,
      chart: timeChart(question, "mean"),
      notes: [],
    };
  },
});
