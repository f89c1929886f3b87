ALTER TABLE `disputes` ADD `taken_back_minor` integer;--> statement-breakpoint
CREATE INDEX `disputes_to_take_back` ON `disputes` (`closed_at`) WHERE status = 'lost' and taken_back_minor is null;