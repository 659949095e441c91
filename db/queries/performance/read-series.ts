import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { type MetricId, METRICS } from "../../metrics/registry.ts";
import { sourceSql } from "../../metrics/sources.ts";
import type { SourceId } from "../../metrics/types.ts";
import { bucketRows, type TimeBucket } from "../dashboard/frame.ts";

export interface SeriesPoint {
  start: string;
  end: string;
  /** Decimal text; null where the metric's definition gives no value. */
  value: string | null;
}

/** Sources that look at the whole ledger for every bar. */
const OVER_LEDGER: ReadonlySet<SourceId> = new Set(["ledger", "demand"]);

/** A metric per bar, in order, by the same statement as its tile, in one query. */
export async function readSeries(tx: Tx, metric: MetricId, buckets: readonly TimeBucket[]): Promise<SeriesPoint[]> {
  if (buckets.length === 0) return [];
  const { source } = METRICS[metric];
  const days = { from: sql`b.start_day`, to: sql`b.end_day` };
  const ofLedger = OVER_LEDGER.has(source);
  const ledger = ofLedger ? sql`with shelf_days as materialized (select inventory_id, day, change, came, received, sold from analytics_api.stock_days)` : sql``;
  const rows = await tx.execute<{ start: string; end: string; value: string | null }>(sql`
    ${ledger} select b.start_day::text as start, b.end_day::text as "end", s.${sql.identifier(metric)} as value
    from ${bucketRows(buckets)} cross join lateral (${sourceSql(source, days, ofLedger ? { stockDays: sql`shelf_days` } : undefined)}) s order by b.position`);
  return [...rows];
}

/** Remarks on the time axis in these days, oldest first, at most `limit`. */
export async function listAnnotations(tx: Tx, range: { from: string; to: string }, limit = 3): Promise<{ day: string; text: string }[]> {
  const rows = await tx.execute<{ day: string; text: string }>(sql`
    select day::text as day, text from annotations where day between ${range.from}::date and ${range.to}::date order by day, id limit ${limit}`);
  return [...rows];
}
