CREATE TABLE "message_documents" (
	"message_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"is_cited" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_documents_message_id_document_id_pk" PRIMARY KEY("message_id","document_id")
);
--> statement-breakpoint
ALTER TABLE "message_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "message_documents" ADD CONSTRAINT "message_documents_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_documents_cited" ON "message_documents" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "message_documents_document" ON "message_documents" USING btree ("document_id");--> statement-breakpoint
ALTER POLICY "may_select" ON "document_contradictions" TO authenticated USING ((one_audience = any ((select audiences_of(current_person_role()))::user_role[]) and other_audience = any ((select audiences_of(current_person_role()))::user_role[])) and (((select current_person_role()) in ('manager', 'admin')) or (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (dismissed_at is null))));--> statement-breakpoint
-- Documents that an answer has words of, by the objects in its parts that name one: citations, what is shown beside, what a search gave.
create function misty_internal.documents_in(parts jsonb) returns table (document_id uuid, version integer, is_cited boolean)
  language sql immutable set search_path = pg_catalog, public, pg_temp
as $$
  select (said ->> 'documentId')::uuid, max(case when said ->> 'version' ~ '^\d{1,9}$' then (said ->> 'version')::int else 0 end), bool_or(cited)
  from (
    select v, true from jsonb_path_query(parts, '$[*] ? (@.type == "data-passages").data.citations[*]'::jsonpath) v
    union all select v, false from jsonb_path_query(parts, 'strict $.** ? (exists (@.documentId))'::jsonpath, '{}', true) v
  ) found(said, cited)
  where parts @? '$[*] ? (@.type == "data-passages")'::jsonpath and said ->> 'documentId' ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
  group by 1
$$;
--> statement-breakpoint
create function misty_internal.note_message_documents() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    delete from message_documents where message_id = new.id;
  end if;
  if new.role = 'assistant' then
    insert into message_documents (message_id, document_id, version, is_cited, created_at)
      select new.id, d.document_id, d.version, d.is_cited, new.created_at from misty_internal.documents_in(new.parts) d;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger note_documents after insert or update of parts on messages for each row execute function misty_internal.note_message_documents();
--> statement-breakpoint
insert into message_documents (message_id, document_id, version, is_cited, created_at)
  select m.id, d.document_id, d.version, d.is_cited, m.created_at from messages m cross join lateral misty_internal.documents_in(m.parts) d where m.role = 'assistant';
--> statement-breakpoint
-- In how many answers since then each document was cited that the caller may read: numbers alone, whoever asked.
create or replace function document_citation_counts(since timestamptz) returns table (document_id uuid, answers integer)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if current_person_role() is null or current_person_role() not in ('manager', 'admin') then
    return;
  end if;
  return query
    select c.document_id, count(*)::int
    from message_documents c join documents d on d.id = c.document_id and d.audience = any ((select audiences_of(current_person_role()))::user_role[])
    where c.is_cited and c.created_at >= since
    group by 1;
end
$$;
--> statement-breakpoint
revoke insert, update, delete on message_documents from authenticated;
