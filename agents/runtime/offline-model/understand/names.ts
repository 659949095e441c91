import { isNearly, nameKey, nameLikeness, typingErrors } from "../language/fuzzy.ts";
import { FUNCTION_WORDS, neighboursOf } from "../language/thesaurus.ts";
import { type Item, type NameSaid, saidBetween } from "./frame.ts";
import type { Marks } from "./marks.ts";

const MOST_NAME_WORDS = 6;
/** How alike a misspelt name of the context must be to be meant. */
const CLEARLY_ALIKE = 0.8;

const METHODS = /^(?:paypal|klarna|visa|mastercard|amex|stripe|sepa|sumup|bitcoin|maestro|cash|invoice|card|cards|voucher)$/;
const METHOD_PAIRS = /^(?:credit card|debit card|gift card|bank transfer|wire transfer|direct debit|apple pay|google pay|store credit|credit cards|bank transfers|gift cards)$/;

const asked = (marks: Marks, start: number, end: number, name: string, kind: string | null, isCertain: boolean): NameSaid => {
  marks.take(start, end);
  return { start, end, said: saidBetween(marks.tokens, start, end), name, kind, hint: null, isCertain };
};

/** Quoted words are a name, whatever they say. */
export function takeQuoted(marks: Marks): NameSaid[] {
  const names: NameSaid[] = [];
  for (let index = 0; index < marks.tokens.length; index += 1) {
    if (!marks.tokens[index]?.quoted || marks.taken.has(index)) continue;
    let end = index + 1;
    while (marks.tokens[end]?.quoted && !marks.tokens[end - 1]?.endsPhrase) end += 1;
    names.push(asked(marks, index, end, saidBetween(marks.tokens, index, end), null, true));
    index = end - 1;
  }
  return names;
}

/** Names that the context lists, typing errors forgiven; longer ones first. */
export function takeKnownNames(marks: Marks, known: readonly { kind: string; name: string }[], isWord: (low: string) => boolean): NameSaid[] {
  const names: NameSaid[] = [];
  const keys = known.map((entry) => ({ ...entry, key: nameKey(entry.name) })).filter((entry) => entry.key.length > 1);
  const find = (text: string, isFuzzy: boolean) => keys.find((entry) => entry.key === text) ?? (isFuzzy && text.length >= 5 ? keys.find((entry) => entry.key.length >= 5 && entry.key[0] === text[0] && nameLikeness(entry.key, text) >= CLEARLY_ALIKE) : undefined);
  for (let size = MOST_NAME_WORDS; size >= 1; size -= 1) {
    for (let start = 0; start + size <= marks.tokens.length; start += 1) {
      if (!marks.isFree(start, start + size)) continue;
      const words = marks.tokens.slice(start, start + size);
      const text = nameKey(words.map((token) => token.low).join(" "));
      const first = words[0]?.low ?? "";
      // "The shop" is no channel called shop, unless it is named as one.
      const isCommon = size === 1 && FUNCTION_WORDS.has(first) && !/^channel/.test(marks.low(start + 1)) && !/^channel/.test(marks.low(start - 1)) && !(marks.low(start - 1) === "the" && marks.low(start - 2) === "in" && names.length > 0);
      // "How much did the shop make" speaks of all of it, "in the shop" of a place to buy.
      const isWhole = size === 2 && first === "the" && FUNCTION_WORDS.has(text) && !/^(?:in|at|through|via|from|inside|or|and|vs|versus|against|than)$/.test(marks.low(start - 1)) && !/^channel/.test(marks.low(start + 2));
      if (isCommon || isWhole || !text || (size > 1 && FUNCTION_WORDS.has(first) && first !== "the")) continue;
      const hit = find(text, size > 1 || !isWord(first));
      if (!hit || (size === 1 && isWord(first) && nameKey(first) !== hit.key)) continue;
      names.push(asked(marks, start, start + size, hit.name, hit.kind, true));
    }
  }
  return names;
}

