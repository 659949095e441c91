import { sql, type SQL } from "drizzle-orm";
import type { SqlRange } from "./types.ts";

/** The ledger as everybody may add it up: rows of inventory_id, movement, quantity, day. */
export const STOCK_MOVEMENTS_VIEW: SQL = sql`analytics_api.stock_movements`;

/**
 * How each shelf row fared in the range, as one statement: rows of
 * - inventory_id: every row of the inventory once,
 * - opening: copies before the first morning,
 * - came: copies that any movement added (restock, return, correction upwards), received: by restocks alone,
 * - sold: copies that left by a sale (a return does not take them back),
 * - days_in_stock: days on which it began with copies or got some. Only on such a day could a copy
 *   be sold, so sold / days_in_stock is the row's daily demand; without such a day nothing is known.
 *
 * Between two days with movements the stock stands still, so only those days are looked at. Where
 * only some rows are wanted, `shelves` (with a column id) and `movements` both hold those alone.
 */
export const shelfDemand = ({ from, to }: SqlRange, movements: SQL = STOCK_MOVEMENTS_VIEW, shelves: SQL = sql`analytics_api.inventory`): SQL => sql`
  with moved as (
    select inventory_id, day, sum(quantity) as change, coalesce(sum(quantity) filter (where quantity > 0), 0) as came,
      coalesce(sum(quantity) filter (where movement = 'restock'), 0) as received, coalesce(-sum(quantity) filter (where movement = 'sale'), 0) as sold
    from ${movements} m where day between ${from}::date and ${to}::date group by inventory_id, day),
  opening as (
    select i.id as inventory_id, coalesce(m.stock, 0) as stock
    from ${shelves} i
    left join (select inventory_id, sum(quantity) as stock from ${movements} m where day < ${from}::date group by inventory_id) m on m.inventory_id = i.id),
  running as (
    select m.inventory_id, m.day, m.came, m.received, m.sold,
      o.stock + sum(m.change) over w - m.change as began, o.stock + sum(m.change) over w as ended,
      row_number() over w as position, o.stock as opening,
      coalesce(lead(m.day) over w, ${to}::date + 1) as next_day
    from moved m join opening o on o.inventory_id = m.inventory_id
    window w as (partition by m.inventory_id order by m.day)),
  paced as (
    select inventory_id, sum(came) as came, sum(received) as received, sum(sold) as sold,
      sum(case when began + came > 0 then 1 else 0 end
        + case when ended > 0 then next_day - day - 1 else 0 end
        + case when position = 1 and opening > 0 then day - ${from}::date else 0 end) as days_in_stock
    from running group by inventory_id)
  select o.inventory_id, o.stock as opening, coalesce(p.came, 0) as came, coalesce(p.received, 0) as received, coalesce(p.sold, 0) as sold,
    coalesce(p.days_in_stock, case when o.stock > 0 then ${to}::date - ${from}::date + 1 else 0 end)::int as days_in_stock
  from opening o left join paced p on p.inventory_id = o.inventory_id`;
