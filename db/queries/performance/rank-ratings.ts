import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { onDays } from "../../metrics/sources.ts";
import type { DayRange } from "../../metrics/types.ts";
import { type AlbumFilter, ofAlbums } from "../lookup/album-filter.ts";

/**
 * How many reviews with the shop's mean each record is lent, so that two times five stars do not
 * beat forty with a mean of 4.8 (a Bayesian mean with this prior weight).
 */
const LENT_REVIEWS = 5;

export interface RatedAlbum {
  rank: number;
  albumId: string;
  title: string;
  artist: string | null;
  reviews: number;
  mean: string;
  /** The mean drawn towards that of all reviews. */
  weighted: string;
}

export interface RatedAlbums {
  rows: RatedAlbum[];
  /** Records with enough reviews. */
  total: number;
  /** Mean of all reviews of the range, whatever is filtered; null without any. */
  mean: string | null;
}

/** Records with at least `minReviews` in the range by their weighted or plain mean; more reviews decide between equals. */
export async function rankRatings(tx: Tx, range: DayRange, { order, by, minReviews, limit, filter }: { order: "best" | "worst"; by: "mean" | "weighted"; minReviews: number; limit: number; filter: AlbumFilter }): Promise<RatedAlbums> {
  const direction = order === "best" ? sql`desc` : sql`asc`;
  const given = sql`given as (select album_id, rating from analytics_api.reviews where ${onDays(sql`review_date`, sql`day`, range)})`;
  const where = [sql`true`, ...ofAlbums(sql`album_id`, filter)];
  const rows = await tx.execute<{ rank: number; album_id: string; title: string; artist: string | null; reviews: number; mean: string; weighted: string; total: number }>(sql`
    with ${given},
    rated as (
      select album_id, count(*) as reviews, avg(rating) as mean, (sum(rating) + ${LENT_REVIEWS}::int * (select avg(rating) from given)) / (count(*) + ${LENT_REVIEWS}::int) as weighted
      from given where ${sql.join(where, sql` and `)} group by album_id having count(*) >= ${minReviews}::int),
    ranked as (
      select r.*, a.title, a.artist, row_number() over (order by r.${by === "mean" ? sql`mean` : sql`weighted`} ${direction}, r.reviews desc, a.title, r.album_id) as rank, count(*) over () as total
      from rated r join analytics_api.albums a on a.id = r.album_id)
    select rank::int as rank, album_id, title, artist, reviews::int as reviews, round(mean, 2)::text as mean, round(weighted, 2)::text as weighted, total::int as total
    from ranked where rank <= ${limit} order by rank`);
  const [whole] = await tx.execute<{ mean: string | null }>(sql`with ${given} select round(avg(rating), 2)::text as mean from given`);
  return { rows: rows.map(({ album_id, total: _total, ...row }) => ({ ...row, albumId: album_id })), total: rows[0]?.total ?? 0, mean: whole?.mean ?? null };
}
