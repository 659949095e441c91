import { MONTHS, WEEKDAYS } from "../dates/calendar-words.ts";
import type { DateContext } from "../dates/range-rules.ts";
import { readDates } from "../dates/read-dates.ts";
import { FILLER_PHRASES, isOwnCurrency } from "../language/fillers.ts";
import { EARLY_PHRASES, FUNCTION_WORDS, KNOWN_STEMS } from "../language/thesaurus.ts";
import { stem, stemsOf, tokenise, type Token } from "../language/words.ts";
import type { ToolProfile } from "../tools/profile.ts";
import type { Frame, Item, NameSaid } from "./frame.ts";
import { Marks, takeConditions, takeGrain, takeNumbers, takePhrases, takeRanking } from "./marks.ts";
import { takeKnownValues } from "./known-values.ts";
import { correctTypos, hintNames, takeKnownNames, takeMethods, takeQuoted, takeUnknown, widenName } from "./names.ts";

const TIME_WORDS = ["yesterday", "today", "week", "weekend", "month", "months", "quarter", "year", "years", "previous", "christmas", "easter", "compare", "compared", ...MONTHS, ...WEEKDAYS];
const TIME_SET: ReadonlySet<string> = new Set(TIME_WORDS.filter((word) => word.length >= 5));
const COMMON = ["sell", "sold", "best", "show", "which", "what", "month", "year", "week", "revenue", "turnover", "customers", "customer", "orders", "albums", "records", "average", "margin", "payments", "payment", "genre", "genres", "label", "labels", "artist", "artists", "channel", "channels", "ratings", "reviews", "selling", "inventory", "pending", "failed", "stock", "overview", "performance", "highest", "lowest", "bestselling", "refunds", "which", "where", "between", "against"];

/** Which words are known: those of the tools, and business English around them. */
export interface Vocabulary {
  /** Words for what a name can be the name of. */
  kinds: ReadonlySet<string>;
  isWord(low: string): boolean;
  words: readonly string[];
}

export function readVocabulary(tools: readonly ToolProfile[]): Vocabulary {
  const stems = new Set<string>(KNOWN_STEMS);
  for (const tool of tools) for (const word of tool.terms.keys()) stems.add(word);
  const time = new Set(TIME_WORDS);
  const words = [...new Set([...COMMON.filter((word) => stems.has(stem(word)) || word.length < 5), ...TIME_WORDS, ...[...stems].filter((word) => word.length >= 6)])];
  const kinds = new Set<string>();
  for (const tool of tools) {
    for (const param of tool.params) {
      if (param.role === "name") for (const word of stemsOf(param.name)) if (tool.terms.has(word) && !/^(?:name|text|title|query|search)$/.test(word)) kinds.add(word);
      if (tool.isFinder) for (const { value } of param.values) for (const word of stemsOf(String(value))) kinds.add(word);
    }
  }
  return { kinds, isWord: (low) => stems.has(stem(low)) || time.has(low), words };
}

