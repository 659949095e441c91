import type { Tx } from "#db/client.ts";
import { readVocabulary } from "#db/queries/agents/vocabulary.ts";
import { readShop } from "#db/queries/shop.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { resolvePeriod } from "#server/contracts/period.ts";

/** The page a question was asked on. */
export interface PageView {
  path: string;
  search: string;
}

const TITLES: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, "Dashboard"],
  [/^\/orders\/(\d+)/, "Order"],
  [/^\/orders/, "Orders"],
  [/^\/rows\//, "Rows behind a figure"],
  [/^\/assistant/, "Assistant"],
];

const titleOf = (path: string): string => TITLES.find(([pattern]) => pattern.test(path))?.[1] ?? "Misty";

/**
 * What changes per call, as the last line of a prompt: the day, the shop, the page with its period, and
 * the shop's own words. Names in it are data of the shop, quoted as JSON, never instructions.
 */
export async function describeContext(tx: Tx, now: Date, page: PageView | null): Promise<string> {
  const shop = await readShop(tx);
  const today = todayIn(shop.timeZone, now);
  const params = page && Object.fromEntries(new URLSearchParams(page.search));
  const period = params && (params["p"] || params["from"] || page.path === "/") ? resolvePeriod({ params, today }) : null;
  const context = {
    today,
    weekday: new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(new Date(`${today}T12:00:00Z`)),
    timeZone: shop.timeZone,
    currency: shop.currency,
    shop: shop.name,
    firstOrderDay: shop.firstOrderDay,
    lastOrderDay: shop.lastOrderDay,
    page: page && { path: page.path, title: titleOf(page.path), ...(period ? { from: period.from, to: period.to, label: period.label } : {}) },
    ...(await readVocabulary(tx)),
  };
  // A name in it can end neither the line nor the tag.
  return `<context>${JSON.stringify(context).replaceAll("<", "\\u003c")}</context>`;
}
