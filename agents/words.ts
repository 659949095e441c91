import { dayParts, monthName, sayDay } from "#server/contracts/calendar.ts";
import type { AnswerFigure, Cell, CellUnit, NamedRange } from "./contracts/blocks.ts";

/*
 * How a tool's result reads without a model. Amounts are exact, as in the pages' sentences; nothing
 * is added up here. Names of months come from the calendar, because ICU differs between builds.
 */

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(digits: number, currency?: string): Intl.NumberFormat {
  const key = `${digits}${currency ?? ""}`;
  const known = formats.get(key);
  if (known) return known;
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.NumberFormat("en-GB", currency ? { ...fixed, style: "currency", currency, currencyDisplay: "narrowSymbol" } : fixed);
  formats.set(key, made);
  return made;
}

/** An exact amount with its currency: "24117.2" -> "€24,117.20". */
export const sayMoney = (amount: string | number, currency: string): string => numberFormat(2, currency).format(Number(amount));

/** A whole number with separators: 14012 -> "14,012". */
export const sayCount = (count: string | number): string => numberFormat(0).format(Number(count));

/** A share from 0 to 1 with one decimal, tiny ones with two: "0.2634" -> "26.3%", "0.0004" -> "0.04%". */
export function sayShare(share: string | number): string {
  const percent = Number(share) * 100;
  return `${numberFormat(percent !== 0 && Math.abs(percent) < 0.1 ? 2 : 1).format(percent)}%`;
}

/** "1 review", "39 reviews". */
export const plural = (count: string | number, one: string, many = `${one}s`): string => `${sayCount(count)} ${Number(count) === 1 ? one : many}`;

/** "a", "a and b", "a, b and c"; with "or" where one is to be chosen. */
export function sayList(words: readonly string[], join = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${join} ${words.at(-1)}`;
}

/** An ISO instant as the shop's day: "2026-06-30T22:30:00Z" -> "1 Jul 2026" in Berlin. */
export function sayInstantDay(instant: string | Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "numeric", day: "numeric" }).formatToParts(new Date(instant));
  const read = (type: "year" | "month" | "day") => parts.find((part) => part.type === type)?.value ?? "";
  return sayDay(`${read("year")}-${read("month").padStart(2, "0")}-${read("day").padStart(2, "0")}`, true);
}

const EMPTY: Partial<Record<CellUnit, string>> = { text: "unknown", day: "unknown", time: "unknown" };

/** A value as its unit is read; null is said in words, never as zero. */
export function sayValue(value: Cell, unit: CellUnit, currency: string): string {
  if (value === null) return EMPTY[unit] ?? "no value";
  switch (unit) {
    case "money":
      return sayMoney(value, currency);
    case "count":
      return sayCount(value);
    case "rating":
      return numberFormat(2).format(Number(value));
    case "percent":
      return sayShare(value);
    case "days":
      return `${numberFormat(Number.isInteger(Number(value)) ? 0 : 1).format(Number(value))} ${Number(value) === 1 ? "day" : "days"}`;
    case "day":
      return sayDay(String(value), true);
    case "time":
    case "text":
    case "number":
      return String(value);
  }
}

/** A range where it belongs in a sentence: "in March 2026", "from 1 to 14 Nov 2026", "on 14 Nov 2026". */
export function sayIn(range: NamedRange): string {
  if (range.from === range.to && /^\d/.test(range.label)) return `on ${range.label}`;
  return /^\d.* to /.test(range.label) ? `from ${range.label}` : `in ${range.label}`;
}

/** The first letter large, for the beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "March 2026", "Q1 2026" or "2026" for exactly these days, else null. */
export function sayWholeSpan(from: string, to: string): string | null {
  const [first, last] = [dayParts(from), dayParts(to)];
  const lastOfMonth = new Date(Date.UTC(last.year, last.month, 0)).getUTCDate();
  if (first.year !== last.year || first.day !== 1 || last.day !== lastOfMonth) return null;
  if (first.month === last.month) return `${monthName(from)} ${first.year}`;
  if (first.month === 1 && last.month === 12) return String(first.year);
  return last.month - first.month === 2 && last.month % 3 === 0 ? `Q${last.month / 3} ${first.year}` : null;
}

/** How a figure moved: "up 8.1% from €22,305.00"; null where nothing is compared. */
export function sayChange(figure: AnswerFigure, currency: string): string | null {
  const { change, before, unit } = figure;
  if (!change || before === undefined || change.kind === "none") return null;
  const past = sayValue(before, unit, currency);
  if (change.kind === "new") return before === null ? "without a value before" : `up from ${past}`;
  if (change.kind === "gone") return `down from ${past}`;
  if (change.kind === "same") return `the same as before`;
  const value = change.value ?? 0;
  const size = Math.abs(value);
  const way = value > 0 ? "up" : "down";
  if (change.kind === "relative") {
    const percent = numberFormat(size >= 10 ? 0 : 1).format(size * 100);
    return percent === "0.0" ? `almost the same as before (${past})` : `${way} ${percent}% from ${past}`;
  }
  // Both shares are shown, so their distance in points needs no number of its own.
  if (unit === "percent") return numberFormat(1).format(size * 100) === "0.0" ? `almost the same as before (${past})` : `${way} from ${past}`;
  const points = numberFormat(2).format(size);
  return points === "0.00" ? `almost the same as before (${past})` : `${way} ${points} from ${past}`;
}
