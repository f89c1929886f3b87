DROP INDEX `promotions_by_dates`;--> statement-breakpoint
ALTER TABLE `promotions` ADD `rests_from` integer;--> statement-breakpoint
CREATE INDEX `promotions_to_show` ON `promotions` ((case when "rests_from" is null then "ends_at" else "rests_from" end),`starts_at`);--> statement-breakpoint
CREATE INDEX `promotions_by_end` ON `promotions` (`ends_at`,`id`);