-- Orders by hour of the day, kept like the other read models. Written anew because of it: the deltas
-- carry the hour, the fan-out and the clean-up know the new table, and an order whose time became
-- known or unknown moves.

-- Writers wait in statement_begins() until the functions below and the sums of what is there belong together.
select pg_advisory_xact_lock(7317003);
--> statement-breakpoint
CREATE TABLE "daily_hour_stats" (
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"order_count" integer NOT NULL,
	"units" bigint NOT NULL,
	"revenue" numeric(16, 2) NOT NULL,
	CONSTRAINT "daily_hour_stats_day_hour_pk" PRIMARY KEY("day","hour")
);
--> statement-breakpoint
ALTER TABLE "daily_hour_stats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "may_select" ON "daily_hour_stats" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));
--> statement-breakpoint
create or replace function misty_internal.fan_out(delta_sql text) returns text
  language sql immutable set search_path = pg_catalog
  as $fn$ select 'with delta as materialized (' || delta_sql || $q$),
order_day as (
  insert into daily_order_stats as s (day, channel, order_count, line_count, units, revenue, discount, shipping, tax, costed_revenue, cost)
  select day, channel, sum(orders), sum(lines), sum(units), sum(revenue), sum(discount), sum(shipping), sum(tax), sum(costed_revenue), sum(cost)
  from delta group by day, channel order by day, channel
  on conflict (day, channel) do update set
    order_count = s.order_count + excluded.order_count, line_count = s.line_count + excluded.line_count,
    units = s.units + excluded.units, revenue = s.revenue + excluded.revenue, discount = s.discount + excluded.discount,
    shipping = s.shipping + excluded.shipping, tax = s.tax + excluded.tax,
    costed_revenue = s.costed_revenue + excluded.costed_revenue, cost = s.cost + excluded.cost
),
order_hour as (
  insert into daily_hour_stats as s (day, hour, order_count, units, revenue)
  select day, hour, sum(orders), sum(units), sum(revenue)
  from delta where hour is not null group by day, hour order by day, hour
  on conflict (day, hour) do update set
    order_count = s.order_count + excluded.order_count, units = s.units + excluded.units, revenue = s.revenue + excluded.revenue
),
album_day as (
  insert into daily_album_sales as s (day, album_id, channel, line_count, units, revenue, costed_revenue, cost)
  select day, album_id, channel, sum(lines), sum(units), sum(revenue), sum(costed_revenue), sum(cost)
  from delta where is_line group by day, album_id, channel order by day, album_id, channel
  on conflict (day, album_id, channel) do update set
    line_count = s.line_count + excluded.line_count, units = s.units + excluded.units, revenue = s.revenue + excluded.revenue,
    costed_revenue = s.costed_revenue + excluded.costed_revenue, cost = s.cost + excluded.cost
),
album_month as (
  insert into monthly_album_sales as s (month, album_id, channel, line_count, units, revenue, costed_revenue, cost)
  select date_trunc('month', day)::date, album_id, channel, sum(lines), sum(units), sum(revenue), sum(costed_revenue), sum(cost)
  from delta where is_line group by 1, album_id, channel order by 1, album_id, channel
  on conflict (month, album_id, channel) do update set
    line_count = s.line_count + excluded.line_count, units = s.units + excluded.units, revenue = s.revenue + excluded.revenue,
    costed_revenue = s.costed_revenue + excluded.costed_revenue, cost = s.cost + excluded.cost
),
customer_day as (
  insert into customer_days as s (customer_id, day, order_count, units, revenue)
  select customer_id, day, sum(orders), sum(units), sum(revenue)
  from delta where customer_id is not null group by customer_id, day order by customer_id, day
  on conflict (customer_id, day) do update set
    order_count = s.order_count + excluded.order_count, units = s.units + excluded.units, revenue = s.revenue + excluded.revenue
),
customer as (
  insert into customer_stats as s (customer_id, first_order_day, last_order_day, order_count, units, revenue)
  select customer_id, min(day), max(day), sum(orders), sum(units), sum(revenue)
  from delta where customer_id is not null group by customer_id order by customer_id
  on conflict (customer_id) do update set
    first_order_day = least(s.first_order_day, excluded.first_order_day),
    last_order_day = greatest(s.last_order_day, excluded.last_order_day),
    order_count = s.order_count + excluded.order_count, units = s.units + excluded.units, revenue = s.revenue + excluded.revenue
)
select coalesce(bool_or(orders < 0 or lines < 0), false) from delta$q$ $fn$;
--> statement-breakpoint
create or replace function misty_internal.clean_up(delta_sql text) returns text[]
  language sql immutable set search_path = pg_catalog
  as $fn$ select array[
    'delete from daily_order_stats s using (select distinct day, channel from (' || delta_sql || ') x) d
       where s.day = d.day and s.channel = d.channel and s.order_count = 0 and s.line_count = 0',
    'delete from daily_hour_stats s using (select distinct day, hour from (' || delta_sql || ') x where hour is not null) d
       where s.day = d.day and s.hour = d.hour and s.order_count = 0 and s.units = 0',
    'delete from daily_album_sales s using (select distinct day, album_id, channel from (' || delta_sql || ') x where is_line) d
       where s.day = d.day and s.album_id is not distinct from d.album_id and s.channel = d.channel and s.line_count = 0',
    'delete from monthly_album_sales s using (select distinct date_trunc(''month'', day)::date as month, album_id, channel from (' || delta_sql || ') x where is_line) d
       where s.month = d.month and s.album_id is not distinct from d.album_id and s.channel = d.channel and s.line_count = 0',
    'delete from customer_days s using (select distinct customer_id, day from (' || delta_sql || ') x where customer_id is not null) d
       where s.customer_id = d.customer_id and s.day = d.day and s.order_count = 0',
    'delete from customer_stats s using (select distinct customer_id from (' || delta_sql || ') x where customer_id is not null) d
       where s.customer_id = d.customer_id and s.order_count = 0',
    'update customer_stats s set first_order_day = n.first_day, last_order_day = n.last_day
       from (select c.customer_id, min(c.day) as first_day, max(c.day) as last_day from customer_days c
             where c.customer_id in (select customer_id from (' || delta_sql || ') x where customer_id is not null) and c.order_count > 0
             group by c.customer_id order by c.customer_id) n
       where s.customer_id = n.customer_id and (s.first_order_day, s.last_order_day) is distinct from (n.first_day, n.last_day)'
  ] $fn$;
