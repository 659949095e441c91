import { nameKey, nameLikeness } from "../language/fuzzy.ts";
import { FUNCTION_WORDS } from "../language/thesaurus.ts";
import { readNumber, type Token } from "../language/words.ts";
import { type Frame, type NameSaid, saidBetween } from "../understand/frame.ts";
import type { NameHit } from "./found-names.ts";

/*
 * Names of several ordinary words in small letters: "speak no evil", "time out". They cannot be
 * told from other words by looking, so a generous stretch is asked for, and whatever the finder
 * knows is then looked for in the question, word by word.
 */

const MOST_WORDS = 8;
/** How alike words of the question must be to a name of several words. */
const CLEARLY_ALIKE = 0.84;

/** Words that a stretch never goes over: those of questions about a shop. */
const STOP = /^(?:how|what|which|who|whom|whose|when|why|did|do|does|has|have|had|we|our|us|i|you|they|many|much|any|sell|sells|sold|selling|bring|brings|brought|make|makes|made|earn|earned|cost|costs|copies|copy|records?|albums?|titles?|lps?|artists?|labels?|genres?|customers?|orders?|order|payments?|channels?|revenue|sales|stock|price|units|rating|ratings|review|reviews|called|named|titled|by|and|or|vs|versus|than|against|compared|show|list|tell|give|shop|store|top|best|worst|most|least|year|month|week|day|quarter|left|per|is|are|was|were|please|pls|carry|know|spell|find|buy|bought|spend|spent|pay|paid|charge|come|came|going|hand|customer)$/;
/** Only these may join two halves of a name at a second try. */
const JOIN = /^(?:and|or|is|was|are|you|we|i|by|&)$/;

const isOpenTo = (frame: Frame, index: number): boolean => {
  const token = frame.tokens[index];
  return token !== undefined && !frame.dates.used.has(index) && !frame.names.some((name) => name.kind !== null && name.start <= index && index < name.end);
};

/** The stretch around some words, up to four words further each way. */
function widen(frame: Frame, start: number, end: number, mayJoin: boolean): { start: number; end: number } {
  const isPassable = (index: number) => isOpenTo(frame, index) && (!STOP.test(frame.tokens[index]?.low ?? "") || (mayJoin && JOIN.test(frame.tokens[index]?.low ?? "")));
  let [from, to] = [start, end];
  while (from > 0 && start - from < 4 && isPassable(from - 1) && !frame.tokens[from - 1]?.endsPhrase) from -= 1;
  while (to - end < 4 && isPassable(to) && !frame.tokens[to - 1]?.endsPhrase) to += 1;
  return { start: from, end: to };
}

const INTRODUCED = /(?<![^ ])(?:(?:copies|copy|price|stock|rating|ratings|cost|sales|revenue|turnover|takings|reviews) (?:of|for)|(?<!(?:which|what|best|top|worst|each|every|per|by|any|an?|selling|rated) )(?:album|record|title|lp|release)(?: called| named| titled)?|called|titled|named|how many|how much (?:is|did|does|has|was)|(?:when )?did|does|has|is|charge for|pay for) (?=(?<rest>\S+ \S.*))/g;

/** Stretches that follow words which a name follows, though each word of them is an ordinary one. */
function introduced(frame: Frame): { start: number; end: number }[] {
  const lows = frame.tokens.map((token) => token.low);
  const text = lows.join(" ");
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(INTRODUCED)) {
    const start = text.slice(0, match.index + match[0].length).trim().split(" ").length;
    let end = start;
    while (end < lows.length && end - start < 6 && isOpenTo(frame, end) && !STOP.test(lows[end] ?? "") && !(end > start && frame.tokens[end - 1]?.endsPhrase)) end += 1;
    const words = lows.slice(start, end);
    const isSaid = frame.items.some((item) => !item.isSoft && item.start >= start && item.end <= end && (item.ways[0]?.length ?? 0) > 1);
    const content = words.filter((word) => word.length > 2 && !/^(?:the|all|this|that|these|those|for|from|with|you|our|can|could|there|been|each|every|some|more|less|total|overall|still|now|only|just|also|so|far|one|two|single)$/.test(word));
    if (words.length >= 2 && words.length <= 6 && content.length >= 1 && !isSaid) found.push({ start, end });
  }
  return found;
}

