import { sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { fillLogPeople, type LogOrigin, momentOf, personOf, PIECES_PER_SORT, rateOrRefuse } from "./log-pieces.ts";
import { keyRanges } from "./sql-pieces.ts";

/**
 * Turns staged transactions into orders of one line each, leaving out those that are here: the
 * key is the hash of the row's content plus its ordinal among equal rows.
 */
export async function fillFromTransactions(context: ApplyContext, origin: LogOrigin): Promise<void> {
  const { tx, batchId, shop, stagedRows, pieceRows } = context;
  const rate = await rateOrRefuse(context, origin.currency);
  if (rate === null) return;
  for (const { from, to } of keyRanges(stagedRows, pieceRows * PIECES_PER_SORT)) {
    await tx.execute(sql`
      insert into import_work_orders (row_number, ref, external_id, channel, order_date, time_known, status, currency, exchange_rate, shipping, tax, total, quantity, person)
      select row_number, external_id, external_id, 'import', moment, time_known, 'completed', ${origin.currency}, ${rate}::numeric, 0, 0, round(amount::numeric * ${rate}::numeric, 2), quantity::int, customer
      from (
        select r.row_number, r.key || ':' || row_number() over (partition by r.key order by r.row_number) as external_id,
          ${momentOf(sql`r.data`, origin.timeZone, shop.timeZone)} as moment, not r.data ? 'day' as time_known, r.data ->> 'quantity' as quantity, r.data ->> 'amount' as amount, ${personOf(sql`r.data`)} as customer
        from import_rows r where r.batch_id = ${batchId} and r.status = 'accepted' and r.key collate "C" >= ${from} ${to === null ? sql`` : sql`and r.key collate "C" < ${to}`}
      ) r
      where not exists (select from orders o where o.channel = 'import' and o.external_id = r.external_id)`);
  }
  await fillLogPeople(context, origin);
}

/** Accepted rows that made no order, because it was here. */
export async function countUnchangedTransactions({ tx, batchId }: ApplyContext): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select ((select count(*) from import_rows where batch_id = ${batchId} and status = 'accepted') - (select count(*) from import_work_orders))::int as n`);
  return row?.n ?? 0;
}