--> statement-breakpoint
create or replace function misty_internal.order_delta(source text, sign int) returns text
  language sql immutable set search_path = pg_catalog
  as $fn$ select format($q$
    select (o.order_date at time zone $1)::date as day, case when o.time_known then extract(hour from o.order_date at time zone $1)::smallint end as hour, o.channel, o.customer_id, null::uuid as album_id, false as is_line,
      %2$s as orders, 0 as lines, 0::bigint as units, 0::numeric as revenue, 0::numeric as discount,
      %2$s * o.shipping as shipping, %2$s * o.tax as tax, 0::numeric as costed_revenue, 0::numeric as cost
    from %1$s o where o.status <> 'cancelled'$q$, source, sign) $fn$;
--> statement-breakpoint
create or replace function misty_internal.line_delta(source text, sign int) returns text
  language sql immutable set search_path = pg_catalog
  as $fn$ select format($q$
    select (o.order_date at time zone $1)::date as day, case when o.time_known then extract(hour from o.order_date at time zone $1)::smallint end as hour, o.channel, o.customer_id, l.album_id, true as is_line,
      0 as orders, %2$s as lines, (%2$s * l.quantity)::bigint as units, %2$s * l.line_total as revenue, %2$s * l.discount as discount,
      0::numeric as shipping, 0::numeric as tax,
      case when l.unit_cost is null then 0 else %2$s * l.line_total end as costed_revenue,
      case when l.unit_cost is null then 0 else %2$s * l.quantity * l.unit_cost end as cost
    from %1$s where o.status <> 'cancelled'$q$, source, sign) $fn$;
--> statement-breakpoint
create or replace function misty_internal.orders_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  zone text := misty_internal.shop_time_zone();
  delta text;
  falls boolean;
  step text;
  waiting text := misty_internal.statement_ends(case tg_op when 'INSERT' then 'i' when 'UPDATE' then 'u' else 'd' end);
