import { hash } from "node:crypto";
import { countUnchangedTransactions, fillFromTransactions } from "../apply/transactions.ts";
import { countUnchangedReceipts, fillFromReceipts } from "../apply/receipts.ts";
import { ValueFault } from "../faults.ts";
import { dateReader, type LocalTime } from "../reader/date-pattern.ts";
import { moneyReader } from "../reader/money-pattern.ts";
import type { Delimiter } from "../reader/record-parser.ts";
import type { ImportPlan, RowReader, StagedValues, TableSpec } from "../types.ts";
import { readEmail, readQuantity, readText } from "../values.ts";
import type { TransactionMapping } from "./transaction-mapping.ts";

type Field = keyof TransactionMapping["columns"];

/** A plan for a transaction log read by `mapping`; rows dated after `latestDay` are refused. */
export function transactionLogPlan(format: string, file: { path: string; name: string }, mapping: TransactionMapping, latestDay?: string): ImportPlan {
  const { columns, source, timeZone, currency } = mapping;
  const table: TableSpec = {
    path: file.path,
    file: file.name,
    kind: "transaction",
    delimiter: mapping.delimiter satisfies Delimiter,
    header: mapping.header,
    skippedLines: mapping.skipLines,
    required: Object.values(columns).flatMap((wanted) => (wanted === undefined ? [] : [String(wanted)])),
    bind: (column) => bindTransaction(mapping, latestDay, (field) => (columns[field] === undefined ? -1 : column(String(columns[field])))),
  };
  const plan = { format, source, tables: [table], options: { mapping } };
  // Rows that are an order each, with nothing but an amount, take a shorter way: a million of them is usual.
  const single = columns.order === undefined && columns.title === undefined && columns.tax === undefined && mapping.amountIs === "row";
  const origin = (shop: { timeZone: string; currency: string }) => ({ source, timeZone: timeZone ?? shop.timeZone, currency: currency ?? shop.currency, contacts: columns.email !== undefined || columns.name !== undefined });
  if (single) return { ...plan, singleLine: true, prepare: (context) => fillFromTransactions(context, origin(context.shop)), countUnchanged: countUnchangedTransactions };
  return {
    ...plan,
    singleLine: false,
    ...(columns.tax === undefined ? {} : { tax: mapping.tax }),
    prepare: (context) => fillFromReceipts(context, { ...origin(context.shop), perCopy: mapping.amountIs === "copy", named: columns.order !== undefined }),
    countUnchanged: countUnchangedReceipts,
  };
}

const keyOf = (...parts: string[]): string => hash("sha256", parts.join("\n"), "hex").slice(0, 32);

function bindTransaction(mapping: TransactionMapping, latestDay: string | undefined, position: (field: Field) => number): RowReader {
  const { columns, source, decimal, currency } = mapping;
  const called = (field: Field): string => String(columns[field]);
  const at = { customer: position("customer"), date: position("date"), quantity: position("quantity"), amount: position("amount"), order: position("order"), title: position("title"), email: position("email"), name: position("name"), tax: position("tax") };
  const readAmount = moneyReader(decimal, currency, called("amount"));
  const readTax = moneyReader(decimal, currency, called("tax"));
  const readDate = dateReader(mapping.date, called("date"));
  const cell = (cells: readonly string[], field: Field): string => (at[field] === -1 ? "" : (cells[at[field]] ?? ""));
  const optional = (cells: readonly string[], field: Field, longest: number): string | null => (cell(cells, field).trim() === "" ? null : readText(cell(cells, field), called(field), longest));

  const read = (cells: readonly string[], order: string | null): StagedValues => {
    const email = readEmail(cell(cells, "email"), called("email"));
    const name = optional(cells, "name", 200);
    // Who it was, as well as the row says it.
    const customer = optional(cells, "customer", 200) ?? email ?? (name === null ? null : `name:${keyOf(name.toLowerCase())}`);
    const moment = readDate(cell(cells, "date"));
    if (latestDay !== undefined && moment.day > latestDay) throw new ValueFault(called("date"), `the day ${moment.day} lies in the future`);
    const quantity = at.quantity === -1 ? 1 : readQuantity(cell(cells, "quantity"), called("quantity"), decimal);
    const amount = readAmount(cell(cells, "amount"));
    const tax = cell(cells, "tax").trim() === "" ? null : readTax(cell(cells, "tax"));
    const title = optional(cells, "title", 1_000);
    const { field, text } = sayMoment(moment);
    // What the row says, not how it was written: the same purchase has the same key in any file.
    const key = order === null ? keyOf(source, customer ?? "", text, String(quantity), amount) : orderKey(source, order);
    const more = { ...(order === null ? {} : { order }), ...(title === null ? {} : { title: title.slice(0, 500) }), ...(email === null ? {} : { email }), ...(name === null ? {} : { name }), ...(tax === null ? {} : { tax }) };
    const rest = JSON.stringify(more).slice(1, -1);
    const person = customer === null ? "" : `"customer":${JSON.stringify(customer)},`;
    return { key, data: `{${person}"${field}":"${text}","quantity":${quantity},"amount":"${amount}"${rest === "" ? "" : `,${rest}`}}` };
  };

  if (at.order === -1) return (cells) => read(cells, null);
  return (cells) => {
    const order = readText(cell(cells, "order"), called("order"), 100);
    try {
      return read(cells, order);
    } catch (fault) {
      // So that the whole order is left out with this row.
      if (fault instanceof ValueFault) throw new ValueFault(fault.column, fault.message, orderKey(source, order));
      throw fault;
    }
  };
}

const orderKey = (source: string, order: string): string => keyOf(source, "order", order);

/** A day, a time on the source's clock, or an instant that says its own zone. */
function sayMoment({ day, time, zone }: LocalTime): { field: "day" | "at" | "instant"; text: string } {
  if (time === null) return { field: "day", text: day };
  return zone === undefined ? { field: "at", text: `${day} ${time}` } : { field: "instant", text: new Date(`${day}T${time}${zone}`).toISOString() };
}
