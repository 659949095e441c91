import { between, chance, pick, weighted } from "../random";
import { join, musicLine, tidy, type Draft, type Lines, type Tone } from "./review-draft";
import { arrival, pressing, price, sleeve, staff } from "./review-phrases";
import { compromises, contacts, ironies, letters, mixUps, refusals, rescues, verdicts } from "./review-phrases-complaints";
import { dryQuibbles, dryRemarks, oneLiners, scraps } from "./review-phrases-short";
import { collecting, comparisons, elders, gifts, memories, memoryEndings, newcomers } from "./review-phrases-stories";
import { foreignHellos, foreignMusic, foreignRest, grumbles, plays, raves, sides } from "./review-phrases-voices";

/** One way to build a review; answers the whole text. */
export type Shape = (draft: Draft) => string;

const remarks: Readonly<Record<string, (draft: Draft) => Readonly<Record<Tone, Lines>>>> = {
  pressing: (draft) => pressing[draft.condition],
  sleeve: (draft) => sleeve[draft.condition],
  arrival: (draft) => arrival[draft.way],
  price: () => price,
  staff: () => staff,
};

/** A sentence about the copy, the way it came, its price or the people, on a subject this text has not touched. */
function remark(draft: Draft, tone: Tone, only?: keyof typeof remarks): string {
  const open = only === undefined ? Object.keys(remarks).filter((subject) => !draft.subjects.has(subject)) : [only];
  if (open.length === 0) return "";
  const heaviness: Record<string, number> = tone === "bad" ? { pressing: 10, sleeve: 4, arrival: 4, price: 1, staff: 1 } : { pressing: 8, sleeve: 4, arrival: 4, price: 2, staff: 2 };
  const subject = weighted(draft.random, open, open.map((name) => heaviness[name] ?? 1));
  draft.subjects.add(subject);
  return draft.say(remarks[subject]?.(draft)[tone] ?? []);
}

/** What is wrong, concretely: nearly always the copy itself, now and then a mistake in the order. */
function fault(draft: Draft): string {
  draft.subjects.add("pressing");
  return chance(draft.random, 0.2) ? draft.say(mixUps) : remark(draft, "bad", chance(draft.random, 0.8) ? "pressing" : "sleeve");
}

/** The main tone of a whole text: three stars lean either way, two may have a kind word. */
export function mainTone(draft: Draft): Tone {
  if (draft.rating >= 4) return "good";
  if (draft.rating === 3) return "fair";
  return "bad";
}

const verdict = (draft: Draft, probability: number): string => draft.maybe(probability, verdicts[draft.rating]);

/** The sentences that carry a rating, without a frame: music and copy in the proportion the stars ask for. */
function substance(draft: Draft, atMost = 3): string {
  const { random, rating } = draft;
  const parts: string[] = [];
  if (rating === 5) {
    parts.push(chance(random, 0.8) ? musicLine(draft, "good") : remark(draft, "good"), remark(draft, "good"));
    if (chance(random, 0.3)) parts.push(remark(draft, "good"));
  } else if (rating === 4) {
    parts.push(chance(random, 0.75) ? musicLine(draft, "good") : remark(draft, "good", "pressing"), remark(draft, "fair"));
    if (chance(random, 0.3)) parts.push(remark(draft, "good"));
  } else if (rating === 3) {
    if (chance(random, 0.55)) parts.push(musicLine(draft, "good"), remark(draft, "bad"));
    else parts.push(musicLine(draft, "fair"), remark(draft, chance(random, 0.5) ? "good" : "fair"));
    if (chance(random, 0.25)) parts.push(remark(draft, "fair"));
  } else {
    parts.push(fault(draft));
    if (chance(random, 0.5)) parts.push(remark(draft, "bad"));
    if (chance(random, rating === 2 ? 0.5 : 0.2)) parts.push(musicLine(draft, rating === 2 ? "good" : "fair"));
  }
  return join(...parts.slice(0, atMost));
}

export const plain: Shape = (draft) => join(substance(draft), verdict(draft, 0.35));

export const oneLiner: Shape = (draft) => draft.say(oneLiners[draft.rating]);

/** "great playing, flat and clean, few ticks. four stars" */
export const telegram: Shape = (draft) => {
  const tones: Record<number, readonly Tone[]> = { 5: ["good", "good", "good"], 4: ["good", "good", "fair"], 3: ["good", "bad", "fair"], 2: ["fair", "bad", "bad"], 1: ["bad", "bad", "bad"] };
  const [music = "good", object = "good", service = "good"] = tones[draft.rating] ?? [];
  const parts = [draft.rating === 1 ? "" : draft.say(scraps.music[music]), draft.say(scraps.object[object]), chance(draft.random, 0.6) ? draft.say(scraps.service[service]) : ""].filter((part) => part !== "");
  const last = draft.say(scraps.last[draft.rating]);
  return pick(draft.random, [
    () => `${parts.map((part, index) => (index === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1))).join(", ")}. ${last}.`,
    () => `${[...parts, last].join(". ")}.`,
    () => `${parts.join(" / ").toLowerCase()} / ${last.toLowerCase()}`,
  ])();
};

