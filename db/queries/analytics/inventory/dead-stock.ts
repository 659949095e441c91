import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { DEAD_STOCK_DAYS, deadShelf } from "../../inventory/dead.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { sayCount, sayMoney } from "../say.ts";

const SHOWN = 50;

interface Title extends Record<string, unknown> {
  album_id: string;
  title: string;
  artist: string | null;
  copies: number;
  cost: string | null;
  since_sale: number | null;
  since_restock: number | null;
  titles: number;
  all_copies: number;
  all_cost: string | null;
}

async function read(tx: Tx, { today, currency }: BlockQuestion) {
  const found = await tx.execute<Title>(sql`
    with titles as (
      select i.album_id, sum(i.on_hand) as copies, sum(i.on_hand * i.unit_cost) as cost, ${today}::date - max(d.last_sale) as since_sale, ${today}::date - max(d.last_restock) as since_restock
      from (${deadShelf(today)}) d join analytics_api.inventory i on i.id = d.inventory_id group by i.album_id)
    select t.album_id, a.title, a.artist, t.copies::int as copies, round(t.cost, 2)::text as cost, t.since_sale, t.since_restock,
      (count(*) over ())::int as titles, (sum(t.copies) over ())::int as all_copies, round(sum(t.cost) over (), 2)::text as all_cost
    from titles t join analytics_api.albums a on a.id = t.album_id order by coalesce(t.cost, 0) desc, t.copies desc, a.title, t.album_id limit ${SHOWN}`);
  const rows = found.map((row): BlockRow => {
    const drill = { set: "stock" as const, days: { from: today, to: today }, narrow: { album: row.album_id, dead: true as const } };
    return {
      key: row.album_id,
      cells: { title: row.title, artist: row.artist, copies: row.copies, cost: row.cost, since_sale: row.since_sale, since_restock: row.since_restock },
      drills: { copies: { ...drill, measure: "copies" }, cost: { ...drill, measure: "cost" } },
      about: { page: "album", id: row.album_id },
    };
  });
  const [first] = found;
  const value = first?.all_cost ? `, ${sayMoney(first.all_cost, currency)} at cost` : "";
  return {
    columns: [
      { key: "title", label: "Title", unit: "text" as const },
      { key: "artist", label: "Artist", unit: "text" as const },
      { key: "copies", label: "Copies", unit: "count" as const },
      { key: "cost", label: "At cost", unit: "money" as const },
      { key: "since_sale", label: "Days since a sale", unit: "days" as const },
      { key: "since_restock", label: "Days since a restock", unit: "days" as const },
    ],
    rows,
    total: first?.titles ?? 0,
    chart: { kind: "bars" as const, label: "title", value: "cost", detail: "copies" },
    notes: first ? [`In all ${sayCount(first.titles, "title", "titles")} with ${sayCount(first.all_copies, "copy", "copies")}${value}. Copies whose cost is unknown have no value here.`] : [],
  };
}

/** B5: copies that nobody buys. */
export const deadStock = defineBlock({
  id: "dead-stock",
  tab: "inventory",
  track: "B5",
  title: "Dead stock",
  words: `Titles with copies on hand that neither sold nor were restocked in the last ${DEAD_STOCK_DAYS} days. A used copy is judged by itself.`,
  formula: `on_hand > 0, no sale and no restock in ${DEAD_STOCK_DAYS} days`,
  time: "now",
  span: 6,
  whenEmpty: "No counted copy has stood for 180 days without a sale. What was never counted is not judged.",
  read,
});
