ALTER TABLE `holds` ADD `behind` text;--> statement-breakpoint
CREATE INDEX `holds_behind` ON `holds` (`behind`,`variant_id`) WHERE behind is not null;