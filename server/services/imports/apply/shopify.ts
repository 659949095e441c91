import { sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { refuseRows } from "./refuse-rows.ts";
import { bringChanges, findKnownOrders, refuseOtherAmounts } from "./shopify-changes.ts";
import { fillShopifyPayments, fillShopifyPeople } from "./shopify-payments-and-people.ts";
import { fillShopifyTotals, refuseUnequalTotals } from "./shopify-totals.ts";

/*
 * Shopify's rows -> orders. An order is all its rows, wherever they stand in the file; if one of
 * them is refused, the order is, because half an order would be wrong in every figure.
 */

/** Fills the work tables from staged rows of Shopify's orders export. */
export async function fillFromShopify(context: ApplyContext): Promise<void> {
  const { tx, batchId } = context;
  await tx.execute(sql`
    create temp table import_shopify_rows on commit drop as
    select file, row_number, key as ref, data ->> 'id' as id, nullif(data -> 'head', 'null') as head, nullif(data -> 'line', 'null') as line, null::text as error_column, null::text as error
    from import_rows where batch_id = ${batchId}::uuid and status = 'accepted'`);
  await tx.execute(sql`create index on import_shopify_rows (ref)`);
  await tx.execute(sql`analyze import_shopify_rows`);
  await refuseBrokenOrders(context);
  await refuseForeignMoney(context);
  await fillShopifyTotals(context);
  await refuseUnequalTotals(context);
  await findKnownOrders(context);
  await fillOrders(context);
  await fillShopifyPayments(context);
  await refuseOtherAmounts(context);
  await refuseRows(tx, batchId, sql`select file, row_number, error_column, error from import_shopify_rows where error is not null`);
  await bringChanges(context);
  await fillShopifyPeople(context);
}

/** Orders with a refused row, with no row that holds the totals or with two, or with another order's Id. */
async function refuseBrokenOrders({ tx, batchId }: ApplyContext): Promise<void> {
  await tx.execute(sql`
    update import_shopify_rows r set error = 'order ' || r.ref || ' is left out as a whole, because its row ' || x.row_number || ' was refused'
    from (select key, min(row_number) as row_number from import_rows where batch_id = ${batchId}::uuid and status = 'refused' and key is not null group by key) x
    where x.key = r.ref`);
  await tx.execute(sql`
    update import_shopify_rows r set error = case when x.heads = 0 then 'order ' || r.ref || ' has no row with its totals' else 'order ' || r.ref || ' has ' || x.heads || ' rows with totals, so it is not clear which count' end
    from (select ref, count(head) as heads from import_shopify_rows where error is null group by ref having count(head) <> 1) x where x.ref = r.ref and r.error is null`);
  await tx.execute(sql`
    update import_shopify_rows r set error_column = 'Id', error = 'order ' || r.ref || ' has the same Id as order ' || x.first
    from (select ref, first_value(ref) over (partition by id order by row_number) as first from import_shopify_rows where error is null and head is not null and id is not null) x
    where x.ref = r.ref and x.first <> r.ref and r.error is null`);
}

async function refuseForeignMoney({ tx, shop, options }: ApplyContext): Promise<void> {
  await tx.execute(sql`
    update import_shopify_rows r set error_column = 'Currency',
      error = 'order ' || r.ref || ' is in ' || x.currency || ${` and the shop counts in ${shop.currency}; say what one `} || x.currency || ' is worth with --rate ' || x.currency || '=…'
    from (select ref, head ->> 'currency' as currency from import_shopify_rows where head is not null) x
    where x.ref = r.ref and r.error is null and x.currency <> ${shop.currency} and not ${JSON.stringify(options.rates ?? {})}::jsonb ? x.currency`);
}

/** Orders and their lines, in the shop's currency; the total is the sum of what is stored. */
async function fillOrders({ tx }: ApplyContext): Promise<void> {
  await tx.execute(sql`
    insert into import_work_lines (ref, position, description, quantity, unit_price, discount, line_total)
    select ref, row_number() over (partition by ref order by row_number), name, quantity, round((line_total + discount) / quantity, 4), discount, line_total
    from (
      select l.ref, l.row_number, l.name, l.quantity, round(l.line_total * s.rate, 2) as line_total, round(l.discount * s.rate, 2) as discount
      from import_shopify_lines l join import_shopify_orders s on s.ref = l.ref
    ) l`);
  await tx.execute(sql`
    insert into import_work_orders (row_number, ref, external_id, channel, order_date, time_known, status, currency, exchange_rate, shipping, tax, total, person)
    select s.row_number, s.ref, coalesce(s.id, s.ref), 'shopify', s.created_at, true,
      (case when s.cancelled_at is not null or s.financial in ('voided', 'expired') then 'cancelled'
            when s.fulfillment in ('fulfilled', 'restocked') or s.financial = 'refunded' then 'completed' else 'open' end)::order_status,
      s.currency, s.rate, s.paid_shipping, s.paid_tax, s.paid_shipping + s.paid_tax + coalesce((select sum(l.line_total) from import_work_lines l where l.ref = s.ref), 0), s.person
    from (select o.*, round(o.net_shipping * o.rate, 2) as paid_shipping, round(o.taxes * o.rate, 2) as paid_tax from import_shopify_orders o) s`);
}
