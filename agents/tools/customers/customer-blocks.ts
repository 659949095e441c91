import { z } from "zod/v4";
import { COHORT_MONTHS } from "#db/queries/customers/cohorts.ts";
import { blockOf } from "../shared/block-of.ts";
import { blockTool, lastDays } from "../shared/from-block.ts";
import { compareField, dayField, grainField, periodFields, sinceFields } from "../shared/inputs.ts";
import { followCohorts } from "./follow-cohorts.ts";

const asOfFields = { to: dayField("The last day that counts, such as 2026-03-31. Without it: today.") };

const YEAR = 365;
const TWO_YEARS = 730;
const yearFields = sinceFields("the last 12 months");
/** Days of first orders; what came after them counts up to today. */
const cohortFields = (span: string) => ({ from: dayField(`First day of the first orders, included. Without from and to: ${span}.`), to: dayField("Last day of the first orders, included. Without it: today. What they bought later counts up to today.") });

export const rfmGroups = blockTool({
  block: blockOf("customers", "rfm"),
  label: "RFM groups",
  description:
    "RFM groups (segments) of the customers by recency, frequency and money: how many are champions, loyal, active, new, promising, need attention, at risk, previously loyal, almost lost, dormant or prospects, with the revenue of each group and the average days since they last ordered, and the cut points.",
  input: z.object(asOfFields),
  ask: ({ to }, { today }) => ({ to: to ?? today }),
});

export const cohortRetention = blockTool({
  block: followCohorts(blockOf("customers", "cohort-retention"), COHORT_MONTHS),
  label: "Cohort retention",
  description: "Cohort retention: of the customers whose first order fell in a month, the share that bought again (came back) one, two, three and more months later, and how many customers each cohort has.",
  input: z.object(cohortFields("the last 12 months")),
  ask: (input, moment) => lastDays(input, moment, YEAR),
});

export const orderFrequency = blockTool({
  block: blockOf("customers", "order-frequency"),
  label: "Order frequency",
  description: "Order frequency, how often customers ordered in a period: how many customers placed no order, one order, two or three, four or five, six or more. One-time buyers.",
  input: z.object(yearFields),
  ask: (input, moment) => lastDays(input, moment, YEAR),
});

export const newAndReturning = blockTool({
  block: blockOf("customers", "new-returning"),
  label: "New and returning customers",
  description: "New, returning and walk-in customers over time: the revenue (spending) or orders of first-time buyers, of returning (repeat) customers and of walk-ins without a name, or how many of each came, by day, week or month.",
  input: z.object({
    by: z.enum(["revenue", "orders", "customers"]).optional().describe("What is counted: revenue (money; the default), orders, or customers (people)."),
    grain: grainField,
    ...periodFields,
  }),
  ask: (input) => input,
});

export const customerValue = blockTool({
  block: followCohorts(blockOf("customers", "lifetime-value")),
  label: "Value of a customer",
  description: "Lifetime value (CLV, LTV) of a customer: what customers have brought (been worth) on average within 1, 3, 6, 12 and 24 months of their first order and so far, by the quarter or month of the first order.",
  input: z.object({ by: z.enum(["quarter", "month"]).optional().describe("Cohorts by quarter (the default) or by month of the first order."), ...cohortFields("the last two years") }),
  ask: (input, moment) => lastDays(input, moment, TWO_YEARS),
});

export const newCustomers = blockTool({
  block: blockOf("customers", "new-customers"),
  label: "New customers",
  description: "New customers: how many people bought for the first time, by day, week or month, with the change against before. First-time buyers, customer acquisition.",
  input: z.object({ grain: grainField, ...periodFields, compareWith: compareField }),
  ask: (input) => ({ compareWith: "previous", ...input }),
});
