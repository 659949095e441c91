-- Figures are cached under the version of the rows they were computed from (ADR 013). The version is the
-- sum of these rows, read in the figures' own snapshot: each transaction that changes what figures are
-- made of adds to one of them, so whoever sees its rows sees another sum, and nobody sees it before.
--
-- Steps are random, and so is the start: a sum that was seen once never comes again for other rows, not
-- after a restore to an earlier moment, not in a copy of the database, and not in another shop.
create table misty_internal.figure_versions (
  shard smallint primary key check (shard between 0 and 63),
  version bigint not null
) with (fillfactor = 50);
--> statement-breakpoint
alter table misty_internal.figure_versions enable row level security;
--> statement-breakpoint
insert into misty_internal.figure_versions (shard, version) select n, floor(random() * 2 ^ 62)::bigint from generate_series(0, 63) n;
--> statement-breakpoint
-- Once per transaction. The mark is undone with the step when a savepoint is rolled back. Of 64 rows a
-- writer takes one that no other writer holds, so that writers never wait for each other here.
create function misty_internal.step_figure_version() returns void
  language plpgsql security definer set search_path = misty_internal, pg_temp
  as $$
declare
  own constant int := pg_backend_pid() % 64;
  taken int := own;
begin
  perform set_config('misty.figures_changed_in', pg_current_xact_id()::text, true);
  for distance in 0..63 loop
    taken := (own + distance) % 64;
    exit when pg_try_advisory_xact_lock(7317004, taken);
  end loop;
  update figure_versions set version = version + 1 + floor(random() * 4294967296)::bigint where shard = taken;
end $$;
--> statement-breakpoint
create function misty_internal.figures_change() returns trigger
  language plpgsql security definer set search_path = misty_internal, pg_temp
  as $$ begin perform step_figure_version(); return null; end $$;
--> statement-breakpoint
-- Before the statement, so that this lock is taken before those of the rows. Whether the transaction has
-- stepped already is asked in the trigger's condition, which costs less than a call.
do $$
declare
  t text;
  unmarked constant text := 'when (current_setting(''misty.figures_changed_in'', true) is distinct from pg_current_xact_id()::text)';
begin
  foreach t in array array['orders', 'order_items', 'payments', 'sales', 'inventory', 'reviews', 'albums', 'album_prices', 'artists', 'genres', 'labels',
                           'suppliers', 'customers', 'annotations'] loop
    execute format('create trigger figures_change before insert or update or delete on %I for each statement %s execute function misty_internal.figures_change()', t, unmarked);
    execute format('create trigger figures_change_truncate before truncate on %I for each statement execute function misty_internal.figures_change()', t);
  end loop;
  -- The demo notes its progress in settings every minute, which is no figure.
  execute format('create trigger figures_change before insert or delete or update of shop_name, currency, time_zone, low_stock_threshold, data_origin on settings
    for each statement %s execute function misty_internal.figures_change()', unmarked);
  -- What rebuild_read_models() begins with.
  execute format('create trigger figures_change before delete on daily_order_stats for each statement %s execute function misty_internal.figures_change()', unmarked);
end $$;
--> statement-breakpoint
create view analytics_api.figure_version as select sum(version)::text as version from misty_internal.figure_versions;
--> statement-breakpoint
grant select on analytics_api.figure_version to authenticated;
