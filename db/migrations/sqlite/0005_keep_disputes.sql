CREATE TABLE `disputes` (
	`id` text PRIMARY KEY NOT NULL,
	`stripe_dispute_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`evidence_due_at` integer,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`attempt_id`) REFERENCES `payment_attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `disputes_by_stripe_dispute` ON `disputes` (`stripe_dispute_id`);--> statement-breakpoint
CREATE INDEX `disputes_by_attempt` ON `disputes` (`attempt_id`);--> statement-breakpoint
CREATE INDEX `disputes_by_subject` ON `disputes` (`subject_id`);--> statement-breakpoint
CREATE INDEX `disputes_to_answer` ON `disputes` (`evidence_due_at`) WHERE status in ('inquiry', 'needs-response');--> statement-breakpoint
ALTER TABLE `orders` ADD `status_before_dispute` text;--> statement-breakpoint
ALTER TABLE `payment_attempts` ADD `is_charged_back` integer DEFAULT false NOT NULL;