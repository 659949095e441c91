import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { RepriceInput } from "../../contracts/albums.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
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
  const held = await holdPriced(ctx, input.shelf);
  const price = sql`${input.listPrice ?? null}::numeric`;
  const [now] = await tx.execute<{ price: string | null; is_so: boolean; as_seen: boolean }>(sql`
    select p.price::text as price, p.price is not distinct from round(${price}, 4) as is_so, p.price is not distinct from round(${input.seen ?? null}::numeric, 4) as as_seen
    from (select coalesce((select i.list_price from inventory i where i.id = ${held.copyId}::uuid), a.list_price) as price from albums a where a.id = ${held.albumId}::uuid) p`);
  if (!now) throw gone();
  const answer = { inventoryId: input.shelf };
  if (now.is_so) return { ...answer, changed: false };
  if (!now.as_seen) {
    const sentence = `Somebody changed the price since you opened this: it is ${now.price === null ? "not set" : now.price.replace(/(\.\d\d)\d*?0*$/, "$1")} now. Nothing was changed.`;
    throw new AppError("CONFLICT", sentence, { listPrice: sentence });
  }
  if (held.copyId !== null) await tx.execute(sql`update inventory set list_price = ${price} where id = ${held.copyId}::uuid`);
  else await tx.execute(sql`update albums set list_price = ${price} where id = ${held.albumId}::uuid`);
  const object = held.copyId !== null ? { type: "inventory", id: held.copyId } : { type: "album", id: held.albumId };
  await recordActivities(tx, [{ at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "price.changed", category: "stock", object, fields: ["list_price"], requestId: ctx.requestId }]);
  return { ...answer, changed: true };
}

const gone = () => new AppError("NOT_FOUND", "This record does not exist any more.");

/**
 * Holds the record whose price it is, and the used copy where that is meant. A record that was
 * never counted gets no place on the shelf by its price: it would be out of stock from then on.
 */
async function holdPriced({ tx }: ServiceContext, name: string): Promise<{ albumId: string; copyId: string | null }> {
  const [place] = await tx.execute<{ id: string; album_id: string; condition: string }>(sql`select id, album_id, condition from inventory where id = ${name}::uuid for no key update`);
  const [album] = await tx.execute<{ id: string }>(sql`select id from albums where id = ${place?.album_id ?? name}::uuid for no key update`);
  if (!album) throw gone();
  return { albumId: album.id, copyId: place?.condition === "used" ? place.id : null };
}
