// What is said in the demo world, by whom, and who likes and follows it. Counters are what the rows say.
import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts } from "@/db/schema/accounts";
import { promotions } from "@/db/schema/promotions";
import { follows, likes, type TweetPicture, tweetHashtags, tweets } from "@/db/schema/timeline";
import type { Core } from "@/domain/context";
import { readText, tagsOf } from "@/domain/timeline/read-text";
import { daysAfter, minutesAfter } from "@/domain/time";
import { type DemoFile, demoFile, demoPictures } from "./demo-files";
import type { Accounts } from "./seed-people";
import { listingIdOf } from "./seed-shops";

const rowsAtATime = 500;
/** Between one who likes a tweet and the next. */
export const minutesToLike = 9;

type DemoTweet = DemoFile<"tweets.json">[number];
export type TweetRow = typeof tweets.$inferInsert;
export type Tweets = Map<string, TweetRow>;

/** Adds up how often each key occurs. */
export function countOf(keys: (string | undefined)[]): (key: string) => number {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return (key) => counts.get(key) ?? 0;
}

export async function inBatches<T>(rows: T[], insert: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtATime) await insert(rows.slice(at, at + rowsAtATime));
}

/** Returns the tweets by their names in the file. */
export async function seedTweets(ctx: Core, known: Accounts, causeIds: Map<string, string>): Promise<Tweets> {
  const now = ctx.clock.now();
  const story = demoFile("tweets.json").toSorted((a, b) => b.minutesAgo - a.minutesAgo);
  const liked = demoFile("likes.json");
  const replies = countOf(story.map((tweet) => tweet.replyTo));
  const retweets = countOf(story.map((tweet) => tweet.retweetOf));
  const quotes = countOf(story.map((tweet) => tweet.quoteOf));
  const pictures = demoPictures();
  const told: Tweets = new Map();
  for (const tweet of story) {
    const createdAt = minutesAfter(now, -tweet.minutesAgo);
    const id = newId(createdAt);
    const { text, entities, isTooLong } = readText(tweet.text);
    if (isTooLong) throw new Error(`The tweet ${tweet.id} is too long`);
    const earlier = (name: string) => {
      const row = told.get(name);
      if (!row) throw new Error(`The tweet ${tweet.id} follows ${name}, which was not said before it`);
      return row;
    };
    const parent = tweet.replyTo === undefined ? undefined : earlier(tweet.replyTo);
    told.set(tweet.id, {
      id,
      authorId: known.idOf(tweet.author),
      text,
      language: tweet.lang,
      entities,
      pictures: (tweet.media ?? []).map((medium) => pictureOf(pictures, medium)),
      replyToId: parent?.id ?? null,
      conversationId: parent?.conversationId ?? id,
      retweetOfId: tweet.retweetOf === undefined ? null : earlier(tweet.retweetOf).id,
      quoteOfId: tweet.quoteOf === undefined ? null : earlier(tweet.quoteOf).id,
      ...(await cardOf(ctx, known, causeIds, tweet)),
      replyCount: replies(tweet.id),
      retweetCount: retweets(tweet.id),
      quoteCount: quotes(tweet.id),
      likeCount: liked[tweet.id]?.length ?? 0,
      createdAt,
    });
  }
  await inBatches([...told.values()], (batch) => ctx.db.insert(tweets).values(batch));
  await seedHashtags(ctx, [...told.values()]);
  return told;
}

export async function seedHashtags({ db }: Core, said: TweetRow[]): Promise<void> {
  const tags = said.flatMap(({ id, entities }) => tagsOf(entities).map((tag) => ({ tag, tweetId: id })));
  await inBatches(tags, (batch) => db.insert(tweetHashtags).values(batch));
}

function pictureOf(
  pictures: Map<string, { width: number; height: number }>,
  { photo, altEn, altFr }: NonNullable<DemoTweet["media"]>[number],
): TweetPicture {
  const url = `/demo/photos/${photo}.webp`;
  const size = pictures.get(url);
  if (!size) throw new Error(`public/demo/pictures.json does not know ${url}`);
  return { url, width: size.width, height: size.height, alt: { en: altEn, fr: altFr } };
}

async function cardOf(ctx: Core, known: Accounts, causeIds: Map<string, string>, { id, card }: DemoTweet) {
  if (!card) return {};
  if (card.kind === "product")
    return { cardKind: card.kind, listingId: await listingIdOf(ctx, known, card.merchant, card.slug) };
  const causeId = causeIds.get(`${card.nonprofit}/${card.cause}`);
  if (causeId === undefined) throw new Error(`The tweet ${id} asks for an unknown cause: ${card.cause}`);
  return { cardKind: card.kind, causeId };
}

/** One after the other, some minutes apart, after the tweet was said. */
export async function seedLikes({ db, clock }: Core, known: Accounts, told: Tweets): Promise<void> {
  const now = clock.now();
  const rows = Object.entries(demoFile("likes.json")).flatMap(([name, handles]) => {
    const tweet = told.get(name);
    if (!tweet || tweet.retweetOfId !== null) throw new Error(`Nobody can like ${name}`);
    return handles.map((handle, at) => {
      const likedAt = minutesAfter(tweet.createdAt, (at + 1) * minutesToLike);
      return { accountId: known.idOf(handle), tweetId: tweet.id, createdAt: likedAt < now ? likedAt : now };
    });
  });
  await inBatches(rows, (batch) => db.insert(likes).values(batch));
}

export async function seedFollows({ db }: Core, known: Accounts): Promise<void> {
  const rows = demoFile("follows.json").map(([follower, followee]) => ({
    followerId: known.idOf(follower),
    followeeId: known.idOf(followee),
    createdAt: new Date(Math.max(known.joinedAt(follower).getTime(), known.joinedAt(followee).getTime())),
  }));
  await inBatches(rows, (batch) => db.insert(follows).values(batch));
}

/** What each account's page says about it. */
export async function countForAccounts({ db }: Core, known: Accounts): Promise<void> {
  const pairs = demoFile("follows.json");
  const following = countOf(pairs.map(([follower]) => follower));
  const followers = countOf(pairs.map(([, followee]) => followee));
  const { tweets: former } = demoFile("history.json");
  const said = countOf([...demoFile("tweets.json"), ...former].map((tweet) => tweet.author));
  for (const { handle } of demoFile("people.json"))
    await db
      .update(accounts)
      .set({
        followingCount: following(handle),
        followerCount: followers(handle),
        tweetCount: said(handle),
      })
      .where(eq(accounts.id, known.idOf(handle)));
}

export async function seedPromotions({ db, clock }: Core, known: Accounts, told: Tweets): Promise<void> {
  for (const promotion of demoFile("promotions.json")) {
    const tweetId = told.get(promotion.tweet)?.id;
    if (tweetId === undefined) throw new Error(`The tweet ${promotion.tweet} was never said`);
    const startsAt = minutesAfter(clock.now(), -promotion.startMinutesAgo);
    const [kind, subject] = promotion.interest?.split(":") ?? [];
    await db.insert(promotions).values({
      id: newId(startsAt),
      tweetId,
      advertiserId: known.idOf(promotion.advertiser),
      paidBy: promotion.paidBy,
      audience: {
        countries: promotion.countries ?? undefined,
        followersOf: kind === "follows" ? subject : undefined,
        hashtag: kind === "hashtag" ? subject : undefined,
      },
      startsAt,
      endsAt: daysAfter(startsAt, promotion.days),
      dailyImpressionCeiling: promotion.dailyImpressionCeiling,
      createdAt: startsAt,
    });
  }
}
