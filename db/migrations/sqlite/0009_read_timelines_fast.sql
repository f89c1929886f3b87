CREATE TABLE `tweet_hashtags` (
	`tag` text NOT NULL,
	`tweet_id` text NOT NULL,
	PRIMARY KEY(`tag`, `tweet_id`),
	FOREIGN KEY (`tweet_id`) REFERENCES `tweets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `accounts_to_follow` ON `accounts` (`follower_count`,`id`) WHERE kind in ('merchant', 'nonprofit');--> statement-breakpoint
CREATE INDEX `tweets_for_followers` ON `tweets` (`author_id`,`id`) WHERE reply_to_id is null and deleted_at is null;--> statement-breakpoint
INSERT INTO `tweet_hashtags` (`tag`, `tweet_id`)
SELECT DISTINCT lower(json_extract(entity.value, '$.tag')), tweets.id
FROM tweets, json_each(tweets.entities) AS entity
WHERE json_extract(entity.value, '$.kind') = 'hashtag';
