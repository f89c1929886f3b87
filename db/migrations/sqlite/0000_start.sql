CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`handle` text NOT NULL,
	`name` text NOT NULL,
	`bio` text DEFAULT '' NOT NULL,
	`avatar_url` text,
	`banner_url` text,
	`place` text DEFAULT '' NOT NULL,
	`verified_at` integer,
	`follower_count` integer DEFAULT 0 NOT NULL,
	`following_count` integer DEFAULT 0 NOT NULL,
	`tweet_count` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_by_handle` ON `accounts` (`handle`);--> statement-breakpoint
CREATE TABLE `kept_addresses` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`address` text NOT NULL,
	`last_used_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kept_addresses_by_person` ON `kept_addresses` (`person_id`,`last_used_at`);--> statement-breakpoint
CREATE TABLE `mail_links` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`secret_hash` text NOT NULL,
	`email` text NOT NULL,
	`person_id` text,
	`subject_id` text,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_links_by_secret` ON `mail_links` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `mail_links_by_person` ON `mail_links` (`person_id`);--> statement-breakpoint
CREATE TABLE `members` (
	`account_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `person_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `members_by_person` ON `members` (`person_id`);--> statement-breakpoint
CREATE TABLE `merchants` (
	`account_id` text PRIMARY KEY NOT NULL,
	`legal_name` text NOT NULL,
	`address` text NOT NULL,
	`country` text NOT NULL,
	`currency` text NOT NULL,
	`prices_include_tax` integer NOT NULL,
	`support_email` text NOT NULL,
	`website` text NOT NULL,
	`return_policy` text NOT NULL,
	`time_zone` text NOT NULL,
	`can_be_paid` integer NOT NULL,
	`commission_basis_points` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `nonprofits` (
	`account_id` text PRIMARY KEY NOT NULL,
	`legal_name` text NOT NULL,
	`registration` text NOT NULL,
	`country` text NOT NULL,
	`verified_at` integer,
	`unverified_at` integer,
	`verification_note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`email` text NOT NULL,
	`email_confirmed_at` integer,
	`password_hash` text NOT NULL,
	`password_changed_at` integer NOT NULL,
	`is_operator` integer DEFAULT false NOT NULL,
	`locale` text NOT NULL,
	`country` text NOT NULL,
	`stripe_customer_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_by_account` ON `people` (`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_by_confirmed_email` ON `people` (`email`) WHERE email_confirmed_at is not null;--> statement-breakpoint
CREATE INDEX `people_by_email` ON `people` (`email`,`created_at`);--> statement-breakpoint
CREATE TABLE `delivery_methods` (
	`id` text PRIMARY KEY NOT NULL,
	`merchant_id` text NOT NULL,
	`kind` text NOT NULL,
	`fee_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`free_from_minor` integer,
	`min_days` integer NOT NULL,
	`max_days` integer NOT NULL,
	`countries` text,
	`same_day` text,
	FOREIGN KEY (`merchant_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_methods_by_merchant_and_kind` ON `delivery_methods` (`merchant_id`,`kind`);--> statement-breakpoint
CREATE TABLE `listings` (
	`id` text PRIMARY KEY NOT NULL,
	`product_id` text NOT NULL,
	`merchant_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`checkout` text NOT NULL,
	`merchant_url` text NOT NULL,
	`opens_at` integer NOT NULL,
	`ends_at` integer,
	`units_per_buyer` integer NOT NULL,
	`withdrawn_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`merchant_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `listings_by_product_and_connection` ON `listings` (`product_id`,`connection_id`);--> statement-breakpoint
CREATE INDEX `listings_by_merchant` ON `listings` (`merchant_id`);--> statement-breakpoint
CREATE TABLE `price_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`variant_id` text NOT NULL,
	`price_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `price_changes_by_variant` ON `price_changes` (`variant_id`,`valid_from`);--> statement-breakpoint
CREATE TABLE `product_images` (
	`id` text PRIMARY KEY NOT NULL,
	`product_id` text NOT NULL,
	`position` integer NOT NULL,
	`url` text NOT NULL,
	`alt` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_images_by_product_and_url` ON `product_images` (`product_id`,`url`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`merchant_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`description_html` text DEFAULT '' NOT NULL,
	`summary` text DEFAULT '' NOT NULL,
	`vendor` text DEFAULT '' NOT NULL,
	`product_type` text DEFAULT '' NOT NULL,
	`tags` text NOT NULL,
	`options` text NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`merchant_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_by_merchant_and_slug` ON `products` (`merchant_id`,`slug`);--> statement-breakpoint
CREATE TABLE `tax_rates` (
	`id` text PRIMARY KEY NOT NULL,
	`country` text NOT NULL,
	`state` text DEFAULT '' NOT NULL,
	`name` text NOT NULL,
	`rate_basis_points` integer NOT NULL,
	`applies_to_shipping` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tax_rates_by_place` ON `tax_rates` (`country`,`state`);--> statement-breakpoint
CREATE TABLE `variants` (
	`id` text PRIMARY KEY NOT NULL,
	`product_id` text NOT NULL,
	`position` integer NOT NULL,
	`sku` text DEFAULT '' NOT NULL,
	`barcode` text DEFAULT '' NOT NULL,
	`option_values` text NOT NULL,
	`price_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`price_checked_at` integer NOT NULL,
	`units_in_stock` integer NOT NULL,
	`units_held` integer DEFAULT 0 NOT NULL,
	`units_sold` integer DEFAULT 0 NOT NULL,
	`sells_without_stock` integer DEFAULT false NOT NULL,
	`requires_shipping` integer DEFAULT true NOT NULL,
	`is_taxable` integer DEFAULT true NOT NULL,
	`weight_grams` integer DEFAULT 0 NOT NULL,
	`image_url` text,
	`removed_at` integer,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "variants_held_units_exist" CHECK(units_held >= 0 and (units_held <= units_in_stock or sells_without_stock))
);
--> statement-breakpoint
CREATE INDEX `variants_by_product` ON `variants` (`product_id`,`position`);--> statement-breakpoint
CREATE TABLE `channels` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`price_fresh_minutes` integer,
	`opens_at` integer NOT NULL,
	`open_to_all_at` integer,
	`rollout_share_basis_points` integer DEFAULT 10000 NOT NULL,
	`rollout_countries` text,
	`end_announced_at` integer,
	`last_new_listing_at` integer,
	`sales_end_at` integer,
	`fulfil_by_at` integer,
	`refunds_until_at` integer,
	`closes_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `channels_by_slug` ON `channels` (`slug`);--> statement-breakpoint
CREATE TABLE `connections` (
	`id` text PRIMARY KEY NOT NULL,
	`channel_id` text NOT NULL,
	`merchant_id` text NOT NULL,
	`opens_at` integer NOT NULL,
	`open_to_all_at` integer,
	`rollout_share_basis_points` integer DEFAULT 10000 NOT NULL,
	`rollout_countries` text,
	`end_announced_at` integer,
	`last_new_listing_at` integer,
	`sales_end_at` integer,
	`fulfil_by_at` integer,
	`refunds_until_at` integer,
	`closes_at` integer,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`merchant_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connections_by_merchant_and_channel` ON `connections` (`merchant_id`,`channel_id`);--> statement-breakpoint
CREATE INDEX `connections_by_channel` ON `connections` (`channel_id`);--> statement-breakpoint
CREATE TABLE `programmes` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`opens_at` integer NOT NULL,
	`open_to_all_at` integer,
	`rollout_share_basis_points` integer DEFAULT 10000 NOT NULL,
	`rollout_countries` text,
	`end_announced_at` integer,
	`last_new_listing_at` integer,
	`sales_end_at` integer,
	`fulfil_by_at` integer,
	`refunds_until_at` integer,
	`closes_at` integer
);
--> statement-breakpoint
CREATE TABLE `causes` (
	`id` text PRIMARY KEY NOT NULL,
	`nonprofit_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`image_url` text NOT NULL,
	`image_alt` text DEFAULT '' NOT NULL,
	`currency` text NOT NULL,
	`minimum_minor` integer NOT NULL,
	`suggestions` text NOT NULL,
	`closed_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`nonprofit_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `causes_by_nonprofit_and_slug` ON `causes` (`nonprofit_id`,`slug`);--> statement-breakpoint
CREATE TABLE `donations` (
	`id` text PRIMARY KEY NOT NULL,
	`receipt_number` text,
	`status` text NOT NULL,
	`nonprofit_id` text NOT NULL,
	`cause_id` text NOT NULL,
	`donor_key` text NOT NULL,
	`person_id` text,
	`email` text NOT NULL,
	`donor_name` text NOT NULL,
	`is_anonymous` integer NOT NULL,
	`locale` text NOT NULL,
	`currency` text NOT NULL,
	`gift_minor` integer NOT NULL,
	`covered_fee_minor` integer NOT NULL,
	`total_minor` integer NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	`keeps_details` integer NOT NULL,
	`tweet_id` text,
	`created_at` integer NOT NULL,
	`paid_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`nonprofit_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cause_id`) REFERENCES `causes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `donations_by_receipt` ON `donations` (`receipt_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `donations_one_under_way` ON `donations` (`donor_key`,`cause_id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `donations_by_donor` ON `donations` (`donor_key`,`id`);--> statement-breakpoint
CREATE INDEX `donations_by_person` ON `donations` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `donations_by_cause` ON `donations` (`cause_id`);--> statement-breakpoint
CREATE INDEX `donations_pending` ON `donations` (`created_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`to` text NOT NULL,
	`locale` text NOT NULL,
	`content` text NOT NULL,
	`event_key` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`sent_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_by_event` ON `mails` (`event_key`);--> statement-breakpoint
CREATE INDEX `mails_unsent` ON `mails` (`created_at`) WHERE sent_at is null;--> statement-breakpoint
CREATE TABLE `holds` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`units` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `holds_by_order` ON `holds` (`order_id`);--> statement-breakpoint
CREATE INDEX `holds_by_variant` ON `holds` (`variant_id`);--> statement-breakpoint
CREATE TABLE `order_events` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`kind` text NOT NULL,
	`by` text NOT NULL,
	`amount_minor` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `order_events_by_order` ON `order_events` (`order_id`,`id`);--> statement-breakpoint
CREATE TABLE `order_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`title` text NOT NULL,
	`option_values` text NOT NULL,
	`sku` text NOT NULL,
	`image_url` text,
	`quantity` integer NOT NULL,
	`unit_price_minor` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `order_lines_by_order` ON `order_lines` (`order_id`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text,
	`status` text NOT NULL,
	`merchant_id` text NOT NULL,
	`listing_id` text NOT NULL,
	`buyer_key` text NOT NULL,
	`person_id` text,
	`email` text NOT NULL,
	`locale` text NOT NULL,
	`shipping_address` text,
	`delivery_kind` text NOT NULL,
	`deliver_by` integer NOT NULL,
	`currency` text NOT NULL,
	`items_minor` integer NOT NULL,
	`delivery_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`total_minor` integer NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	`tax_name` text NOT NULL,
	`tax_rate_basis_points` integer NOT NULL,
	`prices_include_tax` integer NOT NULL,
	`commission_minor` integer NOT NULL,
	`keeps_details` integer DEFAULT false NOT NULL,
	`tweet_id` text,
	`hold_expires_at` integer NOT NULL,
	`is_hold_extended` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`paid_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`merchant_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`listing_id`) REFERENCES `listings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_by_number` ON `orders` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_one_checkout_each` ON `orders` (`buyer_key`,`listing_id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `orders_by_buyer` ON `orders` (`buyer_key`,`id`);--> statement-breakpoint
CREATE INDEX `orders_by_person` ON `orders` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_by_merchant` ON `orders` (`merchant_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_pending` ON `orders` (`hold_expires_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `kept_cards` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`stripe_payment_method_id` text NOT NULL,
	`brand` text NOT NULL,
	`last4` text NOT NULL,
	`expiry_month` integer NOT NULL,
	`expiry_year` integer NOT NULL,
	`consent_version` text NOT NULL,
	`consented_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kept_cards_by_payment_method` ON `kept_cards` (`stripe_payment_method_id`);--> statement-breakpoint
CREATE INDEX `kept_cards_by_person` ON `kept_cards` (`person_id`,`last_used_at`);--> statement-breakpoint
CREATE TABLE `payment_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`subject_id` text NOT NULL,
	`status` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	`create_params` text NOT NULL,
	`confirm_params` text NOT NULL,
	`keeps_card` integer NOT NULL,
	`person_id` text,
	`stripe_payment_intent_id` text,
	`stripe_charge_id` text,
	`failure_code` text,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`settled_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_attempts_refund_no_more_than_paid" CHECK(refunded_minor >= 0 and refunded_minor <= amount_minor)
);
--> statement-breakpoint
CREATE INDEX `payment_attempts_by_subject` ON `payment_attempts` (`subject_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payment_attempts_by_intent` ON `payment_attempts` (`stripe_payment_intent_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payment_attempts_one_success` ON `payment_attempts` (`subject_id`) WHERE status = 'succeeded';--> statement-breakpoint
CREATE UNIQUE INDEX `payment_attempts_one_at_a_time` ON `payment_attempts` (`subject_id`) WHERE status in ('open', 'requires-action', 'processing');--> statement-breakpoint
CREATE INDEX `payment_attempts_unsettled` ON `payment_attempts` (`created_at`) WHERE status in ('open', 'requires-action', 'processing');--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`stripe_refund_id` text,
	`failure_code` text,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`attempt_id`) REFERENCES `payment_attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `refunds_by_attempt` ON `refunds` (`attempt_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_by_stripe_refund` ON `refunds` (`stripe_refund_id`);--> statement-breakpoint
CREATE INDEX `refunds_unsettled` ON `refunds` (`created_at`) WHERE status in ('open', 'pending');--> statement-breakpoint
CREATE TABLE `stripe_events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`object_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`handled_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `stripe_events_unhandled` ON `stripe_events` (`received_at`) WHERE handled_at is null;--> statement-breakpoint
CREATE TABLE `hidden_advertisers` (
	`account_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `advertiser_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`advertiser_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `impressions` (
	`promotion_id` text NOT NULL,
	`shown_on` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`promotion_id`, `shown_on`),
	FOREIGN KEY (`promotion_id`) REFERENCES `promotions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `placements` (
	`id` text PRIMARY KEY NOT NULL,
	`promotion_id` text NOT NULL,
	`viewer` text NOT NULL,
	`rule` text NOT NULL,
	`input` text DEFAULT '' NOT NULL,
	`first_shown_at` integer NOT NULL,
	FOREIGN KEY (`promotion_id`) REFERENCES `promotions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `placements_by_viewer` ON `placements` (`promotion_id`,`viewer`);--> statement-breakpoint
CREATE TABLE `promotions` (
	`id` text PRIMARY KEY NOT NULL,
	`tweet_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`paid_by` text NOT NULL,
	`audience` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`stopped_at` integer,
	`daily_impression_ceiling` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`tweet_id`) REFERENCES `tweets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`advertiser_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `promotions_by_dates` ON `promotions` (`starts_at`,`ends_at`);--> statement-breakpoint
CREATE TABLE `follows` (
	`follower_id` text NOT NULL,
	`followee_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`follower_id`, `followee_id`),
	FOREIGN KEY (`follower_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`followee_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follows_by_followee` ON `follows` (`followee_id`);--> statement-breakpoint
CREATE TABLE `likes` (
	`account_id` text NOT NULL,
	`tweet_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `tweet_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tweet_id`) REFERENCES `tweets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `likes_by_tweet` ON `likes` (`tweet_id`);--> statement-breakpoint
CREATE TABLE `tweets` (
	`id` text PRIMARY KEY NOT NULL,
	`author_id` text NOT NULL,
	`text` text NOT NULL,
	`language` text NOT NULL,
	`entities` text NOT NULL,
	`pictures` text NOT NULL,
	`reply_to_id` text,
	`conversation_id` text NOT NULL,
	`retweet_of_id` text,
	`quote_of_id` text,
	`card_kind` text,
	`listing_id` text,
	`cause_id` text,
	`reply_count` integer DEFAULT 0 NOT NULL,
	`retweet_count` integer DEFAULT 0 NOT NULL,
	`quote_count` integer DEFAULT 0 NOT NULL,
	`like_count` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`author_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`listing_id`) REFERENCES `listings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cause_id`) REFERENCES `causes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tweets_by_author` ON `tweets` (`author_id`,`id`);--> statement-breakpoint
CREATE INDEX `tweets_by_conversation` ON `tweets` (`conversation_id`,`id`);--> statement-breakpoint
CREATE INDEX `tweets_public` ON `tweets` (`id`) WHERE reply_to_id is null and retweet_of_id is null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `tweets_one_retweet_each` ON `tweets` (`author_id`,`retweet_of_id`) WHERE retweet_of_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `tweets_by_listing` ON `tweets` (`listing_id`);