-- How names and numbers are compared when somebody looks for a record: without case, accents,
-- apostrophes and dots, and numbers without spaces and dashes. Not `unaccent`: it is no immutable
-- function, so no index could hold it, and a server may not offer it.
create function search_fold(value text) returns text language sql immutable strict parallel safe
  return case when octet_length(value) = char_length(value) then translate(lower(value collate "C"), '''.', '')
    else translate(regexp_replace(normalize(lower(value collate "und-x-icu"), NFKD), '[\u0300-\u036f]', '', 'g') collate "C", 'øłđıßæœþð’‘''.', 'oldisaetd') end;
--> statement-breakpoint
create function search_code(value text) returns text language sql immutable strict parallel safe
  return regexp_replace(search_fold(value), '[^a-z0-9]', '', 'g');
--> statement-breakpoint
CREATE TABLE "stock_counts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"inventory_id" uuid NOT NULL,
	"expected" integer NOT NULL,
	"counted" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_counts_counted" CHECK ("stock_counts"."counted" >= 0)
);
--> statement-breakpoint
ALTER TABLE "stock_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sales" DROP CONSTRAINT "sales_direction";--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "act_id" uuid;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "undoes" uuid;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "from_order" integer;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "unit_cost" numeric(14, 4);--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_inventory_id_inventory_id_fk" FOREIGN KEY ("inventory_id") REFERENCES "public"."inventory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_counts_inventory" ON "stock_counts" USING btree ("inventory_id","occurred_at");--> statement-breakpoint
CREATE INDEX "stock_counts_person" ON "stock_counts" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_undoes_sales_id_fk" FOREIGN KEY ("undoes") REFERENCES "public"."sales"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "albums_title_order" ON "albums" USING btree ("title","id");--> statement-breakpoint
CREATE INDEX "albums_title_fold" ON "albums" USING gin (search_fold("title") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "albums_number_code" ON "albums" USING gin (search_code("catalogue_number") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "albums_barcode_code" ON "albums" USING gin (search_code("barcode") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "artists_name_fold" ON "artists" USING gin (search_fold("name") gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "sales_act" ON "sales" USING btree ("act_id","inventory_id") WHERE act_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "sales_undoes" ON "sales" USING btree ("undoes") WHERE undoes is not null;--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_from_order" CHECK ("sales"."from_order" >= 0);--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_unit_cost" CHECK ("sales"."unit_cost" >= 0);--> statement-breakpoint
ALTER TABLE "sales" ADD CONSTRAINT "sales_direction" CHECK (case "sales"."movement" when 'sale' then ("sales"."quantity" < 0) = ("sales"."undoes" is null) when 'adjustment' then true else ("sales"."quantity" > 0) = ("sales"."undoes" is null) end);--> statement-breakpoint
CREATE POLICY "may_select" ON "stock_counts" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));--> statement-breakpoint
CREATE POLICY "may_insert" ON "stock_counts" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (((select current_person_role()) in ('buyer', 'manager', 'admin')) and ("user_id" = (select current_person_id())));
--> statement-breakpoint
-- A count is only ever added, as the ledger is.
revoke update, delete on stock_counts from authenticated;
--> statement-breakpoint
-- The shelf as a list: a row per place in the inventory, and one for each record that was never
-- counted (its id is then the record's). Owner's rights, because under a policy no index on a
-- function can be used for a search; it holds what every role may read.
create view analytics_api.shelf as
  select coalesce(i.id, a.id) as id, i.id as inventory_id, a.id as album_id, a.title, a.artist_id, a.label_id, a.genre_id, a.supplier_id, a.catalogue_number, a.barcode,
    coalesce(i.condition, 'new') as condition, i.media_grade::text as media_grade, i.sleeve_grade::text as sleeve_grade, i.on_hand,
    coalesce(i.reorder_point, (select low_stock_threshold from settings)) as reorder_point, i.desired_level, coalesce(i.on_order, 0) as on_order, i.location,
    coalesce(i.list_price, a.list_price) as list_price, coalesce(i.unit_cost, a.unit_cost) as unit_cost
  from albums a left join inventory i on i.album_id = a.id;
--> statement-breakpoint
grant select on analytics_api.shelf to authenticated;
