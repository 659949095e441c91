import { ValueFault } from "./faults.ts";

const MONEY = /^(\d{0,10})(?:\.(\d{1,2})0*)?$/;

/**
 * An amount of money, zero or more, as a decimal string with two decimals. Never a float:
 * `12.5` gives `12.50`, and a third decimal that is not 0 is refused.
 */
export function readMoney(text: string, column: string): string {
  const match = MONEY.exec(text.trim());
  if (match && (match[1] || match[2])) return `${match[1]?.replace(/^0+(?=\d)/, "") || "0"}.${(match[2] ?? "").padEnd(2, "0")}`;
  if (/^-\s*[\d.]+$/.test(text.trim())) throw new ValueFault(column, `the amount "${shorten(text)}" is below zero`);
  throw new ValueFault(column, text.trim() === "" ? "the amount is missing" : `"${shorten(text)}" is not an amount of money like 12.34`);
}

const WHOLE = {
  ".": /^(\d{1,7}|\d{1,3}(?:,\d{3})+)(?:\.0+)?$/,
  ",": /^(\d{1,7}|\d{1,3}(?:\.\d{3})+)(?:,0+)?$/,
};

/** A whole number of pieces, 1 to 1,000,000. `1.0` counts as whole; where the comma stands before decimals, `1,0` does, and `1.000` is a thousand. */
export function readQuantity(text: string, column: string, decimal: "." | "," = "."): number {
  const match = WHOLE[decimal].exec(text.trim());
  const quantity = match?.[1] ? Number(match[1].replace(/[.,]/g, "")) : 0;
  if (quantity < 1 || quantity > 1_000_000) throw new ValueFault(column, text.trim() === "" ? "the quantity is missing" : `"${shorten(text)}" is not a quantity of 1 or more`);
  return quantity;
}

/** A whole number that names something in the source, as text without leading zeros. */
export function readWholeId(text: string, column: string): string {
  if (!/^\d{1,15}$/.test(text.trim())) throw new ValueFault(column, text.trim() === "" ? "the number is missing" : `"${shorten(text)}" is not a whole number`);
  return String(Number(text.trim()));
}

/** Text that must be there, trimmed, of at most `longest` characters. */
export function readText(text: string, column: string, longest = 1_000): string {
  const value = text.trim();
  if (value === "") throw new ValueFault(column, "the value is missing");
  if (value.length > longest) throw new ValueFault(column, `the text is longer than ${longest} characters`);
  return value;
}

/** Text that may be missing, trimmed and cut; Shopify puts an apostrophe before zips and phones so that Excel leaves them alone. */
export function readOptional(text: string | undefined, longest = 500): string | null {
  const value = (text ?? "").trim().replace(/^'/, "");
  return value === "" ? null : value.slice(0, longest);
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** True for a day of the Gregorian calendar between 1900 and 2100. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > (DAYS_IN_MONTH[month - 1] ?? 0)) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month !== 2 || day < 29 || leap;
}

/** Not more than anyone wants to read in a message. */
export const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** An email address that may be missing. Whether it exists is not ours to know; that it has the shape of one is. */
export function readEmail(text: string, column: string): string | null {
  const value = text.trim();
  if (value === "") return null;
  if (value.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(value)) throw new ValueFault(column, `"${shorten(value)}" is not an email address`);
  return value;
}
