ALTER TABLE `notices` ADD `request_id` text;--> statement-breakpoint
ALTER TABLE `monthly_gifts` ADD `request_id` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `request_id` text;--> statement-breakpoint
ALTER TABLE `payment_attempts` ADD `request_id` text;--> statement-breakpoint
ALTER TABLE `refunds` ADD `request_id` text;--> statement-breakpoint
ALTER TABLE `shop_tasks` ADD `request_id` text;