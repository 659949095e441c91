import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { albumSales } from "../../metrics/album-sales.ts";
import type { DayRange } from "../../metrics/types.ts";

export type GroupKind = "genre" | "label" | "artist";

/** What the records of one genre, label or artist sold. */
export interface GroupRow {
  rank: number;
  /** Null for lines whose record, or whose record's group, is not known. */
  id: string | null;
  name: string | null;
  units: string;
  revenue: string;
  /** Revenue per copy; null only where no copy sold. */
  averagePrice: string | null;
  /** Of all groups together, by what they are ranked by, 0 to 1. */
  share: string | null;
  /** Null where nothing is compared. */
  unitsBefore: string | null;
  revenueBefore: string | null;
}

export interface GroupRanking {
  by: "revenue" | "units";
  order: "best" | "worst";
  limit: number;
  /** Only this one, with its rank among all. */
  id?: string | undefined;
}

const TABLES: Record<GroupKind, { table: SQL; key: SQL }> = {
  genre: { table: sql`genres`, key: sql`genre_id` },
  label: { table: sql`labels`, key: sql`label_id` },
  artist: { table: sql`artists`, key: sql`artist_id` },
};

/** The genres, labels or artists that sold in the range, ranked, and how many there are. */
export async function readGroups(tx: Tx, kind: GroupKind, now: DayRange, before: DayRange | null, { by, order, limit, id }: GroupRanking): Promise<{ rows: GroupRow[]; total: number }> {
  const { table, key } = TABLES[kind];
  const direction = order === "best" ? sql`desc` : sql`asc`;
  const [first, second] = by === "units" ? [sql`units`, sql`revenue`] : [sql`revenue`, sql`units`];
  const past = before
    ? sql` union all select album_id, 0 as units, 0.00 as revenue, units as units_before, revenue as revenue_before from (${albumSales(before)}) y`
    : sql``;
  const rows = await tx.execute<{ rank: number; id: string | null; name: string | null; units: string; revenue: string; average_price: string | null; share: string | null; units_before: string; revenue_before: string; total: number }>(sql`
    with sales as (select album_id, units, revenue, 0 as units_before, 0.00 as revenue_before from (${albumSales(now)}) x${past}),
    sums as (select a.${key} as id, sum(s.units) as units, sum(s.revenue) as revenue, sum(s.units_before) as units_before, sum(s.revenue_before) as revenue_before
      from sales s left join albums a on a.id = s.album_id group by a.${key}),
    ranked as (
      select s.*, g.name, row_number() over (order by s.${first} ${direction}, s.${second} ${direction}, g.name is null, g.name, s.id) as rank,
        s.${first} / nullif(sum(s.${first}) over (), 0) as share, count(*) over () as total
      from sums s left join ${table} g on g.id = s.id where s.units > 0)
    select rank::int as rank, id, name, units::text as units, revenue::text as revenue, round(revenue / nullif(units, 0), 2)::text as average_price, round(share, 6)::text as share,
      units_before::text as units_before, revenue_before::text as revenue_before, total::int as total
    from ranked where ${id ? sql`id = ${id}::uuid` : sql`rank <= ${limit}`} order by rank`);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ average_price, units_before, revenue_before, total: _total, ...row }) => ({
      ...row,
      averagePrice: average_price,
      unitsBefore: before ? units_before : null,
      revenueBefore: before ? revenue_before : null,
    })),
  };
}
