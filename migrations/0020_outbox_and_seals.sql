ALTER TYPE "public"."email_status" ADD VALUE 'written' BEFORE 'failed';--> statement-breakpoint
CREATE TABLE "activity_archives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"activity_count" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"last_hash" "bytea" NOT NULL,
	"archived_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_archives_from" UNIQUE("from_position"),
	CONSTRAINT "activity_archives_range" CHECK ("activity_archives"."from_position" >= 1 and "activity_archives"."to_position" >= "activity_archives"."from_position" and "activity_archives"."activity_count" >= 1),
	CONSTRAINT "activity_archives_hashes" CHECK (length("activity_archives"."file_hash") = 32 and length("activity_archives"."previous_hash") = 32 and length("activity_archives"."last_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "activity_archives" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "activity_unsealed" (
	"activity_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "activity_unsealed" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox_pace" (
	"singleton" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_pace_one_row" CHECK ("outbox_pace"."singleton")
);
--> statement-breakpoint
ALTER TABLE "outbox_pace" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "activity_seals" DROP CONSTRAINT "activity_seals_rows";--> statement-breakpoint
ALTER TABLE "outbox_emails" DROP CONSTRAINT "outbox_emails_sent";--> statement-breakpoint
DROP INDEX "outbox_emails_due";--> statement-breakpoint
ALTER TABLE "activity_seals" ADD COLUMN "row_hashes" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD COLUMN "sealed_link" "bytea";--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD COLUMN "queued_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD COLUMN "transport" text;--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD COLUMN "provider_answer" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "placebo_on" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "placebo_address" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "mail_from_name" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "mail_reply_to" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "emails_per_second" numeric(6, 2) DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "activity_retention_days" integer;--> statement-breakpoint
CREATE INDEX "outbox_emails_status" ON "outbox_emails" USING btree ("status","queued_at","id");--> statement-breakpoint
CREATE INDEX "outbox_emails_queued" ON "outbox_emails" USING btree ("queued_at","id");--> statement-breakpoint
CREATE INDEX "outbox_emails_due" ON "outbox_emails" USING btree ((kind <> 'identity'),next_attempt_at nulls first,"id") WHERE status = 'queued';--> statement-breakpoint
ALTER TABLE "activity_seals" ADD CONSTRAINT "activity_seals_rows" CHECK (cardinality("activity_seals"."activity_ids") >= 1 and length("activity_seals"."row_hashes") = 32 * cardinality("activity_seals"."activity_ids"));--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD CONSTRAINT "outbox_emails_kind" CHECK ("outbox_emails"."kind" in ('identity', 'campaign', 'review_reply', 'proposal', 'report', 'alert', 'test'));--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD CONSTRAINT "outbox_emails_link" CHECK ("outbox_emails"."sealed_link" is null or ("outbox_emails"."kind" = 'identity' and "outbox_emails"."status"::text in ('queued', 'sending', 'unknown', 'failed')));--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD CONSTRAINT "outbox_emails_sent" CHECK (("outbox_emails"."status"::text in ('sent', 'written')) <= ("outbox_emails"."sent_at" is not null));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_placebo_address" CHECK (length("settings"."placebo_address") between 3 and 254 and position('@' in "settings"."placebo_address") > 1);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_mail_from_name" CHECK (length(trim("settings"."mail_from_name")) between 1 and 80 and "settings"."mail_from_name" !~ '[[:cntrl:]]');--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_mail_reply_to" CHECK (length("settings"."mail_reply_to") between 3 and 254 and position('@' in "settings"."mail_reply_to") > 1);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_emails_per_second" CHECK ("settings"."emails_per_second" between 0.01 and 1000);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_activity_retention" CHECK ("settings"."activity_retention_days" between 30 and 36500);--> statement-breakpoint
CREATE POLICY "may_insert" ON "outbox_emails" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "activity_archives" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "activity_unsealed" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('admin'));--> statement-breakpoint
insert into outbox_pace (next_at) values ('epoch');
--> statement-breakpoint
create trigger set_updated_at before update on outbox_pace for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
-- Links of identity mails are read by the sender alone, and an act of a person changes what became of a mail, never the mail.
revoke select, update, delete on outbox_emails from authenticated;
--> statement-breakpoint
grant select (id, kind, status, dedupe_key, recipient, customer_id, user_id, subject, body_text, body_html, queued_at, redirected_to, transport, provider_answer, attempts, next_attempt_at, lease_token, lease_until, sent_at, error, created_at, updated_at),
  update (status, attempts, next_attempt_at, lease_token, lease_until, sent_at, error) on outbox_emails to authenticated;
--> statement-breakpoint
create function misty_internal.email_left() returns trigger
  language plpgsql set search_path = pg_catalog
  as $$ begin new.sealed_link := null; return new; end $$;
--> statement-breakpoint
create trigger email_left before insert or update on outbox_emails for each row
  when (new.sealed_link is not null and new.status::text in ('sent', 'written', 'suppressed', 'cancelled')) execute function misty_internal.email_left();
--> statement-breakpoint
-- The log, its seals and its archives are only ever added to, by whomever. What was archived is taken
-- out by one function, which says so to this trigger. An owner of the tables can still disable it:
-- that is what the seals are for.
create function misty_internal.refuse_change() returns trigger
  language plpgsql set search_path = pg_catalog
  as $$
begin
  if tg_op = 'DELETE' and tg_table_name in ('activity_logs', 'activity_seals') and current_setting('misty.archiving', true) = 'on' then
    return null;
  end if;
  raise exception 'The table % is only ever added to.', tg_table_name using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger append_only before update or delete or truncate on activity_logs for each statement execute function misty_internal.refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete or truncate on activity_seals for each statement execute function misty_internal.refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete or truncate on activity_archives for each statement execute function misty_internal.refuse_change();
--> statement-breakpoint
revoke insert, update, delete on activity_seals, activity_unsealed, activity_archives, outbox_pace from authenticated;
--> statement-breakpoint
create function misty_internal.activity_to_seal() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  -- By EXECUTE: see migrations/0002_read_models.sql.
  execute 'insert into activity_unsealed (activity_id) select id from new_rows';
  return null;
end $$;
--> statement-breakpoint
create trigger activity_to_seal after insert on activity_logs referencing new table as new_rows for each statement execute function misty_internal.activity_to_seal();
--> statement-breakpoint
insert into activity_unsealed (activity_id) select id from activity_logs;
--> statement-breakpoint
-- Takes the range of an archive out of the tables: its rows, their details and its seals. Returns how many
-- activities went. Refuses a range that no row of activity_archives stands for.
create function misty_internal.remove_archived(archive uuid) returns bigint
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  kept activity_archives;
  gone bigint;
begin
  select * into strict kept from activity_archives where id = archive;
  -- Not as a setting of the function: a login without superuser may not attach one it made up.
  perform set_config('misty.archiving', 'on', true);
  delete from activity_details where activity_id in (select unnest(s.activity_ids) from activity_seals s where s.position between kept.from_position and kept.to_position);
  delete from activity_logs where id in (select unnest(s.activity_ids) from activity_seals s where s.position between kept.from_position and kept.to_position);
  get diagnostics gone = row_count;
  if gone <> kept.activity_count then
    raise exception 'The archive holds % activities, the log % of them.', kept.activity_count, gone;
  end if;
  delete from activity_seals s where s.position between kept.from_position and kept.to_position;
  perform set_config('misty.archiving', 'off', true);
  return gone;
end $$;
--> statement-breakpoint
revoke execute on function misty_internal.remove_archived(uuid) from public;
