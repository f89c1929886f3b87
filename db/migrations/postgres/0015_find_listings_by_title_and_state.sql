DROP INDEX "listings_by_merchant";--> statement-breakpoint
CREATE INDEX "products_by_merchant_and_title" ON "products" USING btree ("merchant_id",lower("title"));--> statement-breakpoint
CREATE INDEX "products_by_merchant_and_status" ON "products" USING btree ("merchant_id","status","id");--> statement-breakpoint
CREATE INDEX "listings_by_merchant" ON "listings" USING btree ("merchant_id","id");