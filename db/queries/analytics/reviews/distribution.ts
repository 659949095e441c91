import { sql } from "drizzle-orm";
import { defineBlock } from "../block.ts";
import { givenReviews, toReviews } from "./given-reviews.ts";

export const distribution = defineBlock({
  id: "distribution",
  tab: "reviews",
  track: "B2",
  title: "Stars",
  words: "How many reviews of these days gave five, four, three, two and one star.",
  formula: "count(reviews) by rating; share = part / all reviews",
  time: "range",
  span: 5,
  whenEmpty: "No review was written in these days. Choose other days.",
  async read(tx, { frame: { now, before } }) {
    const found = await tx.execute<{ stars: number; count: string; share: string | null; before: string }>(sql`
      with n as (select r.rating, count(*) as count from ${givenReviews(now)} group by r.rating),
      p as (${before ? sql`select r.rating, count(*) as count from ${givenReviews(before)} group by r.rating` : sql`select null::smallint as rating, 0::bigint as count where false`})
      select v.stars, coalesce(n.count, 0)::text as count, round(coalesce(n.count, 0) / nullif((select sum(count) from n), 0), 6)::text as share, coalesce(p.count, 0)::text as before
      from generate_series(5, 1, -1) as v(stars) left join n on n.rating = v.stars left join p on p.rating = v.stars order by v.stars desc`);
    const rows = found.map(({ stars, count, share, before: past }) => ({
      key: String(stars),
      cells: { stars: stars === 1 ? "1 star" : `${stars} stars`, count, share, ...(before ? { before: past } : {}) },
      drills: { count: toReviews(now, { stars }), ...(before ? { before: toReviews(before, { stars }) } : {}) },
    }));
    const any = found.some((row) => row.count !== "0" || row.before !== "0");
    return {
      columns: [
        { key: "stars", label: "Stars", unit: "text" },
        { key: "count", label: "Reviews", unit: "count" },
        { key: "share", label: "Share", unit: "percent" },
        ...(before ? [{ key: "before", label: "Reviews before", unit: "count" as const }] : []),
      ],
      rows: any ? rows : [],
      total: any ? rows.length : 0,
      chart: { kind: "bars", label: "stars", value: "count", ...(before ? { before: "before" } : {}) },
      notes: [],
    };
  },
});
