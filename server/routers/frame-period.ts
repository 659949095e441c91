import type { Tx } from "#db/client.ts";
import type { Frame } from "#db/queries/dashboard/frame.ts";
import { readShop, type Shop } from "#db/queries/shop.ts";
import { type ChosenGrain, chooseBuckets } from "../contracts/analytics.ts";
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

/** The same with bars as long as a person chose (`grain`), and a sentence where the choice could not be kept. */
export async function frameAnalytics(tx: Tx, now: Date, params: PeriodParams & { grain?: ChosenGrain | undefined }): Promise<FramedPeriod & { grainNotice: string | null }> {
  const framed = await framePeriod(tx, now, params);
  const { grain, buckets, notice } = chooseBuckets(framed.period, params.grain);
  return { ...framed, buckets, frame: { ...framed.frame, buckets, grain }, grainNotice: notice };
}
