import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";
import { every, lineConditions, narrowsLines, orderConditions, ROW_PAGE_SIZE, type RowFilter } from "./filters.ts";

const dateOf = (seconds: string): Date => new Date(Number(seconds) * 1000);

/** The order lines of the range, newest first. */
export async function listLines(tx: Tx, filter: RowFilter, cursor: string | undefined) {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid, CURSOR_PARTS.whole]);
  const where = [...orderConditions(filter), ...lineConditions(filter)];
  if (after) where.push(sql`(o.order_date, o.id, l.position) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::int)`, sql`o.order_date <= ${after[0]}::timestamptz`);
  const rows = await tx.execute<{
    id: string;
    order_id: string;
    position: number;
    key: string;
    seconds: string;
    order_number: number;
    customer: string | null;
    customer_number: number | null;
    album_id: string | null;
    title: string | null;
    artist: string | null;
    quantity: number;
    unit_price: string;
    line_total: string;
    unit_cost: string | null;
  }>(sql`
    select l.id, o.id as order_id, l.position, o.order_date::text as key, extract(epoch from o.order_date)::text as seconds, o.order_number, c.name as customer, c.number as customer_number,
      l.album_id, coalesce(a.title, l.description) as title, ar.name as artist, l.quantity, l.unit_price::text as unit_price, l.line_total::text as line_total, l.unit_cost::text as unit_cost
    from orders o join order_items l on l.order_id = o.id
    left join albums a on a.id = l.album_id left join artists ar on ar.id = a.artist_id left join customers c on c.id = o.customer_id
    where ${every(where)} order by o.order_date desc, o.id desc, l.position desc limit ${ROW_PAGE_SIZE + 1}`);
  const { rows: page, nextCursor } = cutPage(rows, ROW_PAGE_SIZE, (row) => [row.key, row.order_id, String(row.position)]);
  return {
    kind: "lines" as const,
    nextCursor,
    rows: page.map((row) => ({
      id: row.id,
      at: dateOf(row.seconds),
      orderNumber: row.order_number,
      customerName: row.customer,
      customerNumber: row.customer_number,
      albumId: row.album_id,
      title: row.title,
      artist: row.artist,
      quantity: row.quantity,
      unitPrice: row.unit_price,
      lineTotal: row.line_total,
      unitCost: row.unit_cost,
    })),
  };
}

/** The orders of the range that are not cancelled, newest first, each with its revenue (without shipping and tax). */
export async function listOrderRows(tx: Tx, filter: RowFilter, cursor: string | undefined) {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const where = orderConditions(filter);
  if (narrowsLines(filter)) where.push(sql`exists (select from order_items l where l.order_id = o.id and ${every(lineConditions(filter))})`);
  if (after) where.push(sql`(o.order_date, o.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await tx.execute<{ id: string; key: string; seconds: string; order_number: number; channel: string; customer: string | null; customer_number: number | null; units: number; revenue: string }>(sql`
    select o.id, o.order_date::text as key, extract(epoch from o.order_date)::text as seconds, o.order_number, o.channel, c.name as customer, c.number as customer_number, l.units::int as units, l.revenue::text as revenue
    from orders o cross join lateral (select coalesce(sum(quantity), 0) as units, coalesce(sum(line_total), 0.00) as revenue from order_items where order_id = o.id) l
    left join customers c on c.id = o.customer_id
    where ${every(where)} order by o.order_date desc, o.id desc limit ${ROW_PAGE_SIZE + 1}`);
  const { rows: page, nextCursor } = cutPage(rows, ROW_PAGE_SIZE, (row) => [row.key, row.id]);
  return {
    kind: "orders" as const,
    nextCursor,
    rows: page.map((row) => ({
      id: row.id,
      at: dateOf(row.seconds),
      orderNumber: row.order_number,
      channel: row.channel,
      customerName: row.customer,
      customerNumber: row.customer_number,
      units: row.units,
      revenue: row.revenue,
    })),
  };
}
