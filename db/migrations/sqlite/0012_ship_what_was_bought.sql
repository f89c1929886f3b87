CREATE TABLE `shipments` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`carrier` text NOT NULL,
	`tracking_number` text,
	`shipped_by` text NOT NULL,
	`shipped_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shipped_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipments_by_order` ON `shipments` (`order_id`);--> statement-breakpoint
CREATE INDEX `orders_by_merchant_and_status` ON `orders` (`merchant_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `orders_by_merchant_and_email` ON `orders` (`merchant_id`,`email`,`id`);