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

/** Revenue per genre of one range, in the column for now or the one for before. */
function genreSums(range: DayRange, column: "now" | "before") {
  const [now, before] = column === "now" ? [sql`s.revenue`, sql`0.00`] : [sql`0.00`, sql`s.revenue`];
  return sql`select a.genre_id, ${now} as revenue, ${before} as before
    from (select album_id, sum(revenue) as revenue from (${albumSales(range)}) x group by album_id) s left join albums a on a.id = s.album_id`;
}

/** Revenue by genre: the eight largest, the others together, each with its share and what it was before. */
export async function readRevenueByGenre(tx: Tx, frame: Frame): Promise<GenreShare> {
  const sums = frame.before ? sql`${genreSums(frame.now, "now")} union all ${genreSums(frame.before, "before")}` : genreSums(frame.now, "now");
  const rows = await tx.execute<{ slot: number; genre_id: string | null; genre: string | null; revenue: string; share: string | null; before: string; count: number }>(sql`
    with genre_sums as (select genre_id, sum(revenue) as revenue, sum(before) as before from (${sums}) u group by genre_id),
    ranked as (
      select s.genre_id, g.name as genre, s.revenue, s.before, sum(s.revenue) over () as whole,
        -- What sold nothing now is not shown, but belongs to what the others were before.
        case when s.revenue > 0 then least(row_number() over (order by s.revenue desc, g.name is null, g.name), ${GENRES_NAMED}::int + 1) else ${GENRES_NAMED}::int + 1 end as slot
      from genre_sums s left join genres g on g.id = s.genre_id)
    select slot::int as slot, (array_agg(genre_id))[1] as genre_id, (array_agg(genre))[1] as genre, sum(revenue)::text as revenue,
      round(sum(revenue) / nullif(max(whole), 0), 6)::text as share, sum(before)::text as before, (count(*) filter (where revenue > 0))::int as count
    from ranked group by slot order by slot`);
  const compare = (now: string, before: string): { before: string | null; change: Change } => {
    if (!frame.before) return { before: null, change: { kind: "none", value: null, good: null } };
    return { before, change: describeChange(now, before, { change: "relative", upIsGood: true }) };
  };
  const named = rows.filter((row) => row.slot <= GENRES_NAMED);
  const rest = rows.find((row) => row.slot > GENRES_NAMED && row.count > 0);
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
