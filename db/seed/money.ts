/** Euro cents as a whole number. The generator counts in these; the database gets decimals. */
export type Cents = number;

/** `2390` as `23.90`. */
export function decimal(cents: Cents): string {
  const sign = cents < 0 ? "-" : "";
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** German value added tax, in hundredths; prices in Misty are without it. */
const TAX_PERCENT = 19;

/** The tax on `net`, rounded to the cent. */
export const taxOn = (net: Cents): Cents => Math.round((net * TAX_PERCENT) / 100);

/**
 * Spreads an order's discount over its lines in proportion to what they cost, rounded down to
 * the cent, with the remainder on the largest line (the first of equals).
 */
export function spreadDiscount(amounts: readonly Cents[], discount: Cents): Cents[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  if (sum === 0) return amounts.map(() => 0);
  const shares = amounts.map((amount) => Math.floor((amount * discount) / sum));
  const rest = discount - shares.reduce((total, share) => total + share, 0);
  const largest = amounts.indexOf(Math.max(...amounts));
  return shares.map((share, index) => (index === largest ? share + rest : share));
}