/** Ways of paying are names that everybody knows. */
export function takeMethods(marks: Marks): NameSaid[] {
  const names: NameSaid[] = [];
  for (let index = 0; index < marks.tokens.length; index += 1) {
    for (const size of [2, 1]) {
      if (!marks.isFree(index, index + size)) continue;
      const text = marks.tokens.slice(index, index + size).map((token) => token.low).join(" ");
      if ((size === 2 ? METHOD_PAIRS : METHODS).test(text)) names.push(asked(marks, index, index + size, text.replace(/s$/, ""), "method", true));
    }
  }
  return names;
}

const LINKS = /^(?:of|the|in|and|a|an|de|la|le|du|van|von|der|for|to|on|&|n|with|at|by|my|s)$/;
const NO_START = /^(?:how|what|which|who|whom|whose|when|where|why|show|list|is|are|was|were|did|do|does|give|tell|find|get|and|or|but|please|the|a|an|in|on|for|of|by|from|at|to|can|could|would|i|we|our|my|me|us|any|all|has|have|had|with|about|look|compare|only|also|now|then|same|just|hi|hello|hey|ok|so)$/;
const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text);

/**
 * Free words that no tool knows are names or nothing: runs of capitals with the small words
 * between them ("Kind of Blue"), else runs of unknown words.
 */
export function takeUnknown(marks: Marks, isWord: (low: string) => boolean): NameSaid[] {
  const { tokens } = marks;
  const letters = tokens.filter((token) => /^\p{L}/u.test(token.text));
  // In a question all in capitals or all in title case, a capital says nothing.
  const areCapitalsNames = letters.filter((token) => isCapital(token.text)).length < Math.max(2, letters.length * 0.7) || letters.length <= 3;
  const isFree = (index: number) => index < tokens.length && !marks.taken.has(index);
  const isUnknown = (index: number) => {
    const token = tokens[index];
    return token !== undefined && isFree(index) && /^[\p{L}\p{N}]/u.test(token.text) && !FUNCTION_WORDS.has(token.low) && !isWord(token.low);
  };
  const isNamelike = (index: number) => {
    const token = tokens[index];
    if (!token || !isFree(index)) return false;
    return isUnknown(index) || (areCapitalsNames && isCapital(token.text) && index > 0 && !/^(?:I|I'm|I'd|KPI|KPIs|AOV|LP|LPs|EUR|USD|GBP)$/.test(token.text) && !tokens[index - 1]?.endsPhrase);
  };
  const names: NameSaid[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    if (!isNamelike(index)) continue;
    let end = index + 1;
    for (;;) {
      if (tokens[end - 1]?.endsPhrase && !(tokens[end - 1]?.text === "Mr")) break;
      if (isNamelike(end)) {
        end += 1;
        continue;
      }
      // Small words belong to a name when more of it follows.
      let next = end;
      while (next < tokens.length && next - end < 3 && isFree(next) && LINKS.test(tokens[next]?.low ?? "")) next += 1;
      const follows = tokens[next];
      if (next > end && follows && isNamelike(next) && areCapitalsNames && isCapital(follows.text) && isCapital(tokens[index]?.text ?? "")) {
        end = next + 1;
        continue;
      }
      break;
    }
    let start = index;
    // "Kind of Blue" at the start, "A Love Supreme": a capital before small words.
    for (let back = index - 1; back >= 0 && back >= index - 3 && isFree(back); back -= 1) {
      const token = tokens[back];
      if (!token || token.endsPhrase) break;
      if (isCapital(token.text) && isCapital(tokens[index]?.text ?? "") && areCapitalsNames && (back > 0 || !NO_START.test(token.low))) {
        start = back;
        continue;
      }
      if (!LINKS.test(token.low)) break;
    }
    const words = tokens.slice(start, end);
    // Only known words with capitals ("Revenue") are no name.
    if (words.every((token) => isWord(token.low) || FUNCTION_WORDS.has(token.low)) && !words.some((token) => isCapital(token.text) && FUNCTION_WORDS.has(token.low) === false && !isWord(token.low)) && words.length === 1) continue;
    names.push(asked(marks, start, end, saidBetween(tokens, start, end), null, words.some((token) => isCapital(token.text) || /\d/.test(token.text))));
    index = end - 1;
  }
  return names;
}

