import { between, chance, pick } from "../random";
import type { Draft, Shape } from "./review-draft";
import { join, tidy } from "./review-draft";
import { dryQuibbles, dryRemarks, oneLiners, scraps } from "./review-phrases-short";
import { firstPlays, laterPlays, sides } from "./review-phrases-voices";
import { wholes } from "./review-phrases-wholes";
import { lowerFirst, remark, verdict } from "./review-remarks";
import type { Tone } from "./review-tone";

type ThreeTones = readonly [Tone, Tone, Tone];

/** A longer review that somebody wrote in one go. */
export const whole: Shape = (draft) => draft.say(wholes[draft.rating]);

/** One line, and that is all. */
export const oneLiner: Shape = (draft) => draft.say(oneLiners[draft.rating]);

/** Tones of what is said about music, object and service in a text of scraps. */
function scrapTones({ random, rating }: Draft): ThreeTones {
  if (rating === 5) return ["good", "good", "good"];
  if (rating === 4) return ["good", "good", "fair"];
  if (rating === 3) return ["good", chance(random, 0.5) ? "fair" : "bad", "fair"];
  return [rating === 2 ? "fair" : "bad", "bad", "bad"];
}

/** "Great playing, flat and clean, few ticks. Four stars." */
export const telegram: Shape = (draft) => {
  const [music, object, service] = scrapTones(draft);
  const all = [draft.rating === 1 ? "" : draft.say(scraps.music[music]), draft.say(scraps.object[object]), draft.maybe(0.6, scraps.service[service])];
  const parts = all.filter((part) => part !== "");
  const last = draft.say(scraps.last[draft.rating]);
  return pick(draft.random, [
    `${parts.map((part, index) => (index === 0 ? part : lowerFirst(part))).join(", ")}. ${last}.`,
    `${[...parts, last].join(". ")}.`,
    [...parts, last].join(" / ").toLowerCase(),
  ]);
};

const grades = {
  5: ["NM", "NM-", "VG+"],
  4: ["VG+", "strong VG", "VG+"],
  3: ["VG", "VG at best", "VG minus"],
  2: ["G+", "G+ on a good day", "G"],
  1: ["G", "poor", "G at most"],
} as const;

/** "Vinyl VG+, sleeve VG, music 9/10." Only used copies are graded, new ones get points. */
export const scoreCard: Shape = (draft) => {
  const { random, rating } = draft;
  const points = (low: number, high: number): string => `${Math.max(1, between(random, low, high))}/10`;
  const music = points(rating === 5 ? 9 : rating >= 3 ? 8 : 6, 10);
  const [disc, cover] =
    draft.condition === "used"
      ? [pick(random, grades[rating]), pick(random, grades[rating])]
      : [points(rating * 2 - 1, rating * 2), points(rating * 2 - 2, rating * 2)];
  const card = pick(
    random,
    draft.condition === "used"
      ? [`Vinyl ${disc}, sleeve ${cover}, music ${music}.`, `My grading: disc ${disc}, cover ${cover}. The music gets ${music}.`]
      : [`Music ${music}, pressing ${disc}, sleeve ${cover}.`, `Sound ${disc}. Presentation ${cover}. Music ${music}.`]
  );
  const reason = rating <= 2 ? remark(draft, "bad", "pressing") : rating === 3 ? remark(draft, "fair") : "";
  return join(card, reason, verdict(draft, 0.5));
};

const headings = ["Good/Less good", "Plus/Minus", "For/Against", "What I like/What I don't", "Up side/Down side"];
const praiseAtOneStar = ["the cover photo", "the music, when you can hear it", "nothing comes to mind", "it was quick to return"];
const blameAtFiveStars = [
  "it ends",
  "my wallet",
  "the neighbours disagree",
  "nothing",
  "nothing I can think of",
  "I have to get up to turn it over",
  "only two sides",
];

