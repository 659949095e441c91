import { sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { sameName } from "./refuse-rows.ts";
import { uuidV7 } from "./sql-pieces.ts";

/**
 * Makes the genres, artists and albums of a Chinook folder ours: those that are here by name
 * (case does not count) stay as they are. Marks rows that were here as known, and leaves
 * `import_chinook_albums`, which says which album of ours each of Chinook's is.
 *
 * An album's genre is the one of most of its tracks; of several equal ones the one with the
 * lowest number. Chinook's prices are per track, so the price of an album stays unknown.
 */
export async function writeChinookCatalogue({ tx, batchId, now }: ApplyContext): Promise<void> {
  for (const [kind, table] of [["genre", "genres"], ["artist", "artists"]] as const) {
    const target = sql.identifier(table);
    await tx.execute(sql`
      update import_chinook r set known = true where r.kind = ${kind} and exists (select from ${target} t where ${sameName(sql`t.name`, sql`r.data ->> 'name'`)})`);
    await tx.execute(sql`
      insert into ${target} (id, name)
      select ${uuidV7(now, sql`row_number() over (order by key)`)}, name
      from (select distinct on (lower(data ->> 'name' collate "und-x-icu")) key::bigint as key, data ->> 'name' as name
            from import_chinook where kind = ${kind} and error is null and not known order by lower(data ->> 'name' collate "und-x-icu"), key::bigint) n`);
  }
  await tx.execute(sql`
    create temp table import_chinook_albums on commit drop as
    with votes as (
      select data ->> 'album' as album, (data ->> 'genre')::bigint as genre, count(*) as tracks
      from import_chinook where kind = 'track' and error is null and data ->> 'genre' is not null group by 1, 2
    ),
    genre_of as (select distinct on (album) album, genre::text as genre from votes order by album, tracks desc, genre)
    select a.key, a.data ->> 'title' as title, artists.id as artist_id, genres.id as genre_id, null::uuid as album_id, false as is_new
    from import_chinook a
      join import_chinook ar on ar.kind = 'artist' and ar.key = a.data ->> 'artist' and ar.error is null
      join artists on ${sameName(sql`artists.name`, sql`ar.data ->> 'name'`)}
      left join genre_of on genre_of.album = a.key
      left join import_chinook g on g.kind = 'genre' and g.key = genre_of.genre and g.error is null
      left join genres on ${sameName(sql`genres.name`, sql`g.data ->> 'name'`)}
    where a.kind = 'album' and a.error is null`);
  await tx.execute(sql`
    update import_chinook_albums w set album_id = coalesce(
      (select a.id from albums a where a.source = 'chinook' and a.external_id = w.key),
      (select a.id from albums a where a.artist_id = w.artist_id and ${sameName(sql`a.title`, sql`w.title`)} order by a.id limit 1))`);
  await tx.execute(sql`update import_chinook r set known = true from import_chinook_albums w where r.kind = 'album' and w.key = r.key and w.album_id is not null`);
  await tx.execute(sql`update import_chinook_albums w set album_id = n.id, is_new = true
    from (select key, ${uuidV7(now, sql`row_number() over (order by key::bigint)`)} as id from import_chinook_albums where album_id is null) n where n.key = w.key`);
  await tx.execute(sql`
    insert into albums (id, title, artist_id, genre_id, source, external_id, import_batch_id)
    select album_id, title, artist_id, genre_id, 'chinook', key, ${batchId}::uuid from import_chinook_albums where is_new order by key::bigint`);
}
