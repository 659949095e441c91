import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { DayRange } from "../../../metrics/types.ts";
import { bars, byKey, dayOf, type RawRows } from "./raw-days.ts";
import type { RawBlock } from "./raw.ts";
import { loadWords, type Reading, scoreReview } from "./score-review.ts";

const inside = ({ from, to }: DayRange): SQL => sql`${dayOf(sql`v.review_date`)} between ${from}::date and ${to}::date`;
const NEVER: DayRange = { from: "1900-01-01", to: "1900-01-01" };

interface Read extends Reading {
  rating: number;
}

/** Every review of the range, read one by one outside the database. */
async function readBodies(tx: Tx, range: DayRange): Promise<Read[]> {
  const words = await loadWords(tx);
  const rows = await tx.execute<{ rating: number; body: string | null }>(sql`select v.rating::int as rating, v.body from reviews v where ${inside(range)}`);
  return rows.map(({ rating, body }) => ({ rating, ...scoreReview(words, body) }));
}

/** Whole numbers below 2^53: a mean of stars to two digits, half away from zero, as the database rounds. */
const meanOf = (found: readonly Read[]): string | null => {
  if (found.length === 0) return null;
  const hundredths = Math.floor((found.reduce((sum, { rating }) => sum + rating, 0) * 200 + found.length) / (2 * found.length));
  return (hundredths / 100).toFixed(2);
};
const shareOf = (part: number, whole: number): string | null => (whole === 0 ? null : (Math.floor((part * 2_000_000 + whole) / (2 * whole)) / 1_000_000).toFixed(6));

/** Hand-written SQL over base tables for every block of the tab reviews; what they say by an own reader. */
export const RAW_REVIEWS: Record<string, RawBlock> = {
  "rating-over-time": async (tx, { frame }) => {
    const mean = (from: SQL, to: SQL) => sql`(select round(avg(v.rating), 2)::text from reviews v where ${dayOf(sql`v.review_date`)} between ${from} and ${to})`;
    const found = await tx.execute<Record<string, string | null>>(sql`
      select s::text as key, s::text as start, e::text as "end", ${mean(sql`s`, sql`e`)} as mean,
        (select count(*)::text from reviews v where ${dayOf(sql`v.review_date`)} between s and e) as count, ${mean(sql`bs`, sql`be`)} as before
      from ${bars(frame.buckets)} b`);
    return found.some((row) => row["mean"] !== null || row["before"] !== null) ? byKey(found, frame.before ? [] : ["before"]) : {};
  },

  distribution: async (tx, { frame: { now, before } }) => {
    const found = await tx.execute<Record<string, string | null>>(sql`
      select x::text as key, (select count(*)::text from reviews v where v.rating = x and ${inside(now)}) as count,
        (select round(avg(case when v.rating = x then 1.0 else 0 end), 6)::text from reviews v where ${inside(now)}) as share,
        (select count(*)::text from reviews v where v.rating = x and ${inside(before ?? NEVER)}) as before
      from generate_series(1, 5) x`);
    return found.some((row) => row["count"] !== "0" || row["before"] !== "0") ? byKey(found, before ? [] : ["before"]) : {};
  },

  "top-rated": async (tx, { frame: { now }, by }) => {
    const order = by === "worst" ? sql`asc` : sql`desc`;
    return byKey(
      await tx.execute<Record<string, string | null>>(sql`
        select v.album_id::text as key, (select title from albums a where a.id = v.album_id) as title, round(avg(v.rating), 2)::text as mean, count(*)::text as count,
          round((sum(v.rating) + 5 * (select avg(v.rating) from reviews v where ${inside(now)})) / (5 + count(*)), 2)::text as weighted
        from reviews v where ${inside(now)} group by v.album_id having count(*) > 1
        order by (sum(v.rating) + 5 * (select avg(v.rating) from reviews v where ${inside(now)})) / (5 + count(*)) ${order}, count(*) desc, (select title from albums a where a.id = v.album_id), v.album_id limit 20`),
    );
  },

  newest: async (tx, { frame: { now } }) =>
    byKey(
      await tx.execute<Record<string, string | number | null>>(sql`
        select v.id::text as key, v.rating::int as stars, a.title from reviews v join albums a on a.id = v.album_id
        where v.body is not null and replace(v.body, ' ', '') <> '' and ${inside(now)} order by v.review_date desc, v.id desc limit 20`),
    ),

  sentiment: async (tx, { frame: { now, before } }) => {
    const found = await readBodies(tx, now);
    const past = before ? await readBodies(tx, before) : [];
    if (found.length === 0 && past.length === 0) return {};
    const table: RawRows = {};
    for (const label of ["good", "mixed", "bad", "none"]) {
      const some = found.filter((review) => review.label === label);
      const stars = (n: number) => String(some.filter(({ rating }) => rating === n).length);
      table[label] = {
        count: String(some.length),
        share: shareOf(some.length, found.length),
        mean: meanOf(some),
        s5: stars(5),
        s4: stars(4),
        s3: stars(3),
        s2: stars(2),
        s1: stars(1),
        ...(before ? { before: String(past.filter((review) => review.label === label).length) } : {}),
      };
    }
    return table;
  },

  themes: async (tx, { frame: { now, before } }) => {
    const found = await readBodies(tx, now);
    const past = before ? await readBodies(tx, before) : [];
    const table: RawRows = {};
    for (const theme of new Set([...found, ...past].flatMap(({ themes }) => themes))) {
      const some = found.filter(({ themes }) => themes.includes(theme));
      table[theme] = {
        count: String(some.length),
        share: shareOf(some.length, found.length),
        mean: meanOf(some),
        bad: String(some.filter(({ label }) => label === "bad").length),
        ...(before ? { before: String(past.filter(({ themes }) => themes.includes(theme)).length) } : {}),
      };
    }
    return table;
  },

  "genre-ratings": async (tx, { frame: { now, before } }) =>
    byKey(
      await tx.execute<Record<string, string | null>>(sql`
        select coalesce(x.genre_id::text, 'none') as key, round(avg(v.rating), 2)::text as mean, count(*)::text as count,
          (select round(avg(v.rating), 2)::text from reviews v join albums a on a.id = v.album_id where a.genre_id is not distinct from x.genre_id and ${inside(before ?? NEVER)}) as before
        from reviews v join albums x on x.id = v.album_id where ${inside(now)} group by x.genre_id
        order by avg(v.rating) desc, count(*) desc, (select name from genres g where g.id = x.genre_id) limit 30`),
      before ? [] : ["before"],
    ),
};
