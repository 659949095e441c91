import { FUNCTION_WORDS, PHRASES } from "../language/thesaurus.ts";
import { readNumber, stem, stemsOf, type Token } from "../language/words.ts";
import { type Condition, type Item, type NameSaid, saidBetween } from "./frame.ts";

/** Which tokens are explained already; what one reading has taken, the next leaves alone. */
export class Marks {
  readonly taken = new Set<number>();

  constructor(readonly tokens: readonly Token[]) {}

  take(start: number, end: number): void {
    for (let index = start; index < end; index += 1) this.taken.add(index);
  }

  isFree(start: number, end: number): boolean {
    for (let index = start; index < end; index += 1) if (this.taken.has(index)) return false;
    return end <= this.tokens.length;
  }

  low(index: number): string {
    return this.tokens[index]?.low ?? "";
  }

  /** The free words as one text, taken ones as a mark that no pattern matches, and where each begins. */
  text(): { text: string; starts: number[] } {
    const starts: number[] = [];
    let text = "";
    for (const [index, token] of this.tokens.entries()) {
      if (index > 0) text += " ";
      starts.push(text.length);
      text += this.taken.has(index) || token.quoted ? "\u0001" : token.low;
    }
    return { text, starts };
  }
}

const UNIT_OF_TIME = /^(?:day|week|month|quarter|year|hour|minute|weekend|fortnight)s?$/;
const TOPMOST = /^(?:top|best|highest|most|biggest|largest|strongest|leading|greatest|busiest|longest|number-one|favourite|favorite|bestselling|hottest|peak|record)$/;
const BOTTOM = /^(?:worst|lowest|least|fewest|smallest|weakest|bottom|slowest|poorest|quietest|shortest|soonest|flop|flops)$/;
const LATEST = /^(?:latest|newest|recent|last|first|oldest)$/;

/** Numbers that name one thing: "order 1042", "#1042", "customer no. 77", "MR-1042". */
export function takeNumbers(marks: Marks): NameSaid[] {
  const names: NameSaid[] = [];
  for (const [index, token] of marks.tokens.entries()) {
    const digits = /^#?(\d{1,9})$/.exec(token.low)?.[1];
    const isCode = /^\p{L}{1,8}-\d[\w-]*$/u.test(token.text);
    if (!digits && !isCode) continue;
    let before = index - 1;
    const isNumbered = /^(?:no|nr|number|id|num)$/.test(marks.low(before)) || token.text.startsWith("#");
    while (/^(?:no|nr|number|id|num)$/.test(marks.low(before))) before -= 1;
    const word = marks.low(before);
    // A year beside a word is a year, unless the word is one of what has numbers.
    const isYear = /^(?:19|20)\d\d$/.test(token.low) && !/^(?:order|customer|invoice|receipt|ticket|member)$/.test(word);
    const isThing = !isYear && /^[a-z]{4,}$/.test(word) && !word.endsWith("s") && !FUNCTION_WORDS.has(word) && !TOPMOST.test(word) && !BOTTOM.test(word) && !LATEST.test(word) && !/^(?:before|after|since|until|till|during|from|between|against|versus|and|past|previous|next|under|over|above|below|least|than|quarter|week|january|february|march|april|june|july|august|september|october|november|december|revenue|turnover|calendar|year)$/.test(word);
    if (!isCode && !isNumbered && !(isThing && digits && digits.length >= 2 && !UNIT_OF_TIME.test(marks.low(index + 1)))) continue;
    const start = isNumbered && !token.text.startsWith("#") ? index - 1 : index;
    names.push({ start, end: index + 1, said: saidBetween(marks.tokens, index, index + 1), name: digits ?? token.text, kind: null, hint: isThing ? stem(word) : null, isCertain: true });
    marks.take(start, index + 1);
  }
  return names;
}

/** "More than 20", "at least three reviews", "over €50": limits on values. */
export function takeConditions(marks: Marks): Condition[] {
  const { text, starts } = marks.text();
  const found: Condition[] = [];
  const pattern = /(?<![^ ])(at least|more than|over|above|no less than|minimum of|minimum|min|at most|less than|fewer than|under|below|no more than|up to|exactly) (?:[€$£] )?([\d,.]+|[a-z]+)( [€$£]| percent| %| euros?| dollars?)?( or more| or less)?(?![^ ])/g;
  for (const match of text.matchAll(pattern)) {
    const value = readNumber(match[2] ?? "");
    if (value === null) continue;
    const start = starts.indexOf(match.index);
    const end = start + match[0].split(" ").length;
    if (start < 0 || UNIT_OF_TIME.test(marks.low(end))) continue;
    found.push({ start, end, said: saidBetween(marks.tokens, start, end), isAtLeast: /least|more than|over|above|no less|min/.test(match[1] ?? ""), value: /more than|over|above/.test(match[1] ?? "") ? value + 1 : value });
    marks.take(start, end);
  }
  return found;
}

export interface Ranking {
  limit: number | null;
  order: "high" | "low" | null;
  items: Item[];
}

