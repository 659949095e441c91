-- The shop's documents: their passages, the terms and vectors they are found by, and what people said of answers.

-- The audiences a role is among: everybody's (`staff`), its own, and for those above, what stands below them.
create function audiences_of(person_role text) returns text[]
  language sql immutable parallel safe set search_path = pg_catalog
  return case person_role
    when 'admin' then array['staff', 'marketing', 'buyer', 'manager', 'admin']
    when 'manager' then array['staff', 'marketing', 'buyer', 'manager']
    when 'buyer' then array['staff', 'buyer']
    when 'marketing' then array['staff', 'marketing']
    when 'staff' then array['staff']
    else '{}'::text[]
  end;
--> statement-breakpoint
CREATE TYPE "public"."document_kind" AS ENUM('markdown', 'text', 'pdf', 'docx', 'html');--> statement-breakpoint
CREATE TYPE "public"."document_status" AS ENUM('queued', 'reading', 'indexed', 'failed');--> statement-breakpoint
CREATE TYPE "public"."unanswered_state" AS ENUM('open', 'answered', 'dismissed');--> statement-breakpoint
CREATE TABLE "document_chunks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"audience" "user_role" NOT NULL,
	"position" integer NOT NULL,
	"headings" text[] DEFAULT '{}'::text[] NOT NULL,
	"content" text NOT NULL,
	"start_offset" integer NOT NULL,
	"end_offset" integer NOT NULL,
	"page" integer,
	"content_hash" text NOT NULL,
	"terms" "tsvector" NOT NULL,
	"term_count" integer NOT NULL,
	"embedding" halfvec(768),
	"embedding_model" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_chunks_position" UNIQUE("document_id","position"),
	CONSTRAINT "document_chunks_span" CHECK ("document_chunks"."start_offset" >= 0 and "document_chunks"."end_offset" > "document_chunks"."start_offset" and "document_chunks"."position" >= 0 and "document_chunks"."page" >= 1),
	CONSTRAINT "document_chunks_model" CHECK (("document_chunks"."embedding" is null) = ("document_chunks"."embedding_model" is null))
);
--> statement-breakpoint
ALTER TABLE "document_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text collate "und-x-icu" NOT NULL,
	"kind" "document_kind" NOT NULL,
	"audience" "user_role" DEFAULT 'staff' NOT NULL,
	"owner" text,
	"reviewed_on" date,
	"review_due_on" date,
	"corpus_name" text,
	"file_name" text NOT NULL,
	"storage_key" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"content_hash" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status" "document_status" DEFAULT 'queued' NOT NULL,
	"failure" text,
	"indexed_version" integer,
	"indexed_at" timestamp with time zone,
	"body" text,
	"page_starts" jsonb,
	"chunk_count" integer DEFAULT 0 NOT NULL,
	"embedded_count" integer DEFAULT 0 NOT NULL,
	"uploaded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_audience_key" UNIQUE("id","audience"),
	CONSTRAINT "documents_version" CHECK ("documents"."version" >= 1 and "documents"."indexed_version" <= "documents"."version"),
	CONSTRAINT "documents_failure" CHECK (("documents"."failure" is not null) = ("documents"."status" = 'failed')),
	CONSTRAINT "documents_counts" CHECK ("documents"."chunk_count" >= 0 and "documents"."embedded_count" between 0 and "documents"."chunk_count" and "documents"."size_bytes" >= 0)
);
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"question" text NOT NULL,
	"document_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"is_helpful" boolean NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "knowledge_feedback_run" UNIQUE("run_id","user_id"),
	CONSTRAINT "knowledge_feedback_lengths" CHECK (length("knowledge_feedback"."question") <= 4000 and length("knowledge_feedback"."reason") <= 1000)
);
--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_terms" (
	"term" text PRIMARY KEY NOT NULL,
	"chunk_count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "knowledge_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_totals" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"chunk_count" bigint DEFAULT 0 NOT NULL,
	"term_count" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "knowledge_totals_one" CHECK ("knowledge_totals"."id")
);
--> statement-breakpoint
ALTER TABLE "knowledge_totals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unanswered_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question" text NOT NULL,
	"folded" text NOT NULL,
	"asked_count" integer DEFAULT 1 NOT NULL,
	"asked_by" uuid,
	"last_asked_at" timestamp with time zone NOT NULL,
	"state" "unanswered_state" DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unanswered_questions_lengths" CHECK (length("unanswered_questions"."question") between 1 and 4000 and length("unanswered_questions"."note") <= 1000 and "unanswered_questions"."asked_count" >= 1),
	CONSTRAINT "unanswered_questions_decided" CHECK (("unanswered_questions"."state" = 'open') = ("unanswered_questions"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "unanswered_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_document" FOREIGN KEY ("document_id","audience") REFERENCES "public"."documents"("id","audience") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD CONSTRAINT "knowledge_feedback_run_id_agent_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."agent_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_feedback" ADD CONSTRAINT "knowledge_feedback_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unanswered_questions" ADD CONSTRAINT "unanswered_questions_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unanswered_questions" ADD CONSTRAINT "unanswered_questions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_chunks_terms" ON "document_chunks" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "document_chunks_embedding" ON "document_chunks" USING hnsw ("embedding" halfvec_cosine_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "documents_corpus_name" ON "documents" USING btree ("corpus_name") WHERE "documents"."corpus_name" is not null;--> statement-breakpoint
CREATE INDEX "documents_uploaded_by" ON "documents" USING btree ("uploaded_by");--> statement-breakpoint
CREATE INDEX "knowledge_feedback_user" ON "knowledge_feedback" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unanswered_questions_folded" ON "unanswered_questions" USING btree ("folded");--> statement-breakpoint
CREATE INDEX "unanswered_questions_state" ON "unanswered_questions" USING btree ("state","last_asked_at");--> statement-breakpoint
CREATE INDEX "unanswered_questions_asked_by" ON "unanswered_questions" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "unanswered_questions_decided_by" ON "unanswered_questions" USING btree ("decided_by");--> statement-breakpoint
CREATE POLICY "may_select" ON "document_chunks" AS PERMISSIVE FOR SELECT TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[])));--> statement-breakpoint
CREATE POLICY "may_select" ON "documents" AS PERMISSIVE FOR SELECT TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[])));--> statement-breakpoint
CREATE POLICY "may_insert" ON "documents" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[])));--> statement-breakpoint
CREATE POLICY "may_update" ON "documents" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (((select current_person_role()) in ('manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[]))) WITH CHECK (((select current_person_role()) in ('manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[])));--> statement-breakpoint
CREATE POLICY "may_delete" ON "documents" AS PERMISSIVE FOR DELETE TO "authenticated" USING (((select current_person_role()) in ('manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[])));--> statement-breakpoint
CREATE POLICY "may_select" ON "knowledge_feedback" AS PERMISSIVE FOR SELECT TO "authenticated" USING (("user_id" = (select current_person_id())) or ((select current_person_role()) in ('manager', 'admin')));--> statement-breakpoint
CREATE POLICY "may_insert" ON "knowledge_feedback" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_update" ON "knowledge_feedback" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id()))) WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_select" ON "knowledge_terms" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "knowledge_totals" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "unanswered_questions" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "unanswered_questions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin')) WITH CHECK ((select current_person_role()) in ('manager', 'admin'));
--> statement-breakpoint
create trigger set_updated_at before update on documents for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
create trigger set_updated_at before update on knowledge_feedback for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
create trigger set_updated_at before update on unanswered_questions for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
revoke insert, update, delete on document_chunks, knowledge_terms, knowledge_totals from authenticated;
--> statement-breakpoint
revoke insert, delete on unanswered_questions from authenticated;
--> statement-breakpoint
-- In how many passages each term stands, and how many passages and terms there are: exact after every
-- statement. By EXECUTE, as everything with transition tables; terms in order, so that two writers wait in one line.
create function misty_internal.passages_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  come text := 'select term, 1 as n from new_rows c cross join lateral unnest(tsvector_to_array(c.terms)) term';
  gone text := 'select term, -1 as n from old_rows c cross join lateral unnest(tsvector_to_array(c.terms)) term';
  totals text := case tg_op
    when 'INSERT' then 'select count(*) as n, coalesce(sum(term_count), 0) as terms from new_rows'
    when 'DELETE' then 'select -count(*) as n, -coalesce(sum(term_count), 0) as terms from old_rows'
    else 'select 0 as n, (select coalesce(sum(term_count), 0) from new_rows) - (select coalesce(sum(term_count), 0) from old_rows) as terms' end;
begin
  execute 'insert into knowledge_terms as k (term, chunk_count)
    select term, sum(n) from (' || case tg_op when 'INSERT' then come when 'DELETE' then gone else come || ' union all ' || gone end || ') d
    group by term having sum(n) <> 0 order by term
    on conflict (term) do update set chunk_count = k.chunk_count + excluded.chunk_count';
  if tg_op <> 'INSERT' then
    execute 'delete from knowledge_terms k using (select distinct term from (' || gone || ') x) d where k.term = d.term and k.chunk_count = 0';
  end if;
  execute 'insert into knowledge_totals as t (chunk_count, term_count) select n, terms from (' || totals || ') d where n <> 0 or terms <> 0
    on conflict (id) do update set chunk_count = t.chunk_count + excluded.chunk_count, term_count = t.term_count + excluded.term_count';
  return null;
end $$;
--> statement-breakpoint
create trigger passages_added after insert on document_chunks referencing new table as new_rows for each statement execute function misty_internal.passages_changed();
--> statement-breakpoint
create trigger passages_changed after update on document_chunks referencing old table as old_rows new table as new_rows for each statement execute function misty_internal.passages_changed();
--> statement-breakpoint
create trigger passages_removed after delete on document_chunks referencing old table as old_rows for each statement execute function misty_internal.passages_changed();
--> statement-breakpoint
create function misty_internal.passages_truncated() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin
  delete from knowledge_terms;
  delete from knowledge_totals;
  return null;
end $$;
--> statement-breakpoint
create trigger passages_truncated after truncate on document_chunks for each statement execute function misty_internal.passages_truncated();
--> statement-breakpoint
-- What the signed-in person may search. With the owner's rights and its own filter: under row-level security
-- PostgreSQL would not use the index over terms, whose operator is not known to be leakproof.
create view readable_passages as
  select c.id, c.document_id, c.audience, c.position, c.headings, c.content, c.start_offset, c.end_offset, c.page, c.terms, c.term_count, c.embedding, c.embedding_model
  from document_chunks c
  where c.audience = any ((select audiences_of(current_person_role()))::user_role[]);
--> statement-breakpoint
revoke all on readable_passages from authenticated;
--> statement-breakpoint
grant select on readable_passages to authenticated;
