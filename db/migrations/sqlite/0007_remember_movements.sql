ALTER TABLE `ledger_entries` ADD `movement` text;--> statement-breakpoint
ALTER TABLE `ledger_entries` ADD `intent_id` text;--> statement-breakpoint
CREATE INDEX `ledger_entries_to_explain` ON `ledger_entries` (`intent_id`) WHERE attempt_id is null and intent_id is not null;