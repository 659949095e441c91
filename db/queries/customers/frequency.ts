import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../metrics/types.ts";
import { customerSales } from "../dashboard/customers.ts";
import { knownCustomers } from "./known.ts";

/** How often customers ordered in a period. */
export const FREQUENCIES = ["0", "1", "2-3", "4-5", "6+"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

const FREQUENCY = sql`case when orders = 0 then '0' when orders = 1 then '1' when orders <= 3 then '2-3' when orders <= 5 then '4-5' else '6+' end`;

/** Every customer known by the last day with what they bought in the days: rows of customer_id, orders, revenue, frequency. */
export const customerFrequencies = (range: DayRange): SQL => sql`
  select customer_id, orders, revenue, ${FREQUENCY} as frequency
  from (select k.customer_id, coalesce(b.orders, 0) as orders, coalesce(b.revenue, 0.00) as revenue
    from (${knownCustomers(range.to)}) k left join (${customerSales(range)}) b on b.customer_id = k.customer_id) x`;

/** The customers who ordered so often in the days: rows of customer_id. */
export const customersOfFrequency = (frequency: Frequency, range: DayRange): SQL => sql`select customer_id from (${customerFrequencies(range)}) f where frequency = ${frequency}`;
