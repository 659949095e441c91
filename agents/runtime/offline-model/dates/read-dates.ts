import { addDays, addYears, countDays, sayDay, sayRange } from "#server/contracts/calendar.ts";
import type { Token } from "../language/words.ts";
import { calendarUnit, type DayRange, type ReadRange, WEEKDAY_PATTERN, weekdayBefore } from "./calendar-words.ts";
import { joinYears } from "./join-years.ts";
import { allTime, type DateContext, readRangeAt } from "./range-rules.ts";

/** A range in a question, with the tokens that said it. */
export interface FoundRange extends ReadRange {
  start: number;
  /** One past the last token. */
  end: number;
  /** It is what another range is held against. */
  isAgainst: boolean;
  /** It has not begun. */
  isFuture: boolean;
}

export interface DatesFound {
  ranges: FoundRange[];
  /** A comparison named without days of its own. */
  compareWith: "previous" | "year" | null;
  /** Tokens that are about days. */
  used: Set<number>;
  /** "Here", "on this page": the days of the page. */
  isPage: boolean;
  /** "That month", "then": the days the conversation was about. */
  isSameAsBefore: boolean;
}

const PREPOSITIONS = "in|during|on|for|over|within|of|from|at|throughout|across|through|since|until|till|before|after|between|by|to|and|or|vs|versus|against|than|with|as of|this|last|previous|next|starting|all";
const PREPOSITION = new RegExp(`^(?:${PREPOSITIONS})$`);
/** Words that are days only in company: "may" the verb, "march", "fall" and "spring". */
const DOUBTFUL = /^(?:may|march|mar|fall|spring|jan|ever)$/;
const CHANGE_WORD = /^(?:changed?|rise|rose|risen|drop|dropped|fall|fell|fallen|declined?|grew|grow|grown|growth|increased?|decreased?|up|down|difference|jump|jumped|dip|dipped|improved?|worse|better)$/;
const COMPARE_WORD = /^(?:vs|versus|against|than)$/;

