import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { albumSales } from "../../metrics/album-sales.ts";
import { type Change, describeChange } from "../../metrics/change.ts";
import type { DayRange } from "../../metrics/types.ts";
import { bucketRows, type Frame } from "./frame.ts";

/** One bar of revenue over time: its days, what came in, and what came in on the days it stands beside. */
export interface RevenuePoint {
  start: string;
  end: string;
  value: string;
  before: string | null;
}

/** Revenue per bar, in order, and the newest remark on the time axis inside the period. */
export async function readRevenueOverTime(tx: Tx, frame: Frame): Promise<{ points: RevenuePoint[]; annotation: { day: string; text: string } | null }> {
  const points = await tx.execute<{ start: string; end: string; value: string; before: string | null }>(sql`
    select b.start_day::text as start, b.end_day::text as "end",
      (select coalesce(sum(revenue), 0.00) from analytics_api.order_days where day between b.start_day and b.end_day)::text as value,
      (case when b.before_start is not null then
        (select coalesce(sum(revenue), 0.00) from analytics_api.order_days where day between b.before_start and b.before_end) end)::text as before
    from ${bucketRows(frame.buckets)} order by b.position`);
  const [annotation] = await tx.execute<{ day: string; text: string }>(sql`
    select day::text as day, text from annotations where day between ${frame.now.from}::date and ${frame.now.to}::date order by day desc, id desc limit 1`);
  return { points: [...points], annotation: annotation ?? null };
}

/** Lines whose album is not known, or whose album has no genre. */
export const NO_GENRE = "No genre";
const GENRES_NAMED = 8;

export interface GenreRevenue {
  genreId: string | null;
  genre: string;
  revenue: string;
  /** Of the whole period's revenue, 0 to 1; 0 when nothing was charged. */
  share: number;
  before: string | null;
  change: Change;
}

export interface GenreShare {
  rows: GenreRevenue[];
  /** All genres after the eighth together. */
  others: { count: number; revenue: string; share: number; before: string | null; change: Change } | null;
}

const genreSums = (range: DayRange) => sql`
  select a.genre_id, sum(s.revenue) as revenue
  from (select album_id, sum(revenue) as revenue from (${albumSales(range)}) x group by album_id) s
  left join albums a on a.id = s.album_id group by a.genre_id`;

/** Revenue by genre: the eight largest, the others together, each with its share and what it was before. */
export async function readRevenueByGenre(tx: Tx, frame: Frame): Promise<GenreShare> {
  const past = frame.before ? genreSums(frame.before) : sql`select null::uuid as genre_id, null::numeric as revenue where false`;
  const rows = await tx.execute<{ genre_id: string | null; genre: string | null; revenue: string; share: string | null; before: string | null; count: number; position: number }>(sql`
    with now_sums as (${genreSums(frame.now)}), past_sums as (${past}),
    ranked as (
      select n.genre_id, g.name as genre, n.revenue, coalesce(p.revenue, 0) as before,
        row_number() over (order by n.revenue desc, (g.name is null), g.name) as position, sum(n.revenue) over () as whole
      from now_sums n left join past_sums p on p.genre_id is not distinct from n.genre_id left join genres g on g.id = n.genre_id)
    select case when position <= ${GENRES_NAMED} then genre_id::text end as genre_id, max(genre) filter (where position <= ${GENRES_NAMED}) as genre,
      sum(revenue)::text as revenue, round(sum(revenue) / nullif(max(whole), 0), 6)::text as share, sum(before)::text as before, count(*)::int as count,
      least(position, ${GENRES_NAMED + 1})::int as position
    from ranked group by least(position, ${GENRES_NAMED + 1}), case when position <= ${GENRES_NAMED} then genre_id::text end order by least(position, ${GENRES_NAMED + 1})`);
  const compare = (now: string, before: string | null): { before: string | null; change: Change } => {
    if (!frame.before) return { before: null, change: { kind: "none", value: null, good: null } };
    return { before, change: describeChange(now, before, { change: "relative", upIsGood: true }) };
  };
  const named = rows.filter((row) => row.position <= GENRES_NAMED);
  const rest = rows.find((row) => row.position > GENRES_NAMED);
  return {
    rows: named.map((row) => ({
      genreId: row.genre_id,
      genre: row.genre ?? NO_GENRE,
      revenue: row.revenue,
      share: Number(row.share ?? 0),
      ...compare(row.revenue, row.before),
    })),
    others: rest ? { count: rest.count, revenue: rest.revenue, share: Number(rest.share ?? 0), ...compare(rest.revenue, rest.before) } : null,
  };
}
