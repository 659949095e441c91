import { sql, type SQL } from "drizzle-orm";
import { bucketRows } from "../../dashboard/frame.ts";
import type { DayRange } from "../../../metrics/types.ts";
import { defineBlock, type Drill } from "../block.ts";
import { barDays, timeChart, timeColumns } from "../over-time.ts";
import { givenReviews } from "./given-reviews.ts";

/** Stars and number of reviews by day, over all days from the first to the last of `ranges`. */
function byDay(ranges: readonly DayRange[]): SQL {
  const days = ranges.flatMap(({ from, to }) => [from, to]).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (!from || !to) return sql`select null::date as day, 0::bigint as stars, 0::bigint as count where false`;
  return sql`select r.day, sum(r.rating) as stars, count(*) as count from ${givenReviews({ from, to })} group by r.day`;
}

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
      with n as materialized (${byDay(buckets.map(({ start, end }) => ({ from: start, to: end })))}),
      p as materialized (${byDay(buckets.flatMap(({ before }) => before ?? []))})
      select b.start_day::text as start, b.end_day::text as "end", round(x.stars::numeric / nullif(x.count, 0), 2)::text as mean, coalesce(x.count, 0)::text as count, y.mean::text as before
      from ${bucketRows(buckets)}
      cross join lateral (select sum(stars) as stars, sum(count) as count from n where day between b.start_day and b.end_day) x
      cross join lateral (select round(sum(stars)::numeric / nullif(sum(count), 0), 2) as mean from p where day between b.before_start and b.before_end) y
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
