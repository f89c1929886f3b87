// What of a shop's archive is about its posts: what it said, what it promoted, and what came of its cards.
import { and, asc, eq, gt, inArray, isNull, lt, sum } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { cardDays, cardDaySales } from "@/db/schema/measurement";
import { impressions, promotions } from "@/db/schema/promotions";
import { tweets } from "@/db/schema/timeline";
import type { Core } from "@/domain/context";
import { plainAmount } from "@/domain/money";
import {
  type ArchivedShop,
  type Batch,
  byId,
  instant,
  mapped,
  rowsAtATime,
  type TableReader,
} from "./table-readers";

/** What the shop said on the timeline, oldest first; what it took back is not in it. */
export const postsTable: TableReader<"posts"> = (core, { merchantId, handle, siteUrl, at }) =>
  mapped(
    byId((after) =>
      core.db
        .select()
        .from(tweets)
        .where(
          and(
            eq(tweets.authorId, merchantId),
            gt(tweets.id, after),
            isNull(tweets.deletedAt),
            lt(tweets.createdAt, at),
          ),
        )
        .orderBy(asc(tweets.id))
        .limit(rowsAtATime),
    ),
    (rows) =>
      rows.map((tweet) => ({
        post_id: tweet.id,
        address: `${siteUrl}/${handle}/status/${tweet.id}`,
        text: tweet.text,
        language: tweet.language,
        listing_id: tweet.listingId ?? "",
        reply_to: tweet.replyToId ?? "",
        quote_of: tweet.quoteOfId ?? "",
        repost_of: tweet.retweetOfId ?? "",
        pictures: tweet.pictures.map(({ url }) => new URL(url, siteUrl).href).join("\n"),
        replies: tweet.replyCount,
        reposts: tweet.retweetCount,
        likes: tweet.likeCount,
        created_at: instant(tweet.createdAt),
      })),
  );

const ownPromotions = (core: Core, { merchantId }: ArchivedShop) =>
  byId((after) =>
    core.db
      .select()
      .from(promotions)
      .where(and(eq(promotions.advertiserId, merchantId), gt(promotions.id, after)))
      .orderBy(asc(promotions.id))
      .limit(rowsAtATime),
  );

export const promotionsTable: TableReader<"promotions"> = (core, shop) =>
  mapped(ownPromotions(core, shop), async (batch) => {
    const totals = await core.db
      .select({ promotionId: impressions.promotionId, shown: sum(impressions.count).mapWith(Number) })
      .from(impressions)
      .where(
        inArray(
          impressions.promotionId,
          batch.map(({ id }) => id),
        ),
      )
      .groupBy(impressions.promotionId);
    const shown = new Map(totals.map((total) => [total.promotionId, total.shown]));
    return batch.map((promotion) => ({
      promotion_id: promotion.id,
      post_id: promotion.tweetId,
      paid_by: promotion.paidBy,
      audience: JSON.stringify(promotion.audience),
      starts_at: instant(promotion.startsAt),
      ends_at: instant(promotion.endsAt),
      stopped_at: instant(promotion.stoppedAt),
      daily_ceiling: promotion.dailyImpressionCeiling,
      shown: shown.get(promotion.id) ?? 0,
    }));
  });

export const promotionDaysTable: TableReader<"promotion-days"> = (core, shop) =>
  mapped(ownPromotions(core, shop), async (batch) => {
    const days = await core.db
      .select()
      .from(impressions)
      .where(
        inArray(
          impressions.promotionId,
          batch.map(({ id }) => id),
        ),
      )
      .orderBy(asc(impressions.promotionId), asc(impressions.shownOn));
    return days.map(({ promotionId, shownOn, count }) => ({
      promotion_id: promotionId,
      day: shownOn,
      shown: count,
    }));
  });

/** Day by day: a day is read as a whole, so that none is cut in half. */
export async function* figuresTable(
  core: Core,
  { merchantId }: ArchivedShop,
): AsyncGenerator<Batch<"figures">> {
  const [shop] = await core.db
    .select({ currency: merchants.currency })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  const currency = shop?.currency ?? "EUR";
  for (let last = ""; ;) {
    const [next] = await core.db
      .select({ day: cardDays.day })
      .from(cardDays)
      .where(and(eq(cardDays.merchantId, merchantId), gt(cardDays.day, last)))
      .orderBy(asc(cardDays.day))
      .limit(1);
    if (!next) return;
    last = next.day;
    const days = await core.db
      .select()
      .from(cardDays)
      .where(and(eq(cardDays.merchantId, merchantId), eq(cardDays.day, last)))
      .orderBy(asc(cardDays.listingId), asc(cardDays.tweetId));
    const others = await core.db
      .select()
      .from(cardDaySales)
      .where(and(eq(cardDaySales.merchantId, merchantId), eq(cardDaySales.day, last)))
      .orderBy(asc(cardDaySales.listingId), asc(cardDaySales.tweetId), asc(cardDaySales.currency));
    // What was sold in a further currency has a row of its own; what was counted stands in the first.
    const counted = days.map((one) => ({ ...one, currency }));
    const uncounted = others.map((one) => ({ ...one, seen: "", opened: "", bought: "" }));
    yield {
      read: days.length,
      rows: [...counted, ...uncounted].map((one) => ({
        day: one.day,
        listing_id: one.listingId,
        post_id: one.tweetId,
        seen: one.seen,
        opened: one.opened,
        orders: one.bought,
        sold: plainAmount(one.soldMinor, one.currency),
        given_back: plainAmount(one.refundedMinor, one.currency),
        currency: one.currency,
      })),
    };
  }
}
