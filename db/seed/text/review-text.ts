import type { Random } from "../random";
import { chance, weighted } from "../random";
import { startDraft, type ReviewSubject } from "./review-draft";
import * as shapes from "./review-shapes";

type Weights = readonly [one: number, two: number, three: number, four: number, five: number];

/** How often each way of writing is chosen, by stars. Voices too composed to be careless keep their spelling. */
const repertoire: readonly { readonly shape: shapes.Shape; readonly weights: Weights; readonly careful?: true }[] = [
  { shape: shapes.plain, weights: [10, 12, 18, 20, 18] },
  { shape: shapes.oneLiner, weights: [6, 7, 7, 7, 8] },
  { shape: shapes.telegram, weights: [5, 6, 7, 7, 6] },
  { shape: shapes.memory, weights: [2, 3, 4, 6, 8] },
  { shape: shapes.gift, weights: [4, 3, 3, 4, 4] },
  { shape: shapes.comparison, weights: [4, 4, 5, 5, 5] },
  { shape: shapes.collector, weights: [6, 5, 6, 6, 6], careful: true },
  { shape: shapes.scoreCard, weights: [2, 3, 4, 4, 3] },
  { shape: shapes.prosAndCons, weights: [3, 4, 5, 4, 3] },
  { shape: shapes.shopStory, weights: [5, 4, 4, 5, 5] },
  { shape: shapes.dispute, weights: [16, 12, 4, 0, 0] },
  { shape: shapes.rescued, weights: [0, 0, 0, 4, 3] },
  { shape: shapes.letter, weights: [8, 8, 0, 0, 0], careful: true },
  { shape: shapes.ironic, weights: [10, 8, 0, 0, 0], careful: true },
  { shape: shapes.forAndAgainst, weights: [3, 9, 9, 3, 0] },
  { shape: shapes.bySide, weights: [2, 3, 4, 3, 2] },
  { shape: shapes.diary, weights: [2, 3, 4, 3, 3] },
  { shape: shapes.foreigner, weights: [6, 6, 6, 6, 6], careful: true },
  { shape: shapes.elder, weights: [4, 4, 3, 3, 3], careful: true },
  { shape: shapes.newcomer, weights: [0, 1, 3, 4, 4] },
  { shape: shapes.taste, weights: [1, 4, 7, 7, 10] },
  { shape: shapes.raving, weights: [2, 3, 3, 4, 7] },
  { shape: shapes.grumbling, weights: [6, 6, 5, 4, 3] },
  { shape: shapes.dry, weights: [0, 0, 0, 3, 5] },
  { shape: shapes.copyOnly, weights: [5, 6, 6, 6, 6] },
];

const slips: readonly (readonly [RegExp, string])[] = [
  [/\bdefinitive\b/, "definative"],
  [/\bcouldn't\b/, "couldnt"],
  [/\bdon't\b/i, "dont"],
  [/\bisn't\b/, "isnt"],
  [/\bit's\b/i, "its"],
  [/\bI've\b/, "Ive"],
  [/\bI'm\b/, "Im"],
  [/\bbeautiful/i, "beatiful"],
  [/\bexactly\b/i, "exacly"],
  [/\bfavourite\b/i, "favorite"],
  [/\breally\b/i, "realy"],
  [/\btheir\b/, "there"],
  [/\bquiet\b/, "quite"],
  [/\brecommended\b/i, "reccomended"],
  [/\bwarped\b/i, "waped"],
  [/\bpressing\b/, "presing"],
  [/\bseparate\b/, "seperate"],
  [/\bthe ([a-z])/, "teh $1"],
];

/** What haste does to a text: a slip of the fingers, everything in lower case, a missing full stop, too many exclamation marks. */
function inHaste(random: Random, text: string, glad: boolean): string {
  let hasty = text;
  if (chance(random, 0.06)) {
    const slip = slips.find(([pattern]) => pattern.test(hasty));
    if (slip !== undefined) hasty = hasty.replace(slip[0], slip[1]);
  }
  if (chance(random, 0.07)) hasty = hasty.toLowerCase();
  if (hasty.endsWith(".") && chance(random, 0.12)) hasty = hasty.slice(0, -1) + (glad && chance(random, 0.4) ? "!" : "");
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
  const chosen = weighted(random, repertoire, repertoire.map(({ shape, weights }) => (shape === shapes.memory && draft.family === "modern" ? 0 : (weights[about.rating - 1] ?? 0))));
  const text = chosen.shape(draft);
  return chosen.careful ? text : inHaste(random, text, about.rating >= 4);
}
