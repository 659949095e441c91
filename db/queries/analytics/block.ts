import type { Tx } from "../../client.ts";
import type { PaymentMethod, PaymentStatus } from "../../enums.ts";
import type { MetricId } from "../../metrics/registry.ts";
import type { DayRange, MetricUnit } from "../../metrics/types.ts";
import type { Frame } from "../dashboard/frame.ts";

/*
 * A block of /analytics: one question with one definition. What it reads is one table; the chart
 * is drawn from that table, the table view shows it, the CSV writes it and the assistant's tool
 * hands it on, so that none of them can disagree.
 */

/** The tabs whose blocks stand in the registry. The explorer is a page of its own. */
export const BLOCK_TABS = ["sales", "customers", "inventory", "catalogue", "reviews", "payments"] as const;
export type BlockTab = (typeof BLOCK_TABS)[number];

/** How a cell is read: as a metric, or a text, an ISO day, an ISO instant, a plain number such as an order's. */
export type CellUnit = MetricUnit | "text" | "day" | "time" | "number";

/** Money, shares and ratings as decimal text, counts as numbers or decimal text; null where there is no value. */
export type BlockCell = string | number | null;

/** The lists that rows behind a cell come from. */
export type RowSet = "lines" | "orders" | "customers" | "reviews" | "payments" | "stock" | "movements";

/** What narrows a list of rows to those behind one cell. Days narrow all but `stock`. */
export interface RowNarrowing {
  /** Ids; "none" for lines whose record, or whose record's group, is not known. */
  genre?: string;
  label?: string;
  artist?: string;
  album?: string;
  /** The record's decade ("1950") and format ("LP"); "none" where they are not known, or the record is not. */
  decade?: string;
  format?: string;
  /** A customer's id; "none" for walk-ins. */
  customer?: string;
  channel?: string;
  /** ISO weekday, 1 Monday to 7 Sunday, and hour 0 to 23 in the shop's time zone; only orders whose time is known have an hour. */
  weekday?: number;
  hour?: number;
  stars?: number;
  theme?: string;
  sentiment?: "good" | "mixed" | "bad" | "none";
  method?: PaymentMethod;
  status?: PaymentStatus;
  /** Lines and orders of a customer's first day of buying, of later days, or of nobody known. */
  buyer?: "new" | "returning" | "walk-in";
  /** Only lines sold at a discount. */
  discounted?: true;
  /**
   * Customers: by RFM group, by orders in the days, by what they bought for in the days, by month or quarter of the first
   * order ("2026-03", "2026-Q1"; with `active`: who bought again so many months later).
   */
  group?: string;
  frequency?: "0" | "1" | "2-3" | "4-5" | "6+";
  spend?: "0-25" | "25-50" | "50-100" | "100-250" | "250-500" | "500+";
  cohort?: string;
  active?: number;
  /** Stock: by band, by price band ("0-15", "15-25", ..., "none"), by age in days, dead for 180 days, or used copies of a media grade. */
  band?: "out" | "low" | "fine" | "below";
  price?: string;
  age?: string;
  dead?: true;
  grade?: string;
}

/** Where the rows behind a cell are, and which of their sums is the cell. */
export interface Drill {
  set: RowSet;
  /** Which sum of the rows is the figure: the test of every block adds them up. Null where the rows explain it without adding up (a rate, a mean). */
  measure: "revenue" | "units" | "count" | "amount" | "copies" | "cost" | "price" | "mean" | "customers" | null;
  days: DayRange;
  narrow: RowNarrowing;
  /** The metric that the page names, where the figure is one. */
  metric?: MetricId;
}

/** The page about one thing. */
export type PageOf = { page: "album" | "customer" | "order"; id: string };

export interface BlockColumn {
  key: string;
  label: string;
  unit: CellUnit;
}

export interface BlockRow {
  /** Unique in the table and the same from read to read. */
  key: string;
  cells: Record<string, BlockCell>;
  /** By column key: the rows behind that cell. */
  drills?: Record<string, Drill>;
  /** The page that the row's name leads to. */
  about?: PageOf;
}

/**
 * How the table is drawn; null for a table alone.
 * - `time`: one mark per row along `x` (ISO days, with the bar's `end` in column `end`). `y` names one to thirty value
 *   columns: one series is bars, several are lines. `before`: the column of the thin comparison (one series only).
 * - `bars`: a horizontal bar per row (values may be negative), `before` as a tick.
 * - `parts`: the rows are parts of a whole, in one stacked strip with labels.
 * - `heat`: rows by `columns`, a colour per cell.
 */
export type BlockChart =
  | { kind: "time"; x: string; y: readonly string[]; before?: string }
  | { kind: "bars"; label: string; value: string; before?: string; detail?: string }
  | { kind: "parts"; label: string; value: string }
  | { kind: "heat"; label: string; columns: readonly string[] };

export interface BlockData {
  columns: readonly BlockColumn[];
  rows: readonly BlockRow[];
  /** How many rows there are in all, shown or not. */
  total: number;
  chart: BlockChart | null;
  /** Sentences the reader must know: what is left out, what could not be counted, cut points. */
  notes: readonly string[];
  /** Instead of the block's own sentence, where it is empty for another reason. */
  whenEmpty?: string;
}

/** What a block is asked for. */
export interface BlockQuestion {
  /** Days, their comparison (null: none) and the bars of charts over time by the chosen grain. */
  frame: Frame;
  /** Today in the shop's time zone. */
  today: string;
  /** ISO code of the shop's currency. */
  currency: string;
  timeZone: string;
  /** One of the block's `choices`; the first where it has any and none was made. */
  by: string;
}

export interface BlockDefinition {
  id: string;
  tab: BlockTab;
  /** Address on its page: "B3". Fixed, never renumbered. */
  track: string;
  title: string;
  /** The definition for people, and as a formula. */
  words: string;
  formula: string;
  /** Over the days of the period; the state now; or the whole history up to the period's last day. */
  time: "range" | "now" | "as-of";
  /** Columns of twelve that it takes. */
  span: 4 | 5 | 6 | 7 | 8 | 12;
  /** Ways to look at it, the first is the default. Stand in the URL as `<track>-by`. */
  choices?: readonly { value: string; label: string }[];
  /** True where rows name people: such a table is never cached. */
  personal?: boolean;
  /** What stands there without rows: one sentence that says what to do next. */
  whenEmpty: string;
  read(tx: Tx, question: BlockQuestion): Promise<BlockData>;
}

/** States a block; the registry of its tab lists it. */
export const defineBlock = (definition: BlockDefinition): BlockDefinition => definition;
