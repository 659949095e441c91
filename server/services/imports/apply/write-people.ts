import { sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";
import { uuidV7 } from "./sql-pieces.ts";

/**
 * Finds or makes the customer of each row in import_work_people: by (source, external id), then
 * by email, else new. Several rows with one new email are one person. Numbers are given in the
 * order of first purchase. What is known of a customer who was here stays as it is, except that
 * an earlier purchase makes them a customer since then.
 */
export async function writePeople(context: ApplyContext, consentSource: string): Promise<void> {
  const { tx, batchId, now, pieceRows } = context;
  await tx.execute(sql`
    update import_work_people p set customer_id = c.id from customers c where c.source = p.source and c.external_id = p.external_id`);
  await tx.execute(sql`
    update import_work_people p set customer_id = c.customer_id from customer_contacts c where p.customer_id is null and p.email is not null and lower(c.email) = lower(p.email)`);
  await tx.execute(sql`
    update import_work_people p set leader = e.n from (select lower(email) as email, min(n) as n from import_work_people where email is not null group by 1 having count(*) > 1) e
    where lower(p.email) = e.email and p.n <> e.n and p.customer_id is null`);
  await tx.execute(sql`update import_work_people p set customer_id = ${uuidV7(now, sql`p.n`)}, is_new = true where customer_id is null and leader is null`);
  await tx.execute(sql`update import_work_people p set customer_id = e.customer_id from import_work_people e where p.customer_id is null and e.n = p.leader`);
  await dateCustomers(context);
  const [last] = await tx.execute<{ n: number }>(sql`select coalesce(max(n), 0)::int as n from import_work_people where is_new`);
  for (let from = 0; from < (last?.n ?? 0); from += pieceRows) {
    const piece = sql`is_new and n > ${from} and n <= ${from + pieceRows}`;
    await tx.execute(sql`
      insert into customers (id, source, external_id, name, customer_since, import_batch_id)
      select customer_id, source, external_id, name, first_date, ${batchId}::uuid from import_work_people where ${piece} order by n`);
    await tx.execute(sql`
      insert into customer_contacts (customer_id, email, phone, street, postcode, city, country, marketing_consent, consent_at, consent_source)
      select customer_id, email, phone, street, postcode, city, country, consent, case when consent then consent_at end, case when consent then ${consentSource}::text end
      from import_work_people where ${piece} and coalesce(email, phone, street, postcode, city, country) is not null order by n`);
  }
}

/** An earlier purchase makes somebody a customer since then; what was known before is kept with the batch, for the way back. */
async function dateCustomers({ tx, batchId }: ApplyContext): Promise<void> {
  const earlier = sql`
    select c.id, c.customer_since as before, p.first_date as after
    from (select customer_id, min(first_date) as first_date from import_work_people where not is_new group by customer_id) p join customers c on c.id = p.customer_id where c.customer_since > p.first_date`;
  await tx.execute(sql`
    update import_batches set options = options || jsonb_build_object('customersSince', k.kept)
    from (select jsonb_object_agg(id, jsonb_build_array(before, after)) as kept from (${earlier}) e) k where import_batches.id = ${batchId}::uuid and k.kept is not null`);
  await tx.execute(sql`update customers c set customer_since = e.after from (${earlier}) e where c.id = e.id`);
}
