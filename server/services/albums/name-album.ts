import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { findTwins } from "#db/queries/stock/find-twins.ts";
import { AppError } from "../../errors.ts";
import type { ServiceContext } from "../context.ts";

/** Tables of names; fixed words, so that they may stand in a statement. */
const NAMED = { artists: sql`artists`, labels: sql`labels`, genres: sql`genres` } as const;

/** The row of that name, case, accents and apostrophes aside ("chloe" finds "Chloë"), else a new one. Null for no name. */
async function nameRow(tx: Tx, table: keyof typeof NAMED, name: string | undefined): Promise<string | null> {
  if (name === undefined) return null;
  const rows = NAMED[table];
  const known = () =>
    tx.execute<{ id: string }>(sql`
      select id from ${rows} where lower(name) = lower(${name}) or (fold_text(name) = fold_text(${name}::text) and fold_text(${name}::text) <> '')
      order by (name = ${name}) desc, (lower(name) = lower(${name})) desc, created_at, id limit 1`);
  const [found] = await known();
  if (found) return found.id;
  await tx.execute(sql`insert into ${rows} (id, name) values (${v7()}::uuid, ${name}) on conflict do nothing`);
  const [made] = await known();
  if (!made) throw new AppError("INTERNAL_SERVER_ERROR", `The name ${name} was not saved.`);
  return made.id;
}

export interface AlbumNames {
  artistId: string | null;
  labelId: string | null;
  genreId: string | null;
  supplierId: string | null;
}

/** Ids of the artist, label and genre of those names, found or made, and of the supplier. Throws BAD_REQUEST for a supplier that is gone. */
export async function nameAlbum(ctx: ServiceContext, of: { artist?: string | undefined; label?: string | undefined; genre?: string | undefined; supplierId?: string | undefined }): Promise<AlbumNames> {
  const { tx } = ctx;
  if (of.supplierId) {
    const [supplier] = await tx.execute(sql`select from suppliers where id = ${of.supplierId}::uuid`);
    if (!supplier) throw new AppError("BAD_REQUEST", "This supplier does not exist any more.", { supplierId: "Choose another supplier." });
  }
  return { artistId: await nameRow(tx, "artists", of.artist), labelId: await nameRow(tx, "labels", of.label), genreId: await nameRow(tx, "genres", of.genre), supplierId: of.supplierId ?? null };
}

/** Throws CONFLICT when the shop knows such a record already. Two people who add the same one at once wait for each other here. */
export async function refuseTwins(ctx: ServiceContext, of: { title: string; artist?: string | undefined; barcode?: string | undefined; except?: string }): Promise<void> {
  const keys = [`${of.title}\n${of.artist ?? ""}`, ...(of.barcode ? [of.barcode.replace(/\D/g, "").replace(/^0+/, "")] : [])].sort();
  for (const key of keys) await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(fold_text(${key}::text), 4))`);
  const [twin] = await findTwins(ctx.tx, of, 1);
  if (!twin) return;
  const what = twin.because === "barcode" ? { field: "barcode", sentence: "A record with this barcode is there already." } : { field: "title", sentence: "This record is there already." };
  throw new AppError("CONFLICT", what.sentence, { [what.field]: what.sentence });
}
