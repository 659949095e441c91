/** A number of a statement with what it counts. */
export interface Quantity {
  /** Quantities of one dimension can be held against each other: "money €", "duration", "count participant". */
  dimension: string;
  /** In the dimension's own unit; a span has two ends, else they are equal. */
  low: number;
  high: number;
  /** `most`: up to so much; `least`: from so much on; `span`: for so long, which is a limit and a plain number at once. */
  bound: "exact" | "most" | "least" | "span";
  /** Characters of the text. */
  start: number;
  end: number;
}

const SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const TENS: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100 };
const WORD = `(?:${[...SMALL.slice(1), ...Object.keys(TENS)].join("|")})(?:-(?:${SMALL.slice(1, 10).join("|")}))?`;
const NUMBER = `(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|${WORD})`;
/** Hours in each unit of time; months and years are taken for 30 and 365 days, which the tolerance below forgives. */
const HOURS: Readonly<Record<string, number>> = { second: 1 / 3600, minute: 1 / 60, hour: 1, day: 24, week: 168, fortnight: 336, month: 720, year: 8760 };
const UNITS: Readonly<Record<string, readonly [string, number]>> = {
  "%": ["percent", 1], percent: ["percent", 1], "per cent": ["percent", 1],
  "°c": ["temperature", 1], degrees: ["temperature", 1],
  g: ["weight", 1], gram: ["weight", 1], kg: ["weight", 1000], mm: ["length", 1], cm: ["length", 10], m: ["length", 1000], km: ["length", 1e6],
  "€": ["money €", 1], euro: ["money €", 1], eur: ["money €", 1], "£": ["money £", 1], pound: ["money £", 1], $: ["money $", 1], dollar: ["money $", 1], usd: ["money $", 1],
};

const PATTERN = new RegExp(
  [
    `(?<clock>\\b\\d{1,2}:\\d{2}\\b)`,
    `(?<sign>[€$£])\\s?(?<first1>${NUMBER})(?:\\s*(?:–|-|to|and)\\s*[€$£]\\s?(?<second1>${NUMBER}))?`,
    `(?<![\\p{L}\\d.,/§#])(?<first2>${NUMBER})(?:\\s*(?:–|-|to|and)\\s*(?<second2>${NUMBER}))?[\\s-]?(?<unit>%|per cent|percent|°\\s?C|degrees|€|£|\\$|euros?|pounds?|dollars?|(?:(?<working>working|business)[\\s-])?(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?)|kg|km|cm|mm|g|m|grams?)(?![\\p{L}\\d])`,
    `(?<![\\p{L}\\d.,/§#-])(?<first3>${NUMBER})(?:\\s*(?:–|-|to)\\s*(?<second3>${NUMBER}))?\\s+(?:(?:more|other|full|whole|further|different|new|used|\\p{L}+ed|first-aid)\\s+)?(?<noun>\\p{L}[\\p{L}-]{2,})`,
  ].join("|"),
  "giu",
);

const valueOf = (word: string): number => {
  const text = word.toLowerCase().replaceAll(",", "");
  if (/^\d/.test(text)) return Number(text);
  const [tens = "", ones] = text.split("-");
  return (TENS[tens] ?? SMALL.indexOf(tens)) + (ones ? SMALL.indexOf(ones) : 0);
};

const MOST_BEFORE = /(?:up to|at most|no more than|not more than|maximum(?: of)?|within(?: the first)?|less than|fewer than|below|under|until|till|by|before|no longer than|for up to|latest|only)\s*(?:the |a |about )?[€$£]?\s*$/i;
const MOST_AFTER = /^\s*(?:at most|at the most|or (?:less|fewer|below|under)|maximum|at the latest|or colder)/i;
const LEAST_BEFORE = /(?:at least|no less than|not less than|no fewer than|minimum(?: of)?|more than|above|over|from|after|starting at|not before|beyond)\s*(?:the |a |about )?[€$£]?\s*$/i;
const LEAST_AFTER = /^\s*(?:\p{L}+\s)?(?:or (?:more|above|over|longer|warmer)|and (?:more|above|up|over)|at least|upwards?|on(?: up)?wards|minimum|ahead|in advance|before(?:hand)?|notice)\b/iu;

function boundOf(text: string, start: number, end: number): Quantity["bound"] {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (/\b(?:at least|no less than)\s*$/i.test(before) || LEAST_AFTER.test(after)) return "least";
  if (MOST_AFTER.test(after) || MOST_BEFORE.test(before)) return "most";
  if (/\bfor\s+(?:the |a |about )?$/i.test(before)) return "span";
  return LEAST_BEFORE.test(before) ? "least" : "exact";
}

