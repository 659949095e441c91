import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import type { DataOrigin } from "../enums.ts";

/** The shop as a page needs it. */
export interface Shop {
  name: string;
  /** ISO 4217. */
  currency: string;
  timeZone: string;
  dataOrigin: DataOrigin;
  /** True while there is neither an order nor a record: the page then says what to do first. */
  isEmpty: boolean;
  /** First and last day with an order that is not cancelled; null without any. */
  firstOrderDay: string | null;
  lastOrderDay: string | null;
}

/** Reads the one row of settings and whether there is anything to show. */
export async function readShop(tx: Tx): Promise<Shop> {
  const [row] = await tx.execute<{
    name: string;
    currency: string;
    time_zone: string;
    data_origin: DataOrigin;
    is_empty: boolean;
    first_order_day: string | null;
    last_order_day: string | null;
  }>(sql`
    select s.shop_name as name, s.currency, s.time_zone, s.data_origin, d.first_day::text as first_order_day, d.last_day::text as last_order_day,
      d.first_day is null and not exists (select from analytics_api.albums) and not exists (select from analytics_api.orders) as is_empty
    from settings s cross join (select min(day) as first_day, max(day) as last_day from analytics_api.order_days) d`);
  if (!row) throw new Error("The database holds no settings: it was not migrated.");
  return {
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    dataOrigin: row.data_origin,
    isEmpty: row.is_empty,
    firstOrderDay: row.first_order_day,
    lastOrderDay: row.last_order_day,
  };
}
