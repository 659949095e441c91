import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { albumSales } from "../../metrics/album-sales.ts";
import type { DayRange } from "../../metrics/types.ts";
import { type AlbumFilter, ofAlbums } from "../lookup/album-filter.ts";

/** A title with no new copy on the shelf, or no more than its reorder point. */
export interface Shortage {
  albumId: string;
  title: string;
  artist: string | null;
  band: "out" | "low";
  onHand: number;
  reorderPoint: number;
  onOrder: number;
  /** Copies sold in the recent days. */
  sold: number;
}

export interface Shortages {
  rows: Shortage[];
  out: number;
  low: number;
}

/** Titles that are out or low now, those that sold most in `recent` first, and how many there are of each. */
export async function listShortages(tx: Tx, recent: DayRange, { band, limit, filter }: { band: "out" | "low" | "both"; limit: number; filter: AlbumFilter }): Promise<Shortages> {
  const short = sql`short as (
    select i.album_id, i.on_hand, i.reorder_point, i.on_order, case when i.on_hand = 0 then 'out' else 'low' end as band
    from analytics_api.inventory i
    where ${sql.join([sql`i.condition = 'new'`, sql`(i.on_hand = 0 or (i.on_hand > 0 and i.on_hand <= i.reorder_point))`, ...ofAlbums(sql`i.album_id`, filter)], sql` and `)})`;
  const rows = await tx.execute<{ album_id: string; title: string; artist: string | null; band: "out" | "low"; on_hand: number; reorder_point: number; on_order: number; sold: number }>(sql`
    with ${short}, sold as (select album_id, sum(units) as units from (${albumSales(recent)}) x group by album_id)
    select s.album_id, a.title, a.artist, s.band, s.on_hand, s.reorder_point, s.on_order, coalesce(d.units, 0)::int as sold
    from short s join analytics_api.albums a on a.id = s.album_id left join sold d on d.album_id = s.album_id
    where ${band === "both" ? sql`true` : sql`s.band = ${band}`}
    order by coalesce(d.units, 0) desc, s.on_hand, a.title, s.album_id limit ${limit}`);
  const [counts] = await tx.execute<{ out: number; low: number }>(sql`
    with ${short} select (count(*) filter (where band = 'out'))::int as out, (count(*) filter (where band = 'low'))::int as low from short`);
  return {
    rows: rows.map(({ album_id, on_hand, reorder_point, on_order, ...row }) => ({ ...row, albumId: album_id, onHand: on_hand, reorderPoint: reorder_point, onOrder: on_order })),
    out: counts?.out ?? 0,
    low: counts?.low ?? 0,
  };
}
