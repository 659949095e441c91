import type { UserRole } from "#db/enums.ts";

/**
 * How a value may stand in an answer (`grade.ts` knows the ways of writing each):
 * - `money` decimal text in euro; `count` a whole number; `rating` stars; `days` a number of days
 * - `percent` a fraction (0.123 is 12.3 %), for rates and shares
 * - `change` a relative change as a fraction, whose direction must be right as well
 * - `name` text that must be contained; `number` an order's or customer's number, a year: exactly these digits
 * - `day` an ISO day, `month` as `2026-03`, `quarter` as `2026-Q1`
 * - `none` zero or missing: the answer must say that there is none, or 0
 */
export const KINDS = ["money", "count", "percent", "change", "rating", "days", "name", "number", "day", "month", "quarter", "none"] as const;
export type Kind = (typeof KINDS)[number];

/** Columns of the SQL and how they are read. */
type Columns = Readonly<Record<string, Kind>>;

/** One thing a right answer states. A question may ask for two. */
export interface Expected {
  /** Hand-written SQL over the tables and the views of `analytics_api`. One row, or a ranked list. */
  sql: string;
  /** Stated of the first row. */
  first?: Columns;
  /** At least one of these is stated of the first row ("before" or "change"). */
  either?: Columns;
  /** Stated of each of the first `top` rows, in this order. */
  each?: Columns;
  /** How many rows a right answer must name; all that the SQL gives when left out. */
  top?: number;
  /** True for a set: the rows may be named in any order. */
  anyOrder?: boolean;
}

/** A way to understand a question that has more than one. */
export interface Reading {
  /** Words of which one must stand in the answer for this reading to be named, in lower case. */
  says: readonly string[];
  right: readonly Expected[];
}

export const TOPICS = [
  "overview", "over time", "comparison", "top albums", "top customers", "stock", "failed payments", "pending payments", "genres", "labels", "artists",
  "ratings", "payment methods", "channels", "customer", "album", "order", "order list", "names",
  "why", "customer groups", "retention", "order frequency", "new and returning", "customer value", "weekdays and hours", "discounts", "review words",
  "stock of a record", "slow stock", "sell-through", "running out", "rows",
] as const;
export type Topic = (typeof TOPICS)[number];

interface Asked {
  id: string;
  /** Who asks. */
  role: UserRole;
  question: string;
  /** Questions asked before in the same conversation, oldest first. */
  after?: readonly string[];
}

/** A question with one right answer. */
export interface PlainQuestion extends Asked {
  kind: "plain";
  topic: Topic;
  right: readonly Expected[];
}

/** A question that two people would understand in two ways: asking back and naming `least` readings is right, so is stating a reading and its value. */
export interface OpenQuestion extends Asked {
  kind: "open";
  topic: Topic;
  readings: readonly Reading[];
  /** How many readings asking back must name; default 2. */
  least?: number;
}

/** A question the assistant cannot answer: declining is the only right answer. */
export interface ImpossibleQuestion extends Asked {
  kind: "impossible";
  why: string;
  /** True where looking something up on the way is fair (a customer whose address is then withheld): it must still say that it cannot. */
  mayLookUp?: boolean;
  /** SQL whose texts must not stand in the answer, e.g. an address. */
  forbidden?: string;
}

export type Question = PlainQuestion | OpenQuestion | ImpossibleQuestion;

/** Writes the questions of one topic without repeating what they share. */
export const plain = (topic: Topic, questions: readonly Omit<PlainQuestion, "kind" | "topic">[]): PlainQuestion[] => questions.map((question) => ({ kind: "plain", topic, ...question }));
