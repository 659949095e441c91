import { type SQL, sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { rateFor } from "./rates.ts";

/** One sort or one aggregate may take this many pieces' worth of rows. */
export const PIECES_PER_SORT = 20;

/** What all rows of one transaction log have in common. */
export interface LogOrigin {
  source: string;
  timeZone: string;
  currency: string;
  /** True when rows may say who the customer is by name or address. */
  contacts: boolean;
}

/** Who a staged row `data` belongs to. Every role may read what this becomes, so it holds no address. */
export const personOf = (data: SQL): SQL => sql`
  case when ${data} ->> 'customer' like '%@%' then 'email:' || left(encode(sha256(convert_to(lower(${data} ->> 'customer'), 'UTF8')), 'hex'), 32) else ${data} ->> 'customer' end`;

/** When a staged row `data` happened; a day alone is noon in the shop. */
export const momentOf = (data: SQL, timeZone: string, shopZone: string): SQL => sql`
  case when ${data} ? 'day' then ((${data} ->> 'day')::date + time '12:00') at time zone ${shopZone}::text
    when ${data} ? 'at' then (${data} ->> 'at')::timestamp at time zone ${timeZone}::text else (${data} ->> 'instant')::timestamptz end`;

/** What one unit of the log's currency is worth; null when nobody said, and then every row is refused. */
export async function rateOrRefuse(context: ApplyContext, currency: string): Promise<string | null> {
  const { tx, batchId, shop } = context;
  const rate = rateFor(context, currency);
  if (rate !== null) return rate;
  await tx.execute(sql`
    update import_rows set status = 'refused', error = ${`the amount is in ${currency} and the shop counts in ${shop.currency}; say what one ${currency} is worth in ${shop.currency} (in the terminal with --rate ${currency}=…)`}
    where batch_id = ${batchId} and status = 'accepted'`);
  return null;
}

/** The people of import_work_orders, with the name and address that the last of their rows says. */
export async function fillLogPeople({ tx, batchId }: ApplyContext, { source, contacts }: LogOrigin): Promise<void> {
  const person = personOf(sql`r.data`);
  const last = (field: string): SQL => sql`(array_agg(r.data ->> ${field}::text order by r.row_number desc) filter (where r.data ? ${field}::text))[1]`;
  await tx.execute(sql`
    insert into import_work_people (n, ref, source, external_id, name, email, first_date)
    select row_number() over (order by p.first_date, p.person), p.person, ${source}, p.person, ${contacts ? sql`k.name, k.email` : sql`null, null`}, p.first_date
    from (select person, min(order_date) as first_date from import_work_orders where person is not null group by person) p
    ${contacts ? sql`left join (select ${person} as person, ${last("name")} as name, ${last("email")} as email from import_rows r where r.batch_id = ${batchId} and r.status = 'accepted' group by 1) k on k.person = p.person` : sql``}`);
}
