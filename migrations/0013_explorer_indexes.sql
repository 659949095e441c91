CREATE INDEX "album_prices_time" ON "album_prices" USING btree ("valid_from","id");--> statement-breakpoint
CREATE INDEX "albums_title_start" ON "albums" USING btree (left("title", 200),"id");--> statement-breakpoint
CREATE INDEX "albums_year" ON "albums" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "albums_list_price" ON "albums" USING btree ("list_price","id");--> statement-breakpoint
CREATE INDEX "artists_name_start" ON "artists" USING btree (left("name", 200),"id");--> statement-breakpoint
CREATE INDEX "genres_name_start" ON "genres" USING btree (left("name", 200),"id");--> statement-breakpoint
CREATE INDEX "labels_name_start" ON "labels" USING btree (left("name", 200),"id");--> statement-breakpoint
CREATE INDEX "suppliers_name_start" ON "suppliers" USING btree (left("name", 200),"id");--> statement-breakpoint
CREATE INDEX "customer_notes_time" ON "customer_notes" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "customers_name_start" ON "customers" USING btree (left("name", 200),"id");--> statement-breakpoint
CREATE INDEX "import_batches_time" ON "import_batches" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "inventory_on_hand" ON "inventory" USING btree ("on_hand","id");--> statement-breakpoint
CREATE INDEX "sales_time" ON "sales" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "stock_counts_time" ON "stock_counts" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "annotations_day_id" ON "annotations" USING btree ("day","id");--> statement-breakpoint
CREATE INDEX "order_items_line_total" ON "order_items" USING btree ("line_total","id");--> statement-breakpoint
CREATE INDEX "payments_amount" ON "payments" USING btree ("amount","id");--> statement-breakpoint
CREATE INDEX "reviews_rating" ON "reviews" USING btree ("rating","id");