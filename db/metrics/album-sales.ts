import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "./types.ts";

const firstOfNextMonth = (day: string): string => {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return month === 12 ? `${String(year + 1).padStart(4, "0")}-01-01` : `${day.slice(0, 5)}${String(month + 1).padStart(2, "0")}-01`;
};

/** True for the last day of a month: then the day after is a first. */
const isLastOfMonth = (day: string): boolean => {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + 1)).getUTCDate() === 1;
};

/**
 * Which whole months lie in the range: `first` is the first of them, `end` the first month after
 * them. Null when there is none.
 */
export function wholeMonths({ from, to }: DayRange): { first: string; end: string } | null {
  const first = from.endsWith("-01") ? from : firstOfNextMonth(from);
  const end = isLastOfMonth(to) ? firstOfNextMonth(to) : `${to.slice(0, 7)}-01`;
  return first < end ? { first, end } : null;
}

/**
 * What each album (null: lines without one) sold in the range: rows of album_id, units, revenue,
 * more than one per album. Whole months come from the months' sums, only the edges from days.
 */
export function albumSales({ from, to }: DayRange): SQL {
  const months = wholeMonths({ from, to });
  if (!months) return sql`select album_id, units, revenue from analytics_api.album_days where day between ${from}::date and ${to}::date`;
  return sql`
    select album_id, units, revenue from analytics_api.album_months where month >= ${months.first}::date and month < ${months.end}::date
    union all
    select album_id, units, revenue from analytics_api.album_days where day >= ${from}::date and day < ${months.first}::date
    union all
    select album_id, units, revenue from analytics_api.album_days where day >= ${months.end}::date and day <= ${to}::date`;
}
