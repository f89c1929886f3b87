DROP INDEX "tweets_by_listing";--> statement-breakpoint
CREATE INDEX "promotions_by_tweet" ON "promotions" USING btree ("tweet_id","starts_at");--> statement-breakpoint
CREATE INDEX "tweets_by_listing" ON "tweets" USING btree ("listing_id","id");