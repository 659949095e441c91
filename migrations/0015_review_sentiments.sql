CREATE TABLE "review_sentiments" (
	"review_id" uuid PRIMARY KEY NOT NULL,
	"score" numeric(5, 4),
	"label" text NOT NULL,
	"themes" text[] NOT NULL,
	"version" text NOT NULL,
	CONSTRAINT "review_sentiments_label" CHECK (label in ('good', 'mixed', 'bad', 'none'))
);
--> statement-breakpoint
ALTER TABLE "review_sentiments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "review_sentiments" ADD CONSTRAINT "review_sentiments_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "may_select" ON "review_sentiments" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin'));