import type { FollowUpQuestion } from "../types.ts";

/** What was held out for the first measurement (decision 021). It was looked at then, and has belonged to the tuning part since. */
export const TUNING_FOLLOW_UPS_2: readonly FollowUpQuestion[] = [
  { id: "follow-up-01", part: "tuning", first: "Can a customer return a new record because they changed their mind?", followUp: "and for box sets?", document: "returns-and-refunds", quote: "A box set can come back for a change of mind only while it is sealed." },
  { id: "follow-up-03", part: "tuning", first: "What is the best grade for a sleeve with a seam split of 2 cm?", followUp: "and if it's 12?", document: "grading", quote: "| Seam split over 10 cm, water stain | Good (G) |" },
  { id: "follow-up-04", part: "tuning", first: "What share of the new price does a Very Good Plus copy get?", followUp: "What about Good Plus?", document: "grading", quote: "| Good Plus (G+) | Marks you can feel, grey grooves | Noise all the way, no skips | 25 % |" },
  { id: "follow-up-07", part: "tuning", first: "How much leave do full-time staff have?", followUp: "How much of it can I take into next year?", document: "staff-handbook", quote: "Up to five days may be carried over, and must be taken by 31 March." },
  { id: "follow-up-10", part: "tuning", first: "How many people may be in the front room during a concert?", followUp: "What if we open the yard too?", document: "in-store-events", quote: "With the yard open it is 90 altogether." },
  { id: "follow-up-11", part: "tuning", first: "What do we give for a Near Mint record at the counter?", followUp: "and if its sleeve is terrible?", document: "trade-in", quote: "A sleeve of Good or worse takes another third off." },
  { id: "follow-up-12", part: "tuning", first: "How fast do we answer mails?", followUp: "And on Discogs?", document: "customer-service", quote: "| Message on Discogs | 24 hours, also at weekends | buyer |" },
  { id: "follow-up-16", part: "tuning", first: "How many photographs does a used record need online?", followUp: "what if it is worth more than 100 euros?", document: "online-shop", quote: "Above €100 there are eight, with both sides of the record under the lamp and the run-out marks." },
];
