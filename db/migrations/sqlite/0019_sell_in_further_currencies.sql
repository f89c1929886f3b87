CREATE TABLE `card_day_sales` (
	`listing_id` text NOT NULL,
	`tweet_id` text NOT NULL,
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`merchant_id` text NOT NULL,
	`sold_minor` integer NOT NULL,
	`refunded_minor` integer NOT NULL,
	PRIMARY KEY(`listing_id`, `tweet_id`, `day`, `currency`),
	FOREIGN KEY (`merchant_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `card_day_sales_by_merchant` ON `card_day_sales` (`merchant_id`,`day`);--> statement-breakpoint
ALTER TABLE `merchants` ADD `other_currencies` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `delivery_methods` ADD `other_fees` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `variants` ADD `other_prices` text DEFAULT '{}' NOT NULL;