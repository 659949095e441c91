import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { onDays } from "../../metrics/sources.ts";
import type { RowSet } from "../analytics/block.ts";
import { chosenCustomers } from "./customer-rows.ts";
import { every, lineConditions, narrowsLines, ofAlbum, orderConditions, type RowFilter } from "./filters.ts";
import { reviewConditions } from "./review-filters.ts";
import { shelfRows, stockConditions } from "./stock-filters.ts";

/*
 * What the rows of a set add up to, whatever page of them is shown: from the owner-rights views,
 * so that the sums are the same for every role, also for who may not see the rows.
 */

/** Sums by measure: decimal text, null where there is nothing to average. */
export type RowSums = Partial<Record<"count" | "revenue" | "units" | "customers" | "orders" | "amount" | "copies" | "cost" | "price" | "mean", string | null>>;

const ordersAndLines = (filter: RowFilter): SQL => sql`
  from analytics_api.orders o join analytics_api.order_lines l on l.order_id = o.id
  where ${every([...orderConditions(filter), ...lineConditions(filter)])}`;

/** Orders are counted also where they have no line; narrowed to lines, only those with such a line. Their sums are of all their lines. */
function orderSums(filter: RowFilter): SQL {
  const withLine = narrowsLines(filter) ? sql`and exists (select from analytics_api.order_lines l where l.order_id = o.id and ${every(lineConditions(filter))})` : sql``;
  return sql`
    with chosen as materialized (select o.id, o.customer_id from analytics_api.orders o where ${every(orderConditions(filter))} ${withLine})
    select c.count::text as count, c.count::text as orders, c.customers::text as customers, coalesce(l.revenue, 0.00)::text as revenue, coalesce(l.units, 0)::text as units
    from (select count(*) as count, count(distinct customer_id) as customers from chosen) c
    cross join (select sum(l.line_total) as revenue, sum(l.quantity) as units from chosen join analytics_api.order_lines l on l.order_id = chosen.id) l`;
}

const STATEMENTS: Record<RowSet, (filter: RowFilter) => SQL> = {
  lines: (filter) => sql`
    select count(*)::text as count, coalesce(sum(l.line_total), 0.00)::text as revenue, coalesce(sum(l.quantity), 0)::text as units,
      count(distinct o.customer_id)::text as customers, count(distinct o.id)::text as orders, coalesce(sum(l.discount), 0.00)::text as amount
    ${ordersAndLines(filter)}`,
  orders: orderSums,
  customers: (filter) => sql`
    select count(*)::text as count, count(*)::text as customers, coalesce(sum(x.orders), 0)::text as orders, coalesce(sum(x.units), 0)::text as units, coalesce(sum(x.revenue), 0.00)::text as revenue
    from (${chosenCustomers(filter)}) x`,
  payments: ({ days, method, status }) => sql`
    select coalesce(sum(payment_count), 0)::text as count, coalesce(sum(amount), 0.00)::text as amount
    from analytics_api.payment_days where ${every([
      sql`day between ${days.from}::date and ${days.to}::date`,
      ...(method ? [sql`method = ${method}`] : []),
      ...(status ? [sql`status = ${status}`] : []),
    ])}`,
  reviews: (filter) => sql`
    select count(*)::text as count, round(avg(r.rating), 2)::text as mean
    from analytics_api.reviews r where ${every([onDays(sql`r.review_date`, sql`r.day`, filter.days), ...reviewConditions(filter)])}`,
  stock: (filter) => sql`
    select count(*)::text as count, coalesce(sum(i.on_hand), 0)::text as copies, round(sum(i.on_hand * i.unit_cost), 2)::text as cost, round(sum(i.on_hand * i.list_price), 2)::text as price
    from ${shelfRows(filter)} i where ${every(stockConditions(filter))}`,
  movements: (filter) => sql`
    select count(*)::text as count, coalesce(sum(s.quantity), 0)::text as copies
    from analytics_api.stock_movements s where ${every([sql`s.day between ${filter.days.from}::date and ${filter.days.to}::date`, ...ofAlbum(sql`s.album_id`, filter)])}`,
};

/** The sums of all rows of a set that fit the filter. */
export async function sumRows(tx: Tx, set: RowSet, filter: RowFilter): Promise<RowSums> {
  const [row] = await tx.execute<Record<string, string | null>>(STATEMENTS[set](filter));
  return row ?? {};
}
