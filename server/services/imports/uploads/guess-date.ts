import { dateReader, type LocalTime } from "../reader/date-pattern.ts";

const DAYS = ["yyyy-mm-dd", "dd.mm.yyyy", "dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy", "yyyy/mm/dd", "yyyy.mm.dd", "yyyymmdd", "mm-dd-yyyy"] as const;

/** How dates are written, as far as a list offers them; the more usual of two that fit comes first. */
export const DATE_PATTERNS: readonly string[] = DAYS.flatMap((day) => [day, `${day} hh:mi`, `${day} hh:mi:ss`, ...(day === "yyyy-mm-dd" ? [`${day}Thh:mi:ss`] : [])]);

export interface DateGuess {
  pattern: string;
  /** Share of the values that it reads, 0 to 1. */
  share: number;
  /** Other ways to read all of the same values as other days: only a person knows. */
  ambiguous: string[];
}

/** How the dates of a column are written; null when hardly any of the values is a date. */
export function guessDate(values: readonly string[]): DateGuess | null {
  const filled = values.filter((value) => value.trim() !== "");
  if (filled.length === 0) return null;
  const tried = DATE_PATTERNS.map((pattern) => ({ pattern, days: filled.map(readerOf(pattern)) })).map((one) => ({ ...one, n: one.days.filter((day) => day !== null).length }));
  const best = tried.reduce((a, b) => (b.n > a.n ? b : a));
  if (best.n < filled.length / 2) return null;
  const ambiguous = tried.filter((other) => other !== best && other.n === best.n && other.days.some((day, at) => day !== best.days[at])).map(({ pattern }) => pattern);
  return { pattern: best.pattern, share: best.n / filled.length, ambiguous };
}

function readerOf(pattern: string): (text: string) => string | null {
  const read: (text: string) => LocalTime = dateReader(pattern, "");
  return (text) => {
    try {
      return read(text).day;
    } catch {
      return null;
    }
  };
}
