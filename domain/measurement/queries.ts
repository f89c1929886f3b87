// The figures of a shop: what its cards did, by day and by card. As they were counted, up to a minute ago.
import { and, asc, desc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { listings, productImages, products } from "@/db/schema/catalog";
import { cardDays, cardDaySales } from "@/db/schema/measurement";
import { tweets } from "@/db/schema/timeline";
import type { Core } from "@/domain/context";
import { mayActFor } from "@/domain/shops/access";
import { lastDays } from "./day-rules";
import {
  type Amounts,
  type DayFigures,
  everyDay,
  type FigureColumn,
  type Figures,
  type Period,
} from "./figures-rules";

const sums = {
  seen: sql<number>`sum(${cardDays.seen})`.mapWith(Number),
  opened: sql<number>`sum(${cardDays.opened})`.mapWith(Number),
  bought: sql<number>`sum(${cardDays.bought})`.mapWith(Number),
  soldMinor: sql<number>`sum(${cardDays.soldMinor})`.mapWith(Number),
  refundedMinor: sql<number>`sum(${cardDays.refundedMinor})`.mapWith(Number),
};

const otherSums = {
  currency: cardDaySales.currency,
  soldMinor: sql<number>`sum(${cardDaySales.soldMinor})`.mapWith(Number),
  refundedMinor: sql<number>`sum(${cardDaySales.refundedMinor})`.mapWith(Number),
};

const amountsOf = ({ currency, soldMinor, refundedMinor }: Amounts): Amounts => ({
  currency,
  soldMinor,
  refundedMinor,
});

export type ShopFigures = { currency: string; timeZone: string; days: DayFigures[] };

/** By day, today's the last, in the shop's own time zone. Undefined for who may not see them. */
export async function shopFigures(
  ctx: Core,
  merchantId: string,
  period: Period,
): Promise<ShopFigures | undefined> {
  const shop = await shopFor(ctx, merchantId);
  if (!shop) return undefined;
  const days = lastDays(period, ctx.clock.now(), shop.timeZone);
  const rows = await ctx.db
    .select({ day: cardDays.day, ...sums })
    .from(cardDays)
    .where(isWithin(merchantId, days))
    .groupBy(cardDays.day);
  const others = await ctx.db
    .select({ day: cardDaySales.day, ...otherSums })
    .from(cardDaySales)
    .where(isSoldWithin(merchantId, days))
    .groupBy(cardDaySales.day, cardDaySales.currency)
    .orderBy(asc(cardDaySales.currency));
  const known = rows.map((row) => ({
    ...row,
    others: others.filter(({ day }) => day === row.day).map(amountsOf),
  }));
  return { ...shop, days: everyDay(days, known) };
}

export type CardFigures = Figures & {
  listingId: string;
  productId: string;
  title: string;
  imageUrl: string | undefined;
  /** Undefined for its card in the shop and on its own page. */
  tweet: { id: string; text: string } | undefined;
};

export type CardFiguresAsked = {
  period: Period;
  sort: FigureColumn;
  /** Whether the smallest come first. */
  isRising: boolean;
  /** The first is 1. */
  page: number;
};

export const cardsPerPage = 25;

/** Card by card: a product in one tweet after the other. None for who may not see them. */
export async function cardFigures(
  ctx: Core,
  merchantId: string,
  { period, sort, isRising, page }: CardFiguresAsked,
): Promise<{ cards: CardFigures[]; hasMore: boolean }> {
  const shop = await shopFor(ctx, merchantId);
  if (!shop) return { cards: [], hasMore: false };
  const days = lastDays(period, ctx.clock.now(), shop.timeZone);
  // Ranked by one sum, and only what is shown is added up in full: a year of a large shop is 100,000 rows.
  const ranked = await ctx.db
    .select({ listingId: cardDays.listingId, tweetId: cardDays.tweetId })
    .from(cardDays)
    .where(isWithin(merchantId, days))
    .groupBy(cardDays.listingId, cardDays.tweetId)
    .orderBy(isRising ? asc(sums[sort]) : desc(sums[sort]), desc(cardDays.tweetId), desc(cardDays.listingId))
    .limit(cardsPerPage + 1)
    .offset((page - 1) * cardsPerPage);
  const shown = ranked.slice(0, cardsPerPage);
  const listingIds = shown.map(({ listingId }) => listingId);
  const added = await ctx.db
    .select({ listingId: cardDays.listingId, tweetId: cardDays.tweetId, ...sums })
    .from(cardDays)
    .where(and(inArray(cardDays.listingId, listingIds), ...areAmong(days)))
    .groupBy(cardDays.listingId, cardDays.tweetId);
  const others = await ctx.db
    .select({ listingId: cardDaySales.listingId, tweetId: cardDaySales.tweetId, ...otherSums })
    .from(cardDaySales)
    .where(and(isSoldWithin(merchantId, days), inArray(cardDaySales.listingId, listingIds)))
    .groupBy(cardDaySales.listingId, cardDaySales.tweetId, cardDaySales.currency)
    .orderBy(asc(cardDaySales.currency));
  const offered = await ctx.db
    .select({ id: listings.id, productId: products.id, title: products.title })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .where(inArray(listings.id, listingIds));
  const byListing = new Map(offered.map((one) => [one.id, one]));
  const pictures = await ctx.db
    .select({ productId: productImages.productId, url: productImages.url })
    .from(productImages)
    .where(
      inArray(
        productImages.productId,
        offered.map(({ productId }) => productId),
      ),
    )
    .orderBy(desc(productImages.position));
  const firstPicture = new Map(pictures.map(({ productId, url }) => [productId, url]));
  const written = await ctx.db
    .select({ id: tweets.id, text: tweets.text })
    .from(tweets)
    .where(
      inArray(
        tweets.id,
        shown.map((row) => row.tweetId),
      ),
    );
  const byTweet = new Map(written.map((tweet) => [tweet.id, tweet]));
  const cards = shown.flatMap(({ listingId, tweetId }) => {
    const isOfCard = (one: { listingId: string; tweetId: string }) =>
      one.listingId === listingId && one.tweetId === tweetId;
    const product = byListing.get(listingId);
    const figures = added.find(isOfCard);
    if (!product || !figures) return [];
    const { productId, title } = product;
    return [
      {
        ...figures,
        others: others.filter(isOfCard).map(amountsOf),
        productId,
        title,
        imageUrl: firstPicture.get(productId),
        tweet: byTweet.get(tweetId),
      },
    ];
  });
  return { cards, hasMore: ranked.length > cardsPerPage };
}

const areAmong = (days: string[]) => [gte(cardDays.day, days[0] ?? ""), lte(cardDays.day, days.at(-1) ?? "")];

const isWithin = (merchantId: string, days: string[]) =>
  and(eq(cardDays.merchantId, merchantId), ...areAmong(days));

const isSoldWithin = (merchantId: string, days: string[]) =>
  and(
    eq(cardDaySales.merchantId, merchantId),
    gte(cardDaySales.day, days[0] ?? ""),
    lte(cardDaySales.day, days.at(-1) ?? ""),
  );

async function shopFor(
  ctx: Core,
  merchantId: string,
): Promise<{ currency: string; timeZone: string } | undefined> {
  if (!mayActFor(ctx, merchantId, "see-figures")) return undefined;
  const [shop] = await ctx.db
    .select({ currency: merchants.currency, timeZone: merchants.timeZone })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  return shop;
}
