import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { albumSales } from "../../metrics/album-sales.ts";
import type { DayRange } from "../../metrics/types.ts";
import { type AlbumFilter, ofAlbums } from "../lookup/album-filter.ts";

export interface AlbumSums {
  /** Different albums that sold. */
  albums: number;
  units: string;
  revenue: string;
}

/** What the albums that fit the filter sold in the range together. */
export async function sumAlbums(tx: Tx, range: DayRange, filter: AlbumFilter = {}): Promise<AlbumSums> {
  const [row] = await tx.execute<{ albums: number; units: string; revenue: string }>(sql`
    select count(distinct album_id)::int as albums, coalesce(sum(units), 0)::text as units, coalesce(sum(revenue), 0.00)::text as revenue
    from (${albumSales(range)}) x where ${sql.join([sql`album_id is not null`, ...ofAlbums(sql`album_id`, filter)], sql` and `)}`);
  return row ?? { albums: 0, units: "0", revenue: "0.00" };
}
