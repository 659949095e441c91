import { plain } from "../language/words.ts";

/** Words that a question leans on an earlier one with. */
const LEANS = /\b(?:it|its|they|them|their|that|this|those|these|there|then|ones?(?=$| (?:to|from|in|for|with|at|of|on)\b)|he|she|him|her|his|same|else|other|others|instead|too|also|either|latter|former)\b/;
const OPENS = /^(?:and|or|but|so|what about|how about|what if|then|also|ok(?:ay)?)\b[\s,]*/i;
/** Words that begin a question which says itself what it wants. */
const ASKING = /^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|have|has)\b/;
/** So many words, at most, make a question short enough to be the rest of one. */
const SHORT = 5;

const PREPOSITION = "to|from|in|for|with|by|on|after|before|at|of|about|without|above|below|under|over|between|within|until";
/** Things of one kind: a new one stands in the place of the old. */
const KINDS: readonly RegExp[] = [
  /\b(?:germany|france|italy|spain|austria|netherlands|belgium|poland|denmark|sweden|switzerland|norway|united kingdom|england|britain|europe|united states|states|usa|america|japan|australia|canada|china|brazil|overseas|abroad|berlin|home)\b/i,
  /\b(?:manager|buyer|admin|marketing|staff|student helper|accountant|colleague|customer|dealer|musician)s?\b/i,
  /\b(?:cash|card|paypal|bank transfer|transfer|voucher|store credit|bank account)s?\b/i,
  /\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekday|weekend)s?\b/i,
  /\b(?:january|february|march|april|june|july|august|september|october|november|december)\b/i,
  /\b(?:new|used|sealed|opened)\b/i,
  /(?:[€$£]\s?)?\b(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|hundred)\b(?: ?(?:euros?|%))?/i,
];

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const bare = (text: string): string => text.trim().replace(/[?!.,\s]+$/, "");

/** A question with what a rest of one says put where the old thing of its kind stood, or behind it. */
function join(last: string, rest: string): string {
  const opened = new RegExp(`^(${PREPOSITION})\\s+(.+)$`, "i").exec(rest);
  const slot = opened && new RegExp(`\\b${opened[1]}\\s+(?:(?!\\b(?:${PREPOSITION})\\b).)+`, "i");
  if (opened && slot?.test(last)) return last.replace(slot, `${rest} `).replace(/\s+/g, " ").trim();
  for (const kind of KINDS) {
    const now = kind.exec(rest)?.[0];
    if (now && kind.test(last)) return `${last.replace(kind, now)}, ${rest}`;
  }
  // A name for a name: what is written large inside the question.
  const name = /(?:^|\s)(\p{Lu}[\p{L}\d]+(?:\s\p{Lu}[\p{L}\d]+)*)/u.exec(rest)?.[1];
  const old = /(?<=\s)\p{Lu}[\p{L}\d]+(?:\s\p{Lu}[\p{L}\d]+)*/u.exec(last)?.[0];
  return name && old ? `${last.replace(old, name)}, ${rest}` : `${last}, ${rest}`;
}

/** A question that can be understood alone; `focus` is what is new in it, null when nothing was added. */
export function standAlone(question: string, before: readonly string[]): { question: string; focus: string | null } {
  const last = before.map(bare).filter((one) => one !== "").at(-1);
  const alone = { question, focus: null };
  if (!last) return alone;
  const low = bare(plain(question));
  const isRest = OPENS.test(low) || (wordsIn(low) <= SHORT && (!ASKING.test(low) || LEANS.test(low)));
  if (!isRest && !(LEANS.test(low) && wordsIn(low) <= 2 * SHORT)) return alone;
  const rest = bare(question).replace(OPENS, "").replace(OPENS, "");
  return rest === "" ? alone : { question: join(last, rest), focus: rest };
}
