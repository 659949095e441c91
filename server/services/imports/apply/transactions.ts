import { sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { rateFor } from "./rates.ts";
import { keyRanges } from "./sql-pieces.ts";

/** One sort or one aggregate may take this many pieces' worth of rows. */
const PIECES_PER_SORT = 20;

/** What all rows of one transaction log have in common. */
export interface TransactionSource {
  source: string;
  timeZone: string;
  currency: string;
}

/**
 * Turns staged transactions into orders of one line each, leaving out those that are here: the
 * key is the hash of the row's content plus its ordinal among equal rows.
 */
export async function fillFromTransactions(context: ApplyContext, origin: TransactionSource): Promise<void> {
  const { tx, batchId, shop, stagedRows, pieceRows } = context;
  const rate = rateFor(context, origin.currency);
  if (rate === null) {
    await tx.execute(sql`
      update import_rows set status = 'refused', error = ${`the amount is in ${origin.currency} and the shop counts in ${shop.currency}; say what one ${origin.currency} is worth with --rate ${origin.currency}=…`}
      where batch_id = ${batchId} and status = 'accepted'`);
    return;
  }
  for (const { from, to } of keyRanges(stagedRows, pieceRows * PIECES_PER_SORT)) {
    await tx.execute(sql`
      insert into import_work_orders (row_number, ref, external_id, channel, order_date, time_known, status, currency, exchange_rate, shipping, tax, total, quantity, person)
      select row_number, external_id, external_id, 'import',
        case when day is null then at::timestamp at time zone ${origin.timeZone} else (day::date + time '12:00') at time zone ${shop.timeZone} end, day is null,
        'completed', ${origin.currency}, ${rate}::numeric, 0, 0, round(amount::numeric * ${rate}::numeric, 2), quantity::int, customer
      from (
        select r.row_number, r.key || ':' || row_number() over (partition by r.key order by r.row_number) as external_id,
          r.data ->> 'day' as day, r.data ->> 'at' as at, r.data ->> 'quantity' as quantity, r.data ->> 'amount' as amount,
          -- Every role may read the number at its source, so it holds no address.
          case when r.data ->> 'customer' like '%@%' then 'email:' || left(encode(sha256(convert_to(lower(r.data ->> 'customer'), 'UTF8')), 'hex'), 32) else r.data ->> 'customer' end as customer
        from import_rows r where r.batch_id = ${batchId} and r.status = 'accepted' and r.key collate "C" >= ${from} ${to === null ? sql`` : sql`and r.key collate "C" < ${to}`}
      ) r
      where not exists (select from orders o where o.channel = 'import' and o.external_id = r.external_id)`);
  }
  await tx.execute(sql`
    insert into import_work_people (n, ref, source, external_id, first_date)
    select row_number() over (order by first_date, person), person, ${origin.source}, person, first_date
    from (select person, min(order_date) as first_date from import_work_orders where person is not null group by person) p`);
}

/** Accepted rows that made no order, because it was here. */
export async function countUnchangedTransactions({ tx, batchId }: ApplyContext): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select ((select count(*) from import_rows where batch_id = ${batchId} and status = 'accepted') - (select count(*) from import_work_orders))::int as n`);
  return row?.n ?? 0;
}
