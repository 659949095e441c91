import { z } from "zod/v4";
import { addDays, addYears, countDays, type Day, isDay, monthName, sayDay, sayRange, startOfMonth, startOfMonthPlus, startOfYear } from "./calendar.ts";

/** What the date control offers. Numbers are days ending today, today included. */
export const PERIOD_PRESETS = ["7", "30", "90", "365", "mtd", "lm", "ytd", "custom"] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

/** What a period is held against. */
export const COMPARISONS = ["previous", "weekdays", "year", "none"] as const;
export type ComparisonKind = (typeof COMPARISONS)[number];

const DEFAULT_PRESET: PeriodPreset = "30";
/** A longer period is a typing error, and its chart would have no room for its bars. */
const MOST_DAYS = 18_263; // fifty years

const word = z.string().max(40).optional().catch(undefined);

/** The period as it stands in a URL: `p`, `from`, `to`, `against`. Nonsense is allowed here and answered by `resolvePeriod`. */
export const periodInput = z.object({ p: word, from: word, to: word, against: word });
export type PeriodParams = z.infer<typeof periodInput>;

/** The other range, and how a day of the period finds its counterpart there. */
export interface Comparison {
  kind: Exclude<ComparisonKind, "none">;
  from: Day;
  to: Day;
  days: number;
  /** "the 30 days before": completes "from €24,117 in ...". */
  label: string;
  /** The counterpart of a day: so many days, or whole years, earlier. */
  shift: { unit: "days" | "years"; by: number };
}

export interface Period {
  preset: PeriodPreset;
  against: ComparisonKind;
  from: Day;
  to: Day;
  days: number;
  /** "The last 30 days", "November so far": a headline. */
  label: string;
  /** "24 Oct to 22 Nov 2026". */
  range: string;
  /** True for days that are still running (this month, this year, to a day to come): only those that have passed are compared. */
  toDate: boolean;
  /** Today, where the chosen days go on after it. */
  passedTo?: Day;
  comparison: Comparison | null;
  /** What was asked for and could not be done, as a sentence; null when all was well. */
  notice: string | null;
}

interface Frame {
  preset: PeriodPreset;
  from: Day;
  to: Day;
  label: string;
  notice: string | null;
}

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T => (list as readonly string[]).includes(value);

function lastDays(days: "7" | "30" | "90" | "365", today: Day, notice: string | null): Frame {
  return { preset: days, from: addDays(today, 1 - Number(days)), to: today, label: days === "365" ? "The last 365 days" : `The last ${days} days`, notice };
}

function customFrame(params: PeriodParams, today: Day): Frame {
  const { from, to } = params;
  if (!from || !to || !isDay(from) || !isDay(to)) {
    return lastDays("30", today, "These dates could not be read, so you see the last 30 days. A date looks like 2026-06-30.");
  }
  const [first, last] = from <= to ? [from, to] : [to, from];
  if (countDays(first, last) > MOST_DAYS) return lastDays("30", today, "That is more than fifty years, so you see the last 30 days.");
  const notice = from <= to ? null : "The first day came after the last, so the two were swapped.";
  return { preset: "custom", from: first, to: last, label: sayRange(first, last), notice };
}

function frameOf(params: PeriodParams, today: Day): Frame {
  const preset = params.p || (params.from || params.to ? "custom" : DEFAULT_PRESET);
  if (!isOneOf(PERIOD_PRESETS, preset)) return lastDays("30", today, `There is no period called "${preset}", so you see the last 30 days.`);
  switch (preset) {
    case "custom":
      return customFrame(params, today);
    case "mtd":
      return { preset, from: startOfMonth(today), to: today, label: `${monthName(today)} so far`, notice: null };
    case "lm": {
      const from = startOfMonthPlus(today, -1);
      return { preset, from, to: addDays(startOfMonth(today), -1), label: `${monthName(from)} ${from.slice(0, 4)}`, notice: null };
    }
    case "ytd":
      return { preset, from: startOfYear(today), to: today, label: `${today.slice(0, 4)} so far`, notice: null };
    default:
      return lastDays(preset, today, null);
  }
}

const shiftedBy = (kind: "previous" | "weekdays", { from, to }: Frame, days: number, label: string): Comparison => ({
  kind,
  from: addDays(from, -days),
  to: addDays(to, -days),
  days: countDays(from, to),
  label,
  shift: { unit: "days", by: days },
});

/** The same dates in the nearest earlier year that does not overlap. */
function sameDatesEarlier(kind: "previous" | "year", { from, to }: Frame, sayLabel: (years: number) => string): Comparison {
  let years = 1;
  while (addYears(to, -years, "before") >= from) years += 1;
  const last = addYears(to, -years, "before");
  const first = addYears(from, -years, "after");
  const start = first > last ? last : first; // the period was 29 February alone
  return { kind, from: start, to: last, days: countDays(start, last), label: sayLabel(years), shift: { unit: "years", by: years } };
}

