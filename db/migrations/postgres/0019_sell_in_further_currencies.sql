CREATE TABLE "card_day_sales" (
	"listing_id" text NOT NULL,
	"tweet_id" text NOT NULL,
	"day" text NOT NULL,
	"currency" text NOT NULL,
	"merchant_id" text NOT NULL,
	"sold_minor" bigint NOT NULL,
	"refunded_minor" bigint NOT NULL,
	CONSTRAINT "card_day_sales_listing_id_tweet_id_day_currency_pk" PRIMARY KEY("listing_id","tweet_id","day","currency")
);
--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "other_currencies" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery_methods" ADD COLUMN "other_fees" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "other_prices" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "card_day_sales" ADD CONSTRAINT "card_day_sales_merchant_id_accounts_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_day_sales_by_merchant" ON "card_day_sales" USING btree ("merchant_id","day");