import { DELIMITER_NAMES, type DelimiterName, type MappingChoice } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { checkMapping, type TransactionMapping, transactionMapping } from "../formats/transaction-log.ts";
import type { Sample } from "./sample-file.ts";

const isDelimiterName = (name: string): name is DelimiterName => name in DELIMITER_NAMES;

/** What a person chose by places -> the mapping that the import knows, by the columns' names. Throws BAD_REQUEST beside the field. */
export function toMapping(choice: MappingChoice, sample: Sample): TransactionMapping {
  const column = (place: number | undefined, field: string): string | number | undefined => {
    if (place === undefined) return undefined;
    const name = sample.columns[place - 1];
    if (name === undefined || name === "") {
      const sentence = name === "" ? `Column ${place} has no name; give it one in the file, or say that the first line is a row.` : `The file has no column ${place}.`;
      throw new AppError("BAD_REQUEST", sentence, { [field]: sentence });
    }
    return sample.header ? name : place;
  };
  const used = [choice.customer, choice.date, choice.quantity, choice.amount].filter((place) => place !== undefined);
  if (new Set(used).size < used.length) throw new AppError("BAD_REQUEST", "One column cannot be two things at once. Nothing was changed.");
  const customer = column(choice.customer, "customer");
  const quantity = column(choice.quantity, "quantity");
  return checkMapping({
    source: choice.source,
    columns: { ...(customer === undefined ? {} : { customer }), date: column(choice.date, "date"), ...(quantity === undefined ? {} : { quantity }), amount: column(choice.amount, "amount") },
    header: sample.header,
    delimiter: DELIMITER_NAMES[sample.delimiter],
    date: choice.dateFormat,
    decimal: choice.decimal,
    ...(choice.currency ? { currency: choice.currency } : {}),
  });
}

/** A mapping that was kept -> what the form shows for this file; null when it does not fit its columns. */
export function toChoice(kept: unknown, sample: Sample): MappingChoice | null {
  const parsed = transactionMapping.safeParse(kept);
  if (!parsed.success || parsed.data.header !== sample.header || parsed.data.delimiter !== DELIMITER_NAMES[sample.delimiter]) return null;
  const { source, columns, date, decimal, currency } = parsed.data;
  const same = (name: string): string => name.trim().toLowerCase();
  const place = (wanted: string | number | undefined): number | undefined => {
    if (typeof wanted !== "string") return wanted;
    const at = sample.columns.findIndex((name) => same(name) === same(wanted));
    return at === -1 ? undefined : at + 1;
  };
  const [datePlace, amountPlace, customer, quantity] = [place(columns.date), place(columns.amount), place(columns.customer), place(columns.quantity)];
  const lost = datePlace === undefined || amountPlace === undefined || (columns.customer !== undefined && customer === undefined) || (columns.quantity !== undefined && quantity === undefined);
  const delimiter = Object.keys(DELIMITER_NAMES).find((name) => isDelimiterName(name) && DELIMITER_NAMES[name] === parsed.data.delimiter);
  if (lost || delimiter === undefined || !isDelimiterName(delimiter)) return null;
  return { source, header: parsed.data.header ? "yes" : "no", delimiter, customer, date: datePlace, quantity, amount: amountPlace, dateFormat: date, decimal, currency };
}
