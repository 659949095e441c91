import type { FollowUpQuestion } from "../types.ts";

/** What was held out for the second measurement (decision 021). It was looked at then, and has belonged to the tuning part since. */
export const TUNING_FOLLOW_UPS_4: readonly FollowUpQuestion[] = [
  { id: "h2-follow-up-01", part: "tuning", first: "How long is the probation period?", followUp: "and what notice do I have to give in that time?", document: "people", quote: "During it either side may leave with two weeks' notice." },
  { id: "h2-follow-up-02", part: "tuning", first: "What do we get from Nordlicht Vertrieb for paying early?", followUp: "and from Rhine Valley?", document: "finance-and-approvals", quote: "| Rhine Valley Records | 30 days | 2 % within 8 days |" },
  { id: "h2-follow-up-03", part: "tuning", first: "What does a beer cost at an event?", followUp: "and the wine?", document: "in-store-events", quote: "We sell beer, wine, water and lemonade at events only, each for €4, wine for €5, with a deposit of €1 on glasses." },
  { id: "h2-follow-up-04", part: "tuning", first: "How long does an order by bank transfer wait for the money?", followUp: "and by card, how many goes do they get?", document: "online-shop", quote: "A card or PayPal payment may be tried three times." },
  { id: "h2-follow-up-05", part: "tuning", first: "How long do we put a record aside for somebody?", followUp: "and for a regular?", document: "customer-service", quote: "For regular customers, who had ten orders or more, we call once and add three days." },
  { id: "h2-follow-up-06", part: "tuning", first: "What share does a musician get for a record left on consignment?", followUp: "Who decides what it costs?", document: "manifesto", quote: "| Price | the musician sets it |" },
  { id: "h2-follow-up-07", part: "tuning", first: "How long is my break after six hours?", followUp: "and when must I not take it?", document: "staff-handbook", quote: "Breaks are taken in the back room or outside, one person at a time, and not between 15:00 and 17:00 on Saturdays." },
  { id: "h2-follow-up-08", part: "tuning", first: "May the buyer offer €2,500 for a collection?", followUp: "and twelve thousand?", document: "sourcing-collections", quote: "| Over €10,000 | manager and admin together, in writing |" },
  { id: "h2-follow-up-09", part: "tuning", first: "How fast do we react to an incident of level 2?", followUp: "And level 4?", document: "access-and-incidents", quote: "| 4 | Wrong figure, broken page | Within five working days |" },
  { id: "h2-follow-up-10", part: "tuning", first: "What is the best grade for a sleeve with light wear at the corners?", followUp: "and with a water stain?", document: "grading", quote: "| Seam split over 10 cm, water stain | Good (G) |" },
  { id: "h2-follow-up-11", part: "tuning", first: "Who sees a customer's postal address in Misty?", followUp: "what about reviews?", document: "privacy", quote: "| Reviews | The customer published them | Everyone with a sign-in |" },
  { id: "h2-follow-up-12", part: "tuning", first: "After how long does the counter's machine lock itself?", followUp: "and the one in the office?", document: "security", quote: "Lock the screen when you leave the desk: the counter's machine locks itself after five minutes, the office one after ten." },
];
