import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { type MetricId, METRICS } from "./registry.ts";
import { sourceSql } from "./sources.ts";
import type { DayRange, Metric, MetricValue, SourceId } from "./types.ts";

/** What sources computed for one range: metrics by id, and helpers that are no metric of their own (e.g. `new_customers`). */
export type SourceColumns = Readonly<Record<string, string | null>>;

/** The sources that the metrics come from, each once. */
const sourcesOf = (ids: readonly MetricId[]): SourceId[] => [...new Set(ids.map((id) => METRICS[id].source))];

/** Every column of the metrics' sources, per range in the given order, in one statement. */
export async function computeColumns(tx: Tx, ids: readonly MetricId[], ranges: readonly DayRange[]): Promise<SourceColumns[]> {
  if (ids.length === 0 || ranges.length === 0) return ranges.map(() => ({}));
  const rows = ranges.map((range, index) => {
    const parts = sourcesOf(ids).map((source) => sql`(select to_jsonb(x) from (${sourceSql(source, range)}) x)`);
    return sql`select ${index}::int as position, ${sql.join(parts, sql` || `)} as columns`;
  });
  const found = await tx.execute<{ position: number; columns: Record<string, string | null> }>(sql.join(rows, sql` union all `));
  return ranges.map((_range, index) => found.find((row) => row.position === index)?.columns ?? {});
}

/** A metric's value among computed columns; null where its definition gives none. */
export function valueOf(id: MetricId, columns: SourceColumns): MetricValue {
  const metric: Metric = METRICS[id];
  return { value: columns[id] ?? null, covered: metric.coverage ? (columns[metric.coverage] ?? null) : null };
}

/**
 * Computes metrics for one or more ranges of days in a single statement.
 * Returns, per range in the given order, a value for each id: decimal text, or null where the
 * definition gives none (no orders, no reviews, nothing counted on the shelf).
 */
export async function computeMetrics<Id extends MetricId>(tx: Tx, ids: readonly Id[], ranges: readonly DayRange[]): Promise<Record<Id, MetricValue>[]> {
  const computed = await computeColumns(tx, ids, ranges);
  return computed.map((columns) => Object.fromEntries(ids.map((id) => [id, valueOf(id, columns)])) as Record<Id, MetricValue>);
}
