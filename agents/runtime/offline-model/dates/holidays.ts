import { addDays, type Day, startOfWeek } from "#server/contracts/calendar.ts";
import { dayOf } from "./calendar-words.ts";

/** Easter Sunday of a Gregorian year ("Anonymous Gregorian algorithm", Nature 1876). */
function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1) ?? `${year}-04-01`;
}

/** The n-th weekday (0 = Monday) of a month. */
function nthWeekday(year: number, month: number, weekday: number, n: number): Day {
  const first = dayOf(year, month, 1) ?? `${year}-01-01`;
  const inFirstWeek = addDays(startOfWeek(first), weekday);
  return addDays(inFirstWeek, (inFirstWeek < first ? n : n - 1) * 7);
}

export interface Holiday {
  /** Starts the words it is called by. */
  pattern: string;
  name: string;
  days(year: number): { from: Day; to: Day };
}

const fixed = (month: number, date: number) => (year: number) => {
  const day = dayOf(year, month, date) ?? `${year}-01-01`;
  return { from: day, to: day };
};
const single = (find: (year: number) => Day) => (year: number) => ({ from: find(year), to: find(year) });
const blackFriday = (year: number): Day => addDays(nthWeekday(year, 11, 3, 4), 1);

/** Days that shops talk about. Longer names first, because the first that fits is taken. */
export const HOLIDAYS: readonly Holiday[] = [
  { pattern: "christmas eve", name: "Christmas Eve", days: fixed(12, 24) },
  { pattern: "boxing day", name: "Boxing Day", days: fixed(12, 26) },
  { pattern: "(?:the )?(?:christmas|xmas) (?:holidays?|season|period|days)|(?:the )?holidays|(?:the )?holiday season", name: "the holidays", days: (year) => ({ from: `${year}-12-24`, to: `${year + 1}-01-01` }) },
  { pattern: "christmas(?: day)?|xmas", name: "Christmas", days: fixed(12, 25) },
  { pattern: "new year'?s? eve", name: "New Year's Eve", days: fixed(12, 31) },
  { pattern: "new years?(?: day)?", name: "New Year", days: fixed(1, 1) },
  { pattern: "valentine'?s?(?: day)?", name: "Valentine's Day", days: fixed(2, 14) },
  { pattern: "halloween", name: "Halloween", days: fixed(10, 31) },
  { pattern: "good friday", name: "Good Friday", days: single((year) => addDays(easterSunday(year), -2)) },
  { pattern: "easter monday", name: "Easter Monday", days: single((year) => addDays(easterSunday(year), 1)) },
  { pattern: "(?:the )?easter weekend", name: "the Easter weekend", days: (year) => ({ from: addDays(easterSunday(year), -2), to: addDays(easterSunday(year), 1) }) },
  { pattern: "easter(?: sunday)?", name: "Easter", days: single(easterSunday) },
  { pattern: "black friday weekend", name: "the Black Friday weekend", days: (year) => ({ from: blackFriday(year), to: addDays(blackFriday(year), 2) }) },
  { pattern: "black friday", name: "Black Friday", days: single(blackFriday) },
  { pattern: "cyber monday", name: "Cyber Monday", days: single((year) => addDays(blackFriday(year), 3)) },
  { pattern: "record store day|rsd", name: "Record Store Day", days: single((year) => nthWeekday(year, 4, 5, 3)) },
];
