import { dayFromIso } from "./days.ts";
import type { Planted } from "./plants/plants.ts";
import { firstDayBefore } from "./seed-database.ts";
import { DEMO_ORDERS, Simulation } from "./simulate.ts";

/**
 * What is planted in the demo shop of `seed` whose first seeding ended on `anchor` (`2026-06-30`):
 * for each detector at least two defects to find, with the size of the effect, and near misses to
 * leave alone. Only tests and evals read this; no page, tool or model does.
 *
 * Defects stand relative to the last day of the **first** seeding, the anchor, which settings keep
 * as `demo_first_day` + 1,095 days. That is how two rules hold at once: the same day is always the
 * same, and there is something to find near the last day. A shop that grows does not move them: as
 * weeks pass they become history (what was out is reordered after three weeks, wrong prices are put
 * right), and what is found then is found in the ordinary course of the shop.
 *
 * What an honest detector has to know:
 * - `paid_amount_differs`: of a completed order the sum of completed payments is its total. Refunds
 *   are rows of their own and legitimate; a partial refund is no difference.
 * - `negative_review_unanswered`: in the 90 days before the anchor every review of one or two stars
 *   is planted and listed, those of the rating drops too. Older ones are past answering.
 * - `dead_stock`: the long tail has titles with up to six copies and no sale for most of a year; the
 *   planted ones are twelve copies and more.
 * - `stock_out_live_demand`: tail titles (less than one copy a week) run out now and then in the
 *   ordinary course; the planted ones sold more than 1.6 a week.
 * - `revenue_day_outlier`: the shop is closed on Sundays and public holidays, when only web and
 *   Discogs sell.
 */
export function plantedDefects(seed: number, anchor: string): readonly Planted[] {
  const simulation = new Simulation({ seed, firstDay: firstDayBefore(anchor), orders: DEMO_ORDERS, planted: true });
  simulation.advanceTo(dayFromIso(anchor));
  return simulation.shop.plan.plants.noted;
}
