import { sql, type SQL } from "drizzle-orm";
import type { SqlRange } from "./types.ts";

/*
 * What moved on each shelf row. The shelf is the sum of its ledger, so what stood there before a day
 * is what stands there now less all that moved since: only movements since the first day are read.
 */

/** The ledger as everybody may add it up: rows of inventory_id, movement, quantity, day. */
export const STOCK_MOVEMENTS_VIEW: SQL = sql`analytics_api.stock_movements`;

const day = sql`(s.occurred_at at time zone (select time_zone from settings))::date`;

/**
 * Movements since a day as rows of inventory_id, movement, quantity and `column`. Every role reads
 * the whole ledger. The bound on the instant is wide by two days, for the index; `day` decides.
 * Without `offset 0` the day would be worked out again wherever it is named.
 */
const ledgerSince = (from: string | SQL, column: SQL): SQL => sql`
  (select s.inventory_id, s.movement, s.quantity, ${column} from sales s
    where s.occurred_at >= (${from}::date - 2)::timestamptz and case when s.occurred_at >= (${from}::date + 3)::timestamptz then true else ${day} >= ${from}::date end offset 0)`;

/**
 * What came to and went from each shelf row in the range: rows of inventory_id (each once), opening
 * (copies before the first morning), received (by restocks) and sold (left by a sale; a return does
 * not take them back).
 */
export const shelfFlow = ({ from, to }: SqlRange): SQL => sql`
  select i.id as inventory_id, i.on_hand - coalesce(m.since, 0) as opening, coalesce(m.received, 0) as received, coalesce(m.sold, 0) as sold
  from analytics_api.inventory i left join (
    select inventory_id, sum(quantity) as since, sum(quantity) filter (where movement = 'restock' and not is_later) as received, -sum(quantity) filter (where movement = 'sale' and not is_later) as sold
    from ${ledgerSince(from, sql`case when s.occurred_at < (${to}::date - 2)::timestamptz then false when s.occurred_at >= (${to}::date + 3)::timestamptz then true else ${day} > ${to}::date end as is_later`)} l
    group by inventory_id) m on m.inventory_id = i.id`;

/**
 * How each shelf row fared in the range, as one statement: rows of
 * - inventory_id: every row of the inventory once,
 * - opening: copies before the first morning,
 * - came: copies that any movement added (restock, return, correction upwards), received: by restocks alone,
 * - sold: copies that left by a sale (a return does not take them back),
 * - days_in_stock: days on which it began with copies or got some. Only on such a day could a copy
 *   be sold, so sold / days_in_stock is the row's daily demand; without such a day nothing is known.
 *
 * Between two days with movements the stock stands still, so only those days are looked at; all that
 * moved after the range is one row without a day. Where only some rows are wanted, `shelves` (with
 * id and on_hand) and `movements` (all of theirs since the first day, or more) both hold those alone.
 */
export const shelfDemand = ({ from, to }: SqlRange, movements: SQL = ledgerSince(from, sql`${day} as day`), shelves: SQL = sql`analytics_api.inventory`): SQL => sql`
  with moved as (
    select inventory_id, case when day <= ${to}::date then day end as day, sum(quantity)::int as change, coalesce(sum(quantity) filter (where quantity > 0), 0)::int as came,
      coalesce(sum(quantity) filter (where movement = 'restock'), 0)::int as received, coalesce(-sum(quantity) filter (where movement = 'sale'), 0)::int as sold
    from ${movements} m where day >= ${from}::date group by 1, 2),
  running as (
    select m.inventory_id, m.day, m.change, m.came, m.received, m.sold, i.on_hand - sum(m.change) over (partition by m.inventory_id) as opening,
      sum(m.change) over w as so_far, coalesce(lead(m.day) over w, ${to}::date + 1) as next_day
    from moved m join ${shelves} i on i.id = m.inventory_id
    window w as (partition by m.inventory_id order by m.day nulls last)),
  paced as (
    select inventory_id, min(opening) as opening, sum(came) filter (where day is not null) as came, sum(received) filter (where day is not null) as received,
      sum(sold) filter (where day is not null) as sold, min(day) as first_day,
      sum(case when opening + so_far - change + came > 0 then 1 else 0 end + case when opening + so_far > 0 then next_day - day - 1 else 0 end) filter (where day is not null) as days
    from running group by inventory_id)
  select i.id as inventory_id, coalesce(p.opening, i.on_hand) as opening, coalesce(p.came, 0) as came, coalesce(p.received, 0) as received, coalesce(p.sold, 0) as sold,
    (coalesce(p.days, 0) + case when coalesce(p.opening, i.on_hand) > 0 then coalesce(p.first_day, ${to}::date + 1) - ${from}::date else 0 end)::int as days_in_stock
  from ${shelves} i left join paced p on p.inventory_id = i.id`;
