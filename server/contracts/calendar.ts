/**
 * Arithmetic on calendar days. A day is an ISO string ("2026-11-22") and nothing else: no time,
 * no zone, so no daylight-saving day is 23 or 25 hours long here. Client-safe.
 */

/** A calendar day, "YYYY-MM-DD". */
export type Day = string;

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Days outside these years are typing errors, not history. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

const pad = (value: number, width: number) => String(value).padStart(width, "0");

/** The day of year, month (1 to 12) and day; values past the end of a month run on into the next. */
function makeDay(year: number, month: number, day: number): Day {
  const moment = new Date(Date.UTC(year, month - 1, day));
  return `${pad(moment.getUTCFullYear(), 4)}-${pad(moment.getUTCMonth() + 1, 2)}-${pad(moment.getUTCDate(), 2)}`;
}

/** Year, month (1 to 12) and day of month. Throws RangeError for what is not a day. */
export function dayParts(day: Day): { year: number; month: number; day: number } {
  const match = SHAPE.exec(day);
  if (!match) throw new RangeError(`not a calendar day: ${day}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** True for a day that exists, between 1900 and 2200. */
export function isDay(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const { year, month, day } = dayParts(text);
  return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && makeDay(year, month, day) === text;
}

/** Days since 1970-01-01; differences of these numbers are differences in days. */
export function dayNumber(day: Day): number {
  const parts = dayParts(day);
  return Date.UTC(parts.year, parts.month - 1, parts.day) / DAY_MS;
}

export function addDays(day: Day, days: number): Day {
  const parts = dayParts(day);
  return makeDay(parts.year, parts.month, parts.day + days);
}

/** How many days a range holds, both ends included; 0 or less when it is empty. */
export const countDays = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from) + 1;

export const startOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

export const startOfYear = (day: Day): Day => `${day.slice(0, 4)}-01-01`;

/** The first day of the month `months` later (or earlier, when negative). */
export function startOfMonthPlus(day: Day, months: number): Day {
  const parts = dayParts(day);
  return makeDay(parts.year, parts.month + months, 1);
}

/** Monday of the day's week. */
export function startOfWeek(day: Day): Day {
  // 1970-01-01 was a Thursday, three days after a Monday.
  return addDays(day, -((((dayNumber(day) + 3) % 7) + 7) % 7));
}

/**
 * The same date `years` later. 29 February has no such date in most years: `leapDay` says whether
 * the day before (28 February) or the day after (1 March) stands for it.
 */
export function addYears(day: Day, years: number, leapDay: "before" | "after"): Day {
  const { year, month, day: date } = dayParts(day);
  const moved = makeDay(year + years, month, date);
  return dayParts(moved).month === month ? moved : addDays(moved, leapDay === "before" ? -1 : 0);
}

/** The calendar day that `now` falls on in `timeZone` (IANA name). */
export function todayIn(timeZone: string, now: Date): Day {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "numeric", day: "numeric", calendar: "gregory", numberingSystem: "latn" }).formatToParts(now);
  const read = (type: "year" | "month" | "day") => Number(parts.find((part) => part.type === type)?.value);
  return makeDay(read("year"), read("month"), read("day"));
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"] as const;

/** "November". */
export const monthName = (day: Day): string => MONTHS[dayParts(day).month - 1] ?? "";

/** "22 Nov" or, with the year, "22 Nov 2026". */
export function sayDay(day: Day, withYear: boolean): string {
  const parts = dayParts(day);
  const short = `${parts.day} ${monthName(day).slice(0, 3)}`;
  return withYear ? `${short} ${parts.year}` : short;
}

/** "1 to 14 Nov 2026", "24 Oct to 22 Nov 2026", "1 Dec 2025 to 3 Jan 2026" or a single day. */
export function sayRange(from: Day, to: Day): string {
  if (from === to) return sayDay(to, true);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${dayParts(from).day} to ${sayDay(to, true)}`;
  return `${sayDay(from, from.slice(0, 4) !== to.slice(0, 4))} to ${sayDay(to, true)}`;
}
