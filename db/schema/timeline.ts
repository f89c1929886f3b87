// Tweets and what people do with them.
import { sql } from "drizzle-orm";
import { id, index, instant, json, minor, primaryKey, table, text, uniqueIndex } from "../columns";
import { accounts } from "./accounts";
import { listings } from "./catalog";
import { causes } from "./donations";

export const cardKinds = ["product", "donation"] as const;

export type TweetPicture = { url: string; width: number; height: number; alt: { en: string; fr: string } };

/** A piece of the text that leads somewhere; indices count UTF-16 units, the end is excluded. */
export type TweetEntity =
  | { kind: "link"; start: number; end: number; url: string; shown: string }
  | { kind: "mention"; start: number; end: number; handle: string }
  | { kind: "hashtag"; start: number; end: number; tag: string };

export const tweets = table(
  "tweets",
  {
    /** Sorts by createdAt. */
    id: id(),
    authorId: text()
      .notNull()
      .references(() => accounts.id),
    text: text().notNull(),
    language: text().notNull(),
    entities: json<TweetEntity[]>().notNull(),
    pictures: json<TweetPicture[]>().notNull(),
    replyToId: text(),
    /** The first tweet of the thread; its own id when it starts one. */
    conversationId: text().notNull(),
    retweetOfId: text(),
    quoteOfId: text(),
    cardKind: text({ enum: cardKinds }),
    listingId: text().references(() => listings.id),
    causeId: text().references(() => causes.id),
    replyCount: minor().notNull().default(0),
    retweetCount: minor().notNull().default(0),
    quoteCount: minor().notNull().default(0),
    likeCount: minor().notNull().default(0),
    createdAt: instant().notNull(),
    deletedAt: instant(),
  },
  (t) => [
    index("tweets_by_author").on(t.authorId, t.id),
    // Of each author that somebody follows, the newest: see domain/timeline/home-ids.ts.
    index("tweets_for_followers")
      .on(t.authorId, t.id)
      .where(sql`reply_to_id is null and deleted_at is null`),
    index("tweets_by_conversation").on(t.conversationId, t.id),
    // The public timeline: what starts a conversation, newest first.
    index("tweets_public")
      .on(t.id)
      .where(sql`reply_to_id is null and retweet_of_id is null and deleted_at is null`),
    uniqueIndex("tweets_one_retweet_each")
      .on(t.authorId, t.retweetOfId)
      .where(sql`retweet_of_id is not null and deleted_at is null`),
    // The posts about a product, newest first.
    index("tweets_by_listing").on(t.listingId, t.id),
  ],
);

// The tags of a tweet, in lower case, each once.
export const tweetHashtags = table(
  "tweet_hashtags",
  {
    tag: text().notNull(),
    tweetId: text()
      .notNull()
      .references(() => tweets.id),
  },
  (t) => [primaryKey({ columns: [t.tag, t.tweetId] })],
);

export const likes = table(
  "likes",
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    tweetId: text()
      .notNull()
      .references(() => tweets.id),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.tweetId] }), index("likes_by_tweet").on(t.tweetId)],
);

export const follows = table(
  "follows",
  {
    followerId: text()
      .notNull()
      .references(() => accounts.id),
    followeeId: text()
      .notNull()
      .references(() => accounts.id),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.followerId, t.followeeId] }),
    index("follows_by_followee").on(t.followeeId),
  ],
);
