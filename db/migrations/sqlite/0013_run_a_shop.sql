CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`kind` text NOT NULL,
	`end_revision` integer NOT NULL,
	`due_at` integer NOT NULL,
	`done_at` integer,
	`dropped_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`owner_kind`,`owner_id`,`kind`,`end_revision`);--> statement-breakpoint
CREATE INDEX `notices_due` ON `notices` (`due_at`) WHERE done_at is null and dropped_at is null;--> statement-breakpoint
CREATE TABLE `clock_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`offset_milliseconds` integer NOT NULL,
	`moved_by` text,
	`moved_at` integer NOT NULL,
	FOREIGN KEY (`moved_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `card_days` (
	`listing_id` text NOT NULL,
	`tweet_id` text NOT NULL,
	`day` text NOT NULL,
	`merchant_id` text NOT NULL,
	`seen` integer DEFAULT 0 NOT NULL,
	`opened` integer DEFAULT 0 NOT NULL,
	`bought` integer DEFAULT 0 NOT NULL,
	`sold_minor` integer DEFAULT 0 NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`listing_id`, `tweet_id`, `day`),
	FOREIGN KEY (`merchant_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `card_days_by_merchant` ON `card_days` (`merchant_id`,`day`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`person_id` text,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`detail` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `audit_entries_by_account` ON `audit_entries` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`accepted_by` text,
	`withdrawn_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accepted_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_one_open_each` ON `invitations` (`account_id`,`email`) WHERE accepted_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`url` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`bytes` integer NOT NULL,
	`uploaded_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_by_account_and_url` ON `media` (`account_id`,`url`);--> statement-breakpoint
CREATE TABLE `shop_tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`account_id` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL,
	`file_name` text DEFAULT '' NOT NULL,
	`file_path` text DEFAULT '' NOT NULL,
	`done_count` integer DEFAULT 0 NOT NULL,
	`total_count` integer DEFAULT 0 NOT NULL,
	`report` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shop_tasks_by_account` ON `shop_tasks` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `shop_tasks_open` ON `shop_tasks` (`created_at`) WHERE state in ('waiting', 'running');--> statement-breakpoint
DROP INDEX `delivery_methods_by_merchant_and_kind`;--> statement-breakpoint
ALTER TABLE `delivery_methods` ADD `name` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `delivery_methods_by_merchant` ON `delivery_methods` (`merchant_id`,`kind`);--> statement-breakpoint
ALTER TABLE `merchants` ADD `handling_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `channels` ADD `end_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `end_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `programmes` ADD `end_revision` integer DEFAULT 0 NOT NULL;