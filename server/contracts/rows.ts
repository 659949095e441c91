import { z } from "zod/v4";
import { PAYMENT_METHODS, PAYMENT_STATUSES } from "#db/enums.ts";
import { periodInput } from "./period.ts";

const idOrNone = z.union([z.uuid(), z.literal("none")]).optional().catch(undefined);
const count = (from: number, to: number) => z.coerce.number().int().min(from).max(to).optional().catch(undefined);
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values).optional().catch(undefined);
const word = z.string().trim().min(1).max(60).optional().catch(undefined);
const mark = z.union([z.literal(true), z.literal("true").transform(() => true as const)]).optional().catch(undefined);

/** Lists that figures lead to; a metric's own name leads to one of them, too. */
export const ROW_SETS = ["lines", "orders", "customers", "reviews", "payments", "stock", "movements"] as const;
/** Which sum of the rows the page shows as its figure. */
export const ROW_MEASURES = ["revenue", "units", "count", "amount", "copies", "cost", "price", "mean", "customers", "orders"] as const;
export type RowMeasure = (typeof ROW_MEASURES)[number];

/** What narrows the rows behind a figure (`RowNarrowing` of the queries), as it stands in a URL; what cannot be read is left out. */
export const narrowingInput = z.object({
  genre: idOrNone,
  label: idOrNone,
  artist: idOrNone,
  album: idOrNone,
  decade: z.string().regex(/^(\d{3}0|none)$/).optional().catch(undefined),
  format: z.string().min(1).max(200).optional().catch(undefined),
  customer: idOrNone,
  channel: z.string().trim().min(1).max(40).optional().catch(undefined),
  weekday: count(1, 7),
  hour: count(0, 23),
  stars: count(1, 5),
  theme: word,
  sentiment: oneOf(["good", "mixed", "bad", "none"]),
  method: oneOf(PAYMENT_METHODS),
  status: oneOf(PAYMENT_STATUSES),
  buyer: oneOf(["new", "returning", "walk-in"]),
  discounted: mark,
  group: word,
  frequency: oneOf(["0", "1", "2-3", "4-5", "6+"]),
  spend: oneOf(["0-25", "25-50", "50-100", "100-250", "250-500", "500+"]),
  cohort: z.string().regex(/^\d{4}-((0[1-9]|1[0-2])|Q[1-4])$/).optional().catch(undefined),
  active: count(0, 600),
  band: oneOf(["out", "low", "fine", "below"]),
  price: word,
  age: word,
  dead: mark,
  grade: word,
});

/** The address of the rows behind a figure: `/rows/:metric?period...&genre=...&cursor=...`; `metric` may also be one of `ROW_SETS`. */
export const rowsInput = periodInput.extend(narrowingInput.shape).extend({
  metric: z.string().max(60),
  of: oneOf(ROW_MEASURES),
  cursor: z.string().max(200).optional().catch(undefined),
});
export type RowsInput = z.output<typeof rowsInput>;
