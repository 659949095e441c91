import { addDays, type Day, dayParts, isDay, monthName, startOfMonth, startOfMonthPlus, startOfWeek } from "#server/contracts/calendar.ts";

/** Days both included, with the words for them. */
export interface DayRange {
  from: Day;
  to: Day;
  label: string;
}

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year" | "other";

/** One range as it was read from words. */
export interface ReadRange extends DayRange {
  unit: CalendarUnit;
  /** The year was said, or follows from "this" or "last". */
  isYearSaid: boolean;
  /** A reading that was one of several, in a sentence. */
  assumed?: string;
}

export const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
export const MONTH_PATTERN = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec";
export const WEEKDAY_PATTERN = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

/** 1 to 12 for "march" or "mar". */
export const monthNumber = (word: string): number => MONTHS.findIndex((month) => month.startsWith(word.slice(0, 3))) + 1;

const pad = (value: number): string => String(value).padStart(2, "0");

/** The day, or null when the calendar has none. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const day = `${String(year).padStart(4, "0")}-${pad(month)}-${pad(date)}`;
  return isDay(day) ? day : null;
}

export const endOfMonth = (day: Day): Day => addDays(startOfMonthPlus(day, 1), -1);
export const yearOf = (day: Day): number => dayParts(day).year;

export function monthRange(year: number, month: number): ReadRange {
  const from = `${String(year).padStart(4, "0")}-${pad(month)}-01`;
  return { from, to: endOfMonth(from), label: `${monthName(from)} ${year}`, unit: "month", isYearSaid: true };
}

/** Months from `from` on, as one range. */
export function monthsRange(from: Day, months: number, label: string, unit: CalendarUnit): ReadRange {
  return { from, to: addDays(startOfMonthPlus(from, months), -1), label, unit, isYearSaid: true };
}

export const quarterRange = (year: number, quarter: number): ReadRange => monthsRange(`${String(year).padStart(4, "0")}-${pad(quarter * 3 - 2)}-01`, 3, `Q${quarter} ${year}`, "quarter");
export const halfRange = (year: number, half: number): ReadRange => monthsRange(`${String(year).padStart(4, "0")}-${half === 1 ? "01" : "07"}-01`, 6, `the ${half === 1 ? "first" : "second"} half of ${year}`, "other");
export const yearRange = (year: number): ReadRange => monthsRange(`${String(year).padStart(4, "0")}-01-01`, 12, String(year), "year");
export const weekRange = (monday: Day, label: string): ReadRange => ({ from: monday, to: addDays(monday, 6), label, unit: "week", isYearSaid: true });
export const dayRange = (day: Day, label: string): ReadRange => ({ from: day, to: day, label, unit: "day", isYearSaid: true });

/** Monday of ISO week `week` of `year` (the week with 4 January is the first). */
export const mondayOfWeek = (year: number, week: number): Day => addDays(startOfWeek(`${year}-01-04`), (week - 1) * 7);

export const quarterOf = (day: Day): number => Math.ceil(dayParts(day).month / 3);

/** The day so many months earlier; the last of that month where it has no such date. */
export function addMonths(day: Day, months: number): Day {
  const start = startOfMonthPlus(day, months);
  const { year, month } = dayParts(start);
  return dayOf(year, month, dayParts(day).day) ?? endOfMonth(startOfMonth(start));
}

/** The calendar unit that `day` lies in, moved by `by` units. */
export function calendarUnit(unit: "day" | "week" | "month" | "quarter" | "year", day: Day, by: number): ReadRange {
  const year = yearOf(day);
  switch (unit) {
    case "day": {
      const moved = addDays(day, by);
      return dayRange(moved, moved);
    }
    case "week":
      return weekRange(addDays(startOfWeek(day), by * 7), "");
    case "month": {
      const start = startOfMonthPlus(day, by);
      return monthRange(yearOf(start), dayParts(start).month);
    }
    case "quarter": {
      const start = startOfMonthPlus(day, by * 3);
      return quarterRange(yearOf(start), quarterOf(start));
    }
    case "year":
      return yearRange(year + by);
  }
}

/** The last such day of the week (a weekend's Saturday) before the one on or after which `from` lies. */
export function weekdayBefore(name: string, from: string): string {
  const days = addDays(startOfWeek(from), name === "weekend" ? 5 : WEEKDAYS.indexOf(name));
  return days < from ? days : addDays(days, -7);
}