/** "Top 5", "the five best", "ten customers", "worst", "latest". */
export function takeRanking(marks: Marks): Ranking {
  const ranking: Ranking = { limit: null, order: null, items: [] };
  for (const [index, token] of marks.tokens.entries()) {
    if (marks.taken.has(index) || token.quoted) continue;
    const number = readNumber(token.low);
    const next = marks.low(index + 1);
    if (number !== null && number >= 1 && number <= 1000 && ranking.limit === null && !UNIT_OF_TIME.test(next) && !/^(?:percent|%|euro|euros|dollars|star|stars|times)$/.test(next)) {
      const isOne = token.low === "one" && !TOPMOST.test(marks.low(index - 1));
      const hasNoun = index + 1 < marks.tokens.length && !token.endsPhrase && /^[a-z]/.test(next) && !/^(?:is|was|are|were|did|do|in|on|of|for|at|to)$/.test(next);
      const isRanked = TOPMOST.test(marks.low(index - 1)) || BOTTOM.test(marks.low(index - 1)) || LATEST.test(marks.low(index - 1));
      if (!isOne && (isRanked || hasNoun)) {
        ranking.limit = number;
        marks.take(index, index + 1);
      }
      continue;
    }
    // "Record" is a rank before what can be one: "a record month", never "which record".
    const isNoun = token.low === "record" && !/^(?:day|week|weekend|month|quarter|year|sales?|revenue|takings|turnover|high|number)$/.test(next);
    const end = isNoun ? null : TOPMOST.test(token.low) ? "high" : BOTTOM.test(token.low) ? "low" : null;
    const isLatest = LATEST.test(token.low) && (/^\d+$/.test(next) || readNumber(next) !== null || /s$/.test(next) || /^(?:order|sale|payment|purchase|review|loan)$/.test(next) || token.low !== "last");
    if (!end && !isLatest) continue;
    // "Most recent" ranks by time, not by size.
    if (end && !(token.low === "most" && /^recent/.test(next))) ranking.order ??= end;
    const word = token.low === "last" ? "latest" : token.low;
    // "First" and "oldest" turn a list round: a tool must know of it.
    const isFirst = /^(?:first|oldest)$/.test(token.low);
    ranking.items.push({ start: index, end: index + 1, ways: isFirst ? [[token.low === "oldest" ? "oldest" : "earliest"], ["first", "last"]] : [[stem(word)]], said: token.text, isSoft: !isFirst, isHead: false, ...(isFirst ? { isWhen: true } : {}) });
    marks.take(index, index + 1);
  }
  return ranking;
}

const GRAINS: Record<string, string> = { daily: "day", weekly: "week", monthly: "month", quarterly: "quarter", yearly: "year", annual: "year", annually: "year" };
const STEP = "(?<unit>day|week|month|quarter|year)s?";
const BY_STEP = new RegExp(`(?<![^ ])(?:(?:broken |split |grouped )?(?:down )?(?:by|per|each|every|for each|for every) (?:calendar |single )?${STEP}(?! of)|(?<twice>day|week|month|quarter|year) by \\k<twice>|(?<adverb>daily|weekly|monthly|quarterly|yearly|annual|annually)|(?:over|across) the (?<plain>days|weeks|months|quarters|years))(?! (?:of the week))(?![^ ])`);
const WHICH_STEP = new RegExp(`(?<![^ ])(?:which|what|what's|in which|on which|on what|in what|the|our|my|a)? ?(?:was |is |were |has been )?(?:the |our |my )?(?:single )?(?<rank>best|worst|strongest|weakest|highest|lowest|busiest|quietest|biggest|slowest|top|peak|record|good|bad|poorest|largest|smallest)? ?(?:sales |selling |trading |revenue |grossing )?${STEP}(?! (?:of the week|ago|before|on|over))(?![^ ])`, "g");

/** Steps of time, asked for as a series ("by week") or as one of it ("which month"). */
export function takeGrain(marks: Marks): { grain: string | null; asksForStep: boolean; order: "high" | "low" | null } {
  const { text, starts } = marks.text();
  const takeAt = (at: number, length: string) => {
    const start = starts.findIndex((offset, index) => offset <= at && (starts[index + 1] ?? Infinity) > at);
    marks.take(start, start + length.trim().split(" ").length);
  };
  const series = BY_STEP.exec(text);
  if (series) {
    takeAt(series.index, series[0]);
    const { unit, twice, adverb, plain } = series.groups ?? {};
    return { grain: unit ?? twice ?? (adverb ? (GRAINS[adverb] ?? null) : null) ?? plain?.replace(/s$/, "") ?? null, asksForStep: false, order: null };
  }
  for (const match of text.matchAll(WHICH_STEP)) {
    const rank = match.groups?.["rank"];
    if (!rank && !/^ ?(?:in |on )?(?:which|what)/.test(match[0])) continue;
    const lead = match[0].length - match[0].trimStart().length;
    takeAt(match.index + lead, match[0]);
    const isLow = rank !== undefined && /worst|weakest|lowest|quietest|slowest|bad|poorest|smallest/.test(rank);
    return { grain: match.groups?.["unit"] ?? null, asksForStep: true, order: rank ? (isLow ? "low" : "high") : null };
  }
  return { grain: null, asksForStep: false, order: null };
}

/** Turns of phrase, as what they mean. */
export function takePhrases(marks: Marks, phrases: typeof PHRASES = PHRASES): Item[] {
  const items: Item[] = [];
  for (const { pattern, means, soft } of phrases) {
    const { text, starts } = marks.text();
    for (const match of text.matchAll(pattern)) {
      if (match[0].includes("\u0001")) continue;
      const start = starts.indexOf(match.index);
      const end = start + match[0].trim().split(" ").length;
      if (start < 0 || !marks.isFree(start, end)) continue;
      items.push({ start, end, ways: [stemsOf(means)], said: saidBetween(marks.tokens, start, end), isSoft: soft ?? false, isHead: false });
      marks.take(start, end);
    }
  }
  return items;
}
