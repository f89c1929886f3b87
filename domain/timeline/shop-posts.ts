// What a shop has said, for those who speak for it; and what it is about to say, as its readers would see it.
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { tweets } from "@/db/schema/timeline";
import { productCards } from "@/domain/catalog/card-facts";
import type { Core } from "@/domain/context";
import { promotionStates } from "@/domain/promotions/shop-promotions";
import type { PromotionState } from "@/domain/promotions/promotion-rules";
import { mayActFor } from "@/domain/shops/access";
import { endOfShown, firstIdToCome } from "@/domain/shown";
import { readText } from "./read-text";
import { accountColumns, accountView, tweetViews } from "./tweet-views";
import type { TweetView } from "./views";

export type ShopPost = { tweet: TweetView; promotion: PromotionState | undefined };

/** What a shop said itself, answers too, newest first; nothing for who does not speak for it. */
export async function shopPosts(
  ctx: Core,
  shopId: string,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<{ posts: ShopPost[]; next: string | undefined }> {
  if (!mayActFor(ctx, shopId, "post")) return { posts: [], next: undefined };
  const rows = await ctx.db
    .select({ id: tweets.id })
    .from(tweets)
    .where(and(isOwnPost(shopId), lt(tweets.id, endOfShown(ctx, before))))
    .orderBy(desc(tweets.id))
    .limit(limit + 1); // one more than is shown tells whether there is a next page
  const ids = rows.slice(0, limit).map((row) => row.id);
  const views = await tweetViews(ctx, ids);
  const states = await promotionStates(ctx, ids);
  return {
    posts: ids.flatMap((id) => {
      const tweet = views.get(id);
      return tweet ? [{ tweet, promotion: states.get(id) }] : [];
    }),
    next: rows.length > limit ? ids.at(-1) : undefined,
  };
}

/** One of them; undefined for the tweet of anybody else, and for what was deleted. */
export async function shopPost(ctx: Core, shopId: string, tweetId: string): Promise<TweetView | undefined> {
  if (!mayActFor(ctx, shopId, "post")) return undefined;
  const [row] = await ctx.db
    .select({ id: tweets.id })
    .from(tweets)
    .where(and(isOwnPost(shopId), eq(tweets.id, tweetId), lt(tweets.id, firstIdToCome(ctx))));
  return row && (await tweetViews(ctx, [row.id])).get(row.id);
}

const isOwnPost = (shopId: string) =>
  and(eq(tweets.authorId, shopId), isNull(tweets.retweetOfId), isNull(tweets.deletedAt));

/** How a tweet would look that is not posted yet. Nothing for who does not speak for the shop. */
export async function previewPost(
  ctx: Core,
  shopId: string,
  { text: raw, listingId }: { text: string; listingId: string | undefined },
): Promise<TweetView | undefined> {
  if (!mayActFor(ctx, shopId, "post")) return undefined;
  const [account] = await ctx.db.select(accountColumns).from(accounts).where(eq(accounts.id, shopId));
  if (!account) return undefined;
  const { text, entities } = readText(raw);
  const card = listingId === undefined ? undefined : (await productCards(ctx, [listingId])).get(listingId);
  return {
    id: "",
    author: accountView(account),
    text,
    language: ctx.locale,
    entities,
    pictures: [],
    card: card?.seller.id === shopId ? card : undefined,
    quote: undefined,
    replyingTo: undefined,
    replyCount: 0,
    retweetCount: 0,
    likeCount: 0,
    isLiked: false,
    isRetweeted: false,
    isOwn: false,
    createdAt: ctx.clock.now(),
    retweetedBy: undefined,
    ad: undefined,
  };
}
