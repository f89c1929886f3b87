DROP INDEX `listings_by_merchant`;--> statement-breakpoint
CREATE INDEX `listings_by_merchant` ON `listings` (`merchant_id`,`id`);--> statement-breakpoint
CREATE INDEX `products_by_merchant_and_title` ON `products` (`merchant_id`,lower("title"));--> statement-breakpoint
CREATE INDEX `products_by_merchant_and_status` ON `products` (`merchant_id`,`status`,`id`);