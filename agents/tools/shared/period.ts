import { addDays, countDays, isDay, sayDay, sayRange, startOfMonth, startOfYear } from "#server/contracts/calendar.ts";
import { type ComparisonKind, type Period, type PeriodParams, resolvePeriod } from "#server/contracts/period.ts";
import type { ToolContext } from "#agents/define-tool.ts";
import { sayWholeSpan } from "#agents/words.ts";
import type { NamedRange } from "#agents/contracts/blocks.ts";

/** What a tool looks at, resolved as the pages resolve it. */
export interface AskedPeriod {
  /** For links, buckets and queries. */
  period: Period;
  now: NamedRange;
  before: NamedRange | null;
  /** What was understood or changed, in sentences. */
  notes: string[];
  /** Set when the shop has no order near these days: a sentence that stands instead of figures. */
  outside: string | null;
}

interface Days {
  from: string;
  to: string;
}

type Asked = { from?: string | undefined; to?: string | undefined };
type Moment = Pick<ToolContext, "today" | "shop">;

const DEFAULT_DAYS = 30;
/** What `resolvePeriod` takes at most, less a little: longer wishes mean "all of it". */
const MOST_DAYS = 18_000;

/** "The last 30 days" -> "the last 30 days": names of months and whole spans keep their capital. */
const inSentence = (label: string): string => label.replace(/^The /, "the ");

function readDays({ from, to }: Asked, today: string, notes: string[]): Days {
  if (from && to) {
    if (from <= to) return { from, to };
    notes.push("The first day came after the last, so the two were swapped.");
    return { from: to, to: from };
  }
  if (from) return from <= today ? { from, to: today } : { from, to: from };
  if (to) {
    notes.push(`Only a last day was named, so these are the ${DEFAULT_DAYS} days up to it.`);
    return { from: addDays(to, 1 - DEFAULT_DAYS), to };
  }
  return { from: addDays(today, 1 - DEFAULT_DAYS), to: today };
}

/** Days that end today and begin where a preset of the pages does are that preset, with its comparison. */
function paramsFor(days: Days, today: string, wasAsked: boolean): PeriodParams {
  if (!wasAsked) return { p: String(DEFAULT_DAYS) };
  const custom = { p: "custom", ...days };
  if (days.to !== today || sayWholeSpan(days.from, days.to)) return custom;
  if (days.from === startOfMonth(today)) return { p: "mtd" };
  if (days.from === startOfYear(today)) return { p: "ytd" };
  const length = String(countDays(days.from, days.to));
  return ["7", "30", "90", "365"].includes(length) ? { p: length } : custom;
}

const nameOf = (period: Period): string => (period.preset === "custom" ? (sayWholeSpan(period.from, period.to) ?? period.label) : inSentence(period.label));

/** The first and last day that the shop knows: its first order, and today or a last order after it. */
function historyOf({ today, shop }: Moment): Days | null {
  const { firstOrderDay, lastOrderDay } = shop;
  if (!firstOrderDay || !lastOrderDay) return null;
  return { from: firstOrderDay, to: lastOrderDay > today ? lastOrderDay : today };
}

function sayOutside(days: Days, { shop }: Moment): string | null {
  const { firstOrderDay, lastOrderDay } = shop;
  if (!firstOrderDay || !lastOrderDay) return "The shop has no orders yet.";
  if (days.to >= firstOrderDay && days.from <= lastOrderDay) return null;
  const asked = days.from === days.to ? `on ${sayDay(days.from, true)}` : `from ${sayRange(days.from, days.to)}`;
  return `There are no orders ${asked}; the shop's orders run from ${sayDay(firstOrderDay, true)} to ${sayDay(lastOrderDay, true)}.`;
}

/** Too long, or with years that are no history: what of it the shop knows. */
function clip(days: Days, history: Days | null, notes: string[]): Days {
  if (isDay(days.from) && isDay(days.to) && countDays(days.from, days.to) <= MOST_DAYS) return days;
  if (!history || days.to < history.from || days.from > history.to) return days;
  const clipped = { from: days.from < history.from ? history.from : days.from, to: days.to > history.to ? history.to : days.to };
  notes.push(`That is longer than the shop's history, so these are its days from ${sayRange(clipped.from, clipped.to)}.`);
  return clipped;
}

function noteEdges(days: Days, moment: Moment, notes: string[]): void {
  const { today, shop } = moment;
  if (days.to > today && (shop.lastOrderDay ?? today) <= today) notes.push(`Today is ${sayDay(today, true)}; the days after it have not happened yet.`);
  if (shop.firstOrderDay && days.from < shop.firstOrderDay) notes.push(`The shop's first order was on ${sayDay(shop.firstOrderDay, true)}.`);
}

/** Leaves out a comparison with days before the shop's first order, and says when it is only partly covered. */
function comparable(period: Period, { shop }: Moment, notes: string[]): NamedRange | null {
  const { comparison } = period;
  if (!comparison || !shop.firstOrderDay) return null;
  const { from, to, label } = comparison;
  if (to < shop.firstOrderDay) {
    notes.push(`Nothing is compared: ${label} lie before the shop's first order on ${sayDay(shop.firstOrderDay, true)}.`);
    return null;
  }
  if (from < shop.firstOrderDay) notes.push(`The comparison (${label}) begins before the shop's first order on ${sayDay(shop.firstOrderDay, true)}.`);
  return { from, to, label };
}

/**
 * The period a tool was asked for. Reversed days are swapped, a missing day is filled in, and days
 * that the shop knows nothing of give `outside`; `notes` says all of that.
 */
export function readPeriod(moment: Moment, input: Asked, against: ComparisonKind = "none"): AskedPeriod {
  const { today } = moment;
  const notes: string[] = [];
  const asked = readDays(input, today, notes);
  const days = clip(asked, historyOf(moment), notes);
  const outside = sayOutside(days, moment);
  const wasAsked = Boolean(input.from ?? input.to);
  const period = resolvePeriod({ params: { ...paramsFor(days, today, wasAsked), against }, today });
  if (outside) return { period, now: { ...days, label: sayWholeSpan(days.from, days.to) ?? sayRange(days.from, days.to) }, before: null, notes, outside };
  noteEdges(days, moment, notes);
  return { period, now: { from: period.from, to: period.to, label: nameOf(period) }, before: comparable(period, moment, notes), notes, outside };
}

/** All of the shop's history, for tools that look at everything unless days are named. */
export function readWholeHistory(moment: Moment, input: Asked): AskedPeriod {
  if (input.from ?? input.to) return readPeriod(moment, input);
  const history = historyOf(moment);
  if (!history) return readPeriod(moment, input);
  const found = readPeriod(moment, history);
  return { ...found, now: { ...found.now, label: "all of the shop's history" } };
}
