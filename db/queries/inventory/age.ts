import { sql, type SQL } from "drizzle-orm";

/** How long copies have been on the shelf, in days; "none" for copies that a count found. */
export const AGE_BANDS = ["0-30", "31-90", "91-180", "181-365", "366+", "none"] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** What never came: movements that undo others, and those that were undone. */
const UNDONE = sql`(
  select id, inventory_id, quantity from sales where undoes is not null
  union all select o.id, o.inventory_id, o.quantity from sales u join sales o on o.id = u.undoes where u.undoes is not null)`;

/**
 * The copies on hand by how long they have been there, first in, first out: what came last is what
 * is still there. Rows of inventory_id, age, copies; the copies of a shelf row add up to its on_hand
 * where that is above zero. In are restocks and returns; copies added by a correction are of unknown
 * age, and what was undone never came. Reads the ledger itself, which every role may read whole, but
 * of each shelf row only since the day from which on enough came, undone or not.
 */
export const ageOfStock = (today: string): SQL => sql`
  select inventory_id, age, sum(copies)::int as copies from (
    select inventory_id, least(quantity, on_hand - newer) as copies,
      case when movement = 'adjustment' then 'none' when days <= 30 then '0-30' when days <= 90 then '31-90' when days <= 180 then '91-180' when days <= 365 then '181-365' else '366+' end as age
    from (
      select s.inventory_id, s.movement, s.quantity, i.on_hand, ${today}::date - (s.occurred_at at time zone (select time_zone from settings))::date as days,
        coalesce(sum(s.quantity) over (partition by s.inventory_id order by s.occurred_at desc, s.id desc rows between unbounded preceding and 1 preceding), 0) as newer
      from analytics_api.inventory i
      left join (select inventory_id, sum(quantity) as copies from ${UNDONE} u where quantity > 0 group by inventory_id) u on u.inventory_id = i.id
      cross join lateral (
        select min(day) as day from (
          select day, coalesce(sum(came) over (order by day desc rows between unbounded preceding and 1 preceding), 0) as newer
          from analytics_api.stock_days d where d.inventory_id = i.id and came > 0 offset 0) d
        where newer < i.on_hand + coalesce(u.copies, 0)) first
      cross join lateral (
        select s.* from sales s where s.inventory_id = i.id and s.quantity > 0 and s.occurred_at >= (first.day - 2)::timestamptz offset 0) s
      where i.on_hand > 0 and s.undoes is null and s.id <> all (array(select undoes from sales where undoes is not null))) ins
    where newer < on_hand) x
  group by inventory_id, age`;
