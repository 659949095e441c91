import { chance, pick, weighted } from "../random";
import type { Draft } from "./review-draft";
import { join, musicLine } from "./review-draft";
import { plainCopy, pressing, sleeve } from "./review-phrases";
import { consolations, mixUps, verdicts } from "./review-phrases-complaints";
import { arrival, price, staff } from "./review-phrases-service";
import type { Lines, Tone, ToneLines } from "./review-tone";

type RemarkSubject = "pressing" | "sleeve" | "arrival" | "price" | "staff";

const subjects: readonly RemarkSubject[] = ["pressing", "sleeve", "arrival", "price", "staff"];
const praiseWeights: Readonly<Record<RemarkSubject, number>> = { pressing: 9, sleeve: 4, arrival: 5, price: 2, staff: 2 };
const blameWeights: Readonly<Record<RemarkSubject, number>> = { pressing: 11, sleeve: 4, arrival: 4, price: 1, staff: 1 };

function linesOn(draft: Draft, subject: RemarkSubject): ToneLines {
  if (subject === "pressing") return chance(draft.random, 0.4) ? plainCopy : pressing[draft.condition];
  return { sleeve: sleeve[draft.condition], arrival: arrival[draft.way], price, staff }[subject];
}

/** A sentence about the copy, the way it came, its price or the people, on a subject this text has not touched (or on the one asked for). */
export function remark(draft: Draft, tone: Tone, only?: RemarkSubject): string {
  const open = only === undefined ? subjects.filter((subject) => !draft.subjects.has(subject)) : [only];
  if (open.length === 0) return "";
  const heaviness = tone === "bad" ? blameWeights : praiseWeights;
  const subject = weighted(
    draft.random,
    open,
    open.map((name) => heaviness[name])
  );
  draft.subjects.add(subject);
  if (subject === "pressing") draft.tags.add("sound");
  return draft.say(linesOn(draft, subject)[tone]);
}

/** What is wrong, concretely: nearly always the copy itself, now and then a mistake in the order. */
export function fault(draft: Draft): string {
  const isMixUp = chance(draft.random, 0.2);
  const text = isMixUp ? draft.say(mixUps) : remark(draft, "bad", chance(draft.random, 0.8) ? "pressing" : "sleeve");
  draft.subjects.add("pressing");
  return text;
}

/** The last word, with the given probability. */
export const verdict = (draft: Draft, probability: number): string => draft.maybe(probability, verdicts[draft.rating]);

/** A kind word for the music where the copy has spoiled it. */
export const consolation = (draft: Draft, probability: number): string => draft.maybe(probability, consolations);

/** The tone of a whole text: what most of its sentences sound like. */
export function mainTone(draft: Draft): Tone {
  if (draft.rating >= 4) return "good";
  return draft.rating === 3 ? "fair" : "bad";
}

/** Words in front of a sentence. Those of `clauses` want a whole clause behind them, those of `any` also take a fragment. */
const connectors: Readonly<Record<"but" | "worse" | "also" | "least", { readonly clauses: Lines; readonly any: Lines }>> = {
  but: {
    clauses: ["But", "That said,", "However,", "Still,", "Unfortunately"],
    any: ["My only complaint:", "One thing, though:", "One quibble:", "Less good:", "Small minus:", "But:", "What bothers me:"],
  },
  worse: { clauses: ["And", "Also,", "On top of that,", "To make it worse,", "What is more,", "Plus,"], any: ["And then:", "Also:"] },
  also: { clauses: ["And", "Also,", "Besides,"], any: ["Plus:", "Also:"] },
  least: { clauses: ["At least", "On the other hand,", "To be fair,"], any: ["On the plus side:", "The good news:"] },
};

/** First words that a connector may stand before (the sentence then begins in lower case). */
const tieable = new RegExp(
  "^(?:A|An|The|It|There|They|Side|Some|One|No|Not|My|Nobody|Somebody|Two|Too|This|Slight|Minor|Delivery|Quick|Fast|Well|Very|Clear|Great|Good|Lots|Far|Bad|" +
    "Warped|Pressed|Seam|Crushed|Visibly|Constant|Packed|Nice|Clean|Cleaned|Clicks|Crackles|Could|Worth|Cheaper|Fair)\\b"
);

/** Openings that promise a whole clause, with a verb. */
const clause = new RegExp(
  "^(?:It|There|They|Nobody|Somebody|I|This|Side (?:one|two) (?:is|has|skips|jumps)|The (?:sleeve|paper|cover|inner|centre|bass|pressing|sound|record|vinyl|" +
    "box|packaging|price|quality|tracking|last|parcel|disc|queue|racks|grading|spine))\\b"
);

/** Ties a sentence to the one before it, at the given probability; sentences that do not take a connector stand as they are. */
export function tie(draft: Draft, how: keyof typeof connectors, sentence: string, probability = 0.55): string {
  if (!chance(draft.random, probability)) return sentence;
  const isClause = clause.test(sentence) && !/: /.test(sentence);
  if (!isClause && !tieable.test(sentence)) return sentence;
  const { clauses, any } = connectors[how];
  const word = pick(draft.random, isClause && chance(draft.random, 0.75) ? clauses : any);
  return `${word} ${lowerFirst(sentence)}`;
}

/** Lower case first letter, except where the first word is I or a name in capitals. */
export function lowerFirst(sentence: string): string {
  return /^(I|[A-Z]{2,})\b/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** A quibble for four stars and a complaint for three and below, tied to praise that stands before it. */
export function reservation(draft: Draft, only?: RemarkSubject): string {
  const tone = draft.rating >= 4 ? "fair" : draft.rating === 3 ? pick(draft.random, ["fair", "bad"] as const) : "bad";
  return tie(draft, "but", remark(draft, tone, only));
}

/** The sentences that carry a rating, without a frame: music and copy in the proportion the stars ask for. */
export function substance(draft: Draft, atMost = 3): string {
  const { random, rating } = draft;
  const parts: string[] = [];
  if (rating === 5) {
    const bothAboutTheCopy = chance(random, 0.2);
    parts.push(bothAboutTheCopy ? remark(draft, "good", "pressing") : musicLine(draft, "good"), tie(draft, "also", remark(draft, "good"), 0.15));
    if (chance(random, 0.3)) parts.push(remark(draft, "good"));
  } else if (rating === 4) {
    parts.push(chance(random, 0.75) ? musicLine(draft, "good") : remark(draft, "good", "pressing"));
    if (chance(random, 0.3)) parts.push(remark(draft, "good", "arrival"));
    parts.push(reservation(draft));
  } else if (rating === 3) {
    if (chance(random, 0.6)) parts.push(musicLine(draft, "good"), tie(draft, "but", remark(draft, "bad"), 0.75));
    else parts.push(musicLine(draft, "fair"), remark(draft, chance(random, 0.6) ? "good" : "fair"));
    if (chance(random, 0.2)) parts.push(remark(draft, "fair"));
  } else {
    parts.push(fault(draft));
    if (chance(random, 0.5)) parts.push(tie(draft, "worse", remark(draft, "bad")));
    parts.push(consolation(draft, rating === 2 ? 0.5 : 0.2));
  }
  return join(...parts.slice(0, atMost));
}
