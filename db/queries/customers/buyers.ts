import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../metrics/types.ts";

/** Customers who bought in the days: `new` whose first day of buying is one of them, `returning` who had bought before. Rows of customer_id. */
export const customersOfBuyer = (buyer: "new" | "returning", { from, to }: DayRange): SQL =>
  buyer === "new"
    ? sql`select customer_id from analytics_api.customer_history where first_order_day between ${from}::date and ${to}::date`
    : sql`select distinct d.customer_id from analytics_api.customer_days d join analytics_api.customer_history h on h.customer_id = d.customer_id
        where d.day between ${from}::date and ${to}::date and h.first_order_day < ${from}::date`;
