DROP INDEX `refunds_unsettled`;--> statement-breakpoint
CREATE INDEX `refunds_unsettled` ON `refunds` (`created_at`) WHERE status in ('open', 'pending', 'failed');