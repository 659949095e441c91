import { sql } from "drizzle-orm";
import { defineBlock } from "../block.ts";
import { givenReviews, toReviews } from "./given-reviews.ts";

const SHOWN = 30;

export const genreRatings = defineBlock({
  id: "genre-ratings",
  tab: "reviews",
  track: "B7",
  title: "Genres by rating",
  words: "Mean of the stars that the records of each genre were given in these days, best first. Reviews of records without a genre stand under no genre.",
  formula: "avg(rating), count(reviews) by genre of the record",
  time: "range",
  span: 12,
  whenEmpty: "No review was written in these days. Choose other days.",
  async read(tx, { frame: { now, before } }) {
    const past = before ? sql`select a.genre_id, avg(p.rating) as mean from (select r.album_id, r.rating from ${givenReviews(before)}) p join albums a on a.id = p.album_id group by a.genre_id` : sql`select null::uuid as genre_id, null::numeric as mean where false`;
    const found = await tx.execute<{ genre_id: string | null; name: string | null; count: string; mean: string; before: string | null; total: number }>(sql`
      with n as (select a.genre_id, count(*) as count, avg(p.rating) as mean from (select r.album_id, r.rating from ${givenReviews(now)}) p join albums a on a.id = p.album_id group by a.genre_id),
      b as (${past})
      select n.genre_id, g.name, n.count::text as count, round(n.mean, 2)::text as mean, round(b.mean, 2)::text as before, (count(*) over ())::int as total
      from n left join b on b.genre_id is not distinct from n.genre_id left join genres g on g.id = n.genre_id
      order by n.mean desc, n.count desc, g.name limit ${SHOWN}`);
    return {
      columns: [
        { key: "name", label: "Genre", unit: "text" },
        { key: "mean", label: "Mean stars", unit: "rating" },
        { key: "count", label: "Reviews", unit: "count" },
        ...(before ? [{ key: "before", label: "Mean before", unit: "rating" as const }] : []),
      ],
      rows: found.map((row) => {
        const genre = row.genre_id ?? "none";
        return {
          key: genre,
          cells: { name: row.name ?? "No genre", mean: row.mean, count: row.count, ...(before ? { before: row.before } : {}) },
          drills: { mean: toReviews(now, { genre }, "mean"), count: toReviews(now, { genre }), ...(before && row.before !== null ? { before: toReviews(before, { genre }, "mean") } : {}) },
        };
      }),
      total: found[0]?.total ?? 0,
      chart: { kind: "bars", label: "name", value: "mean", ...(before ? { before: "before" } : {}) },
      notes: [],
    };
  },
});
