import type { FollowUpQuestion } from "../types.ts";

/** The tuning part: whoever builds retrieval may read it, measure on it and learn from it. */
export const TUNING_FOLLOW_UPS: readonly FollowUpQuestion[] = [
  { id: "follow-up-02", part: "tuning", first: "How long does a refund to a card take?", followUp: "and to a bank account?", document: "returns-and-refunds", quote: "| Bank transfer | The account it came from | Up to 5 working days |" },
  { id: "follow-up-05", part: "tuning", first: "What is the postage to Germany in the web shop?", followUp: "and to Japan?", document: "shipping-and-packing", quote: "| Overseas | €16.90 | €20.11 | €18.90 | €22.49 | 8 to 20 working days |" },
  { id: "follow-up-06", part: "tuning", first: "After how long do we open a search for a lost parcel in Germany?", followUp: "And for one to the States?", document: "shipping-and-packing", quote: "| Overseas | 30 working days |" },
  { id: "follow-up-08", part: "tuning", first: "How long do we keep the video of the door?", followUp: "and applications?", document: "privacy", quote: "| Applications of people we did not hire | 6 months | Shredded or deleted |" },
  { id: "follow-up-09", part: "tuning", first: "What does each musician of a duo get?", followUp: "and in a quintet?", document: "in-store-events", quote: "| Fee per musician | €130 | €110 | €90 |" },
  { id: "follow-up-13", part: "tuning", first: "Which deposit do we ask for a special order of a week?", followUp: "and if it comes from Japan?", document: "customer-service", quote: "| 21 days | about five weeks | 30 % |" },
  { id: "follow-up-14", part: "tuning", first: "What do I do if the till is off by three euros?", followUp: "and if it's fifteen?", document: "till-and-cash", quote: "| Over €5 up to €20 | Look through the slips for ten minutes, then write it down |" },
  { id: "follow-up-15", part: "tuning", first: "Up to which sum may the buyer approve office material?", followUp: "and the manager?", document: "finance-and-approvals", quote: "| Office and packing material, per order | €40 | €40 | €100 | €1,000 | above |" },
  { id: "follow-up-17", part: "tuning", first: "When do we order from Nordlicht Vertrieb?", followUp: "And from Kleinlabel?", document: "stock-and-pricing", quote: "| Kleinlabel Kollektiv | Tuesday | 10 days | none | €150 |" },
  { id: "follow-up-18", part: "tuning", first: "What happens to a new copy that did not sell for a year?", followUp: "and after two?", document: "stock-and-pricing", quote: "| 24 months | Red sticker bin at half price | Red sticker bin at €5 |" },
  { id: "follow-up-19", part: "tuning", first: "What does the buyer earn at the start?", followUp: "and after five years?", document: "people", quote: "| 4 | Buyer | €3,020 | €3,200 | €3,390 |" },
  { id: "follow-up-20", part: "tuning", first: "How often may one person get mails with advertising?", followUp: "What about somebody with an open complaint?", document: "marketing-and-mail", quote: "Customers with an open complaint are left out by hand until it is closed." },
];
