/*
 * Values inside the sentences of blocks (notes, words of a part). Cells hold raw values; only
 * sentences are worded here. Nothing is added up.
 */

const formats = new Map<string, Intl.NumberFormat>();

function format(digits: number, currency?: string): Intl.NumberFormat {
  const key = `${digits}:${currency ?? ""}`;
  const known = formats.get(key);
  if (known) return known;
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.NumberFormat("en-GB", currency ? { ...fixed, style: "currency", currency, currencyDisplay: "narrowSymbol" } : fixed);
  formats.set(key, made);
  return made;
}

/** An exact amount with its currency: "67" -> "€67.00", "-3.5" -> "−€3.50" with the same sign as charts and cells have. */
export const sayMoney = (amount: string, currency: string): string => format(2, currency).format(Number(amount)).replace("-", "−");

/** A share from 0 to 1: "0.2634" -> "26.3 %". */
export const sayShare = (share: string): string => `${format(1).format(Number(share) * 100)} %`;

/** A count with its noun: (1, "order", "orders") -> "1 order", (1200, ...) -> "1,200 orders". */
export const sayCount = (count: string | number, one: string, many: string): string => `${format(0).format(Number(count))} ${Number(count) === 1 ? one : many}`;
