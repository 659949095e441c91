-- A document's passages are written piece by piece, as another reading, and one small statement has them searched. Terms are
-- counted by audience, so that no rank tells of a word in documents that the reader may not see.
delete from knowledge_terms;
--> statement-breakpoint
delete from knowledge_totals;
--> statement-breakpoint
ALTER TABLE "document_chunks" DROP CONSTRAINT "document_chunks_position";
--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_worker";
--> statement-breakpoint
ALTER TABLE "knowledge_totals" DROP CONSTRAINT "knowledge_totals_one";
--> statement-breakpoint
DROP INDEX "documents_work";
--> statement-breakpoint
ALTER TABLE "document_chunks" DROP CONSTRAINT "document_chunks_pkey";
--> statement-breakpoint
ALTER TABLE "knowledge_terms" DROP CONSTRAINT "knowledge_terms_pkey";
--> statement-breakpoint
ALTER TABLE "knowledge_totals" DROP COLUMN "id";
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD COLUMN "reading" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "indexed_storage_key" text;
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "indexed_file_name" text;
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "indexed_content_hash" text;
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "indexed_version_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "reading" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "has_leftovers" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "deaths" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "knowledge_terms" ADD COLUMN "audience" "user_role" NOT NULL;
--> statement-breakpoint
ALTER TABLE "knowledge_totals" ADD COLUMN "audience" "user_role" PRIMARY KEY NOT NULL;
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_pkey" PRIMARY KEY("id","reading");
--> statement-breakpoint
ALTER TABLE "knowledge_terms" ADD CONSTRAINT "knowledge_terms_pkey" PRIMARY KEY("term","audience");
--> statement-breakpoint
CREATE INDEX "documents_work" ON "documents" USING btree ("next_try_at") WHERE "documents"."status" in ('queued', 'reading') or "documents"."embedded_count" < "documents"."chunk_count" or "documents"."has_leftovers";
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_position" UNIQUE("document_id","reading","position");
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_indexed_file" CHECK (("documents"."indexed_storage_key" is null) = ("documents"."indexed_file_name" is null) and ("documents"."indexed_storage_key" is null) = ("documents"."indexed_content_hash" is null));
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_worker" CHECK (("documents"."worker" is null) = ("documents"."held_until" is null) and "documents"."tries" >= 0 and "documents"."deaths" >= 0);
--> statement-breakpoint
ALTER POLICY "may_select" ON "document_chunks" TO authenticated USING ((((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[]))) and (exists (select from documents d where d.id = document_id and d.reading = document_chunks.reading)));
--> statement-breakpoint
ALTER POLICY "may_select" ON "knowledge_terms" TO authenticated USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[])));
--> statement-breakpoint
ALTER POLICY "may_select" ON "knowledge_totals" TO authenticated USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (audience = any ((select audiences_of(current_person_role()))::user_role[])));
--> statement-breakpoint
-- The old file of a replaced document is gone; the others lie where their document names them.
update documents set indexed_storage_key = storage_key, indexed_file_name = file_name, indexed_content_hash = content_hash, indexed_version_at = version_at
  where indexed_version = version;
--> statement-breakpoint
insert into knowledge_terms (term, audience, chunk_count)
  select term, audience, count(*) from document_chunks c cross join lateral unnest(tsvector_to_array(c.terms)) term group by term, audience;
--> statement-breakpoint
insert into knowledge_totals (audience, chunk_count, term_count) select audience, count(*), coalesce(sum(term_count), 0) from document_chunks group by audience;
--> statement-breakpoint
-- Exact after every statement. By EXECUTE, as everything with transition tables. Writers wait in one line, before they hold
-- any term: locked one by one, terms of two statements of one transaction come in no order, and two transactions that wait
-- for each other end with an error. A statement that changes no term and no audience (vectors, places) waits for nobody.
create or replace function misty_internal.passages_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  come text := 'select term, audience, 1 as n from new_rows c cross join lateral unnest(tsvector_to_array(c.terms)) term';
  gone text := 'select term, audience, -1 as n from old_rows c cross join lateral unnest(tsvector_to_array(c.terms)) term';
  rows_come text := 'select audience, 1 as n, term_count as terms from new_rows';
  rows_gone text := 'select audience, -1 as n, -term_count as terms from old_rows';
  is_other boolean := true;
begin
  if tg_op = 'UPDATE' then
    execute 'select exists (select from new_rows n where not exists (select from old_rows o
      where o.id = n.id and o.reading = n.reading and o.audience = n.audience and o.term_count = n.term_count and o.terms = n.terms))' into is_other;
  end if;
  if not is_other then return null; end if;
  lock table knowledge_totals in share row exclusive mode;
  execute 'insert into knowledge_terms as k (term, audience, chunk_count)
    select term, audience, sum(n) from (' || case tg_op when 'INSERT' then come when 'DELETE' then gone else come || ' union all ' || gone end || ') d
    group by term, audience having sum(n) <> 0
    on conflict (term, audience) do update set chunk_count = k.chunk_count + excluded.chunk_count';
  if tg_op <> 'INSERT' then
    execute 'delete from knowledge_terms k using (select distinct term, audience from (' || gone || ') x) d where k.term = d.term and k.audience = d.audience and k.chunk_count = 0';
  end if;
  execute 'insert into knowledge_totals as t (audience, chunk_count, term_count)
    select audience, sum(n), sum(terms) from (' || case tg_op when 'INSERT' then rows_come when 'DELETE' then rows_gone else rows_come || ' union all ' || rows_gone end || ') d
    group by audience having sum(n) <> 0 or sum(terms) <> 0
    on conflict (audience) do update set chunk_count = t.chunk_count + excluded.chunk_count, term_count = t.term_count + excluded.term_count';
  return null;
end $$;
--> statement-breakpoint
-- What the signed-in person may search, as before, and of the reading that its document is searched by.
create or replace view readable_passages as
  select c.id, c.document_id, c.audience, c.position, c.headings, c.content, c.start_offset, c.end_offset, c.page, c.terms, c.term_count, c.embedding, c.embedding_model
  from document_chunks c join documents d on d.id = c.document_id and d.reading = c.reading
  where c.audience = any ((select audiences_of(current_person_role()))::user_role[]);
