CREATE TABLE "document_comparisons" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"indexed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_comparisons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "document_contradictions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"kind" text NOT NULL,
	"one_document_id" uuid NOT NULL,
	"one_audience" "user_role" NOT NULL,
	"one_version" integer NOT NULL,
	"one_start" integer NOT NULL,
	"one_end" integer NOT NULL,
	"one_mark_start" integer NOT NULL,
	"one_mark_end" integer NOT NULL,
	"other_document_id" uuid NOT NULL,
	"other_audience" "user_role" NOT NULL,
	"other_version" integer NOT NULL,
	"other_start" integer NOT NULL,
	"other_end" integer NOT NULL,
	"other_mark_start" integer NOT NULL,
	"other_mark_end" integer NOT NULL,
	"likeness" real NOT NULL,
	"dismissed_by" uuid,
	"dismissed_at" timestamp with time zone,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_contradictions_fingerprint" UNIQUE("fingerprint"),
	CONSTRAINT "document_contradictions_kind" CHECK ("document_contradictions"."kind" in ('number', 'rule')),
	CONSTRAINT "document_contradictions_spans" CHECK ("document_contradictions"."one_start" >= 0 and "document_contradictions"."one_mark_start" >= "document_contradictions"."one_start" and "document_contradictions"."one_mark_end" <= "document_contradictions"."one_end" and "document_contradictions"."other_start" >= 0 and "document_contradictions"."other_mark_start" >= "document_contradictions"."other_start" and "document_contradictions"."other_mark_end" <= "document_contradictions"."other_end"),
	CONSTRAINT "document_contradictions_dismissed" CHECK (("document_contradictions"."dismissed_at" is null) = ("document_contradictions"."dismissed_by" is null) and length("document_contradictions"."note") <= 1000)
);
--> statement-breakpoint
ALTER TABLE "document_contradictions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "document_comparisons" ADD CONSTRAINT "document_comparisons_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_contradictions" ADD CONSTRAINT "document_contradictions_dismissed_by_users_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_contradictions" ADD CONSTRAINT "document_contradictions_one" FOREIGN KEY ("one_document_id","one_audience") REFERENCES "public"."documents"("id","audience") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "document_contradictions" ADD CONSTRAINT "document_contradictions_other" FOREIGN KEY ("other_document_id","other_audience") REFERENCES "public"."documents"("id","audience") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "document_contradictions_one_document" ON "document_contradictions" USING btree ("one_document_id");--> statement-breakpoint
CREATE INDEX "document_contradictions_other_document" ON "document_contradictions" USING btree ("other_document_id");--> statement-breakpoint
CREATE INDEX "document_contradictions_dismissed_by" ON "document_contradictions" USING btree ("dismissed_by");--> statement-breakpoint
CREATE POLICY "may_select" ON "document_contradictions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (((select current_person_role()) in ('manager', 'admin')) and (one_audience = any ((select audiences_of(current_person_role()))::user_role[]) and other_audience = any ((select audiences_of(current_person_role()))::user_role[])));--> statement-breakpoint
CREATE POLICY "may_update" ON "document_contradictions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (((select current_person_role()) in ('manager', 'admin')) and (one_audience = any ((select audiences_of(current_person_role()))::user_role[]) and other_audience = any ((select audiences_of(current_person_role()))::user_role[]))) WITH CHECK (((select current_person_role()) in ('manager', 'admin')) and (one_audience = any ((select audiences_of(current_person_role()))::user_role[]) and other_audience = any ((select audiences_of(current_person_role()))::user_role[])));--> statement-breakpoint
create trigger set_updated_at before update on document_contradictions for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
create trigger set_updated_at before update on document_comparisons for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
-- In how many answers since then each document was cited. Conversations belong to those who had them, so a manager
-- learns the number and nothing of the words; the caller's own rights decide which documents they see it beside.
create function document_citation_counts(since timestamptz) returns table (document_id uuid, answers integer)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if current_person_role() is null or current_person_role() not in ('manager', 'admin') then
    return;
  end if;
  return query
    select (cited ->> 'documentId')::uuid, count(distinct m.id)::int
    from messages m
    cross join lateral jsonb_array_elements(m.parts) part
    cross join lateral jsonb_array_elements(case when jsonb_typeof(part -> 'data' -> 'citations') = 'array' then part -> 'data' -> 'citations' else '[]'::jsonb end) cited
    where m.role = 'assistant' and m.created_at >= since and part ->> 'type' = 'data-passages' and cited ->> 'documentId' ~ '^[0-9a-f-]{36}$'
    group by 1;
end
$$;
--> statement-breakpoint
revoke all on function document_citation_counts(timestamptz) from public;
--> statement-breakpoint
grant execute on function document_citation_counts(timestamptz) to authenticated;
--> statement-breakpoint
revoke insert, delete on document_contradictions from authenticated;
--> statement-breakpoint
revoke insert, update, delete on document_comparisons from authenticated;
