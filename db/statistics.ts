import { getTableName, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import * as core from "./schema/index.ts";

/** The tables that grow and that pages join: without statistics PostgreSQL loops over guesses. */
const COUNTED = [
  core.customers, core.artists, core.labels, core.albums, core.albumPrices, core.inventory, core.sales, core.orders, core.orderItems, core.payments, core.reviews,
  core.dailyOrderStats, core.dailyAlbumSales, core.monthlyAlbumSales, core.dailyPaymentStats, core.customerDays, core.customerStats, core.activityLogs,
];

/**
 * Counts anew what the planner knows of the rows. A server does that by itself a minute after a bulk
 * load; the embedded database has nobody who would. Needs the owner's rights.
 */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await tx.execute(sql`analyze ${sql.join(COUNTED.map((table) => sql.identifier(getTableName(table))), sql`, `)}`);
}

/** The same where it was never done or the orders have more than doubled since. True where it was done. */
export async function refreshStaleStatistics(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ is_stale: boolean }>(sql`
    select greatest((select reltuples from pg_class where oid = 'orders'::regclass), 0) * 2 < (select coalesce(sum(order_count), 0) from daily_order_stats) as is_stale`);
  if (!row?.is_stale) return false;
  await refreshStatistics(tx);
  return true;
}
