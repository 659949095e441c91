import { sql, type SQL } from "drizzle-orm";

/** Narrows records to a genre, a label or an artist, by their ids. */
export interface AlbumFilter {
  genreId?: string | undefined;
  labelId?: string | undefined;
  artistId?: string | undefined;
}

/** Conditions that the album `column` fits the filter; empty where nothing is narrowed. */
export function ofAlbums(column: SQL, { genreId, labelId, artistId }: AlbumFilter): SQL[] {
  const found: SQL[] = [];
  if (genreId) found.push(sql`fa.genre_id = ${genreId}::uuid`);
  if (labelId) found.push(sql`fa.label_id = ${labelId}::uuid`);
  if (artistId) found.push(sql`fa.artist_id = ${artistId}::uuid`);
  return found.length > 0 ? [sql`${column} in (select fa.id from albums fa where ${sql.join(found, sql` and `)})`] : [];
}
