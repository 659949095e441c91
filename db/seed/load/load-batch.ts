import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { Batch } from "../rows.ts";
import { insertRows, updateRows } from "./insert-rows.ts";
import * as tables from "./tables.ts";

/** In the order in which they refer to each other. */
const ORDER = [
  tables.genres, tables.artists, tables.labels, tables.suppliers, tables.albums, tables.inventory, tables.customers, tables.contacts, tables.orders, tables.items,
  tables.payments, tables.movements, tables.reviews, tables.activities, tables.annotations,
] as const;

/** Writes a batch: new rows first, then what later days changed in earlier ones. */
export async function loadBatch(tx: Tx, batch: Batch, pieceSize: number): Promise<void> {
  for (const { key, map } of ORDER) await insertRows(tx, map as tables.TableMap<unknown>, batch[key], pieceSize);
  await updateRows(tx, tables.orders.map, ["status"], batch.changedOrders, pieceSize);
  await updateRows(tx, tables.payments.map, ["status", "payment_date"], batch.changedPayments, pieceSize);
  await updateRows(tx, tables.inventory.map, ["on_order"], batch.changedInventory, pieceSize);
  await updateRows(tx, tables.albums.map, ["list_price", "unit_cost"], batch.changedAlbums, pieceSize);
  // The price trigger has noted each price as of this moment; the batch knows when it really was, and by whom.
  if (batch.albums.length > 0 || batch.changedAlbums.length > 0) await tx.execute(sql`delete from album_prices where created_at = now()`);
  await insertRows(tx, tables.albumPrices.map, batch.albumPrices, pieceSize);
}
