CREATE TABLE "ai_budgets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"monthly_usd" numeric(12, 2) NOT NULL,
	"warn_percent" integer DEFAULT 80 NOT NULL,
	"stops" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ai_budgets_key" UNIQUE NULLS NOT DISTINCT("user_id"),
	CONSTRAINT "ai_budgets_amount" CHECK ("ai_budgets"."monthly_usd" > 0),
	CONSTRAINT "ai_budgets_warn" CHECK ("ai_budgets"."warn_percent" between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "ai_budgets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_runs" (
	"name" text PRIMARY KEY NOT NULL,
	"process" text NOT NULL,
	"status" text NOT NULL,
	"every_ms" integer,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"succeeded_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"error" text,
	"rounds" bigint DEFAULT 0 NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_runs_name" CHECK ("job_runs"."name" ~ '^[a-z][a-z-]{1,39}$'),
	CONSTRAINT "job_runs_status" CHECK ("job_runs"."status" in ('running', 'succeeded', 'failed', 'stopped')),
	CONSTRAINT "job_runs_error" CHECK (length("job_runs"."error") <= 2000),
	CONSTRAINT "job_runs_counts" CHECK ("job_runs"."rounds" >= 0 and "job_runs"."failures" >= 0)
);
--> statement-breakpoint
ALTER TABLE "job_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ai_budgets" ADD CONSTRAINT "ai_budgets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "may_select" ON "ai_budgets" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "ai_budgets" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "ai_budgets" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('admin')) WITH CHECK ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "ai_budgets" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "job_runs" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('admin'));--> statement-breakpoint
create trigger set_updated_at before update on ai_budgets for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
create trigger set_updated_at before update on job_runs for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
revoke insert, update, delete on job_runs from authenticated;
