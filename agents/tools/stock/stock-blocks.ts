import { z } from "zod/v4";
import { blockOf } from "../shared/block-of.ts";
import { blockTool, lastDays } from "../shared/from-block.ts";
import { limitField, periodFields, sinceFields } from "../shared/inputs.ts";

/** Days whose sales say how long a title lasts, as on the stock page. */
const RECENT_DAYS = 90;

export const sellThrough = blockTool({
  block: blockOf("inventory", "sell-through"),
  label: "Sell-through",
  description: "Sell-through of each genre, label or price band: copies sold as a share of those that were on the shelf or came in during the period.",
  input: z.object({ by: z.enum(["genre", "label", "price"]).optional().describe("By genre (the default), by record label, or by price band."), ...periodFields }),
  ask: (input) => input,
});

export const deadStock = blockTool({
  block: blockOf("inventory", "dead-stock"),
  label: "Dead stock",
  description: "Dead stock: titles with copies on the shelf that have not sold for half a year, with what they are worth at cost. Shelf warmers, money tied up.",
  input: z.object({ limit: limitField }),
  ask: ({ limit }) => ({ limit }),
});

export const stockAge = blockTool({
  block: blockOf("inventory", "stock-age"),
  label: "Age of the stock",
  description: "Age of the stock: how old the copies on hand are, how long they have been on the shelf, in bands of days, with their value at cost.",
  input: z.object({}),
  ask: () => ({}),
});

export const daysOfStock = blockTool({
  block: blockOf("inventory", "days-of-stock"),
  label: "Days of stock",
  description: "Stock cover by title, days of stock of each: which titles run out first (soonest) and which last longest at their pace of sales, corrected for days out of stock.",
  input: z.object({ by: z.enum(["soonest", "longest"]).optional().describe("soonest: what runs out first (the default); longest: what lasts longest."), ...sinceFields("the pace of the last 90 days"), limit: limitField }),
  ask: (input, moment) => ({ ...lastDays(input, moment, RECENT_DAYS), by: input.by, limit: input.limit }),
});
