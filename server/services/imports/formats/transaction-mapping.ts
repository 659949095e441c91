import { z } from "zod/v4";
import { AppError } from "#server/errors.ts";
import { isDatePattern } from "../reader/date-pattern.ts";

/** A column: its name in the header, or its position from 1 where there is no header. */
const column = z.union([z.string().min(1).max(200), z.number().int().min(1).max(1_000)]);

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
};

/**
 * How to read a transaction log of any till: one line per purchase, or per record of a purchase. The
 * file given with `--map` is JSON of this shape:
 *
 *     {
 *       "source": "till-1",                        name of the source; with the customer's id it names a person, with the order's number an order
 *       "columns": { "date": "date",
 *                    "amount": "sales",            what was charged
 *                    "customer": "masterid",       may be left out, as all below: then the email or the name is who it was; an empty cell is a walk-in
 *                    "quantity": "cds",            left out: 1
 *                    "order": "receipt",           rows with the same one are one order; left out, each row is an order
 *                    "title": "record",            what was sold
 *                    "email": "mail",
 *                    "name": "who",
 *                    "tax": "vat" },               the tax of the row
 *       "amountIs": "row",                         "row": the amount is for all copies of the row, "copy": for one of them
 *       "tax": "excluded",                         "included": the tax in its column is part of the amount
 *       "header": true,                            false: columns are positions from 1
 *       "skipLines": 0,                            lines above the table
 *       "delimiter": ",",                          "," ";" "\t" "|" or "blanks"
 *       "date": "yyyymmdd",                        yyyy (or yy) mm dd, perhaps hh mi ss am tz, with any signs between
 *       "decimal": ",",                            sign before the cents: "." or ","
 *       "timeZone": "Europe/Berlin",               of times of day that say none themselves; without it the shop's
 *       "currency": "USD"                          without it the shop's
 *     }
 */
export const transactionMapping = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be a short name of small letters, digits and -"),
  columns: z.strictObject({
    customer: column.optional(),
    date: column,
    quantity: column.optional(),
    amount: column,
    order: column.optional(),
    title: column.optional(),
    email: column.optional(),
    name: column.optional(),
    tax: column.optional(),
  }),
  amountIs: z.enum(["row", "copy"]).default("row"),
  tax: z.enum(["included", "excluded"]).default("excluded"),
  header: z.boolean().default(true),
  skipLines: z.number().int().min(0).max(99).default(0),
  delimiter: z.enum(["blanks", ",", ";", "\t", "|"]).default(","),
  date: z.string().refine(isDatePattern, "must hold yyyy, mm and dd, e.g. yyyy-mm-dd").default("yyyy-mm-dd"),
  decimal: z.enum([".", ","]).default("."),
  timeZone: z.string().refine(isTimeZone, "must be a time zone like Europe/Berlin").optional(),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency's three letters like USD").optional(),
});

export type TransactionMapping = z.infer<typeof transactionMapping>;

/** Checks a mapping that came from a file. Throws AppError with what is wrong with it. */
export function checkMapping(mapping: unknown): TransactionMapping {
  const parsed = transactionMapping.safeParse(mapping);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError("BAD_REQUEST", `The mapping is not right: ${issue?.path.join(".") || "it"} ${issue?.message ?? "cannot be read"}.`);
}
