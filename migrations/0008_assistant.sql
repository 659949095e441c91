CREATE TABLE "ai_prices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"model" text NOT NULL,
	"input_usd" numeric(12, 6) NOT NULL,
	"output_usd" numeric(12, 6) NOT NULL,
	"valid_from" date NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ai_prices_key" UNIQUE("model","valid_from"),
	CONSTRAINT "ai_prices_amounts" CHECK ("ai_prices"."input_usd" >= 0 and "ai_prices"."output_usd" >= 0)
);
--> statement-breakpoint
ALTER TABLE "ai_prices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agent_runs" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_runs" ADD COLUMN "actor_kind" "actor_kind" DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_runs" ADD COLUMN "asked_as" "user_role" DEFAULT 'staff' NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_runs" ADD COLUMN "prompt_version" text;--> statement-breakpoint
ALTER TABLE "agent_runs" ADD CONSTRAINT "agent_runs_person" CHECK (("agent_runs"."actor_kind" = 'person') = ("agent_runs"."user_id" is not null));--> statement-breakpoint
CREATE POLICY "may_select" ON "ai_prices" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "ai_prices" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "ai_prices" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('admin')) WITH CHECK ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "ai_prices" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('admin'));--> statement-breakpoint
create trigger set_updated_at before update on ai_prices for each row execute function misty_internal.set_updated_at();
--> statement-breakpoint
-- US dollars per million tokens as Google Cloud's price list for Vertex AI states them; an admin adds others.
insert into ai_prices (model, input_usd, output_usd, valid_from, source) values
  ('gemini-2.5-flash', 0.30, 2.50, '2025-06-17', 'Google Cloud, Vertex AI pricing'),
  ('gemini-2.5-flash-lite', 0.10, 0.40, '2025-07-22', 'Google Cloud, Vertex AI pricing'),
  ('gemini-2.5-pro', 1.25, 10.00, '2025-06-17', 'Google Cloud, Vertex AI pricing, prompts up to 200k tokens');
