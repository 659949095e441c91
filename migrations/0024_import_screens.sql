CREATE TABLE "import_uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"host" text NOT NULL,
	"stored_as" text,
	"bytes" bigint NOT NULL,
	"format" text,
	"state" text NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"progress" jsonb,
	"report" jsonb,
	"error" text,
	"stop_asked" boolean DEFAULT false NOT NULL,
	"worker" text,
	"heartbeat_at" timestamp with time zone,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"batch_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_uploads_state" CHECK ("import_uploads"."state" in ('waiting', 'checking', 'checked', 'importing', 'imported', 'failed')),
	CONSTRAINT "import_uploads_bytes" CHECK ("import_uploads"."bytes" >= 0),
	CONSTRAINT "import_uploads_working" CHECK (("import_uploads"."state" in ('checking', 'importing')) = ("import_uploads"."worker" is not null)),
	CONSTRAINT "import_uploads_failed" CHECK (("import_uploads"."state" = 'failed') = ("import_uploads"."error" is not null))
);
--> statement-breakpoint
ALTER TABLE "import_uploads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "undo_worker" text;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "undone_by" uuid;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "undo_error" text;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "undo_report" jsonb;--> statement-breakpoint
ALTER TABLE "import_uploads" ADD CONSTRAINT "import_uploads_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_uploads" ADD CONSTRAINT "import_uploads_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_uploads_time" ON "import_uploads" USING btree ("uploaded_at","id");--> statement-breakpoint
CREATE INDEX "import_uploads_person" ON "import_uploads" USING btree ("uploaded_by");--> statement-breakpoint
CREATE INDEX "import_uploads_batch" ON "import_uploads" USING btree ("batch_id");--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_batches_undone_by" ON "import_batches" USING btree ("undone_by");--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_undone" CHECK (("import_batches"."undone_at" is not null) = ("import_batches"."status" = 'undone') and ("import_batches"."undo_report" is not null) = ("import_batches"."undone_at" is not null));--> statement-breakpoint
CREATE POLICY "may_select" ON "import_uploads" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
create trigger set_updated_at before update on import_uploads for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
revoke insert, update, delete on import_uploads from authenticated;
