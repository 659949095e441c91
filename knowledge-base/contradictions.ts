/** A span of a document of the shop, verbatim after white space is collapsed. */
interface Span {
  /** File name in `documents/`, without `.md`. */
  document: string;
  quote: string;
}

/** Two passages with numbers that differ. */
interface PairOfPassages {
  subject: string;
  one: Span;
  other: Span;
}

/** Planted on purpose: a search for contradictions has to find these. */
export const CONTRADICTIONS: readonly PairOfPassages[] = [
  {
    subject: "How long a new record can be returned",
    one: { document: "returns-and-refunds", quote: "A record bought new may be brought or sent back within 30 days of the day it was handed over or delivered." },
    other: { document: "online-shop", quote: "New records ordered online can be returned for 14 days after delivery, opened or not." },
  },
  {
    subject: "Up to which amount one may refund without approval",
    one: { document: "customer-service", quote: "Refund up to €75 without asking anybody." },
    other: { document: "till-and-cash", quote: "A member of staff may pay out a refund of up to €50 alone. Above that the manager approves it in Misty before the money moves" },
  },
];

/** Numbers that differ because they are about different things: no contradictions, to be left alone. */
export const NEAR_MISSES: readonly PairOfPassages[] = [
  {
    subject: "Discounts: what staff get is not what a campaign may offer customers",
    one: { document: "staff-handbook", quote: "Staff get 20 % off new records and pay cost plus 10 % for used ones, up to ten records a month, for themselves and as presents." },
    other: { document: "marketing-and-mail", quote: "Marketing may offer up to 15 % alone. From 16 % to 30 % the manager has to agree, and above 30 % there is no campaign." },
  },
  {
    subject: "Keeping things at the counter: an unpaid reservation is not a paid web order",
    one: { document: "customer-service", quote: "A record can be put aside for seven days, by phone, by mail or at the counter." },
    other: { document: "shipping-and-packing", quote: "An order that is not fetched within three weeks is refunded and goes back to the shelf." },
  },
  {
    subject: "Cash for used records: a whole collection is not a trade-in at the counter",
    one: { document: "sourcing-collections", quote: "Cash only up to €500 for a collection, against a signature." },
    other: { document: "trade-in", quote: "Up to €150 in cash a person and day; above that by bank transfer." },
  },
  {
    subject: "Answering people: a mail to the shop is not a request for one's own data",
    one: { document: "customer-service", quote: "| Mail to the shop | 1 working day | staff, in turns |" },
    other: { document: "privacy", quote: "The answer is out within 30 days. If it takes longer, the admin writes to say why, and there are at most two more months." },
  },
  {
    subject: "Seventy-two hours and thirty-five days: a recording is not a backup",
    one: { document: "privacy", quote: "| Video of door and till | 72 hours | Overwritten by itself |" },
    other: { document: "access-and-incidents", quote: "| Database | Every night at 3:00 | Encrypted, with the storage provider | 35 days |" },
  },
];
