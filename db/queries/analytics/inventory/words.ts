import { sayMoney } from "../say.ts";

/** What stands where the ledger holds nothing: imported history counts no shelf. */
export const NOTHING_COUNTED = "Nothing on the shelf has been counted. Count or receive a title on the inventory page and it stands here.";

/** A band of prices in words: "€15.00 to below €25.00". */
export function sayPriceBand(band: string, currency: string): string {
  if (band === "none") return "Price unknown";
  const [from = "0", to] = band.replace("+", "").split("-");
  if (to === undefined) return `${sayMoney(from, currency)} or more`;
  return from === "0" ? `Below ${sayMoney(to, currency)}` : `${sayMoney(from, currency)} to below ${sayMoney(to, currency)}`;
}
