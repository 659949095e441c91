import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { customerSales } from "../dashboard/customers.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";
import { customerSet } from "./customer-sets.ts";
import { ROW_PAGE_SIZE, type RowFilter } from "./filters.ts";

/**
 * The customers behind a cell with what they bought in the days: rows of customer_id, orders,
 * units, revenue. Without a set it is who bought; a set may hold people who bought nothing.
 */
export function chosenCustomers(filter: RowFilter): SQL {
  const set = customerSet(filter);
  const one = filter.customer && filter.customer !== "none" ? sql` where x.customer_id = ${filter.customer}::uuid` : sql``;
  if (!set) return sql`select x.customer_id, x.orders, x.units, x.revenue from (${customerSales(filter.days)}) x${one}`;
  // Grouped instead of joined: how many people a set holds cannot be foreseen, and a loop over a wrong guess takes minutes.
  return sql`select x.customer_id, sum(x.orders) as orders, sum(x.units) as units, sum(x.revenue) as revenue
    from (select customer_id, 0 as orders, 0 as units, 0.00 as revenue, true as is_chosen from (${set}) s
      union all select customer_id, orders, units, revenue, false as is_chosen from (${customerSales(filter.days)}) b) x${one} group by x.customer_id having bool_or(x.is_chosen)`;
}

/** The customers behind a cell, who brought most in the days first. */
export async function listBuyers(tx: Tx, filter: RowFilter, cursor: string | undefined) {
  const after = decodeCursor(cursor, [CURSOR_PARTS.number, CURSOR_PARTS.uuid]);
  const past = after ? sql`where (x.revenue, x.customer_id) < (${after[0]}::numeric, ${after[1]}::uuid)` : sql``;
  const rows = await tx.execute<{ id: string; number: number; name: string | null; favourite_genre: string | null; orders: number; revenue: string; first_order_day: string | null }>(sql`
    with page as (select x.customer_id, x.orders, x.revenue from (${chosenCustomers(filter)}) x ${past} order by x.revenue desc, x.customer_id desc limit ${ROW_PAGE_SIZE + 1})
    select c.id, c.number, c.name, g.name as favourite_genre, p.orders::int as orders, p.revenue::text as revenue, s.first_order_day::text as first_order_day
    from page p join customers c on c.id = p.customer_id left join customer_stats s on s.customer_id = c.id left join genres g on g.id = c.favourite_genre_id
    order by p.revenue desc, p.customer_id desc`);
  const { rows: page, nextCursor } = cutPage(rows, ROW_PAGE_SIZE, (row) => [row.revenue, row.id]);
  return {
    kind: "customers" as const,
    nextCursor,
    rows: page.map((row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      favouriteGenre: row.favourite_genre,
      orders: row.orders,
      revenue: row.revenue,
      /** Null for who never ordered. */
      firstOrderDay: row.first_order_day,
      /** Had already bought before the first of these days. */
      returning: row.first_order_day !== null && row.first_order_day < filter.days.from,
    })),
  };
}
