import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { MEDIA_GRADES } from "../../../enums.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";

async function read(tx: Tx, { today }: BlockQuestion) {
  const found = await tx.execute<{ grade: string; copies: number; cost: string | null; price: string | null; mean_price: string | null }>(sql`
    select i.media_grade as grade, sum(i.on_hand)::int as copies, round(sum(i.on_hand * i.unit_cost), 2)::text as cost, round(sum(i.on_hand * i.list_price), 2)::text as price,
      round(sum(i.on_hand * i.list_price) / nullif(sum(i.on_hand) filter (where i.list_price is not null), 0), 2)::text as mean_price
    from analytics_api.inventory i where i.condition = 'used' and i.on_hand <> 0 group by 1`);
  const grades = new Map(found.map((row) => [row.grade, row]));
  const rows = MEDIA_GRADES.flatMap((grade): BlockRow[] => {
    const row = grades.get(grade);
    if (!row) return [];
    const drill = { set: "stock" as const, days: { from: today, to: today }, narrow: { grade } };
    return [{ key: grade, cells: { ...row }, drills: { copies: { ...drill, measure: "copies" }, cost: { ...drill, measure: "cost" }, price: { ...drill, measure: "price" } } }];
  });
  return {
    columns: [
      { key: "grade", label: "Media grade", unit: "text" as const },
      { key: "copies", label: "Copies", unit: "count" as const },
      { key: "cost", label: "At cost", unit: "money" as const },
      { key: "price", label: "At price", unit: "money" as const },
      { key: "mean_price", label: "Price each", unit: "money" as const },
    ],
    rows,
    total: rows.length,
    chart: { kind: "bars" as const, label: "grade", value: "copies", detail: "mean_price" },
    notes: [],
  };
}

/** B8: the used copies by how well their media is kept. */
export const usedCopies = defineBlock({
  id: "used-copies",
  tab: "inventory",
  track: "B8",
  title: "Used copies by grade",
  words: "Used copies on hand now by the grade of their media, with what they cost and what they are offered for. A copy without a price of its own has its title's.",
  formula: "sum(on_hand) by media_grade, used copies",
  time: "now",
  span: 12,
  whenEmpty: "No used copy is on the shelf. Taking one in cannot be done on a page yet.",
  read,
});
