import { sql, type SQL } from "drizzle-orm";

/** Copies that neither sold nor were restocked for so many days are dead. The shop has no setting for it. */
export const DEAD_STOCK_DAYS = 180;

/**
 * Dead shelf rows as of a day: copies on hand, and neither a sale nor a restock in the 180 days up
 * to it (an undone movement never happened). A title that came lately had no time to sell and is not
 * dead. Rows of inventory_id, last_sale, last_restock: days in the shop's time zone, null where the
 * ledger holds none.
 */
export const deadShelf = (today: string): SQL => {
  const day = sql`(s.occurred_at at time zone (select time_zone from settings))::date`;
  const happened = sql`s.undoes is null and s.id <> all (array(select undoes from sales where undoes is not null))`;
  const last = (movement: "sale" | "restock"): SQL => sql`
    (select ${day} from sales s where s.inventory_id = i.id and s.movement = ${movement} and ${happened} order by s.occurred_at desc limit 1)`;
  // Nearly every shelf moved lately, which one entry shows; a far older restock is looked for only where none did.
  return sql`
    select i.id as inventory_id, ${last("sale")} as last_sale, ${last("restock")} as last_restock
    from analytics_api.inventory i
    where i.on_hand > 0 and not exists (
      select from sales s where s.inventory_id = i.id and s.occurred_at >= (${today}::date - ${DEAD_STOCK_DAYS}::int - 1)::timestamptz
        and s.movement in ('sale', 'restock') and ${happened} and ${day} > ${today}::date - ${DEAD_STOCK_DAYS}::int)`;
};
