import { type SQL, sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";

/**
 * Shopify knows one state of payment per order and one sum of refunds, without dates: the refund
 * is booked when the order was cancelled, else when it was paid. A full payment or refund is
 * exactly the order's total, whatever the exchange rate rounds to.
 */
export async function fillShopifyPayments({ tx }: ApplyContext): Promise<void> {
  await tx.execute(sql`
    insert into import_work_payments (ref, position, status, method, amount, payment_date, external_id)
    select ref, position, status::payment_status, method::payment_method, amount, payment_date, external_id
    from (
      select s.ref, p.position, p.status, s.head ->> 'method' as method, case when p.amount = s.total then w.total else round(p.amount * s.rate, 2) end as amount, p.payment_date,
        case when p.status = 'completed' then s.head ->> 'reference' end as external_id
      from import_shopify_orders s join import_work_orders w on w.ref = s.ref, lateral (
        values
          (1, case when s.financial in ('paid', 'refunded', 'partially_refunded', 'partially_paid') then 'completed' when s.financial in ('pending', 'authorized') then 'pending' else 'cancelled' end,
            case when s.financial = 'partially_paid' then s.total - coalesce(s.outstanding, s.total) else s.total end, coalesce(s.paid_at, s.created_at)),
          (2, 'refunded', case when s.financial in ('paid', 'refunded', 'partially_refunded')
            then least(coalesce(nullif(s.refunded, 0), case when s.financial = 'refunded' then s.total end, 0), s.total) else 0 end, coalesce(s.cancelled_at, s.paid_at, s.created_at))
      ) p (position, status, amount, payment_date)
    ) p where amount > 0`);
}

/** A person is an email address, else a name; of several orders the newest says how to reach them, and whether they agreed to mail. */
export async function fillShopifyPeople({ tx }: ApplyContext): Promise<void> {
  await tx.execute(sql`
    insert into import_work_people (n, ref, source, external_id, name, email, phone, street, postcode, city, country, consent, consent_at, first_date)
    select row_number() over (order by first_date, person), person, case when email is null then 'shopify' end,
      -- Every role may read this column, so it holds no name.
      case when email is null then 'name:' || left(encode(sha256(convert_to(person, 'UTF8')), 'hex'), 32) end,
      name, email, phone, street, postcode, city, country, consent, created_at, first_date
    from (
      select person, ${newest("name")} as name, ${newest("email")} as email, ${newest("phone")} as phone, ${newest("street")} as street, ${newest("postcode")} as postcode,
        ${newest("city")} as city, ${newest("country")} as country, max(created_at) as created_at, min(created_at) as first_date,
        (array_agg((head ->> 'accepts_marketing')::boolean order by created_at desc, row_number desc))[1] and bool_or(head ->> 'email' is not null) as consent
      from import_shopify_orders where person is not null group by person
    ) p`);
}

/** What the newest of a person's orders that says anything about it says. */
const newest = (value: string): SQL => sql`(array_agg(head ->> ${value}::text order by created_at desc, row_number desc) filter (where head ->> ${value}::text is not null))[1]`;
