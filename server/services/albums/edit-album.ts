import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { EditAlbumInput } from "../../contracts/albums.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { CATALOGUE_SENTENCE } from "./create-album.ts";
import { nameAlbum, refuseTwins } from "./name-album.ts";

type Known = { version: string; title: string; artist: string | null; barcode: string | null };

/**
 * Changes what is known of a record; its price has an act of its own. Past sales stay as they
 * were. Throws FORBIDDEN, NOT_FOUND, CONFLICT when somebody changed the record since the form was
 * opened or when it would become like another one (unless a person said "even so").
 */
export async function editAlbum(ctx: ServiceContext, input: EditAlbumInput): Promise<{ albumId: string; changed: boolean }> {
  requireRoles(ctx.person, STOCK_DESK, CATALOGUE_SENTENCE);
  const { tx } = ctx;
  const { albumId, title } = input;
  const [known] = await tx.execute<Known>(sql`
    select updated_at::text as version, title, (select name from artists where id = artist_id) as artist, barcode from albums where id = ${albumId}::uuid for no key update`);
  if (!known) throw new AppError("NOT_FOUND", "This record does not exist any more.");
  if (known.version !== input.seen) throw new AppError("CONFLICT", "Somebody changed this record since you opened it. Nothing was saved: compare what is below with the page, then save again.");
  const renamed = known.title !== title || (known.artist ?? "") !== (input.artist ?? "");
  const recoded = (known.barcode ?? "") !== (input.barcode ?? "");
  if (!input.evenIfKnown && (renamed || recoded)) await refuseTwins(ctx, { title, artist: input.artist, barcode: recoded ? input.barcode : undefined, except: albumId });
  const names = await nameAlbum(ctx, input);
  const { year = null, format = null, catalogueNumber = null, barcode = null, unitCost = null } = input;
  const [changed] = await tx.execute<{ fields: string[] }>(sql`
    with before as (select * from albums where id = ${albumId}::uuid)
    update albums a set title = ${title}, artist_id = ${names.artistId}::uuid, label_id = ${names.labelId}::uuid, genre_id = ${names.genreId}::uuid, supplier_id = ${names.supplierId}::uuid,
      year = ${year}::smallint, format = ${format}::text, catalogue_number = ${catalogueNumber}::text, barcode = ${barcode}::text, unit_cost = ${unitCost}::numeric
    from before b where a.id = b.id and (b.title, b.artist_id, b.label_id, b.genre_id, b.supplier_id, b.year, b.format, b.catalogue_number, b.barcode, b.unit_cost) is distinct from
      (${title}, ${names.artistId}::uuid, ${names.labelId}::uuid, ${names.genreId}::uuid, ${names.supplierId}::uuid, ${year}::smallint, ${format}::text, ${catalogueNumber}::text, ${barcode}::text, ${unitCost}::numeric)
    returning array_remove(array[
      case when b.title <> a.title then 'title' end, case when b.artist_id is distinct from a.artist_id then 'artist' end, case when b.label_id is distinct from a.label_id then 'label' end,
      case when b.genre_id is distinct from a.genre_id then 'genre' end, case when b.supplier_id is distinct from a.supplier_id then 'supplier' end, case when b.year is distinct from a.year then 'year' end,
      case when b.format is distinct from a.format then 'format' end, case when b.catalogue_number is distinct from a.catalogue_number then 'catalogue_number' end,
      case when b.barcode is distinct from a.barcode then 'barcode' end, case when b.unit_cost is distinct from a.unit_cost then 'unit_cost' end], null) as fields`);
  if (!changed) return { albumId, changed: false };
  await recordActivities(tx, [
    { at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "album.edited", category: "stock", object: { type: "album", id: albumId }, fields: changed.fields, requestId: ctx.requestId },
  ]);
  return { albumId, changed: true };
}
