import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { DayRange } from "../../metrics/types.ts";

/** A record with its shelf, sales and reviews. What is unknown is null, never zero. */
export interface AlbumSummary {
  id: string;
  title: string;
  artist: string | null;
  label: string | null;
  genre: string | null;
  year: number | null;
  format: string | null;
  catalogueNumber: string | null;
  listPrice: string | null;
  unitCost: string | null;
  /** New copies; null where they were never counted. */
  onHand: number | null;
  reorderPoint: number | null;
  onOrder: number | null;
  usedOnHand: number | null;
  units: string;
  revenue: string;
  recentUnits: string;
  recentRevenue: string;
  rating: string | null;
  reviews: number;
}

/** The records with these ids, best sellers first; `recent` are the days of `recentUnits` and `recentRevenue`. */
export async function readAlbums(tx: Tx, ids: readonly string[], recent: DayRange): Promise<AlbumSummary[]> {
  const rows = await tx.execute<Record<string, unknown> & AlbumSummary>(sql`
    with wanted as (select unnest(${sql.param(`{${ids.join(",")}}`)}::uuid[]) as id),
    shelf as (
      select album_id, sum(on_hand) filter (where condition = 'new') as on_hand, min(reorder_point) filter (where condition = 'new') as reorder_point,
        sum(on_order) filter (where condition = 'new') as on_order, sum(on_hand) filter (where condition = 'used') as used
      from analytics_api.inventory where album_id in (select id from wanted) group by album_id),
    whole as (select album_id, sum(units) as units, sum(revenue) as revenue from analytics_api.album_months where album_id in (select id from wanted) group by album_id),
    lately as (
      select album_id, sum(units) as units, sum(revenue) as revenue from analytics_api.album_days
      where album_id in (select id from wanted) and day between ${recent.from}::date and ${recent.to}::date group by album_id),
    reviewed as (select album_id, round(avg(rating), 2) as mean, count(*) as reviews from analytics_api.reviews where album_id in (select id from wanted) group by album_id)
    select a.id, a.title, a.artist, a.label, a.genre, a.year::int as year, a.format, a.catalogue_number as "catalogueNumber", a.list_price::text as "listPrice", a.unit_cost::text as "unitCost",
      s.on_hand::int as "onHand", s.reorder_point::int as "reorderPoint", s.on_order::int as "onOrder", s.used::int as "usedOnHand",
      coalesce(w.units, 0)::text as units, coalesce(w.revenue, 0.00)::text as revenue, coalesce(l.units, 0)::text as "recentUnits", coalesce(l.revenue, 0.00)::text as "recentRevenue",
      r.mean::text as rating, coalesce(r.reviews, 0)::int as reviews
    from analytics_api.albums a left join shelf s on s.album_id = a.id left join whole w on w.album_id = a.id left join lately l on l.album_id = a.id left join reviewed r on r.album_id = a.id
    where a.id in (select id from wanted) order by coalesce(w.units, 0) desc, a.title, a.id`);
  return rows.map((row): AlbumSummary => row);
}
