import { sql, type SQL } from "drizzle-orm";

/**
 * Whether the shop knew the customer `c` with the history `h` by the end of a day: they had joined or
 * bought by then, or nobody noted when they joined. Who joined long before needs no look at a clock.
 */
const isKnown = (day: string): SQL => sql`
  case when ${joinedLongBefore(day)} then true else coalesce(least((c.customer_since at time zone (select time_zone from settings))::date, h.first_order_day) <= ${day}::date, true) end`;

const joinedLongBefore = (day: string): SQL => sql`c.customer_since < (${day}::date - 2)::timestamptz`;

/**
 * The customers the shop knew by the end of a day, as rows of customer_id: those who had joined or
 * bought by then, and those of whom nobody noted when they joined. All roles see every customer.
 */
export const knownCustomers = (day: string): SQL => sql`
  select c.id as customer_id from customers c left join analytics_api.customer_history h on h.customer_id = c.id where ${isKnown(day)}`;

/** How many those are. Nobody's orders are looked up who joined long before. */
export const countKnown = (day: string): SQL => sql`
  (select count(*) from customers c where ${joinedLongBefore(day)})
  + (select count(*) from customers c left join analytics_api.customer_history h on h.customer_id = c.id where (${joinedLongBefore(day)}) is not true and ${isKnown(day)})`;
