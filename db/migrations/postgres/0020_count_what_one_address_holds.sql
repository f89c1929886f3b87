ALTER TABLE "holds" ADD COLUMN "behind" text;--> statement-breakpoint
CREATE INDEX "holds_behind" ON "holds" USING btree ("behind","variant_id") WHERE behind is not null;