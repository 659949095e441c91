-- What drizzle-kit does not write: extensions, roles, and who is asking.

create extension if not exists pg_trgm;
--> statement-breakpoint
do $$
begin
  create extension if not exists vector;
exception when others then
  raise exception 'Misty needs the extension pgvector (0.8 or newer) on this PostgreSQL server, and this login could not create it: %. Install it (Debian: postgresql-17-pgvector) and let a superuser run "create extension vector" in this database.', sqlerrm;
end $$;
--> statement-breakpoint
do $$
declare
  version text := (select extversion from pg_extension where extname = 'vector');
begin
  if string_to_array(version, '.')::int[] < array[0, 8] then
    raise exception 'Misty needs pgvector 0.8 or newer; this database has %. Update the package and run "alter extension vector update".', version;
  end if;
end $$;
--> statement-breakpoint
-- Supabase has these three roles; a plain PostgreSQL gets them here.
do $$
declare
  wanted text;
  me text := current_user;
begin
  foreach wanted in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin noinherit', wanted);
      exception when duplicate_object or unique_violation then null; -- another database of this server was just migrated
      end;
    end if;
  end loop;
  -- The app switches to `authenticated` in every transaction of a person, so it must be allowed to.
  if not pg_has_role(me, 'authenticated', 'member') or
     (current_setting('server_version_num')::int >= 160000 and not (select rolsuper from pg_roles where rolname = me)
      and not exists (select from pg_auth_members m where m.roleid = 'authenticated'::regrole and m.member = me::regrole
                      and (to_jsonb(m) ->> 'set_option')::boolean)) then
    begin
      if current_setting('server_version_num')::int >= 160000 then
        execute format('grant authenticated to %I with set true', me);
      else
        execute format('grant authenticated to %I', me);
      end if;
    exception when insufficient_privilege then
      raise exception 'The login "%" may not switch to the role "authenticated". Let a superuser run: grant authenticated to "%";', me, me;
    end;
  end if;
end $$;
--> statement-breakpoint
-- The claims of the signed-in person, set by one bound statement at the start of each transaction.
create function current_person_id() returns uuid
  language sql stable parallel safe
  set search_path = pg_catalog
  as $$ select nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', '')::uuid $$;
--> statement-breakpoint
create function current_person_role() returns text
  language sql stable parallel safe
  set search_path = pg_catalog
  as $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'misty_role' $$;
