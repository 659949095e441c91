import type { ApplyContext } from "../types.ts";

/** What one unit of `currency` is worth in the shop's: 1 for the shop's own, null when nobody said. */
export function rateFor({ shop, options }: Pick<ApplyContext, "shop" | "options">, currency: string): string | null {
  return currency === shop.currency ? "1" : (options.rates?.[currency] ?? null);
}
