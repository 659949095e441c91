import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { type ShelfBand, stockBand } from "../../inventory/bands.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { NOTHING_COUNTED } from "./words.ts";

type Band = ShelfBand | "none";
const ORDER: readonly Band[] = ["out", "low", "fine", "below", "none"];
const LABELS: Record<Band, string> = { out: "Out of stock", low: "Low stock", fine: "Enough stock", below: "Below zero", none: "Never counted" };

async function read(tx: Tx, { today }: BlockQuestion) {
  const found = await tx.execute<{ band: Band; titles: number; share: string; copies: number | null; cost: string | null; price: string | null }>(sql`
    with shelf as (
      select ${stockBand} as band, count(*) as titles, sum(i.on_hand) as copies, round(sum(i.on_hand * i.unit_cost), 2) as cost, round(sum(i.on_hand * i.list_price), 2) as price
      from analytics_api.inventory i where i.condition = 'new' group by 1),
    never as (select 'none' as band, (select count(*) from analytics_api.albums) - coalesce((select sum(titles) from shelf), 0) as titles),
    bands as (select band, titles, copies, cost, price from shelf union all select band, titles, null, null, null from never where titles > 0)
    select band, titles::int as titles, round(titles / sum(titles) over (), 6)::text as share, copies::int as copies, cost::text as cost, price::text as price
    from bands where exists (select from analytics_api.inventory)`);
  const bands = new Map(found.map((row) => [row.band, row]));
  const usual = (band: Band): boolean => bands.size > 0 && (band === "out" || band === "low" || band === "fine");
  const rows = ORDER.filter((band) => usual(band) || bands.has(band)).map((band): BlockRow => {
    const row = bands.get(band);
    const drill = { set: "stock" as const, days: { from: today, to: today } };
    const drills = band === "none" ? {} : { drills: { titles: { ...drill, measure: "count" as const, narrow: { band } }, copies: { ...drill, measure: "copies" as const, narrow: { band } }, cost: { ...drill, measure: "cost" as const, narrow: { band } } } };
    const counted = band !== "none";
    return {
      key: band,
      cells: { band: LABELS[band], titles: row?.titles ?? 0, share: row?.share ?? "0.000000", copies: counted ? (row?.copies ?? 0) : null, cost: row?.cost ?? null, price: row?.price ?? null },
      ...drills,
    };
  });
  const notes = ["New copies only; used copies stand for themselves."];
  if (bands.has("none")) notes.push("Never counted: titles whose new copies the ledger does not know, such as those of imported orders.");
  if (bands.has("below")) notes.push("Below zero: more copies left than came. A count puts it right.");
  return {
    columns: [
      { key: "band", label: "Stock", unit: "text" as const },
      { key: "titles", label: "Titles", unit: "count" as const },
      { key: "share", label: "Share of titles", unit: "percent" as const },
      { key: "copies", label: "Copies", unit: "count" as const },
      { key: "cost", label: "At cost", unit: "money" as const },
      { key: "price", label: "At price", unit: "money" as const },
    ],
    rows,
    total: rows.length,
    chart: { kind: "parts" as const, label: "band", value: "titles" },
    notes: rows.length > 0 ? notes : [],
  };
}

/** B1: how many titles are out, low and fine. */
export const stockBands = defineBlock({
  id: "stock-bands",
  tab: "inventory",
  track: "B1",
  title: "Stock status",
  words: "Titles by their new copies on the shelf now: none, no more than the reorder point (the shop's setting where a title has none), or more.",
  formula: "on_hand = 0 | 0 < on_hand <= reorder_point | on_hand > reorder_point",
  time: "now",
  span: 12,
  whenEmpty: NOTHING_COUNTED,
  read,
});
