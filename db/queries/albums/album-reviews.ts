import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";

export const REVIEW_PAGE_SIZE = 6;

export interface AlbumReviews {
  /** Mean of all stars, two decimals; null without a review. */
  mean: string | null;
  count: number;
  /** From five stars to one. */
  stars: { stars: number; count: number }[];
  /** One page, newest first. */
  newest: { id: string; at: Date; rating: number; body: string | null; customerName: string | null; customerNumber: number }[];
  nextCursor: string | null;
}

/** The reviews of a record over all of its history. */
export async function readAlbumReviews(tx: Tx, albumId: string, cursor: string | undefined): Promise<AlbumReviews> {
  const stars = await tx.execute<{ stars: number; count: number; mean: string | null; total: number }>(sql`
    select n.stars, count(r.id)::int as count, round(sum(sum(r.rating)) over () / nullif(sum(count(r.id)) over (), 0), 2)::text as mean, (sum(count(r.id)) over ())::int as total
    from generate_series(5, 1, -1) as n(stars) left join analytics_api.reviews r on r.album_id = ${albumId}::uuid and r.rating = n.stars
    group by n.stars order by n.stars desc`);
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const past = after ? sql` and (r.review_date, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const rows = await tx.execute<{ id: string; key: string; seconds: string; rating: number; body: string | null; name: string | null; number: number }>(sql`
    select r.id, r.review_date::text as key, extract(epoch from r.review_date)::text as seconds, r.rating, r.body, c.name, c.number
    from reviews r join customers c on c.id = r.customer_id
    where r.album_id = ${albumId}::uuid${past} order by r.review_date desc, r.id desc limit ${REVIEW_PAGE_SIZE + 1}`);
  const page = cutPage(rows, REVIEW_PAGE_SIZE, (row) => [row.key, row.id]);
  return {
    mean: stars[0]?.mean ?? null,
    count: stars[0]?.total ?? 0,
    stars: stars.map(({ stars: number, count }) => ({ stars: number, count })),
    newest: page.rows.map((row) => ({ id: row.id, at: new Date(Number(row.seconds) * 1000), rating: row.rating, body: row.body, customerName: row.name, customerNumber: row.number })),
    nextCursor: page.nextCursor,
  };
}
