import { asc, desc, eq, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { OrderStatus } from "../../enums.ts";
import { onDays } from "../../metrics/sources.ts";
import type { DayRange } from "../../metrics/types.ts";
import { customers, orders } from "../../schema/index.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";
import { customersNamed } from "../lookup/customers-named.ts";

export interface OrderFilter {
  /** Null for all of the shop's history. */
  days: DayRange | null;
  status?: OrderStatus | undefined;
  channel?: string | undefined;
  /** An order number, or part of a customer's name. */
  q?: string | undefined;
  /** A customer's own number. */
  customer?: number | undefined;
  /** The import that brought it. */
  batch?: string | undefined;
}

export interface OrderPage extends OrderFilter {
  sort: "date" | "number" | "total";
  dir: "asc" | "desc";
  cursor?: string | undefined;
}

/** Rows a piece of a download holds. */
export const ORDER_EXPORT_SIZE = 2_000;

/** Rows a page of the list holds. */
export const ORDER_PAGE_SIZE = 50;

const KEYS = {
  date: { column: sql`order_date`, cast: sql`timestamptz`, shape: CURSOR_PARTS.instant },
  number: { column: sql`order_number`, cast: sql`integer`, shape: CURSOR_PARTS.whole },
  total: { column: sql`total`, cast: sql`numeric`, shape: CURSOR_PARTS.number },
} as const;

/** "14,012", "#14012" and "14012" are the order with that number. */
export function readOrderNumber(text: string): number | null {
  const digits = /^#?\s*(\d{1,3}([, .]\d{3})+|\d{1,10})$/.exec(text.trim())?.[1]?.replace(/\D/g, "");
  return digits && Number(digits) <= 2_147_483_647 ? Number(digits) : null;
}

/** `%` and `_` that a person typed mean themselves. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

function conditions(filter: OrderFilter): SQL[] {
  const found: SQL[] = [];
  if (filter.days) found.push(onDays(sql`order_date`, sql`day`, filter.days));
  if (filter.status) found.push(sql`status = ${filter.status}`);
  if (filter.channel) found.push(sql`channel = ${filter.channel}`);
  if (filter.customer !== undefined) found.push(sql`customer_id = (select c.id from customers c where c.number = ${filter.customer})`);
  if (filter.batch) found.push(sql`id in (select b.id from orders b where b.import_batch_id = ${filter.batch}::uuid)`);
  if (filter.q) {
    const number = readOrderNumber(filter.q);
    found.push(number === null ? sql`customer_id in (${customersNamed(filter.q)})` : sql`order_number = ${number}`);
  }
  return found;
}

/**
 * One page of orders and the cursor after it. The page is cut by its sort key and the id, so the
 * millionth costs what the first does and equal keys lose no row. It is cut in the owner-rights
 * view, because under a policy the index on the total cannot be used for a comparison (PostgreSQL
 * does not call it leakproof); the rows themselves are then read with the person's rights.
 */
export async function listOrders(tx: Tx, page: OrderPage, size = ORDER_PAGE_SIZE) {
  const key = KEYS[page.sort];
  const after = decodeCursor(page.cursor, [key.shape, CURSOR_PARTS.uuid]);
  const where = conditions(page);
  const direction = page.dir === "asc" ? sql`asc` : sql`desc`;
  const past = page.dir === "asc" ? sql`>` : sql`<`;
  // Numbers are unique, so they need no second key (and have no index with one).
  const byId = page.sort !== "number";
  if (after) {
    const [value, id] = after;
    where.push(byId ? sql`(${key.column}, id) ${past} (${value}::${key.cast}, ${id}::uuid)` : sql`${key.column} ${past} ${value}::${key.cast}`);
  }
  const ids = sql`(select id, ${key.column}::text as key, day::text as day from analytics_api.orders ${where.length > 0 ? sql`where ${sql.join(where, sql` and `)}` : sql``}
    order by ${key.column} ${direction}${byId ? sql`, id ${direction}` : sql``} limit ${size + 1}) as page`;
  const order = page.dir === "asc" ? asc : desc;
  const sortColumn = { date: orders.orderDate, number: orders.orderNumber, total: orders.total }[page.sort];
  const rows = await tx
    .select({
      id: orders.id,
      orderNumber: orders.orderNumber,
      orderDate: orders.orderDate,
      /** The day in the shop's time zone. */
      day: sql<string>`page.day`,
      timeKnown: orders.timeKnown,
      status: orders.status,
      channel: orders.channel,
      total: orders.total,
      customerNumber: customers.number,
      customerName: customers.name,
      units: sql<number>`(select coalesce(sum(i.quantity), 0)::int from order_items i where i.order_id = ${orders.id})`,
      key: sql<string>`page.key`,
    })
    .from(ids)
    .innerJoin(orders, sql`${orders.id} = page.id`)
    .leftJoin(customers, eq(customers.id, orders.customerId))
    .orderBy(order(sortColumn), order(orders.id));
  const cut = cutPage(rows, size, (row) => [row.key, row.id]);
  return { orders: cut.rows.map(({ key: _key, ...row }) => row), nextCursor: cut.nextCursor };
}

export interface OrderSums {
  /** All that fit, whatever their status. */
  count: number;
  cancelled: number;
  /** What their customers were asked for, with shipping and tax, without cancelled orders. */
  total: string;
}

/** How many orders fit a filter, and what they come to; the same for every role. */
export async function sumOrders(tx: Tx, filter: OrderFilter): Promise<OrderSums> {
  const where = conditions(filter);
  const [row] = await tx.execute<{ count: number; cancelled: number; total: string }>(sql`
    select count(*)::int as count, (count(*) filter (where status = 'cancelled'))::int as cancelled, coalesce(sum(total) filter (where status <> 'cancelled'), 0.00)::text as total
    from analytics_api.orders ${where.length > 0 ? sql`where ${sql.join(where, sql` and `)}` : sql``}`);
  return row ?? { count: 0, cancelled: 0, total: "0.00" };
}

/** The channels that orders came through, for the filter. */
export async function listChannels(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ channel: string }>(sql`
    with recursive c as (
      (select channel from analytics_api.orders order by channel limit 1)
      union all
      select (select o.channel from analytics_api.orders o where o.channel > c.channel order by o.channel limit 1) from c where c.channel is not null)
    select channel from c where channel is not null`);
  return rows.map((row) => row.channel);
}
