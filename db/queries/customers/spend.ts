import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../metrics/types.ts";
import { customerSales } from "../dashboard/customers.ts";

/** What a customer spent in a period, in the shop's currency: from the first number to below the second. */
export const SPEND_BANDS = ["0-25", "25-50", "50-100", "100-250", "250-500", "500+"] as const;
export type SpendBand = (typeof SPEND_BANDS)[number];

const SPEND = sql`case when revenue < 25 then '0-25' when revenue < 50 then '25-50' when revenue < 100 then '50-100' when revenue < 250 then '100-250' when revenue < 500 then '250-500' else '500+' end`;

/** Every customer who bought in the days: rows of customer_id, orders, revenue, spend. */
export const customerSpend = (range: DayRange): SQL => sql`select customer_id, orders, revenue, ${SPEND} as spend from (${customerSales(range)}) b`;

/** The customers who spent so much in the days: rows of customer_id. */
export const customersOfSpend = (spend: SpendBand, range: DayRange): SQL => sql`select customer_id from (${customerSpend(range)}) s where spend = ${spend}`;