begin
  if tg_op = 'UPDATE' and position('u' in waiting) = 0 then
    perform set_config('misty.in_flight', replace(waiting, 'x', ''), true);
  end if;
  if tg_op = 'INSERT' then
    delta := misty_internal.order_delta('new_rows', 1);
  elsif tg_op = 'DELETE' then
    delta := misty_internal.order_delta('old_rows', -1);
  else
    -- Only orders whose key or sums changed: under the old key everything goes, under the new it comes.
    if not exists (
      select from old_rows o join new_rows n using (id)
      where (o.order_date, o.time_known, o.channel, o.customer_id, o.shipping, o.tax, o.status = 'cancelled')
        is distinct from (n.order_date, n.time_known, n.channel, n.customer_id, n.shipping, n.tax, n.status = 'cancelled')
    ) then
      return null;
    end if;
    if waiting ~ '[lx]' then
      raise exception 'One statement must not move or cancel orders and change lines at once: the read models could not tell which lines moved. Use two statements.'
        using errcode = 'feature_not_supported';
    end if;
    delta := format('with was as (select o.* from old_rows o join new_rows n using (id)
        where (o.order_date, o.time_known, o.channel, o.customer_id, o.shipping, o.tax, o.status = ''cancelled'')
          is distinct from (n.order_date, n.time_known, n.channel, n.customer_id, n.shipping, n.tax, n.status = ''cancelled'')),
      now_is as (select n.* from new_rows n join was using (id))
      %s union all %s union all %s union all %s',
      misty_internal.order_delta('was', -1), misty_internal.order_delta('now_is', 1),
      misty_internal.line_delta('was o join order_items l on l.order_id = o.id', -1),
      misty_internal.line_delta('now_is o join order_items l on l.order_id = o.id', 1));
  end if;
  execute misty_internal.fan_out(delta) using zone into falls;
  if falls then
    foreach step in array misty_internal.clean_up(delta) loop
      execute step using zone;
    end loop;
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace function rebuild_read_models() returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  zone text;
begin
  if coalesce(current_setting('misty.in_flight', true), '') <> '' then
    raise exception 'Read models cannot be rebuilt (nor the time zone changed) inside a statement that changes orders, lines or payments. Use two statements.'
      using errcode = 'feature_not_supported';
  end if;
  -- Writers wait in statement_begins(): what they add afterwards is added to the new sums.
  perform pg_advisory_xact_lock(7317003);
  zone := misty_internal.shop_time_zone();
  delete from daily_order_stats;
  delete from daily_hour_stats;
  delete from daily_album_sales;
  delete from monthly_album_sales;
  delete from customer_days;
  delete from customer_stats;
  delete from daily_payment_stats;
  execute misty_internal.fan_out(misty_internal.order_delta('orders', 1) || ' union all ' ||
    misty_internal.line_delta('order_items l join orders o on o.id = l.order_id', 1)) using zone;
  execute 'insert into daily_payment_stats (day, method, status, payment_count, amount)
    select (payment_date at time zone $1)::date, method, status, count(*), sum(amount) from payments group by 1, 2, 3' using zone;
end $$;
--> statement-breakpoint
revoke insert, update, delete on daily_hour_stats from authenticated;
--> statement-breakpoint
create view analytics_api.order_hours as select day, hour, order_count, units, revenue from daily_hour_stats;
--> statement-breakpoint
grant select on analytics_api.order_hours to authenticated;
--> statement-breakpoint
-- What the shop sold before this table was there.
insert into daily_hour_stats (day, hour, order_count, units, revenue)
select day, hour, count(*), sum(units), sum(revenue)
from (select (o.order_date at time zone z.zone)::date as day, extract(hour from o.order_date at time zone z.zone)::smallint as hour,
    coalesce(l.units, 0) as units, coalesce(l.revenue, 0) as revenue
  from orders o cross join (select misty_internal.shop_time_zone() as zone) z
  left join (select order_id, sum(quantity) as units, sum(line_total) as revenue from order_items group by order_id) l on l.order_id = o.id
  where o.status <> 'cancelled' and o.time_known) x
group by day, hour;
