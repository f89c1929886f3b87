CREATE TABLE `connected_accounts` (
	`account_id` text PRIMARY KEY NOT NULL,
	`stripe_account_id` text NOT NULL,
	`transfers` text NOT NULL,
	`checked_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connected_accounts_by_stripe_account` ON `connected_accounts` (`stripe_account_id`);--> statement-breakpoint
CREATE INDEX `connected_accounts_by_check` ON `connected_accounts` (`checked_at`);--> statement-breakpoint
ALTER TABLE `payment_attempts` ADD `stripe_account_id` text;--> statement-breakpoint
ALTER TABLE `payment_attempts` ADD `application_fee_minor` integer DEFAULT 0 NOT NULL;