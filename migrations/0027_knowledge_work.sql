ALTER TYPE "public"."activity_category" ADD VALUE 'knowledge';--> statement-breakpoint
CREATE TABLE "corpus_removals" (
	"corpus_name" text PRIMARY KEY NOT NULL,
	"removed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "corpus_removals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stored_files" (
	"key" text PRIMARY KEY NOT NULL,
	"document_id" uuid,
	"remove_after" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stored_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "embedding_model" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "cut_version" integer;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "given" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "version_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "problem" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "next_try_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "worker" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "corpus_removals" ADD CONSTRAINT "corpus_removals_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stored_files" ADD CONSTRAINT "stored_files_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corpus_removals_removed_by" ON "corpus_removals" USING btree ("removed_by");--> statement-breakpoint
CREATE INDEX "stored_files_document" ON "stored_files" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "stored_files_remove_after" ON "stored_files" USING btree ("remove_after") WHERE "stored_files"."remove_after" is not null;--> statement-breakpoint
CREATE INDEX "documents_work" ON "documents" USING btree ("next_try_at") WHERE "documents"."status" in ('queued', 'reading') or "documents"."embedded_count" < "documents"."chunk_count";--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_worker" CHECK (("documents"."worker" is null) = ("documents"."held_until" is null) and "documents"."tries" >= 0);--> statement-breakpoint
CREATE POLICY "may_select" ON "corpus_removals" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin'));