import { z } from "zod/v4";
import { blockOf } from "../shared/block-of.ts";
import { blockTool } from "../shared/from-block.ts";
import { limitField, periodFields } from "../shared/inputs.ts";

export const sellThrough = blockTool({
  block: blockOf("inventory", "sell-through"),
  label: "Sell-through",
  description: "Sell-through by genre or label: copies sold as a share of those that were on the shelf or came in during the period. What sells off well, what stays on the shelf.",
  input: z.object({ by: z.enum(["genre", "label"]).optional().describe("By genre (the default) or by record label."), ...periodFields }),
  ask: (input) => input,
});

export const deadStock = blockTool({
  block: blockOf("inventory", "dead-stock"),
  label: "Dead stock",
  description: "Dead stock: titles with copies on the shelf that have not sold for a long time, with their value at cost. Slow movers, shelf warmers, what to discount or send back.",
  input: z.object({ limit: limitField }),
  ask: ({ limit }) => ({ limit }),
});

export const stockAge = blockTool({
  block: blockOf("inventory", "age-of-stock"),
  label: "Age of the stock",
  description: "Age of the stock: how long the copies on hand have been on the shelf, in bands of days, with their value at cost. How old the inventory is.",
  input: z.object({}),
  ask: () => ({}),
});

export const daysOfStock = blockTool({
  block: blockOf("inventory", "days-of-stock"),
  label: "Days of stock",
  description: "Which titles run out first or last the longest: days of stock per title at its pace of sales, corrected for days out of stock. How long will a title last, when do we run out.",
  input: z.object({ by: z.enum(["soonest", "longest"]).optional().describe("soonest: what runs out first (the default); longest: what lasts longest."), ...periodFields, limit: limitField }),
  ask: (input) => input,
});
