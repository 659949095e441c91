import type { BlockCell, BlockChart, BlockColumn, BlockTab } from "#db/queries/analytics/block.ts";

/** What is known of a block before its rows are read: enough for its head in every state. */
export interface BlockHead {
  id: string;
  /** Of analytics; other pages have blocks, too. */
  tab?: BlockTab;
  /** Address on its page: "B3". */
  track: string;
  title: string;
  words: string;
  formula: string;
  /** Columns of twelve that it takes. */
  span: 4 | 5 | 6 | 7 | 8 | 12;
  /** Ways to look at it, the first is the default; empty where there is one way. Stand in the URL as `<track>-by`. */
  choices: readonly { value: string; label: string }[];
  /** The way that is shown; "" without choices. */
  by: string;
  whenEmpty: string;
  csvHref: string;
  /** Over the days of the period; the state now; or the whole history up to the period's last day. */
  time: "range" | "now" | "as-of";
}

/** A row as the screen gets it: the rows behind a cell are an address. */
export interface ShownRow {
  key: string;
  cells: Readonly<Record<string, BlockCell>>;
  /** By column key: the address of the rows behind that cell. */
  links?: Readonly<Record<string, string>> | undefined;
  /** The page that the row's name leads to. */
  aboutHref?: string | undefined;
}

/** A note on a day of the time axis. */
export interface ShownMark {
  /** ISO day. */
  day: string;
  text: string;
}

/** A block with its table, as the screen gets it. */
export interface ShownBlock extends BlockHead {
  /** ISO code of the shop's currency. */
  currency: string;
  timeZone: string;
  /** What values are compared with, in words: "the 30 days before"; null without a comparison. */
  comparisonLabel: string | null;
  columns: readonly BlockColumn[];
  rows: readonly ShownRow[];
  /** How many rows there are in all, shown or not. */
  total: number;
  chart: BlockChart | null;
  notes: readonly string[];
  /** Notes on days, for charts over time; empty elsewhere. */
  marks: readonly ShownMark[];
}
