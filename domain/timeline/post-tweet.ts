// Say something in at most 280 weighted characters; perhaps in answer to a tweet, perhaps quoting one, perhaps for a
// shop and with one of its products. Undo: delete-tweet.
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts } from "@/db/schema/accounts";
import { tweetHashtags, tweets } from "@/db/schema/timeline";
import { isOnOffer } from "@/domain/catalog/shop-listings";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { minutesAfter } from "@/domain/time";
import { readText, tagsOf } from "./read-text";

export type PostTweet = {
  text: string;
  replyToId?: string | undefined;
  quoteOfId?: string | undefined;
  /** The account of the shop that says it; absent: the person themselves. */
  shopId?: string | undefined;
  /** A listing of that shop, which becomes the card. */
  listingId?: string | undefined;
};
export type PostTweetRefusal =
  | "not-signed-in"
  | "empty"
  | "too-long"
  | "not-found"
  | "no-such-shop"
  | "no-such-listing";

// Nobody says the same for a shop twice in a minute; who presses twice does.
const sameWithinMinutes = 1;

/**
 * Refuses with "not-found" when the tweet answered or quoted is gone, with "no-such-listing" when the product is not
 * the shop's or was taken off sale. What a shop has said with the same words and product a moment ago is not said again:
 * the answer is that tweet.
 */
export async function postTweet(
  ctx: Core,
  input: PostTweet & { shopId?: undefined },
): Promise<Outcome<{ id: string }, PostTweetRefusal>>;
export async function postTweet(
  ctx: Core,
  input: PostTweet,
): Promise<Outcome<{ id: string }, PostTweetRefusal> | ShopClosed>;
export async function postTweet(
  ctx: Core,
  input: PostTweet,
): Promise<Outcome<{ id: string }, PostTweetRefusal> | ShopClosed> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  const { shopId, listingId } = input;
  if (shopId !== undefined && !mayActFor(ctx, shopId, "post")) return refuse("no-such-shop");
  const authorId = shopId ?? person.accountId;
  const { text, entities, isTooLong } = readText(input.text);
  if (text === "") return refuse("empty");
  if (isTooLong) return refuse("too-long");
  const now = ctx.clock.now();
  const id = newId(now);

  return inTransaction(ctx, async (core) => {
    const closed = shopId === undefined ? undefined : await whyShopClosed(core, shopId);
    if (closed) return closed;
    const parent = await standing(core, input.replyToId);
    const quoted = await standing(core, input.quoteOfId);
    if ((input.replyToId && !parent) || (input.quoteOfId && !quoted)) return refuse("not-found");
    if (listingId !== undefined && !(await isOnOffer(core, authorId, listingId)))
      return refuse("no-such-listing");
    if (shopId !== undefined) {
      const same = await justSaid(core, shopId, text, listingId);
      if (same) return ok(same);
    }
    await core.db.insert(tweets).values({
      id,
      authorId,
      text,
      language: core.locale,
      entities,
      pictures: [],
      replyToId: parent?.id ?? null,
      conversationId: parent?.conversationId ?? id,
      quoteOfId: quoted?.id ?? null,
      cardKind: listingId === undefined ? null : "product",
      listingId: listingId ?? null,
      createdAt: now,
    });
    const tags = tagsOf(entities);
    if (tags.length > 0)
      await core.db.insert(tweetHashtags).values(tags.map((tag) => ({ tag, tweetId: id })));
    await core.db
      .update(accounts)
      .set({ tweetCount: sql`${accounts.tweetCount} + 1` })
      .where(eq(accounts.id, authorId));
    if (parent)
      await core.db
        .update(tweets)
        .set({ replyCount: sql`${tweets.replyCount} + 1` })
        .where(eq(tweets.id, parent.id));
    if (quoted)
      await core.db
        .update(tweets)
        .set({ quoteCount: sql`${tweets.quoteCount} + 1` })
        .where(eq(tweets.id, quoted.id));
    if (shopId !== undefined)
      await noteAudit(core, {
        accountId: shopId,
        action: "tweet-posted",
        subjectKind: "tweet",
        subjectId: id,
        detail: listingId === undefined ? {} : { listingId },
      });
    return ok({ id });
  });
}

async function standing(core: Core, id: string | undefined) {
  if (!id) return undefined;
  const [row] = await core.db
    .select({ id: tweets.id, conversationId: tweets.conversationId })
    .from(tweets)
    .where(and(eq(tweets.id, id), isNull(tweets.retweetOfId), isNull(tweets.deletedAt)));
  return row;
}

/** The tweet that a shop made of the same words a moment ago, if it did. */
async function justSaid(
  core: Core,
  shopId: string,
  text: string,
  listingId: string | undefined,
): Promise<{ id: string } | undefined> {
  // Whoever posts for this shop at the same time waits here, and then sees what was posted.
  await core.db
    .update(accounts)
    .set({ tweetCount: sql`${accounts.tweetCount}` })
    .where(eq(accounts.id, shopId));
  const [same] = await core.db
    .select({ id: tweets.id })
    .from(tweets)
    .where(
      and(
        eq(tweets.authorId, shopId),
        eq(tweets.text, text),
        listingId === undefined ? isNull(tweets.listingId) : eq(tweets.listingId, listingId),
        isNull(tweets.replyToId),
        isNull(tweets.deletedAt),
        gt(tweets.createdAt, minutesAfter(core.clock.now(), -sameWithinMinutes)),
      ),
    );
  return same;
}
