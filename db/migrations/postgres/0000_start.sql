CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"handle" text NOT NULL,
	"name" text NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"avatar_url" text,
	"banner_url" text,
	"place" text DEFAULT '' NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"follower_count" bigint DEFAULT 0 NOT NULL,
	"following_count" bigint DEFAULT 0 NOT NULL,
	"tweet_count" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kept_addresses" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"address" jsonb NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_links" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"secret_hash" text NOT NULL,
	"email" text NOT NULL,
	"person_id" text,
	"subject_id" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "members" (
	"account_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "members_account_id_person_id_pk" PRIMARY KEY("account_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"account_id" text PRIMARY KEY NOT NULL,
	"legal_name" text NOT NULL,
	"address" jsonb NOT NULL,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"prices_include_tax" boolean NOT NULL,
	"support_email" text NOT NULL,
	"website" text NOT NULL,
	"return_policy" jsonb NOT NULL,
	"time_zone" text NOT NULL,
	"can_be_paid" boolean NOT NULL,
	"commission_basis_points" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nonprofits" (
	"account_id" text PRIMARY KEY NOT NULL,
	"legal_name" text NOT NULL,
	"registration" text NOT NULL,
	"country" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"unverified_at" timestamp (3) with time zone,
	"verification_note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"email" text NOT NULL,
	"email_confirmed_at" timestamp (3) with time zone,
	"password_hash" text NOT NULL,
	"password_changed_at" timestamp (3) with time zone NOT NULL,
	"is_operator" boolean DEFAULT false NOT NULL,
	"locale" text NOT NULL,
	"country" text NOT NULL,
	"stripe_customer_id" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_methods" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"kind" text NOT NULL,
	"fee_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"free_from_minor" bigint,
	"min_days" integer NOT NULL,
	"max_days" integer NOT NULL,
	"countries" jsonb,
	"same_day" jsonb
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"checkout" text NOT NULL,
	"merchant_url" text NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"units_per_buyer" integer NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"variant_id" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_images" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"position" integer NOT NULL,
	"url" text NOT NULL,
	"alt" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description_html" text DEFAULT '' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"vendor" text DEFAULT '' NOT NULL,
	"product_type" text DEFAULT '' NOT NULL,
	"tags" jsonb NOT NULL,
	"options" jsonb NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"id" text PRIMARY KEY NOT NULL,
	"country" text NOT NULL,
	"state" text DEFAULT '' NOT NULL,
	"name" text NOT NULL,
	"rate_basis_points" integer NOT NULL,
	"applies_to_shipping" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "variants" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"position" integer NOT NULL,
	"sku" text DEFAULT '' NOT NULL,
	"barcode" text DEFAULT '' NOT NULL,
	"option_values" jsonb NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"price_checked_at" timestamp (3) with time zone NOT NULL,
	"units_in_stock" integer NOT NULL,
	"units_held" integer DEFAULT 0 NOT NULL,
	"units_sold" integer DEFAULT 0 NOT NULL,
	"sells_without_stock" boolean DEFAULT false NOT NULL,
	"requires_shipping" boolean DEFAULT true NOT NULL,
	"is_taxable" boolean DEFAULT true NOT NULL,
	"weight_grams" integer DEFAULT 0 NOT NULL,
	"image_url" text,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "variants_held_units_exist" CHECK (units_held >= 0 and (units_held <= units_in_stock or sells_without_stock))
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"price_fresh_minutes" integer,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"open_to_all_at" timestamp (3) with time zone,
	"rollout_share_basis_points" integer DEFAULT 10000 NOT NULL,
	"rollout_countries" jsonb,
	"end_announced_at" timestamp (3) with time zone,
	"last_new_listing_at" timestamp (3) with time zone,
	"sales_end_at" timestamp (3) with time zone,
	"fulfil_by_at" timestamp (3) with time zone,
	"refunds_until_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"channel_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"open_to_all_at" timestamp (3) with time zone,
	"rollout_share_basis_points" integer DEFAULT 10000 NOT NULL,
	"rollout_countries" jsonb,
	"end_announced_at" timestamp (3) with time zone,
	"last_new_listing_at" timestamp (3) with time zone,
	"sales_end_at" timestamp (3) with time zone,
	"fulfil_by_at" timestamp (3) with time zone,
	"refunds_until_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"open_to_all_at" timestamp (3) with time zone,
	"rollout_share_basis_points" integer DEFAULT 10000 NOT NULL,
	"rollout_countries" jsonb,
	"end_announced_at" timestamp (3) with time zone,
	"last_new_listing_at" timestamp (3) with time zone,
	"sales_end_at" timestamp (3) with time zone,
	"fulfil_by_at" timestamp (3) with time zone,
	"refunds_until_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "causes" (
	"id" text PRIMARY KEY NOT NULL,
	"nonprofit_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"image_url" text NOT NULL,
	"image_alt" text DEFAULT '' NOT NULL,
	"currency" text NOT NULL,
	"minimum_minor" bigint NOT NULL,
	"suggestions" jsonb NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "donations" (
	"id" text PRIMARY KEY NOT NULL,
	"receipt_number" text,
	"status" text NOT NULL,
	"nonprofit_id" text NOT NULL,
	"cause_id" text NOT NULL,
	"donor_key" text NOT NULL,
	"person_id" text,
	"email" text NOT NULL,
	"donor_name" text NOT NULL,
	"is_anonymous" boolean NOT NULL,
	"locale" text NOT NULL,
	"currency" text NOT NULL,
	"gift_minor" bigint NOT NULL,
	"covered_fee_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"keeps_details" boolean NOT NULL,
	"tweet_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"to" text NOT NULL,
	"locale" text NOT NULL,
	"content" jsonb NOT NULL,
	"event_key" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"variant_id" text NOT NULL,
	"units" integer NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"kind" text NOT NULL,
	"by" text NOT NULL,
	"amount_minor" bigint,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"variant_id" text NOT NULL,
	"title" text NOT NULL,
	"option_values" jsonb NOT NULL,
	"sku" text NOT NULL,
	"image_url" text,
	"quantity" integer NOT NULL,
	"unit_price_minor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"merchant_id" text NOT NULL,
	"listing_id" text NOT NULL,
	"buyer_key" text NOT NULL,
	"person_id" text,
	"email" text NOT NULL,
	"locale" text NOT NULL,
	"shipping_address" jsonb,
	"delivery_kind" text NOT NULL,
	"deliver_by" timestamp (3) with time zone NOT NULL,
	"currency" text NOT NULL,
	"items_minor" bigint NOT NULL,
	"delivery_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"tax_name" text NOT NULL,
	"tax_rate_basis_points" integer NOT NULL,
	"prices_include_tax" boolean NOT NULL,
	"commission_minor" bigint NOT NULL,
	"keeps_details" boolean DEFAULT false NOT NULL,
	"tweet_id" text,
	"hold_expires_at" timestamp (3) with time zone NOT NULL,
	"is_hold_extended" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kept_cards" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"stripe_payment_method_id" text NOT NULL,
	"brand" text NOT NULL,
	"last4" text NOT NULL,
	"expiry_month" integer NOT NULL,
	"expiry_year" integer NOT NULL,
	"consent_version" text NOT NULL,
	"consented_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "payment_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"subject_id" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"create_params" jsonb NOT NULL,
	"confirm_params" jsonb NOT NULL,
	"keeps_card" boolean NOT NULL,
	"person_id" text,
	"stripe_payment_intent_id" text,
	"stripe_charge_id" text,
	"failure_code" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "payment_attempts_refund_no_more_than_paid" CHECK (refunded_minor >= 0 and refunded_minor <= amount_minor)
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"attempt_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"stripe_refund_id" text,
	"failure_code" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"handled_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "hidden_advertisers" (
	"account_id" text NOT NULL,
	"advertiser_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hidden_advertisers_account_id_advertiser_id_pk" PRIMARY KEY("account_id","advertiser_id")
);
--> statement-breakpoint
CREATE TABLE "impressions" (
	"promotion_id" text NOT NULL,
	"shown_on" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "impressions_promotion_id_shown_on_pk" PRIMARY KEY("promotion_id","shown_on")
);
--> statement-breakpoint
CREATE TABLE "placements" (
	"id" text PRIMARY KEY NOT NULL,
	"promotion_id" text NOT NULL,
	"viewer" text NOT NULL,
	"rule" text NOT NULL,
	"input" text DEFAULT '' NOT NULL,
	"first_shown_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "promotions" (
	"id" text PRIMARY KEY NOT NULL,
	"tweet_id" text NOT NULL,
	"advertiser_id" text NOT NULL,
	"paid_by" text NOT NULL,
	"audience" jsonb NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"daily_impression_ceiling" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follows" (
	"follower_id" text NOT NULL,
	"followee_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "follows_follower_id_followee_id_pk" PRIMARY KEY("follower_id","followee_id")
);
--> statement-breakpoint
CREATE TABLE "likes" (
	"account_id" text NOT NULL,
	"tweet_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "likes_account_id_tweet_id_pk" PRIMARY KEY("account_id","tweet_id")
);
--> statement-breakpoint
CREATE TABLE "tweets" (
	"id" text PRIMARY KEY NOT NULL,
	"author_id" text NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"entities" jsonb NOT NULL,
	"pictures" jsonb NOT NULL,
	"reply_to_id" text,
	"conversation_id" text NOT NULL,
	"retweet_of_id" text,
	"quote_of_id" text,
	"card_kind" text,
	"listing_id" text,
	"cause_id" text,
	"reply_count" bigint DEFAULT 0 NOT NULL,
	"retweet_count" bigint DEFAULT 0 NOT NULL,
	"quote_count" bigint DEFAULT 0 NOT NULL,
	"like_count" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "kept_addresses" ADD CONSTRAINT "kept_addresses_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_links" ADD CONSTRAINT "mail_links_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonprofits" ADD CONSTRAINT "nonprofits_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_methods" ADD CONSTRAINT "delivery_methods_merchant_id_accounts_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_merchant_id_accounts_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_changes" ADD CONSTRAINT "price_changes_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_images" ADD CONSTRAINT "product_images_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_merchant_id_accounts_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_merchant_id_accounts_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "causes" ADD CONSTRAINT "causes_nonprofit_id_accounts_id_fk" FOREIGN KEY ("nonprofit_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "donations" ADD CONSTRAINT "donations_nonprofit_id_accounts_id_fk" FOREIGN KEY ("nonprofit_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "donations" ADD CONSTRAINT "donations_cause_id_causes_id_fk" FOREIGN KEY ("cause_id") REFERENCES "public"."causes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "donations" ADD CONSTRAINT "donations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_merchant_id_accounts_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_cards" ADD CONSTRAINT "kept_cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_attempt_id_payment_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."payment_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_advertisers" ADD CONSTRAINT "hidden_advertisers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_advertisers" ADD CONSTRAINT "hidden_advertisers_advertiser_id_accounts_id_fk" FOREIGN KEY ("advertiser_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impressions" ADD CONSTRAINT "impressions_promotion_id_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_promotion_id_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotions" ADD CONSTRAINT "promotions_tweet_id_tweets_id_fk" FOREIGN KEY ("tweet_id") REFERENCES "public"."tweets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promotions" ADD CONSTRAINT "promotions_advertiser_id_accounts_id_fk" FOREIGN KEY ("advertiser_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_follower_id_accounts_id_fk" FOREIGN KEY ("follower_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_followee_id_accounts_id_fk" FOREIGN KEY ("followee_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "likes" ADD CONSTRAINT "likes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "likes" ADD CONSTRAINT "likes_tweet_id_tweets_id_fk" FOREIGN KEY ("tweet_id") REFERENCES "public"."tweets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tweets" ADD CONSTRAINT "tweets_author_id_accounts_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tweets" ADD CONSTRAINT "tweets_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tweets" ADD CONSTRAINT "tweets_cause_id_causes_id_fk" FOREIGN KEY ("cause_id") REFERENCES "public"."causes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_by_handle" ON "accounts" USING btree ("handle");--> statement-breakpoint
CREATE INDEX "kept_addresses_by_person" ON "kept_addresses" USING btree ("person_id","last_used_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_links_by_secret" ON "mail_links" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "mail_links_by_person" ON "mail_links" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "members_by_person" ON "members" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_by_account" ON "people" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_by_confirmed_email" ON "people" USING btree ("email") WHERE email_confirmed_at is not null;--> statement-breakpoint
CREATE INDEX "people_by_email" ON "people" USING btree ("email","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_methods_by_merchant_and_kind" ON "delivery_methods" USING btree ("merchant_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "listings_by_product_and_connection" ON "listings" USING btree ("product_id","connection_id");--> statement-breakpoint
CREATE INDEX "listings_by_merchant" ON "listings" USING btree ("merchant_id");--> statement-breakpoint
CREATE INDEX "price_changes_by_variant" ON "price_changes" USING btree ("variant_id","valid_from");--> statement-breakpoint
CREATE UNIQUE INDEX "product_images_by_product_and_url" ON "product_images" USING btree ("product_id","url");--> statement-breakpoint
CREATE UNIQUE INDEX "products_by_merchant_and_slug" ON "products" USING btree ("merchant_id","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "tax_rates_by_place" ON "tax_rates" USING btree ("country","state");--> statement-breakpoint
CREATE INDEX "variants_by_product" ON "variants" USING btree ("product_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "channels_by_slug" ON "channels" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "connections_by_merchant_and_channel" ON "connections" USING btree ("merchant_id","channel_id");--> statement-breakpoint
CREATE INDEX "connections_by_channel" ON "connections" USING btree ("channel_id");--> statement-breakpoint
CREATE UNIQUE INDEX "causes_by_nonprofit_and_slug" ON "causes" USING btree ("nonprofit_id","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "donations_by_receipt" ON "donations" USING btree ("receipt_number");--> statement-breakpoint
CREATE UNIQUE INDEX "donations_one_under_way" ON "donations" USING btree ("donor_key","cause_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "donations_by_donor" ON "donations" USING btree ("donor_key","id");--> statement-breakpoint
CREATE INDEX "donations_by_person" ON "donations" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "donations_by_cause" ON "donations" USING btree ("cause_id");--> statement-breakpoint
CREATE INDEX "donations_pending" ON "donations" USING btree ("created_at") WHERE status = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "mails_by_event" ON "mails" USING btree ("event_key");--> statement-breakpoint
CREATE INDEX "mails_unsent" ON "mails" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "holds_by_order" ON "holds" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "holds_by_variant" ON "holds" USING btree ("variant_id");--> statement-breakpoint
CREATE INDEX "order_events_by_order" ON "order_events" USING btree ("order_id","id");--> statement-breakpoint
CREATE INDEX "order_lines_by_order" ON "order_lines" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_by_number" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_checkout_each" ON "orders" USING btree ("buyer_key","listing_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "orders_by_buyer" ON "orders" USING btree ("buyer_key","id");--> statement-breakpoint
CREATE INDEX "orders_by_person" ON "orders" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "orders_by_merchant" ON "orders" USING btree ("merchant_id","id");--> statement-breakpoint
CREATE INDEX "orders_pending" ON "orders" USING btree ("hold_expires_at") WHERE status = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "kept_cards_by_payment_method" ON "kept_cards" USING btree ("stripe_payment_method_id");--> statement-breakpoint
CREATE INDEX "kept_cards_by_person" ON "kept_cards" USING btree ("person_id","last_used_at");--> statement-breakpoint
CREATE INDEX "payment_attempts_by_subject" ON "payment_attempts" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempts_by_intent" ON "payment_attempts" USING btree ("stripe_payment_intent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempts_one_success" ON "payment_attempts" USING btree ("subject_id") WHERE status = 'succeeded';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempts_one_at_a_time" ON "payment_attempts" USING btree ("subject_id") WHERE status in ('open', 'requires-action', 'processing');--> statement-breakpoint
CREATE INDEX "payment_attempts_unsettled" ON "payment_attempts" USING btree ("created_at") WHERE status in ('open', 'requires-action', 'processing');--> statement-breakpoint
CREATE INDEX "refunds_by_attempt" ON "refunds" USING btree ("attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_by_stripe_refund" ON "refunds" USING btree ("stripe_refund_id");--> statement-breakpoint
CREATE INDEX "refunds_unsettled" ON "refunds" USING btree ("created_at") WHERE status in ('open', 'pending');--> statement-breakpoint
CREATE INDEX "stripe_events_unhandled" ON "stripe_events" USING btree ("received_at") WHERE handled_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "placements_by_viewer" ON "placements" USING btree ("promotion_id","viewer");--> statement-breakpoint
CREATE INDEX "promotions_by_dates" ON "promotions" USING btree ("starts_at","ends_at");--> statement-breakpoint
CREATE INDEX "follows_by_followee" ON "follows" USING btree ("followee_id");--> statement-breakpoint
CREATE INDEX "likes_by_tweet" ON "likes" USING btree ("tweet_id");--> statement-breakpoint
CREATE INDEX "tweets_by_author" ON "tweets" USING btree ("author_id","id");--> statement-breakpoint
CREATE INDEX "tweets_by_conversation" ON "tweets" USING btree ("conversation_id","id");--> statement-breakpoint
CREATE INDEX "tweets_public" ON "tweets" USING btree ("id") WHERE reply_to_id is null and retweet_of_id is null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tweets_one_retweet_each" ON "tweets" USING btree ("author_id","retweet_of_id") WHERE retweet_of_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "tweets_by_listing" ON "tweets" USING btree ("listing_id");