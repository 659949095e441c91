import { ValueFault } from "../faults.ts";
import { readMoney, shorten } from "../values.ts";

/** Signs that tills write beside an amount, and the currencies they may mean. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  "€": ["EUR"],
  "£": ["GBP"],
  $: ["USD", "CAD", "AUD", "NZD", "MXN", "SGD", "HKD"],
  "¥": ["JPY", "CNY"],
  KR: ["SEK", "NOK", "DKK", "ISK"],
  ZŁ: ["PLN"],
  KČ: ["CZK"],
  FT: ["HUF"],
  "FR.": ["CHF"],
  R$: ["BRL"],
  "₺": ["TRY"],
  "₹": ["INR"],
};

/** Blanks of any kind and both apostrophes stand between thousands, besides the sign that is not the decimal one. */
const APART = "'\u2019\u00a0\u202f ";
const GROUPED = {
  ".": new RegExp(`^\\d{1,3}([,${APART}])\\d{3}(?:\\1\\d{3})*(?:\\.\\d{1,3})?$`),
  ",": new RegExp(`^\\d{1,3}([.${APART}])\\d{3}(?:\\1\\d{3})*(?:,\\d{1,3})?$`),
};
const PLAIN = { ".": /^\d{0,10}(?:\.\d{1,10})?$/, ",": /^\d{0,10}(?:,\d{1,10})?$/ };
const SIGNED = /^(?<before>[^\d\s.,'+()-]{1,3}\.?)?\s*(?<number>\d[\d.,'\u2019\u00a0\u202f ]*?)\s*(?<after>[^\d\s.,'+()-]{1,3}\.?)?$/u;

/** The number within an amount, and the currency's sign beside it where it has one; null when it is no amount in any way of writing. */
export function splitMoney(text: string): { number: string; sign: string | null } | null {
  const { before, number, after } = SIGNED.exec(text.trim())?.groups ?? {};
  if (number === undefined || (before !== undefined && after !== undefined)) return null;
  return { number, sign: before ?? after ?? null };
}

/** The likeliest currency of a sign or of three letters; null for what is neither. */
export function currencyOfSign(sign: string): string | null {
  const upper = sign.toUpperCase();
  return SIGNS[upper]?.[0] ?? (/^[A-Z]{3}$/.test(upper) ? upper : null);
}

/** True when a sign beside an amount may mean `currency`. */
const means = (sign: string, currency: string): boolean => sign.toUpperCase() === currency || (SIGNS[sign.toUpperCase()]?.includes(currency) ?? false);

/**
 * A reader for amounts as people write them where `decimal` stands before the cents: `1,234.50`,
 * `1.234,50`, `1'234.50`, `€ 12,50`, `12.50 USD`. What it gives is a decimal string with two
 * decimals. Throws ValueFault naming `column` for what is below zero, no amount, or says another currency
 * than `currency`; a sign beside it is refused where no currency was said.
 */
export function moneyReader(decimal: "." | ",", currency: string | undefined, column: string): (text: string) => string {
  const plain = PLAIN[decimal];
  const like = decimal === "," ? "12,34" : "12.34";
  const fault = (text: string): ValueFault => new ValueFault(column, `"${shorten(text)}" is not an amount of money like ${like}`);
  return (text) => {
    const value = text.trim();
    if (value === "") throw new ValueFault(column, "the amount is missing");
    if (plain.test(value)) return readAs(value.replace(",", "."));
    if (/^\(.*\d.*\)$|^[^\d]*[-\u2212]\s*[^\d]*[\d.,]+|\d-$/.test(value)) throw new ValueFault(column, `the amount "${shorten(value)}" is below zero`);
    const split = splitMoney(value);
    if (!split) throw fault(value);
    const { number, sign } = split;
    if ((!plain.test(number) && !GROUPED[decimal].test(number)) || (sign !== null && currencyOfSign(sign) === null)) throw fault(value);
    if (sign !== null && currency === undefined) throw new ValueFault(column, `"${shorten(value)}" says a currency, so say which one the file counts in`);
    if (sign !== null && currency !== undefined && !means(sign, currency)) throw new ValueFault(column, `"${shorten(value)}" is not in ${currency}`);
    return readAs(number.replace(decimal === "," ? /[^\d,]/g : /[^\d.]/g, "").replace(",", "."));

    function readAs(digits: string): string {
      try {
        return readMoney(digits, column);
      } catch {
        throw fault(value);
      }
    }
  };
}
