DROP INDEX "promotions_by_dates";--> statement-breakpoint
ALTER TABLE "promotions" ADD COLUMN "rests_from" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "promotions_to_show" ON "promotions" USING btree ((case when "rests_from" is null then "ends_at" else "rests_from" end),"starts_at");--> statement-breakpoint
CREATE INDEX "promotions_by_end" ON "promotions" USING btree ("ends_at","id");