import { wordsOf } from "./question.ts";
import { stem } from "./stem.ts";

/** Says no to what follows in its clause; two of them make a yes: "not without a receipt". */
const DENIES = new Set(
  `not no never none nobody nothing nowhere neither nor cannot unless excluded excludes forbidden forbid forbids prohibited banned refused refuse refuses rejected reject rejects
  nicht kein keine keinen keinem keiner keines nie niemals außer verboten`.split(/\s+/),
);
/** These reach no further than the thing they stand before. */
const DENIES_THING = new Set(["without", "except", "outside", "ohne", "außerhalb"]);
/** Denies the one word behind it: "non-refundable". */
const DENIES_WORD = "non";
/** Ends what such a word denies. */
const VERBS = new Set("is are was were be may can must should will shall would has have had do does did gets get goes go needs need ist sind darf kann muss wird".split(" "));
/** What is refused stands before the word, not behind it: "later claims are refused". */
const DENIES_BEFORE = new Set("excluded forbidden prohibited banned refused rejected verboten".split(" "));
/** Turns of phrase with such a word that deny nothing. */
const HARMLESS = /\b(?:not only|whether or not|(?:no one|nobody|none) (?:other than|but|except)|(?:no|not) (?:more|less|fewer|later|earlier|longer) than|no matter|nothing else|none the less|nonetheless)\b/gi;
const CONTRACTED = /\b(can|could|do|does|did|is|are|was|were|has|have|had|must|need|should|would|wo|might)n['’]?t\b/gi;

/** Where one clause ends and the next begins. A comma before a preposition or "or" goes on with a list. */
const CLAUSES = /[;:.!?()|–—\n]+|,(?!\s*(?:on|in|at|for|to|of|by|from|with|or|nor)\b)|\b(?:but|if|when|while|unless|because|although|though|until|whoever|which|who|that|aber|wenn|außer)\b|\band (?=(?:we|you|it|they|he|she|never|not|is|are|may|can|must|do|does)\b)|(?<!\b(?:allowed|permitted|able|have|has|need|needs) )\bto (?=be\b)/gi;
/** These stand in the clause they open. */
const OPENS = /^(?:unless|außer)$/i;

/** How a word stands in a text: affirmed, denied, or, in two clauses, both. What stands before a denial is the thing that is spoken of, and counts as both. */
export const SAID = 1;
export const DENIED = 2;

const plainOf = (text: string): string => text.replace(HARMLESS, (found) => " ".repeat(found.length)).replace(CONTRACTED, (_, verb: string) => `${verb} not`);

function readClause(clause: string, isDenied: boolean, note: (word: string, side: number) => void): void {
  const words = wordsOf(clause);
  let denials = isDenied ? 1 : 0;
  let thing = 0;
  const first = words.findIndex((word) => DENIES.has(word));
  const isRefused = DENIES_BEFORE.has(words[first] ?? "");
  // "No refund without a receipt": there is one, with it.
  const bound = first < 0 ? -1 : words.findIndex((word, at) => at > first && DENIES_THING.has(word));
  for (const [at, word] of words.entries()) {
    if (word === DENIES_WORD) continue;
    if (DENIES_THING.has(word)) thing = 1;
    else if (DENIES.has(word)) {
      if (!(at === first && isRefused)) denials += 1;
    } else {
      if (VERBS.has(word)) thing = 0;
      const side = (denials + thing + (isRefused ? 1 : 0) + (words[at - 1] === DENIES_WORD ? 1 : 0)) % 2 === 1 ? DENIED : SAID;
      note(word, (at < first && !isRefused) || at < bound ? SAID | DENIED : side);
    }
  }
}

/** Each stem of a text with how it stands there; `isDenied` where the text stands under something that denies it all. */
export function readSides(text: string, isDenied = false): Map<string, number> {
  const plain = plainOf(text);
  const sides = new Map<string, number>();
  const note = (word: string, side: number) => sides.set(stem(word), (sides.get(stem(word)) ?? 0) | side);
  let from = 0;
  for (const found of plain.matchAll(CLAUSES)) {
    readClause(plain.slice(from, found.index), isDenied, note);
    from = OPENS.test(found[0]) ? found.index : found.index + found[0].length;
  }
  readClause(plain.slice(from), isDenied, note);
  return sides;
}

/** Whether what stands under these words is denied by them: "Things we never take back". */
export const deniesAll = (lead: string): boolean => wordsOf(plainOf(lead)).filter((word) => DENIES.has(word)).length % 2 === 1;
