import { addYears, countDays, sayRange } from "#server/contracts/calendar.ts";
import type { Token } from "../language/words.ts";
import type { ReadRange } from "./calendar-words.ts";
import { type DateContext, readRangeAt } from "./range-rules.ts";
import type { FoundRange } from "./read-dates.ts";

const BETWEEN = /^(?:the|of|in|on|during|for|our|at|s|'s|-)$/;

const yearOf = (range: { from: string }): number => Number(range.from.slice(0, 4));
const isWholeYear = (range: FoundRange): boolean => range.unit === "year" && range.from.endsWith("-01-01");
const isShort = (range: FoundRange): boolean => range.unit !== "year" && countDays(range.from, range.to) < 360;

/** The same month, day or event in another year. */
function inYear(range: FoundRange, year: number, context: DateContext): FoundRange {
  if (yearOf(range) === year) return range;
  const name = range.label.split(" (")[0]?.toLowerCase() ?? "";
  const event = range.label.includes("(") ? readRangeAt(`${name} ${year}`, context)?.range : undefined;
  if (event && yearOf(event) === year) return { ...range, ...event };
  let moved: ReadRange = range;
  const step = year < yearOf(range) ? -1 : 1;
  for (let left = Math.abs(year - yearOf(range)); left > 0; left -= 1) moved = { ...moved, from: addYears(moved.from, step, "after"), to: addYears(moved.to, step, "before") };
  return { ...range, from: moved.from, to: moved.to, label: sayRange(moved.from, moved.to), isYearSaid: true };
}

/**
 * A year beside a month or an event says which one is meant: "this year's Record Store Day", and
 * "March against last year" means March of that year, not all of it.
 */
export function joinYears(ranges: readonly FoundRange[], tokens: readonly Token[], context: DateContext): FoundRange[] {
  const joined: FoundRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    const isNext = last !== undefined && tokens.slice(last.end, range.start).every((token) => BETWEEN.test(token.low)) && !tokens[last.end - 1]?.endsPhrase;
    if (last && isNext && isWholeYear(last) && isShort(range) && (!range.isYearSaid || range.label.includes("("))) joined[joined.length - 1] = { ...inYear(range, yearOf(last), context), start: last.start, end: range.end, isAgainst: last.isAgainst || range.isAgainst };
    else if (last && isNext && isWholeYear(range) && isShort(last) && !range.isAgainst && (!last.isYearSaid || last.label.includes("("))) joined[joined.length - 1] = { ...inYear(last, yearOf(range), context), start: last.start, end: range.end, isAgainst: last.isAgainst };
    else joined.push(range);
  }
  const main = joined.find((range) => !range.isAgainst);
  return joined.map((range) => (main && range.isAgainst && isWholeYear(range) && isShort(main) ? { ...inYear(main, yearOf(range), context), start: range.start, end: range.end, isAgainst: true, isFuture: range.isFuture } : range));
}
