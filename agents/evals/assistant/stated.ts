import type { Kind } from "./question.ts";
import { readFigures, withoutDates, type WrittenFigure } from "./read-figures.ts";

/** A value as SQL gave it. */
export type Value = string | number | null;

const MONTH_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const DOWN = /\b(down|less|fewer|fell|falls?|lower|drop(?:ped|s)?|decreas\w+|declin\w+|below|worse|shrank|minus)\b/;
const NOTHING = /\b(no|none|nothing|zero|not any|nobody|without any|no data|not a single|had not|has not|have not|hasn't|haven't|yet to)\b/;

/** Lower case, one kind of quote and dash, no accents, single spaces: as forgiving as a reader is. */
export const plainText = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[‘’ʼ´`]/g, "'").replace(/[“”„]/g, '"').replace(/[–—−]/g, "-").replace(/\*/g, "").replace(/_/g, " ").replace(/\s+/g, " ");

/** Whether `name` stands in the text from `from` on; where it ends, or null. */
function findName(text: string, name: string, from: number): number | null {
  const [haystack, needle] = [plainText(text), plainText(name).trim()];
  for (let at = haystack.indexOf(needle, from); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    const [before, after] = [haystack[at - 1] ?? " ", haystack[at + needle.length] ?? " "];
    if (!/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after)) return at + needle.length;
  }
  return null;
}

/** How far a rounded figure may lie from the value, by the kind of value: "12k" for 12,345 says too little. */
const MOST_OFF: Readonly<Record<"money" | "count" | "percent" | "change" | "rating" | "days", (expected: number) => number>> = {
  money: (expected) => Math.max(0.005, expected * 0.01),
  count: (expected) => (expected >= 10_000 ? expected * 0.01 : 0),
  percent: (expected) => (expected < 10 ? 0.05 : 0.5),
  change: (expected) => (expected < 10 ? 0.05 : 0.5),
  rating: () => 0.05,
  days: (expected) => Math.max(0.05, expected * 0.01),
};

const EDGE = 1e-9;

/** Whether a written figure says `expected`, at the precision it is written in. */
function says(figure: WrittenFigure, expected: number, kind: keyof typeof MOST_OFF): boolean {
  if (figure.percent !== (kind === "percent" || kind === "change")) return false;
  if (figure.money && kind !== "money") return false;
  const allowed = MOST_OFF[kind](expected);
  return figure.meanings.some(({ value, slack }) => {
    const off = Math.abs(value - expected);
    return off <= EDGE || (off <= slack + EDGE && off <= allowed + EDGE);
  });
}

/** Whether the figure is said to be less than nothing: a minus before it, or a word of falling in its sentence. */
function isDown(text: string, figure: WrittenFigure): boolean {
  if (/[-–−]\s?[€$£]?$/.test(text.slice(0, figure.start))) return true;
  const start = Math.max(text.lastIndexOf(". ", figure.start), text.lastIndexOf("\n", figure.start), text.lastIndexOf(";", figure.start)) + 1;
  const ends = [text.indexOf(". ", figure.end), text.indexOf("\n", figure.end), text.indexOf(";", figure.end)].filter((at) => at >= 0);
  return DOWN.test(plainText(text.slice(start, Math.min(text.length, ...ends))));
}

const hasNumberWord = (text: string, expected: number): boolean => {
  const word = NUMBER_WORDS[expected];
  return word !== undefined && (new RegExp(`\\b${word}\\b`).test(plainText(text)) || (expected === 0 && NOTHING.test(plainText(text))));
};

const digitsOnly = (text: string, digits: string): boolean => new RegExp(`(?<!\\d|\\d[.,])${digits}(?!\\d|[.,]\\d)`).test(text.replace(/(?<=\d)[, ](?=\d{3}\b)/g, ""));

/** "2026-04-18" as 18 April 2026, April 18, 18.04.2026, Sat 18 Apr ... */
function saysDay(text: string, iso: string): boolean {
  const [year = "", month = "", day = ""] = iso.split("-");
  const name = (MONTH_NAMES[Number(month) - 1] ?? "").slice(0, 3);
  const bare = Number(day);
  const patterns = [iso, `\\b0?${bare}(?:st|nd|rd|th)?\\.?\\s(?:of\\s)?${name}[a-z]*`, `\\b${name}[a-z]*\\.?\\s0?${bare}(?:st|nd|rd|th)?\\b(?!\\d)`, `\\b0?${bare}[./]0?${Number(month)}[./](?:${year}|${year.slice(2)})\\b`];
  return new RegExp(patterns.join("|")).test(plainText(text));
}

function saysMonth(text: string, month: string): boolean {
  const [year = "", number = ""] = month.split("-");
  const name = MONTH_NAMES[Number(number) - 1] ?? "";
  return new RegExp(`\\b${month}\\b(?!-)|\\b(?<!\\d\\s)(?:${name}|${name.slice(0, 3)})\\b\\.?(?!\\s(?!${year})\\d{4}\\b)`).test(plainText(text));
}

function saysQuarter(text: string, quarter: string): boolean {
  const [year = "", q = ""] = quarter.toLowerCase().split("-");
  const ordinal = ["first", "second", "third", "fourth"][Number(q.slice(1)) - 1] ?? "";
  return new RegExp(`\\b${q}\\b(?!\\s(?!${year})\\d{4}\\b)|\\b${year}-${q}\\b|\\b${ordinal} quarter\\b`).test(plainText(text));
}

/** Where a stated name ends in the plain text from `from` on, so that an order of names can be followed; null when it is not there. */
export const nameEnd = (text: string, name: string, from: number): number | null => findName(text, name, from);

/** Whether the text states `value`, written in any usual way, at a fair precision. */
export function isStated(text: string, value: Value, kind: Kind): boolean {
  const expected = Number(value);
  switch (kind) {
    case "name":
      return value !== null && findName(text, String(value), 0) !== null;
    case "number":
      return value !== null && digitsOnly(text, String(value));
    case "day":
      return saysDay(text, String(value));
    case "month":
      return saysMonth(text, String(value));
    case "quarter":
      return saysQuarter(text, String(value));
    case "none":
      return NOTHING.test(plainText(text)) || readFigures(text).some(({ meanings }) => meanings.some((meaning) => meaning.value === 0));
    case "count":
      return readFigures(text).some((figure) => says(figure, expected, kind)) || hasNumberWord(withoutDates(text), expected);
    case "change":
      return readFigures(text).some((figure) => says(figure, Math.abs(expected) * 100, kind) && (expected === 0 || isDown(text, figure) === expected < 0));
    case "percent":
      return readFigures(text).some((figure) => says(figure, expected * 100, kind));
    default:
      return readFigures(text).some((figure) => says(figure, expected, kind));
  }
}
