import { readQuestion, wordsOf } from "./question.ts";
import { stem } from "./stem.ts";

/** How far a text says what a sentence says. */
export interface Said {
  /** Share of the sentence's content words that the text has, or words for the same. */
  share: number;
  holds: boolean;
}

/** Words that must be had of a sentence's, at least; of those the text itself and not only what stands around it. */
const SHARE = 0.5;
const OWN_SHARE = 0.25;

/** "One" is left out: it mostly stands for a thing. */
const SPELLED = new Map(["zero", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"].map((word, value) => [word, String(value)]));
for (const [word, value] of [["thirty", "30"], ["forty", "40"], ["fifty", "50"], ["sixty", "60"], ["seventy", "70"], ["eighty", "80"], ["ninety", "90"]] as const) SPELLED.set(word, value);

/** The figures of a text as plain numbers: "€1,500.00" and "1500" are one, "five" and "5" too. */
export function figuresOf(text: string, spelled: boolean): Set<string> {
  const digits = (text.match(/\d+(?:[,\u00a0\u202f']\d{3})*(?:\.\d+)?/g) ?? []).map((figure) => String(Number(figure.replace(/[,\u00a0\u202f']/g, ""))));
  const words = spelled ? wordsOf(text).flatMap((word) => SPELLED.get(word) ?? []) : [];
  return new Set([...digits, ...words]);
}

export interface GivenWords {
  stems: ReadonlySet<string>;
  figures: ReadonlySet<string>;
}

/** What a question has said already: an answer may repeat it. */
export const givenWordsOf = (question: string): GivenWords => ({ stems: new Set(wordsOf(question).map(stem)), figures: figuresOf(question, true) });

/** Whether `text`, read with what stands `around` it, says what a sentence says. Every figure must stand in it or have been given. */
export function isSaidBy(sentence: string, text: string, around: string, given: GivenWords): Said {
  const [own, near] = [new Set(wordsOf(text).map(stem)), new Set(wordsOf(around).map(stem))];
  const known = figuresOf(`${text} ${around}`, true);
  if ([...figuresOf(sentence, true)].some((figure) => !known.has(figure) && !given.figures.has(figure))) return { share: 0, holds: false };
  const concepts = readQuestion(sentence).concepts.filter(({ isNumber }) => !isNumber);
  if (concepts.length === 0) return { share: 0, holds: figuresOf(sentence, true).size > 0 };
  const inOwn = (stems: readonly string[]) => stems.every((one) => own.has(one));
  const inNear = (stems: readonly string[]) => stems.every((one) => own.has(one) || near.has(one));
  let had = 0;
  let ownHad = 0;
  for (const { stems, others } of concepts) {
    if (inOwn(stems)) ownHad += 1;
    else if (others.some(inOwn)) ownHad += 0.75;
    if (inNear(stems)) had += 1;
    else if (others.some(inNear) || stems.every((one) => given.stems.has(one))) had += 0.75;
  }
  const share = had / concepts.length;
  return { share, holds: share >= SHARE && ownHad / concepts.length >= OWN_SHARE };
}

/** Whether a sentence states something that a document would have to bear out: more than a lead-in or a question. */
export const statesSomething = (sentence: string): boolean => !/[?:]["”']?$/.test(sentence) && readQuestion(sentence).concepts.length >= 2;