const SAME_YEAR = /^(?:(?:the |its )?same (?:period|time|days?|dates?|month|week|quarter|point|stretch|weeks|months)(?: of| in)? (?:last year|the (?:previous|prior|last) year|the year before|a year (?:ago|earlier|before)|one year (?:ago|earlier))|(?:a|one) year (?:ago|earlier|before)|year on year|year over year|yoy|(?:the )?(?:previous|prior|preceding) years? same (?:period|month))(?= |$)/;
const PREVIOUS = /^(?:the )?(?:(?:previous|prior|preceding|last) (?:one|period|stretch|days)|(?:period|time|stretch|days|one) before(?: that)?|same length before|before that)(?= |$)/;
const UNIT_BEFORE = /^(?:the )?(?:(?<unit>day|week|month|quarter|year) (?:before|earlier|prior)(?: that)?(?! last)|(?:previous|preceding|prior) (?<unit2>day|week|month|quarter|year)|(?<on>month|week|quarter|day) (?:on|over) (?:month|week|quarter|day)|(?<short>mom|wow|qoq))(?= |$)/;
const WEEKDAY_BEFORE = new RegExp(`^(?:the |that )?(?<weekday>${WEEKDAY_PATTERN}|weekend) (?:before|earlier|prior)(?: that)?(?= |$)`);
const SAME_AS_BEFORE = /^(?:(?:the |that )?same (?:period|time|month|week|quarter|year|days?|dates?|span)|that (?:month|week|quarter|year|period|day|time|weekend)|since then|back then|then|those (?:days|weeks|months))(?= |$)/;
const THIS_PAGE = /^(?:(?:on|in|for|at) )?(?:this page|the page|this screen|the screen|screen|this view|this dashboard|these dates|this period|the shown (?:period|days)|what i(?: a|')?m (?:looking at|seeing)|i see here|shown here|here)(?= |$)/;
const SOFT_ALL = /^(?:so far|altogether|in total|overall|to date|in all|all together)(?= |$)/;

const isCapitalised = (token: Token): boolean => /^\p{Lu}/u.test(token.text);

const isDoubtful = (tokens: readonly Token[], index: number, length: number): boolean => {
  const token = tokens[index];
  // "The fall in April" went down.
  if (token?.low === "the" && length === 2 && tokens[index + 1]?.low === "fall" && /^(?:in|of|from)$/.test(tokens[index + 2]?.low ?? "") && !/^(?:19|20)\d\d$/.test(tokens[index + 3]?.low ?? "")) return true;
  if (!token || length > 1 || !DOUBTFUL.test(token.low)) return false;
  if (token.low === "ever") return false;
  const before = tokens[index - 1];
  if (before && PREPOSITION.test(before.low)) return false;
  if (/^(?:to|and|until|vs|versus|against|-)$/.test(tokens[index + 1]?.low ?? "") && isCapitalised(token)) return false;
  const isCapital = isCapitalised(token) && index > 0;
  return !(isCapital && !/^(?:fall|spring)$/.test(token.low)) && tokens.length > 2;
};

const clipped = (range: ReadRange, today: string): ReadRange => {
  if (range.to <= today || range.from > today) return range;
  return { ...range, to: today, label: / so far$|^the last/.test(range.label) ? range.label : `${range.label} so far` };
};

interface Scan {
  /** Something went up or down, or is to be explained: "from May to June" is then one month held against the other. */
  isChange: boolean;
  tokens: readonly Token[];
  context: DateContext;
  /** The text from a token on, joined by spaces. */
  rest(index: number): string;
}

const tokensIn = (text: string, length: number): number => text.slice(0, length).trim().split(" ").length;

function rangeAt(scan: Scan, index: number): { range: ReadRange; next: number } | null {
  const text = scan.rest(index);
  if (!text) return null;
  const found = readRangeAt(text, scan.context);
  if (!found) return null;
  const length = tokensIn(text, found.length);
  if (scan.tokens.slice(index, index + length).some((token) => token.quoted)) return null;
  return isDoubtful(scan.tokens, index, length) ? null : { range: found.range, next: index + length };
}

/** Two ends said without a year must follow each other: "from November to January". */
function joinEnds(first: ReadRange, last: ReadRange, today: string): ReadRange {
  let from = first;
  let to = last;
  if (!from.isYearSaid && to.isYearSaid) {
    const years = Number(to.from.slice(0, 4)) - Number(from.from.slice(0, 4));
    from = { ...from, from: addYears(from.from, years, "after"), to: addYears(from.to, years, "before") };
  }
  if (from.isYearSaid && !to.isYearSaid) while (to.to < from.from && addYears(to.from, 1, "after") <= today) to = { ...to, from: addYears(to.from, 1, "after"), to: addYears(to.to, 1, "before") };
  while (!from.isYearSaid && from.from > to.to) from = { ...from, from: addYears(from.from, -1, "after") };
  const [start, end] = from.from <= to.to ? [from.from, to.to] : [to.from, from.to];
  return { from: start, to: end, label: sayRange(start, end), unit: "other", isYearSaid: true };
}

/** The first of two like stretches of time, in the year of the second: the one right before it or the same a year earlier. Null for others. */
function besides(first: ReadRange, second: ReadRange): ReadRange | null {
  if (first.unit !== second.unit || first.unit === "other") return null;
  const years = !first.isYearSaid && second.isYearSaid ? Number(second.from.slice(0, 4)) - Number(first.from.slice(0, 4)) : 0;
  const from = years === 0 ? first : { ...first, from: addYears(first.from, years, "after"), to: addYears(first.to, years, "before"), label: "" };
  const isNext = addDays(from.to, 1) === second.from || rangeBefore(second, "year").from === from.from;
  return isNext ? { ...from, isYearSaid: true } : null;
}

/** A range at `index` with the words in front of it that change it: since, until, between ... and. */
function compoundAt(scan: Scan, index: number): { range: ReadRange; next: number; against?: ReadRange } | null {
  const { context } = scan;
  const text = scan.rest(index);
  const begun = /^(?:ever )?(?:since|from|starting(?: from| at| in)?|as of) (?:the )?(?:very )?(?:start|beginning|turn|first day) of (?:the |this |our )?(?:current |running )?(?<unit>day|week|month|quarter|year)(?: (?:on|onwards?|until now|till now|to now|until today|to today|to date|so far))?(?= |$)/.exec(text);
  const unit = begun?.groups?.["unit"];
  if (begun && (unit === "day" || unit === "week" || unit === "month" || unit === "quarter" || unit === "year")) {
    return { range: { ...calendarUnit(unit, context.today, 0), to: context.today, label: unit === "year" ? `${context.today.slice(0, 4)} so far` : `this ${unit} so far`, unit, isYearSaid: true }, next: index + tokensIn(text, begun[0].length) };
  }
  const ended = /^(?:at|by|as of|as at) (?:the )?(?:very )?end of (?=\S)/.exec(text);
  const whole = ended && rangeAt(scan, index + tokensIn(ended[0], ended[0].length));
  if (whole && whole.range.to <= context.today) return { range: { ...whole.range, from: whole.range.to, label: sayDay(whole.range.to, true), unit: "day", isYearSaid: true, assumed: `the end of ${whole.range.label} as its last day` }, next: whole.next };
  const isPhrasal = /^through\b/.test(text) && /^(?:sell|sells|went|go|goes|going|gone|come|comes|came|coming|got|get|put)$/.test(scan.tokens[index - 1]?.low ?? "");
  const opener = isPhrasal ? null : /^(?:(?:ever )?since|starting(?: from| in| on| with)?|beginning (?:in|on|with)|as of|from|between|until|till|up (?:to|until|till)(?: and including)?|through|before|prior to|after|following)(?: the (?:start|beginning|end) of| in| on| and including)? /.exec(`${text} `);
  if (!opener) {
    const plainRange = rangeAt(scan, index);
    if (!plainRange) return null;
    const link = /^(?:to|until|till|through|thru|-) /.exec(`${scan.rest(plainRange.next)} `);
    const second = link ? rangeAt(scan, plainRange.next + 1) : null;
    return second ? { range: joinEnds(plainRange.range, second.range, context.today), next: second.next } : plainRange;
  }
  const word = opener[0].trim();
  const first = rangeAt(scan, index + tokensIn(opener[0], opener[0].length));
  if (!first) return rangeAt(scan, index);
  const { range } = first;
  if (word.startsWith("between") || word.startsWith("from")) {
    const link = /^(?:and including|up to|up until|and|to|until|till|through|thru|-) (?:the (?:start|beginning|end) of )?/.exec(`${scan.rest(first.next)} `);
    const second = link ? rangeAt(scan, first.next + tokensIn(link[0], link[0].length)) : null;
    if (second && scan.isChange && word.startsWith("from")) {
      const against = besides(range, second.range);
      if (against) return { range: second.range, next: second.next, against };
    }
    if (second) return { range: joinEnds(range, second.range, context.today), next: second.next };
    const onwards = /^(?:on|onwards|onward|forward|until now|till now|to now)(?= |$)/.exec(scan.rest(first.next));
    if (onwards) return { range: { from: range.from, to: context.today, label: `since ${range.label}`, unit: "other", isYearSaid: range.isYearSaid }, next: first.next + tokensIn(onwards[0], onwards[0].length) };
    return word === "from" ? first : null;
  }
  const start = allTime(context).from;
  if (/^(?:until|till|up|through)/.test(word)) return { range: { ...range, from: start < range.to ? start : range.from, label: `everything until ${sayDay(range.to, true)}`, unit: "other" }, next: first.next };
  if (/^(?:before|prior)/.test(word)) {
    const to = addDays(range.from, -1);
    return { range: { ...range, from: start < to ? start : to, to, label: `everything before ${sayDay(range.from, true)}`, unit: "other" }, next: first.next };
  }
  const from = /^(?:after|following)/.test(word) ? addDays(range.to, 1) : range.from;
  const stop = /^(?:until|till|to|up to) (?:now|today)(?= |$)/.exec(scan.rest(first.next));
  return { range: { ...range, from, to: context.today > from ? context.today : from, label: `since ${sayDay(from, true)}`, unit: "other" }, next: first.next + (stop ? tokensIn(stop[0], stop[0].length) : 0) };
}

function isComparedAt(tokens: readonly Token[], index: number): boolean {
  for (let back = 1; back <= 5; back += 1) {
    const word = tokens[index - back]?.low;
    if (word === undefined) return false;
    if (COMPARE_WORD.test(word)) return true;
    if (/^(?:on|from|over)$/.test(word) && /^(?:up|down|better|worse|higher|lower|more|less|fewer|growth|grow|grown|grew|rise|rose|risen|fall|fell|fallen|drop|dropped|increase|increased|decrease|decreased|improvement|improved)$/.test(tokens[index - back - 1]?.low ?? "")) return true;
    if (/^(?:with|to)$/.test(word) && /^(?:compared?|comparison|relative|opposed|compares|comparing|up|stack)$/.test(tokens[index - back - 1]?.low ?? "")) return true;
    if (!/^(?:the|that|in|on|of|for|it|was|were|we|did|our|during|from|all)$/.test(word)) return false;
  }
  return false;
}

/** The range of the same kind just before (or a year before) another. */
export function rangeBefore(range: DayRange & { unit?: ReadRange["unit"] }, kind: "previous" | "year"): DayRange {
  if (kind === "year") {
    const [from, to] = [addYears(range.from, -1, "after"), addYears(range.to, -1, "before")];
    return { from, to, label: sayRange(from, to) };
  }
  const unit = range.unit;
  if (unit && unit !== "other") {
    const whole = calendarUnit(unit, range.from, 0);
    if (whole.from === range.from && whole.to === range.to) {
      const before = calendarUnit(unit, range.from, -1);
      return { from: before.from, to: before.to, label: before.label || sayRange(before.from, before.to) };
    }
  }
  const days = countDays(range.from, range.to);
  const [from, to] = [addDays(range.from, -days), addDays(range.from, -1)];
  return { from, to, label: sayRange(from, to) };
}

const labelOf = (range: ReadRange): ReadRange => (range.label ? range : { ...range, label: sayRange(range.from, range.to) });

/** All ranges of days in a question, in order. Never throws; what it cannot read it leaves unused. */
export function readDates(tokens: readonly Token[], context: DateContext): DatesFound {
  const lows = tokens.map((token) => (token.quoted ? "\u0001" : token.low));
  const scan: Scan = { tokens, context, isChange: lows.some((word) => CHANGE_WORD.test(word)), rest: (index) => lows.slice(index, index + 24).join(" ") };
  const found: DatesFound = { ranges: [], compareWith: null, used: new Set(), isPage: false, isSameAsBefore: false };
  const use = (from: number, to: number) => {
    for (let index = from; index < to; index += 1) found.used.add(index);
  };
  const soft: [number, number][] = [];
  const isCompareAsked = lows.some((word) => /^(?:compare|compared|comparing|comparison)$/.test(word));
  let index = 0;
  const add = (range: ReadRange, start: number, end: number, isAgainst: boolean) => {
    found.ranges.push({ ...clipped(labelOf(range), context.today), start, end, isAgainst, isFuture: range.from > context.today });
    use(start, end);
  };
  while (index < tokens.length) {
    const text = scan.rest(index);
    const isCompared = isComparedAt(tokens, index);
    const main = found.ranges.at(-1);
    const match = (pattern: RegExp) => pattern.exec(text);
    const year = match(SAME_YEAR);
    if (year) {
      found.compareWith = "year";
      use(index, (index += tokensIn(text, year[0].length)));
      continue;
    }
    const before = match(UNIT_BEFORE);
    if (before && (main ?? context.last ?? isCompared)) {
      const unit = before.groups?.["unit"] ?? before.groups?.["unit2"] ?? before.groups?.["on"] ?? { mom: "month", wow: "week", qoq: "quarter" }[before.groups?.["short"] ?? ""];
      const base = main ?? context.last;
      const length = tokensIn(text, before[0].length);
      if (unit === "year" && base && countDays(base.from, base.to) < 360) found.compareWith = "year";
      else if (base && !before.groups?.["on"] && !before.groups?.["short"]) {
        const moved = rangeBefore({ ...base, unit: main?.unit ?? (unit as ReadRange["unit"]) }, "previous");
        add({ ...moved, unit: main?.unit ?? "other", isYearSaid: true }, index, index + length, isCompared || (main !== undefined && isCompareAsked));
      } else found.compareWith = "previous";
      use(index, (index += length));
      continue;
    }
    const base = main ?? context.last;
    const earlier = base && match(WEEKDAY_BEFORE);
    if (earlier) {
      const length = tokensIn(text, earlier[0].length);
      const from = weekdayBefore(earlier.groups?.["weekday"] ?? "", base.from);
      const to = earlier.groups?.["weekday"] === "weekend" ? addDays(from, 1) : from;
      add({ from, to, label: sayRange(from, to), unit: from === to ? "day" : "other", isYearSaid: true }, index, index + length, isCompared || (main !== undefined && isCompareAsked));
      index += length;
      continue;
    }
    const previous = match(PREVIOUS);
    if (previous) {
      found.compareWith = "previous";
      use(index, (index += tokensIn(text, previous[0].length)));
      continue;
    }
    const same = match(SAME_AS_BEFORE);
    if (same && (same[0] !== "then" || context.last)) {
      found.isSameAsBefore = true;
      use(index, (index += tokensIn(text, same[0].length)));
      continue;
    }
    const page = match(THIS_PAGE);
    if (page) {
      found.isPage = true;
      use(index, (index += tokensIn(text, page[0].length)));
      continue;
    }
    const range = compoundAt(scan, index);
    if (range) {
      if (range.against) add(range.against, index, range.next, true);
      add(range.range, index, range.next, !range.against && found.ranges.length > 0 && (isCompared || isCompareAsked));
      if (found.ranges.length === 1 && isCompared) found.ranges = found.ranges.map((only) => ({ ...only, isAgainst: true }));
      index = range.next;
      continue;
    }
    const total = match(SOFT_ALL);
    if (total) {
      const length = tokensIn(text, total[0].length);
      soft.push([index, index + length]);
      use(index, index + length);
      index += length;
      continue;
    }
    index += 1;
  }
  // "In total" means ever only where no days are named.
  const first = soft[0];
  if (first && found.ranges.length === 0 && !found.isPage && !found.isSameAsBefore && !context.last) add(allTime(context), first[0], first[1], false);
  found.ranges = joinYears(found.ranges, tokens, context);
  usePrepositions(tokens, found);
  return found;
}

/** The small words that led to a range are explained with it. */
function usePrepositions(tokens: readonly Token[], found: DatesFound): void {
  for (const { start } of found.ranges) {
    for (let index = start - 1; index >= 0 && index >= start - 4; index -= 1) {
      const word = tokens[index]?.low ?? "";
      if (!PREPOSITION.test(word) && !/^(?:the|compared?|comparing|comparison|relative|month|year|whole|entire|just|only)$/.test(word)) break;
      if (word === "through" && /^(?:sell|sells|went|go|goes|going|gone|come|comes|came|coming|got|get)$/.test(tokens[index - 1]?.low ?? "")) break;
      if (word === "over" && /^turn/.test(tokens[index - 1]?.low ?? "")) break;
      // "Which month of 2025" asks for a month; "the month of May" is one.
      if (/^(?:month|year)$/.test(word) && (tokens[index + 1]?.low !== "of" || !/^(?:the|in|for|whole|entire)$/.test(tokens[index - 1]?.low ?? "the"))) break;
      found.used.add(index);
    }
  }
}
