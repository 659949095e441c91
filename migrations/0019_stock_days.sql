-- What moved on each shelf row per day, kept like the other read models: pace and age of stock read
-- days instead of the whole ledger.

-- Writers wait in statement_begins() until the functions below and the sums of what is there belong together.
select pg_advisory_xact_lock(7317003);
--> statement-breakpoint
CREATE TABLE "stock_days" (
	"inventory_id" uuid NOT NULL,
	"day" date NOT NULL,
	"movement_count" integer NOT NULL,
	"change" integer NOT NULL,
	"came" integer NOT NULL,
	"received" integer NOT NULL,
	"sold" integer NOT NULL,
	CONSTRAINT "stock_days_inventory_id_day_pk" PRIMARY KEY("inventory_id","day")
);
--> statement-breakpoint
ALTER TABLE "stock_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "stock_days_day" ON "stock_days" USING btree ("day");--> statement-breakpoint
CREATE POLICY "may_select" ON "stock_days" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));
--> statement-breakpoint
-- The rows of a delta: which shelf row, which day, and signed sums. $1 is the shop's time zone.
create function misty_internal.stock_delta(source text, sign int) returns text
  language sql immutable set search_path = pg_catalog
  as $fn$ select format($q$
    select inventory_id, (occurred_at at time zone $1)::date as day, %2$s as n, %2$s * quantity as change, case when quantity > 0 then %2$s * quantity else 0 end as came,
      case movement when 'restock' then %2$s * quantity else 0 end as received, case movement when 'sale' then %2$s * -quantity else 0 end as sold from %1$s$q$, source, sign) $fn$;
--> statement-breakpoint
create function misty_internal.add_stock_days(delta_sql text) returns text
  language sql immutable set search_path = pg_catalog
  as $fn$ select 'insert into stock_days as s (inventory_id, day, movement_count, change, came, received, sold)
    select inventory_id, day, sum(n), sum(change), sum(came), sum(received), sum(sold) from (' || delta_sql || ') d group by inventory_id, day order by inventory_id, day' $fn$;
--> statement-breakpoint
create function misty_internal.stock_moved() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  zone text := misty_internal.shop_time_zone();
  gone text := misty_internal.stock_delta('old_rows', -1);
  come text := misty_internal.stock_delta('new_rows', 1);
begin
  perform misty_internal.statement_ends('s');
  execute misty_internal.add_stock_days(case tg_op when 'INSERT' then come when 'DELETE' then gone else gone || ' union all ' || come end) || '
    on conflict (inventory_id, day) do update set movement_count = s.movement_count + excluded.movement_count, change = s.change + excluded.change,
      came = s.came + excluded.came, received = s.received + excluded.received, sold = s.sold + excluded.sold' using zone;
  if tg_op <> 'INSERT' then
    execute 'delete from stock_days s using (select distinct inventory_id, day from (' || gone || ') x) d
      where s.inventory_id = d.inventory_id and s.day = d.day and s.movement_count = 0' using zone;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- Beside the triggers that keep on_hand, whose locks on the shelf rows come first.
create trigger sales_insert_begins before insert on sales for each statement execute function misty_internal.statement_begins('s');
--> statement-breakpoint
create trigger sales_update_begins before update on sales for each statement execute function misty_internal.statement_begins('s');
--> statement-breakpoint
create trigger sales_delete_begins before delete on sales for each statement execute function misty_internal.statement_begins('s');
--> statement-breakpoint
create trigger sales_insert_moved after insert on sales referencing new table as new_rows for each statement execute function misty_internal.stock_moved();
--> statement-breakpoint
create trigger sales_update_moved after update on sales referencing old table as old_rows new table as new_rows for each statement execute function misty_internal.stock_moved();
--> statement-breakpoint
create trigger sales_delete_moved after delete on sales referencing old table as old_rows for each statement execute function misty_internal.stock_moved();
--> statement-breakpoint
create or replace function misty_internal.sales_truncated() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin
  update inventory set on_hand = 0 where on_hand <> 0;
  delete from stock_days;
  return null;
end $$;
--> statement-breakpoint
create or replace function misty_internal.statement_begins() returns trigger
  language plpgsql set search_path = pg_catalog
  as $$
begin
  -- Under an older snapshot this statement would not see lines that others have added since.
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise exception 'Orders, lines, payments and stock movements are written under read committed only: with an older snapshot the read models would miss what others wrote since.'
      using errcode = 'feature_not_supported';
  end if;
  -- Waits while somebody rebuilds. Whoever has written already goes on at once, so this cannot deadlock
  -- as table locks did when one transaction came from the orders and another from the lines.
  perform pg_advisory_xact_lock_shared(7317003);
  perform set_config('misty.in_flight', coalesce(current_setting('misty.in_flight', true), '') || tg_argv[0], true);
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
    raise exception 'Read models cannot be rebuilt (nor the time zone changed) inside a statement that changes orders, lines, payments or stock movements. Use two statements.'
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
  delete from stock_days;
  execute misty_internal.fan_out(misty_internal.order_delta('orders', 1) || ' union all ' ||
    misty_internal.line_delta('order_items l join orders o on o.id = l.order_id', 1)) using zone;
  execute 'insert into daily_payment_stats (day, method, status, payment_count, amount)
    select (payment_date at time zone $1)::date, method, status, count(*), sum(amount) from payments group by 1, 2, 3' using zone;
  execute misty_internal.add_stock_days(misty_internal.stock_delta('sales', 1)) using zone;
end $$;
--> statement-breakpoint
revoke insert, update, delete on stock_days from authenticated;
--> statement-breakpoint
create view analytics_api.stock_days as select inventory_id, day, change, came, received, sold from stock_days;
--> statement-breakpoint
grant select on analytics_api.stock_days to authenticated;
--> statement-breakpoint
-- Arrivals by themselves: the age of stock looks for the newest of each shelf row.
CREATE INDEX "sales_arrivals" ON "sales" USING btree ("inventory_id","occurred_at","id") WHERE quantity > 0;
--> statement-breakpoint
-- What moved before this table was there.
insert into stock_days (inventory_id, day, movement_count, change, came, received, sold)
select inventory_id, (occurred_at at time zone (select time_zone from settings))::date as day, count(*), sum(quantity), coalesce(sum(quantity) filter (where quantity > 0), 0),
  coalesce(sum(quantity) filter (where movement = 'restock'), 0), coalesce(-sum(quantity) filter (where movement = 'sale'), 0)
from sales group by 1, 2 order by 1, 2;
