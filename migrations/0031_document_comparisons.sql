-- Everything is compared once more: until now an instant stood for what was compared, and two readings may have the same.
delete from document_comparisons;
--> statement-breakpoint
ALTER TABLE "document_comparisons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "corpus_removals" ADD COLUMN "replaced_by" uuid;--> statement-breakpoint
ALTER TABLE "stored_files" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "document_comparisons" ADD COLUMN "version" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "document_comparisons" ADD COLUMN "cut_version" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "document_comparisons" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "document_comparisons" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "corpus_removals" ADD CONSTRAINT "corpus_removals_replaced_by_documents_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corpus_removals_replaced_by" ON "corpus_removals" USING btree ("replaced_by");--> statement-breakpoint
ALTER TABLE "document_comparisons" DROP COLUMN "indexed_at";--> statement-breakpoint
ALTER TABLE "document_comparisons" ADD CONSTRAINT "document_comparisons_failure" CHECK (("document_comparisons"."failure" is not null) = ("document_comparisons"."tries" > 0));--> statement-breakpoint
CREATE POLICY "may_insert" ON "corpus_removals" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "document_comparisons" AS PERMISSIVE FOR SELECT TO "authenticated" USING (((select current_person_role()) in ('manager', 'admin')) and (exists (select from documents d where d.id = document_id)));