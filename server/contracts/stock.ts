import { z } from "zod/v4";
import { actKey, line, maybeId, maybeLine, maybePrice, maybeWholeNumber, wholeNumber } from "./entries.ts";

/** How a title's new copies stand, as on the dashboard; `none` was never counted, or is below zero. */
export const STOCK_BANDS = ["out", "low", "fine", "none"] as const;

/** Which copies: what can be on the shelf (used ones that are gone left out), one kind, or used ones that are gone. */
export const SHELF_COPIES = ["shelf", "new", "used", "gone"] as const;

/** `best` puts the exact number first and then the title that begins so; without a search it is the title. */
export const SHELF_SORTS = ["best", "title", "onhand", "price"] as const;

const text = (most: number) => z.string().trim().max(most).transform((value) => value || undefined).optional().catch(undefined);
const chosen = z.uuid().optional().catch(undefined);

/** The list of the shelf as it stands in an address. What cannot be read is left out, never an error. */
export const shelfListInput = z.object({
  q: z.string().trim().transform((value) => value.slice(0, 200) || undefined).optional().catch(undefined),
  band: z.enum(STOCK_BANDS).optional().catch(undefined),
  copies: z.enum(SHELF_COPIES).default("shelf").catch("shelf"),
  supplier: chosen,
  label: chosen,
  genre: chosen,
  sort: z.enum(SHELF_SORTS).default("best").catch("best"),
  dir: z.enum(["asc", "desc"]).default("asc").catch("asc"),
  cursor: text(400),
});
export type ShelfListInput = z.output<typeof shelfListInput>;

/** A place on the shelf, by its id or by its record's. */
export const shelfInput = z.object({ id: z.uuid(), act: z.uuid().optional().catch(undefined), cursor: text(200) });
export const actInput = z.object({ act: z.uuid() });
export const findShelvesInput = z.object({ text: z.string().trim().max(200).catch("") });

const MOST = 100_000;
const copies = (sentence = "Enter a number of copies, such as 3.") => wholeNumber({ least: 1, most: 10_000, sentence });

/** What is there, and what the books said when the person began: if they say something else by now, nothing is written. */
export const countInput = z.object({
  key: actKey,
  shelf: z.uuid(),
  expected: wholeNumber({ least: -MOST, most: MOST, sentence: "Load the page again: it does not say what the books said." }),
  counted: wholeNumber({ least: 0, most: MOST, sentence: "Enter how many copies are there, such as 3." }),
  reason: maybeLine(200),
});
export type CountInput = z.output<typeof countInput>;

export const adjustInput = z.object({
  key: actKey,
  shelf: z.uuid(),
  quantity: wholeNumber({ least: -10_000, most: 10_000, sentence: "Enter how many came or went, such as 2 or -1." }).refine((value) => value !== 0, "Zero copies change nothing."),
  reason: line(200, "Say why. The reason stays with the change."),
});
export type AdjustInput = z.output<typeof adjustInput>;

export const returnInput = z.object({
  key: actKey,
  shelf: z.uuid(),
  quantity: copies(),
  order: z.preprocess((value) => (typeof value === "string" ? value.trim().replace(/^#/, "") : value), maybeWholeNumber({ least: 0, most: 2_147_483_647, sentence: "Enter the order's number, such as 14012." })).optional(),
  reason: line(200, "Say why it came back."),
});
export type ReturnInput = z.output<typeof returnInput>;

const received = z.object({ shelf: z.uuid(), quantity: copies(), unitCost: maybePrice });

/** A box of records: all lines or none. */
export const receiveInput = z.object({
  key: actKey,
  supplierId: maybeId,
  note: maybeLine(160),
  lines: z
    .array(received)
    .min(1, "The box is empty. Find the first record.")
    .max(500, "At most 500 lines in one box.")
    .refine((lines) => new Set(lines.map(({ shelf }) => shelf)).size === lines.length, "A record stands in the box twice. Make it one line."),
});
export type ReceiveInput = z.output<typeof receiveInput>;

/** Takes back one movement, or all of one act. */
export const undoInput = z.object({ key: actKey, of: z.enum(["movement", "act"]), id: z.uuid() });
export type UndoInput = z.output<typeof undoInput>;

const level = maybeWholeNumber({ least: 0, most: MOST, sentence: "Enter a whole number, or nothing." });

/** When to reorder, how many there should be, how many are coming, and where it stands. */
export const planInput = z.object({
  shelf: z.uuid(),
  reorderPoint: level,
  desiredLevel: level,
  onOrder: z.preprocess((value) => (value === "" ? 0 : value), wholeNumber({ least: 0, most: MOST, sentence: "Enter a whole number, such as 10." })).default(0),
  /** What the form showed as on order: a delivery meanwhile took it down, and an old number would put it back. */
  seenOnOrder: maybeWholeNumber({ least: 0, most: MOST, sentence: "Load the page again: it does not say what was on order." }),
  location: maybeLine(80),
});
export type PlanInput = z.output<typeof planInput>;
