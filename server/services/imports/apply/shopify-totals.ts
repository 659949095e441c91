import { sql } from "drizzle-orm";
import type { ApplyContext } from "../types.ts";

/*
 * What each line of a Shopify order was charged, without tax. The subtotal is the fact: what the
 * lines come to after all discounts, before shipping. A discount of the order is spread over the
 * lines pro rata, and what rounding leaves goes to the largest line. Where the subtotal and the
 * shipping alone give the total, prices include the tax, which is then taken out of lines and
 * shipping in proportion.
 */

/** Builds import_shopify_orders and import_shopify_lines, in the source's currency, from the rows not refused so far. */
export async function fillShopifyTotals({ tx, shop, options }: ApplyContext): Promise<void> {
  const rates = JSON.stringify(options.rates ?? {});
  await tx.execute(sql`
    create temp table import_shopify_lines on commit drop as
    select ref, row_number, line ->> 'name' as name, (line ->> 'quantity')::int as quantity, (line ->> 'taxable')::boolean as taxable,
      round((line ->> 'price')::numeric * (line ->> 'quantity')::int, 2) as gross, (line ->> 'discount')::numeric as own_discount,
      null::numeric as charged, null::numeric as line_total, null::numeric as discount
    from import_shopify_rows where error is null and line is not null`);
  await tx.execute(sql`create index on import_shopify_lines (ref)`);
  await tx.execute(sql`
    create temp table import_shopify_orders on commit drop as
    with head as (
      select ref, row_number, id, coalesce(head ->> 'currency', ${shop.currency}::text) as currency, head ->> 'financial' as financial, head ->> 'fulfillment' as fulfillment,
        (head ->> 'created_at')::timestamptz as created_at, (head ->> 'paid_at')::timestamptz as paid_at, (head ->> 'cancelled_at')::timestamptz as cancelled_at,
        (head ->> 'subtotal')::numeric as subtotal, (head ->> 'shipping')::numeric as listed_shipping, (head ->> 'taxes')::numeric as taxes, (head ->> 'total')::numeric as total,
        (head ->> 'discount')::numeric as discount, (head ->> 'refunded')::numeric as refunded, (head ->> 'outstanding')::numeric as outstanding, head
      from import_shopify_rows where error is null and head is not null
    ),
    summed as (
      select h.*, coalesce(l.gross, 0) as gross, coalesce(l.own_discount, 0) as own_discount, coalesce(l.worst, 0) as worst
      from head h left join (select ref, sum(gross) as gross, sum(own_discount) as own_discount, max(own_discount - gross) as worst from import_shopify_lines group by ref) l on l.ref = h.ref
    ),
    -- A discount code for free shipping is part of the discount, but not of the lines'.
    shipped as (
      select s.*, case when free then 0 else listed_shipping end as shipping
      from (select *, listed_shipping > 0 and abs(gross - subtotal - discount) > 0.01 and abs(gross - subtotal - (discount - listed_shipping)) <= 0.01 as free from summed) s
    ),
    judged as (
      select s.*,
        worst <= 0 and (free or abs(gross - subtotal - discount) <= 0.01 or abs(gross - subtotal - discount - own_discount) <= 0.01
          or (listed_shipping = 0 and discount >= own_discount and abs(gross - subtotal - own_discount) <= 0.01)) as lines_agree,
        abs(subtotal + shipping - total) <= 0.01 as included_agrees, abs(subtotal + shipping + taxes - total) <= 0.01 as excluded_agrees
      from shipped s
    )
    select j.*, case ${options.tax ?? null}::text when 'included' then included_agrees when 'excluded' then excluded_agrees else included_agrees or excluded_agrees end as total_agrees,
      case ${options.tax ?? null}::text when 'included' then true when 'excluded' then false else not excluded_agrees end as tax_included,
      case when currency = ${shop.currency}::text then 1 else (${rates}::jsonb ->> currency)::numeric end as rate, shipping as net_shipping,
      coalesce('email:' || lower(head ->> 'email'), 'name:' || lower(head ->> 'name')) as person
    from judged j`);
  await tx.execute(sql`create index on import_shopify_orders (ref)`);
  await tx.execute(sql`analyze import_shopify_orders`);
  await tx.execute(sql`analyze import_shopify_lines`);
  await chargeLines({ tx });
  await takeTaxOut({ tx });
}

