import type { SQL } from "drizzle-orm";
import type { UserRole } from "../enums.ts";

/** Days both included, ISO, in the shop's time zone. */
export interface DayRange {
  from: string;
  to: string;
}

/** The same where the days may be columns of the statement around, such as a chart's bars. */
export interface SqlRange {
  from: string | SQL;
  to: string | SQL;
}

/**
 * How a value is read: `money` in the shop's currency, `count` whole things, `rating` stars from
 * 1 to 5, `percent` a share from 0 to 1, `days` a number of days.
 */
export type MetricUnit = "money" | "count" | "rating" | "percent" | "days";

/** The list of rows that stand behind a figure. */
export type RowKind = "lines" | "orders" | "customers" | "reviews" | "payments" | "stock" | "movements";

/** One metric: one definition for tiles, charts, tools, reports and exports. */
export interface Metric {
  label: string;
  /** The definition for people. */
  words: string;
  /** The definition as a formula. */
  formula: string;
  unit: MetricUnit;
  /** True where more is better, false where less is, null where neither is. */
  upIsGood: boolean | null;
  /** Ratings and shares change by points, everything else by percent. */
  change: "relative" | "absolute";
  /** `range`: over the days of a period. `now`: the state of the shelf at this moment. */
  time: "range" | "now";
  /** The statement that computes it (`sources.ts`) and the column there. */
  source: SourceId;
  /** A share or amount that says how much of the whole the value rests on. */
  coverage?: string;
  rows: RowKind;
  /** Who may see the rows; the figure itself is for everyone. */
  rowRoles: readonly UserRole[];
}

export type SourceId = "sales" | "payments" | "customers" | "reviews" | "shelf" | "ledger" | "demand" | "net";

/** A computed metric. `value` is a decimal number as text, null where the definition gives none. */
export interface MetricValue {
  value: string | null;
  /** Share (0 to 1) of the revenue whose cost is known, for the gross margin; null elsewhere. */
  covered: string | null;
}