/** Nouns that numbers stand before without counting anything comparable. */
const NO_NOUN = new Set(["and", "or", "of", "the", "per", "to", "in", "at", "on", "is", "are", "was", "has", "for", "from", "with", "but", "can", "may", "must", "who", "that", "which", "other", "another", "another's", "after", "before", "and", "more", "less", "by", "way", "sentence", "line", "word", "person", "people", "not", "alone", "does", "goes", "pays", "gets", "thing", "point", "each", "stays", "the", "its", "their", "our", "if", "when", "then", "than", "as", "side", "hand", "end"]);

const singular = (noun: string): string => noun.toLowerCase().replace(/(?<=[^s])s$/, "");

/** The quantities of a text: money, percentages, durations, times of day, measures, and numbers of named things. Dates, numbers of paragraphs and bare numbers are none. */
export function readQuantities(text: string): Quantity[] {
  // What looks like a number and is a date or a name keeps its length and loses its digits.
  const plain = text.replace(/\b\d{4}-\d{2}-\d{2}\b|\b(?:19|20)\d{2}\b(?!\s?(?:€|%|euro|record|order))|\b[A-Z]{1,4}\d+\b/g, (found) => "_".repeat(found.length));
  return [...plain.matchAll(PATTERN)].flatMap((match): Quantity[] => {
    const groups = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    if (groups["clock"]) {
      const [hours = 0, minutes = 0] = groups["clock"].split(":").map(Number);
      return [{ dimension: "clock", low: hours * 60 + minutes, high: hours * 60 + minutes, bound: boundOf(plain, start, end), start, end }];
    }
    const first = groups["first1"] ?? groups["first2"] ?? groups["first3"];
    if (first === undefined) return [];
    const second = groups["second1"] ?? groups["second2"] ?? groups["second3"];
    let dimension: string;
    let scale = 1;
    if (groups["sign"]) dimension = `money ${groups["sign"]}`;
    else if (groups["unit"]) {
      const unit = groups["unit"].toLowerCase().replace(/^(?:working|business)[\s-]/, "").replace(/\s/g, " ").replace(/°\s?c/, "°c");
      const name = unit === "degrees" ? unit : singular(unit);
      const hours = HOURS[name];
      const known = UNITS[unit] ?? UNITS[name];
      if (hours !== undefined) [dimension, scale] = [groups["working"] ? "duration in working days" : "duration", hours];
      else if (known) [dimension, scale] = known;
      else return [];
    } else {
      const noun = singular(groups["noun"] ?? "");
      if (NO_NOUN.has(noun) || (first.toLowerCase() === "one" && second === undefined)) return [];
      dimension = `count ${noun}`;
    }
    const low = valueOf(first) * scale;
    const high = second === undefined ? low : valueOf(second) * scale;
    return [{ dimension, low: Math.min(low, high), high: Math.max(low, high), bound: boundOf(plain, start, end), start, end }];
  });
}

/** A month is not always thirty days. */
const TOLERANCE = 0.04;
const same = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));

/** How two quantities of one dimension stand to each other; `apart` when they are about different sides of a limit. */
export function compareQuantities(a: Quantity, b: Quantity): "equal" | "different" | "apart" {
  if (a.dimension !== b.dimension) return "apart";
  const clock = a.dimension === "clock";
  const equal = (x: number, y: number) => (clock ? x === y : same(x, y));
  if (a.bound === b.bound || a.bound === "span" || b.bound === "span") {
    if ([a.bound, b.bound].includes("least") && a.bound !== b.bound) return "apart";
    if (a.bound !== "exact" || b.bound !== "exact") return equal(a.high, b.high) || equal(a.low, b.low) ? "equal" : "different";
    return a.high < b.low && !equal(a.high, b.low) ? "different" : b.high < a.low && !equal(b.high, a.low) ? "different" : "equal";
  }
  const [limit, exact] = a.bound === "exact" ? [b, a] : [a, b];
  if (exact.bound !== "exact") return equal(a.high, b.high) ? "equal" : "apart";
  if (limit.bound === "most") return exact.high > limit.high && !equal(exact.high, limit.high) ? "different" : "equal";
  return exact.low < limit.low && !equal(exact.low, limit.low) ? "different" : "equal";
}