export const memory: Shape = (draft) => {
  const tone = mainTone(draft);
  const start = join(draft.say(memories), draft.say(memoryEndings[tone]));
  if (draft.rating === 5) return join(start, draft.rating === 5 && chance(draft.random, 0.6) ? remark(draft, "good") : "", verdict(draft, 0.25));
  return join(start, remark(draft, draft.rating === 4 ? "fair" : "bad", draft.rating === 4 ? undefined : "pressing"), verdict(draft, 0.4));
};

export const gift: Shape = (draft) => {
  const tone = mainTone(draft);
  return join(draft.say(gifts[tone]), remark(draft, draft.rating === 4 ? "fair" : tone === "fair" ? "bad" : tone), verdict(draft, 0.3));
};

export const comparison: Shape = (draft) => {
  const tone = mainTone(draft);
  draft.subjects.add("pressing");
  const rest = draft.rating === 4 ? remark(draft, "fair", "sleeve") : draft.rating <= 2 ? remark(draft, "bad", "pressing") : remark(draft, tone);
  return join(draft.say(comparisons[tone]), chance(draft.random, 0.4) ? musicLine(draft, draft.rating >= 3 ? "good" : "fair") : "", rest);
};

export const collector: Shape = (draft) => {
  const tone = mainTone(draft);
  const first = draft.say(collecting[tone]);
  draft.subjects.add("pressing");
  const second = draft.rating >= 4 ? remark(draft, draft.rating === 5 ? "good" : "fair", "sleeve") : remark(draft, "bad", draft.rating === 3 ? "sleeve" : "pressing");
  return join(first, second, chance(draft.random, 0.4) ? musicLine(draft, draft.rating >= 3 ? "good" : "fair") : "", verdict(draft, 0.25));
};

/** "Vinyl VG+, sleeve VG, music A." */
export const scoreCard: Shape = (draft) => {
  const { random, rating } = draft;
  const grades = { 5: ["NM", "NM-", "VG+"], 4: ["VG+", "strong VG", "VG+"], 3: ["VG", "VG at best", "VG minus"], 2: ["G+", "G+ on a good day", "G"], 1: ["G", "poor", "G at most"] }[rating];
  const points = (low: number, high: number): string => `${Math.max(1, between(random, low, high))}/10`;
  const music = rating >= 3 ? points(8, 10) : points(6, 10);
  const card =
    draft.condition === "used"
      ? pick(random, [`Vinyl ${pick(random, grades)}, sleeve ${pick(random, grades)}, music ${music}.`, `My grading: disc ${pick(random, grades)}, cover ${pick(random, grades)}. The music gets ${music}.`])
      : pick(random, [
          `Music ${music}, pressing ${points(rating * 2 - 1, rating * 2)}, sleeve ${points(rating * 2 - 2, rating * 2)}.`,
          `Sound ${points(rating * 2 - 1, rating * 2)}. Presentation ${points(rating * 2 - 2, rating * 2)}. Music ${music}.`,
        ]);
  draft.subjects.add("music");
  return join(card, rating <= 2 ? remark(draft, "bad", "pressing") : rating === 3 ? remark(draft, "fair") : "", verdict(draft, 0.5));
};

/** "Good: the playing, the sleeve. Less good: the wait." */
export const prosAndCons: Shape = (draft) => {
  const { random, rating } = draft;
  const scrap = (subject: "music" | "object" | "service", tone: Tone): string => draft.say(scraps[subject][tone]).toLowerCase().replace("music: ", "").replace(/\bok$/, "okay");
  const pros = rating === 1 ? [pick(random, ["the cover photo", "the music, when you can hear it", "nothing comes to mind", "it was quick to return"])] : rating === 2 ? [scrap("music", "good")] : [scrap("music", "good"), scrap(pick(random, ["object", "service"]), rating === 3 ? "fair" : "good")];
  const cons =
    rating === 5
      ? [pick(random, ["it ends", "my wallet", "the neighbours disagree", "nothing", "nothing I can think of", "I have to get up to turn it over", "only two sides"])]
      : rating === 4
        ? [scrap("object", "fair")]
        : [scrap("object", "bad"), ...(chance(random, 0.6) ? [scrap("service", "bad")] : [])];
  const [plus, minus] = pick(random, [["Good", "Less good"], ["Plus", "Minus"], ["For", "Against"], ["What I like", "What I don't"], ["Up side", "Down side"]] as const);
  return join(`${plus}: ${pros.join(", ")}. ${minus}: ${cons.join(", ")}.`, verdict(draft, 0.25));
};

