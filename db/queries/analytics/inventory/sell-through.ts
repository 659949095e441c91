import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { shelfFlow } from "../../../metrics/demand.ts";
import { NO_GROUP, stockGroup } from "../../inventory/groups.ts";
import { type BlockQuestion, type BlockRow, type Drill, defineBlock } from "../block.ts";
import { sayPriceBand } from "./words.ts";

const SHOWN = 20;
type By = "genre" | "label" | "price";
const LABELS: Record<By, string> = { genre: "Genre", label: "Label", price: "List price now" };

interface Group extends Record<string, unknown> {
  slot: number;
  key: string;
  name: string | null;
  groups: number;
  opening: number;
  received: number;
  sold: number;
  rate: string | null;
}

async function read(tx: Tx, { frame, by: asked, currency, today }: BlockQuestion) {
  const by: By = asked === "label" || asked === "price" ? asked : "genre";
  const { key, name, join } = stockGroup[by];
  const found = await tx.execute<Group>(sql`
    with sums as (
      select ${key} as key, ${name} as name, sum(d.opening) as opening, sum(d.received) as received, sum(d.sold) as sold
      from (${shelfFlow(frame.now)}) d join analytics_api.inventory i on i.id = d.inventory_id join albums a on a.id = i.album_id ${join}
      group by 1, 2 having bool_or(d.opening <> 0 or d.received <> 0 or d.sold <> 0)),
    ranked as (select s.*, least(row_number() over (order by sold desc, opening + received desc, key = 'none', name, key), ${SHOWN}::int + 1) as slot from sums s)
    select slot::int as slot, min(key) as key, min(name) as name, count(*)::int as groups, sum(opening)::int as opening, sum(received)::int as received, sum(sold)::int as sold,
      round(sum(sold)::numeric / nullif(greatest(sum(opening) + sum(received), 0), 0), 6)::text as rate
    from ranked group by slot order by slot`);
  const rows = found.map((row): BlockRow => {
    const cells = { opening: row.opening, received: row.received, sold: row.sold, rate: row.rate };
    if (row.slot > SHOWN) return { key: "others", cells: { group: `${row.groups} others`, ...cells } };
    const drill: Drill = by === "price" ? { set: "stock", measure: null, days: { from: today, to: today }, narrow: { price: row.key } } : { set: "movements", measure: null, days: frame.now, narrow: { [by]: row.key } };
    return { key: row.key, cells: { group: by === "price" ? sayPriceBand(row.key, currency) : (row.name ?? NO_GROUP[by]), ...cells }, drills: { rate: drill } };
  });
  return {
    columns: [
      { key: "group", label: LABELS[by], unit: "text" as const },
      { key: "opening", label: "There at first", unit: "count" as const },
      { key: "received", label: "Received", unit: "count" as const },
      { key: "sold", label: "Sold", unit: "count" as const },
      { key: "rate", label: "Sell-through", unit: "percent" as const },
    ],
    rows,
    total: found.reduce((count, row) => count + row.groups, 0),
    chart: { kind: "bars" as const, label: "group", value: "rate", detail: "sold" },
    notes: ["Only what the stock ledger saw leave or come counts; imported orders moved no counted copy."],
  };
}

/** B4: how much of what was there was sold. */
export const sellThrough = defineBlock({
  id: "sell-through",
  tab: "inventory",
  track: "B4",
  title: "Sell-through",
  words: "Copies that left the shelf by a sale, as a share of those that were there on the first morning or came in during these days.",
  formula: "units sold / (opening stock + received)",
  time: "range",
  span: 12,
  choices: [
    { value: "genre", label: "Genre" },
    { value: "label", label: "Label" },
    { value: "price", label: "Price" },
  ],
  whenEmpty: "No copy that was counted stood on the shelf in these days. Choose later days, or count the shelf on the inventory page.",
  read,
});
