import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DayRange } from "#db/metrics/types.ts";

/**
 * The dashboard's panels as anyone would write them over the base tables, without read models:
 * the other side of P1. Same answers, as text, so that both sides can be compared to the cent.
 */
export interface PanelAnswers {
  tiles: Record<string, string | null>;
  revenueOverTime: string[];
  genres: string[];
  ratings: string;
  stock: string;
  topAlbums: string[];
  topCustomers: string[];
}

const zone = sql`(select time_zone from settings)`;
const day = (column: SQL) => sql`(${column} at time zone ${zone})::date`;
const counted = ({ from, to }: DayRange) => sql`o.status <> 'cancelled' and ${day(sql`o.order_date`)} between ${from}::date and ${to}::date`;

/** Answers every panel for `range`; `starts` are the first days of the chart's bars, the last bar ends with the range. */
export async function readRawPanels(tx: Tx, range: DayRange, starts: string[]): Promise<PanelAnswers> {
  const { from, to } = range;
  const [sales] = await tx.execute<{ revenue: string; orders: string; aov: string | null }>(sql`
    select coalesce(sum(l.line_total), 0.00)::text as revenue, count(distinct o.id)::text as orders, round(sum(l.line_total) / nullif(count(distinct o.id), 0), 2)::text as aov
    from orders o left join order_items l on l.order_id = o.id where ${counted(range)}`);
  const [buyers] = await tx.execute<{ n: string }>(sql`select count(distinct o.customer_id)::text as n from orders o where ${counted(range)}`);
  const [rating] = await tx.execute<{ average: string | null }>(sql`select round(avg(rating), 2)::text as average from reviews where ${day(sql`review_date`)} between ${from}::date and ${to}::date`);
  const [refunds] = await tx.execute<{ amount: string }>(sql`select coalesce(sum(amount), 0.00)::text as amount from payments where status = 'refunded' and ${day(sql`payment_date`)} between ${from}::date and ${to}::date`);
  const bars = await tx.execute<{ value: string }>(sql`
    with bars as (select start, coalesce(lead(start) over (order by start) - 1, ${to}::date) as finish from unnest(${`{${starts.join(",")}}`}::date[]) start),
    days as (select ${day(sql`o.order_date`)} as day, sum(l.line_total) as revenue from orders o join order_items l on l.order_id = o.id where ${counted(range)} group by 1)
    select coalesce(sum(d.revenue), 0.00)::text as value from bars b left join days d on d.day between b.start and b.finish group by b.start order by b.start`);
  const genres = await tx.execute<{ line: string }>(sql`
    select coalesce(g.name, 'No genre') || ' ' || sum(l.line_total)::text as line
    from orders o join order_items l on l.order_id = o.id left join albums a on a.id = l.album_id left join genres g on g.id = a.genre_id
    where ${counted(range)} group by g.name order by sum(l.line_total) desc, g.name limit 8`);
  const ratings = await tx.execute<{ line: string }>(sql`
    select s.stars || ':' || count(r.id) as line from generate_series(5, 1, -1) s(stars)
    left join reviews r on r.rating = s.stars and ${day(sql`r.review_date`)} between ${from}::date and ${to}::date group by s.stars order by s.stars desc`);
  const [stock] = await tx.execute<{ line: string }>(sql`
    select concat_ws(' ', count(*) filter (where on_hand = 0), count(*) filter (where on_hand > 0 and on_hand <= point), count(*) filter (where on_hand > point)) as line
    from (select i.id, (select coalesce(sum(quantity), 0) from sales s where s.inventory_id = i.id) as on_hand,
        coalesce(i.reorder_point, (select low_stock_threshold from settings)) as point from inventory i where i.condition = 'new') x`);
  const topAlbums = await tx.execute<{ line: string }>(sql`
    select l.album_id || ' ' || sum(l.quantity) || ' ' || sum(l.line_total) as line from orders o join order_items l on l.order_id = o.id
    where ${counted(range)} and l.album_id is not null group by l.album_id order by sum(l.quantity) desc, sum(l.line_total) desc, l.album_id limit 8`);
  const topCustomers = await tx.execute<{ line: string }>(sql`
    select o.customer_id || ' ' || count(distinct o.id) || ' ' || sum(l.line_total) as line from orders o join order_items l on l.order_id = o.id
    where ${counted(range)} and o.customer_id is not null group by o.customer_id order by sum(l.line_total) desc, count(distinct o.id) desc, o.customer_id limit 8`);
  return {
    tiles: {
      revenue: sales?.revenue ?? null,
      orders: sales?.orders ?? null,
      average_order_value: sales?.aov ?? null,
      buying_customers: buyers?.n ?? null,
      average_rating: rating?.average ?? null,
      refunds: refunds?.amount ?? null,
    },
    revenueOverTime: bars.map((row) => row.value),
    genres: genres.map((row) => row.line),
    ratings: ratings.map((row) => row.line).join(" "),
    stock: stock?.line ?? "",
    topAlbums: topAlbums.map((row) => row.line),
    topCustomers: topCustomers.map((row) => row.line),
  };
}
