CREATE TABLE `ledger_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`source_id` text NOT NULL,
	`attempt_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_by_source` ON `ledger_entries` (`source_id`,`kind`);--> statement-breakpoint
CREATE INDEX `ledger_entries_by_attempt` ON `ledger_entries` (`attempt_id`);--> statement-breakpoint
CREATE TABLE `ledger_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`account` text NOT NULL,
	`owner_id` text,
	`currency` text NOT NULL,
	`amount_minor` integer NOT NULL,
	FOREIGN KEY (`entry_id`) REFERENCES `ledger_entries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ledger_lines_by_entry` ON `ledger_lines` (`entry_id`);--> statement-breakpoint
CREATE INDEX `ledger_lines_by_account` ON `ledger_lines` (`account`,`owner_id`,`currency`);--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`id` text PRIMARY KEY NOT NULL,
	`on_day` text NOT NULL,
	`at` integer NOT NULL,
	`movements` integer NOT NULL,
	`differences` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reconciliations_by_day` ON `reconciliations` (`on_day`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_orders` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text,
	`status` text NOT NULL,
	`merchant_id` text NOT NULL,
	`listing_id` text NOT NULL,
	`buyer_key` text NOT NULL,
	`person_id` text,
	`email` text NOT NULL,
	`locale` text NOT NULL,
	`shipping_address` text,
	`delivery_kind` text NOT NULL,
	`deliver_by` integer NOT NULL,
	`currency` text NOT NULL,
	`items_minor` integer NOT NULL,
	`delivery_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`total_minor` integer NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	`tax_name` text NOT NULL,
	`tax_rate_basis_points` integer NOT NULL,
	`prices_include_tax` integer NOT NULL,
	`commission_minor` integer NOT NULL,
	`keeps_details` integer DEFAULT false NOT NULL,
	`tweet_id` text,
	`hold_expires_at` integer NOT NULL,
	`is_hold_extended` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`paid_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`merchant_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`listing_id`) REFERENCES `listings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_orders`("id", "number", "status", "merchant_id", "listing_id", "buyer_key", "person_id", "email", "locale", "shipping_address", "delivery_kind", "deliver_by", "currency", "items_minor", "delivery_minor", "tax_minor", "total_minor", "refunded_minor", "tax_name", "tax_rate_basis_points", "prices_include_tax", "commission_minor", "keeps_details", "tweet_id", "hold_expires_at", "is_hold_extended", "created_at", "paid_at", "closed_at") SELECT "id", "number", "status", "merchant_id", "listing_id", "buyer_key", "person_id", "email", "locale", "shipping_address", "delivery_kind", "deliver_by", "currency", "items_minor", "delivery_minor", "tax_minor", "total_minor", "refunded_minor", "tax_name", "tax_rate_basis_points", "prices_include_tax", "commission_minor", "keeps_details", "tweet_id", "hold_expires_at", "is_hold_extended", "created_at", "paid_at", "closed_at" FROM `orders`;--> statement-breakpoint
DROP TABLE `orders`;--> statement-breakpoint
ALTER TABLE `__new_orders` RENAME TO `orders`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `orders_by_number` ON `orders` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_one_checkout_each` ON `orders` (`buyer_key`,`listing_id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `orders_by_buyer` ON `orders` (`buyer_key`,`id`);--> statement-breakpoint
CREATE INDEX `orders_by_person` ON `orders` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_by_merchant` ON `orders` (`merchant_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_pending` ON `orders` (`hold_expires_at`) WHERE status = 'pending';--> statement-breakpoint
ALTER TABLE `variants` ADD `units_received` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `variants` SET `units_received` = `units_in_stock` + `units_sold`;--> statement-breakpoint
CREATE TRIGGER `ledger_entries_stay` BEFORE UPDATE ON `ledger_entries` BEGIN SELECT RAISE(ABORT, 'The ledger is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_entries_remain` BEFORE DELETE ON `ledger_entries` BEGIN SELECT RAISE(ABORT, 'The ledger is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_lines_stay` BEFORE UPDATE ON `ledger_lines` BEGIN SELECT RAISE(ABORT, 'The ledger is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_lines_remain` BEFORE DELETE ON `ledger_lines` BEGIN SELECT RAISE(ABORT, 'The ledger is append-only'); END;
