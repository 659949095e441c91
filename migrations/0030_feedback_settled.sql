ALTER TABLE "knowledge_feedback" DROP CONSTRAINT "knowledge_feedback_lengths";--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD COLUMN "places" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD COLUMN "settled_by" uuid;--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD CONSTRAINT "knowledge_feedback_settled_by_users_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_feedback_settled_by" ON "knowledge_feedback" USING btree ("settled_by");--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD CONSTRAINT "knowledge_feedback_settled" CHECK (("knowledge_feedback"."settled_at" is null) = ("knowledge_feedback"."settled_by" is null));--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD CONSTRAINT "knowledge_feedback_lengths" CHECK (length("knowledge_feedback"."question") <= 4000 and length("knowledge_feedback"."reason") <= 1000 and length("knowledge_feedback"."note") <= 1000);--> statement-breakpoint
ALTER POLICY "may_update" ON "knowledge_feedback" TO authenticated USING ((((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id()))) or ((select current_person_role()) in ('manager', 'admin'))) WITH CHECK ((((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id()))) or ((select current_person_role()) in ('manager', 'admin')));--> statement-breakpoint
-- A person's word is their own, and what becomes of it is the managers': nobody writes the other's part. The program itself is nobody.
create function misty_internal.guard_feedback() returns trigger
  language plpgsql set search_path = pg_catalog, public
as $$
begin
  if new.user_id <> current_person_id()
    and (new.run_id, new.user_id, new.question, new.document_ids, new.places, new.is_helpful, new.reason, new.created_at)
      is distinct from (old.run_id, old.user_id, old.question, old.document_ids, old.places, old.is_helpful, old.reason, old.created_at) then
    raise insufficient_privilege using message = 'the words of another person';
  end if;
  if new.settled_at is not null and new.settled_at is distinct from old.settled_at and current_person_role() not in ('manager', 'admin') then
    raise insufficient_privilege using message = 'feedback is settled by managers';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_feedback before update on knowledge_feedback for each row execute function misty_internal.guard_feedback();
