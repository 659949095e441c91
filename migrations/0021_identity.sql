ALTER TABLE "sessions" ADD COLUMN "reauthenticated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "totp_last_step" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "admin_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "password_min_length" integer DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "session_idle_minutes" integer DEFAULT 10080 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "session_absolute_hours" integer DEFAULT 720 NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_second_step" CHECK ("users"."totp_enabled_at" is null or "users"."totp_secret" is not null);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_password_min_length" CHECK ("settings"."password_min_length" between 12 and 64);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_session_idle" CHECK ("settings"."session_idle_minutes" between 5 and 90 * 24 * 60);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_session_absolute" CHECK ("settings"."session_absolute_hours" between 1 and 365 * 24);--> statement-breakpoint
ALTER POLICY "may_update" ON "users" TO authenticated USING (("id" = (select current_person_id())) or ((select current_person_role()) in ('admin'))) WITH CHECK (("id" = (select current_person_id())) or ((select current_person_role()) in ('admin')));--> statement-breakpoint
-- From now on an admin has seven days for the second step.
update users set admin_since = now() where role = 'admin';
--> statement-breakpoint
-- Role and state change through the services alone, which hold the last admin; a person keeps their own name.
revoke update (role, state) on users from authenticated;
--> statement-breakpoint
grant select (reauthenticated_at) on sessions to authenticated;
--> statement-breakpoint
-- Until when whose invitation works, for admins; the tokens themselves stay out of everybody's reach.
create view open_invitations with (security_barrier) as
  select user_id, expires_at from verification_tokens
  where purpose = 'invitation' and used_at is null and revoked_at is null and (select current_person_role()) = 'admin';
--> statement-breakpoint
revoke all on open_invitations from authenticated;
--> statement-breakpoint
grant select on open_invitations to authenticated;
