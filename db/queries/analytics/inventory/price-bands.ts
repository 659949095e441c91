import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { PRICE_BANDS, type PriceBand, priceBand } from "../../inventory/bands.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { NOTHING_COUNTED, sayPriceBand } from "./words.ts";

async function read(tx: Tx, { currency, today }: BlockQuestion) {
  const found = await tx.execute<{ band: PriceBand; titles: number; copies: number; cost: string | null; price: string | null }>(sql`
    select ${priceBand(sql`i.list_price`)} as band, (count(distinct i.album_id) filter (where i.on_hand > 0))::int as titles, sum(i.on_hand)::int as copies,
      round(sum(i.on_hand * i.unit_cost), 2)::text as cost, round(sum(i.on_hand * i.list_price), 2)::text as price
    from analytics_api.inventory i group by 1`);
  const sums = new Map(found.map((row) => [row.band, row]));
  const isEmpty = found.length === 0;
  const rows = PRICE_BANDS.filter((band) => !isEmpty && (band !== "none" || sums.has(band))).map((band): BlockRow => {
    const row = sums.get(band);
    const drill = { set: "stock" as const, days: { from: today, to: today }, narrow: { price: band } };
    return {
      key: band,
      cells: { band: sayPriceBand(band, currency), titles: row?.titles ?? 0, copies: row?.copies ?? 0, cost: row?.cost ?? null, price: row?.price ?? null },
      drills: { copies: { ...drill, measure: "copies" }, cost: { ...drill, measure: "cost" }, price: { ...drill, measure: "price" } },
    };
  });
  return {
    columns: [
      { key: "band", label: "List price", unit: "text" as const },
      { key: "titles", label: "Titles", unit: "count" as const },
      { key: "copies", label: "Copies", unit: "count" as const },
      { key: "cost", label: "At cost", unit: "money" as const },
      { key: "price", label: "At price", unit: "money" as const },
    ],
    rows,
    total: rows.length,
    chart: { kind: "bars" as const, label: "band", value: "copies", detail: "price" },
    notes: [],
  };
}

/** B3: what the shelf holds by list price. */
export const priceBands = defineBlock({
  id: "price-bands",
  tab: "inventory",
  track: "B3",
  title: "Price bands",
  words: "New and used copies on hand now, by their present list price. A used copy's own price counts before its title's.",
  formula: "sum(on_hand) by list_price in bands",
  time: "now",
  span: 6,
  whenEmpty: NOTHING_COUNTED,
  read,
});
