import { z } from "zod/v4";
import { blockOf } from "../shared/block-of.ts";
import { blockTool } from "../shared/from-block.ts";
import { compareField, periodFields } from "../shared/inputs.ts";

export const weekdaySales = blockTool({
  block: blockOf("sales", "weekdays"),
  label: "Weekdays",
  description: "Sales by weekday: what an average Monday, Tuesday and so on to Sunday brings. The busiest, best, strongest, quietest or weakest day of the week.",
  input: z.object({ ...periodFields, compareWith: compareField }),
  ask: (input) => input,
});

export const busyHours = blockTool({
  block: blockOf("sales", "weekday-hour"),
  label: "Busy hours",
  description: "Orders or revenue by weekday and hour of the day: when the shop is busy, the busiest hours, at what time of the day people buy, when to staff the counter.",
  input: z.object({ by: z.enum(["orders", "revenue"]).optional().describe("What is counted: orders (the default) or revenue."), ...periodFields }),
  ask: (input) => input,
});

export const discountShare = blockTool({
  block: blockOf("sales", "discounts"),
  label: "Discounts",
  description: "Discounts given over time: what was taken off the prices, and its share of the full price. How much discount we gave, price reductions.",
  input: z.object({ ...periodFields, compareWith: compareField }),
  ask: (input) => input,
});
