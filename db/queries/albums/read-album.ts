import { eq, sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { albums, artists, genres, labels, suppliers } from "../../schema/index.ts";

/** A record by its id, or null. What is unknown is null, an unknown price too. */
export async function readAlbumHead(tx: Tx, id: string) {
  const [album] = await tx
    .select({
      id: albums.id,
      title: albums.title,
      artist: artists.name,
      label: labels.name,
      genre: genres.name,
      supplier: suppliers.name,
      year: albums.year,
      format: albums.format,
      catalogueNumber: albums.catalogueNumber,
      barcode: albums.barcode,
      discogsReleaseId: albums.discogsReleaseId,
      listPrice: albums.listPrice,
      unitCost: albums.unitCost,
      /** First and last day with a sale; null when it was never sold. */
      firstSold: sql<string | null>`(select min(d.day)::text from analytics_api.album_days d where d.album_id = ${albums.id} and d.units > 0)`,
      lastSold: sql<string | null>`(select max(d.day)::text from analytics_api.album_days d where d.album_id = ${albums.id} and d.units > 0)`,
    })
    .from(albums)
    .leftJoin(artists, eq(artists.id, albums.artistId))
    .leftJoin(labels, eq(labels.id, albums.labelId))
    .leftJoin(genres, eq(genres.id, albums.genreId))
    .leftJoin(suppliers, eq(suppliers.id, albums.supplierId))
    .where(eq(albums.id, id));
  return album ?? null;
}
