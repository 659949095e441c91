import { chance, pick } from "../random";
import type { Shape } from "./review-draft";
import { join, musicLine } from "./review-draft";
import { pressing } from "./review-phrases";
import { compromises, contacts, ironies, letters, refusals, rescues } from "./review-phrases-complaints";
import { arrival, staff } from "./review-phrases-service";
import { collecting, comparisons, destinations, elders, gifts, memories, memoryEndings, newcomers, roads } from "./review-phrases-stories";
import { foreignCopy, foreignHellos, foreignMusic, foreignService, grumbles, raves } from "./review-phrases-voices";
import { occasions } from "./review-phrases-wholes";
import { consolation, fault, lowerFirst, mainTone, remark, reservation, substance, tie, verdict } from "./review-remarks";

/** A sentence or two on music and copy, no frame. */
export const plain: Shape = (draft) => join(draft.maybe(0.25, occasions), substance(draft), verdict(draft, 0.35));

/** Four to six sentences that go through everything: why, what, how it sounds, how it came. */
export const thorough: Shape = (draft) => {
  const { random, rating } = draft;
  const start = draft.say(occasions);
  const music = rating === 3 && chance(random, 0.4) ? musicLine(draft, "fair") : musicLine(draft, "good");
  const bought = remark(draft, rating >= 3 ? "good" : "bad", "arrival");
  const end = verdict(draft, 0.6);
  if (rating === 5) return join(start, music, remark(draft, "good", "pressing"), remark(draft, "good", "sleeve"), bought, end);
  if (rating === 4) return join(start, bought, music, remark(draft, "good", "sleeve"), reservation(draft, "pressing"), end);
  if (rating === 3) return join(start, music, bought, reservation(draft, "pressing"), remark(draft, "fair", chance(random, 0.5) ? "sleeve" : "price"), end);
  return join(
    start,
    bought,
    tie(draft, "worse", remark(draft, "bad", "pressing")),
    remark(draft, "bad", chance(random, 0.5) ? "staff" : "price"),
    consolation(draft, rating === 2 ? 0.6 : 0.3),
    end
  );
};

/** How somebody came to the record, or what it once was to them, and what this copy is. */
export const memory: Shape = (draft) => {
  const [told, ending] = chance(draft.random, 0.35) ? [roads, destinations] : [memories, memoryEndings];
  const start = join(draft.say(told), draft.say(ending[mainTone(draft)]));
  if (draft.rating === 5) return join(start, chance(draft.random, 0.6) ? remark(draft, "good") : "", verdict(draft, 0.25));
  return join(start, draft.rating === 4 ? reservation(draft) : remark(draft, "bad", "pressing"), verdict(draft, 0.4));
};

/** Bought for somebody else. */
export const gift: Shape = (draft) => {
  const rest = draft.rating === 5 ? remark(draft, "good") : draft.rating === 4 ? reservation(draft) : remark(draft, "bad", "pressing");
  return join(draft.say(gifts[mainTone(draft)]), rest, verdict(draft, 0.3));
};

/** Against other copies and other ways to hear it. */
export const comparison: Shape = (draft) => {
  draft.subjects.add("pressing");
  const first = draft.say(comparisons[mainTone(draft)]);
  if (draft.rating === 5) return join(first, chance(draft.random, 0.5) ? musicLine(draft, "good") : "", remark(draft, "good"));
  if (draft.rating === 4) return join(first, chance(draft.random, 0.3) ? musicLine(draft, "good") : "", reservation(draft, "sleeve"));
  if (draft.rating === 3) return join(first, chance(draft.random, 0.5) ? musicLine(draft, "good") : "", reservation(draft));
  return join(first, remark(draft, "bad", "pressing"), consolation(draft, 0.4));
};

