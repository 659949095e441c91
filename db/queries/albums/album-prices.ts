import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** A list price, how long it stood, who set it, and what was sold meanwhile. */
export interface PriceStep {
  id: string;
  /** Null for the time before the first price that was written down. */
  from: Date | null;
  /** Null while it stands. */
  to: Date | null;
  /** Null when it was taken away, or is not known. */
  listPrice: string | null;
  /** What came before it; null for the first. */
  oldPrice: string | null;
  person: string | null;
  units: string;
  revenue: string;
}

const dateOf = (seconds: string | null): Date | null => (seconds === null ? null : new Date(Number(seconds) * 1000));

/**
 * The list prices of a record, newest first, with the copies sold while each stood. Days that lie
 * whole within a step come from the record's sums per day; only on the days of a change are order
 * lines read, because a price changes in the middle of a day.
 */
export async function listPriceSteps(tx: Tx, albumId: string): Promise<PriceStep[]> {
  const rows = await tx.execute<{ id: string; from_seconds: string | null; to_seconds: string | null; list_price: string | null; old_price: string | null; person: string | null; units: string; revenue: string }>(sql`
    with zone as (select time_zone from settings),
    written as (select id, list_price, valid_from, changed_by from album_prices where album_id = ${albumId}::uuid),
    steps as (
      select id, list_price, changed_by, valid_from, lead(valid_from) over w as valid_to, lag(list_price) over w as old_price, row_number() over w as position
      from written window w as (order by valid_from, id)
      union all
      -- What was sold before anybody wrote a price down.
      select ${albumId}::uuid, null, null, null, (select min(valid_from) from written), null, 0),
    placed as (
      select s.*, (valid_from at time zone (select time_zone from zone))::date as first_day, (valid_to at time zone (select time_zone from zone))::date as last_day from steps s),
    change_days as (select distinct first_day as day from placed where first_day is not null),
    edge_lines as materialized (
      select o.order_date, l.quantity, l.line_total from change_days d
      join orders o on o.order_date >= d.day::timestamp at time zone (select time_zone from zone) and o.order_date < (d.day + 1)::timestamp at time zone (select time_zone from zone)
      join order_items l on l.order_id = o.id
      where o.status <> 'cancelled' and l.album_id = ${albumId}::uuid)
    select p.id, extract(epoch from p.valid_from)::text as from_seconds, extract(epoch from p.valid_to)::text as to_seconds,
      p.list_price::text as list_price, p.old_price::text as old_price, (select u.name from people u where u.id = p.changed_by) as person,
      (whole.units + edge.units)::text as units, (whole.revenue + edge.revenue)::text as revenue
    from placed p
    cross join lateral (select coalesce(sum(units), 0) as units, coalesce(sum(revenue), 0.00) as revenue from analytics_api.album_days d
      where d.album_id = ${albumId}::uuid and (p.first_day is null or d.day > p.first_day) and (p.last_day is null or d.day < p.last_day)) whole
    cross join lateral (select coalesce(sum(e.quantity), 0) as units, coalesce(sum(e.line_total), 0.00) as revenue from edge_lines e
      where (p.valid_from is null or e.order_date >= p.valid_from) and (p.valid_to is null or e.order_date < p.valid_to)) edge
    where p.position > 0 or whole.units + edge.units > 0
    order by p.position desc`);
  return rows.map((row) => ({
    id: row.id,
    from: dateOf(row.from_seconds),
    to: dateOf(row.to_seconds),
    listPrice: row.list_price,
    oldPrice: row.old_price,
    person: row.person,
    units: row.units,
    revenue: row.revenue,
  }));
}