/** The subtotal spread over the lines in proportion to their price less their own discount. */
async function chargeLines({ tx }: Pick<ApplyContext, "tx">): Promise<void> {
  await tx.execute(sql`
    update import_shopify_lines l set charged = x.charged
    from (
      select ref, row_number, share + case when place = 1 then subtotal - sum(share) over (partition by ref) else 0 end as charged
      from (
        select l.ref, l.row_number, o.subtotal, row_number() over (partition by l.ref order by l.gross - l.own_discount desc, l.row_number) as place,
          case when sum(l.gross - l.own_discount) over (partition by l.ref) = 0 then 0
               else round(o.subtotal * (l.gross - l.own_discount) / sum(l.gross - l.own_discount) over (partition by l.ref), 2) end as share
        from import_shopify_lines l join import_shopify_orders o on o.ref = l.ref
      ) s
    ) x where x.ref = l.ref and x.row_number = l.row_number`);
}

/** line_total, discount and the order's net shipping, without tax; the order's last cent goes to its largest line. */
async function takeTaxOut({ tx }: Pick<ApplyContext, "tx">): Promise<void> {
  await tx.execute(sql`
    update import_shopify_orders o set net_shipping = shipping - round(taxes * shipping / (shipping + x.taxed), 2)
    from (select l.ref, case when bool_or(l.taxable) then sum(l.charged) filter (where l.taxable) else sum(l.charged) end as taxed from import_shopify_lines l group by l.ref) x
    where x.ref = o.ref and o.tax_included and shipping + x.taxed > 0`);
  await tx.execute(sql`
    update import_shopify_lines l set line_total = x.line_total,
      discount = case when l.charged > 0 then round(greatest(l.gross - l.charged, 0) * x.line_total / l.charged, 2) else greatest(l.gross - l.charged, 0) end
    from (
      -- All but the largest line keep their rounded share; the largest takes what is left of the order.
      select ref, row_number, case when place = 1 then total - net_shipping - taxes - (sum(share) over (partition by ref) - share) else share end as line_total
      from (
        select l.ref, l.row_number, o.total, o.net_shipping, o.taxes, row_number() over (partition by l.ref order by l.charged desc, l.row_number) as place,
          l.charged - case when not o.tax_included or sum(l.weight) over (partition by l.ref) = 0 then 0
                      else round((o.taxes - (o.shipping - o.net_shipping)) * l.weight / sum(l.weight) over (partition by l.ref), 2) end as share
        from (select l.*, case when l.taxable or not bool_or(l.taxable) over (partition by l.ref) then l.charged else 0 end as weight from import_shopify_lines l) l
          join import_shopify_orders o on o.ref = l.ref
      ) s
    ) x where x.ref = l.ref and x.row_number = l.row_number`);
}

/** Orders whose figures do not come to each other by more than a cent. */
export async function refuseUnequalTotals({ tx }: ApplyContext): Promise<void> {
  await tx.execute(sql`
    create temp table import_shopify_refused on commit drop as
    select ref, case
        when worst > 0 then 'order ' || ref || ' has a line whose discount is more than the line'
        when not lines_agree then 'order ' || ref || ': its lines come to ' || gross || ', its discounts to ' || discount || ', and the subtotal says ' || subtotal
        when not total_agrees then 'order ' || ref || ': subtotal ' || subtotal || ', shipping ' || shipping || ' and taxes ' || taxes || ' do not give the total ' || total
        when refunded > total + 0.01 then 'order ' || ref || ': ' || refunded || ' was refunded of a total of ' || total
        else 'order ' || ref || ': taxes of ' || taxes || ' are more than its lines were charged' end as error
    from import_shopify_orders o
    where worst > 0 or not lines_agree or not total_agrees or coalesce(refunded, 0) > total + 0.01
      or exists (select from import_shopify_lines l where l.ref = o.ref and (l.line_total < 0 or l.discount < 0)) or net_shipping < 0`);
  await tx.execute(sql`update import_shopify_rows r set error = x.error from import_shopify_refused x where x.ref = r.ref and r.error is null`);
  await tx.execute(sql`delete from import_shopify_orders o using import_shopify_refused x where x.ref = o.ref`);
}
