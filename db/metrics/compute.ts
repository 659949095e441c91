import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { type MetricId, METRICS } from "./registry.ts";
import { SOURCES } from "./sources.ts";
import type { DayRange, Metric, MetricValue, SourceId } from "./types.ts";

/** Every column of the given sources for each range, in one statement; null stands for a range that is not asked for. */
async function computeSources(tx: Tx, sources: readonly SourceId[], ranges: readonly DayRange[]): Promise<Record<string, string | null>[]> {
  if (sources.length === 0 || ranges.length === 0) return ranges.map(() => ({}));
  const rows = ranges.map(
    (range, index) => sql`select ${index}::int as position, ${sql.join(
      sources.map((source) => sql`(select to_jsonb(x) from (${SOURCES[source](range)}) x)`),
      sql` || `,
    )} as columns`,
  );
  const found = await tx.execute<{ position: number; columns: Record<string, string | null> }>(sql.join(rows, sql` union all `));
  return ranges.map((_range, index) => found.find((row) => row.position === index)?.columns ?? {});
}

/**
 * Computes metrics for one or more ranges of days in a single statement.
 * Returns, per range in the given order, a value for each id: decimal text, or null where the
 * definition gives none (no orders, no reviews, nothing counted on the shelf).
 */
export async function computeMetrics<Id extends MetricId>(tx: Tx, ids: readonly Id[], ranges: readonly DayRange[]): Promise<Record<Id, MetricValue>[]> {
  const sources = [...new Set(ids.map((id) => METRICS[id].source))];
  const computed = await computeSources(tx, sources, ranges);
  return computed.map((columns) => {
    const values = {} as Record<Id, MetricValue>;
    for (const id of ids) {
      const metric: Metric = METRICS[id];
      values[id] = { value: columns[id] ?? null, covered: metric.coverage ? (columns[metric.coverage] ?? null) : null };
    }
    return values;
  });
}

/** The columns of sources as they are, also those that are no metric of their own (e.g. `new_customers`). */
export const computeColumns = computeSources;
