import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { BlockCell, BlockQuestion } from "../block.ts";
import type { RawBlock } from "./raw.ts";
import { bars, byKey, counted, dayOf, type RawRows } from "./raw-days.ts";

const read = async (tx: Tx, statement: SQL): Promise<RawRows> => byKey(await tx.execute<Record<string, BlockCell>>(statement));

const until = ({ frame, today }: BlockQuestion): string => [frame.now.to, today].sort()[0] ?? today;

/** Orders that count with what their lines brought: id, customer_id, day, revenue, units, first_day of their customer. */
const orders = sql`orders_by_hand as materialized (
  select o.id, o.customer_id, ${dayOf(sql`o.order_date`)} as day,
    (select coalesce(sum(l.line_total), 0.00) from order_items l where l.order_id = o.id) as revenue, (select coalesce(sum(l.quantity), 0) from order_items l where l.order_id = o.id) as units,
    min(${dayOf(sql`o.order_date`)}) over (partition by o.customer_id) as first_day
  from orders o where o.status <> 'cancelled')`;

/** Customers whom the shop knew on a day: joined or bought by then, or nobody knows when they joined. */
const known = (day: string): SQL => sql`(
  select c.id from customers c where c.customer_since is null and not exists (select from orders o where o.customer_id = c.id and o.status <> 'cancelled')
    or ${dayOf(sql`c.customer_since`)} <= ${day}::date
    or exists (select from orders o where o.customer_id = c.id and o.status <> 'cancelled' and ${dayOf(sql`o.order_date`)} <= ${day}::date))`;

const newReturning: RawBlock = async (tx, { frame, by }) => {
  const some = sql`exists (select from orders o where ${counted(frame.now)} ${by === "customers" ? sql`and o.customer_id is not null` : sql``})`;
  // Whatever was bought for nothing is no revenue: then the block is empty, too.
  const shown = by === "revenue" ? sql`(select sum(revenue) from orders_by_hand where day between ${frame.now.from}::date and ${frame.now.to}::date) > 0` : some;
  const inBar = sql`x.day between s and e`;
  const figure = (where: SQL): SQL => {
    if (by === "customers") return sql`(select count(distinct x.customer_id)::text from orders_by_hand x where ${inBar} and ${where})`;
    if (by === "orders") return sql`(select count(*)::text from orders_by_hand x where ${inBar} and ${where})`;
    return sql`(select coalesce(sum(x.revenue), 0.00)::text from orders_by_hand x where ${inBar} and ${where})`;
  };
  if (by === "customers") {
    return read(tx, sql`with ${orders} select s::text as key, s::text as start, e::text as "end", ${figure(sql`x.customer_id is not null and x.first_day >= s`)} as new,
      ${figure(sql`x.customer_id is not null and x.first_day < s`)} as returning, ${figure(sql`x.customer_id is not null`)} as total from ${bars(frame.buckets)} b where ${shown}`);
  }
  return read(tx, sql`with ${orders} select s::text as key, s::text as start, e::text as "end", ${figure(sql`x.customer_id is not null and x.day = x.first_day`)} as new,
    ${figure(sql`x.customer_id is not null and x.day > x.first_day`)} as returning, ${figure(sql`x.customer_id is null`)} as walk_in, ${figure(sql`true`)} as total from ${bars(frame.buckets)} b where ${shown}`);
};

/** The score of a value: how many of the cut points lie below it. A cut point is the least value that so many fifths of all do not exceed. */
const cutsBelow = (table: string, column: string): SQL => {
  const [t, c] = [sql.raw(table), sql.raw(column)];
  return sql`(select count(*) from generate_series(1, 4) k where p.${c} > (
    select min(q.${c}) from ${t} q where 5 * (select count(*) from ${t} w where w.${c} <= q.${c}) >= k * (select count(*) from ${t})))::int`;
};