export const shopStory: Shape = (draft) => {
  const tone = mainTone(draft);
  draft.subjects.add("arrival").add("staff");
  const first = draft.say(arrival[draft.way][tone]);
  const second = draft.maybe(0.7, staff[draft.rating === 4 ? "good" : tone]);
  const rest = draft.rating === 5 ? musicLine(draft, "good") : draft.rating === 4 ? remark(draft, "fair") : remark(draft, "bad", "pressing");
  return join(first, second, rest, verdict(draft, 0.3));
};

/** Fault, what the customer did, what the shop answered, last word. */
export const dispute: Shape = (draft) => {
  const answer = draft.rating === 1 ? refusals : draft.rating === 2 ? (chance(draft.random, 0.6) ? compromises : refusals) : compromises;
  return join(fault(draft), draft.say(contacts), draft.say(answer), verdict(draft, 0.5));
};

const firstFaults = [
  "The first copy skipped on side [one|two].",
  "First copy: warped like a roof tile.",
  "It began badly: the first one had a scratch from edge to label.",
  "The first one arrived with a crushed corner.",
  "My first copy crackled like a fireplace.",
  "There was the wrong record in the sleeve, which can happen.",
  "The first attempt was off centre, no fun at all.",
  "I was ready to write an angry review, because the first copy was unplayable.",
];

/** A bad start that the shop put right: four and five stars. */
export const rescued: Shape = (draft) => {
  draft.subjects.add("pressing").add("staff").add("arrival");
  return join(draft.say(firstFaults), draft.say(rescues), draft.rating === 4 ? draft.maybe(0.5, ["Cost me [a week|ten days], hence four.", "Would have been five without the detour.", "One star for the trouble.", "A second check before it leaves the shop would do."]) : "", chance(draft.random, 0.5) ? musicLine(draft, "good") : "", verdict(draft, 0.3));
};

export const letter: Shape = (draft) => join(draft.say(letters.openings), fault(draft), draft.rating === 2 && chance(draft.random, 0.5) ? musicLine(draft, "good") : "", chance(draft.random, 0.5) ? draft.say(contacts) : "", draft.say(letters.closings));

export const ironic: Shape = (draft) => join(draft.say(ironies), verdict(draft, 0.15));

/** "Great music, terrible pressing": one breath for, one against, then the reason. */
export const forAndAgainst: Shape = (draft) => {
  const { random, rating } = draft;
  const praise = draft.say(["[Great|Wonderful|Glorious] music", "[Marvellous|Brilliant] playing", "Five-star music", "{artist} at [full stretch|their best]", "I love {record}", "Music beyond criticism", "What a band"]);
  const against = draft.say(
    rating === 4
      ? ["[slightly|a bit] noisy pressing", "so-so sleeve", "a copy that is nearly there", "decent copy", "the quality control could be better"]
      : rating === 3
        ? ["mediocre pressing", "middling copy", "three-star vinyl", "shame about the [noise|ticks]", "pity about the [copy|vinyl]"]
        : ["[terrible|awful|dreadful] pressing", "one-star vinyl", "hopeless copy", "shame about [everything else|the disc it is on]", "and a copy for the bin"],
  );
  const link = pick(random, [", ", " - ", ", but "]);
  draft.subjects.add("music");
  return join(`${praise}${link}${against.charAt(0).toLowerCase()}${against.slice(1)}.`, remark(draft, rating === 4 ? "fair" : "bad", "pressing"), verdict(draft, 0.4));
};

export const bySide: Shape = (draft) => {
  const { random, rating } = draft;
  const [first, second]: readonly [Tone, Tone] = rating === 5 ? ["good", "good"] : rating === 4 ? ["good", "fair"] : rating === 3 ? ["good", "bad"] : rating === 2 ? ["fair", "bad"] : ["bad", "bad"];
  const one = draft.say(sides[first]).toLowerCase();
  const two = draft.say(sides[second]).toLowerCase();
  const swapped = chance(random, 0.4);
  const text = tidy(pick(random, [`Side one: ${swapped ? two : one}. Side two: ${swapped ? one : two}.`, `Side one is ${one}, side two ${two}.`, `A side ${one}, B side ${two}.`]));
  draft.subjects.add("pressing");
  return join(text, rating >= 4 ? remark(draft, "good") : chance(random, 0.5) ? remark(draft, "bad") : "", verdict(draft, 0.4));
};

