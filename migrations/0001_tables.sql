CREATE TYPE "public"."activity_category" AS ENUM('sales', 'stock', 'customers', 'payments', 'reviews', 'imports', 'mail', 'agents', 'identity', 'settings', 'exports');--> statement-breakpoint
CREATE TYPE "public"."activity_result" AS ENUM('succeeded', 'failed', 'refused');--> statement-breakpoint
CREATE TYPE "public"."actor_kind" AS ENUM('person', 'system', 'agent', 'command_line', 'webhook');--> statement-breakpoint
CREATE TYPE "public"."data_origin" AS ENUM('fresh', 'seeded', 'imported', 'empty');--> statement-breakpoint
CREATE TYPE "public"."email_status" AS ENUM('queued', 'sending', 'sent', 'failed', 'unknown', 'suppressed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."import_row_status" AS ENUM('accepted', 'refused');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('staging', 'applying', 'completed', 'withdrawn', 'failed', 'undone');--> statement-breakpoint
CREATE TYPE "public"."item_condition" AS ENUM('new', 'used');--> statement-breakpoint
CREATE TYPE "public"."media_grade" AS ENUM('Mint (M)', 'Near Mint (NM or M-)', 'Very Good Plus (VG+)', 'Very Good (VG)', 'Good Plus (G+)', 'Good (G)', 'Fair (F)', 'Poor (P)');--> statement-breakpoint
CREATE TYPE "public"."message_role" AS ENUM('user', 'assistant', 'system');--> statement-breakpoint
CREATE TYPE "public"."order_status" AS ENUM('open', 'completed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."payment_method" AS ENUM('card', 'cash', 'bank_transfer', 'paypal', 'other');--> statement-breakpoint
CREATE TYPE "public"."payment_status" AS ENUM('pending', 'completed', 'failed', 'cancelled', 'refunded');--> statement-breakpoint
CREATE TYPE "public"."run_status" AS ENUM('running', 'completed', 'failed', 'stopped');--> statement-breakpoint
CREATE TYPE "public"."sleeve_grade" AS ENUM('Mint (M)', 'Near Mint (NM or M-)', 'Very Good Plus (VG+)', 'Very Good (VG)', 'Good Plus (G+)', 'Good (G)', 'Fair (F)', 'Poor (P)', 'Not Graded', 'Generic', 'No Cover');--> statement-breakpoint
CREATE TYPE "public"."stock_movement" AS ENUM('sale', 'return', 'restock', 'adjustment');--> statement-breakpoint
CREATE TYPE "public"."token_purpose" AS ENUM('setup', 'invitation', 'password_reset');--> statement-breakpoint
CREATE TYPE "public"."tool_access" AS ENUM('read', 'write', 'external');--> statement-breakpoint
CREATE TYPE "public"."tool_call_status" AS ENUM('running', 'succeeded', 'failed', 'denied');--> statement-breakpoint
CREATE TYPE "public"."user_role" AS ENUM('staff', 'marketing', 'buyer', 'manager', 'admin');--> statement-breakpoint
CREATE TYPE "public"."user_state" AS ENUM('invited', 'active', 'deactivated');--> statement-breakpoint
CREATE TYPE "public"."webhook_status" AS ENUM('received', 'processed', 'failed', 'ignored');--> statement-breakpoint
CREATE TABLE "agent_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"agent_id" text NOT NULL,
	"conversation_id" uuid,
	"model" text NOT NULL,
	"provider" text NOT NULL,
	"status" "run_status" NOT NULL,
	"input_tokens" bigint DEFAULT 0 NOT NULL,
	"output_tokens" bigint DEFAULT 0 NOT NULL,
	"cost_usd" numeric(12, 6),
	"step_count" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"first_token_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"error_code" text,
	"trace_id" text,
	"was_helpful" boolean,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_runs_tokens" CHECK ("agent_runs"."input_tokens" >= 0 and "agent_runs"."output_tokens" >= 0 and "agent_runs"."step_count" >= 0),
	CONSTRAINT "agent_runs_cost" CHECK ("agent_runs"."cost_usd" >= 0),
	CONSTRAINT "agent_runs_finished" CHECK (("agent_runs"."status" = 'running') = ("agent_runs"."finished_at" is null))
);
--> statement-breakpoint
ALTER TABLE "agent_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"agent_id" text NOT NULL,
	"title" text,
	"context" jsonb,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_agent" CHECK (length("conversations"."agent_id") between 1 and 40)
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"role" "message_role" NOT NULL,
	"parts" jsonb NOT NULL,
	"metadata" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_position_key" UNIQUE("conversation_id","position"),
	CONSTRAINT "messages_position" CHECK ("messages"."position" >= 0),
	CONSTRAINT "messages_parts" CHECK (jsonb_typeof("messages"."parts") = 'array')
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tool_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"message_id" uuid,
	"call_id" text NOT NULL,
	"tool" text NOT NULL,
	"access" "tool_access" NOT NULL,
	"input" jsonb NOT NULL,
	"status" "tool_call_status" NOT NULL,
	"sql" text,
	"parameters" jsonb,
	"rows" jsonb,
	"row_count" integer,
	"result_hash" "bytea",
	"error" text,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_calls_key" UNIQUE("run_id","call_id"),
	CONSTRAINT "tool_calls_rows" CHECK ("tool_calls"."row_count" >= 0),
	CONSTRAINT "tool_calls_hash" CHECK (length("tool_calls"."result_hash") = 32),
	CONSTRAINT "tool_calls_failed" CHECK (("tool_calls"."status" in ('failed', 'denied')) = ("tool_calls"."error" is not null))
);
--> statement-breakpoint
ALTER TABLE "tool_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "album_prices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"album_id" uuid NOT NULL,
	"list_price" numeric(14, 4),
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "album_prices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "albums" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text collate "und-x-icu" NOT NULL,
	"artist_id" uuid,
	"label_id" uuid,
	"genre_id" uuid,
	"supplier_id" uuid,
	"year" smallint,
	"format" text,
	"catalogue_number" text,
	"barcode" text,
	"discogs_release_id" bigint,
	"list_price" numeric(14, 4),
	"unit_cost" numeric(14, 4),
	"source" text,
	"external_id" text,
	"import_batch_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "albums_source_key" UNIQUE("source","external_id"),
	CONSTRAINT "albums_title_filled" CHECK (length(trim("albums"."title")) > 0),
	CONSTRAINT "albums_year" CHECK ("albums"."year" between 1877 and 2100),
	CONSTRAINT "albums_list_price" CHECK ("albums"."list_price" >= 0),
	CONSTRAINT "albums_unit_cost" CHECK ("albums"."unit_cost" >= 0),
	CONSTRAINT "albums_source_pair" CHECK (("albums"."source" is null) = ("albums"."external_id" is null))
);
--> statement-breakpoint
ALTER TABLE "albums" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "artists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "artists_name_filled" CHECK (length(trim("artists"."name")) > 0)
);
--> statement-breakpoint
ALTER TABLE "artists" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "genres" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "genres_name_filled" CHECK (length(trim("genres"."name")) > 0)
);
--> statement-breakpoint
ALTER TABLE "genres" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "labels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "labels_name_filled" CHECK (length(trim("labels"."name")) > 0)
);
--> statement-breakpoint
ALTER TABLE "labels" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suppliers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"lead_time_days" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppliers_lead_time" CHECK ("suppliers"."lead_time_days" between 0 and 365)
);
--> statement-breakpoint
ALTER TABLE "suppliers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_contacts" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"phone" text,
	"street" text,
	"postcode" text,
	"city" text,
	"country" text,
	"marketing_consent" boolean DEFAULT false NOT NULL,
	"consent_at" timestamp with time zone,
	"consent_source" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_contacts_email" CHECK ("customer_contacts"."email" like '%_@_%' and length("customer_contacts"."email") <= 254),
	CONSTRAINT "customer_contacts_consent" CHECK (not "customer_contacts"."marketing_consent" or ("customer_contacts"."consent_at" is not null and "customer_contacts"."consent_source" is not null))
);
--> statement-breakpoint
ALTER TABLE "customer_contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_notes_body" CHECK (length(trim("customer_notes"."body")) between 1 and 5000)
);
--> statement-breakpoint
ALTER TABLE "customer_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED BY DEFAULT AS IDENTITY (sequence name "customers_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text collate "und-x-icu",
	"favourite_genre_id" uuid,
	"customer_since" timestamp with time zone,
	"source" text,
	"external_id" text,
	"erased_at" timestamp with time zone,
	"import_batch_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_number_key" UNIQUE("number"),
	CONSTRAINT "customers_source_key" UNIQUE("source","external_id"),
	CONSTRAINT "customers_source_pair" CHECK (("customers"."source" is null) = ("customers"."external_id" is null)),
	CONSTRAINT "customers_erased" CHECK ("customers"."erased_at" is null or "customers"."name" is null)
);
--> statement-breakpoint
ALTER TABLE "customers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recovery_codes_hash" CHECK (length("recovery_codes"."code_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "recovery_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"user_agent" text,
	"address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_secret" CHECK (length("sessions"."secret_hash") = 32),
	CONSTRAINT "sessions_expiry_after_start" CHECK ("sessions"."expires_at" > "sessions"."created_at" - interval '1 day')
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_started_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_in_throttles_failures" CHECK ("sign_in_throttles"."failures" >= 0)
);
--> statement-breakpoint
ALTER TABLE "sign_in_throttles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"email" text NOT NULL,
	"role" "user_role" NOT NULL,
	"state" "user_state" NOT NULL,
	"password_hash" text,
	"password_changed_at" timestamp with time zone,
	"totp_secret" "bytea",
	"totp_enabled_at" timestamp with time zone,
	"last_sign_in_at" timestamp with time zone,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email" CHECK ("users"."email" like '%_@_%' and length("users"."email") <= 254),
	CONSTRAINT "users_name_filled" CHECK (length(trim("users"."name")) > 0),
	CONSTRAINT "users_active_password" CHECK ("users"."state" <> 'active' or "users"."password_hash" is not null)
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "verification_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" "token_purpose" NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "verification_tokens_hash" CHECK (length("verification_tokens"."token_hash") = 32),
	CONSTRAINT "verification_tokens_person" CHECK (("verification_tokens"."purpose" = 'setup') = ("verification_tokens"."user_id" is null))
);
--> statement-breakpoint
ALTER TABLE "verification_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"format" text NOT NULL,
	"file_name" text NOT NULL,
	"content_hash" text,
	"status" "import_status" NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"tax_included" boolean,
	"currency" char(3),
	"exchange_rate" numeric(18, 8),
	"row_count" bigint DEFAULT 0 NOT NULL,
	"imported_count" bigint DEFAULT 0 NOT NULL,
	"unchanged_count" bigint DEFAULT 0 NOT NULL,
	"refused_count" bigint DEFAULT 0 NOT NULL,
	"error" text,
	"started_by" uuid,
	"worker" text,
	"heartbeat_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_batches_counts" CHECK ("import_batches"."row_count" >= 0 and "import_batches"."imported_count" >= 0 and "import_batches"."unchanged_count" >= 0 and "import_batches"."refused_count" >= 0),
	CONSTRAINT "import_batches_completed" CHECK (("import_batches"."status" in ('completed', 'undone')) = ("import_batches"."completed_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "import_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_rows" (
	"batch_id" uuid NOT NULL,
	"file" text DEFAULT '' NOT NULL,
	"row_number" integer NOT NULL,
	"kind" text NOT NULL,
	"status" "import_row_status" NOT NULL,
	"raw" jsonb NOT NULL,
	"data" jsonb,
	"key" text,
	"error_column" text,
	"error" text,
	CONSTRAINT "import_rows_batch_id_file_row_number_pk" PRIMARY KEY("batch_id","file","row_number"),
	CONSTRAINT "import_rows_number" CHECK ("import_rows"."row_number" >= 1),
	CONSTRAINT "import_rows_refused" CHECK (("import_rows"."status" = 'refused') = ("import_rows"."error" is not null))
);
--> statement-breakpoint
ALTER TABLE "import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inventory" (
	"id" uuid PRIMARY KEY NOT NULL,
	"album_id" uuid NOT NULL,
	"condition" "item_condition" DEFAULT 'new' NOT NULL,
	"media_grade" "media_grade",
	"sleeve_grade" "sleeve_grade",
	"on_hand" integer DEFAULT 0 NOT NULL,
	"reorder_point" integer,
	"desired_level" integer,
	"on_order" integer DEFAULT 0 NOT NULL,
	"location" text,
	"list_price" numeric(14, 4),
	"unit_cost" numeric(14, 4),
	"import_batch_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inventory_grades" CHECK (("inventory"."condition" = 'used') = ("inventory"."media_grade" is not null)),
	CONSTRAINT "inventory_sleeve" CHECK ("inventory"."condition" = 'used' or "inventory"."sleeve_grade" is null),
	CONSTRAINT "inventory_reorder_point" CHECK ("inventory"."reorder_point" >= 0),
	CONSTRAINT "inventory_desired_level" CHECK ("inventory"."desired_level" >= 0),
	CONSTRAINT "inventory_on_order" CHECK ("inventory"."on_order" >= 0),
	CONSTRAINT "inventory_list_price" CHECK ("inventory"."list_price" >= 0),
	CONSTRAINT "inventory_unit_cost" CHECK ("inventory"."unit_cost" >= 0)
);
--> statement-breakpoint
ALTER TABLE "inventory" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sales" (
	"id" uuid PRIMARY KEY NOT NULL,
	"inventory_id" uuid NOT NULL,
	"movement" "stock_movement" NOT NULL,
	"quantity" integer NOT NULL,
	"reason" text,
	"order_item_id" uuid,
	"user_id" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"import_batch_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sales_quantity" CHECK ("sales"."quantity" <> 0),
	CONSTRAINT "sales_direction" CHECK (case "sales"."movement" when 'sale' then "sales"."quantity" < 0 when 'return' then "sales"."quantity" > 0 when 'restock' then "sales"."quantity" > 0 else true end),
	CONSTRAINT "sales_reason" CHECK ("sales"."movement" <> 'adjustment' or length(trim("sales"."reason")) > 0)
);
--> statement-breakpoint
ALTER TABLE "sales" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "activity_details" (
	"activity_id" uuid PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL,
	"details" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_details_salt" CHECK (length("activity_details"."salt") = 16)
);
--> statement-breakpoint
ALTER TABLE "activity_details" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "activity_logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"actor_kind" "actor_kind" NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"category" "activity_category" NOT NULL,
	"result" "activity_result" NOT NULL,
	"object_type" text,
	"object_id" uuid,
	"fields" text[] DEFAULT '{}'::text[] NOT NULL,
	"request_id" text,
	"details_hash" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_logs_action" CHECK ("activity_logs"."action" ~ '^[a-z_]+\.[a-z_]+$'),
	CONSTRAINT "activity_logs_person" CHECK ("activity_logs"."actor_kind" <> 'system' or "activity_logs"."actor_id" is null),
	CONSTRAINT "activity_logs_details" CHECK (length("activity_logs"."details_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "activity_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "activity_seals" (
	"position" bigint PRIMARY KEY NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"activity_ids" uuid[] NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_seals_position" CHECK ("activity_seals"."position" >= 1),
	CONSTRAINT "activity_seals_hashes" CHECK (length("activity_seals"."hash") = 32 and length("activity_seals"."previous_hash") = 32),
	CONSTRAINT "activity_seals_rows" CHECK (cardinality("activity_seals"."activity_ids") >= 1)
);
--> statement-breakpoint
ALTER TABLE "activity_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "annotations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"day" date NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "annotations_text" CHECK (length(trim("annotations"."text")) between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "annotations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox_emails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" "email_status" NOT NULL,
	"dedupe_key" text NOT NULL,
	"recipient" text NOT NULL,
	"customer_id" uuid,
	"user_id" uuid,
	"subject" text NOT NULL,
	"body_text" text NOT NULL,
	"body_html" text,
	"redirected_to" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_emails_recipient" CHECK (length("outbox_emails"."recipient") between 3 and 254),
	CONSTRAINT "outbox_emails_attempts" CHECK ("outbox_emails"."attempts" >= 0),
	CONSTRAINT "outbox_emails_lease" CHECK (("outbox_emails"."lease_token" is null) = ("outbox_emails"."lease_until" is null)),
	CONSTRAINT "outbox_emails_sent" CHECK (("outbox_emails"."status" = 'sent') <= ("outbox_emails"."sent_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "outbox_emails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"page" text NOT NULL,
	"search" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_key" UNIQUE("owner_id","page","name"),
	CONSTRAINT "saved_views_name" CHECK (length(trim("saved_views"."name")) between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "settings" (
	"singleton" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"shop_name" text collate "und-x-icu" NOT NULL,
	"currency" char(3) NOT NULL,
	"time_zone" text NOT NULL,
	"low_stock_threshold" integer DEFAULT 10 NOT NULL,
	"data_origin" "data_origin" DEFAULT 'fresh' NOT NULL,
	"demo_scenario" text,
	"demo_seed" integer,
	"demo_orders" integer,
	"demo_first_day" date,
	"demo_last_day" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settings_one_row" CHECK ("settings"."singleton"),
	CONSTRAINT "settings_shop_name" CHECK (length(trim("settings"."shop_name")) between 1 and 80),
	CONSTRAINT "settings_currency" CHECK ("settings"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "settings_low_stock" CHECK ("settings"."low_stock_threshold" between 0 and 10000),
	CONSTRAINT "settings_demo" CHECK (("settings"."data_origin" = 'seeded') <= ("settings"."demo_seed" is not null and "settings"."demo_first_day" is not null and "settings"."demo_last_day" is not null))
);
--> statement-breakpoint
ALTER TABLE "settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"status" "webhook_status" NOT NULL,
	"error" text,
	"received_at" timestamp with time zone NOT NULL,
	"processed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_events_key" UNIQUE("source","external_id"),
	CONSTRAINT "webhook_events_source" CHECK ("webhook_events"."source" in ('supabase', 'shopify')),
	CONSTRAINT "webhook_events_failed" CHECK (("webhook_events"."status" = 'failed') <= ("webhook_events"."error" is not null))
);
--> statement-breakpoint
ALTER TABLE "webhook_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"album_id" uuid,
	"description" text,
	"quantity" integer NOT NULL,
	"unit_price" numeric(14, 4) NOT NULL,
	"discount" numeric(12, 2) DEFAULT '0' NOT NULL,
	"line_total" numeric(12, 2) NOT NULL,
	"unit_cost" numeric(14, 4),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_items_position_key" UNIQUE("order_id","position"),
	CONSTRAINT "order_items_position" CHECK ("order_items"."position" >= 1),
	CONSTRAINT "order_items_quantity" CHECK ("order_items"."quantity" > 0),
	CONSTRAINT "order_items_unit_price" CHECK ("order_items"."unit_price" >= 0),
	CONSTRAINT "order_items_discount" CHECK ("order_items"."discount" >= 0),
	CONSTRAINT "order_items_line_total" CHECK ("order_items"."line_total" >= 0),
	CONSTRAINT "order_items_unit_cost" CHECK ("order_items"."unit_cost" >= 0)
);
--> statement-breakpoint
ALTER TABLE "order_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_number" integer GENERATED BY DEFAULT AS IDENTITY (sequence name "orders_order_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"customer_id" uuid,
	"status" "order_status" NOT NULL,
	"channel" text NOT NULL,
	"external_id" text,
	"order_date" timestamp with time zone NOT NULL,
	"time_known" boolean DEFAULT true NOT NULL,
	"currency" char(3) NOT NULL,
	"exchange_rate" numeric(18, 8) DEFAULT '1' NOT NULL,
	"shipping" numeric(12, 2) DEFAULT '0' NOT NULL,
	"tax" numeric(12, 2) DEFAULT '0' NOT NULL,
	"total" numeric(12, 2) NOT NULL,
	"import_batch_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_number_key" UNIQUE("order_number"),
	CONSTRAINT "orders_channel_key" UNIQUE("channel","external_id"),
	CONSTRAINT "orders_channel" CHECK (length("orders"."channel") between 1 and 40),
	CONSTRAINT "orders_currency" CHECK ("orders"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "orders_exchange_rate" CHECK ("orders"."exchange_rate" > 0),
	CONSTRAINT "orders_shipping" CHECK ("orders"."shipping" >= 0),
	CONSTRAINT "orders_tax" CHECK ("orders"."tax" >= 0),
	CONSTRAINT "orders_total" CHECK ("orders"."total" >= 0)
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"status" "payment_status" NOT NULL,
	"method" "payment_method" NOT NULL,
	"amount" numeric(12, 2) NOT NULL,
	"payment_date" timestamp with time zone NOT NULL,
	"refund_of" uuid,
	"external_id" text,
	"import_batch_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_order_id_key" UNIQUE("order_id","id"),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount" > 0),
	CONSTRAINT "payments_refund_has_original" CHECK (("payments"."status" = 'refunded') = ("payments"."refund_of" is not null))
);
--> statement-breakpoint
ALTER TABLE "payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"album_id" uuid NOT NULL,
	"rating" smallint NOT NULL,
	"body" text,
	"review_date" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_customer_album_key" UNIQUE("customer_id","album_id"),
	CONSTRAINT "reviews_rating" CHECK ("reviews"."rating" between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_days" (
	"customer_id" uuid NOT NULL,
	"day" date NOT NULL,
	"order_count" integer NOT NULL,
	"units" bigint NOT NULL,
	"revenue" numeric(16, 2) NOT NULL,
	CONSTRAINT "customer_days_customer_id_day_pk" PRIMARY KEY("customer_id","day")
);
--> statement-breakpoint
ALTER TABLE "customer_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_stats" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"first_order_day" date NOT NULL,
	"last_order_day" date NOT NULL,
	"order_count" integer NOT NULL,
	"units" bigint NOT NULL,
	"revenue" numeric(16, 2) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customer_stats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "daily_album_sales" (
	"day" date NOT NULL,
	"album_id" uuid,
	"channel" text NOT NULL,
	"line_count" integer NOT NULL,
	"units" bigint NOT NULL,
	"revenue" numeric(16, 2) NOT NULL,
	"costed_revenue" numeric(16, 2) NOT NULL,
	"cost" numeric(18, 4) NOT NULL,
	CONSTRAINT "daily_album_sales_key" UNIQUE NULLS NOT DISTINCT("day","album_id","channel")
);
--> statement-breakpoint
ALTER TABLE "daily_album_sales" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "daily_order_stats" (
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"order_count" integer NOT NULL,
	"line_count" integer NOT NULL,
	"units" bigint NOT NULL,
	"revenue" numeric(16, 2) NOT NULL,
	"discount" numeric(16, 2) NOT NULL,
	"shipping" numeric(16, 2) NOT NULL,
	"tax" numeric(16, 2) NOT NULL,
	"costed_revenue" numeric(16, 2) NOT NULL,
	"cost" numeric(18, 4) NOT NULL,
	CONSTRAINT "daily_order_stats_day_channel_pk" PRIMARY KEY("day","channel")
);
--> statement-breakpoint
ALTER TABLE "daily_order_stats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "daily_payment_stats" (
	"day" date NOT NULL,
	"method" "payment_method" NOT NULL,
	"status" "payment_status" NOT NULL,
	"payment_count" integer NOT NULL,
	"amount" numeric(16, 2) NOT NULL,
	CONSTRAINT "daily_payment_stats_day_method_status_pk" PRIMARY KEY("day","method","status")
);
--> statement-breakpoint
ALTER TABLE "daily_payment_stats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "monthly_album_sales" (
	"month" date NOT NULL,
	"album_id" uuid,
	"channel" text NOT NULL,
	"line_count" integer NOT NULL,
	"units" bigint NOT NULL,
	"revenue" numeric(16, 2) NOT NULL,
	"costed_revenue" numeric(16, 2) NOT NULL,
	"cost" numeric(18, 4) NOT NULL,
	CONSTRAINT "monthly_album_sales_key" UNIQUE NULLS NOT DISTINCT("month","album_id","channel")
);
--> statement-breakpoint
ALTER TABLE "monthly_album_sales" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agent_runs" ADD CONSTRAINT "agent_runs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_runs" ADD CONSTRAINT "agent_runs_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_calls" ADD CONSTRAINT "tool_calls_run_id_agent_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."agent_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_calls" ADD CONSTRAINT "tool_calls_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "album_prices" ADD CONSTRAINT "album_prices_album_id_albums_id_fk" FOREIGN KEY ("album_id") REFERENCES "public"."albums"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "album_prices" ADD CONSTRAINT "album_prices_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "albums" ADD CONSTRAINT "albums_artist_id_artists_id_fk" FOREIGN KEY ("artist_id") REFERENCES "public"."artists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "albums" ADD CONSTRAINT "albums_label_id_labels_id_fk" FOREIGN KEY ("label_id") REFERENCES "public"."labels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "albums" ADD CONSTRAINT "albums_genre_id_genres_id_fk" FOREIGN KEY ("genre_id") REFERENCES "public"."genres"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "albums" ADD CONSTRAINT "albums_supplier_id_suppliers_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."suppliers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "albums" ADD CONSTRAINT "albums_import_batch_id_import_batches_id_fk" FOREIGN KEY ("import_batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD CONSTRAINT "customer_contacts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_notes" ADD CONSTRAINT "customer_notes_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_notes" ADD CONSTRAINT "customer_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_favourite_genre_id_genres_id_fk" FOREIGN KEY ("favourite_genre_id") REFERENCES "public"."genres"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_import_batch_id_import_batches_id_fk" FOREIGN KEY ("import_batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_tokens" ADD CONSTRAINT "verification_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_tokens" ADD CONSTRAINT "verification_tokens_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_album_id_albums_id_fk" FOREIGN KEY ("album_id") REFERENCES "public"."albums"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_import_batch_id_import_batches_id_fk" FOREIGN KEY ("import_batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_inventory_id_inventory_id_fk" FOREIGN KEY ("inventory_id") REFERENCES "public"."inventory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_order_item_id_order_items_id_fk" FOREIGN KEY ("order_item_id") REFERENCES "public"."order_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_import_batch_id_import_batches_id_fk" FOREIGN KEY ("import_batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_details" ADD CONSTRAINT "activity_details_activity_id_activity_logs_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activity_logs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD CONSTRAINT "outbox_emails_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_emails" ADD CONSTRAINT "outbox_emails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_album_id_albums_id_fk" FOREIGN KEY ("album_id") REFERENCES "public"."albums"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_import_batch_id_import_batches_id_fk" FOREIGN KEY ("import_batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_import_batch_id_import_batches_id_fk" FOREIGN KEY ("import_batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_refund_of" FOREIGN KEY ("order_id","refund_of") REFERENCES "public"."payments"("order_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_album_id_albums_id_fk" FOREIGN KEY ("album_id") REFERENCES "public"."albums"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_runs_user" ON "agent_runs" USING btree ("user_id","started_at");--> statement-breakpoint
CREATE INDEX "agent_runs_conversation" ON "agent_runs" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "agent_runs_time" ON "agent_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "conversations_user" ON "conversations" USING btree ("user_id","updated_at");--> statement-breakpoint
CREATE INDEX "tool_calls_message" ON "tool_calls" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "album_prices_album" ON "album_prices" USING btree ("album_id","valid_from");--> statement-breakpoint
CREATE INDEX "album_prices_person" ON "album_prices" USING btree ("changed_by");--> statement-breakpoint
CREATE INDEX "albums_artist" ON "albums" USING btree ("artist_id");--> statement-breakpoint
CREATE INDEX "albums_label" ON "albums" USING btree ("label_id");--> statement-breakpoint
CREATE INDEX "albums_genre" ON "albums" USING btree ("genre_id");--> statement-breakpoint
CREATE INDEX "albums_supplier" ON "albums" USING btree ("supplier_id");--> statement-breakpoint
CREATE INDEX "albums_import_batch" ON "albums" USING btree ("import_batch_id");--> statement-breakpoint
CREATE INDEX "albums_title_search" ON "albums" USING gin ("title" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "artists_name_key" ON "artists" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "genres_name_key" ON "genres" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "labels_name_key" ON "labels" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "suppliers_name_key" ON "suppliers" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "customer_contacts_email_key" ON "customer_contacts" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "customer_notes_customer" ON "customer_notes" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customer_notes_author" ON "customer_notes" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "customers_favourite_genre" ON "customers" USING btree ("favourite_genre_id");--> statement-breakpoint
CREATE INDEX "customers_import_batch" ON "customers" USING btree ("import_batch_id");--> statement-breakpoint
CREATE INDEX "customers_name_search" ON "customers" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_codes_key" ON "recovery_codes" USING btree ("user_id","code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_secret_key" ON "sessions" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_throttles_window" ON "sign_in_throttles" USING btree ("window_started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "verification_tokens_hash_key" ON "verification_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "verification_tokens_user" ON "verification_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_tokens_creator" ON "verification_tokens" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "import_batches_status" ON "import_batches" USING btree ("status");--> statement-breakpoint
CREATE INDEX "import_batches_person" ON "import_batches" USING btree ("started_by");--> statement-breakpoint
CREATE UNIQUE INDEX "inventory_new_key" ON "inventory" USING btree ("album_id") WHERE condition = 'new';--> statement-breakpoint
CREATE INDEX "inventory_album" ON "inventory" USING btree ("album_id");--> statement-breakpoint
CREATE INDEX "inventory_import_batch" ON "inventory" USING btree ("import_batch_id");--> statement-breakpoint
CREATE INDEX "sales_inventory" ON "sales" USING btree ("inventory_id","occurred_at");--> statement-breakpoint
CREATE INDEX "sales_order_item" ON "sales" USING btree ("order_item_id");--> statement-breakpoint
CREATE INDEX "sales_person" ON "sales" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sales_import_batch" ON "sales" USING btree ("import_batch_id");--> statement-breakpoint
CREATE INDEX "activity_logs_time" ON "activity_logs" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "activity_logs_actor" ON "activity_logs" USING btree ("actor_id","occurred_at");--> statement-breakpoint
CREATE INDEX "activity_logs_object" ON "activity_logs" USING btree ("object_type","object_id");--> statement-breakpoint
CREATE INDEX "annotations_day" ON "annotations" USING btree ("day");--> statement-breakpoint
CREATE INDEX "annotations_author" ON "annotations" USING btree ("author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_emails_dedupe_key" ON "outbox_emails" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "outbox_emails_due" ON "outbox_emails" USING btree ("status","next_attempt_at");--> statement-breakpoint
CREATE INDEX "outbox_emails_customer" ON "outbox_emails" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "outbox_emails_user" ON "outbox_emails" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "webhook_events_status" ON "webhook_events" USING btree ("status");--> statement-breakpoint
CREATE INDEX "order_items_album" ON "order_items" USING btree ("album_id");--> statement-breakpoint
CREATE INDEX "orders_date" ON "orders" USING btree ("order_date","id");--> statement-breakpoint
CREATE INDEX "orders_total" ON "orders" USING btree ("total","id");--> statement-breakpoint
CREATE INDEX "orders_customer" ON "orders" USING btree ("customer_id","order_date");--> statement-breakpoint
CREATE INDEX "orders_import_batch" ON "orders" USING btree ("import_batch_id");--> statement-breakpoint
CREATE INDEX "payments_date" ON "payments" USING btree ("payment_date","id");--> statement-breakpoint
CREATE INDEX "payments_refund" ON "payments" USING btree ("refund_of");--> statement-breakpoint
CREATE INDEX "payments_import_batch" ON "payments" USING btree ("import_batch_id");--> statement-breakpoint
CREATE INDEX "reviews_album" ON "reviews" USING btree ("album_id");--> statement-breakpoint
CREATE INDEX "reviews_date" ON "reviews" USING btree ("review_date","id");--> statement-breakpoint
CREATE INDEX "customer_days_day" ON "customer_days" USING btree ("day","customer_id");--> statement-breakpoint
CREATE INDEX "customer_stats_last" ON "customer_stats" USING btree ("last_order_day");--> statement-breakpoint
CREATE INDEX "customer_stats_first" ON "customer_stats" USING btree ("first_order_day");--> statement-breakpoint
CREATE INDEX "daily_album_sales_album" ON "daily_album_sales" USING btree ("album_id","day");--> statement-breakpoint
CREATE INDEX "monthly_album_sales_album" ON "monthly_album_sales" USING btree ("album_id","month");--> statement-breakpoint
CREATE POLICY "may_select" ON "agent_runs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (("user_id" = (select current_person_id())) or ((select current_person_role()) in ('admin'))));--> statement-breakpoint
CREATE POLICY "may_insert" ON "agent_runs" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_update" ON "agent_runs" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id()))) WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_select" ON "conversations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_insert" ON "conversations" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_update" ON "conversations" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id()))) WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_delete" ON "conversations" AS PERMISSIVE FOR DELETE TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_select" ON "messages" AS PERMISSIVE FOR SELECT TO "authenticated" USING (exists (select 1 from conversations c where c.id = conversation_id and c.user_id = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_insert" ON "messages" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (exists (select 1 from conversations c where c.id = conversation_id and c.user_id = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_update" ON "messages" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (exists (select 1 from conversations c where c.id = conversation_id and c.user_id = (select current_person_id()))) WITH CHECK (exists (select 1 from conversations c where c.id = conversation_id and c.user_id = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_delete" ON "messages" AS PERMISSIVE FOR DELETE TO "authenticated" USING (exists (select 1 from conversations c where c.id = conversation_id and c.user_id = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_select" ON "tool_calls" AS PERMISSIVE FOR SELECT TO "authenticated" USING (exists (select 1 from agent_runs r where r.id = run_id and r.user_id = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_insert" ON "tool_calls" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (exists (select 1 from agent_runs r where r.id = run_id and r.user_id = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_update" ON "tool_calls" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (exists (select 1 from agent_runs r where r.id = run_id and r.user_id = (select current_person_id()))) WITH CHECK (exists (select 1 from agent_runs r where r.id = run_id and r.user_id = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_select" ON "album_prices" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "albums" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "albums" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "albums" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "albums" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "artists" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "artists" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "artists" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "artists" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "genres" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "genres" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "genres" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "genres" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "labels" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "labels" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "labels" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "labels" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "suppliers" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "suppliers" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "suppliers" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "suppliers" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "customer_contacts" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('marketing', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "customer_contacts" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('marketing', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "customer_contacts" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('marketing', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('marketing', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "customer_contacts" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "customer_notes" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('marketing', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "customer_notes" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('marketing', 'manager', 'admin')) and ("author_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_update" ON "customer_notes" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (((select current_person_role()) in ('marketing', 'manager', 'admin')) and ("author_id" = (select current_person_id()))) WITH CHECK (((select current_person_role()) in ('marketing', 'manager', 'admin')) and ("author_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_delete" ON "customer_notes" AS PERMISSIVE FOR DELETE TO "authenticated" USING (((select current_person_role()) in ('marketing', 'manager', 'admin')) and ("author_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_select" ON "customers" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "customers" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('marketing', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "customers" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('marketing', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('marketing', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "customers" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "sessions" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("user_id" = (select current_person_id()));--> statement-breakpoint
CREATE POLICY "may_select" ON "users" AS PERMISSIVE FOR SELECT TO "authenticated" USING (("id" = (select current_person_id())) or ((select current_person_role()) in ('admin')));--> statement-breakpoint
CREATE POLICY "may_update" ON "users" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('admin')) WITH CHECK ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "import_batches" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "import_batches" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "import_batches" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "import_rows" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "inventory" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "inventory" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "inventory" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "inventory" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "sales" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "sales" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "activity_details" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "activity_details" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "activity_logs" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "activity_logs" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (actor_kind in ('person', 'agent', 'command_line') and actor_id = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_select" ON "activity_seals" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "annotations" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "annotations" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("author_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_update" ON "annotations" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (("author_id" = (select current_person_id())) or ((select current_person_role()) in ('manager', 'admin')))) WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (("author_id" = (select current_person_id())) or ((select current_person_role()) in ('manager', 'admin'))));--> statement-breakpoint
CREATE POLICY "may_delete" ON "annotations" AS PERMISSIVE FOR DELETE TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (("author_id" = (select current_person_id())) or ((select current_person_role()) in ('manager', 'admin'))));--> statement-breakpoint
CREATE POLICY "may_select" ON "outbox_emails" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "outbox_emails" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin')) WITH CHECK ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "saved_views" AS PERMISSIVE FOR SELECT TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and (("owner_id" = (select current_person_id())) or (is_shared)));--> statement-breakpoint
CREATE POLICY "may_insert" ON "saved_views" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("owner_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_update" ON "saved_views" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("owner_id" = (select current_person_id()))) WITH CHECK (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("owner_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_delete" ON "saved_views" AS PERMISSIVE FOR DELETE TO "authenticated" USING (((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin')) and ("owner_id" = (select current_person_id())));--> statement-breakpoint
CREATE POLICY "may_select" ON "settings" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "settings" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('admin')) WITH CHECK ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "webhook_events" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "order_items" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "order_items" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "order_items" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "orders" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "orders" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "orders" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('buyer', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "payments" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "payments" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "payments" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin')) WITH CHECK ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "reviews" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "reviews" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select current_person_role()) in ('marketing', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_update" ON "reviews" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select current_person_role()) in ('marketing', 'manager', 'admin')) WITH CHECK ((select current_person_role()) in ('marketing', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_delete" ON "reviews" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select current_person_role()) in ('manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "customer_days" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "customer_stats" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "daily_album_sales" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "daily_order_stats" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "daily_payment_stats" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_select" ON "monthly_album_sales" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));