const rfm: RawBlock = async (tx, question) => {
  const day = until(question);
  return read(
    tx,
    sql`with ${orders}, past as materialized (
        select customer_id, ${day}::date - max(day) as days, count(*)::int as orders, sum(revenue) as revenue from orders_by_hand where customer_id is not null and day <= ${day}::date group by customer_id),
      days_of as (select days, 5 - ${cutsBelow("past", "days")} as r from (select distinct days from past) p),
      orders_of as (select orders, 1 + ${cutsBelow("past", "orders")} as f from (select distinct orders from past) p),
      revenue_of as (select revenue, 1 + ${cutsBelow("past", "revenue")} as m from (select distinct revenue from past) p),
      scored as (select past.*, r, (f + m) / 2.0 as fm from past join days_of using (days) join orders_of using (orders) join revenue_of using (revenue)),
      rules(key, low_r, high_r, low_fm, below_fm) as (values
        ('champions', 5, 5, 4, 9), ('loyal', 3, 4, 4, 9), ('active', 4, 5, 2, 4), ('new', 5, 5, 0, 2), ('promising', 4, 4, 0, 2), ('needs-attention', 3, 3, 3, 4),
        ('at-risk', 1, 2, 3, 4.5), ('previously-loyal', 1, 2, 4.5, 9), ('almost-lost', 3, 3, 0, 3), ('dormant', 1, 2, 0, 3)),
      everybody as (select id as customer_id from ${known(day)} k),
      grouped as (select key, count(*) as customers, sum(revenue) as revenue, avg(days) as days, avg(orders) as orders from scored s join rules g on s.r between low_r and high_r and s.fm >= low_fm and s.fm < below_fm group by key
        union all select 'prospects', count(*), 0.00, null, 0 from everybody where customer_id not in (select customer_id from past) having count(*) > 0)
      select a.key, coalesce(customers, 0)::int as customers, round(coalesce(customers, 0)::numeric / (select count(*) from everybody), 6)::text as share, coalesce(revenue, 0.00)::text as revenue,
        round(days, 1)::text as mean_days, round(orders, 2)::text as mean_orders, round(revenue / customers, 2)::text as mean_spend
      from (select key from rules union all select 'prospects') a left join grouped g on g.key = a.key where exists (select from everybody)`,
  );
};

const cohorts: RawBlock = async (tx, question) => {
  const { frame, today } = question;
  const day = until(question);
  const rows = await tx.execute<{ key: string; customers: number; shares: Record<string, string | null> }>(sql`
    with ${orders}, months as (
        select g::date as month, (g + interval '1 month')::date as next from generate_series(greatest(least(date_trunc('month', ${frame.now.from}::timestamp), date_trunc('month', ${day}::timestamp) - interval '11 months'), date_trunc('month', ${day}::timestamp) - interval '35 months'), ${day}::timestamp, interval '1 month') g),
      cohort as (select m.month, m.next, array_agg(distinct o.customer_id) as people from months m join orders_by_hand o on o.customer_id is not null and o.first_day >= m.month and o.first_day < m.next and o.first_day <= ${day}::date group by m.month, m.next)
    select to_char(c.month, 'YYYY-MM') as key, cardinality(c.people) as customers,
      (select jsonb_object_agg('m' || n, case when c.month + n * interval '1 month' > ${day}::timestamp then null
          when (c.month + (n + 1) * interval '1 month')::date <= least(${day}::date + 1, ${today}::date)
          then (select round(count(distinct o.customer_id)::numeric / cardinality(c.people), 6)::text from orders_by_hand o where o.customer_id = any(c.people) and date_trunc('month', o.day::timestamp) = c.month + n * interval '1 month') end)
        from generate_series(0, (select count(*) from months)::int - 1) n) as shares
    from cohort c`);
  return byKey(rows.map(({ key, customers, shares }) => ({ key, cohort: key, customers, ...shares })));
};

const frequencies: RawBlock = (tx, { frame }) =>
  read(
    tx,
    sql`with ${orders}, placed as (
        select k.id, (select count(*) from orders_by_hand o where o.customer_id = k.id and o.day between ${frame.now.from}::date and ${frame.now.to}::date) as n,
          (select coalesce(sum(o.revenue), 0.00) from orders_by_hand o where o.customer_id = k.id and o.day between ${frame.now.from}::date and ${frame.now.to}::date) as revenue
        from ${known(frame.now.to)} k),
      bands(key, low, high) as (values ('0', 0, 0), ('1', 1, 1), ('2-3', 2, 3), ('4-5', 4, 5), ('6+', 6, 1000000))
      select key, count(p.id)::int as customers, round(count(p.id)::numeric / (select count(*) from placed), 6)::text as share, coalesce(sum(p.n), 0)::text as orders, coalesce(sum(p.revenue), 0.00)::text as revenue
      from bands left join placed p on p.n between low and high where exists (select from placed) group by key`,
  );

