import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { shelfDemand } from "../../../metrics/demand.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { sayCount } from "../say.ts";

const SHOWN = 20;

interface Title extends Record<string, unknown> {
  album_id: string;
  title: string;
  artist: string | null;
  on_hand: number;
  on_order: number;
  sold: number;
  days_in_stock: number;
  per_day: string;
  days: string;
  titles: number;
}

async function read(tx: Tx, { frame, by }: BlockQuestion) {
  const direction = by === "longest" ? sql`desc` : sql`asc`;
  const found = await tx.execute<Title>(sql`
    with lasting as (
      select i.album_id, i.on_hand, i.on_order, d.sold, d.days_in_stock, i.on_hand * d.days_in_stock / d.sold::numeric as days
      from (${shelfDemand(frame.now)}) d join analytics_api.inventory i on i.id = d.inventory_id
      where i.condition = 'new' and i.on_hand > 0 and d.sold > 0 and d.days_in_stock > 0)
    select l.album_id, a.title, a.artist, l.on_hand, l.on_order, l.sold::int as sold, l.days_in_stock, round(l.sold::numeric / l.days_in_stock, 3)::text as per_day, round(l.days, 1)::text as days, (count(*) over ())::int as titles
    from lasting l join analytics_api.albums a on a.id = l.album_id order by l.days ${direction}, l.sold desc, a.title, l.album_id limit ${SHOWN}`);
  const [shelf] = await tx.execute<{ titles: number }>(sql`select count(*)::int as titles from analytics_api.inventory where condition = 'new' and on_hand > 0`);
  const rows = found.map((row): BlockRow => {
    const movements = { set: "movements" as const, measure: null, days: frame.now, narrow: { album: row.album_id } };
    return {
      key: row.album_id,
      cells: { title: row.title, artist: row.artist, on_hand: row.on_hand, on_order: row.on_order, sold: row.sold, days_in_stock: row.days_in_stock, per_day: row.per_day, days: row.days },
      drills: { sold: movements, days: movements },
      about: { page: "album", id: row.album_id },
    };
  });
  const total = found[0]?.titles ?? 0;
  const idle = (shelf?.titles ?? 0) - total;
  return {
    columns: [
      { key: "title", label: "Title", unit: "text" as const },
      { key: "artist", label: "Artist", unit: "text" as const },
      { key: "on_hand", label: "On hand", unit: "count" as const },
      { key: "on_order", label: "On order", unit: "count" as const },
      { key: "sold", label: "Sold", unit: "count" as const },
      { key: "days_in_stock", label: "Days in stock", unit: "count" as const },
      { key: "per_day", label: "Sold a day", unit: "number" as const },
      { key: "days", label: "Lasts", unit: "days" as const },
    ],
    rows,
    total,
    chart: { kind: "bars" as const, label: "title", value: "days" },
    notes: rows.length > 0 && idle > 0 ? [`${sayCount(idle, "title", "titles")} with new copies on hand did not sell in these days, so nothing says how long they last.`] : [],
  };
}

/** B7: which titles run out first, and which last longest. */
export const daysOfStock = defineBlock({
  id: "days-of-stock",
  tab: "inventory",
  track: "B7",
  title: "Days of stock",
  words: "How long the new copies on hand now last at the pace of these days. A title's pace counts only the days on which it could be bought, so a title that was out is not taken for one that nobody wants.",
  formula: "on_hand / (units sold / days in stock)",
  time: "range",
  span: 12,
  choices: [
    { value: "soonest", label: "Out first" },
    { value: "longest", label: "Lasts longest" },
  ],
  whenEmpty: "No title with counted copies sold in these days. Choose a longer period, or count the shelf on the inventory page.",
  read,
});