/** "Good: the playing, lovely sleeve. Less good: postage dear." */
export const prosAndCons: Shape = (draft) => {
  const { random, rating } = draft;
  const scrap = (subject: "music" | "object" | "service", tone: Tone): string => lowerFirst(draft.say(scraps[subject][tone])).replace("music: ", "");
  const pros = rating === 1 ? [draft.say(praiseAtOneStar)] : [scrap("music", "good")];
  if (rating >= 3) pros.push(scrap(rating > 3 && chance(random, 0.5) ? "object" : "service", "good"));
  const cons = rating === 5 ? [draft.say(blameAtFiveStars)] : [scrap("object", rating === 4 ? "fair" : "bad")];
  if (rating <= 3 && chance(random, 0.6)) cons.push(scrap("service", "bad"));
  const [plus, minus] = pick(random, headings).split("/");
  return join(`${plus}: ${pros.map(lowerFirst).join(", ")}. ${minus}: ${cons.map(lowerFirst).join(", ")}.`, verdict(draft, 0.25));
};

const praises = [
  "[Great|Wonderful|Glorious] music",
  "[Marvellous|Brilliant] playing",
  "Five-star music",
  "{artist} at [full stretch|their best]",
  "I love {record}",
  "Music beyond criticism",
  "What a band",
];
const withdrawals = {
  4: ["[slightly|a bit] noisy pressing", "so-so sleeve", "a copy that is nearly there", "the quality control could be better"],
  3: ["mediocre pressing", "middling copy", "three-star vinyl", "shame about the [noise|ticks]", "pity about the [copy|vinyl]"],
  2: ["[terrible|awful|dreadful] pressing", "one-star vinyl", "hopeless copy", "shame about [everything else|the disc it is on]", "a copy for the bin"],
};

/** "Great music, terrible pressing": one breath for, one against, then the reason. */
export const forAndAgainst: Shape = (draft) => {
  const { random, rating } = draft;
  const praise = draft.say(praises);
  const against = lowerFirst(draft.say(withdrawals[rating >= 4 ? 4 : rating === 3 ? 3 : 2]));
  const reason = remark(draft, rating === 4 ? "fair" : "bad", "pressing");
  return join(`${praise}${pick(random, [", ", " - ", "; "])}${against}.`, reason, verdict(draft, 0.4));
};

const sideTones: Readonly<Record<Draft["rating"], readonly [Tone, Tone]>> = {
  5: ["good", "good"],
  4: ["good", "fair"],
  3: ["good", "bad"],
  2: ["fair", "bad"],
  1: ["bad", "bad"],
};

/** Side one against side two. */
export const bySide: Shape = (draft) => {
  const { random, rating } = draft;
  const judged = sideTones[rating].map((tone) => lowerFirst(draft.say(sides[tone])));
  const [one, two] = chance(random, 0.3) ? judged.reverse() : judged;
  const text = pick(random, [`Side one: ${one}. Side two: ${two}.`, `Side one is ${one}, side two ${two}.`, `A side ${one}, B side ${two}.`]);
  draft.subjects.add("pressing");
  const more = rating >= 4 ? remark(draft, "good") : chance(random, 0.5) ? remark(draft, "bad") : "";
  return join(tidy(text), more, verdict(draft, 0.4));
};

const playTones: Readonly<Record<Draft["rating"], ThreeTones>> = {
  5: ["good", "good", "good"],
  4: ["good", "fair", "good"],
  3: ["fair", "good", "fair"],
  2: ["fair", "bad", "bad"],
  1: ["bad", "bad", "bad"],
};

/** "First play: not sure. Second play: better. Third: goosebumps." */
export const diary: Shape = (draft) => {
  const { random, rating } = draft;
  const [first, second, third] = playTones[rating];
  const one = lowerFirst(draft.say(firstPlays[rating === 5 && chance(random, 0.4) ? "fair" : first]));
  const two = lowerFirst(draft.say(laterPlays[second]));
  const three = lowerFirst(draft.say(laterPlays[third]));
  const text = pick(random, [
    `First play: ${one}. Second play: ${two}. Third: ${three}.`,
    `Friday: ${one}. Saturday: ${two}. Sunday: ${three}.`,
    `Played it once, ${one}. Played it twice, ${two}. After that: ${three}.`,
  ]);
  return join(text, rating === 5 ? "" : remark(draft, rating >= 3 ? "fair" : "bad", "pressing"), verdict(draft, 0.3));
};

/** People who do not gush: four and five stars without an adjective. */
export const dry: Shape = (draft) => {
  const remarks = Array.from({ length: between(draft.random, 1, 3) }, () => draft.say(dryRemarks));
  return join(...remarks, draft.rating === 4 ? draft.say(dryQuibbles) : "");
};
