import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { NO_GROUP, stockGroup } from "../../inventory/groups.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { sayCount } from "../say.ts";
import { NOTHING_COUNTED } from "./words.ts";

const SHOWN = 20;
type By = "genre" | "label" | "artist";
const LABELS: Record<By, string> = { genre: "Genre", label: "Label", artist: "Artist" };

interface Group extends Record<string, unknown> {
  slot: number;
  key: string;
  name: string | null;
  groups: number;
  titles: number;
  copies: number;
  cost: string | null;
  price: string | null;
  share: string | null;
}

async function read(tx: Tx, { by: asked, today }: BlockQuestion) {
  const by: By = asked === "label" || asked === "artist" ? asked : "genre";
  const { key, name, join } = stockGroup[by];
  const found = await tx.execute<Group>(sql`
    with sums as (
      select ${key} as key, ${name} as name, count(distinct i.album_id) filter (where i.on_hand > 0) as titles, sum(i.on_hand) as copies, sum(i.on_hand * i.unit_cost) as cost, sum(i.on_hand * i.list_price) as price
      from analytics_api.inventory i join albums a on a.id = i.album_id ${join} group by 1, 2 having bool_or(i.on_hand <> 0)),
    ranked as (select s.*, least(row_number() over (order by coalesce(cost, 0) desc, copies desc, key = 'none', name, key), ${SHOWN}::int + 1) as slot, sum(cost) over () as whole from sums s)
    select slot::int as slot, min(key) as key, min(name) as name, count(*)::int as groups, sum(titles)::int as titles, sum(copies)::int as copies,
      round(sum(cost), 2)::text as cost, round(sum(price), 2)::text as price, round(sum(cost) / nullif(max(whole), 0), 6)::text as share
    from ranked group by slot order by slot`);
  const [unknown] = await tx.execute<{ cost: number; price: number }>(sql`
    select coalesce(sum(on_hand) filter (where unit_cost is null), 0)::int as cost, coalesce(sum(on_hand) filter (where list_price is null), 0)::int as price from analytics_api.inventory where on_hand > 0`);
  const rows = found.map((row): BlockRow => {
    const cells = { titles: row.titles, copies: row.copies, cost: row.cost, price: row.price, share: row.share };
    if (row.slot > SHOWN) return { key: "others", cells: { group: `${row.groups} others`, ...cells } };
    const drill = { set: "stock" as const, days: { from: today, to: today }, narrow: { [by]: row.key } };
    return {
      key: row.key,
      cells: { group: row.name ?? NO_GROUP[by], ...cells },
      drills: { copies: { ...drill, measure: "copies" }, cost: { ...drill, measure: "cost" }, price: { ...drill, measure: "price" } },
    };
  });
  const notes: string[] = [];
  if (unknown && unknown.cost > 0) notes.push(`${sayCount(unknown.cost, "copy has", "copies have")} no known cost and no part in the value at cost.`);
  if (unknown && unknown.price > 0) notes.push(`${sayCount(unknown.price, "copy has", "copies have")} no price and no part in the value at price.`);
  return {
    columns: [
      { key: "group", label: LABELS[by], unit: "text" as const },
      { key: "titles", label: "Titles", unit: "count" as const },
      { key: "copies", label: "Copies", unit: "count" as const },
      { key: "cost", label: "At cost", unit: "money" as const },
      { key: "price", label: "At price", unit: "money" as const },
      { key: "share", label: "Share at cost", unit: "percent" as const },
    ],
    rows,
    total: found.reduce((count, row) => count + row.groups, 0),
    chart: { kind: "bars" as const, label: "group", value: "cost", detail: "share" },
    notes,
  };
}

/** B2: what stands on the shelf, at cost and at price, by genre, label or artist. */
export const stockValue = defineBlock({
  id: "stock-value",
  tab: "inventory",
  track: "B2",
  title: "Value of the shelf",
  words: "New and used copies on hand now, at what they cost and at their list price. Titles are those with a copy on hand; copies counted below zero take away.",
  formula: "sum(on_hand × unit_cost), sum(on_hand × list_price)",
  time: "now",
  span: 6,
  choices: [
    { value: "genre", label: "Genre" },
    { value: "label", label: "Label" },
    { value: "artist", label: "Artist" },
  ],
  whenEmpty: NOTHING_COUNTED,
  read,
});
