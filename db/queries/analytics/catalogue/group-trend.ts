import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { wholeMonths } from "../../../metrics/album-sales.ts";
import { bucketRows, type TimeBucket } from "../../dashboard/frame.ts";
import type { BlockData, BlockQuestion, BlockRow, Drill } from "../block.ts";
import type { RecordGroup } from "./record-groups.ts";

const isWholeMonths = ({ start, end }: TimeBucket): boolean => {
  const months = wholeMonths({ from: start, to: end });
  // The day after the bar is the first of the month after it.
  return months !== null && months.first === start && new Date(Date.parse(`${end}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) === months.end;
};

/**
 * What each album sold in each bar: rows of position (from 1), album_id and revenue, many per album.
 * Bars of whole months read the sums of months, the others one row per day and album, each day once.
 */
function barSales(buckets: readonly TimeBucket[]): SQL {
  const flags = sql`unnest(${sql.param(`{${buckets.map(isWholeMonths).join(",")}}`)}::boolean[]) with ordinality w(whole, position)`;
  return sql`
    with bars as (select b.position, b.start_day, b.end_day, w.whole from ${bucketRows(buckets)} join ${flags} on w.position = b.position),
    days as (select position, generate_series(start_day::timestamp, end_day::timestamp, interval '1 day')::date as day from bars where not whole)
    select b.position, m.album_id, m.revenue from bars b join analytics_api.album_months m on m.month between b.start_day and b.end_day where b.whole
    union all
    select d.position, x.album_id, x.revenue from days d join analytics_api.album_days x on x.day = d.day
      where x.day between (select min(day) from days) and (select max(day) from days)`;
}

type Cell = { position: number; start: string; end: string; series: string | null; name: string | null; revenue: string | null };

/** Revenue by bar and group: the `limit` largest groups of all bars each in a column, the others in one, what is not known in one. */
export async function readGroupTrend(tx: Tx, { frame: { buckets } }: BlockQuestion, group: RecordGroup, limit: number): Promise<BlockData> {
  if (buckets.length === 0) return { columns: [], rows: [], total: 0, chart: null, notes: [] };
  const cells = await tx.execute<Cell>(sql`
    with s as materialized (select x.position, ${group.key} as group_key, sum(x.revenue) as revenue from (${barSales(buckets)}) x left join albums a on a.id = x.album_id group by 1, 2),
    sums as (select group_key, sum(revenue) as revenue from s group by group_key having sum(revenue) > 0),
    named as (select s.*, ${group.name} as name from sums s ${group.join}),
    ranked as (select n.*, row_number() over (partition by group_key is null order by revenue desc, name, group_key) as rank from named n),
    series as (select group_key, case when group_key is null then 'none' when rank <= ${limit}::int then group_key::text else 'others' end as series,
        case when group_key is not null and rank <= ${limit}::int then name end as name, rank from ranked),
    kinds as (select series, min(name) as name, min(rank) as rank, series in ('none', 'others') as last from series group by series),
    filled as (select s.position, k.series, sum(s.revenue) as revenue from s join series k on coalesce(k.group_key::text, '') = coalesce(s.group_key::text, '') group by s.position, k.series)
    select b.position::int as position, b.start_day::text as start, b.end_day::text as "end", k.series, k.name, coalesce(f.revenue, 0.00)::text as revenue
    from ${bucketRows(buckets)} cross join kinds k left join filled f on f.position = b.position and f.series = k.series
    order by b.position, k.last, k.series = 'none', k.rank`);
  const rows = new Map<number, BlockRow>();
  const series = new Map<string, string>();
  for (const { position, start, end, series: id, name, revenue } of cells) {
    if (id === null) continue;
    const column = `s_${id}`;
    series.set(column, name ?? (id === "none" ? group.none : "All others"));
    const row = rows.get(position) ?? { key: start, cells: { start, end }, drills: {} };
    row.cells[column] = revenue;
    const drill: Drill = { set: "lines", measure: "revenue", days: { from: start, to: end }, narrow: group.narrow(id), metric: "revenue" };
    if (id !== "others") row.drills = { ...row.drills, [column]: drill };
    rows.set(position, row);
  }
  return {
    columns: [
      { key: "start", label: "From", unit: "day" },
      { key: "end", label: "To", unit: "day" },
      ...[...series].map(([key, label]) => ({ key, label, unit: "money" as const })),
    ],
    rows: [...rows.values()],
    total: rows.size,
    chart: series.size > 0 ? { kind: "time", x: "start", y: [...series.keys()] } : null,
    notes: [],
  };
}
