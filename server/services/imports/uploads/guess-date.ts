import { dateMatcher } from "../reader/date-pattern.ts";

const DAYS = ["yyyy-mm-dd", "dd.mm.yyyy", "dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy", "yyyy/mm/dd", "yyyy.mm.dd", "yyyymmdd", "mm-dd-yyyy", "dd.mm.yy", "dd/mm/yy", "mm/dd/yy"] as const;
const ZONED = ["yyyy-mm-ddThh:mi:ss", "yyyy-mm-ddThh:mi:sstz", "yyyy-mm-dd hh:mi:ss tz"];
const HALVES = ["mm/dd/yyyy hh:mi am", "dd/mm/yyyy hh:mi am", "mm/dd/yy hh:miam"];

/** How dates are written, as far as a list offers them; the more usual of two that fit comes first. */
export const DATE_PATTERNS: readonly string[] = [...DAYS.flatMap((day) => [day, `${day} hh:mi`, `${day} hh:mi:ss`, ...(day === "yyyy-mm-dd" ? ZONED : [])]), ...HALVES];

const MATCHERS = DATE_PATTERNS.map((pattern) => ({ pattern, match: dateMatcher(pattern) }));
/** So many different values tell how a column is written. */
const LOOKED_AT = 200;
/** All patterns begin with a digit and none reads a longer text. */
const MAY_BE_DATE = /^\d[\d./:+,TZUCAPMapm -]{5,39}$/;

export interface DateGuess {
  pattern: string;
  /** Share of the values that it reads, 0 to 1. */
  share: number;
  /** Other ways to read all of the same values as other days: only a person knows. */
  ambiguous: string[];
  /** One value of the column as each of several ways reads it; empty where there is one way. */
  ways: { pattern: string; written: string; day: string }[];
}

/** True for what some usual pattern reads as a day. */
export const isDate = (text: string): boolean => MAY_BE_DATE.test(text.trim()) && MATCHERS.some(({ match }) => match(text) !== null);

/** How the dates of a column are written; null when hardly any of the values is a date. */
export function guessDate(values: readonly string[]): DateGuess | null {
  const filled = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ""))].slice(0, LOOKED_AT);
  const likely = filled.filter((value) => MAY_BE_DATE.test(value));
  if (filled.length === 0 || likely.length < filled.length / 2) return null;
  const tried = MATCHERS.map(({ pattern, match }) => {
    const days = likely.map((value) => match(value)?.day ?? null);
    return { pattern, days, n: days.filter((day) => day !== null).length };
  });
  const best = tried.reduce((a, b) => (b.n > a.n ? b : a));
  if (best.n < filled.length / 2) return null;
  const others = tried.filter((other) => other !== best && other.n === best.n && other.days.some((day, at) => day !== best.days[at]));
  const apart = best.days.findIndex((day, at) => others[0] !== undefined && day !== others[0].days[at]);
  return { pattern: best.pattern, share: best.n / filled.length, ambiguous: others.map(({ pattern }) => pattern), ways: apart === -1 ? [] : [best, ...others].map(({ pattern, days }) => ({ pattern, written: likely[apart] ?? "", day: days[apart] ?? "" })) };
}
