import { z } from "zod/v4";
import { type MetricId, METRIC_IDS } from "#db/metrics/registry.ts";
import { COMPARISONS } from "#server/contracts/period.ts";

/*
 * Inputs that many tools share. Models, the offline one too, choose and fill by these descriptions,
 * so each says in plain words what it means and what happens without it.
 */

/** Rows a list holds at most, and holds when nothing is said. */
const MOST_ROWS = 50;
export const DEFAULT_ROWS = 10;

export const dayField = (meaning: string) => z.iso.date("A day looks like 2026-03-31.").optional().describe(meaning);

/** The days that are looked at. */
export const periodFields = {
  from: dayField("First day of the period, included, such as 2026-03-01. Without from and to: the last 30 days ending today."),
  to: dayField("Last day of the period, included, such as 2026-03-31. Without it: today."),
};

/** The same where nothing said means a longer time, such as "the last 12 months". */
export const sinceFields = (span: string) => ({
  from: dayField(`First day of the period, included. Without from and to: ${span}.`),
  to: dayField("Last day of the period, included. Without it: today."),
});

/** The same where nothing said means all of the shop's history. */
export const wholeHistoryFields = sinceFields("all of the shop's history");

export const grainField = z.enum(["day", "week", "month"]).optional().describe("How long a step is: day (daily), week (weekly) or month (monthly). Without it the period decides.");

export const compareField = z
  .enum(COMPARISONS)
  .optional()
  .describe(
    "What the period is compared with: previous (as many days directly before; the default), weekdays (the same weekdays, whole weeks before), year (the same dates last year, year on year), none (no comparison).",
  );

export const limitField = z
  .int("How many rows must be a whole number.")
  .min(1, "Ask for at least 1 row.")
  .max(MOST_ROWS, `At most ${MOST_ROWS} rows can be listed at once.`)
  .optional()
  .describe(`How many rows to list, such as 5 for a top five. Default ${DEFAULT_ROWS}.`);

export const nameField = (meaning: string) => z.string().trim().min(1, "The name is empty.").max(120, "A name may have 120 characters at most.").optional().describe(meaning);

/** Narrows records to a genre, a label or an artist. */
export const albumFilterFields = {
  genre: nameField("Only records of this genre, such as Hard bop or Bossa nova."),
  label: nameField("Only records of this record label, such as Blue Note or ECM."),
  artist: nameField("Only records by this artist or band, such as Miles Davis; a part of the name is enough."),
};

/** What people call each metric, beside its own label. */
const METRIC_WORDS: Record<MetricId, string> = {
  revenue: "takings, turnover, sales in money, income, earned",
  refunds: "money given back, returns in money",
  net_revenue: "revenue less refunds",
  orders: "number of orders, purchases, transactions",
  average_order_value: "average basket, mean order value",
  units: "records sold, copies, items, units",
  gross_margin: "margin, profit share after the cost of the records",
  buying_customers: "number of customers who bought, buyers",
  repeat_rate: "share of returning customers, loyalty",
  average_rating: "mean stars of the reviews",
  review_count: "number of reviews",
  payment_success_rate: "share of payments that went through",
  stock_value_cost: "value of the stock at cost, now",
  stock_value_price: "value of the stock at list price, now",
  out_of_stock: "number of titles sold out, now",
  low_stock: "number of titles nearly sold out, now",
  sell_through: "share of the stock that sold",
  days_of_stock: "how many days the stock lasts, stock cover",
};

/** The ids with what people call them, for a description. */
export const sayMetrics = (ids: readonly MetricId[]): string => ids.map((id) => `${id} (${METRIC_WORDS[id]})`).join(", ");

export const metricsField = z
  .array(z.enum(METRIC_IDS))
  .min(1, "Name at least one figure.")
  .max(METRIC_IDS.length)
  .optional()
  .describe(`Which figures: ${sayMetrics(METRIC_IDS)}. Default: revenue, orders, average_order_value, buying_customers, average_rating, refunds.`);