/** "First play: not sure. Second play: better. Third: goosebumps." */
export const diary: Shape = (draft) => {
  const { random, rating } = draft;
  const tones = ({ 5: [chance(random, 0.4) ? "fair" : "good", "good", "good"], 4: ["good", "fair", "good"], 3: ["fair", "good", "fair"], 2: ["fair", "bad", "bad"], 1: ["bad", "bad", "bad"] } as const)[rating];
  const [a, b, c] = tones.map((tone) => draft.say(plays[tone]).toLowerCase());
  const text = pick(random, [`First play: ${a}. Second play: ${b}. Third: ${c}.`, `Friday: ${a}. Saturday: ${b}. Sunday: ${c}.`, `Played it once, ${a}. Played it twice, ${b}. After that: ${c}.`]);
  return join(text, rating === 5 ? "" : remark(draft, rating === 4 ? "fair" : "bad", "pressing"), verdict(draft, 0.3));
};

export const foreigner: Shape = (draft) => {
  const { random, rating } = draft;
  const hello = draft.maybe(0.35, foreignHellos);
  const music = draft.say(foreignMusic[rating >= 4 ? "good" : rating === 3 ? pick(random, ["good", "fair"] as const) : "fair"]);
  const rest = draft.say(foreignRest[rating === 5 ? "good" : rating === 4 ? "fair" : "bad"]);
  const more = rating >= 4 ? draft.maybe(0.5, foreignRest.good) : rating <= 2 ? draft.maybe(0.6, foreignRest.bad) : "";
  const text = rating <= 2 ? join(rest, more, chance(random, 0.4) ? music : "") : join(music, rest, more);
  return hello.endsWith(",") && !/^I\b/.test(text) ? `${hello} ${text.charAt(0).toLowerCase()}${text.slice(1)}` : join(hello, text);
};

export const elder: Shape = (draft) => {
  const tone = mainTone(draft);
  const rest = draft.rating === 5 ? musicLine(draft, "good") : draft.rating === 4 ? draft.say(elders.fair) : remark(draft, "bad", "pressing");
  return join(draft.say(elders[tone]), rest, draft.rating >= 4 ? remark(draft, "good") : "", draft.rating === 1 ? draft.say(refusals) : "");
};

export const newcomer: Shape = (draft) => join(draft.say(newcomers[mainTone(draft)]), draft.rating >= 4 ? musicLine(draft, "good") : musicLine(draft, draft.rating === 3 ? "fair" : "bad"), draft.rating === 5 ? draft.maybe(0.4, staff.good) : remark(draft, draft.rating === 4 ? "fair" : "bad"));

/** Taste alone: nothing wrong with the copy. */
export const taste: Shape = (draft) => {
  if (draft.rating >= 4) return join(musicLine(draft, "good"), musicLine(draft, "good"), draft.rating === 4 ? musicLine(draft, "fair") : "", verdict(draft, 0.2));
  const tone = draft.rating === 3 ? "fair" : "bad";
  return join(musicLine(draft, tone), chance(draft.random, 0.4) ? musicLine(draft, tone) : "", draft.rating > 1 ? draft.maybe(0.6, pressing[draft.condition].good) : remark(draft, "bad", "pressing"));
};

export const raving: Shape = (draft) => {
  const tone = mainTone(draft);
  return join(draft.say(raves[tone]), draft.rating >= 3 ? musicLine(draft, "good") : "", draft.rating === 5 ? draft.maybe(0.5, raves.good) : "", draft.rating === 5 ? "" : remark(draft, draft.rating === 4 ? "fair" : "bad", "pressing"), verdict(draft, 0.2));
};

export const grumbling: Shape = (draft) => join(draft.say(grumbles[mainTone(draft)]), substance(draft, 2), verdict(draft, 0.25));

export const dry: Shape = (draft) => {
  const count = between(draft.random, 1, 3);
  const remarksMade = Array.from({ length: count }, () => draft.say(dryRemarks));
  return join(...remarksMade, draft.rating === 4 ? draft.say(dryQuibbles) : "");
};

/** Remarks on the copy only, the music taken as known. */
export const copyOnly: Shape = (draft) => {
  const tone = mainTone(draft);
  const second = draft.rating === 4 ? "fair" : draft.rating === 3 ? "good" : tone;
  return join(remark(draft, draft.rating === 3 ? "bad" : tone, "pressing"), remark(draft, second), draft.rating === 5 ? remark(draft, "good") : "", verdict(draft, 0.3));
};
