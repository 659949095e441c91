import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { STOCK_DESK } from "#db/policies.ts";
import { albums } from "#db/schema/index.ts";
import type { CreateAlbumInput } from "../../contracts/albums.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { nameAlbum, refuseTwins } from "./name-album.ts";

export const CATALOGUE_SENTENCE = "Records and prices are kept by buyers, managers and admins.";

/**
 * Adds a record and its place on the shelf, empty until something is received. Artist, label and
 * genre are found by name or made. Throws FORBIDDEN, CONFLICT when the shop knows the record
 * already (unless a person said "even so"), and BAD_REQUEST for a supplier that is gone.
 */
export async function createAlbum(ctx: ServiceContext, input: CreateAlbumInput): Promise<{ albumId: string; inventoryId: string; again: boolean }> {
  requireRoles(ctx.person, STOCK_DESK, CATALOGUE_SENTENCE);
  const { tx, person, now } = ctx;
  const { key, title, reorderPoint = null, desiredLevel = null } = input;
  // The second of two equal forms waits here until the first is done.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 4))`);
  const [before] = await tx.execute<{ id: string; same: boolean }>(sql`
    select i.id, a.title = ${title} as same from albums a join inventory i on i.album_id = a.id and i.condition = 'new' where a.id = ${key}::uuid`);
  if (before?.same) return { albumId: key, inventoryId: before.id, again: true };
  if (before) throw new AppError("CONFLICT", "This form was sent before for another record. Load the page again.");
  if (!input.evenIfKnown) await refuseTwins(ctx, input);
  const names = await nameAlbum(ctx, input);
  await tx.insert(albums).values({
    id: key,
    title,
    ...names,
    year: input.year ?? null,
    format: input.format ?? null,
    catalogueNumber: input.catalogueNumber ?? null,
    barcode: input.barcode ?? null,
    listPrice: input.listPrice ?? null,
    unitCost: input.unitCost ?? null,
  });
  const inventoryId = v7();
  await tx.execute(sql`insert into inventory (id, album_id, reorder_point, desired_level) values (${inventoryId}::uuid, ${key}::uuid, ${reorderPoint}::int, ${desiredLevel}::int)`);
  await recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action: "album.created", category: "stock", object: { type: "album", id: key }, requestId: ctx.requestId }]);
  return { albumId: key, inventoryId, again: false };
}
