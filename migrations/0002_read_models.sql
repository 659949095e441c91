-- Triggers: read models, the stock ledger, price history, updated_at, notifications.
--
-- Read models are additive: each statement on a base table turns its transition tables into
-- signed deltas, and one statement fans them out. Additive upserts are exact under concurrency
-- where recounting is not. All SQL runs by EXECUTE: a plpgsql function keeps the plan made for
-- its first transition table, which made single sales after a bulk load 10 to 60 times slower.
-- Keys are written in sorted order, so that concurrent writers do not deadlock.

create schema misty_internal;
--> statement-breakpoint
create function misty_internal.shop_time_zone() returns text
  language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce((select time_zone from settings), 'UTC') $$;
--> statement-breakpoint
-- One line of a delta: day, channel, customer, album, whether it is an order or a line, and signed sums.
-- %s is a query that yields such rows; $1 is the shop's time zone, $2 true when any sum may fall.
create function misty_internal.fan_out(delta_sql text) returns text
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
-- Rows that fell to nothing go, and a customer's first and last day are read again. Runs after the
-- additive statement, whose row locks make the sums below final for this transaction.
create function misty_internal.clean_up(delta_sql text) returns text[]
  language sql immutable set search_path = pg_catalog
  as $fn$ select array[
    'delete from daily_order_stats s using (select distinct day, channel from (' || delta_sql || ') x) d
       where s.day = d.day and s.channel = d.channel and s.order_count = 0 and s.line_count = 0',
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
-- The signed sums of orders by themselves (their lines are counted by the lines' own trigger).
create function misty_internal.order_delta(source text, sign int) returns text
  language sql immutable set search_path = pg_catalog
  as $fn$ select format($q$
    select (o.order_date at time zone $1)::date as day, o.channel, o.customer_id, null::uuid as album_id, false as is_line,
      %2$s as orders, 0 as lines, 0::bigint as units, 0::numeric as revenue, 0::numeric as discount,
      %2$s * o.shipping as shipping, %2$s * o.tax as tax, 0::numeric as costed_revenue, 0::numeric as cost
    from %1$s o where o.status <> 'cancelled'$q$, source, sign) $fn$;
--> statement-breakpoint
-- The signed sums of lines `l`, under the day, channel and customer of their order `o`.
create function misty_internal.line_delta(source text, sign int) returns text
  language sql immutable set search_path = pg_catalog
  as $fn$ select format($q$
    select (o.order_date at time zone $1)::date as day, o.channel, o.customer_id, l.album_id, true as is_line,
      0 as orders, %2$s as lines, (%2$s * l.quantity)::bigint as units, %2$s * l.line_total as revenue, %2$s * l.discount as discount,
      0::numeric as shipping, 0::numeric as tax,
      case when l.unit_cost is null then 0 else %2$s * l.line_total end as costed_revenue,
      case when l.unit_cost is null then 0 else %2$s * l.quantity * l.unit_cost end as cost
    from %1$s where o.status <> 'cancelled'$q$, source, sign) $fn$;
--> statement-breakpoint
-- A statement may change several tables at once (data-modifying CTEs, functions called per row). Then
-- all of it is written before the first trigger below sees anything, and an order that moved to
-- another day can no longer tell which of its lines moved with it. So statements on the counted
-- tables note themselves when they begin, and what cannot be counted exactly is refused aloud.
-- i: insert into orders, u: update of orders, d: delete of orders, l: lines, p: payments,
-- x: lines that were counted while an update of orders was waiting for its turn.
create function misty_internal.statement_begins() returns trigger
  language plpgsql set search_path = pg_catalog
  as $$
begin
  -- Under an older snapshot this statement would not see lines that others have added since.
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise exception 'Orders, lines and payments are written under read committed only: with an older snapshot the read models would miss what others wrote since.'
      using errcode = 'feature_not_supported';
  end if;
  -- Waits while somebody rebuilds. Whoever has written already goes on at once, so this cannot deadlock
  -- as table locks did when one transaction came from the orders and another from the lines.
  perform pg_advisory_xact_lock_shared(7317003);
  perform set_config('misty.in_flight', coalesce(current_setting('misty.in_flight', true), '') || tg_argv[0], true);
  return null;
end $$;
--> statement-breakpoint
-- Takes one `letter` off the note and returns what is left of it.
create function misty_internal.statement_ends(letter text) returns text
  language plpgsql set search_path = pg_catalog
  as $$
declare
  noted text := current_setting('misty.in_flight', true);
begin
  return set_config('misty.in_flight', overlay(noted placing '' from position(letter in noted) for 1), true);
end $$;
--> statement-breakpoint
create function misty_internal.orders_changed() returns trigger
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
      where (o.order_date, o.channel, o.customer_id, o.shipping, o.tax, o.status = 'cancelled')
        is distinct from (n.order_date, n.channel, n.customer_id, n.shipping, n.tax, n.status = 'cancelled')
    ) then
      return null;
    end if;
    if waiting ~ '[lx]' then
      raise exception 'One statement must not move or cancel orders and change lines at once: the read models could not tell which lines moved. Use two statements.'
        using errcode = 'feature_not_supported';
    end if;
    delta := format('with was as (select o.* from old_rows o join new_rows n using (id)
        where (o.order_date, o.channel, o.customer_id, o.shipping, o.tax, o.status = ''cancelled'')
          is distinct from (n.order_date, n.channel, n.customer_id, n.shipping, n.tax, n.status = ''cancelled'')),
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
create function misty_internal.order_items_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  zone text := misty_internal.shop_time_zone();
  lines text := case tg_op when 'INSERT' then 'select order_id from new_rows'
                           when 'DELETE' then 'select order_id from old_rows'
                           else 'select order_id from new_rows union select order_id from old_rows' end;
  delta text;
  falls boolean;
  step text;
  missing boolean;
  waiting text := misty_internal.statement_ends('l');
begin
  if position('u' in waiting) > 0 then
    perform set_config('misty.in_flight', waiting || 'x', true);
  end if;
  -- A line is counted under its order's day, channel and status, so nobody may change those until we
  -- are done. Orders made by this very transaction are nobody else's yet: no lock for them.
  execute format('select 1 from orders where id in (%s) and xmin::text <> (pg_current_xact_id()::xid)::text order by id for no key update', lines);
  if tg_op <> 'INSERT' then
    execute format('select exists (select from (%s) x where not exists (select from orders o where o.id = x.order_id))', lines) into missing;
    if missing then
      raise exception 'Lines must be deleted before their order, in a statement of their own: otherwise the read models cannot tell where they were counted.';
    end if;
  end if;
  if tg_op = 'INSERT' then
    delta := misty_internal.line_delta('new_rows l join orders o on o.id = l.order_id', 1);
  elsif tg_op = 'DELETE' then
    delta := misty_internal.line_delta('old_rows l join orders o on o.id = l.order_id', -1);
  else
    delta := misty_internal.line_delta('old_rows l join orders o on o.id = l.order_id', -1) || ' union all ' ||
             misty_internal.line_delta('new_rows l join orders o on o.id = l.order_id', 1);
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
create function misty_internal.payments_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  zone text := misty_internal.shop_time_zone();
  gone text := 'select (payment_date at time zone $1)::date as day, method, status, -1 as n, -amount as amount from old_rows';
  come text := 'select (payment_date at time zone $1)::date as day, method, status, 1 as n, amount from new_rows';
  delta text := case tg_op when 'INSERT' then come when 'DELETE' then gone else gone || ' union all ' || come end;
begin
  perform misty_internal.statement_ends('p');
  execute 'insert into daily_payment_stats as s (day, method, status, payment_count, amount)
    select day, method, status, sum(n), sum(amount) from (' || delta || ') d
    group by day, method, status having sum(n) <> 0 or sum(amount) <> 0 order by day, method, status
    on conflict (day, method, status) do update set payment_count = s.payment_count + excluded.payment_count, amount = s.amount + excluded.amount'
    using zone;
  if tg_op <> 'INSERT' then
    execute 'delete from daily_payment_stats s using (select distinct day, method, status from (' || gone || ') x) d
      where s.day = d.day and s.method = d.method and s.status = d.status and s.payment_count = 0' using zone;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- The shelf is the sum of the ledger.
create function misty_internal.sales_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  come text := 'select inventory_id, quantity from new_rows';
  gone text := 'select inventory_id, -quantity as quantity from old_rows';
  delta text := case tg_op when 'INSERT' then come when 'DELETE' then gone else gone || ' union all ' || come end;
begin
  execute 'with d as materialized (select inventory_id, sum(quantity) as quantity from (' || delta || ') x group by inventory_id having sum(quantity) <> 0),
    locked as materialized (select i.id from inventory i where i.id in (select inventory_id from d) order by i.id for no key update)
    update inventory i set on_hand = i.on_hand + d.quantity from d join locked on locked.id = d.inventory_id where i.id = d.inventory_id';
  return null;
end $$;
--> statement-breakpoint
create function misty_internal.sales_truncated() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin update inventory set on_hand = 0 where on_hand <> 0; return null; end $$;
--> statement-breakpoint
create function misty_internal.on_hand_is_the_ledgers() returns trigger
  language plpgsql set search_path = public, pg_temp
  as $$
begin
  -- Depth 1 is a statement of a client; the ledger's own trigger arrives at depth 2.
  if pg_trigger_depth() < 2 then
    raise exception 'on_hand is the sum of the stock ledger: write a row into sales instead' using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function misty_internal.list_price_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  if tg_op = 'INSERT' then
    insert into album_prices (album_id, list_price, valid_from, changed_by)
      select id, list_price, created_at, (select u.id from users u where u.id = current_person_id()) from new_rows where list_price is not null;
  else
    insert into album_prices (album_id, list_price, valid_from, changed_by)
      select n.id, n.list_price, n.updated_at, (select u.id from users u where u.id = current_person_id())
      from new_rows n join old_rows o using (id) where n.list_price is distinct from o.list_price;
  end if;
  return null;
end $$;
--> statement-breakpoint
create function misty_internal.set_updated_at() returns trigger
  language plpgsql set search_path = pg_catalog
  as $$ begin new.updated_at := now(); return new; end $$;
--> statement-breakpoint
-- Notifications carry ids only, and at most 50 of them (a payload holds 8,000 bytes); each reader loads them with its own rights.
create function misty_internal.activity_added() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  ids text;
begin
  execute 'select string_agg(id::text, '','') from (select id from new_rows order by id limit 51) x' into ids;
  perform pg_notify('misty_activity', case when length(ids) > 50 * 37 then 'many' else ids end);
  return null;
end $$;
--> statement-breakpoint
create function rebuild_read_models() returns void
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
create function misty_internal.rebuild_after() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin perform rebuild_read_models(); return null; end $$;
--> statement-breakpoint
create function misty_internal.check_time_zone() returns trigger
  language plpgsql set search_path = pg_catalog
  as $$
begin
  if not exists (select from pg_timezone_names where name = new.time_zone) then
    raise exception 'unknown time zone "%"', new.time_zone using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function misty_internal.ids_stay() returns trigger
  language plpgsql set search_path = pg_catalog
  as $$ begin raise exception 'the id of a row never changes' using errcode = 'check_violation'; end $$;
--> statement-breakpoint
do $$
declare
  t text;
  op record;
begin
  foreach t in array array['orders', 'order_items', 'payments', 'sales'] loop
    for op in select * from (values ('insert', 'referencing new table as new_rows'), ('update', 'referencing old table as old_rows new table as new_rows'),
                                    ('delete', 'referencing old table as old_rows')) v(verb, tables) loop
      execute format('create trigger %I after %s on %I %s for each statement execute function misty_internal.%I()',
        t || '_' || op.verb || '_counted', op.verb, t, op.tables, t || '_changed');
      continue when t = 'sales';
      execute format('create trigger %I before %s on %I for each statement execute function misty_internal.statement_begins(%L)',
        t || '_' || op.verb || '_begins', op.verb, t,
        case t when 'order_items' then 'l' when 'payments' then 'p' else case op.verb when 'insert' then 'i' when 'update' then 'u' else 'd' end end);
    end loop;
    execute format('create trigger %I before update of id on %I for each row when (old.id <> new.id) execute function misty_internal.ids_stay()', t || '_id_stays', t);
  end loop;
  foreach t in array array['orders', 'order_items', 'payments'] loop
    execute format('create trigger %I after truncate on %I for each statement execute function misty_internal.rebuild_after()', t || '_truncated', t);
  end loop;
  for t in select table_name from information_schema.columns where table_schema = 'public' and column_name = 'updated_at' loop
    execute format('create trigger set_updated_at before update on %I for each row execute function misty_internal.set_updated_at()', t);
  end loop;
end $$;
--> statement-breakpoint
create trigger sales_truncated after truncate on sales for each statement execute function misty_internal.sales_truncated();
--> statement-breakpoint
create trigger inventory_on_hand_new before insert on inventory for each row when (new.on_hand <> 0) execute function misty_internal.on_hand_is_the_ledgers();
--> statement-breakpoint
create trigger inventory_on_hand before update of on_hand on inventory for each row when (old.on_hand <> new.on_hand) execute function misty_internal.on_hand_is_the_ledgers();
--> statement-breakpoint
create trigger albums_price_set after insert on albums referencing new table as new_rows for each statement execute function misty_internal.list_price_changed();
--> statement-breakpoint
create trigger albums_price_changed after update on albums referencing old table as old_rows new table as new_rows for each statement execute function misty_internal.list_price_changed();
--> statement-breakpoint
create trigger activity_added after insert on activity_logs referencing new table as new_rows for each statement execute function misty_internal.activity_added();
--> statement-breakpoint
create trigger settings_time_zone_known before insert or update of time_zone on settings for each row execute function misty_internal.check_time_zone();
--> statement-breakpoint
create trigger settings_time_zone after update of time_zone on settings for each row when (old.time_zone <> new.time_zone) execute function misty_internal.rebuild_after();
