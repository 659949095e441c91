import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../../metrics/types.ts";
import { type BlockColumn, defineBlock } from "../block.ts";
import { weekdayName } from "./weekday-words.ts";

/** Per ISO weekday of the range: how many such days there are and what they brought, also where they brought nothing. */
const byWeekday = ({ from, to }: DayRange): SQL => sql`
  select extract(isodow from d)::int as weekday, count(*) as days, coalesce(sum(s.revenue), 0.00) as revenue
  from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d
  left join (select day, sum(revenue) as revenue from analytics_api.order_days where day between ${from}::date and ${to}::date group by day) s on s.day = d::date
  group by 1`;

export const weekdays = defineBlock({
  id: "weekdays",
  tab: "sales",
  track: "B3",
  title: "Average weekday",
  words: "What an average Monday, Tuesday and so on brings: revenue divided by how many of that weekday the period has, also those without a sale. So a period with five Mondays and four Sundays compares them fairly.",
  formula: "sum(line_total) on the weekday / number of such days in the period; orders not cancelled",
  time: "range",
  span: 6,
  whenEmpty: "Nothing was sold in these days, or they have not come yet. Choose other days.",
  async read(tx, { frame, today }) {
    // Days to come would count as days without a sale.
    const cut = frame.now.to > today;
    const days: DayRange = { from: frame.now.from, to: cut ? today : frame.now.to };
    const before = frame.before;
    const found =
      days.from > days.to
        ? []
        : await tx.execute<{ weekday: number; days: string; revenue: string; average: string; before: string | null }>(sql`
            select n.weekday, n.days::text as days, n.revenue::text as revenue, round(n.revenue / n.days, 2)::text as average,
              ${before ? sql`round(p.revenue / p.days, 2)::text` : sql`null::text`} as before
            from (${byWeekday(days)}) n ${before ? sql`left join (${byWeekday(before)}) p on p.weekday = n.weekday` : sql``} order by n.weekday`);
    const isZero = (amount: string | null): boolean => Number(amount ?? 0) === 0;
    const rows = [...found].every((row) => isZero(row.revenue) && isZero(row.before)) ? [] : [...found];
    const columns: BlockColumn[] = [
      { key: "weekday", label: "Weekday", unit: "text" },
      { key: "average", label: "Average revenue", unit: "money" },
      { key: "days", label: "Such days", unit: "count" },
      { key: "revenue", label: "Revenue", unit: "money" },
    ];
    if (before) columns.push({ key: "before", label: "Average before", unit: "money" });
    return {
      columns,
      rows: rows.map((row) => ({
        key: String(row.weekday),
        cells: { weekday: weekdayName(row.weekday), average: row.average, days: row.days, revenue: row.revenue, ...(before ? { before: row.before } : {}) },
        drills: {
          revenue: { set: "lines", measure: "revenue", days, narrow: { weekday: row.weekday }, metric: "revenue" },
          average: { set: "lines", measure: null, days, narrow: { weekday: row.weekday } },
          ...(before && row.before !== null ? { before: { set: "lines", measure: null, days: before, narrow: { weekday: row.weekday } } } : {}),
        },
      })),
      total: rows.length,
      chart: { kind: "bars", label: "weekday", value: "average", ...(before ? { before: "before" } : {}) },
      notes: cut && rows.length > 0 ? ["Days after today are left out."] : [],
    };
  },
});
