import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { OrderStatus } from "../../enums.ts";
import type { DayRange } from "../../metrics/types.ts";
import { every, lineConditions, orderConditions } from "../rows/filters.ts";

export interface AlbumBuyers {
  /** Who bought most copies in the days, first. */
  top: { id: string; number: number; name: string | null; units: number; orders: number; revenue: string }[];
  /** Different customers in the days, and copies sold to walk-ins. */
  customers: number;
  walkInUnits: number;
}

/** Who bought a record in the days; every role may know customers by name. */
export async function readAlbumBuyers(tx: Tx, albumId: string, days: DayRange, limit: number): Promise<AlbumBuyers> {
  const filter = { days, album: albumId };
  const rows = await tx.execute<{ id: string | null; number: number | null; name: string | null; units: number; orders: number; revenue: string; customers: number; walk_in: number }>(sql`
    with bought as (
      select o.customer_id, sum(l.quantity)::int as units, count(distinct o.id)::int as orders, sum(l.line_total) as revenue
      from orders o join order_items l on l.order_id = o.id where ${every([...orderConditions(filter), ...lineConditions(filter)])} group by o.customer_id),
    sums as (select count(customer_id)::int as customers, coalesce(sum(units) filter (where customer_id is null), 0)::int as walk_in from bought)
    select c.id, c.number, c.name, b.units, b.orders, b.revenue::text as revenue, s.customers, s.walk_in
    from sums s left join (select * from bought where customer_id is not null) b on true left join customers c on c.id = b.customer_id
    order by b.units desc nulls last, b.revenue desc, c.number limit ${limit}`);
  return {
    top: rows.flatMap(({ id, number, name, units, orders, revenue }) => (id === null || number === null ? [] : [{ id, number, name, units, orders, revenue }])),
    customers: rows[0]?.customers ?? 0,
    walkInUnits: rows[0]?.walk_in ?? 0,
  };
}

export interface AlbumOrder {
  id: string;
  orderNumber: number;
  at: Date;
  timeKnown: boolean;
  status: OrderStatus;
  customerName: string | null;
  customerNumber: number | null;
  units: number;
  lineTotal: string;
}

/**
 * The newest orders with a record, cancelled ones too. How far back they reach is told by its sums
 * per day, so that of a record sold ten thousand times only the last few orders are read.
 */
export async function listAlbumOrders(tx: Tx, albumId: string, limit: number): Promise<AlbumOrder[]> {
  const recent = sql`
    select day - 2 from (select day, sum(sum(line_count)) over (order by day desc) as lines_since from analytics_api.album_days where album_id = ${albumId}::uuid group by day) d
    where lines_since >= ${limit}::int order by day desc limit 1`;
  const read = (since: SQL) => tx.execute<{ id: string; order_number: number; seconds: string; time_known: boolean; status: OrderStatus; name: string | null; number: number | null; units: number; line_total: string }>(sql`
    select o.id, o.order_number, extract(epoch from o.order_date)::text as seconds, o.time_known, o.status, c.name, c.number, sum(l.quantity)::int as units, sum(l.line_total)::text as line_total
    from order_items l join orders o on o.id = l.order_id left join customers c on c.id = o.customer_id
    where l.album_id = ${albumId}::uuid and o.order_date >= ${since}
    group by o.id, c.id order by o.order_date desc, o.id desc limit ${limit}`);
  const newest = await read(sql`coalesce((${recent})::timestamptz, '-infinity')`);
  // An order may hold the record on several lines: then so many lines are fewer orders.
  const rows = newest.length < limit ? await read(sql`'-infinity'::timestamptz`) : newest;
  return rows.map((row) => ({
    id: row.id,
    orderNumber: row.order_number,
    at: new Date(Number(row.seconds) * 1000),
    timeKnown: row.time_known,
    status: row.status,
    customerName: row.name,
    customerNumber: row.number,
    units: row.units,
    lineTotal: row.line_total,
  }));
}
