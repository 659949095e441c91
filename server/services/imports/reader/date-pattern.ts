import { ValueFault } from "../faults.ts";
import { isCalendarDay, shorten } from "../values.ts";

/** A day, and the time of day where the source has one; both on the source's own clock. */
export interface LocalTime {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM:SS, or null. */
  time: string | null;
}

const PARTS: Readonly<Record<string, string>> = {
  yyyy: "(?<year>\\d{4})",
  mm: "(?<month>\\d{1,2})",
  dd: "(?<day>\\d{1,2})",
  hh: "(?<hour>\\d{1,2})",
  mi: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
};
const MAY_BE_CACHED = 20_000;

/** True for a pattern made of yyyy, mm, dd and perhaps hh, mi, ss, each once, with any signs between. */
export function isDatePattern(pattern: string): boolean {
  const parts: readonly string[] = pattern.match(/yyyy|mm|dd|hh|mi|ss/g) ?? [];
  return new Set(parts).size === parts.length && ["yyyy", "mm", "dd"].every((part) => parts.includes(part)) && parts.includes("hh") === parts.includes("mi");
}

/**
 * A reader for dates written as `pattern`, e.g. `yyyymmdd`, `dd.mm.yyyy`, `yyyy-mm-dd hh:mi:ss`.
 * Throws ValueFault naming `column` for what is no such date or no day of the calendar.
 */
export function dateReader(pattern: string, column: string): (text: string) => LocalTime {
  const packed = /yyyymm|mmdd|ddmm/.test(pattern);
  const source = pattern
    .split(/(yyyy|mm|dd|hh|mi|ss)/)
    .map((part) => PARTS[part]?.replace("{1,2}", packed ? "{2}" : "{1,2}") ?? part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .join("");
  const expression = new RegExp(`^${source}$`);
  const hasTime = pattern.includes("hh");
  const known = new Map<string, LocalTime>();
  return (text) => {
    const cached = known.get(text);
    if (cached) return cached;
    const groups = expression.exec(text.trim())?.groups;
    const number = (name: string): number => Number(groups?.[name] ?? 0);
    const valid = groups && isCalendarDay(number("year"), number("month"), number("day")) && number("hour") < 24 && number("minute") < 60 && number("second") < 60;
    if (!valid) throw new ValueFault(column, text.trim() === "" ? "the date is missing" : `"${shorten(text)}" is not a date like ${pattern}`);
    const two = (name: string): string => String(number(name)).padStart(2, "0");
    const value = { day: `${number("year")}-${two("month")}-${two("day")}`, time: hasTime ? `${two("hour")}:${two("minute")}:${two("second")}` : null };
    if (known.size >= MAY_BE_CACHED) known.clear();
    known.set(text, value);
    return value;
  };
}