const newCustomers: RawBlock = async (tx, { frame }) => {
  const first = sql`(select distinct customer_id, first_day from orders_by_hand where customer_id is not null) f`;
  const rows = await tx.execute<{ key: string; customers: number; before: number | null }>(sql`
    with ${orders} select s::text as key, (select count(*) from ${first} where first_day between s and e)::int as customers,
      case when bs is not null then (select count(*) from ${first} where first_day between bs and be)::int end as before from ${bars(frame.buckets)} b`);
  if (rows.every(({ customers, before }) => customers === 0 && (before ?? 0) === 0)) return {};
  return byKey(rows.map(({ before, ...row }) => (frame.before ? { ...row, before } : row)));
};

const best: RawBlock = (tx, { frame, by }) => {
  const ranked = by === "orders" ? sql`count(*) desc, sum(revenue) desc` : by === "units" ? sql`sum(units) desc, sum(revenue) desc` : sql`sum(revenue) desc, count(*) desc`;
  return read(
    tx,
    sql`with ${orders} select o.customer_id as key, (select number from customers c where c.id = o.customer_id) as number, sum(revenue)::text as revenue, count(*)::int as orders, sum(units)::int as units
      from orders_by_hand o where customer_id is not null and day between ${frame.now.from}::date and ${frame.now.to}::date group by customer_id order by ${ranked}, customer_id limit 20`,
  );
};

const lifetime: RawBlock = (tx, question) => {
  const { frame, by } = question;
  const day = until(question);
  const [unit, length] = by === "month" ? [sql`'month'`, sql`interval '1 month'`] : [sql`'quarter'`, sql`interval '3 months'`];
  const within = (months: number) => sql`case when (date_trunc(${unit}, c.start) + ${length} - interval '1 day' + ${months}::int * interval '1 month')::date <= ${day}::date + 1
    then (select round(sum(o.revenue) / c.people, 2)::text from orders_by_hand o where o.customer_id is not null and date_trunc(${unit}, o.first_day::timestamp) = c.start and o.day < (o.first_day + ${months}::int * interval '1 month')::date and o.day <= ${day}::date and o.first_day <= ${day}::date) end`;
  return read(
    tx,
    sql`with ${orders}, cohort as (
        select date_trunc(${unit}, first_day::timestamp) as start, count(distinct customer_id)::int as people, sum(revenue) as revenue from orders_by_hand
        where customer_id is not null and first_day <= ${day}::date and day <= ${day}::date and date_trunc(${unit}, first_day::timestamp) >= date_trunc(${unit}, least(${frame.now.from}::timestamp, date_trunc('month', ${day}::timestamp) - ${by === "month" ? sql`interval '11 months'` : sql`interval '23 months'`})) group by 1)
      select ${by === "month" ? sql`to_char(start, 'YYYY-MM')` : sql`to_char(start, 'YYYY-"Q"Q')`} as key, people as customers, revenue::text as revenue,
        ${within(1)} as m1, ${within(3)} as m3, ${within(6)} as m6, ${within(12)} as m12, ${within(24)} as m24, round(revenue / people, 2)::text as to_date from cohort c`,
  );
};

const spend: RawBlock = (tx, { frame }) =>
  read(
    tx,
    sql`with ${orders}, spent as (select customer_id, sum(revenue) as revenue, count(*) as n from orders_by_hand where customer_id is not null and day between ${frame.now.from}::date and ${frame.now.to}::date group by customer_id),
      bands(key, low, high) as (values ('0-25', 0, 25), ('25-50', 25, 50), ('50-100', 50, 100), ('100-250', 100, 250), ('250-500', 250, 500), ('500+', 500, 1000000000))
      select key, count(s.customer_id)::int as customers, round(count(s.customer_id)::numeric / (select count(*) from spent), 6)::text as share, coalesce(sum(s.revenue), 0.00)::text as revenue,
        coalesce(round(coalesce(sum(s.revenue), 0) / nullif((select sum(revenue) from spent), 0), 6), 0.000000)::text as revenue_share, coalesce(sum(s.n), 0)::text as orders
      from bands left join spent s on s.revenue >= low and s.revenue < high where exists (select from spent) group by key`,
  );

/** Hand-written SQL over base tables for every block of the tab customers. */
export const RAW_CUSTOMERS: Record<string, RawBlock> = {
  "new-returning": newReturning,
  rfm,
  "cohort-retention": cohorts,
  "order-frequency": frequencies,
  "new-customers": newCustomers,
  "top-customers": best,
  "lifetime-value": lifetime,
  "spend-bands": spend,
};
