import { sql } from "drizzle-orm";
import { METRICS } from "../../../metrics/registry.ts";
import { sourceSql } from "../../../metrics/sources.ts";
import type { DayRange } from "../../../metrics/types.ts";
import { bucketRows } from "../../dashboard/frame.ts";
import { defineBlock, type Drill } from "../block.ts";
import { barDays, timeChart, timeColumns } from "../over-time.ts";
import { sayShare } from "../say.ts";

/** What can be drawn, and which rows stand behind a bar of it. Rates and means are explained by rows, not added up. */
const DRAWN = {
  revenue: { set: "lines", measure: "revenue" },
  orders: { set: "orders", measure: "count" },
  units: { set: "lines", measure: "units" },
  average_order_value: { set: "orders", measure: null },
  gross_margin: { set: "lines", measure: null },
} as const;
type Drawn = keyof typeof DRAWN;

const drawnBy = (by: string): Drawn => (Object.hasOwn(DRAWN, by) ? (by as Drawn) : "revenue");

export const revenueOverTime = defineBlock({
  id: "revenue-over-time",
  tab: "sales",
  track: "B1",
  title: "Sales over time",
  words: "What came in per day, week or month, beside the same stretch of the days compared with. Cancelled orders, shipping and tax are left out.",
  formula: "per bar: sum(line_total), count(orders), sum(quantity), revenue / orders, (revenue - cost) / revenue; orders not cancelled, by order_date",
  time: "range",
  span: 12,
  choices: (Object.keys(DRAWN) as Drawn[]).map((metric) => ({ value: metric, label: METRICS[metric].label })),
  whenEmpty: "Nothing was sold in these days. Choose other days.",
  async read(tx, question) {
    const metric = drawnBy(question.by);
    const { label, unit } = METRICS[metric];
    const value = sql.identifier(metric);
    const rows = await tx.execute<{ start: string; end: string; value: string | null; before: string | null }>(sql`
      select b.start_day::text as start, b.end_day::text as "end", n.${value} as value, p.${value} as before
      from ${bucketRows(question.frame.buckets)}
      cross join lateral (${sourceSql("sales", { from: sql`b.start_day`, to: sql`b.end_day` })}) n
      left join lateral (${sourceSql("sales", { from: sql`b.before_start`, to: sql`b.before_end` })}) p on b.before_start is not null
      order by b.position`);
    const drill = (days: DayRange): Drill => ({ ...DRAWN[metric], days, narrow: {}, metric });
    const days = barDays(question);
    const notes: string[] = [];
    if (metric === "gross_margin") {
      const [whole] = await tx.execute<{ covered: string | null }>(sql`select gross_margin_covered as covered from (${sourceSql("sales", question.frame.now)}) s`);
      if (whole?.covered && Number(whole.covered) < 1) notes.push(`The cost is known for ${sayShare(whole.covered)} of the revenue of these days; the rest is left out.`);
    }
    // Sold, but at a cost that nobody knows: that is not "nothing sold".
    const isCostless = notes.length > 0 && rows.every((row) => row.value === null && row.before === null);
    return {
      ...(isCostless ? { whenEmpty: "No line of these days has a known cost, so there is no margin to show. A cost stands on a line from the moment it is sold." } : {}),
      columns: timeColumns(question, [{ key: "value", label, unit }], { label: `${label} before`, unit }),
      rows: rows.map((row, index) => {
        const bar = days[index];
        return {
          key: row.start,
          cells: { start: row.start, end: row.end, value: row.value, ...(question.frame.before ? { before: row.before } : {}) },
          drills: { ...(bar ? { value: drill(bar.now) } : {}), ...(bar?.before ? { before: drill(bar.before) } : {}) },
        };
      }),
      total: rows.length,
      chart: timeChart(question, "value"),
      notes,
    };
  },
});
