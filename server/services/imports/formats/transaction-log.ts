import { hash } from "node:crypto";
import { z } from "zod/v4";
import { AppError } from "#server/errors.ts";
import { fillFromTransactions, countUnchangedTransactions } from "../apply/transactions.ts";
import { dateReader, isDatePattern } from "../reader/date-pattern.ts";
import type { Delimiter } from "../reader/record-parser.ts";
import type { ImportPlan, RowReader, TableSpec } from "../types.ts";
import { readMoney, readMoneyWithComma, readQuantity, readText } from "../values.ts";

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
 * How to read a transaction log: one line per purchase, any till. The file given with `--map`
 * is JSON of this shape:
 *
 *     {
 *       "source": "till-1",                        name of the source; with the customer's id it names a person
 *       "columns": { "customer": "masterid",       may be left out: then all are walk-ins; an empty cell is one too
 *                    "date": "date",
 *                    "quantity": "cds",            may be left out: then 1
 *                    "amount": "sales" },          what was charged for the row, without tax
 *       "header": true,                            false: columns are positions from 1
 *       "delimiter": ",",                          "," ";" "\t" "|" or "blanks"
 *       "date": "yyyymmdd",                        yyyy mm dd, perhaps hh mi ss, with any signs between
 *       "decimal": ",",                            sign before the cents: "." or ","
 *       "timeZone": "Europe/Berlin",               of times of day; without it the shop's
 *       "currency": "USD"                          without it the shop's
 *     }
 */
export const transactionMapping = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be a short name of small letters, digits and -"),
  columns: z.strictObject({ customer: column.optional(), date: column, quantity: column.optional(), amount: column }),
  header: z.boolean().default(true),
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

/** A plan for a transaction log read by `mapping`. */
export function transactionLogPlan(format: string, file: { path: string; name: string }, mapping: TransactionMapping): ImportPlan {
  const name = (wanted: string | number): string => String(wanted);
  const { customer, date, quantity, amount } = mapping.columns;
  const table: TableSpec = {
    path: file.path,
    file: file.name,
    kind: "transaction",
    delimiter: mapping.delimiter satisfies Delimiter,
    header: mapping.header,
    required: [customer, date, quantity, amount].flatMap((wanted) => (wanted === undefined ? [] : [name(wanted)])),
    bind: (column) => bindTransaction(mapping, (wanted) => (wanted === undefined ? -1 : column(name(wanted)))),
  };
  const { timeZone, currency } = mapping;
  return {
    format,
    source: mapping.source,
    tables: [table],
    options: { mapping },
    singleLine: true,
    prepare: (context) => fillFromTransactions(context, { source: mapping.source, timeZone: timeZone ?? context.shop.timeZone, currency: currency ?? context.shop.currency }),
    countUnchanged: countUnchangedTransactions,
  };
}

function bindTransaction(mapping: TransactionMapping, position: (wanted: string | number | undefined) => number): RowReader {
  const { columns, source } = mapping;
  const at = { customer: position(columns.customer), date: position(columns.date), quantity: position(columns.quantity), amount: position(columns.amount) };
  const readAmount = mapping.decimal === "," ? readMoneyWithComma : readMoney;
  const readDate = dateReader(mapping.date, String(columns.date));
  return (cells) => {
    const customer = at.customer === -1 || (cells[at.customer] ?? "").trim() === "" ? null : readText(cells[at.customer] ?? "", String(columns.customer), 200);
    const { day, time } = readDate(cells[at.date] ?? "");
    const quantity = at.quantity === -1 ? 1 : readQuantity(cells[at.quantity] ?? "", String(columns.quantity));
    const amount = readAmount(cells[at.amount] ?? "", String(columns.amount));
    const when = time === null ? day : `${day} ${time}`;
    // What the row says, not how it was written: the same purchase has the same key in any file.
    const key = hash("sha256", `${source}\n${customer ?? ""}\n${when}\n${quantity}\n${amount}`, "hex").slice(0, 32);
    const person = customer === null ? "" : `"customer":${JSON.stringify(customer)},`;
    return { key, data: `{${person}"${time === null ? "day" : "at"}":"${when}","quantity":${quantity},"amount":"${amount}"}` };
  };
}
