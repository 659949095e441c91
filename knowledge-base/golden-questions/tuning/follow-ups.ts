import type { FollowUpQuestion } from "../types.ts";

/** The tuning part: whoever builds retrieval may read it, measure on it and learn from it. */
export const TUNING_FOLLOW_UPS: readonly FollowUpQuestion[] = [
  { id: "follow-up-01", part: "tuning", first: "Can a customer return a new record because they changed their mind?", followUp: "and for box sets?", document: "returns-and-refunds", quote: "A box set can come back for a change of mind only while it is sealed." },
  { id: "follow-up-03", part: "tuning", first: "What is the best grade for a sleeve with a seam split of 2 cm?", followUp: "and if it's 12?", document: "grading", quote: "| Seam split over 10 cm, water stain | Good (G) |" },
  { id: "follow-up-05", part: "tuning", first: "What is the postage to Germany in the web shop?", followUp: "and to Japan?", document: "shipping-and-packing", quote: "| Overseas | €16.90 | €20.11 | €18.90 | €22.49 | 8 to 20 working days |" },
  { id: "follow-up-06", part: "tuning", first: "After how long do we open a search for a lost parcel in Germany?", followUp: "And for one to the States?", document: "shipping-and-packing", quote: "| Overseas | 30 working days |" },
  { id: "follow-up-09", part: "tuning", first: "What does each musician of a duo get?", followUp: "and in a quintet?", document: "in-store-events", quote: "| Fee per musician | €130 | €110 | €90 |" },
  { id: "follow-up-11", part: "tuning", first: "What do we give for a Near Mint record at the counter?", followUp: "and if its sleeve is terrible?", document: "trade-in", quote: "A sleeve of Good or worse takes another third off." },
  { id: "follow-up-12", part: "tuning", first: "How fast do we answer mails?", followUp: "And on Discogs?", document: "customer-service", quote: "| Message on Discogs | 24 hours, also at weekends | buyer |" },
  { id: "follow-up-14", part: "tuning", first: "What do I do if the till is off by three euros?", followUp: "and if it's fifteen?", document: "till-and-cash", quote: "| Over €5 up to €20 | Look through the slips for ten minutes, then write it down |" },
  { id: "follow-up-15", part: "tuning", first: "Up to which sum may the buyer approve office material?", followUp: "and the manager?", document: "finance-and-approvals", quote: "| Office and packing material, per order | €40 | €40 | €100 | €1,000 | above |" },
  { id: "follow-up-16", part: "tuning", first: "How many photographs does a used record need online?", followUp: "what if it is worth more than 100 euros?", document: "online-shop", quote: "Above €100 there are eight, with both sides of the record under the lamp and the run-out marks." },
  { id: "follow-up-18", part: "tuning", first: "What happens to a new copy that did not sell for a year?", followUp: "and after two?", document: "stock-and-pricing", quote: "| 24 months | Red sticker bin at half price | Red sticker bin at €5 |" },
  { id: "follow-up-19", part: "tuning", first: "What does the buyer earn at the start?", followUp: "and after five years?", document: "people", quote: "| 4 | Buyer | €3,020 | €3,200 | €3,390 |" },
];
