CREATE TABLE `monthly_gifts` (
	`id` text PRIMARY KEY NOT NULL,
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
	`keeps_card` integer NOT NULL,
	`tweet_id` text,
	`confirm_params` text NOT NULL,
	`changes` integer DEFAULT 0 NOT NULL,
	`changes_at_stripe` integer DEFAULT 0 NOT NULL,
	`stripe_customer_id` text,
	`stripe_subscription_id` text,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`begun_at` integer,
	`renews_at` integer,
	`ended_at` integer,
	`end_reason` text,
	`failure_code` text,
	`check_at` integer,
	FOREIGN KEY (`nonprofit_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cause_id`) REFERENCES `causes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `monthly_gifts_by_subscription` ON `monthly_gifts` (`stripe_subscription_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `monthly_gifts_one_under_way` ON `monthly_gifts` (`donor_key`,`cause_id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `monthly_gifts_by_donor` ON `monthly_gifts` (`donor_key`,`id`);--> statement-breakpoint
CREATE INDEX `monthly_gifts_by_person` ON `monthly_gifts` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `monthly_gifts_to_check` ON `monthly_gifts` (`check_at`);--> statement-breakpoint
DROP INDEX `donations_one_under_way`;--> statement-breakpoint
ALTER TABLE `donations` ADD `monthly_gift_id` text REFERENCES monthly_gifts(id);--> statement-breakpoint
ALTER TABLE `donations` ADD `stripe_invoice_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `donations_by_invoice` ON `donations` (`stripe_invoice_id`);--> statement-breakpoint
CREATE INDEX `donations_by_monthly_gift` ON `donations` (`monthly_gift_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `donations_one_under_way` ON `donations` (`donor_key`,`cause_id`) WHERE status = 'pending' and monthly_gift_id is null;