import { addDays, type Day, startOfWeek } from "./calendar.ts";

/** A day that record shops know without anybody writing it down. */
export interface RecordStoreDay {
  day: Day;
  text: string;
  /** The main day of the year or one of its parts, or the one in November. */
  season: "spring" | "black-friday";
}

const NAME = "Record Store Day";
const FIRST_YEAR = 2008;
/** Of the day after Thanksgiving, as the organisers have held it since. */
const FIRST_BLACK_FRIDAY = 2010;

/**
 * Years in which the organisers took other days than the third Saturday of April, as they announced
 * them: another Saturday where the third lies at Easter or on a holiday, and days in summer and
 * autumn in 2020 and 2021.
 */
const MOVED: Readonly<Record<number, readonly Day[]>> = {
  2017: ["2017-04-22"],
  2019: ["2019-04-13"],
  2020: ["2020-08-29", "2020-09-26", "2020-10-24"],
  2021: ["2021-06-12", "2021-07-17"],
  2022: ["2022-04-23"],
  2023: ["2023-04-22"],
  2025: ["2025-04-12"],
};

/** The `n`th Saturday of April. */
function saturdayOfApril(year: number, n: number): Day {
  const first = `${year}-04-01`;
  const saturday = addDays(startOfWeek(first), 5);
  return addDays(saturday < first ? addDays(saturday, 7) : saturday, 7 * (n - 1));
}

/** The day after the fourth Thursday of November. */
function blackFriday(year: number): Day {
  const first = `${year}-11-01`;
  const thursday = addDays(startOfWeek(first), 3);
  return addDays(thursday < first ? addDays(thursday, 7) : thursday, 3 * 7 + 1);
}

function daysOfYear(year: number): RecordStoreDay[] {
  const spring = MOVED[year] ?? [saturdayOfApril(year, 3)];
  const days: RecordStoreDay[] = spring.map((day, at) => ({ day, text: spring.length > 1 ? `${NAME}, part ${at + 1} of ${spring.length}` : NAME, season: "spring" }));
  if (year >= FIRST_BLACK_FRIDAY) days.push({ day: blackFriday(year), text: `${NAME}, Black Friday`, season: "black-friday" });
  return days;
}

/**
 * The Record Store Days from `from` to `to`, in order: the third Saturday of April since 2008, but
 * for the years known to differ, and the Friday after Thanksgiving (the fourth Thursday of
 * November) since 2010. Years to come follow the rule until they are known to differ.
 */
export function recordStoreDays(from: Day, to: Day): RecordStoreDay[] {
  const found: RecordStoreDay[] = [];
  for (let year = Math.max(FIRST_YEAR, Number(from.slice(0, 4))); year <= Number(to.slice(0, 4)); year += 1) found.push(...daysOfYear(year));
  return found.filter(({ day }) => from <= day && day <= to);
}

/** How far a shop's own note may lie from the rule's day and still mean it. */
const SAME_EVENT_DAYS = 31;

/** The days of the rule that no note already names near them: what the shop wrote itself counts. */
export function unlessNoted(days: readonly RecordStoreDay[], notes: readonly { day: Day; text: string }[]): RecordStoreDay[] {
  const named = notes.filter(({ text }) => text.toLowerCase().includes(NAME.toLowerCase()));
  return days.filter(({ day }) => !named.some((note) => addDays(day, -SAME_EVENT_DAYS) <= note.day && note.day <= addDays(day, SAME_EVENT_DAYS)));
}

/** The range in which notes may name a day of `from` to `to`. */
export const widened = (from: Day, to: Day): { from: Day; to: Day } => ({ from: addDays(from, -SAME_EVENT_DAYS), to: addDays(to, SAME_EVENT_DAYS) });
