/*
 * Pieces of the exam's SQL: rows of a period, straight from the tables and the views over them,
 * never from a read model or a query of the product. Days are the shop's, both included.
 */

/** Lines of the orders that count, with their record. */
export const linesOf = (from: string, to: string): string => `(
  select l.*, a.title, a.artist, a.label, a.genre
  from analytics_api.order_lines l left join analytics_api.albums a on a.id = l.album_id
  where l.order_status <> 'cancelled' and l.day between '${from}' and '${to}')`;

/** Orders that count, with the buyer's name and what their lines brought. */
export const ordersOf = (from: string, to: string): string => `(
  select o.*, c.name as customer, c.number as customer_number,
    (select coalesce(sum(i.line_total), 0) from order_items i where i.order_id = o.id) as revenue,
    (select coalesce(sum(i.quantity), 0) from order_items i where i.order_id = o.id) as units
  from analytics_api.orders o left join customers c on c.id = o.customer_id
  where o.status <> 'cancelled' and o.day between '${from}' and '${to}')`;

/** Payments of all states by the day they were made. */
export const paymentsOf = (from: string, to: string): string => `(
  select p.status::text as status, p.method::text as method, p.amount, (p.payment_date at time zone 'Europe/Berlin')::date as day
  from payments p where (p.payment_date at time zone 'Europe/Berlin')::date between '${from}' and '${to}')`;

/** Reviews written in a period, with their record. */
export const reviewsOf = (from: string, to: string): string => `(
  select r.rating, (r.review_date at time zone 'Europe/Berlin')::date as day, a.title, a.artist, a.label, a.genre
  from reviews r join analytics_api.albums a on a.id = r.album_id
  where (r.review_date at time zone 'Europe/Berlin')::date between '${from}' and '${to}')`;

/** New copies on the shelf, one row per title, with the reorder point that counts. */
export const SHELF = `(
  select a.title, a.artist, a.label, a.genre, i.on_hand, i.on_order, coalesce(i.reorder_point, s.low_stock_threshold) as reorder_point
  from inventory i join analytics_api.albums a on a.id = i.album_id cross join settings s where i.condition = 'new')`;

/** The first and the last day there is anything of. */
export const FIRST_DAY = "2023-07-01";
export const TODAY = "2026-06-30";
