import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { AGE_BANDS, type AgeBand, ageOfStock } from "../../inventory/age.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { NOTHING_COUNTED } from "./words.ts";

const LABELS: Record<AgeBand, string> = { "0-30": "Up to 30 days", "31-90": "31 to 90 days", "91-180": "91 to 180 days", "181-365": "181 to 365 days", "366+": "Over a year", none: "Unknown" };

async function read(tx: Tx, { today }: BlockQuestion) {
  const found = await tx.execute<{ age: AgeBand; titles: number; copies: number; share: string; cost: string | null }>(sql`
    select g.age, count(distinct i.album_id)::int as titles, sum(g.copies)::int as copies, round(sum(g.copies) / sum(sum(g.copies)) over (), 6)::text as share, round(sum(g.copies * i.unit_cost), 2)::text as cost
    from (${ageOfStock(today)}) g join analytics_api.inventory i on i.id = g.inventory_id group by g.age`);
  const sums = new Map(found.map((row) => [row.age, row]));
  const isEmpty = found.length === 0;
  const rows = AGE_BANDS.filter((age) => !isEmpty && (age !== "none" || sums.has(age))).map((age): BlockRow => {
    const row = sums.get(age);
    const drill = { set: "stock" as const, days: { from: today, to: today }, narrow: { age } };
    return {
      key: age,
      cells: { age: LABELS[age], titles: row?.titles ?? 0, copies: row?.copies ?? 0, share: row?.share ?? "0.000000", cost: row?.cost ?? null },
      drills: { copies: { ...drill, measure: "copies" }, cost: { ...drill, measure: "cost" } },
    };
  });
  return {
    columns: [
      { key: "age", label: "On the shelf for", unit: "text" as const },
      { key: "titles", label: "Titles", unit: "count" as const },
      { key: "copies", label: "Copies", unit: "count" as const },
      { key: "share", label: "Share", unit: "percent" as const },
      { key: "cost", label: "At cost", unit: "money" as const },
    ],
    rows,
    total: rows.length,
    chart: { kind: "bars" as const, label: "age", value: "copies", detail: "cost" },
    notes: sums.has("none") ? ["Unknown: copies that a correction added; nobody knows since when they are there."] : [],
  };
}

/** B6: how long the copies on hand have been there. */
export const stockAge = defineBlock({
  id: "stock-age",
  tab: "inventory",
  track: "B6",
  title: "Age of stock",
  words: "How long the copies on hand now have stood there. The first copy in is the first out: what came last is taken to be what is still there.",
  formula: "the newest restocks and returns that make up on_hand, by days since they came",
  time: "now",
  span: 6,
  whenEmpty: NOTHING_COUNTED,
  read,
});
