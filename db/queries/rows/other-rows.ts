import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { PaymentMethod, PaymentStatus, StockMovement } from "../../enums.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";
import { every, inRange, ofAlbum, ROW_PAGE_SIZE, type RowFilter } from "./filters.ts";
import { reviewConditions } from "./review-filters.ts";
import { shelfRows, stockConditions } from "./stock-filters.ts";

const dateOf = (seconds: string): Date => new Date(Number(seconds) * 1000);

/** The reviews of the range, newest first. */
export async function listReviews(tx: Tx, filter: RowFilter, cursor: string | undefined) {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const where = [inRange(sql`r.review_date`, filter.days), ...reviewConditions(filter)];
  if (after) where.push(sql`(r.review_date, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await tx.execute<{ id: string; key: string; seconds: string; rating: number; body: string | null; album_id: string; title: string; customer: string | null; customer_number: number }>(sql`
    select r.id, r.review_date::text as key, extract(epoch from r.review_date)::text as seconds, r.rating, r.body, r.album_id, a.title, c.name as customer, c.number as customer_number
    from reviews r join albums a on a.id = r.album_id join customers c on c.id = r.customer_id
    where ${every(where)} order by r.review_date desc, r.id desc limit ${ROW_PAGE_SIZE + 1}`);
  const { rows: page, nextCursor } = cutPage(rows, ROW_PAGE_SIZE, (row) => [row.key, row.id]);
  return {
    kind: "reviews" as const,
    nextCursor,
    rows: page.map((row) => ({ id: row.id, at: dateOf(row.seconds), rating: row.rating, body: row.body, albumId: row.album_id, title: row.title, customerName: row.customer, customerNumber: row.customer_number })),
  };
}

export interface PaymentChoice {
  method?: PaymentMethod | undefined;
  oldestFirst?: boolean;
  size?: number;
}

/** The payments of the range with one of `statuses`, newest first; row-level security leaves them to managers and admins. */
export async function listPayments(tx: Tx, filter: Pick<RowFilter, "days">, statuses: readonly PaymentStatus[], cursor: string | undefined, { method, oldestFirst = false, size = ROW_PAGE_SIZE }: PaymentChoice = {}) {
  const [direction, past] = oldestFirst ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const where = [inRange(sql`p.payment_date`, filter.days), sql`p.status = any(${sql.param(`{${statuses.join(",")}}`)}::payment_status[])`];
  if (method) where.push(sql`p.method = ${method}`);
  if (after) where.push(sql`(p.payment_date, p.id) ${past} (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await tx.execute<{ id: string; key: string; seconds: string; status: PaymentStatus; method: PaymentMethod; amount: string; order_number: number; customer: string | null; customer_number: number | null }>(sql`
    select p.id, p.payment_date::text as key, extract(epoch from p.payment_date)::text as seconds, p.status, p.method, p.amount::text as amount, o.order_number, c.name as customer, c.number as customer_number
    from payments p join orders o on o.id = p.order_id left join customers c on c.id = o.customer_id
    where ${every(where)} order by p.payment_date ${direction}, p.id ${direction} limit ${size + 1}`);
  const { rows: page, nextCursor } = cutPage(rows, size, (row) => [row.key, row.id]);
  return {
    kind: "payments" as const,
    nextCursor,
    rows: page.map((row) => ({
      id: row.id,
      at: dateOf(row.seconds),
      status: row.status,
      method: row.method,
      amount: row.amount,
      orderNumber: row.order_number,
      customerName: row.customer,
      customerNumber: row.customer_number,
    })),
  };
}

/** The shelf, by title. */
export async function listShelf(tx: Tx, filter: RowFilter, cursor: string | undefined) {
  const after = decodeCursor(cursor, [CURSOR_PARTS.uuid]);
  const where = [
    ...stockConditions(filter),
    ...(after ? [sql`(a.title, i.id) > (select b.title, j.id from analytics_api.inventory j join analytics_api.albums b on b.id = j.album_id where j.id = ${after[0]}::uuid)`] : []),
  ];
  const rows = await tx.execute<{
    id: string;
    album_id: string;
    title: string;
    artist: string | null;
    catalogue_number: string | null;
    condition: "new" | "used";
    media_grade: string | null;
    on_hand: number;
    reorder_point: number;
    on_order: number;
    unit_cost: string | null;
    list_price: string | null;
    value_cost: string | null;
    value_price: string | null;
  }>(sql`
    select i.id, i.album_id, a.title, a.artist, a.catalogue_number, i.condition, i.media_grade, i.on_hand, i.reorder_point, i.on_order, i.unit_cost::text as unit_cost, i.list_price::text as list_price,
      round(i.on_hand * i.unit_cost, 2)::text as value_cost, round(i.on_hand * i.list_price, 2)::text as value_price
    from ${shelfRows(filter)} i join analytics_api.albums a on a.id = i.album_id
    where ${every(where)} order by a.title, i.id limit ${ROW_PAGE_SIZE + 1}`);
  const { rows: page, nextCursor } = cutPage(rows, ROW_PAGE_SIZE, (row) => [row.id]);
  return {
    kind: "stock" as const,
    nextCursor,
    rows: page.map((row) => ({
      id: row.id,
      albumId: row.album_id,
      title: row.title,
      artist: row.artist,
      catalogueNumber: row.catalogue_number,
      condition: row.condition,
      mediaGrade: row.media_grade,
      onHand: row.on_hand,
      reorderPoint: row.reorder_point,
      onOrder: row.on_order,
      unitCost: row.unit_cost,
      listPrice: row.list_price,
      valueAtCost: row.value_cost,
      valueAtPrice: row.value_price,
    })),
  };
}

/** What moved on the shelf in the range, newest first. */
export async function listMovements(tx: Tx, filter: RowFilter, cursor: string | undefined) {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const where = [inRange(sql`s.occurred_at`, filter.days), ...ofAlbum(sql`i.album_id`, filter)];
  if (after) where.push(sql`(s.occurred_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await tx.execute<{ id: string; key: string; seconds: string; movement: StockMovement; quantity: number; reason: string | null; album_id: string; title: string; person: string | null; order_number: number | null }>(sql`
    select s.id, s.occurred_at::text as key, extract(epoch from s.occurred_at)::text as seconds, s.movement, s.quantity, s.reason, i.album_id, a.title, p.name as person, o.order_number
    from sales s join inventory i on i.id = s.inventory_id join albums a on a.id = i.album_id left join people p on p.id = s.user_id
    left join order_items l on l.id = s.order_item_id left join orders o on o.id = l.order_id
    where ${every(where)} order by s.occurred_at desc, s.id desc limit ${ROW_PAGE_SIZE + 1}`);
  const { rows: page, nextCursor } = cutPage(rows, ROW_PAGE_SIZE, (row) => [row.key, row.id]);
  return {
    kind: "movements" as const,
    nextCursor,
    rows: page.map((row) => ({ id: row.id, at: dateOf(row.seconds), movement: row.movement, quantity: row.quantity, reason: row.reason, albumId: row.album_id, title: row.title, personName: row.person, orderNumber: row.order_number })),
  };
}
