// Pay for a shop's own tweet to be shown, from one moment to another, so often a day at the most, to some or to all.
// The tweet itself does not change. Undo: stop-promotion.
import { and, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts } from "@/db/schema/accounts";
import { type Audience, promotions } from "@/db/schema/promotions";
import { tweets } from "@/db/schema/timeline";
import { isCountry } from "@/domain/accounts/countries";
import { type NotForSale, whyOfferIsClosed } from "@/domain/catalog/for-sale";
import { type Offer, offerOf, shopperOf } from "@/domain/catalog/offers";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { shopsWhere } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import type { Instant } from "@/domain/time";
import { endOfOffer } from "./rest-rules";
import { isCeiling, longestPayer, tagFrom } from "./promotion-rules";

export type StartPromotion = {
  tweetId: string;
  /** Absent: now. */
  startsAt: Instant | undefined;
  endsAt: Instant;
  dailyImpressionCeiling: number;
  /** Every condition given must hold; none given: everybody. Countries are ISO 3166-1 alpha-2. */
  audience: {
    isForFollowers: boolean;
    countries: string[];
    hashtag: string | undefined;
  };
  /** Who paid, in words that readers are shown: Regulation (EU) 2022/2065, art. 26(1)(c). */
  paidBy: string;
};
export type StartPromotionRefusal =
  | "not-found"
  | "starts-in-the-past"
  | "ends-too-early"
  | "bad-ceiling"
  | "no-payer"
  | "bad-hashtag"
  | "bad-country"
  | "not-sold"
  | "overlaps";

/**
 * Refuses with "not-found" what is no standing tweet of a shop that the person speaks for, with "not-sold" what is sold
 * here no more (the detail says why), and with "overlaps" while another promotion of the tweet runs at the same time.
 */
export async function startPromotion(
  ctx: Core,
  input: StartPromotion,
): Promise<Outcome<{ id: string }, StartPromotionRefusal, NotForSale | undefined> | ShopClosed> {
  const now = ctx.clock.now();
  const startsAt = input.startsAt ?? now;
  const { tweetId, endsAt, dailyImpressionCeiling } = input;
  const paidBy = input.paidBy.trim();
  if (startsAt < now) return refuse("starts-in-the-past");
  if (endsAt <= startsAt) return refuse("ends-too-early");
  if (!isCeiling(dailyImpressionCeiling)) return refuse("bad-ceiling");
  if (paidBy === "" || paidBy.length > longestPayer) return refuse("no-payer");
  const { isForFollowers, countries, hashtag: typed } = input.audience;
  const hashtag = typed === undefined ? undefined : tagFrom(typed);
  if (typed !== undefined && hashtag === undefined) return refuse("bad-hashtag");
  if (!countries.every(isCountry)) return refuse("bad-country");

  return inTransaction(ctx, async (core) => {
    // Whoever promotes this tweet at the same time waits here, and then sees what was begun.
    const [tweet] = await core.db
      .update(tweets)
      .set({ authorId: sql`${tweets.authorId}` })
      .where(
        and(
          eq(tweets.id, tweetId),
          inArray(tweets.authorId, shopsWhere(core, "post")),
          isNull(tweets.retweetOfId),
          isNull(tweets.deletedAt),
        ),
      )
      .returning();
    if (!tweet) return refuse("not-found");
    const isOver = await whyShopClosed(core, tweet.authorId);
    if (isOver) return isOver;
    const offer = tweet.listingId === null ? undefined : await offerOf(core, tweet.listingId);
    const closed = offer && whyNeverShown(core, offer);
    if (closed) return refuse("not-sold", closed);
    const others = await core.db
      .select({ id: promotions.id })
      .from(promotions)
      .where(
        and(
          eq(promotions.tweetId, tweetId),
          lt(promotions.startsAt, endsAt),
          gt(promotions.endsAt, startsAt),
          or(
            isNull(promotions.stoppedAt),
            and(gt(promotions.stoppedAt, startsAt), gt(promotions.stoppedAt, promotions.startsAt)),
          ),
        ),
      )
      .limit(1);
    if (others.length > 0) return refuse("overlaps");
    const [shop] = await core.db
      .select({ handle: accounts.handle })
      .from(accounts)
      .where(eq(accounts.id, tweet.authorId));
    const audience: Audience = {
      ...(isForFollowers && shop ? { followersOf: shop.handle } : {}),
      ...(countries.length > 0 ? { countries: [...new Set(countries)] } : {}),
      ...(hashtag === undefined ? {} : { hashtag }),
    };
    const id = newId(now);
    const facts = { audience, paidBy, startsAt, endsAt, dailyImpressionCeiling };
    await core.db.insert(promotions).values({
      id,
      tweetId,
      advertiserId: tweet.authorId,
      ...facts,
      restsFrom: offer && endOfOffer(offer, endsAt),
      createdAt: now,
    });
    await noteAudit(core, {
      accountId: tweet.authorId,
      action: "promotion-started",
      subjectKind: "tweet",
      subjectId: tweetId,
      detail: {
        ...facts,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        promotionId: id,
      },
    });
    return ok({ id });
  });
}

// What can change by itself (stock, prices, an opening) may be promoted in advance: it is shown once it can be bought.
const forGood: NotForSale[] = ["sales-ended", "withdrawn", "over", "at-merchant-site"];

function whyNeverShown(core: Core, offer: Offer): NotForSale | undefined {
  const closed = whyOfferIsClosed(offer, core.clock.now(), shopperOf(core));
  return closed && forGood.includes(closed) ? closed : undefined;
}
