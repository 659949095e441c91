import { COLUMN_FIELDS, type ColumnField, type MappingChoice } from "../../../contracts/imports.ts";
import { currencyOfSign, splitMoney } from "../reader/money-pattern.ts";
import { type DateGuess, guessDate } from "./guess-date.ts";
import { fold, nameScore, saysOneCopy, saysTaxRate, WORDS } from "./header-words.ts";
import type { Sample } from "./sample-file.ts";

const AMOUNT = /^\d{1,10}(?:[.,]\d{1,3})?$|^\d{1,3}(?:[.,'\u2019\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?$/;
const COUNT = /^\d{1,4}(?:[.,]0+)?$/;
const share = (values: readonly string[], fits: (value: string) => boolean): number => (values.length === 0 ? 0 : values.filter(fits).length / values.length);

/** What the mapping form begins with. A field that nothing speaks for, or two columns equally, stays empty. */
export type MappingGuess = Partial<MappingChoice> & Pick<MappingChoice, "source" | "header" | "delimiter" | "decimal" | "line">;

interface Column {
  name: string;
  place: number;
  values: string[];
  date: DateGuess | null;
  /** The numbers within its values, where they are amounts. */
  money: { number: string; sign: string | null }[];
  amounts: number;
  counts: number;
  cents: number;
}

function describeColumn(sample: Sample, name: string, at: number): Column {
  const values = sample.rows.map(({ cells }) => (cells[at] ?? "").trim()).filter((value) => value !== "");
  const money = values.flatMap((value) => splitMoney(value) ?? []).filter(({ number }) => AMOUNT.test(number));
  const cents = money.filter(({ number }) => /[.,]\d{2}$/.test(number));
  const of = (some: readonly unknown[]): number => (values.length === 0 ? 0 : some.length / values.length);
  return { name, place: at + 1, values, date: guessDate(values), money, amounts: of(money), counts: share(values, (value) => COUNT.test(value)), cents: of(cents) };
}

/** How well a column's values fit a field, 0 to 2; what fits above 1 is taken also where its name says nothing. */
const FITS: Readonly<Record<ColumnField, (column: Column) => number>> = {
  date: ({ date }) => (date === null ? 0 : date.share + 1),
  amount: ({ amounts, cents }) => (amounts >= 0.5 ? amounts + cents : 0),
  quantity: ({ counts }) => (counts >= 0.5 ? counts / 2 : 0),
  tax: ({ amounts, name }) => (amounts >= 0.5 && !saysTaxRate(name) ? amounts / 2 : 0),
  email: ({ values }) => (share(values, (value) => value.includes("@")) >= 0.5 ? 1.5 : 0),
  name: ({ values }) => (share(values, (value) => /\p{L}/u.test(value)) >= 0.5 ? 0.5 : 0),
  customer: () => 0.5,
  order: () => 0.5,
  title: ({ values }) => (share(values, (value) => /\p{L}/u.test(value)) >= 0.5 ? 0.5 : 0),
};

/** In this order columns are given away; a name counts for a person's only where all of it says so ("Artist name" does not). */
const ORDER: readonly ColumnField[] = ["date", "tax", "amount", "quantity", "email", "name", "customer", "order", "title"];
const NEEDS_WHOLE_NAME: readonly ColumnField[] = ["name"];

/** Reads from names and values which column is which; places count from 1. */
export function guessMapping(sample: Sample, fileName: string): { guess: MappingGuess; date: DateGuess | null } {
  const columns = sample.columns.map((name, at) => describeColumn(sample, name, at));
  const found: Partial<Record<ColumnField, Column>> = {};
  for (const field of ORDER) {
    const column = pick(columns.filter((one) => !Object.values(found).includes(one)), field, sample.header);
    if (column) found[field] = column;
  }
  const { date, amount } = found;
  const saysCurrency = columns.find(({ name, values }) => sample.header && nameScore(name, WORDS.currency) > 0 && values.length > 0 && values.every((value) => value === values[0]))?.values[0];
  const sign = amount?.money[0]?.sign ?? null;
  const currency = saysCurrency?.toUpperCase() ?? (sign !== null && amount?.money.every((one) => one.sign === sign) ? currencyOfSign(sign) : null);
  const commas = amount ? share(amount.money.map(({ number }) => number), (number) => /,\d{1,2}$/.test(number)) : 0;
  const guess: MappingGuess = {
    source: fold(fileName.replace(/\.[^.]*$/, "")).replace(/\d{4,}/g, "").trim().replace(/ +/g, "-").slice(0, 40).replace(/^-+|-+$/g, "") || "till",
    header: sample.header ? "yes" : "no",
    delimiter: sample.delimiter,
    line: sample.line,
    decimal: commas > 0.2 ? "," : ".",
    ...Object.fromEntries(COLUMN_FIELDS.flatMap((field) => (found[field] ? [[field, found[field].place]] : []))),
    ...(amount && found.quantity && sample.header && saysOneCopy(amount.name) ? { amountIs: "copy" as const } : {}),
    // Days that could be months are for a person to tell apart.
    ...(date?.date && date.date.ambiguous.length === 0 ? { dateFormat: date.date.pattern } : {}),
    ...(currency && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
  };
  return { guess, date: date?.date ?? null };
}

/** The column that is the field by its name and values, or by its values alone where no other could be it. */
function pick(columns: readonly Column[], field: ColumnField, header: boolean): Column | undefined {
  const scored = columns
    .map((column) => ({ column, fits: FITS[field](column), named: header ? nameScore(column.name, WORDS[field]) : 0 }))
    .filter(({ fits, named }) => fits > 0 && (named > (NEEDS_WHOLE_NAME.includes(field) ? 3 : 0) || fits > 1))
    .map((one) => ({ ...one, score: one.named * 10 + one.fits }))
    .sort((a, b) => b.score - a.score || a.column.place - b.column.place);
  const [best, next] = scored;
  if (best?.named === 0 && next) return undefined;
  return best?.column;
}