/** Lamp, scale and run-out groove. */
export const collector: Shape = (draft) => {
  const first = draft.say(collecting[mainTone(draft)]);
  draft.subjects.add("pressing");
  if (draft.rating >= 4) {
    const music = chance(draft.random, 0.4) ? musicLine(draft, "good") : "";
    return join(first, draft.rating === 5 ? remark(draft, "good", "sleeve") : reservation(draft, "sleeve"), music, verdict(draft, 0.25));
  }
  if (draft.rating === 3) return join(musicLine(draft, "good"), first, remark(draft, "fair", "sleeve"), verdict(draft, 0.3));
  return join(first, remark(draft, "bad", chance(draft.random, 0.5) ? "pressing" : "sleeve"), consolation(draft, 0.3), verdict(draft, 0.25));
};

/** How it was bought, who sold it, what it was like at home. */
export const shopStory: Shape = (draft) => {
  const tone = mainTone(draft);
  draft.subjects.add("arrival").add("staff");
  const first = draft.say(arrival[draft.way][tone]);
  const second = draft.maybe(0.6, staff[draft.rating === 4 ? "good" : tone]);
  if (draft.rating >= 4) return join(first, second, draft.rating === 5 ? musicLine(draft, "good") : reservation(draft, "pressing"), verdict(draft, 0.3));
  if (draft.rating === 3) return join(first, musicLine(draft, "good"), reservation(draft, "pressing"), verdict(draft, 0.3));
  return join(first, tie(draft, "worse", second), tie(draft, "worse", remark(draft, "bad", "pressing")), verdict(draft, 0.3));
};

/** Fault, what the customer did, what the shop answered, last word. */
export const dispute: Shape = (draft) => {
  const answer = draft.rating === 1 || (draft.rating === 2 && chance(draft.random, 0.4)) ? refusals : compromises;
  return join(fault(draft), draft.say(contacts), draft.say(answer), draft.rating === 3 ? consolation(draft, 0.8) : verdict(draft, 0.5));
};

const firstFaults = [
  "The first copy skipped on side [one|two].",
  "First copy: warped like a roof tile.",
  "It began badly: the first one had a scratch from edge to label.",
  "@post The first one arrived with a crushed corner.",
  "My first copy crackled like a fireplace.",
  "There was the wrong record in the sleeve, which can happen.",
  "The first attempt was off centre, no fun at all.",
  "I was ready to write an angry review, because the first copy was unplayable.",
];

const detours = [
  "Cost me [a week|ten days], hence four.",
  "Would have been five without the detour.",
  "One star for the trouble.",
  "A second check before it leaves the shop would do.",
];

/** A bad start that the shop put right: four and five stars. */
export const rescued: Shape = (draft) => {
  const story = join(draft.say(firstFaults), draft.say(rescues), draft.rating === 4 ? draft.maybe(0.5, detours) : "");
  return join(story, chance(draft.random, 0.5) ? musicLine(draft, "good") : "", verdict(draft, 0.3));
};

/** A complaint with a salutation and a close. */
export const letter: Shape = (draft) => {
  const opening = draft.say(letters.openings);
  const complaint = fault(draft);
  const middle = join(consolation(draft, draft.rating === 2 ? 0.5 : 0.15), draft.maybe(0.5, contacts));
  return join(opening, opening.endsWith(":") ? lowerFirst(complaint) : complaint, middle, draft.say(letters.closings));
};

/** A complaint with a smile. */
export const ironic: Shape = (draft) => join(draft.say(ironies), verdict(draft, 0.15));

/** Borrowed grammar, in the order of the stars. */
const foreignBody: Shape = (draft) => {
  const { random, rating } = draft;
  if (rating === 5) return join(draft.say(foreignMusic.good), draft.say(foreignCopy.good), draft.maybe(0.5, foreignService.good));
  if (rating === 4) {
    const quibble = draft.say(chance(random, 0.7) ? foreignCopy.fair : foreignService.fair);
    return join(draft.say(foreignMusic.good), quibble, draft.maybe(0.4, foreignService.good));
  }
  if (rating === 3 && chance(random, 0.5)) return join(draft.say(foreignMusic.fair), draft.say(foreignCopy.fair));
  if (rating === 3) return join(draft.say(foreignMusic.good), `But ${lowerFirst(draft.say(foreignCopy.bad))}`);
  return join(draft.say(foreignCopy.bad), draft.maybe(rating === 1 ? 0.8 : 0.5, foreignService.bad), draft.maybe(rating === 2 ? 0.5 : 0.1, foreignMusic.fair));
};

