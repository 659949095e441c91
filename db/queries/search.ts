import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { containing, readOrderNumber } from "./orders/list-orders.ts";

export interface AlbumHit {
  id: string;
  title: string;
  artist: string | null;
  catalogueNumber: string | null;
  /** New copies on the shelf; null where they were never counted. */
  onHand: number | null;
}

/** Records whose title, artist or catalogue number holds the text; beginnings first. */
export async function findAlbums(tx: Tx, text: string, limit = 6): Promise<AlbumHit[]> {
  const like = containing(text);
  const rows = await tx.execute<{ id: string; title: string; artist: string | null; catalogue_number: string | null; on_hand: number | null }>(sql`
    select a.id, a.title, a.artist, a.catalogue_number, i.on_hand
    from analytics_api.albums a left join analytics_api.inventory i on i.album_id = a.id and i.condition = 'new'
    where a.title ilike ${like} or a.artist ilike ${like} or a.catalogue_number ilike ${like}
    order by (a.title ilike ${like.slice(1)}) desc, (a.artist ilike ${like.slice(1)}) desc, a.title, a.id limit ${limit}`);
  return rows.map(({ catalogue_number, on_hand, ...row }) => ({ ...row, catalogueNumber: catalogue_number, onHand: on_hand }));
}

export interface CustomerHit {
  id: string;
  number: number;
  name: string | null;
  orders: number;
  revenue: string;
}

/** Customers by a part of their name, or by the shop's own number; who bought most first. */
export async function findCustomers(tx: Tx, text: string, limit = 6): Promise<CustomerHit[]> {
  const number = readOrderNumber(text);
  const which = number === null ? sql`c.name ilike ${containing(text)}` : sql`c.number = ${number}`;
  const rows = await tx.execute<{ id: string; number: number; name: string | null; orders: number; revenue: string }>(sql`
    select c.id, c.number, c.name, coalesce(s.order_count, 0)::int as orders, coalesce(s.revenue, 0.00)::text as revenue
    from customers c left join customer_stats s on s.customer_id = c.id where ${which}
    order by coalesce(s.revenue, 0) desc, c.number limit ${limit}`);
  return [...rows];
}

export interface OrderHit {
  orderNumber: number;
  total: string;
  customerName: string | null;
}

/** The order with the number that was typed. */
export async function findOrders(tx: Tx, text: string): Promise<OrderHit[]> {
  const number = readOrderNumber(text);
  if (number === null) return [];
  const rows = await tx.execute<{ order_number: number; total: string; name: string | null }>(sql`
    select o.order_number, o.total::text as total, c.name from orders o left join customers c on c.id = o.customer_id where o.order_number = ${number}`);
  return rows.map((row) => ({ orderNumber: row.order_number, total: row.total, customerName: row.name }));
}