/** What to ask the finder for beside the names themselves, at most two stretches. */
export function stretchesOf(frame: Frame, isAsked: (text: string) => boolean): { text: string; start: number; end: number }[] {
  const stretch = (mayJoin: boolean) => {
    const spans: { start: number; end: number }[] = [];
    for (const name of frame.names) {
      if (name.kind !== null || name.isCertain || /\d/.test(name.name)) continue;
      const span = widen(frame, name.start, name.end, mayJoin);
      const last = spans.at(-1);
      if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
      else spans.push(span);
    }
    return spans;
  };
  const said = ({ start, end }: { start: number; end: number }) => ({ text: saidBetween(frame.tokens, start, end), start, end });
  const first = [...stretch(false), ...(frame.names.every((name) => name.kind !== null) ? introduced(frame) : [])].filter(({ start, end }) => end - start >= 2 && end - start <= MOST_WORDS).map(said);
  if (first.some(({ text }) => !isAsked(text))) return first.slice(0, 2);
  const isOpen = frame.names.some((name) => name.kind === null && !name.isCertain);
  return isOpen ? stretch(true).filter(({ start, end }) => end - start >= 3 && end - start <= MOST_WORDS).map(said).slice(0, 1) : [];
}

interface Placed {
  start: number;
  end: number;
  hit: NameHit;
  likeness: number;
}

const wordsIn = (key: string): number => key.split(" ").length;

/** Where a name of several words stands in a question, typing errors forgiven where the words are no ordinary ones. */
function placeOf(hit: NameHit, tokens: readonly Token[]): Placed | null {
  const key = nameKey(hit.name);
  const size = wordsIn(key);
  if (size < 2) return null;
  let best: Placed | null = null;
  for (let start = 0; start < tokens.length; start += 1) {
    for (let end = start + Math.max(1, size - 1); end <= Math.min(tokens.length, start + size + 2); end += 1) {
      if (tokens.slice(start, end - 1).some((token) => token.endsPhrase) && !/[,:!?.]/.test(hit.name)) break;
      const said = nameKey(tokens.slice(start, end).map((token) => token.low).join(" "));
      if (Math.abs(said.length - key.length) > 3) continue;
      const likeness = nameLikeness(key, said);
      const isOrdinary = tokens.slice(start, end).every((token) => FUNCTION_WORDS.has(token.low) || readNumber(token.low) !== null);
      if (likeness < (isOrdinary || key.length < 8 ? 1 : CLEARLY_ALIKE) || (best && (likeness < best.likeness || (likeness === best.likeness && end - start >= best.end - best.start)))) continue;
      best = { start, end, hit, likeness };
    }
  }
  return best;
}

/** Names of several words that the finder gave and that stand in a question as a whole. */
export function placeNames(tokens: readonly Token[], hits: readonly NameHit[], known: readonly { name: string }[]): NameSaid[] {
  const isKnown = new Set(known.map(({ name }) => nameKey(name)));
  const places = hits.flatMap((hit) => placeOf(hit, tokens) ?? []).filter(({ start, end }) => !isKnown.has(nameKey(saidBetween(tokens, start, end))));
  const taken = new Set<number>();
  const names: NameSaid[] = [];
  // A longer exact name first, then what is nearly one.
  for (const { start, end, hit } of places.sort((a, b) => Number(b.likeness === 1) - Number(a.likeness === 1) || b.end - b.start - (a.end - a.start) || b.likeness - a.likeness)) {
    const indexes = Array.from({ length: end - start }, (_, index) => start + index);
    if (indexes.some((index) => taken.has(index) || tokens[index]?.quoted)) continue;
    for (const index of indexes) taken.add(index);
    const text = saidBetween(tokens, start, end);
    const hint = tokens[start - 1]?.low ?? "";
    const same = hits.filter((other) => nameKey(other.name) === nameKey(hit.name));
    const chosen = same.find((other) => other.kind === hint) ?? hit;
    names.push({ start, end, said: text, name: chosen.name, kind: chosen.kind, hint: null, isCertain: true, detail: chosen.detail ?? null });
  }
  return names;
}

/** The stretch around one word, without the small words at its ends. */
export function stretchAround(frame: Frame, at: number): { text: string; words: string[] } {
  let { start, end } = widen(frame, at, at + 1, false);
  while (start < at && /^(?:of|for|in|on|the|from|at|to|with)$/.test(frame.tokens[start]?.low ?? "") && frame.tokens[start]?.low !== "the") start += 1;
  while (end - 1 > at && /^(?:of|for|in|on|the|from|at|to|with|a)$/.test(frame.tokens[end - 1]?.low ?? "")) end -= 1;
  return { text: saidBetween(frame.tokens, start, end), words: frame.tokens.slice(start, end).map((token) => token.low) };
}
