import { ValueFault } from "../faults.ts";
import { isCalendarDay, shorten } from "../values.ts";

/** A day, and the time of day where the source has one; both on the source's own clock. */
export interface LocalTime {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM:SS, or null. */
  time: string | null;
  /** How far the clock is from UTC, e.g. `+02:00`, where the date says it itself. */
  zone?: string;
}

const PARTS: Readonly<Record<string, string>> = {
  yyyy: "(?<year>\\d{4})",
  yy: "(?<shortYear>\\d{2})",
  mm: "(?<month>\\d{1,2})",
  dd: "(?<day>\\d{1,2})",
  hh: "(?<hour>\\d{1,2})",
  mi: "(?<minute>\\d{2})",
  // Parts of a second count for nothing here.
  ss: "(?<second>\\d{2})(?:[.,]\\d{1,9})?",
  am: "(?<half>[AaPp])\\.?[Mm]\\.?",
  tz: "(?<zone>Z|UTC|[+-](?:0\\d|1[0-4]):?[0-5]\\d)",
};
const TOKENS = /yyyy|yy|mm|dd|hh|mi|ss|am|tz/g;
const MAY_BE_CACHED = 20_000;
/** A year of two digits below this is of this century. */
const CENTURY_TURNS = 70;

/** True for a pattern made of yyyy (or yy), mm, dd and perhaps hh, mi, ss, am, tz, each once, with any signs between. */
export function isDatePattern(pattern: string): boolean {
  const parts: readonly string[] = pattern.match(TOKENS) ?? [];
  const has = (part: string): boolean => parts.includes(part);
  const day = has("yyyy") !== has("yy") && has("mm") && has("dd");
  return new Set(parts).size === parts.length && day && has("hh") === has("mi") && (has("hh") || !(has("ss") || has("am") || has("tz")));
}

/** A reader for dates written as `pattern` that gives null for what is no such date or no day of the calendar. */
export function dateMatcher(pattern: string): (text: string) => LocalTime | null {
  const packed = /yymm|mmdd|ddmm/.test(pattern);
  const source = pattern
    .split(/(yyyy|yy|mm|dd|hh|mi|ss|am|tz)/)
    .map((part) => PARTS[part]?.replace("{1,2}", packed ? "{2}" : "{1,2}") ?? part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .join("");
  const expression = new RegExp(`^${source}$`);
  const hasTime = pattern.includes("hh");
  return (text) => {
    const groups = expression.exec(text.trim())?.groups;
    if (!groups) return null;
    const number = (name: string): number => Number(groups[name] ?? 0);
    const year = groups["shortYear"] === undefined ? number("year") : number("shortYear") + (number("shortYear") < CENTURY_TURNS ? 2000 : 1900);
    const hour = hourOf(number("hour"), groups["half"]);
    if (hour === null || !isCalendarDay(year, number("month"), number("day")) || number("minute") > 59 || number("second") > 59) return null;
    const two = (value: number): string => String(value).padStart(2, "0");
    const zone = groups["zone"];
    return {
      day: `${year}-${two(number("month"))}-${two(number("day"))}`,
      time: hasTime ? `${two(hour)}:${two(number("minute"))}:${two(number("second"))}` : null,
      ...(zone === undefined ? {} : { zone: /^[ZU]/.test(zone) ? "+00:00" : `${zone.slice(0, 3)}:${zone.slice(-2)}` }),
    };
  };
}

/** The hour of 24 from one of 12 with its half of the day, or as it is; null for an hour that no clock has. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

/**
 * A reader for dates written as `pattern`, e.g. `yyyymmdd`, `dd.mm.yyyy`, `yyyy-mm-dd hh:mi:ss`.
 * Throws ValueFault naming `column` for what is no such date or no day of the calendar.
 */
export function dateReader(pattern: string, column: string): (text: string) => LocalTime {
  const match = dateMatcher(pattern);
  const known = new Map<string, LocalTime>();
  return (text) => {
    const cached = known.get(text);
    if (cached) return cached;
    const value = match(text);
    if (!value) throw new ValueFault(column, text.trim() === "" ? "the date is missing" : `"${shorten(text)}" is not a date like ${pattern}`);
    if (known.size >= MAY_BE_CACHED) known.clear();
    known.set(text, value);
    return value;
  };
}
