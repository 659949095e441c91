import { z } from "zod/v4";
import { blockOf } from "../shared/block-of.ts";
import { blockTool, lastDays } from "../shared/from-block.ts";
import { limitField, periodFields, sinceFields } from "../shared/inputs.ts";

/** Days whose sales say how long a title lasts, as on the stock page. */
const RECENT_DAYS = 90;

export const sellThrough = blockTool({
  block: blockOf("inventory", "sell-through"),
  label: "Sell-through",
  description: "Sell-through by genre or label: copies sold as a share of those that were on the shelf or came in during the period. What sells off well, what stays on the shelf.",
  input: z.object({ by: z.enum(["genre", "label", "price"]).optional().describe("By genre (the default), by record label, or by price band."), ...periodFields }),
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
  block: blockOf("inventory", "stock-age"),
  label: "Age of the stock",
  description: "Age of the stock: how long the copies on hand have been on the shelf, in bands of days, with their value at cost. How old the inventory is.",
  input: z.object({}),
  ask: () => ({}),
});

export const daysOfStock = blockTool({
  block: blockOf("inventory", "days-of-stock"),
  label: "Days of stock",
  description: "Which titles run out first or last the longest: days of stock per title at its pace of sales, corrected for days out of stock. How long will a title last, when do we run out.",
  input: z.object({ by: z.enum(["soonest", "longest"]).optional().describe("soonest: what runs out first (the default); longest: what lasts longest."), ...sinceFields("the pace of the last 90 days"), limit: limitField }),
  ask: (input, moment) => ({ ...lastDays(input, moment, RECENT_DAYS), by: input.by, limit: input.limit }),
});
