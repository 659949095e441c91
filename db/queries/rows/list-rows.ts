import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { PAYMENT_STATUSES, type PaymentStatus } from "../../enums.ts";
import { computeMetrics } from "../../metrics/compute.ts";
import { type MetricId, METRICS } from "../../metrics/registry.ts";
import type { RowSet } from "../analytics/block.ts";
import { listBuyers } from "./customer-rows.ts";
import type { RowFilter } from "./filters.ts";
import { listMovements, listPayments, listReviews, listShelf } from "./other-rows.ts";
import { listLines, listOrderRows } from "./sales-rows.ts";
import { type RowSums, sumRows } from "./sum-rows.ts";

/** The rows that a metric is made of: the set and what its definition narrows it to. */
export function rowsOfMetric(metric: MetricId, filter: RowFilter): { set: RowSet; filter: RowFilter } {
  const { rows: set } = METRICS[metric];
  switch (metric) {
    case "refunds":
      return { set, filter: { ...filter, status: "refunded" } };
    case "out_of_stock":
      return { set, filter: { ...filter, band: "out" } };
    case "low_stock":
      return { set, filter: { ...filter, band: "low" } };
    default:
      return { set, filter };
  }
}

/** Payments that a success rate counts; other payments are counted by no rate. */
const DECIDED: readonly PaymentStatus[] = ["completed", "failed"];

/** One page of a set's rows that fit the filter, with the person's rights. `metric` where the rows stand behind one. */
export function listRows(tx: Tx, set: RowSet, filter: RowFilter, cursor: string | undefined, metric: MetricId | null = null) {
  switch (set) {
    case "lines":
      return listLines(tx, filter, cursor);
    case "orders":
      return listOrderRows(tx, filter, cursor);
    case "customers":
      return listBuyers(tx, filter, cursor);
    case "reviews":
      return listReviews(tx, filter, cursor);
    case "payments": {
      const statuses = filter.status ? [filter.status] : metric === "payment_success_rate" ? DECIDED : PAYMENT_STATUSES;
      return listPayments(tx, filter, statuses, cursor, { method: filter.method });
    }
    case "stock":
      return listShelf(tx, filter, cursor);
    case "movements":
      return listMovements(tx, filter, cursor);
  }
}

/** Which sum of its rows a metric is, where they are narrowed; a rate or a margin has none. */
const SUM_OF: Partial<Record<MetricId, keyof RowSums>> = {
  revenue: "revenue",
  units: "units",
  orders: "count",
  buying_customers: "count",
  refunds: "amount",
  average_rating: "mean",
  review_count: "count",
  stock_value_cost: "cost",
  stock_value_price: "price",
  out_of_stock: "count",
  low_stock: "count",
};

/**
 * The figure behind whose rows one is: the metric itself, the same number as its tile. Narrowed to
 * a bar, it is the sum of that bar's rows; a metric that cannot be narrowed has no total then (null).
 */
export async function readRowTotal(tx: Tx, metric: MetricId, filter: RowFilter): Promise<string | null> {
  const { days, ...narrow } = filter;
  if (Object.values(narrow).every((value) => value === undefined)) {
    const [values] = await computeMetrics(tx, [metric], [days]);
    return values?.[metric].value ?? null;
  }
  const sum = SUM_OF[metric];
  if (!sum) return null;
  const rows = rowsOfMetric(metric, filter);
  return (await sumRows(tx, rows.set, rows.filter))[sum] ?? null;
}

/** The names behind the ids of a filter; null where nothing has that id. */
export async function readFilterNames(tx: Tx, filter: RowFilter): Promise<Record<"genre" | "label" | "artist" | "album" | "customer", string | null>> {
  const id = (value: string | undefined) => sql`${value && value !== "none" ? value : null}::uuid`;
  const [row] = await tx.execute<Record<"genre" | "label" | "artist" | "album" | "customer", string | null>>(sql`
    select (select name from genres where id = ${id(filter.genre)}) as genre, (select name from labels where id = ${id(filter.label)}) as label,
      (select name from artists where id = ${id(filter.artist)}) as artist, (select title from albums where id = ${id(filter.album)}) as album,
      (select coalesce(name, 'Customer ' || number) from customers where id = ${id(filter.customer)}) as customer`);
  return row ?? { genre: null, label: null, artist: null, album: null, customer: null };
}
