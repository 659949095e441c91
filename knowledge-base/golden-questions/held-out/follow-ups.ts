import type { FollowUpQuestion } from "../types.ts";

/** The held-out part. It is only looked at in the end: nothing is tuned on it, and its figure is reported as it comes. */
export const HELD_OUT_FOLLOW_UPS: readonly FollowUpQuestion[] = [
  { id: "follow-up-02", part: "held-out", first: "How long does a refund to a card take?", followUp: "and to a bank account?", document: "returns-and-refunds", quote: "| Bank transfer | The account it came from | Up to 5 working days |" },
  { id: "follow-up-04", part: "held-out", first: "What share of the new price does a Very Good Plus copy get?", followUp: "What about Good Plus?", document: "grading", quote: "| Good Plus (G+) | Marks you can feel, grey grooves | Noise all the way, no skips | 25 % |" },
  { id: "follow-up-07", part: "held-out", first: "How much leave do full-time staff have?", followUp: "How much of it can I take into next year?", document: "staff-handbook", quote: "Up to five days may be carried over, and must be taken by 31 March." },
  { id: "follow-up-08", part: "held-out", first: "How long do we keep the video of the door?", followUp: "and applications?", document: "privacy", quote: "| Applications of people we did not hire | 6 months | Shredded or deleted |" },
  { id: "follow-up-10", part: "held-out", first: "How many people may be in the front room during a concert?", followUp: "What if we open the yard too?", document: "in-store-events", quote: "With the yard open it is 90 altogether." },
  { id: "follow-up-13", part: "held-out", first: "Which deposit do we ask for a special order of a week?", followUp: "and if it comes from Japan?", document: "customer-service", quote: "| 21 days | about five weeks | 30 % |" },
  { id: "follow-up-17", part: "held-out", first: "When do we order from Nordlicht Vertrieb?", followUp: "And from Kleinlabel?", document: "stock-and-pricing", quote: "| Kleinlabel Kollektiv | Tuesday | 10 days | none | €150 |" },
  { id: "follow-up-20", part: "held-out", first: "How often may one person get mails with advertising?", followUp: "What about somebody with an open complaint?", document: "marketing-and-mail", quote: "Customers with an open complaint are left out by hand until it is closed." },
];
