import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { DayRange } from "../../metrics/types.ts";

/**
 * What each customer bought in the range: rows of customer_id, orders, units, revenue. Whose whole
 * history lies inside comes from one row per customer; only the others' days are added up.
 */
export const customerSales = ({ from, to }: DayRange): SQL => sql`
  select customer_id, order_count as orders, units, revenue from analytics_api.customer_history where first_order_day >= ${from}::date and last_order_day <= ${to}::date
  union all
  select d.customer_id, sum(d.order_count) as orders, sum(d.units) as units, sum(d.revenue) as revenue
  from analytics_api.customer_days d join analytics_api.customer_history s on s.customer_id = d.customer_id
  where d.day between ${from}::date and ${to}::date and (s.first_order_day < ${from}::date or s.last_order_day > ${to}::date)
  group by d.customer_id`;

export interface TopCustomer {
  customerId: string;
  /** The shop's own number, shown where there is no name. */
  number: number;
  name: string | null;
  favouriteGenre: string | null;
  orders: number;
  units: number;
  revenue: string;
}

export interface CustomerRanking {
  by?: "revenue" | "orders" | "units" | undefined;
  order?: "highest" | "lowest" | undefined;
}

/** What decides first, and what decides between equals. */
const RANKED_BY = {
  revenue: [sql`revenue`, sql`orders`],
  orders: [sql`orders`, sql`revenue`],
  units: [sql`units`, sql`revenue`],
} as const;

/** The customers who brought most (or least) of those who bought in the range. Walk-ins are nobody and left out. */
export async function readTopCustomers(tx: Tx, range: DayRange, limit = 8, { by = "revenue", order = "highest" }: CustomerRanking = {}): Promise<TopCustomer[]> {
  const direction = order === "highest" ? sql`desc` : sql`asc`;
  const [first, second] = RANKED_BY[by];
  const rows = await tx.execute<{ customer_id: string; number: number; name: string | null; favourite_genre: string | null; orders: number; units: number; revenue: string }>(sql`
    with sums as (select customer_id, orders, units, revenue from (${customerSales(range)}) x order by ${first} ${direction}, ${second} ${direction}, customer_id limit ${limit})
    select s.customer_id, c.number, c.name, g.name as favourite_genre, s.orders::int as orders, s.units::int as units, s.revenue::text as revenue
    from sums s join customers c on c.id = s.customer_id left join genres g on g.id = c.favourite_genre_id
    order by s.${first} ${direction}, s.${second} ${direction}, s.customer_id`);
  return rows.map(({ customer_id, favourite_genre, ...row }) => ({ ...row, customerId: customer_id, favouriteGenre: favourite_genre }));
}