function compare(kind: ComparisonKind, frame: Frame): Comparison | null {
  const days = countDays(frame.from, frame.to);
  switch (kind) {
    case "none":
      return null;
    case "year":
      return sameDatesEarlier(kind, frame, (years) => (years === 1 ? "the same dates last year" : `the same dates ${years} years before`));
    case "weekdays": {
      const weeks = Math.ceil(days / 7);
      return shiftedBy(kind, frame, weeks * 7, weeks === 1 ? "the same weekdays a week before" : `the same weekdays ${weeks} weeks before`);
    }
    case "previous": {
      if (frame.preset === "ytd") return sameDatesEarlier(kind, frame, () => `the same days of ${Number(frame.to.slice(0, 4)) - 1}`);
      if (frame.preset !== "mtd" && frame.preset !== "lm") return shiftedBy(kind, frame, days, days === 1 ? "the day before" : `the ${days} days before`);
      const from = startOfMonthPlus(frame.from, -1);
      const monthLength = countDays(from, addDays(frame.from, -1));
      // A month that is over stands beside the whole month before, whatever their lengths.
      if (frame.preset === "lm") return { kind, from, to: addDays(frame.from, -1), days: monthLength, label: `${monthName(from)}`, shift: { unit: "days", by: monthLength } };
      const length = Math.min(days, monthLength); // 31 March has no counterpart in February
      return { kind, from, to: addDays(from, length - 1), days: length, label: `the same days of ${monthName(from)}`, shift: { unit: "days", by: monthLength } };
    }
  }
}

/** What is said of days that have not come yet; null where all have. */
function sayFuture({ from, to }: Frame, against: ComparisonKind, today: Day): string | null {
  if (to <= today) return null;
  if (from > today) return "These days have not come yet.";
  const passed = countDays(from, today);
  const compared = against === "none" ? "" : `, so only the ${passed === 1 ? "day" : `${passed} days`} so far ${passed === 1 ? "is" : "are"} compared`;
  return `The days after ${sayDay(today, true)} have not come yet${compared}.`;
}

/**
 * The days that URL parameters mean, in the shop's time zone (`today` comes from `todayIn`).
 * Never throws: what makes no sense falls back to the last 30 days against the 30 before, and
 * `notice` says so.
 */
export function resolvePeriod({ params, today }: { params: PeriodParams; today: Day }): Period {
  const frame = frameOf(params, today);
  const asked = params.against || "previous";
  const against = isOneOf(COMPARISONS, asked) ? asked : "previous";
  const goesOn = frame.from <= today && today < frame.to;
  const notices = [frame.notice, against === asked ? null : `There is no comparison called "${asked}", so you see the period before.`, sayFuture(frame, against, today)];
  const toDate = frame.preset === "mtd" || frame.preset === "ytd" || goesOn;
  return {
    ...frame,
    against,
    days: countDays(frame.from, frame.to),
    range: sayRange(frame.from, frame.to),
    toDate,
    ...(goesOn ? { passedTo: today } : {}),
    // Days to come are no days without a sale: what has passed is held against as many days.
    comparison: compare(against, goesOn ? { ...frame, to: today } : frame),
    notice: notices.filter(Boolean).join(" ") || null,
  };
}

const earlier = (day: Day, { unit, by }: Comparison["shift"]): Day => (unit === "days" ? addDays(day, -by) : addYears(day, -by, "after"));

/**
 * The part of the comparison that a part of the period stands beside. Parts that follow each
 * other have counterparts that follow each other, so the counterparts of all parts sum up to the
 * whole comparison. Null where there is none (29 February, 31 March against February).
 */
export function counterpartOf(comparison: Comparison, from: Day, to: Day, periodTo: Day): { from: Day; to: Day } | null {
  const first = earlier(from, comparison.shift);
  // The day before the next part's first, so that no day falls between two parts.
  const next = addDays(earlier(addDays(to, 1), comparison.shift), -1);
  const last = to === periodTo || next > comparison.to ? comparison.to : next;
  const start = first < comparison.from ? comparison.from : first;
  return start > last ? null : { from: start, to: last };
}

/** The parameters that give this period again, for links; the defaults are left out. */
export function periodParams(period: Period): Record<string, string> {
  const params: Record<string, string> = {};
  if (period.preset !== DEFAULT_PRESET) params.p = period.preset;
  if (period.preset === "custom") {
    params.from = period.from;
    params.to = period.to;
  }
  if (period.against !== "previous") params.against = period.against;
  return params;
}
