import { addDays, type Day, dayParts, monthName, sayDay, startOfMonthPlus, startOfWeek } from "./calendar.ts";
import { counterpartOf, type Period } from "./period.ts";

export type Grain = "day" | "week" | "month";

/** One bar of a chart over time, with the days it is compared with. */
export interface Bucket {
  start: Day;
  end: Day;
  label: string;
  before: { from: Day; to: Day } | null;
}

/** Bars that fit a screen: days up to a quarter, weeks up to about a year, then months. */
export function grainFor(days: number): Grain {
  if (days <= 92) return "day";
  return days <= 400 ? "week" : "month";
}

function nextStart(day: Day, grain: Grain): Day {
  if (grain === "day") return addDays(day, 1);
  return grain === "week" ? addDays(startOfWeek(day), 7) : startOfMonthPlus(day, 1);
}

function sayBucket(start: Day, end: Day, grain: Grain, withYear: boolean): string {
  if (grain === "day") return sayDay(start, withYear);
  if (grain === "month") return withYear ? `${monthName(start).slice(0, 3)} ${dayParts(start).year}` : monthName(start).slice(0, 3);
  return `${sayDay(start, false)} to ${sayDay(end, withYear)}`;
}

/** The period cut into days, weeks (from Monday) or months; the first and last may be shorter than the others. */
export function bucketsOf(period: Period, grain: Grain = grainFor(period.days)): Bucket[] {
  const buckets: Bucket[] = [];
  const withYear = period.from.slice(0, 4) !== period.to.slice(0, 4);
  for (let start = period.from; start <= period.to; ) {
    const next = nextStart(start, grain);
    const end = next > period.to ? period.to : addDays(next, -1);
    const before = period.comparison && counterpartOf(period.comparison, start, end, period.to);
    buckets.push({ start, end, label: sayBucket(start, end, grain, withYear), before });
    start = next;
  }
  return buckets;
}