/** A word beside a name that says what it is the name of. */
export function hintNames(names: NameSaid[], items: readonly Item[], marks: Marks, kinds: ReadonlySet<string>): void {
  const kindOf = (item: Item | undefined): string | null => {
    const word = item?.ways[0]?.[0];
    if (word === undefined || item?.ways[0]?.length !== 1) return null;
    return kinds.has(word) ? word : ([...neighboursOf(word)].find((other) => kinds.has(other)) ?? null);
  };
  for (const name of names) {
    if (name.hint !== null) continue;
    const before = kindOf(items.find((item) => item.end === name.start || (item.end === name.start - 1 && /^(?:called|named)$/.test(marks.low(name.start - 1)))));
    // "Blue Note label" says what it is; "Miles Davis albums" speaks of something else of his.
    const after = items.find((item) => item.start === name.end && !marks.tokens[name.end - 1]?.endsPhrase);
    name.hint = before ?? (after && !marks.low(after.start).endsWith("s") ? kindOf(after) : null);
  }
}

/** Longer readings of a name in small letters: "blue" in "copies of kind of blue" may be "kind of blue". */
export function widenName(name: NameSaid, marks: Marks): string {
  let start = name.start;
  while (start > 0 && name.start - start < 3) {
    const token = marks.tokens[start - 1];
    if (!token || token.endsPhrase || !FUNCTION_WORDS.has(token.low) || /\d/.test(token.low)) break;
    start -= 1;
  }
  while (start < name.start && (NO_START.test(marks.low(start)) || /^(?:there|it|this|that|much|many|some|one|left|want|need|know|see)$/.test(marks.low(start))) && !(marks.low(start) === "a" && start === name.start - 1)) start += 1;
  return saidBetween(marks.tokens, start, name.end);
}

/** Short words with one slip of the finger: two letters swapped ("yaer"), one left out inside ("stck"), a double letter written once ("sel"). */
function isSlip(written: string, word: string): boolean {
  if (written[0] !== word[0] || word.length < 4 || written.length > 5 || typingErrors(written, word, 1) > 1) return false;
  if (written.length === word.length) return [...written].sort().join("") === [...word].sort().join("");
  if (written.length !== word.length - 1) return false;
  return word.replace(/(.)\1/, "$1") === written || (written.length >= 4 && written.at(-1) === word.at(-1) && !/[aeiou]/.test(written.slice(1, -1)));
}

/** Words read as what they were probably meant to be: "revnue". Names and numbers are left alone. */
export function correctTypos(marks: Marks, isWord: (low: string) => boolean, vocabulary: readonly string[], time: ReadonlySet<string>): { said: string; read: string }[] {
  const corrected: { said: string; read: string }[] = [];
  for (const [index, token] of marks.tokens.entries()) {
    if (token.quoted || marks.taken.has(index) || token.low.length < 3 || !/^[a-z]+$/.test(token.low) || FUNCTION_WORDS.has(token.low) || isWord(token.low)) continue;
    const isTime = (word: string) => time.has(word) && word[0] === token.low[0] && word.length >= 5 && typingErrors(word, token.low, 2) <= (token.low.length < 7 ? 1 : 2);
    const isName = isCapital(token.text) && index > 0;
    const near = (isName ? undefined : vocabulary.find((word) => isSlip(token.low, word))) ?? (token.low.length < 4 ? undefined : [...time].find(isTime)) ?? (isName || token.low.length < 5 ? undefined : vocabulary.find((word) => word.length >= 5 && Math.abs(word.length - token.low.length) <= 2 && isNearly(token.low, word)));
    if (!near) continue;
    corrected.push({ said: token.text, read: near });
    token.low = near;
  }
  return corrected;
}
