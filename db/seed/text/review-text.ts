import type { Random } from "../random";
import { chance, pick, weighted } from "../random";
import type { Shape } from "./review-draft";
import { startDraft } from "./review-draft";
import * as shapes from "./review-shapes";
import * as forms from "./review-shapes-forms";
import type { ReviewSubject } from "./review-tone";

type Weights = readonly [one: number, two: number, three: number, four: number, five: number];

/** How often each way of writing is chosen, by stars. Voices too composed to be careless keep their spelling. */
const repertoire: readonly { readonly shape: Shape; readonly weights: Weights; readonly careful?: true }[] = [
  { shape: shapes.plain, weights: [10, 12, 18, 20, 18] },
  { shape: forms.whole, weights: [5, 5, 6, 8, 8], careful: true },
  { shape: shapes.thorough, weights: [6, 6, 7, 9, 9] },
  { shape: forms.oneLiner, weights: [6, 7, 7, 7, 8] },
  { shape: forms.telegram, weights: [5, 6, 7, 7, 6] },
  { shape: shapes.memory, weights: [2, 3, 4, 6, 8] },
  { shape: shapes.gift, weights: [4, 3, 3, 4, 4] },
  { shape: shapes.comparison, weights: [4, 4, 5, 5, 5] },
  { shape: shapes.collector, weights: [6, 5, 6, 6, 6], careful: true },
  { shape: forms.scoreCard, weights: [2, 3, 4, 4, 3] },
  { shape: forms.prosAndCons, weights: [3, 4, 5, 4, 3] },
  { shape: shapes.shopStory, weights: [5, 4, 4, 5, 5] },
  { shape: shapes.dispute, weights: [16, 12, 4, 0, 0] },
  { shape: shapes.rescued, weights: [0, 0, 0, 4, 3] },
  { shape: shapes.letter, weights: [8, 8, 0, 0, 0], careful: true },
  { shape: shapes.ironic, weights: [10, 8, 0, 0, 0], careful: true },
  { shape: forms.forAndAgainst, weights: [3, 9, 9, 3, 0] },
  { shape: forms.bySide, weights: [2, 3, 4, 3, 2] },
  { shape: forms.diary, weights: [2, 3, 4, 3, 3] },
  { shape: shapes.foreigner, weights: [6, 6, 6, 6, 6], careful: true },
  { shape: shapes.elder, weights: [4, 4, 3, 3, 3], careful: true },
  { shape: shapes.newcomer, weights: [0, 1, 3, 4, 4] },
  { shape: shapes.taste, weights: [1, 4, 7, 7, 10] },
  { shape: shapes.raving, weights: [2, 3, 3, 4, 7] },
  { shape: shapes.grumbling, weights: [6, 6, 5, 4, 3] },
  { shape: forms.dry, weights: [0, 0, 0, 3, 5] },
  { shape: shapes.copyOnly, weights: [5, 6, 6, 6, 6] },
];

const slips: readonly (readonly [RegExp, string])[] = [
  [/\bdefinitive\b/, "definative"],
  [/\bcouldn't\b/, "couldnt"],
  [/\bdon't\b/, "dont"],
  [/\bdoesn't\b/, "doesnt"],
  [/\bisn't\b/, "isnt"],
  [/\bit's\b/, "its"],
  [/\bI've\b/, "Ive"],
  [/\bI'm\b/, "Im"],
  [/\btheir\b/, "there"],
  [/\bquiet\b/, "quite"],
  [/\brecommended\b/, "reccomended"],
  [/\bexcellent\b/, "excelent"],
  [/\barrived\b/, "arived"],
  [/\bwhich\b/, "wich"],
  [/\bthe\b/, "teh"],
];

/** A slip of the fingers: a common misspelling, or a letter lost from a longer word. Names, having capitals, are spared. */
function slip(random: Random, text: string): string {
  const known = slips.filter(([pattern]) => pattern.test(text));
  if (known.length > 1) {
    const [pattern, wrong] = pick(random, known);
    return text.replace(pattern, wrong);
  }
  const word = pick(random, text.match(/\b[a-z]{7,}\b/g) ?? [""]);
  const at = Math.floor(word.length / 2);
  return text.replace(word, word.slice(0, at) + word.slice(at + 1));
}

/** What haste does to a text: a slip, everything in lower case, a missing full stop, or one that became an exclamation mark. */
function inHaste(random: Random, text: string, delighted: boolean): string {
  let hasty = chance(random, 0.06) ? slip(random, text) : text;
  if (chance(random, 0.07)) hasty = hasty.toLowerCase();
  if (hasty.endsWith(".") && chance(random, 0.12)) hasty = hasty.slice(0, -1) + (delighted && chance(random, 0.5) ? "!" : "");
  return hasty;
}

/**
 * Writes one customer's review, a single line of plain text (8 to 900 characters).
 *
 * `random` is drawn from as often as needed: the same stream and subject give the same text. The text fits the stars, the style of music
 * (only vocal jazz has voices, no style is given an instrument it may lack) and the state of the copy (only used ones are graded).
 */
export function writeReview(random: Random, about: ReviewSubject): string {
  const draft = startDraft(random, about);
  const weights = repertoire.map(({ shape, weights }) => (shape === shapes.memory && !draft.tags.has("classic") ? 0 : weights[about.rating - 1] ?? 0));
  const chosen = weighted(random, repertoire, weights);
  const text = chosen.shape(draft);
  return chosen.careful ? text : inHaste(random, text, about.rating === 5);
}
