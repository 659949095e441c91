import { COLUMN_FIELDS, type ColumnField, DELIMITER_NAMES, type DelimiterName, type MappingChoice } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { checkMapping, type TransactionMapping, transactionMapping } from "../formats/transaction-mapping.ts";
import type { Sample } from "./sample-file.ts";

const isDelimiterName = (name: string): name is DelimiterName => name in DELIMITER_NAMES;
const sameName = (name: string): string => name.trim().toLowerCase();

/** What a person chose by places -> the mapping that the import knows, by the columns' names. Throws BAD_REQUEST beside the field. */
export function toMapping(choice: MappingChoice, sample: Sample): TransactionMapping {
  const used = new Map<number, ColumnField>();
  const columns: Partial<Record<ColumnField, string | number>> = {};
  for (const field of COLUMN_FIELDS) {
    const place = choice[field];
    if (place === undefined) continue;
    const name = sample.columns[place - 1];
    if (name === undefined || name === "") {
      const sentence = name === "" ? `Column ${place} has no name; give it one in the file, or say that the first line is a row.` : `The file has no column ${place}.`;
      throw refusal(field, sentence);
    }
    if (used.has(place)) throw refusal(field, "One column cannot be two things at once.");
    used.set(place, field);
    columns[field] = sample.header ? name : place;
  }
  if (choice.tax !== undefined && choice.taxIs === undefined) throw refusal("taxIs", "Say whether the amount holds the tax.");
  return checkMapping({
    source: choice.source,
    columns,
    ...(choice.amountIs === undefined ? {} : { amountIs: choice.amountIs }),
    ...(choice.tax === undefined || choice.taxIs === undefined ? {} : { tax: choice.taxIs }),
    header: sample.header,
    skipLines: sample.line - 1,
    delimiter: DELIMITER_NAMES[sample.delimiter],
    date: choice.dateFormat,
    decimal: choice.decimal,
    ...(choice.currency ? { currency: choice.currency } : {}),
  });
}

const refusal = (field: string, sentence: string): AppError => new AppError("BAD_REQUEST", `${sentence} Nothing was changed.`, { [field]: sentence });

/** What a mapping that was kept says about this file: what the form shows, and the names of the columns that the file does not have. Null when it cannot be read so at all. */
export function toChoice(kept: unknown, sample: Sample): { choice: MappingChoice; lost: string[] } | null {
  const parsed = transactionMapping.safeParse(kept);
  if (!parsed.success || parsed.data.header !== sample.header || parsed.data.delimiter !== DELIMITER_NAMES[sample.delimiter]) return null;
  const { source, columns, date, decimal, currency, amountIs, tax } = parsed.data;
  const places: Partial<Record<ColumnField, number>> = {};
  const lost: string[] = [];
  for (const field of COLUMN_FIELDS) {
    const wanted = columns[field];
    if (wanted === undefined) continue;
    const place = typeof wanted === "number" ? wanted : sample.columns.findIndex((name) => sameName(name) === sameName(wanted)) + 1;
    if (place >= 1 && place <= sample.columns.length) places[field] = place;
    else lost.push(String(wanted));
  }
  const delimiter = Object.keys(DELIMITER_NAMES).find((name) => isDelimiterName(name) && DELIMITER_NAMES[name] === parsed.data.delimiter);
  if (delimiter === undefined || !isDelimiterName(delimiter)) return null;
  // Without them there is nothing to show; `lost` says so.
  const choice = { ...places, date: places.date ?? 0, amount: places.amount ?? 0 };
  return { choice: { source, header: parsed.data.header ? "yes" : "no", delimiter, line: sample.line, ...choice, dateFormat: date, decimal, currency, amountIs, ...(columns.tax === undefined ? {} : { taxIs: tax }) }, lost };
}

/** Names of columns that one of two files has and the other has not. */
export function compareColumns(before: readonly string[], now: readonly string[]): { added: string[]; gone: string[] } {
  const had = new Set(before.map(sameName));
  const has = new Set(now.map(sameName));
  const named = (name: string): boolean => name.trim() !== "";
  return { added: now.filter((name) => named(name) && !had.has(sameName(name))), gone: before.filter((name) => named(name) && !has.has(sameName(name))) };
}
