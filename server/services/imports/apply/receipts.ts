import { type SQL, sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { fillLogPeople, type LogOrigin, momentOf, personOf, PIECES_PER_SORT, rateOrRefuse } from "./log-pieces.ts";
import { refuseRows } from "./refuse-rows.ts";
import { keyRanges } from "./sql-pieces.ts";

/*
 * Rows of a till that say more than an amount -> orders with lines. Rows with one order number are
 * one order, wherever they stand in the file; if one of them is refused, the order is, because half
 * an order would be wrong in every figure. An order that is here is never changed.
 */

/** More rows than this are no order: the column says something else. */
const MOST_LINES = 1_000;

interface ReceiptOrigin extends LogOrigin {
  /** The amount is for one copy, not for all of the row. */
  perCopy: boolean;
  /** The rows say which order they belong to. */
  named: boolean;
}

/** Fills the work tables from staged rows that may have an order number, a title and a tax. */
export async function fillFromReceipts(context: ApplyContext, origin: ReceiptOrigin): Promise<void> {
  const { tx, batchId } = context;
  await tx.execute(sql`
    create temp table import_receipts (
      file text not null, row_number int not null, key text not null, ref text not null, order_name text, person text, moment timestamptz not null, time_known boolean not null,
      quantity int not null, title text, charged numeric not null, tax numeric not null, line_total numeric, order_tax numeric, error text
    ) on commit drop`);
  await tx.execute(sql`create temp table import_receipts_known (ref text primary key, order_id uuid not null) on commit drop`);
  const rate = await rateOrRefuse(context, origin.currency);
  if (rate === null) return;
  await readReceipts(context, origin, rate);
  await refuseBroken(context, origin);
  await findKnown(context, origin);
  await refuseRows(tx, batchId, sql`select file, row_number, null::text as error_column, error from import_receipts where error is not null`);
  await writeWork(context, origin, rate);
  await fillLogPeople(context, origin);
}

async function readReceipts(context: ApplyContext, origin: ReceiptOrigin, rate: string): Promise<void> {
  const { tx, batchId, shop, stagedRows, pieceRows, options } = context;
  const included = options.tax === "included";
  for (const { from, to } of keyRanges(stagedRows, pieceRows * PIECES_PER_SORT)) {
    await tx.execute(sql`
      insert into import_receipts (file, row_number, key, ref, order_name, person, moment, time_known, quantity, title, charged, tax)
      select r.file, r.row_number, r.key, coalesce(${origin.source}::text || ':' || (r.data ->> 'order'), r.key || ':' || row_number() over (partition by r.key order by r.row_number)), r.data ->> 'order',
        ${personOf(sql`r.data`)}, ${momentOf(sql`r.data`, origin.timeZone, shop.timeZone)}, not r.data ? 'day', (r.data ->> 'quantity')::int, r.data ->> 'title',
        (r.data ->> 'amount')::numeric ${origin.perCopy ? sql`* (r.data ->> 'quantity')::int` : sql``}, coalesce((r.data ->> 'tax')::numeric, 0)
      from import_rows r where r.batch_id = ${batchId} and r.status = 'accepted' and r.key collate "C" >= ${from} ${to === null ? sql`` : sql`and r.key collate "C" < ${to}`}`);
  }
  await tx.execute(sql`create index on import_receipts (ref)`);
  await tx.execute(sql`create index on import_receipts (key)`);
  await tx.execute(sql`
    update import_receipts set line_total = round((charged - ${included ? sql`tax` : sql`0`}) * ${rate}::numeric, 2), order_tax = round(tax * ${rate}::numeric, 2),
      error = case when ${included ? sql`tax > charged` : sql`false`} then 'the tax is larger than the amount that holds it' end`);
  await tx.execute(sql`analyze import_receipts`);
}

/** Leaves out orders of which a row is refused, and those whose rows cannot be one order. */
async function refuseBroken({ tx, batchId, shop }: ApplyContext, { named }: ReceiptOrigin): Promise<void> {
  if (!named) return;
  const refuse = (error: SQL, found: SQL) => tx.execute(sql`update import_receipts r set error = ${error} from (${found}) x where x.ref = r.ref and r.error is null`);
  await tx.execute(sql`
    update import_receipts r set error = 'order ' || r.order_name || ' is left out as a whole, because its row ' || x.row_number || ' was refused'
    from (select key, min(row_number) as row_number from import_rows where batch_id = ${batchId} and status = 'refused' and key is not null group by key) x where x.key = r.key and r.error is null`);
  await refuse(sql`'order ' || r.order_name || ' is left out as a whole, because its row ' || x.row_number || ' was refused'`, sql`select ref, min(row_number) as row_number from import_receipts where error is not null group by ref`);
  await refuse(
    sql`'order ' || r.order_name || ' has rows on several days, ' || x.first || ' and ' || x.last || '; where numbers begin anew they name no order, so leave that column out'`,
    sql`select ref, min((moment at time zone ${shop.timeZone})::date) as first, max((moment at time zone ${shop.timeZone})::date) as last from import_receipts group by ref having count(distinct (moment at time zone ${shop.timeZone})::date) > 1`,
  );
  await refuse(sql`'order ' || r.order_name || ' has rows of different customers'`, sql`select ref from import_receipts group by ref having count(distinct person) > 1`);
  await refuse(sql`'order ' || r.order_name || ' has ' || x.rows || ' rows, more than an order can have; does the column hold its number?'`, sql`select ref, count(*) as rows from import_receipts group by ref having count(*) > ${MOST_LINES}`);
}

/** Finds orders that are here; one that says something else now is refused, since an import changes none. */
async function findKnown({ tx }: ApplyContext, { named }: ReceiptOrigin): Promise<void> {
  await tx.execute(sql`
    insert into import_receipts_known (ref, order_id)
    select r.ref, o.id from (select distinct ref from import_receipts where error is null) r join orders o on o.channel = 'import' and o.external_id = r.ref`);
  await tx.execute(sql`analyze import_receipts_known`);
  if (!named) return;
  await tx.execute(sql`
    update import_receipts r set error = 'order ' || r.order_name || ' is here with ' || x.here || ', and the file says ' || x.there || '; an import does not change an order that is here'
    from (
      select k.ref, 'lines of ' || i.charged || ' and tax ' || o.tax || ' on ' || o.order_date::date as here, 'lines of ' || f.charged || ' and tax ' || f.tax || ' on ' || f.moment::date as there
      from import_receipts_known k join orders o on o.id = k.order_id
        join (select order_id, coalesce(sum(line_total), 0) as charged, array_agg(line_total order by line_total) as totals from order_items where order_id in (select order_id from import_receipts_known) group by order_id) i on i.order_id = k.order_id
        join (select ref, sum(line_total) as charged, array_agg(line_total order by line_total) as totals, sum(order_tax) as tax, (array_agg(moment order by row_number))[1] as moment from import_receipts group by ref) f on f.ref = k.ref
      where (i.totals, o.tax, o.order_date) is distinct from (f.totals, f.tax, f.moment)
    ) x where x.ref = r.ref and r.error is null`);
}

async function writeWork({ tx }: ApplyContext, origin: ReceiptOrigin, rate: string): Promise<void> {
  const fresh = sql`r.error is null and not exists (select from import_receipts_known k where k.ref = r.ref)`;
  await tx.execute(sql`
    insert into import_work_lines (ref, position, description, quantity, unit_price, discount, line_total)
    select r.ref, row_number() over (partition by r.ref order by r.row_number), r.title, r.quantity, round(r.line_total / r.quantity, 4), 0, r.line_total from import_receipts r where ${fresh}`);
  await tx.execute(sql`
    insert into import_work_orders (row_number, ref, external_id, channel, order_date, time_known, status, currency, exchange_rate, shipping, tax, total, person)
    select min(r.row_number), r.ref, r.ref, 'import', (array_agg(r.moment order by r.row_number))[1], (array_agg(r.time_known order by r.row_number))[1], 'completed', ${origin.currency}, ${rate}::numeric, 0,
      sum(r.order_tax), sum(r.order_tax) + sum(r.line_total), max(r.person)
    from import_receipts r where ${fresh} group by r.ref`);
}

/** Accepted rows of orders that were here. */
export async function countUnchangedReceipts({ tx }: ApplyContext): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from import_receipts r where r.error is null and exists (select from import_receipts_known k where k.ref = r.ref)`);
  return row?.n ?? 0;
}
