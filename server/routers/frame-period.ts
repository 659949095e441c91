import type { Tx } from "#db/client.ts";
import type { Frame } from "#db/queries/dashboard/frame.ts";
import { readShop, type Shop } from "#db/queries/shop.ts";
import { type Bucket, bucketsOf, grainFor } from "../contracts/buckets.ts";
import { todayIn } from "../contracts/calendar.ts";
import { type Period, type PeriodParams, resolvePeriod } from "../contracts/period.ts";

export interface FramedPeriod {
  shop: Shop;
  period: Period;
  frame: Frame;
  /** The bars of charts over time, with their labels. */
  buckets: Bucket[];
}

/** Resolves the period of a request in the shop's own time zone. */
export async function framePeriod(tx: Tx, now: Date, params: PeriodParams): Promise<FramedPeriod> {
  const shop = await readShop(tx);
  const period = resolvePeriod({ params, today: todayIn(shop.timeZone, now) });
  const buckets = bucketsOf(period);
  const { from, to, comparison } = period;
  const before = comparison && { from: comparison.from, to: comparison.to };
  return { shop, period, buckets, frame: { now: { from, to }, before, buckets, grain: grainFor(period.days) } };
}
