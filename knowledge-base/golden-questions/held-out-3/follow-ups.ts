import type { FollowUpQuestion } from "../types.ts";

/** The third held-out part, by an author who has seen neither retrieval nor a measurement: only looked at in the end. */
export const HELD_OUT_3_FOLLOW_UPS: readonly FollowUpQuestion[] = [
  { id: "h3-follow-up-01", part: "held-out", first: "After how long do we open a search for a lost parcel inside Germany?", followUp: "and overseas?", document: "shipping-and-packing", quote: "| Overseas | 30 working days |" },
  { id: "h3-follow-up-02", part: "held-out", first: "Who may give 5 % off for a bent corner at the till?", followUp: "and more than fifteen?", document: "till-and-cash", quote: "| Above 15 % | manager |" },
  { id: "h3-follow-up-03", part: "held-out", first: "How long is a voucher valid?", followUp: "and if she's lost it?", document: "till-and-cash", quote: "A lost voucher is replaced if the buyer has the receipt and the number has not been used." },
  { id: "h3-follow-up-04", part: "held-out", first: "How often are the alarm codes renewed?", followUp: "what happens if I keep typing mine wrong?", document: "security", quote: "Four wrong entries call the security firm; the word to say on the phone is in your contract folder." },
  { id: "h3-follow-up-05", part: "held-out", first: "Somebody is here with eight records to trade in. Do we look at them straight away?", followUp: "and how long will that take?", document: "trade-in", quote: "Up to ten records are looked at while the customer waits, which takes about 20 minutes." },
  { id: "h3-follow-up-06", part: "held-out", first: "What share of the shop price do we offer for class A in a collection?", followUp: "and class C?", document: "sourcing-collections", quote: "| C | Common titles, slow ones, Good Plus copies | 20 % |" },
];
