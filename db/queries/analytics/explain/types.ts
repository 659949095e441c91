import type { DayRange } from "../../../metrics/types.ts";

/** The two stretches of days whose revenue is compared. */
export interface ChangeQuestion {
  now: DayRange;
  before: DayRange;
  /** ISO code of the shop's currency, for the words. */
  currency: string;
}

/** Revenue as decimal text; change = now - before, to the cent. */
export interface Changed {
  now: string;
  before: string;
  change: string;
}

/** The whole, with the copies sold. */
export interface ChangeTotal extends Changed {
  unitsNow: string;
  unitsBefore: string;
}

/**
 * One part of the change. Volume, price and mix, or `all` alone where nothing was sold before and
 * so nothing can be split; none at all where nothing was sold on either side.
 */
export interface ChangePart {
  key: "volume" | "price" | "mix" | "all";
  label: string;
  /** Decimal text; the amounts of all parts sum to the change, to the cent. */
  amount: string;
  /** What the amount means, in one sentence. */
  words: string;
}

/** What one kind of buyer brought. */
export interface BuyerChange extends Changed {
  key: "new" | "returning" | "walk-in";
  label: string;
}

export const CONTRIBUTOR_KINDS = ["genre", "record", "channel"] as const;
export type ContributorKind = (typeof CONTRIBUTOR_KINDS)[number];

/** What one genre, record or channel brought, or all the others together. */
export interface Contributor extends Changed {
  /** Unique in its list: the id ("channel shop" for a channel), "none" where it is not known, "others". */
  key: string;
  /** Id of the genre or record, the channel's own name; null where not known and for the others. */
  id: string | null;
  label: string;
  /** A record's artist. */
  detail: string | null;
  /** How many it stands for: 1, or all the others. */
  count: number;
}

/** A change between two stretches of days, taken apart in several ways, each of which sums to the whole. */
export interface ExplainedChange {
  total: ChangeTotal;
  parts: ChangePart[];
  buyers: BuyerChange[];
  contributors: Record<ContributorKind, Contributor[]>;
  /** Sentences the reader must know. */
  notes: string[];
}
