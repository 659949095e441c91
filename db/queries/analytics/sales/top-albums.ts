import { sql } from "drizzle-orm";
import { albumSales } from "../../../metrics/album-sales.ts";
import type { DayRange } from "../../../metrics/types.ts";
import { type BlockColumn, defineBlock, type Drill } from "../block.ts";
import { sayCount, sayMoney } from "../say.ts";

const SHOWN = 20;

export const topAlbums = defineBlock({
  id: "top-albums",
  tab: "sales",
  track: "B6",
  title: "Best-selling records",
  words: "The twenty records that brought most, or sold most copies, of these days. Lines without a record are left out, and said below.",
  formula: "top 20 of sum(line_total) or sum(quantity) by album, orders not cancelled; the other decides between equals",
  time: "range",
  span: 6,
  choices: [
    { value: "revenue", label: "Revenue" },
    { value: "units", label: "Copies" },
  ],
  whenEmpty: "No record that is named was sold in these days. Choose other days, or record a sale.",
  async read(tx, { frame, by, currency }) {
    const { now, before } = frame;
    const measure = by === "units" ? "units" : "revenue";
    const [first, second] = measure === "units" ? [sql`units`, sql`revenue`] : [sql`revenue`, sql`units`];
    const none = measure === "units" ? sql`0` : sql`0.00`;
    const past = before ? sql`union all select album_id, 0 as units, 0.00 as revenue, ${first} as before from (${albumSales(before)}) y` : sql``;
    const found = await tx.execute<{ album_id: string | null; title: string | null; artist: string | null; units: string; revenue: string; before: string; total: number }>(sql`
      with sums as (
        select album_id, sum(units) as units, sum(revenue) as revenue, sum(before) as before
        from (select album_id, units, revenue, ${none} as before from (${albumSales(now)}) x ${past}) s group by album_id having sum(units) > 0),
      ranked as (
        select s.*, row_number() over (order by album_id is null, ${first} desc, ${second} desc, album_id) as rank, count(album_id) over () as total from sums s)
      select r.album_id, a.title, a.artist, r.units::text as units, r.revenue::text as revenue, r.before::text as before, r.total::int as total
      from ranked r left join analytics_api.albums a on a.id = r.album_id where r.rank <= ${SHOWN} or r.album_id is null order by r.rank`);
    const rows = found.flatMap(({ album_id: id, ...row }) => (id === null ? [] : [{ id, ...row }]));
    const unnamed = found.find((row) => row.album_id === null);
    const columns: BlockColumn[] = [
      { key: "title", label: "Record", unit: "text" },
      { key: "artist", label: "Artist", unit: "text" },
      { key: "revenue", label: "Revenue", unit: "money" },
      { key: "units", label: "Copies", unit: "count" },
    ];
    if (before) columns.push({ key: "before", label: measure === "units" ? "Copies before" : "Revenue before", unit: measure === "units" ? "count" : "money" });
    const drill = (of: "revenue" | "units", days: DayRange, album: string): Drill => ({ set: "lines", measure: of, days, narrow: { album }, metric: of });
    return {
      columns,
      rows: rows.map((row) => ({
        key: row.id,
        cells: { title: row.title, artist: row.artist, revenue: row.revenue, units: row.units, ...(before ? { before: row.before } : {}) },
        drills: { revenue: drill("revenue", now, row.id), units: drill("units", now, row.id), ...(before ? { before: drill(measure, before, row.id) } : {}) },
        about: { page: "album", id: row.id },
      })),
      total: found[0]?.total ?? 0,
      chart: { kind: "bars", label: "title", value: measure, ...(before ? { before: "before" } : {}), detail: "artist" },
      notes: unnamed ? [`${sayCount(unnamed.units, "copy", "copies")} for ${sayMoney(unnamed.revenue, currency)} ${unnamed.units === "1" ? "was" : "were"} sold without a record named on the line.`] : [],
    };
  },
});
