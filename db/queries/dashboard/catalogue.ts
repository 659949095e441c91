import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { albumSales } from "../../metrics/album-sales.ts";
import { onDays } from "../../metrics/sources.ts";
import type { DayRange } from "../../metrics/types.ts";
import { type AlbumFilter, ofAlbums } from "../lookup/album-filter.ts";

/** Mean and count of the reviews of the period, and how many gave each number of stars (5 first, always five rows). */
export async function readRatings(tx: Tx, range: DayRange): Promise<{ average: string | null; count: number; stars: { stars: number; count: number }[] }> {
  const rows = await tx.execute<{ stars: number; count: number; average: string | null; whole: number }>(sql`
    with given as (select rating from analytics_api.reviews where ${onDays(sql`review_date`, sql`day`, range)})
    select s.stars, (select count(*) from given where rating = s.stars)::int as count,
      (select round(avg(rating), 2) from given)::text as average, (select count(*) from given)::int as whole
    from generate_series(5, 1, -1) as s(stars)`);
  return { average: rows[0]?.average ?? null, count: rows[0]?.whole ?? 0, stars: rows.map(({ stars, count }) => ({ stars, count })) };
}

/**
 * How the titles stand on the shelf, by their new copies: out (none), low (up to the reorder
 * point), fine, and unknown: never counted (imported history) or counted below zero.
 * out + low + fine + unknown = titles.
 */
export interface StockBands {
  titles: number;
  out: number;
  low: number;
  fine: number;
  unknown: number;
}

export async function readStockBands(tx: Tx): Promise<StockBands> {
  const [row] = await tx.execute<{ titles: number; out: number; low: number; fine: number }>(sql`
    select (select count(*) from analytics_api.albums)::int as titles,
      (count(*) filter (where on_hand = 0))::int as out,
      (count(*) filter (where on_hand > 0 and on_hand <= reorder_point))::int as low,
      (count(*) filter (where on_hand > reorder_point))::int as fine
    from analytics_api.inventory where condition = 'new'`);
  const { titles, out, low, fine } = row ?? { titles: 0, out: 0, low: 0, fine: 0 };
  return { titles, out, low, fine, unknown: titles - out - low - fine };
}

/** How a title stands: `none` where its copies were never counted. */
export type StockBand = "out" | "low" | "fine" | "none";

export interface TopAlbum {
  rank: number;
  albumId: string;
  title: string;
  artist: string | null;
  catalogueNumber: string | null;
  units: number;
  revenue: string;
  /** New copies on the shelf; null where they were never counted. */
  onHand: number | null;
  band: StockBand;
}

export interface AlbumRanking {
  /** What they are ranked by first; the other decides between equals. */
  by?: "units" | "revenue" | undefined;
  order?: "best" | "worst" | undefined;
  filter?: AlbumFilter | undefined;
}

/** Albums that sold in the range by copies, then by revenue (or the other way round), best or worst first. Lines without an album are left out. */
export async function readTopAlbums(tx: Tx, range: DayRange, limit = 8, { by = "units", order = "best", filter = {} }: AlbumRanking = {}): Promise<TopAlbum[]> {
  const direction = order === "best" ? sql`desc` : sql`asc`;
  const [first, second] = by === "units" ? [sql`units`, sql`revenue`] : [sql`revenue`, sql`units`];
  const rows = await tx.execute<{
    rank: number;
    album_id: string;
    title: string;
    artist: string | null;
    catalogue_number: string | null;
    units: number;
    revenue: string;
    on_hand: number | null;
    band: StockBand;
  }>(sql`
    with sums as (
      select album_id, sum(units) as units, sum(revenue) as revenue from (${albumSales(range)}) x where ${sql.join([sql`album_id is not null`, ...ofAlbums(sql`album_id`, filter)], sql` and `)} group by album_id
      order by sum(x.${first}) ${direction}, sum(x.${second}) ${direction}, album_id limit ${limit})
    select (row_number() over (order by s.${first} ${direction}, s.${second} ${direction}, s.album_id))::int as rank, s.album_id, a.title, a.artist, a.catalogue_number, s.units::int as units, s.revenue::text as revenue,
      i.on_hand, case when i.on_hand is null then 'none' when i.on_hand <= 0 then 'out' when i.on_hand <= i.reorder_point then 'low' else 'fine' end as band
    from sums s join analytics_api.albums a on a.id = s.album_id left join analytics_api.inventory i on i.album_id = s.album_id and i.condition = 'new'
    order by rank`);
  return rows.map(({ album_id, catalogue_number, on_hand, ...row }) => ({ ...row, albumId: album_id, catalogueNumber: catalogue_number, onHand: on_hand }));
}
