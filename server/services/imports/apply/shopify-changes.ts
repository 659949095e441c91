import { sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { uuidV7 } from "./sql-pieces.ts";

/*
 * What a later export says of orders that are here. The export has no date of its own, so an older
 * one cannot be told from a newer: an order only goes forward (open, completed, cancelled; pending,
 * paid, refunded) and an older file changes nothing. Lines, customer and amounts stay as they were
 * first imported.
 */

/** Finds orders that are here: under their Id, or under their name where one of the exports had no Ids. They keep their exchange rate. */
export async function findKnownOrders({ tx, batchId }: ApplyContext): Promise<void> {
  await tx.execute(sql`
    create temp table import_shopify_known on commit drop as
    select distinct on (ref) ref, order_id
    from (
      select s.ref, o.id as order_id, 1 as place from import_shopify_orders s join orders o on o.channel = 'shopify' and o.external_id = s.id
      union all
      select s.ref, o.id, 2 from import_shopify_orders s join orders o on o.channel = 'shopify' and o.external_id = s.ref
      union all
      select s.ref, o.id, 3
      from import_shopify_orders s join import_rows r on r.key = s.ref and r.status = 'accepted' join import_batches b on b.id = r.batch_id
        join orders o on o.channel = 'shopify' and o.external_id = r.data ->> 'id'
      where s.id is null and b.format = 'shopify-orders' and b.status = 'completed' and b.id <> ${batchId}::uuid
    ) k order by ref, place, order_id`);
  await tx.execute(sql`create index on import_shopify_known (ref)`);
  await tx.execute(sql`analyze import_shopify_known`);
  await tx.execute(sql`
    update import_shopify_orders s set rate = o.exchange_rate from import_shopify_known k join orders o on o.id = k.order_id
    where k.ref = s.ref and o.currency = s.currency and o.exchange_rate <> s.rate`);
}

/**
 * Refuses known orders whose lines or amounts are no longer those that were imported. Lines are
 * compared by what they were charged and by their quantities, whatever their order in the file:
 * it also decides which of two equal lines takes the odd cent.
 */
export async function refuseOtherAmounts({ tx }: ApplyContext): Promise<void> {
  for (const table of ["orders", "lines", "payments"]) await tx.execute(sql`analyze ${sql.identifier(`import_work_${table}`)}`);
  await tx.execute(sql`
    update import_shopify_rows r set error = 'order ' || x.ref || ' is here with ' || x.here || ', and the file says ' || x.there || case when x.here = x.there then ' in other lines' else '' end
        || '; lines and amounts of an order that is here are not changed by an import'
    from (
      select k.ref, 'lines of ' || coalesce(i.charged, 0.00) || ', shipping ' || o.shipping || ', tax ' || o.tax || ' and total ' || o.total as here,
        'lines of ' || coalesce(f.charged, 0.00) || ', shipping ' || w.shipping || ', tax ' || w.tax || ' and total ' || w.total as there
      from import_shopify_known k
        join orders o on o.id = k.order_id join import_work_orders w on w.ref = k.ref
        left join (
          select order_id, sum(line_total) as charged, array_agg(line_total order by line_total) as totals, array_agg(quantity order by quantity) as quantities
          from order_items where order_id in (select order_id from import_shopify_known) group by order_id
        ) i on i.order_id = k.order_id
        left join (
          select ref, sum(line_total) as charged, array_agg(line_total order by line_total) as totals, array_agg(quantity order by quantity) as quantities from import_work_lines group by ref
        ) f on f.ref = k.ref
      where (o.shipping, o.tax, o.total) is distinct from (w.shipping, w.tax, w.total) or (i.totals, i.quantities) is distinct from (f.totals, f.quantities)
    ) x where x.ref = r.ref and r.error is null`);
}

/** Brings what is new on known orders, status and money, and takes them out of the work tables. */
export async function bringChanges(context: ApplyContext): Promise<void> {
  const { tx } = context;
  await findChanges(context);
  await writeChanges(context);
  for (const table of ["import_work_orders", "import_work_lines", "import_work_payments", "import_shopify_orders"]) {
    await tx.execute(sql`delete from ${sql.identifier(table)} w using import_shopify_known k where k.ref = w.ref`);
  }
}

/**
 * A row for each order with something new: its next status (null: as it is), what was paid and
 * refunded beyond what is here, and the pending payment that this settles or voids. A voided order
 * that was paid after all is the one that comes back, and a file in which it is still voided is the
 * older one.
 */
async function findChanges({ tx }: ApplyContext): Promise<void> {
  await tx.execute(sql`
    create temp table import_shopify_changes on commit drop as
    select row_number() over (order by order_id)::int as n, c.*
    from (
      select ref, order_id, pending_id, paid, refunded, pending_id is not null and voided and here_paid = 0 as voids,
        case when (file_status > here_status and not (voided and not cancelled and here_paid > 0)) or (here_status = 'cancelled' and file_status <> 'cancelled' and was_voided and here_paid = 0 and paid > 0) then file_status end as status
      from (
        select k.ref, k.order_id, o.status as here_status, w.status as file_status, p.pending_id, coalesce(p.voided, false) as was_voided, coalesce(p.paid, 0) as here_paid,
          coalesce(b.status = 'cancelled', false) as voided, s.cancelled_at is not null as cancelled,
          case when b.status = 'completed' then greatest(b.amount - coalesce(p.paid, 0), 0) else 0 end as paid, greatest(coalesce(f.amount, 0) - coalesce(p.refunded, 0), 0) as refunded
        from import_shopify_known k join orders o on o.id = k.order_id join import_work_orders w on w.ref = k.ref join import_shopify_orders s on s.ref = k.ref
          left join import_work_payments b on b.ref = k.ref and b.position = 1
          left join import_work_payments f on f.ref = k.ref and f.position = 2
          left join (
            select order_id, sum(amount) filter (where status = 'completed') as paid, sum(amount) filter (where status = 'refunded') as refunded,
              (array_agg(id order by id) filter (where status = 'pending'))[1] as pending_id, bool_or(status = 'cancelled') as voided
            from payments where order_id in (select order_id from import_shopify_known) group by order_id
          ) p on p.order_id = k.order_id
        where not exists (select from import_shopify_rows r where r.ref = k.ref and r.error is not null)
      ) k
    ) c where status is not null or voids or paid > 0 or refunded > 0`);
  await tx.execute(sql`create index on import_shopify_changes (n)`);
  await tx.execute(sql`create index on import_shopify_changes (ref)`);
  await tx.execute(sql`analyze import_shopify_changes`);
}

/** In pieces by the orders' ids; orders and payments in statements of their own, as the read models ask. */
async function writeChanges({ tx, batchId, now, pieceRows }: ApplyContext): Promise<void> {
  const [last] = await tx.execute<{ n: number }>(sql`select coalesce(max(n), 0)::int as n from import_shopify_changes`);
  for (let from = 0; from < (last?.n ?? 0); from += pieceRows) {
    const piece = sql`c.n > ${from} and c.n <= ${from + pieceRows}`;
    await tx.execute(sql`
      with piece as materialized (
        select c.order_id, c.status from import_shopify_changes c join orders o on o.id = c.order_id where ${piece} and c.status is not null order by c.order_id for no key update of o
      )
      update orders o set status = piece.status from piece where o.id = piece.order_id`);
    await tx.execute(sql`
      with piece as materialized (
        select c.*, b.method, b.payment_date, b.external_id from import_shopify_changes c join payments p on p.id = c.pending_id join import_work_payments b on b.ref = c.ref and b.position = 1
        where ${piece} and (c.paid > 0 or c.voids) order by c.pending_id for no key update of p
      )
      update payments p set status = case when c.voids then 'cancelled'::payment_status else 'completed' end, amount = case when c.voids then p.amount else c.paid end,
        payment_date = case when c.voids then p.payment_date else c.payment_date end, method = case when c.voids or c.method = 'other' then p.method else c.method end,
        external_id = coalesce(c.external_id, p.external_id)
      from piece c where p.id = c.pending_id`);
    await tx.execute(sql`
      insert into payments (id, order_id, status, method, amount, payment_date, external_id, import_batch_id)
      select ${uuidV7(now, sql`c.n`)}, c.order_id, 'completed', b.method, c.paid, b.payment_date, b.external_id, ${batchId}::uuid
      from import_shopify_changes c join import_work_payments b on b.ref = c.ref and b.position = 1 where ${piece} and c.paid > 0 and c.pending_id is null order by c.n`);
    // Shopify names no payment that a refund gives back: the order's largest.
    await tx.execute(sql`
      insert into payments (id, order_id, status, method, amount, payment_date, refund_of, import_batch_id)
      select ${uuidV7(now, sql`c.n`)}, c.order_id, 'refunded', p.method, c.refunded, f.payment_date, p.id, ${batchId}::uuid
      from import_shopify_changes c join import_work_payments f on f.ref = c.ref and f.position = 2,
        lateral (select id, method from payments where order_id = c.order_id and status = 'completed' order by amount desc, id limit 1) p
      where ${piece} and c.refunded > 0 order by c.n`);
  }
}

/** Accepted rows of orders that were here and have nothing new. */
export async function countUnchangedShopify({ tx }: ApplyContext): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from import_shopify_rows r
    where r.error is null and exists (select from import_shopify_known k where k.ref = r.ref) and not exists (select from import_shopify_changes c where c.ref = r.ref)`);
  return row?.n ?? 0;
}
