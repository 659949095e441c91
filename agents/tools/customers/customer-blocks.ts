import { z } from "zod/v4";
import { blockOf } from "../shared/block-of.ts";
import { blockTool, lastDays } from "../shared/from-block.ts";
import { compareField, dayField, grainField, periodFields, sinceFields } from "../shared/inputs.ts";

const asOfFields = { to: dayField("The last day that counts, such as 2026-03-31. Without it: today.") };

const YEAR = 365;
const TWO_YEARS = 730;
const yearFields = sinceFields("the last 12 months");

export const rfmGroups = blockTool({
  block: blockOf("customers", "rfm"),
  label: "RFM groups",
  description:
    "Customers by RFM group (recency, frequency, monetary): how many are champions, loyal, active, new, promising, need attention, at risk, previously loyal, almost lost, dormant or prospects, with what each group spent, and the cut points. Customer segments, who is lapsing, who is at risk of leaving.",
  input: z.object(asOfFields),
  ask: ({ to }, { today }) => ({ to: to ?? today }),
});

export const cohortRetention = blockTool({
  block: blockOf("customers", "cohort-retention"),
  label: "Cohort retention",
  description: "Cohorts and retention: of the customers whose first order fell in one month, the share that bought again one, two, three and more months later. Retention rate by cohort, how many come back after their first order.",
  input: z.object(yearFields),
  ask: (input, moment) => lastDays(input, moment, YEAR),
});

export const orderFrequency = blockTool({
  block: blockOf("customers", "order-frequency"),
  label: "Order frequency",
  description: "How often customers ordered in a period: how many placed no order, exactly one, two or three, four or five, six or more. One-time buyers, frequent buyers.",
  input: z.object(yearFields),
  ask: (input, moment) => lastDays(input, moment, YEAR),
});

export const newAndReturning = blockTool({
  block: blockOf("customers", "new-returning"),
  label: "New and returning customers",
  description: "New against returning customers over time: what first-time buyers, returning buyers and walk-ins without a name brought, by day, week or month. First-time against repeat customers, in revenue, orders or people.",
  input: z.object({
    by: z.enum(["revenue", "orders", "customers"]).optional().describe("What is counted: revenue (money; the default), orders, or customers (people)."),
    grain: grainField,
    ...periodFields,
  }),
  ask: (input) => input,
});

export const customerValue = blockTool({
  block: blockOf("customers", "lifetime-value"),
  label: "Value of a customer",
  description: "Lifetime value so far: what a customer has brought on average within 1, 3, 6, 12 and 24 months of the first order, by the quarter or month of the first order. CLV, LTV, how much a customer is worth over time.",
  input: z.object({ by: z.enum(["quarter", "month"]).optional().describe("Cohorts by quarter (the default) or by month of the first order."), ...sinceFields("first orders of the last two years") }),
  ask: (input, moment) => lastDays(input, moment, TWO_YEARS),
});

export const newCustomers = blockTool({
  block: blockOf("customers", "new-customers"),
  label: "New customers",
  description: "How many customers bought for the first time, by day, week or month, against the period before. New customers per month, customer acquisition.",
  input: z.object({ grain: grainField, ...periodFields, compareWith: compareField }),
  ask: (input) => ({ compareWith: "previous", ...input }),
});
