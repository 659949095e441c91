import { addDays, type Day, dayParts, monthName, sayDay, startOfMonthPlus, startOfWeek } from "./calendar.ts";
import { counterpartOf, type Period } from "./period.ts";

export const GRAINS = ["day", "week", "month", "quarter", "year"] as const;
export type Grain = (typeof GRAINS)[number];

/** One bar of a chart over time, with the days it is compared with. */
export interface Bucket {
  start: Day;
  end: Day;
  label: string;
  before: { from: Day; to: Day } | null;
}

/** Bars that fit a screen: days up to a quarter, weeks up to about a year, then months. */
export function grainFor(days: number): "day" | "week" | "month" {
  if (days <= 92) return "day";
  return days <= 400 ? "week" : "month";
}

function nextStart(day: Day, grain: Grain): Day {
  if (grain === "day") return addDays(day, 1);
  if (grain === "week") return addDays(startOfWeek(day), 7);
  if (grain === "month") return startOfMonthPlus(day, 1);
  const { month } = dayParts(day);
  return startOfMonthPlus(day, grain === "quarter" ? 3 - ((month - 1) % 3) : 13 - month);
}

function sayBucket(start: Day, end: Day, grain: Grain, withYear: boolean): string {
  if (grain === "day") return sayDay(start, withYear);
  if (grain === "year") return String(dayParts(start).year);
  if (grain === "quarter") return `Q${Math.ceil(dayParts(start).month / 3)} ${dayParts(start).year}`;
  if (grain === "month") return withYear ? `${monthName(start).slice(0, 3)} ${dayParts(start).year}` : monthName(start).slice(0, 3);
  return `${sayDay(start, false)} to ${sayDay(end, withYear)}`;
}

/** The period cut into days, weeks (from Monday), months, quarters or years; the first and last may be shorter than the others. */
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
