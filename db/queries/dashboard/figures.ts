import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { type Change, describeChange } from "../../metrics/change.ts";
import { computeColumns, valueOf } from "../../metrics/compute.ts";
import { type MetricId, METRICS } from "../../metrics/registry.ts";
import type { MetricUnit } from "../../metrics/types.ts";
import { bucketRows, type Frame } from "./frame.ts";

/** The tiles in the order of their track numbers, A1 to A6. */
export const TILE_METRICS = ["revenue", "orders", "average_order_value", "buying_customers", "average_rating", "refunds"] as const satisfies readonly MetricId[];
export type TileMetric = (typeof TILE_METRICS)[number];

/** One bar or point of a sparkline; null where there is no value (no order to average). */
export interface SparkPoint {
  day: string;
  value: number | null;
}

export interface Tile {
  metric: TileMetric;
  track: "A1" | "A2" | "A3" | "A4" | "A5" | "A6";
  label: string;
  definition: string;
  formula: string;
  unit: MetricUnit;
  value: string | null;
  before: string | null;
  change: Change;
  note: string | null;
  spark: SparkPoint[];
  /** The running total of the comparison, for revenue only. */
  sparkBefore: SparkPoint[];
}

type SparkColumn = "revenue_total" | "revenue_total_before" | TileMetric;
type SparkRow = { start: string } & Record<SparkColumn, string | null>;

/**
 * All sparklines in one statement. Revenue is a running total. Buyers are counted for bars of one
 * day only: distinct people of a week or month would have to be counted over every row.
 */
async function readSparks(tx: Tx, frame: Frame): Promise<SparkRow[]> {
  const buyers = frame.grain === "day" ? sql`(select count(*) from analytics_api.customer_days d where d.day = b.start_day)` : sql`null::bigint`;
  const rows = await tx.execute<SparkRow>(sql`
    with bars as (
      select b.position, b.start_day, o.revenue, o.orders, r.rating, p.refunds, w.revenue as revenue_before, ${buyers} as buyers
      from ${bucketRows(frame.buckets)}
      cross join lateral (select coalesce(sum(revenue), 0) as revenue, coalesce(sum(order_count), 0) as orders
        from analytics_api.order_days where day between b.start_day and b.end_day) o
      cross join lateral (select case when b.before_start is not null then coalesce(sum(revenue), 0) end as revenue
        from analytics_api.order_days where day between b.before_start and b.before_end) w
      cross join lateral (select coalesce(sum(amount), 0) as refunds
        from analytics_api.payment_days where status = 'refunded' and day between b.start_day and b.end_day) p
      cross join lateral (select round(avg(rating), 2) as rating from analytics_api.reviews
        where review_date >= (b.start_day - 2)::timestamptz and review_date < (b.end_day + 3)::timestamptz and day between b.start_day and b.end_day) r)
    select start_day::text as start, sum(revenue) over (order by position)::text as revenue_total, sum(revenue_before) over (order by position)::text as revenue_total_before,
      revenue::text as revenue, orders::text as orders, round(revenue / nullif(orders, 0), 2)::text as average_order_value,
      buyers::text as buying_customers, rating::text as average_rating, refunds::text as refunds
    from bars order by position`);
  return [...rows];
}

const series = (rows: SparkRow[], column: SparkColumn): SparkPoint[] =>
  rows.every((row) => row[column] === null) ? [] : rows.map((row) => ({ day: row.start, value: row[column] === null ? null : Number(row[column]) }));

/** "13.7 a day": one decimal below 100, whole above. */
const perDay = (count: string | null, days: number): string | null => {
  const rate = Number(count ?? 0) / days;
  return rate > 0 ? `${rate.toLocaleString("en", { maximumFractionDigits: rate < 100 ? 1 : 0 })} a day` : null;
};

const sayCount = (count: string | null, one: string, many: string): string | null => {
  if (count === null || count === "0") return null;
  return `${Number(count).toLocaleString("en")} ${count === "1" ? one : many}`;
};

/** The six key figures with their comparison, note and sparkline. */
export async function readTiles(tx: Tx, frame: Frame, days: number): Promise<Tile[]> {
  const ranges = frame.before ? [frame.now, frame.before] : [frame.now];
  const [now, before] = await computeColumns(tx, TILE_METRICS, ranges);
  const sparks = await readSparks(tx, frame);
  if (!now) throw new Error("no figures were computed");
  const unitsEach = Number(now["units"] ?? 0) / Number(now["orders"] ?? 0);
  const notes: Record<TileMetric, string | null> = {
    revenue: null,
    orders: perDay(now["orders"] ?? null, days),
    average_order_value: Number.isFinite(unitsEach) && unitsEach > 0 ? `${unitsEach.toLocaleString("en", { maximumFractionDigits: 1 })} records each` : null,
    buying_customers: sayCount(now["new_customers"] ?? null, "of them new", "of them new"),
    average_rating: sayCount(now["review_count"] ?? null, "review", "reviews"),
    refunds: null,
  };
  return TILE_METRICS.map((metric, index) => {
    const { label, words, formula, unit, change, upIsGood } = METRICS[metric];
    const { value } = valueOf(metric, now);
    const past = before ? valueOf(metric, before).value : null;
    return {
      metric,
      track: `A${index + 1}` as Tile["track"],
      label,
      definition: words,
      formula,
      unit,
      value,
      before: past,
      change: frame.before ? describeChange(value, past, { change, upIsGood }) : { kind: "none", value: null, good: null },
      note: notes[metric],
      spark: series(sparks, metric === "revenue" ? "revenue_total" : metric),
      sparkBefore: metric === "revenue" ? series(sparks, "revenue_total_before") : [],
    };
  });
}
