DROP INDEX `tweets_by_listing`;--> statement-breakpoint
CREATE INDEX `tweets_by_listing` ON `tweets` (`listing_id`,`id`);--> statement-breakpoint
CREATE INDEX `promotions_by_tweet` ON `promotions` (`tweet_id`,`starts_at`);