import { sql, type SQL } from "drizzle-orm";

/**
 * The customers the shop knew by the end of a day, as rows of customer_id: those who had joined or
 * bought by then, and those of whom nobody noted when they joined. All roles see every customer.
 */
export const knownCustomers = (day: string): SQL => sql`
  select c.id as customer_id from customers c left join analytics_api.customer_history h on h.customer_id = c.id
  where coalesce(least((c.customer_since at time zone (select time_zone from settings))::date, h.first_order_day) <= ${day}::date, true)`;
