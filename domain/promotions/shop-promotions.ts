// What a shop pays for to be shown, for those who speak for it.
import { and, desc, eq, gt, inArray, isNull, sum } from "drizzle-orm";
import { type Audience, impressions, promotions } from "@/db/schema/promotions";
import type { Core } from "@/domain/context";
import { mayActFor } from "@/domain/shops/access";
import type { Instant } from "@/domain/time";
import { type PromotionState, promotionStateAt } from "./promotion-rules";

/** Which of these tweets are promoted now or soon. */
export async function promotionStates(ctx: Core, tweetIds: string[]): Promise<Map<string, PromotionState>> {
  if (tweetIds.length === 0) return new Map();
  const now = ctx.clock.now();
  const rows = await ctx.db
    .select({
      tweetId: promotions.tweetId,
      startsAt: promotions.startsAt,
      endsAt: promotions.endsAt,
      stoppedAt: promotions.stoppedAt,
    })
    .from(promotions)
    .where(
      and(inArray(promotions.tweetId, tweetIds), gt(promotions.endsAt, now), isNull(promotions.stoppedAt)),
    )
    .orderBy(desc(promotions.startsAt)); // what runs already is told rather than what comes
  return new Map(rows.map((row) => [row.tweetId, promotionStateAt(row, now)]));
}

export type ShopPromotion = {
  id: string;
  state: PromotionState;
  startsAt: Instant;
  endsAt: Instant;
  stoppedAt: Instant | null;
  dailyImpressionCeiling: number;
  audience: Audience;
  paidBy: string;
  /** How often it was shown in all, and on each of the tweet's last days that it was shown on: YYYY-MM-DD in UTC, the newest first. */
  shown: number;
  days: { day: string; shown: number }[];
};

const mostPromotions = 20;
const mostDays = 31;

/** The promotions of a tweet, the latest first; none for who does not speak for the shop. */
export async function promotionsOfTweet(
  ctx: Core,
  shopId: string,
  tweetId: string,
): Promise<ShopPromotion[]> {
  if (!mayActFor(ctx, shopId, "post")) return [];
  const rows = await ctx.db
    .select()
    .from(promotions)
    .where(and(eq(promotions.tweetId, tweetId), eq(promotions.advertiserId, shopId)))
    .orderBy(desc(promotions.startsAt), desc(promotions.id))
    .limit(mostPromotions);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const totals = await ctx.db
    .select({ promotionId: impressions.promotionId, shown: sum(impressions.count).mapWith(Number) })
    .from(impressions)
    .where(inArray(impressions.promotionId, ids))
    .groupBy(impressions.promotionId);
  const days = await ctx.db
    .select()
    .from(impressions)
    .where(inArray(impressions.promotionId, ids))
    .orderBy(desc(impressions.shownOn))
    .limit(mostDays);
  const now = ctx.clock.now();
  return rows.map((row) => {
    const { id, startsAt, endsAt, stoppedAt, dailyImpressionCeiling, audience, paidBy } = row;
    return {
      id,
      state: promotionStateAt(row, now),
      startsAt,
      endsAt,
      stoppedAt,
      dailyImpressionCeiling,
      audience,
      paidBy,
      shown: totals.find((total) => total.promotionId === id)?.shown ?? 0,
      days: days
        .filter((day) => day.promotionId === id)
        .map(({ shownOn, count: shown }) => ({ day: shownOn, shown })),
    };
  });
}
