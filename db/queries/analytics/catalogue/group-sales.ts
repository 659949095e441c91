import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { albumSales } from "../../../metrics/album-sales.ts";
import type { DayRange } from "../../../metrics/types.ts";
import type { BlockColumn, BlockData, BlockQuestion, BlockRow, Drill, RowNarrowing } from "../block.ts";
import type { RecordGroup } from "./record-groups.ts";

/** The two ways to look at what groups of records sold. */
export const SALES_CHOICES = [
  { value: "revenue", label: "Revenue" },
  { value: "units", label: "Copies" },
] as const;

type Found = {
  /** The group's key; null for the row of what is not known and for all others together. */
  group_key: string | null;
  name: string | null;
  detail: string | null;
  slot: "named" | "none" | "others";
  members: number;
  revenue: string;
  units: string;
  average: string | null;
  share: string | null;
  before: string;
  change: string | null;
  total: number;
};

/**
 * Sums by group: the `limit` largest by the measure, what belongs to no known group, and all others
 * together, so that the rows sum to the whole, now and before. Albums are summed first: a join of
 * every day's row with its album would cost many times more.
 */
function readSums(tx: Tx, { frame: { now, before } }: BlockQuestion, group: RecordGroup, measure: "revenue" | "units", limit: number): Promise<Iterable<Found>> {
  const [first, second] = measure === "units" ? [sql`units`, sql`revenue`] : [sql`revenue`, sql`units`];
  const past = before ? sql`union all select album_id, 0 as units, 0.00 as revenue, ${first} as before from (${albumSales(before)}) y` : sql``;
  return tx.execute<Found>(sql`
    with by_album as (
      select album_id, sum(units) as units, sum(revenue) as revenue, sum(before) as before
      from (select album_id, units, revenue, ${measure === "units" ? sql`0` : sql`0.00`} as before from (${albumSales(now)}) x ${past}) s group by album_id),
    sums as (
      select ${group.key} as group_key, sum(s.units) as units, sum(s.revenue) as revenue, sum(s.before) as before
      from by_album s left join albums a on a.id = s.album_id group by 1 having sum(s.units) > 0 or sum(s.before) > 0),
    named as (
      select s.*, ${group.name} as name, ${group.detail ?? sql`null::text`} as detail from sums s ${group.join}),
    ranked as (
      select n.*, row_number() over (partition by group_key is null order by units > 0 desc, ${first} desc, ${second} desc, name, group_key) as rank,
        sum(${first}) over () as whole, count(*) over () as total
      from named n),
    placed as (
      select r.*, case when group_key is null then 'none' when units > 0 and rank <= ${limit}::int then 'named' else 'others' end as slot from ranked r)
    select (min(group_key::text)) as group_key, min(name) as name, min(detail) as detail, slot, count(*)::int as members, sum(revenue)::text as revenue, sum(units)::text as units,
      round(sum(revenue) / nullif(sum(units), 0), 2)::text as average, round(sum(${first}) / nullif(max(whole), 0), 6)::text as share,
      sum(before)::text as before, round((sum(${first}) - sum(before)) / nullif(sum(before), 0), 6)::text as change, max(total)::int as total
    from placed group by slot, case when slot = 'named' then rank end
    order by slot = 'others', slot = 'none', min(rank)`);
}

/** What the records of each group sold: revenue, copies, average price, share of the whole, and the change. */
export async function readGroupSales(tx: Tx, question: BlockQuestion, group: RecordGroup, limit: number): Promise<BlockData> {
  const { now, before } = question.frame;
  const measure = question.by === "units" ? "units" : "revenue";
  const found = [...(await readSums(tx, question, group, measure, limit))];
  const columns: BlockColumn[] = [
    { key: "name", label: group.label, unit: "text" },
    ...(group.detail ? [{ key: "detail", label: "Artist", unit: "text" as const }] : []),
    { key: "revenue", label: "Revenue", unit: "money" },
    { key: "units", label: "Copies", unit: "count" },
    { key: "average", label: "Average price", unit: "money" },
    { key: "share", label: measure === "units" ? "Share of copies" : "Share of revenue", unit: "percent" },
    ...(before
      ? [
          { key: "before", label: measure === "units" ? "Copies before" : "Revenue before", unit: measure === "units" ? ("count" as const) : ("money" as const) },
          { key: "change", label: "Change", unit: "percent" as const },
        ]
      : []),
  ];
  const drills = (narrow: RowNarrowing): Record<string, Drill> => {
    const drill = (of: "revenue" | "units", days: DayRange): Drill => ({ set: "lines", measure: of, days, narrow, metric: of });
    return { revenue: drill("revenue", now), units: drill("units", now), ...(before ? { before: drill(measure, before) } : {}) };
  };
  const rows = found.map(({ group_key, name, detail, slot, members, revenue, units, average, share, before: past, change }): BlockRow => {
    const id = slot === "named" ? (group_key ?? "") : slot;
    const others = `All others (${members})`;
    return {
      key: slot === "named" ? (group.rowKey?.(id) ?? id) : id,
      cells: {
        name: slot === "none" ? group.none : slot === "others" ? others : name,
        ...(group.detail ? { detail: slot === "named" ? detail : null } : {}),
        revenue,
        units,
        average,
        share,
        ...(before ? { before: past, change } : {}),
      },
      ...(slot === "others" ? {} : { drills: drills(group.narrow(id)) }),
      ...(slot === "named" && group.page ? { about: { page: group.page, id } } : {}),
    };
  });
  return {
    columns,
    rows,
    total: found[0]?.total ?? 0,
    chart: { kind: "bars", label: "name", value: measure, ...(before ? { before: "before" } : {}), ...(group.detail ? { detail: "detail" } : {}) },
    notes: [],
  };
}

