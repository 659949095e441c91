import { z } from "zod/v4";
import type { BlockData } from "#db/queries/analytics/block.ts";
import type { AnswerFigure } from "#agents/contracts/blocks.ts";
import { blockOf } from "../shared/block-of.ts";
import { blockTool } from "../shared/from-block.ts";
import { compareField, grainField, periodFields } from "../shared/inputs.ts";

type Value = string | number | null | undefined;

/** The entry with the most or the least, the first of equals; entries without a value are passed over. */
function endOf<Entry extends { value: Value }>(entries: readonly Entry[], which: "highest" | "lowest"): Entry | null {
  let best: Entry | null = null;
  for (const entry of entries) {
    if (entry.value === null || entry.value === undefined) continue;
    const lead = best === null ? 1 : Number(entry.value) - Number(best.value);
    if (best === null || (which === "highest" ? lead > 0 : lead < 0)) best = entry;
  }
  return best;
}

function weekdayEnds({ rows }: BlockData): AnswerFigure[] {
  const days = rows.map(({ cells }) => ({ name: String(cells["weekday"]), value: cells["average"] }));
  return (["highest", "lowest"] as const).flatMap((which) => {
    const end = endOf(days, which);
    return end ? [{ key: which, label: `${which === "highest" ? "Strongest" : "Weakest"} weekday on average, ${end.name}`, unit: "money", value: end.value ?? null }] : [];
  });
}

export const weekdaySales = blockTool({
  block: blockOf("sales", "weekdays"),
  label: "Weekdays",
  description: "Weekdays: what an average Monday, Tuesday and so on to Sunday brings in revenue (sales, takings), with the strongest, best, busiest and the weakest, quietest weekday. Not for one date.",
  input: z.object({ ...periodFields, compareWith: compareField }),
  ask: (input) => ({ compareWith: "previous", ...input }),
  figures: weekdayEnds,
});

/** The busiest hour of one weekday, and of all weekdays together. Only orders are added up here; money is added in SQL alone. */
function busiest({ columns, rows }: BlockData): AnswerFigure[] {
  const hours = columns.filter(({ key }) => key !== "weekday");
  const unit = hours[0]?.unit ?? "count";
  const slots = rows.flatMap(({ cells }) => hours.map(({ key, label }) => ({ name: `${cells["weekday"]}, ${label}`, value: cells[key] })));
  const slot = endOf(slots, "highest");
  const figures: AnswerFigure[] = slot ? [{ key: "highest", label: `Busiest hour of the week, ${slot.name}`, unit, value: slot.value ?? null }] : [];
  if (unit !== "count") return figures;
  const byHour = hours.map(({ key, label }) => ({ name: label, value: rows.reduce((sum, { cells }) => sum + Number(cells[key] ?? 0), 0) }));
  const byDay = rows.map(({ cells }) => ({ name: String(cells["weekday"]), value: hours.reduce((sum, { key }) => sum + Number(cells[key] ?? 0), 0) }));
  const [hour, day] = [endOf(byHour, "highest"), endOf(byDay, "highest")];
  if (hour) figures.push({ key: "highest_hour", label: `Busiest hour of the day, ${hour.name}`, unit, value: hour.value });
  if (day) figures.push({ key: "highest_weekday", label: `Busiest weekday, ${day.name}`, unit, value: day.value });
  return figures;
}

export const busyHours = blockTool({
  block: blockOf("sales", "weekday-hour"),
  label: "Busy hours",
  description: "Hours of the day: orders or revenue by hour and weekday, with the busiest hour of the day and of the week. When the shop is busy, at what time people buy.",
  input: z.object({ by: z.enum(["orders", "revenue"]).optional().describe("What is counted: orders (the default) or revenue."), ...periodFields }),
  ask: (input) => input,
  figures: busiest,
});

export const discountShare = blockTool({
  block: blockOf("sales", "discounts"),
  label: "Discounts",
  description: "Discounts given over time: how much was taken off the full price, in money and as a share of it. Price reductions, rebates.",
  input: z.object({ grain: grainField, ...periodFields, compareWith: compareField }),
  ask: (input) => ({ compareWith: "previous", ...input }),
});
