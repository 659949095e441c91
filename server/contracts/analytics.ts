import { z } from "zod/v4";
import { type Bucket, bucketsOf, grainFor } from "./buckets.ts";
import { countDays } from "./calendar.ts";
import { type Period, periodInput } from "./period.ts";

/** The tabs of /analytics that are made of blocks, with their names; the explorer is a page of its own. */
export const ANALYTICS_TABS = ["sales", "customers", "inventory", "catalogue", "reviews", "payments"] as const;
export type AnalyticsTab = (typeof ANALYTICS_TABS)[number];

export const TAB_LABELS: Record<AnalyticsTab | "explorer", string> = {
  sales: "Sales",
  customers: "Customers",
  inventory: "Inventory",
  catalogue: "Catalogue",
  reviews: "Reviews",
  payments: "Payments",
  explorer: "Explorer",
};

/** Lengths of a bar that a person may choose; without a choice the period decides. */
export const CHOSEN_GRAINS = ["day", "week", "month"] as const;
export type ChosenGrain = (typeof CHOSEN_GRAINS)[number];

/** More bars than this are no chart: then the next longer grain is taken, and the page says so. */
const MOST_BARS = 400;
const DAYS_OF: Record<ChosenGrain, number> = { day: 1, week: 7, month: 30 };

const grain = z.enum(CHOSEN_GRAINS).optional().catch(undefined);

/** A tab as it stands in a URL, without the ways to look at its blocks. */
export const tabInput = periodInput.extend({ tab: z.enum(ANALYTICS_TABS), grain });

/** One block of a tab; `by` is one of its choices, anything else its first. */
export const blockInput = tabInput.extend({ block: z.string().max(60), by: z.string().max(60).optional().catch(undefined) });

/** The bars of a period by a chosen grain, how long they are, and a sentence where the choice could not be kept. */
export function chooseBuckets(period: Period, chosen: ChosenGrain | undefined): { grain: ChosenGrain; buckets: Bucket[]; notice: string | null } {
  const wanted = chosen ?? grainFor(period.days);
  const days = countDays(period.from, period.to);
  const kept = CHOSEN_GRAINS.slice(CHOSEN_GRAINS.indexOf(wanted)).find((one) => days / DAYS_OF[one] <= MOST_BARS) ?? "month";
  const notice = chosen && kept !== chosen ? `${period.range} has too many bars by ${chosen}, so you see them by ${kept}.` : null;
  return { grain: kept, buckets: bucketsOf(period, kept), notice };
}

/** The key of a block's choice in the address: "b2-by". */
export const choiceKey = (track: string): string => `${track.toLowerCase()}-by`;
