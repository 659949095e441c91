import { z } from "zod/v4";
import { clash, passage } from "./citations.ts";

/*
 * What a tool shows: figures, a table and how to draw it. One shape for the screen, the evidence,
 * the terminal and the offline model. Values are raw (decimal text, ISO days); only the screen formats them.
 */

/** How a value is read. As `MetricUnit`, and for cells that are no metric: text, an ISO day, an ISO instant, a plain number such as an order's. */
export const CELL_UNITS = ["money", "count", "rating", "percent", "days", "text", "day", "time", "number"] as const;
export type CellUnit = (typeof CELL_UNITS)[number];

const cell = z.union([z.string(), z.number(), z.null()]);
/** Money, shares and ratings as decimal text, counts as numbers or decimal text; null where there is no value. */
export type Cell = z.infer<typeof cell>;

const range = z.object({ from: z.string(), to: z.string(), label: z.string() });
/** Days both included, and the words a sentence uses for them ("March 2026", "the 30 days before"). */
export type NamedRange = z.infer<typeof range>;

const change = z.object({ kind: z.enum(["same", "new", "gone", "none", "relative", "absolute"]), value: z.number().nullable(), good: z.boolean().nullable() });

const figure = z.object({
  /** A metric's id where it is one, so that the rows behind it can be opened. */
  key: z.string(),
  label: z.string(),
  unit: z.enum(CELL_UNITS),
  value: cell,
  before: cell.optional(),
  change: change.optional(),
  /** A caveat that belongs to this figure alone ("covers 84% of the revenue"). */
  note: z.string().optional(),
  /** The page with the rows behind it. */
  href: z.string().optional(),
});
export type AnswerFigure = z.infer<typeof figure>;

const column = z.object({ key: z.string(), label: z.string(), unit: z.enum(CELL_UNITS) });
export type AnswerColumn = z.infer<typeof column>;

const table = z.object({
  columns: z.array(column),
  /** Cells by column key; `href` opens the row's page. */
  rows: z.array(z.record(z.string(), cell)),
  /** How many rows there are in all, shown or not. */
  total: z.number().int(),
});
export type AnswerTable = z.infer<typeof table>;

export const answerBlock = z.object({
  /** What this is, without the period: "Revenue by genre". */
  title: z.string(),
  period: range.nullable(),
  against: range.nullable(),
  /** ISO code that money is in. */
  currency: z.string(),
  figures: z.array(figure),
  table: table.nullable(),
  /** How the table is drawn: bars of `y` by `x` (an ordered axis for `line`); null for a table alone. `before` is the thin comparison. */
  chart: z.object({ kind: z.enum(["line", "bars"]), x: z.string(), y: z.string(), before: z.string().optional() }).nullable(),
  /** Sentences the reader must know: what is left out, what was understood, who may see more. */
  notes: z.array(z.string()),
  /** Names of customers that stand in it; traces mask them. */
  people: z.array(z.string()).optional(),
  /** Passages of the shop's documents, with the numbers they are cited by. */
  passages: z.array(passage).optional(),
  /** Open contradictions that statements of the passages stand in. */
  clashes: z.array(clash).optional(),
  /** What the passages say to the question, found by their words: characters of a passage's content, the best first. */
  extract: z.object({ isAnswered: z.boolean(), spans: z.array(z.object({ number: z.number().int(), start: z.number().int(), end: z.number().int() })) }).optional(),
});
export type AnswerBlock = z.infer<typeof answerBlock>;

/** What a tool gives instead when it could not: a sentence that says what to do. */
export interface ToolFailure {
  error: string;
}

export const isFailure = (output: unknown): output is ToolFailure => typeof output === "object" && output !== null && "error" in output && typeof output.error === "string";
