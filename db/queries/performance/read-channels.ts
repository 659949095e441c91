import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { DayRange } from "../../metrics/types.ts";

/** What came through one channel. */
export interface ChannelRow {
  channel: string;
  revenue: string;
  orders: string;
  units: string;
  averageOrder: string | null;
  /** Of the period's revenue, 0 to 1; null when nothing was charged. */
  share: string | null;
  /** Null where nothing is compared. */
  revenueBefore: string | null;
  ordersBefore: string | null;
}

/** The channels with orders in the range or in the days before, most revenue first. */
export async function readChannels(tx: Tx, now: DayRange, before: DayRange | null): Promise<ChannelRow[]> {
  const past = before
    ? sql` union all select channel, 0.00 as revenue, 0 as orders, 0 as units, revenue as revenue_before, order_count as orders_before from analytics_api.order_days where day between ${before.from}::date and ${before.to}::date`
    : sql``;
  const rows = await tx.execute<{ channel: string; revenue: string; orders: string; units: string; average_order: string | null; share: string | null; revenue_before: string; orders_before: string }>(sql`
    with sums as (
      select channel, sum(revenue) as revenue, sum(orders) as orders, sum(units) as units, sum(revenue_before) as revenue_before, sum(orders_before) as orders_before
      from (select channel, revenue, order_count as orders, units, 0.00 as revenue_before, 0 as orders_before from analytics_api.order_days where day between ${now.from}::date and ${now.to}::date${past}) d
      group by channel having sum(orders) > 0 or sum(orders_before) > 0)
    select channel, revenue::text as revenue, orders::text as orders, units::text as units, round(revenue / nullif(orders, 0), 2)::text as average_order,
      round(revenue / nullif(sum(revenue) over (), 0), 6)::text as share, revenue_before::text as revenue_before, orders_before::text as orders_before
    from sums order by sums.revenue desc, sums.orders desc, channel`);
  return rows.map(({ average_order, revenue_before, orders_before, ...row }) => ({
    ...row,
    averageOrder: average_order,
    revenueBefore: before ? revenue_before : null,
    ordersBefore: before ? orders_before : null,
  }));
}
