/*
 * Calendar days as whole numbers (days since 1970-01-01), so that arithmetic on them is plain
 * arithmetic and no local time of the machine can slip in.
 */

/** Days since 1970-01-01. */
export type Day = number;

const MS_PER_DAY = 86_400_000;

/** `2026-06-30` as a day. Throws when it is not a calendar day. */
export function dayFromIso(iso: string): Day {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== iso) throw new Error(`"${iso}" is not a day like 2026-06-30`);
  return ms / MS_PER_DAY;
}

/** A day as `2026-06-30`. */
export const isoFromDay = (day: Day): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

/** 0 is Sunday, 6 Saturday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7;

export const isSunday = (day: Day): boolean => weekdayOf(day) === 0;

/** Year, month (1..12), day of the month. */
export function datePartsOf(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * MS_PER_DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** Position in the year, 0 on the first of January, under 1 on the last of December. */
export function yearFraction(day: Day): number {
  const { year } = datePartsOf(day);
  const start = Date.UTC(year, 0, 1) / MS_PER_DAY;
  return (day - start) / 365.25;
}

/** Record Store Day by rule: the third Saturday of April. */
export function recordStoreDay(year: number): Day {
  const first = Date.UTC(year, 3, 1) / MS_PER_DAY;
  return first + ((6 - weekdayOf(first) + 7) % 7) + 14;
}

/** The second Saturday of October: the autumn record fair. */
export function recordFair(year: number): Day {
  const first = Date.UTC(year, 9, 1) / MS_PER_DAY;
  return first + ((6 - weekdayOf(first) + 7) % 7) + 7;
}

/** `day`, or the Monday after it when it is a Sunday. */
export const workingDay = (day: Day): Day => (isSunday(day) ? day + 1 : day);

/** The day it is at `now` in `timeZone`, as `2026-06-30`. */
export function isoDayAt(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** The last Sunday of a month of 31 days. */
function lastSunday(year: number, month: number): Day {
  const last = Date.UTC(year, month - 1, 31) / MS_PER_DAY;
  return last - weekdayOf(last);
}

/**
 * How many ms Berlin is ahead of UTC during `day`: two hours from the last Sunday of March to the
 * one of October (Directive 2000/84/EC), else one. The change itself is at night, when nothing happens.
 */
export function berlinOffsetMs(day: Day): number {
  const { year } = datePartsOf(day);
  return (day >= lastSunday(year, 3) && day < lastSunday(year, 10) ? 2 : 1) * 3_600_000;
}

/** Makes instants (ms since 1970) of one shop day out of minutes since its midnight. */
export function clockOf(day: Day): (minute: number) => number {
  const midnight = day * MS_PER_DAY - berlinOffsetMs(day);
  return (minute) => midnight + Math.round(minute * 60_000);
}