/** "Not", "without": what turns a question round is never passed over. */
const NEGATION = /^(?:not|never|without|except|excluding|neither|nor|besides|nobody|nothing|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|haven't|hasn't|hadn't|won't|cannot|can't)$/;
/** Ways to show a figure that many results have anyway. */
const SHARES = /^(?:share|shares|percentage|percent|proportion|portion|rate|amount|sum|total)$/;
const HEAD_BEFORE = /^(?:which|what|whose|top|best|worst|by|per|each|every|list|most|highest|lowest|biggest|largest|fewest|least|smallest|favourite|favorite|latest|newest|recent|popular|bottom|many)$/;

function markHeads(items: Item[], marks: Marks, limitAt: ReadonlySet<number>): void {
  for (const item of items) {
    let before = item.start - 1;
    while (/^(?:the|our|my|of|single|all|records?|new|selling|rated|open|different|are|is|was|were)$/.test(marks.low(before)) && before > item.start - 3) before -= 1;
    // "Open orders": of words side by side at the start, the last is what is meant.
    const isFirst = item.start === [...items].reduce((end, other) => (other.start === end && !other.isSoft ? other.end : end), 0) - 1 || (item.start === 0 && !items.some((other) => other.start === item.end && !other.isSoft));
    const isMost = /^(?:most|highest|lowest|fewest|least|by)$/.test(marks.low(before));
    if (isMost && (items.some((other) => other.isHead && other.start < item.start) || (item.ways[0]?.length ?? 0) > 1)) continue;
    // "Bestsellers by revenue" asks for bestsellers.
    if (marks.low(before) === "by" && items.some((other) => other.start < item.start && (other.ways[0]?.length ?? 0) > 1 && !other.isSoft)) continue;
    item.isHead = (isFirst && (item.ways[0]?.length ?? 0) === 1) || HEAD_BEFORE.test(marks.low(before)) || limitAt.has(before) || items.some((other) => other !== item && other.end === before + 1 && /^(?:best|worst|top|lowest)/.test(other.ways[0]?.[0] ?? ""));
  }
}

/** What a question is read against. */
export interface Surroundings {
  dateContext: DateContext;
  names: readonly { kind: string; name: string }[];
  vocabulary: Vocabulary;
  /** Names of several words that were found already, where they stand. */
  place?: (tokens: readonly Token[]) => NameSaid[];
  currency?: string;
}

/** Chat that says nothing about the figures. */
function takeFillers(marks: Marks, currency: string): void {
  for (const pattern of FILLER_PHRASES) {
    const { text, starts } = marks.text();
    for (const match of text.matchAll(pattern)) {
      const start = starts.indexOf(match.index);
      const end = start + match[0].trim().split(" ").length;
      if (start >= 0 && !match[0].includes("\u0001") && marks.isFree(start, end)) marks.take(start, end);
    }
  }
  for (const [index, token] of marks.tokens.entries()) {
    if (marks.taken.has(index) || !isOwnCurrency(token.low, currency) || /\d/.test(marks.low(index - 1))) continue;
    marks.take(index, index + 1);
    if (marks.low(index - 1) === "in") marks.take(index - 1, index);
  }
}

/** Takes a question apart. Never throws: what it cannot place becomes a name or an item. */
export function understand(question: string, { dateContext, names: known, vocabulary, place = () => [], currency = "" }: Surroundings): Frame {
  const tokens = tokenise(question);
  const marks = new Marks(tokens);
  const placed = place(tokens);
  for (const name of placed) marks.take(name.start, name.end);
  const corrected = correctTypos(marks, (low) => vocabulary.isWord(low) || known.some(({ name }) => name.toLowerCase().split(/\s+/).includes(low)), vocabulary.words, TIME_SET);
  const names: NameSaid[] = [...placed, ...takeQuoted(marks), ...takeKnownValues(marks), ...takeNumbers(marks)];
  names.push(...takeKnownNames(marks, known.filter(({ name }) => name.includes(" ")), (low) => vocabulary.isWord(low)));
  const early = takePhrases(marks, EARLY_PHRASES);
  const masked: Token[] = tokens.map((token, index) => (marks.taken.has(index) ? { ...token, quoted: true } : token));
  const dates = readDates(masked, dateContext);
  for (const index of dates.used) marks.take(index, index + 1);
  names.push(...takeKnownNames(marks, known, (low) => vocabulary.isWord(low)), ...takeMethods(marks));
  const conditions = takeConditions(marks);
  takeFillers(marks, currency);
  const step = takeGrain(marks);
  const items: Item[] = [...early, ...takePhrases(marks)];
  const ends = items.map((item) => item.ways[0]?.[0] ?? "");
  const beforeRanking = new Set(marks.taken);
  for (const [index, token] of tokens.entries()) {
    if (marks.taken.has(index) || !NEGATION.test(token.low)) continue;
    items.push({ start: index, end: index + 1, ways: [["\u0002not"]], said: token.text, isSoft: false, isHead: false });
    marks.take(index, index + 1);
  }
  const ranking = takeRanking(marks);
  items.push(...ranking.items);
  const limitAt = new Set([...marks.taken].filter((index) => !beforeRanking.has(index)));
  for (const [index, token] of tokens.entries()) {
    if (marks.taken.has(index) || FUNCTION_WORDS.has(token.low) || !vocabulary.isWord(token.low)) continue;
    const isCapitalInside = index > 0 && /^\p{Lu}/u.test(token.text) && [index - 1, index + 1].some((near) => /^\p{Lu}/u.test(tokens[near]?.text ?? "") && near > 0 && !marks.taken.has(near) && !vocabulary.isWord(tokens[near]?.low ?? "") && !FUNCTION_WORDS.has(tokens[near]?.low ?? ""));
    if (isCapitalInside) continue;
    items.push({ start: index, end: index + 1, ways: [[stem(token.low)]], said: token.text, isSoft: SHARES.test(token.low), isHead: false });
    marks.take(index, index + 1);
  }
  names.push(...takeUnknown(marks, (low) => vocabulary.isWord(low)));
  for (const name of names) if (name.kind === null && !name.isCertain) name.name = widenName(name, marks);
  items.sort((a, b) => a.start - b.start);
  // Money that came in by a way of paying are payments.
  const isOfMethods = names.some((name) => name.kind === "method") || items.some((item) => item.ways[0]?.includes("method") && item.ways[0].includes("payment"));
  if (isOfMethods) for (const item of items) if (item.ways[0]?.length === 1 && [stem("revenue"), "money"].includes(item.ways[0][0] ?? "")) item.ways.push([stem("payment")]);
  hintNames(names, items, marks, vocabulary.kinds);
  markHeads(items, marks, limitAt);
  const lows = tokens.map((token) => token.low).join(" ");
  const when = tokens.findIndex((token, index) => token.low === "when" && index <= 2);
  if (when >= 0) items.push({ start: when, end: when + 1, ways: [["date"], ["newest"], ["first"], ["day"]], said: "when", isSoft: false, isHead: false, isWhen: true });
  const who = tokens.findIndex((token) => /^(?:who|whom|whose)$/.test(token.low));
  if (who >= 0) items.push({ start: who, end: who + 1, ways: [["customer"], ["member"], ["person"]], said: "who", isSoft: true, isHead: true });
  const phrased = items.filter((item) => (item.ways[0]?.length ?? 0) > 1 || item.end - item.start > 1).map((item) => item.said.toLowerCase()).join(" ");
  const saidOrder = /\b(?:least|fewest|smallest|lowest)\b/.test(phrased) ? "low" : /\b(?:most|highest|biggest|largest)\b/.test(phrased) ? "high" : null;
  const phraseOrder = ends.some((word) => /^(?:best|top)$/.test(word)) ? "high" : ends.some((word) => /^(?:worst|low(?:est)?)$/.test(word) && /worst|lowest|least|poor|slow|weak|flop/.test(lows)) ? "low" : null;
  return {
    tokens,
    dates,
    items,
    names: names.sort((a, b) => a.start - b.start),
    limit: ranking.limit,
    order: phraseOrder ?? ranking.order ?? step.order ?? saidOrder,
    grain: step.grain,
    asksForStep: step.asksForStep,
    asksHowMany: /\bhow many\b|\bnumber of\b|\bcount of\b/.test(lows),
    asksHowMuch: /\bhow much\b/.test(lows),
    asksForList: !/\bhow (?:many|much)\b|\bnumber of\b/.test(lows) && /^(?:please |can you )?(?:show|list|which|latest|newest|last \d)\b/.test(lows) && (items.some((item) => /[^s]s$/.test(marks.low(item.end - 1)) && !item.isSoft) || names.some((name) => name.kind === "segment")),
    conditions,
    corrected,
  };
}
