import { sql, type SQL } from "drizzle-orm";
import { shelfDemand, STOCK_DAYS_VIEW } from "./demand.ts";
import type { SourceId, SqlRange } from "./types.ts";

/*
 * The SQL of every metric: one statement per source, one row, one column per metric. They read the
 * read models and the owner-rights views of `analytics_api` only, so that every role gets the same
 * number. Amounts are rounded once, at the end, and leave as text.
 */

/**
 * Rows whose `instant` falls on a day of the range; `day` is that day as the shop counts it. The
 * bounds are wide by two days, for the index; `day` decides. PostgreSQL has no statistics of such a
 * day and would expect next to no rows: a CASE it takes for one in two.
 */
export const onDays = (instant: SQL, day: SQL, { from, to }: SqlRange): SQL =>
  sql`${instant} >= (${from}::date - 2)::timestamptz and ${instant} < (${to}::date + 3)::timestamptz and case when ${day} between ${from}::date and ${to}::date then true else false end`;

/** What a statement around may have read already: a series reads the days of the ledger once, not once per bar. */
export interface Relations {
  stockDays: SQL;
}

const sales = ({ from, to }: SqlRange) => sql`
  select revenue::text as revenue, orders::text as orders, units::text as units,
    round(revenue / nullif(orders, 0), 2)::text as average_order_value,
    round((costed_revenue - cost) / nullif(costed_revenue, 0), 6)::text as gross_margin,
    round(costed_revenue / nullif(revenue, 0), 6)::text as gross_margin_covered
  from (select coalesce(sum(revenue), 0.00) as revenue, coalesce(sum(order_count), 0) as orders, coalesce(sum(units), 0) as units,
      coalesce(sum(costed_revenue), 0) as costed_revenue, coalesce(sum(cost), 0) as cost
    from analytics_api.order_days where day between ${from}::date and ${to}::date) s`;

const payments = ({ from, to }: SqlRange) => sql`
  select refunds::text as refunds, round(completed / nullif(completed + failed, 0), 6)::text as payment_success_rate
  from (select coalesce(sum(amount) filter (where status = 'refunded'), 0.00) as refunds,
      coalesce(sum(payment_count) filter (where status = 'completed'), 0)::numeric as completed,
      coalesce(sum(payment_count) filter (where status = 'failed'), 0)::numeric as failed
    from analytics_api.payment_days where day between ${from}::date and ${to}::date) p`;

const net = ({ from, to }: SqlRange) => sql`
  select ((select coalesce(sum(revenue), 0.00) from analytics_api.order_days where day between ${from}::date and ${to}::date)
    - (select coalesce(sum(amount), 0.00) from analytics_api.payment_days where status = 'refunded' and day between ${from}::date and ${to}::date))::text as net_revenue`;

/**
 * Whose first or last day lies in the range surely bought in it; only of those who bought before
 * and after must the days themselves be asked.
 */
const customers = ({ from, to }: SqlRange) => sql`
  select buyers::text as buying_customers, newcomers::text as new_customers,
    round((buyers - newcomers)::numeric / nullif(buyers, 0), 6)::text as repeat_rate
  from (select
      (select count(*) from analytics_api.customer_history where first_order_day between ${from}::date and ${to}::date) as newcomers,
      (select count(*) from analytics_api.customer_history where first_order_day between ${from}::date and ${to}::date)
      + (select count(*) from analytics_api.customer_history where last_order_day between ${from}::date and ${to}::date and first_order_day < ${from}::date)
      + (select count(*) from analytics_api.customer_history s where s.first_order_day < ${from}::date and s.last_order_day > ${to}::date
          and exists (select from analytics_api.customer_days d where d.customer_id = s.customer_id and d.day between ${from}::date and ${to}::date)) as buyers) b`;

const reviews = (range: SqlRange) => sql`
  select round(avg(rating), 2)::text as average_rating, count(*)::text as review_count
  from analytics_api.reviews where ${onDays(sql`review_date`, sql`day`, range)}`;

/** Without a single counted title nothing is known of the shelf: no value instead of zero. */
const shelf = () => sql`
  select round(sum(on_hand * unit_cost), 2)::text as stock_value_cost, round(sum(on_hand * list_price), 2)::text as stock_value_price,
    (case when count(*) > 0 then count(*) filter (where condition = 'new' and on_hand = 0) end)::text as out_of_stock,
    (case when count(*) > 0 then count(*) filter (where condition = 'new' and on_hand > 0 and on_hand <= reorder_point) end)::text as low_stock
  from analytics_api.inventory`;

const ledger = ({ from, to }: SqlRange, relations?: Relations) => sql`
  select round(sold / nullif(greatest(opening + received, 0), 0), 6)::text as sell_through
  from (select coalesce(sum(sold) filter (where day >= ${from}::date), 0)::numeric as sold,
      coalesce(sum(change) filter (where day < ${from}::date), 0) as opening,
      coalesce(sum(received) filter (where day >= ${from}::date), 0) as received
    from ${relations?.stockDays ?? STOCK_DAYS_VIEW} d where day <= ${to}::date) d`;

/** Each title's own pace, added up. */
const demand = (range: SqlRange, relations?: Relations) => sql`
  select round((select sum(on_hand) from analytics_api.inventory)
    / nullif((select sum(sold::numeric / days_in_stock) from (${shelfDemand(range, relations?.stockDays)}) d where days_in_stock > 0), 0), 1)::text as days_of_stock`;

const STATEMENTS: Record<SourceId, (range: SqlRange, relations?: Relations) => SQL> = { sales, payments, net, customers, reviews, shelf, ledger, demand };

/** The statement that computes a source's columns for a range of days. */
export const sourceSql = (source: SourceId, range: SqlRange, relations?: Relations): SQL => STATEMENTS[source](range, relations);
