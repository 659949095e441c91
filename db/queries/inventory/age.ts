import { sql, type SQL } from "drizzle-orm";

/** How long copies have been on the shelf, in days; "none" for copies that a count found. */
export const AGE_BANDS = ["0-30", "31-90", "91-180", "181-365", "366+", "none"] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/**
 * The copies on hand by how long they have been there, first in, first out: what came last is what
 * is still there. Rows of inventory_id, age, copies; the copies of a shelf row add up to its on_hand
 * where that is above zero. In are restocks and returns; copies added by a correction are of unknown
 * age, and what was undone never came. Reads the ledger itself, which every role may read whole.
 */
export const ageOfStock = (today: string): SQL => sql`
  select inventory_id, age, sum(copies)::int as copies from (
    select inventory_id, least(quantity, on_hand - newer) as copies,
      case when movement = 'adjustment' then 'none' when days <= 30 then '0-30' when days <= 90 then '31-90' when days <= 180 then '91-180' when days <= 365 then '181-365' else '366+' end as age
    from (
      select s.inventory_id, s.movement, s.quantity, i.on_hand, ${today}::date - (s.occurred_at at time zone (select time_zone from settings))::date as days,
        coalesce(sum(s.quantity) over (partition by s.inventory_id order by s.occurred_at desc, s.id desc rows between unbounded preceding and 1 preceding), 0) as newer
      from sales s join analytics_api.inventory i on i.id = s.inventory_id
      where s.quantity > 0 and i.on_hand > 0 and s.undoes is null and s.id <> all (array(select undoes from sales where undoes is not null))) ins
    where newer < on_hand) x
  group by inventory_id, age`;
