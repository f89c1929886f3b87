CREATE TABLE `leases` (
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`held_by` text,
	`free_at` integer NOT NULL,
	`tries` integer NOT NULL,
	`last_error` text,
	`given_up_at` integer,
	`done_at` integer,
	PRIMARY KEY(`kind`, `subject_id`)
);
--> statement-breakpoint
CREATE INDEX `leases_held` ON `leases` (`held_by`) WHERE held_by is not null;--> statement-breakpoint
CREATE INDEX `leases_given_up` ON `leases` (`given_up_at`) WHERE given_up_at is not null;--> statement-breakpoint
CREATE INDEX `leases_by_age` ON `leases` (`free_at`);--> statement-breakpoint
CREATE TABLE `tries` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`expire` integer
);
--> statement-breakpoint
CREATE INDEX `tries_by_age` ON `tries` (`expire`);--> statement-breakpoint
ALTER TABLE `mails` DROP COLUMN `attempts`;--> statement-breakpoint
ALTER TABLE `mails` DROP COLUMN `next_attempt_at`;--> statement-breakpoint
ALTER TABLE `mails` DROP COLUMN `last_error`;--> statement-breakpoint
ALTER TABLE `stripe_events` DROP COLUMN `attempts`;--> statement-breakpoint
ALTER TABLE `stripe_events` DROP COLUMN `last_error`;