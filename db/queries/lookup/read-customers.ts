import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** A customer with what they bought in all. No contact data. */
export interface CustomerSummary {
  id: string;
  number: number;
  name: string | null;
  favouriteGenre: string | null;
  orders: number;
  units: number;
  revenue: string;
  averageOrder: string | null;
  firstOrderDay: string | null;
  lastOrderDay: string | null;
}

async function read(tx: Tx, which: SQL): Promise<CustomerSummary[]> {
  const rows = await tx.execute<{ id: string; number: number; name: string | null; favourite_genre: string | null; orders: number; units: number; revenue: string; average_order: string | null; first_order_day: string | null; last_order_day: string | null }>(sql`
    select c.id, c.number, c.name, g.name as favourite_genre, coalesce(s.order_count, 0)::int as orders, coalesce(s.units, 0)::int as units, coalesce(s.revenue, 0.00)::text as revenue,
      round(s.revenue / nullif(s.order_count, 0), 2)::text as average_order, s.first_order_day::text as first_order_day, s.last_order_day::text as last_order_day
    from customers c left join analytics_api.customer_history s on s.customer_id = c.id left join genres g on g.id = c.favourite_genre_id
    where ${which} order by coalesce(s.revenue, 0) desc, c.number`);
  return rows.map(({ favourite_genre, average_order, first_order_day, last_order_day, ...row }) => ({
    ...row,
    favouriteGenre: favourite_genre,
    averageOrder: average_order,
    firstOrderDay: first_order_day,
    lastOrderDay: last_order_day,
  }));
}

/** The customer with the shop's own number, or null. */
export const readCustomerByNumber = async (tx: Tx, number: number): Promise<CustomerSummary | null> => (await read(tx, sql`c.number = ${number}`))[0] ?? null;

/** The customers with these ids, who bought most first. */
export const readCustomers = (tx: Tx, ids: readonly string[]): Promise<CustomerSummary[]> => read(tx, sql`c.id = any(${sql.param(`{${ids.join(",")}}`)}::uuid[])`);
