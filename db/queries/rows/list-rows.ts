import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { computeMetrics } from "../../metrics/compute.ts";
import type { MetricId } from "../../metrics/registry.ts";
import { onDays } from "../../metrics/sources.ts";
import type { RowFilter } from "./filters.ts";
import { listMovements, listPayments, listReviews, listShelf } from "./other-rows.ts";
import { listBuyers, listLines, listOrderRows, sumLines } from "./sales-rows.ts";

/** The rows that a metric is made of, one page, with the person's rights. */
export function listRows(tx: Tx, metric: MetricId, filter: RowFilter, cursor: string | undefined) {
  switch (metric) {
    case "revenue":
    case "net_revenue":
    case "units":
    case "gross_margin":
      return listLines(tx, filter, cursor);
    case "orders":
    case "average_order_value":
      return listOrderRows(tx, filter, cursor);
    case "buying_customers":
    case "repeat_rate":
      return listBuyers(tx, filter, cursor);
    case "average_rating":
    case "review_count":
      return listReviews(tx, filter, cursor);
    case "refunds":
      return listPayments(tx, filter, ["refunded"], cursor);
    case "payment_success_rate":
      return listPayments(tx, filter, ["completed", "failed"], cursor);
    case "stock_value_cost":
    case "stock_value_price":
      return listShelf(tx, "all", cursor);
    case "out_of_stock":
      return listShelf(tx, "out", cursor);
    case "low_stock":
      return listShelf(tx, "low", cursor);
    case "sell_through":
    case "days_of_stock":
      return listMovements(tx, filter, cursor);
  }
}

/** Metrics that can be narrowed to a genre, an album or a customer and still be summed. */
const NARROWED: ReadonlySet<MetricId> = new Set(["revenue", "units"]);

/**
 * The figure that the rows add up to: the metric itself, the same number as its tile. Narrowed to
 * a bar, it is the sum of that bar's lines, or the mean of the reviews with those stars; a metric
 * that cannot be narrowed has no total then (null).
 */
export async function readRowTotal(tx: Tx, metric: MetricId, filter: RowFilter): Promise<string | null> {
  if (filter.genre || filter.album || filter.customer) {
    if (!NARROWED.has(metric)) return null;
    const sums = await sumLines(tx, filter);
    return metric === "units" ? sums.units : sums.revenue;
  }
  if (filter.stars && (metric === "average_rating" || metric === "review_count")) {
    const [row] = await tx.execute<{ count: string; mean: string | null }>(sql`
      select count(*)::text as count, round(avg(rating), 2)::text as mean from analytics_api.reviews
      where rating = ${filter.stars} and ${onDays(sql`review_date`, sql`day`, filter.days)}`);
    return metric === "review_count" ? (row?.count ?? "0") : (row?.mean ?? null);
  }
  const [values] = await computeMetrics(tx, [metric], [filter.days]);
  return values?.[metric].value ?? null;
}

/** The names behind a filter's ids, for the page's head: genre, album and customer that the rows are narrowed to. */
export async function readFilterNames(tx: Tx, filter: RowFilter): Promise<string[]> {
  const [row] = await tx.execute<{ genre: string | null; album: string | null; customer: string | null }>(sql`
    select (select name from genres where id::text = ${filter.genre ?? null}::text) as genre, (select title from albums where id = ${filter.album ?? null}::uuid) as album,
      (select coalesce(name, 'Customer ' || number) from customers where id = ${filter.customer ?? null}::uuid) as customer`);
  const stars = filter.stars ? `${filter.stars} ${filter.stars === 1 ? "star" : "stars"}` : null;
  return [filter.genre === "none" ? "No genre" : row?.genre, row?.album, row?.customer, stars].filter((name): name is string => Boolean(name));
}
