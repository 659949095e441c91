import type { Delimiter } from "./record-parser.ts";

const DELIMITERS = [",", ";", "\t"] as const;

/** The names in the first line of a CSV file, in small letters, and what separates them: the sign that occurs most. For recognising only; reading checks. */
export function readHeaderLine(start: string): { names: string[]; delimiter: Delimiter } {
  const line = start.split(/\r?\n|\r/).find((text) => text.trim() !== "") ?? "";
  const count = (sign: string): number => line.split(sign).length;
  const delimiter = DELIMITERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best), DELIMITERS[0] as (typeof DELIMITERS)[number]);
  return { names: line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, "$1").trim().toLowerCase()), delimiter };
}
