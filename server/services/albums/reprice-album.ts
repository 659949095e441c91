import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { RepriceInput } from "../../contracts/albums.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { holdShelf } from "../stock/shelves.ts";
import { CATALOGUE_SENTENCE } from "./create-album.ts";

/**
 * Sets the price of a record, or of one used copy by itself (which has no history; a copy without
 * a price of its own has its record's). The record's history is written by trigger with the person
 * and the moment. A price that is so already changes nothing. Throws FORBIDDEN, NOT_FOUND, and
 * CONFLICT with the price of now when somebody changed it since the form was opened.
 */
export async function repriceAlbum(ctx: ServiceContext, input: RepriceInput): Promise<{ inventoryId: string; changed: boolean }> {
  requireRoles(ctx.person, STOCK_DESK, CATALOGUE_SENTENCE);
  const { tx } = ctx;
  const shelf = await holdShelf(ctx, input.shelf);
  const price = sql`${input.listPrice ?? null}::numeric`;
  const [now] = await tx.execute<{ price: string | null; is_so: boolean; as_seen: boolean }>(sql`
    select p.price::text as price, p.price is not distinct from round(${price}, 4) as is_so, p.price is not distinct from round(${input.seen ?? null}::numeric, 4) as as_seen
    from (select case when i.condition = 'used' then coalesce(i.list_price, a.list_price) else a.list_price end as price
      from albums a join inventory i on i.album_id = a.id where i.id = ${shelf.id}::uuid for no key update of a) p`);
  if (!now) throw new AppError("NOT_FOUND", "This record does not exist any more.");
  if (now.is_so) return { inventoryId: shelf.id, changed: false };
  if (!now.as_seen) {
    const sentence = `Somebody changed the price since you opened this: it is ${now.price === null ? "not set" : now.price.replace(/(\.\d\d)\d*?0*$/, "$1")} now. Nothing was changed.`;
    throw new AppError("CONFLICT", sentence, { listPrice: sentence });
  }
  const isCopy = shelf.condition === "used";
  if (isCopy) await tx.execute(sql`update inventory set list_price = ${price} where id = ${shelf.id}::uuid`);
  else await tx.execute(sql`update albums set list_price = ${price} where id = ${shelf.albumId}::uuid`);
  const object = isCopy ? { type: "inventory", id: shelf.id } : { type: "album", id: shelf.albumId };
  await recordActivities(tx, [{ at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "price.changed", category: "stock", object, fields: ["list_price"], requestId: ctx.requestId }]);
  return { inventoryId: shelf.id, changed: true };
}