/** Somebody who writes English as a second or third language. */
export const foreigner: Shape = (draft) => {
  const hello = draft.maybe(0.35, foreignHellos);
  const body = foreignBody(draft);
  return hello.endsWith(",") ? `${hello} ${lowerFirst(body)}` : join(hello, body);
};

/** An older customer. */
export const elder: Shape = (draft) => {
  const first = draft.say(elders[mainTone(draft)]);
  if (draft.rating === 5) return join(first, musicLine(draft, "good"), remark(draft, "good"));
  if (draft.rating === 4) return join(draft.say(elders.good), draft.say(elders.fair), remark(draft, "good", chance(draft.random, 0.5) ? "arrival" : "staff"));
  if (draft.rating === 3) return join(first, musicLine(draft, "good"), reservation(draft, "pressing"));
  return join(first, remark(draft, "bad", "pressing"), draft.rating === 1 ? draft.say(refusals) : consolation(draft, 0.5));
};

/** Somebody new to the music or to records. */
export const newcomer: Shape = (draft) => {
  const first = draft.say(newcomers[mainTone(draft)]);
  if (draft.rating === 5) return join(first, musicLine(draft, "good"), draft.maybe(0.4, staff.good));
  if (draft.rating === 4) return join(first, musicLine(draft, "good"), reservation(draft));
  return join(
    first,
    musicLine(draft, draft.rating === 3 ? "fair" : "bad"),
    chance(draft.random, 0.6) ? remark(draft, draft.rating === 3 ? "fair" : "bad") : ""
  );
};

const nothingWrong = [
  "Nothing wrong with the [copy|record itself], mind.",
  "The copy itself is [fine|perfect].",
  "Condition and delivery were fine, I should say.",
  "No fault of the shop.",
  "It's a matter of taste, the pressing is [good|fine].",
  "At least it sounds good.",
];

/** Taste alone: the copy is not to blame. */
export const taste: Shape = (draft) => {
  if (draft.rating === 5) return join(musicLine(draft, "good"), musicLine(draft, "good"), verdict(draft, 0.25));
  if (draft.rating === 4) return join(musicLine(draft, "good"), tie(draft, "but", musicLine(draft, "fair")), verdict(draft, 0.25));
  const tone = draft.rating === 3 ? "fair" : "bad";
  const more = chance(draft.random, 0.4) ? musicLine(draft, tone) : "";
  return join(musicLine(draft, tone), more, draft.rating === 1 ? draft.say(pressing[draft.condition].bad) : draft.maybe(0.7, nothingWrong));
};

/** An enthusiast, delighted or let down. */
export const raving: Shape = (draft) => {
  const first = draft.say(raves[mainTone(draft)]);
  if (draft.rating === 5) return join(first, musicLine(draft, "good"), draft.maybe(0.5, raves.good), verdict(draft, 0.2));
  if (draft.rating >= 3) return join(first, musicLine(draft, "good"), reservation(draft, "pressing"), verdict(draft, 0.2));
  return join(first, remark(draft, "bad", "pressing"), verdict(draft, 0.4));
};

/** A sour first line that the rest may not live up to. */
export const grumbling: Shape = (draft) => join(draft.say(grumbles[mainTone(draft)]), substance(draft, 2), verdict(draft, 0.25));

/** Remarks on the copy only, the music taken as known. */
export const copyOnly: Shape = (draft) => {
  if (draft.rating === 5) return join(remark(draft, "good", "pressing"), remark(draft, "good"), remark(draft, "good"), verdict(draft, 0.3));
  if (draft.rating === 4) return join(remark(draft, "good", "pressing"), reservation(draft), verdict(draft, 0.4));
  if (draft.rating === 3)
    return join(
      remark(draft, "bad", "pressing"),
      tie(draft, "least", remark(draft, "good", pick(draft.random, ["sleeve", "arrival", "staff"] as const)), 0.8),
      verdict(draft, 0.5)
    );
  return join(remark(draft, "bad", "pressing"), tie(draft, "worse", remark(draft, "bad")), verdict(draft, 0.3));
};
