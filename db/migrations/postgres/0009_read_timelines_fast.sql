CREATE TABLE "tweet_hashtags" (
	"tag" text NOT NULL,
	"tweet_id" text NOT NULL,
	CONSTRAINT "tweet_hashtags_tag_tweet_id_pk" PRIMARY KEY("tag","tweet_id")
);
--> statement-breakpoint
ALTER TABLE "tweet_hashtags" ADD CONSTRAINT "tweet_hashtags_tweet_id_tweets_id_fk" FOREIGN KEY ("tweet_id") REFERENCES "public"."tweets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_to_follow" ON "accounts" USING btree ("follower_count","id") WHERE kind in ('merchant', 'nonprofit');--> statement-breakpoint
CREATE INDEX "tweets_for_followers" ON "tweets" USING btree ("author_id","id") WHERE reply_to_id is null and deleted_at is null;--> statement-breakpoint
INSERT INTO "tweet_hashtags" ("tag", "tweet_id")
SELECT DISTINCT lower(entity ->> 'tag'), tweets.id
FROM tweets, jsonb_array_elements(tweets.entities) AS entity
WHERE entity ->> 'kind' = 'hashtag';
