import { type SQL, sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { uuidV7 } from "./sql-pieces.ts";

/*
 * Work tables -> orders, lines and payments, in pieces by date so that order numbers ascend with
 * the date. One statement per piece: the triggers that keep the read models run once for each.
 */

const singleLines = (now: Date): SQL => sql`
  insert into order_items (id, order_id, position, quantity, unit_price, line_total)
  select ${uuidV7(now, sql`n`)}, order_id, 1, quantity, round(total / quantity, 4), total from piece order by n`;

const workLines = (now: Date): SQL => sql`
  insert into order_items (id, order_id, position, album_id, description, quantity, unit_price, discount, line_total)
  select ${uuidV7(now, sql`p.n`)}, p.order_id, l.position, l.album_id, l.description, l.quantity, l.unit_price, l.discount, l.line_total
  from piece p join import_work_lines l on l.ref = p.ref order by p.n, l.position`;

/** A refund gives back the order's one completed payment. */
const workPayments = (now: Date, batchId: string): SQL => sql`,
  paid as materialized (
    select ${uuidV7(now, sql`p.n`)} as id, p.n, p.order_id, w.position, w.status, w.method, w.amount, w.payment_date, w.external_id
    from piece p join import_work_payments w on w.ref = p.ref
  ),
  made_payments as (
    insert into payments (id, order_id, status, method, amount, payment_date, refund_of, external_id, import_batch_id)
    select id, order_id, status, method, amount, payment_date,
      case when status = 'refunded' then (select o.id from paid o where o.order_id = paid.order_id and o.status = 'completed' order by o.position limit 1) end, external_id, ${batchId}::uuid
    from paid order by n, position
  )`;

/**
 * Writes all orders of the work tables. Returns how many.
 * `onPiece` is told how many are written after each piece.
 */
export async function writeOrders(context: ApplyContext, singleLine: boolean, onPiece: (written: number, total: number) => void): Promise<number> {
  const { tx, batchId, now, pieceRows } = context;
  const [count] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from import_work_orders`);
  const total = count?.n ?? 0;
  let after = { date: "-infinity", row: 0 };
  for (let written = 0; written < total; ) {
    const [last] = await tx.execute<{ date: string; row: number; n: number }>(sql`
      with piece as materialized (
        select w.*, p.customer_id, ${written}::int + row_number() over (order by w.order_date, w.row_number)::int as n,
          ${uuidV7(now, sql`${written}::int + row_number() over (order by w.order_date, w.row_number)`)} as order_id
        from (
          select * from import_work_orders where (order_date, row_number) > (${after.date}::timestamptz, ${after.row}::int) order by order_date, row_number limit ${pieceRows}
        ) w left join import_work_people p on p.ref = w.person
      ),
      made_orders as (
        insert into orders (id, customer_id, status, channel, external_id, order_date, time_known, currency, exchange_rate, shipping, tax, total, import_batch_id)
        select order_id, customer_id, status, channel, external_id, order_date, time_known, currency, exchange_rate, shipping, tax, total, ${batchId}::uuid from piece order by n
      ),
      made_lines as (${singleLine ? singleLines(now) : workLines(now)})
      ${singleLine ? sql`` : workPayments(now, batchId)}
      select order_date::text as date, row_number as row, n from piece order by n desc limit 1`);
    if (!last) break;
    after = { date: last.date, row: last.row };
    written = last.n;
    onPiece(written, total);
  }
  return total;
}
