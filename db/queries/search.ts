import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "./cursor.ts";
import { beginningFolded, folded } from "./fold-text.ts";
import { customersNamed } from "./lookup/customers-named.ts";
import { readOrderNumber } from "./orders/list-orders.ts";
import { albumsThatFit } from "./stock/search-shelf.ts";

/** Hits that stand under an answer; the rest is a list of its own. */
const FIRST_HITS = 6;
/** Hits a page of that list holds. */
export const HIT_PAGE_SIZE = 50;
/** Beyond this many hits nobody counts: "more than 1,000". */
export const MOST_COUNTED_HITS = 1_000;

export interface Hits<Hit> {
  hits: Hit[];
  /** How many there are, at most `MOST_COUNTED_HITS` + 1. */
  total: number;
  nextCursor: string | null;
}

interface HitPage {
  size?: number;
  cursor?: string | undefined;
}

export interface AlbumHit {
  id: string;
  title: string;
  artist: string | null;
  catalogueNumber: string | null;
  /** New copies on the shelf; null where they were never counted. */
  onHand: number | null;
}

/** How many rows a relation of the statement around has, counted no further than anybody wants to know. */
const countOf = (relation: SQL): SQL => sql`(select count(*)::int from (select 1 from ${relation} limit ${MOST_COUNTED_HITS + 1}) counted)`;

/**
 * Records whose title, artist, catalogue number or barcode fits the text, as the stock list finds
 * them. The number itself first, then titles that begin so, then artists.
 */
export async function findAlbums(tx: Tx, text: string, { size = FIRST_HITS, cursor }: HitPage = {}): Promise<Hits<AlbumHit>> {
  const begins = beginningFolded(text);
  const rank = sql`(case when lower(a.catalogue_number) = lower(${text.trim()}::text) then 0 when ${folded(sql`a.title`)} like ${begins} then 1 when ${folded(sql`a.artist`)} like ${begins} then 2 else 3 end)`;
  const after = decodeCursor(cursor, [CURSOR_PARTS.uuid]);
  const past = after ? sql`where (f.rank, f.title, f.id) > (select rank, title, id from found where id = ${after[0]}::uuid)` : sql``;
  const rows = await tx.execute<{ id: string; title: string; artist: string | null; catalogue_number: string | null; on_hand: number | null; total: number }>(sql`
    with found as materialized (select a.id, a.title, a.artist, a.catalogue_number, ${rank} as rank from analytics_api.albums a where a.id in (${albumsThatFit(text)}))
    select f.id, f.title, f.artist, f.catalogue_number, i.on_hand, ${countOf(sql`found`)} as total
    from found f left join analytics_api.inventory i on i.album_id = f.id and i.condition = 'new' ${past}
    order by f.rank, f.title, f.id limit ${size + 1}`);
  const page = cutPage(rows, size, (row) => [row.id]);
  return {
    hits: page.rows.map((row) => ({ id: row.id, title: row.title, artist: row.artist, catalogueNumber: row.catalogue_number, onHand: row.on_hand })),
    total: rows[0]?.total ?? 0,
    nextCursor: page.nextCursor,
  };
}

export interface CustomerHit {
  id: string;
  number: number;
  name: string | null;
  orders: number;
  revenue: string;
}

/** Customers by a part of their name however it is spelled (`customersNamed`), or by the shop's own number; who bought most first. */
export async function findCustomers(tx: Tx, text: string, { size = FIRST_HITS, cursor }: HitPage = {}): Promise<Hits<CustomerHit>> {
  const number = readOrderNumber(text);
  const fits = number === null ? customersNamed(text) : sql`select id from customers where number = ${number}`;
  const after = decodeCursor(cursor, [CURSOR_PARTS.number, CURSOR_PARTS.whole]);
  const past = after ? sql`and (-coalesce(s.revenue, 0), c.number) > (-(${after[0]}::numeric), ${after[1]}::integer)` : sql``;
  const rows = await tx.execute<CustomerHit & { total: number } & Record<string, unknown>>(sql`
    with fits as materialized (${fits})
    select c.id, c.number, c.name, coalesce(s.order_count, 0)::int as orders, coalesce(s.revenue, 0.00)::text as revenue, ${countOf(sql`fits`)} as total
    from customers c left join customer_stats s on s.customer_id = c.id
    where c.id in (select fits.id from fits) ${past}
    order by -coalesce(s.revenue, 0), c.number limit ${size + 1}`);
  const page = cutPage(rows, size, (row) => [row.revenue, String(row.number)]);
  return { hits: page.rows.map(({ id, number: known, name, orders, revenue }) => ({ id, number: known, name, orders, revenue })), total: rows[0]?.total ?? 0, nextCursor: page.nextCursor };
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
