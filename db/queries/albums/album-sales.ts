import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { type Change, describeChange } from "../../metrics/change.ts";
import { METRICS } from "../../metrics/registry.ts";
import type { DayRange, MetricUnit } from "../../metrics/types.ts";
import { bucketRows, type Frame } from "../dashboard/frame.ts";

/** One figure of a record over a period. */
export interface AlbumFigure {
  id: "units" | "revenue" | "average_price" | "gross_margin";
  label: string;
  definition: string;
  formula: string;
  unit: MetricUnit;
  value: string | null;
  before: string | null;
  change: Change;
  /** How much of the revenue the margin rests on, 0 to 1; null for the others. */
  covered: string | null;
}

type Sums = Record<AlbumFigure["id"] | "covered", string | null>;

/** Sums of one record over days, from its sums per day. */
async function sumAlbum(tx: Tx, albumId: string, { from, to }: DayRange): Promise<Sums> {
  const [row] = await tx.execute<Sums>(sql`
    select units::text as units, revenue::text as revenue, round(revenue / nullif(units, 0), 2)::text as average_price,
      round((costed_revenue - cost) / nullif(costed_revenue, 0), 6)::text as gross_margin, round(costed_revenue / nullif(revenue, 0), 6)::text as covered
    from (select coalesce(sum(units), 0) as units, coalesce(sum(revenue), 0.00) as revenue, coalesce(sum(costed_revenue), 0) as costed_revenue, coalesce(sum(cost), 0) as cost
      from analytics_api.album_days where album_id = ${albumId}::uuid and day between ${from}::date and ${to}::date) s`);
  if (!row) throw new Error("no sums were computed");
  return row;
}

const FIGURES: readonly Omit<AlbumFigure, "value" | "before" | "change" | "covered">[] = [
  { id: "units", label: "Copies sold", definition: "Copies of this record on the lines of all orders that are not cancelled.", formula: "sum(quantity), orders not cancelled", unit: "count" },
  { id: "revenue", label: METRICS.revenue.label, definition: "What was charged for this record's lines. Cancelled orders, shipping and tax are left out.", formula: METRICS.revenue.formula, unit: "money" },
  { id: "average_price", label: "Average price", definition: "What a copy brought on average, discounts taken off. Without a sale there is no value, not zero.", formula: "revenue / copies sold", unit: "money" },
  { id: "gross_margin", label: METRICS.gross_margin.label, definition: "What is left of the revenue after the cost of the copies, over the lines whose cost is known.", formula: METRICS.gross_margin.formula, unit: "percent" },
];

/** What a record sold in the period, each figure beside the days it is compared with. */
export async function readAlbumFigures(tx: Tx, albumId: string, frame: Frame): Promise<AlbumFigure[]> {
  const now = await sumAlbum(tx, albumId, frame.now);
  const before = frame.before ? await sumAlbum(tx, albumId, frame.before) : null;
  return FIGURES.map((figure) => {
    const past = before?.[figure.id] ?? null;
    const rule = { change: figure.unit === "percent" ? ("absolute" as const) : ("relative" as const), upIsGood: figure.id === "average_price" ? null : true };
    return {
      ...figure,
      value: now[figure.id],
      before: past,
      change: before ? describeChange(now[figure.id], past, rule) : { kind: "none", value: null, good: null },
      covered: figure.id === "gross_margin" ? now.covered : null,
    };
  });
}

/** One bar of a record's sales: copies, what they brought, and the copies of the days it stands beside. */
export interface AlbumBar {
  start: string;
  end: string;
  units: string;
  revenue: string;
  before: string | null;
}

/** Copies and revenue per bar of the period, in order. */
export async function readAlbumOverTime(tx: Tx, albumId: string, frame: Frame): Promise<AlbumBar[]> {
  const rows = await tx.execute<Record<keyof AlbumBar, string> & { before: string | null }>(sql`
    select b.start_day::text as start, b.end_day::text as "end", now.units::text as units, now.revenue::text as revenue,
      (case when b.before_start is not null then coalesce(w.units, 0) end)::text as before
    from ${bucketRows(frame.buckets)}
    cross join lateral (select coalesce(sum(units), 0) as units, coalesce(sum(revenue), 0.00) as revenue
      from analytics_api.album_days where album_id = ${albumId}::uuid and day between b.start_day and b.end_day) now
    cross join lateral (select sum(units) as units from analytics_api.album_days where album_id = ${albumId}::uuid and day between b.before_start and b.before_end) w
    order by b.position`);
  return [...rows];
}
