import { sql, type SQL } from "drizzle-orm";
import type { SqlRange } from "./types.ts";

/*
 * What moved on each shelf row. The shelf is the sum of its ledger, so what stood there before a day
 * is what stands there now less all that moved since: only days since the first one are read.
 */

/** The ledger by shelf row and day, as everybody may add it up: rows of inventory_id, day, change, came, received, sold. */
export const STOCK_DAYS_VIEW: SQL = sql`analytics_api.stock_days`;

/**
 * What came to and went from each shelf row in the range: rows of inventory_id (each once), opening
 * (copies before the first morning), received (by restocks) and sold (left by a sale; a return does
 * not take them back).
 */
export const shelfFlow = ({ from, to }: SqlRange): SQL => sql`
  select i.id as inventory_id, i.on_hand - coalesce(m.since, 0) as opening, coalesce(m.received, 0) as received, coalesce(m.sold, 0) as sold
  from analytics_api.inventory i left join (
    select inventory_id, sum(change) as since, sum(received) filter (where day <= ${to}::date) as received, sum(sold) filter (where day <= ${to}::date) as sold
    from ${STOCK_DAYS_VIEW} d where day >= ${from}::date group by inventory_id) m on m.inventory_id = i.id`;

/**
 * How each shelf row fared in the range, as one statement: rows of
 * - inventory_id: every row of the inventory once,
 * - opening: copies before the first morning,
 * - came: copies that any movement added (restock, return, correction upwards), received: by restocks alone,
 * - sold: copies that left by a sale (a return does not take them back),
 * - days_in_stock: days on which it began with copies or got some. Only on such a day could a copy
 *   be sold, so sold / days_in_stock is the row's daily demand; without such a day nothing is known.
 *
 * Between two days with movements the stock stands still, so only those days are looked at, the
 * newest first, back from what stands there now. Where only some rows are wanted, `shelves` (with id
 * and on_hand) and `days` (all of theirs since the first day, or more) both hold those alone.
 */
export const shelfDemand = ({ from, to }: SqlRange, days: SQL = STOCK_DAYS_VIEW, shelves: SQL = sql`analytics_api.inventory`): SQL => sql`
  with shelf as (
    select i.id, i.on_hand - coalesce(l.later, 0) as last
    from ${shelves} i left join (select inventory_id, sum(change) as later from ${days} d where day > ${to}::date group by inventory_id) l on l.inventory_id = i.id),
  running as (
    select inventory_id, day, change, came, received, sold, sum(change) over w as since, coalesce(lag(day) over w, ${to}::date + 1) as next_day
    from ${days} d where day between ${from}::date and ${to}::date
    window w as (partition by inventory_id order by day desc rows between unbounded preceding and current row)),
  paced as (
    select s.id, s.last - sum(r.change) as opening, sum(r.came) as came, sum(r.received) as received, sum(r.sold) as sold, min(r.day) as first_day,
      sum(case when s.last - r.since + r.came > 0 then 1 else 0 end + case when s.last - r.since + r.change > 0 then r.next_day - r.day - 1 else 0 end) as days
    from running r join shelf s on s.id = r.inventory_id group by s.id, s.last)
  select s.id as inventory_id, coalesce(p.opening, s.last) as opening, coalesce(p.came, 0) as came, coalesce(p.received, 0) as received, coalesce(p.sold, 0) as sold,
    (coalesce(p.days, 0) + case when coalesce(p.opening, s.last) > 0 then coalesce(p.first_day, ${to}::date + 1) - ${from}::date else 0 end)::int as days_in_stock
  from shelf s left join paced p on p.id = s.id`;
