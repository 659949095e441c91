-- Who may touch what at all. Rows are guarded by the policies of the schema; here stand the
-- coarse grants, the columns nobody but the system reads, and the views that figures come from.

revoke all on schema public from anon;
--> statement-breakpoint
grant usage on schema public to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to authenticated;
--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete on tables to authenticated;
--> statement-breakpoint
grant usage on all sequences in schema public to authenticated;
--> statement-breakpoint
alter default privileges in schema public grant usage on sequences to authenticated;
--> statement-breakpoint
do $$
begin
  -- Supabase grants these by default to roles that Misty never uses.
  execute 'revoke all on all tables in schema public from anon, service_role';
  execute 'alter default privileges in schema public revoke all on tables from anon, service_role';
end $$;
--> statement-breakpoint
revoke execute on function rebuild_read_models() from public;
--> statement-breakpoint
revoke all on schema misty_internal from public;
--> statement-breakpoint
-- A policy says which rows, never which columns: secrets are withheld by column.
revoke select, insert, update on users from authenticated;
--> statement-breakpoint
grant select (id, name, email, role, state, last_sign_in_at, is_demo, totp_enabled_at, created_at, updated_at), update (name, role, state) on users to authenticated;
--> statement-breakpoint
revoke select, insert, update, delete on sessions from authenticated;
--> statement-breakpoint
grant select (id, user_id, last_seen_at, expires_at, ended_at, user_agent, address, created_at) on sessions to authenticated;
--> statement-breakpoint
revoke all on verification_tokens, recovery_codes, sign_in_throttles from authenticated;
--> statement-breakpoint
-- The stock on the shelf is written by the ledger's trigger alone.
revoke insert, update on inventory from authenticated;
--> statement-breakpoint
grant insert (id, album_id, condition, media_grade, sleeve_grade, reorder_point, desired_level, on_order, location, list_price, unit_cost, import_batch_id),
  update (condition, media_grade, sleeve_grade, reorder_point, desired_level, on_order, location, list_price, unit_cost) on inventory to authenticated;
--> statement-breakpoint
-- What is only ever added cannot be changed, and what triggers keep cannot be written.
revoke update, delete on activity_logs, activity_details, activity_seals, sales from authenticated;
--> statement-breakpoint
revoke insert, update, delete on album_prices, daily_order_stats, daily_album_sales, monthly_album_sales, daily_payment_stats, customer_days, customer_stats from authenticated;
--> statement-breakpoint
-- The names of colleagues, for the feed and for "who": no address, no secret.
create view people with (security_barrier) as select id, name, role, state from users;
--> statement-breakpoint
revoke all on people from authenticated;
--> statement-breakpoint
grant select on people to authenticated;
--> statement-breakpoint
-- Figures are the same for every role: these views belong to the owner of the schema, hold no
-- personal column, and may be read by every signed-in person.
create schema analytics_api;
--> statement-breakpoint
grant usage on schema analytics_api to authenticated;
--> statement-breakpoint
create view analytics_api.order_days as select day, channel, order_count, line_count, units, revenue, discount, shipping, tax, costed_revenue, cost from daily_order_stats;
--> statement-breakpoint
create view analytics_api.album_days as select day, album_id, channel, line_count, units, revenue, costed_revenue, cost from daily_album_sales;
--> statement-breakpoint
create view analytics_api.album_months as select month, album_id, channel, line_count, units, revenue, costed_revenue, cost from monthly_album_sales;
--> statement-breakpoint
create view analytics_api.payment_days as select day, method, status, payment_count, amount from daily_payment_stats;
--> statement-breakpoint
create view analytics_api.customer_days as select customer_id, day, order_count, units, revenue from customer_days;
--> statement-breakpoint
create view analytics_api.customers as
  select c.id, c.number, g.name as favourite_genre, s.first_order_day, s.last_order_day,
    coalesce(s.order_count, 0) as order_count, coalesce(s.units, 0) as units, coalesce(s.revenue, 0) as revenue
  from customers c left join customer_stats s on s.customer_id = c.id left join genres g on g.id = c.favourite_genre_id;
--> statement-breakpoint
create view analytics_api.albums as
  select a.id, a.title, ar.name as artist, l.name as label, g.name as genre, a.year, a.format, a.catalogue_number, a.list_price, a.unit_cost
  from albums a left join artists ar on ar.id = a.artist_id left join labels l on l.id = a.label_id left join genres g on g.id = a.genre_id;
--> statement-breakpoint
create view analytics_api.inventory as
  select i.id, i.album_id, i.condition, i.media_grade::text as media_grade, i.sleeve_grade::text as sleeve_grade, i.on_hand,
    coalesce(i.reorder_point, (select low_stock_threshold from settings)) as reorder_point, i.desired_level, i.on_order,
    coalesce(i.list_price, a.list_price) as list_price, coalesce(i.unit_cost, a.unit_cost) as unit_cost
  from inventory i join albums a on a.id = i.album_id;
--> statement-breakpoint
create view analytics_api.orders as
  select id, order_number, customer_id, status::text as status, channel, order_date,
    (order_date at time zone (select time_zone from settings))::date as day, time_known, shipping, tax, total from orders;
--> statement-breakpoint
create view analytics_api.order_lines as
  select l.id, l.order_id, l.position, l.album_id, l.quantity, l.unit_price, l.discount, l.line_total, l.unit_cost,
    o.status::text as order_status, o.channel, o.customer_id, (o.order_date at time zone (select time_zone from settings))::date as day
  from order_items l join orders o on o.id = l.order_id;
--> statement-breakpoint
create view analytics_api.reviews as
  select id, album_id, customer_id, rating, review_date, (review_date at time zone (select time_zone from settings))::date as day from reviews;
--> statement-breakpoint
create view analytics_api.stock_movements as
  select s.id, s.inventory_id, i.album_id, s.movement::text as movement, s.quantity, (s.occurred_at at time zone (select time_zone from settings))::date as day
  from sales s join inventory i on i.id = s.inventory_id;
--> statement-breakpoint
grant select on all tables in schema analytics_api to authenticated;
--> statement-breakpoint
alter default privileges in schema analytics_api grant select on tables to authenticated;
--> statement-breakpoint
-- The one row of settings; a real shop's own values come from /setup, the demo's from its seed.
insert into settings (shop_name, currency, time_zone) values ('The record shop', 'EUR', 'Europe/Berlin');
