// Add up what was bought by way of each card, by the day of the order. Whatever happened to an order since the last turn
// makes its shop's day be counted anew from the orders themselves, so that counting twice changes nothing. Undo: none.
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, like, lt, sql } from "drizzle-orm";
import { firstIdOf, instantOfId } from "@/db/id";
import { merchants } from "@/db/schema/accounts";
import { cardDays, cardDaySales } from "@/db/schema/measurement";
import { orderEvents, orders } from "@/db/schema/orders";
import { tallies } from "@/db/schema/tallies";
import { type Core, inTransaction } from "@/domain/context";
import { daysOf } from "@/domain/shops/count-days-anew";
import { secondsAfter } from "@/domain/time";
import { boundsOfDay, dayAfter, dayIn } from "./day-rules";

const batch = 2_000;
const daysAtATime = 30;
// Longer than a transaction takes: a row is seen when it is committed, and its id was made before.
const settledSeconds = 30;
const countedUpTo = "sales";
const thatChangeSales = ["paid", "refunded", "refund-failed", "cancelled"] as const;

/** In one process at a time. Each turn takes up where the last one ended, also when that one was cut off. */
export async function countSales(ctx: Core): Promise<void> {
  const before = firstIdOf(secondsAfter(ctx.clock.now(), -settledSeconds));
  while (await countSome(ctx, before));
  const marked = await ctx.db
    .select({ of: tallies.of })
    .from(tallies)
    .where(like(tallies.of, `${daysOf("")}%`));
  for (const { of } of marked) while (await countSomeAnew(ctx, of.slice(daysOf("").length)));
}

/** Returns whether there may be more. */
function countSome(ctx: Core, before: string): Promise<boolean> {
  return inTransaction(ctx, async (core) => {
    const [known] = await core.db.select().from(tallies).where(eq(tallies.of, countedUpTo));
    // In a demo world that shows an earlier day, all until then is counted anew: that changes nothing.
    const after = known && known.upTo < before ? known.upTo : "";
    const events = await core.db
      .select({
        id: orderEvents.id,
        merchantId: orders.merchantId,
        createdAt: orders.createdAt,
        timeZone: merchants.timeZone,
        currency: merchants.currency,
      })
      .from(orderEvents)
      .innerJoin(orders, eq(orders.id, orderEvents.orderId))
      .innerJoin(merchants, eq(merchants.accountId, orders.merchantId))
      .where(
        and(
          gt(orderEvents.id, after),
          lt(orderEvents.id, before),
          inArray(orderEvents.kind, [...thatChangeSales]),
        ),
      )
      .orderBy(asc(orderEvents.id))
      .limit(batch);
    const upTo = events.at(-1)?.id;
    if (upTo === undefined) return false;
    const days = new Map(
      events.map(({ merchantId, createdAt, timeZone, currency }) => {
        const day = dayIn(createdAt, timeZone);
        return [`${merchantId} ${day}`, { merchantId, day, timeZone, currency }];
      }),
    );
    for (const one of days.values()) await countDay(core, one);
    await core.db
      .insert(tallies)
      .values({ of: countedUpTo, counts: {}, upTo })
      .onConflictDoUpdate({ target: tallies.of, set: { upTo } });
    return events.length === batch;
  });
}

/** Some of the days of a shop that has changed its time zone. Returns whether there may be more. */
function countSomeAnew(ctx: Core, merchantId: string): Promise<boolean> {
  return inTransaction(ctx, async (core) => {
    const mark = eq(tallies.of, daysOf(merchantId));
    // Taken hold of first: whoever changes the time zone again waits, and has all of them counted once more.
    const [known] = await core.db.update(tallies).set({ counts: {} }).where(mark).returning();
    if (!known) return false;
    const [shop] = await core.db
      .select({ timeZone: merchants.timeZone, currency: merchants.currency })
      .from(merchants)
      .where(eq(merchants.accountId, merchantId));
    const outermost = (order: typeof asc) =>
      core.db
        .select({ id: orders.id })
        .from(orders)
        .where(eq(orders.merchantId, merchantId))
        .orderBy(order(orders.id))
        .limit(1);
    const [first] = await outermost(asc);
    const [last] = await outermost(desc);
    if (shop && first && last) {
      // In another time zone it was another day, by two at most.
      const from = known.upTo || dayAfter(dayIn(instantOfId(first.id), shop.timeZone), -3);
      const until = dayAfter(dayIn(instantOfId(last.id), shop.timeZone), 2);
      let day = from;
      for (let at = 0; at < daysAtATime && day < until; at++) {
        day = dayAfter(day, 1);
        await countDay(core, { merchantId, day, ...shop });
      }
      if (day < until) {
        await core.db.update(tallies).set({ upTo: day }).where(mark);
        return true;
      }
    }
    await core.db.delete(tallies).where(mark);
    return false;
  });
}

type ShopDay = { merchantId: string; day: string; timeZone: string; currency: string };

/**
 * Each currency by itself: the shop's own beside what was seen, the others in rows of their own. What the day had before
 * goes, also of cards that have nothing in it any more.
 */
async function countDay(core: Core, { merchantId, day, timeZone, currency: own }: ShopDay): Promise<void> {
  const { from, until } = boundsOfDay(day, timeZone);
  const tweetId = sql<string>`coalesce(${orders.tweetId}, '')`;
  const rows = await core.db
    .select({
      listingId: orders.listingId,
      tweetId,
      currency: orders.currency,
      bought: sql<number>`count(*)`.mapWith(Number),
      soldMinor: sql<number>`sum(${orders.totalMinor})`.mapWith(Number),
      refundedMinor: sql<number>`sum(${orders.refundedMinor})`.mapWith(Number),
    })
    .from(orders)
    .where(
      and(
        eq(orders.merchantId, merchantId),
        gte(orders.id, firstIdOf(from)),
        lt(orders.id, firstIdOf(until)),
        isNotNull(orders.number),
      ),
    )
    .groupBy(orders.listingId, tweetId, orders.currency);
  const ofDay = and(eq(cardDays.merchantId, merchantId), eq(cardDays.day, day));
  const counted = await core.db
    .select({ listingId: cardDays.listingId, tweetId: cardDays.tweetId })
    .from(cardDays)
    .where(and(ofDay, gt(cardDays.bought, 0)));
  const cards = new Map(
    counted.map((card) => [
      JSON.stringify([card.listingId, card.tweetId]),
      { bought: 0, soldMinor: 0, refundedMinor: 0 },
    ]),
  );
  await core.db
    .delete(cardDaySales)
    .where(and(eq(cardDaySales.merchantId, merchantId), eq(cardDaySales.day, day)));
  for (const { listingId, tweetId: tweet, currency, bought, soldMinor, refundedMinor } of rows) {
    const key = JSON.stringify([listingId, tweet]);
    const card = cards.get(key) ?? { bought: 0, soldMinor: 0, refundedMinor: 0 };
    card.bought += bought;
    cards.set(key, card);
    if (currency === own) {
      Object.assign(card, { soldMinor, refundedMinor });
      continue;
    }
    await core.db
      .insert(cardDaySales)
      .values({ listingId, tweetId: tweet, day, currency, merchantId, soldMinor, refundedMinor })
      .onConflictDoUpdate({
        target: [cardDaySales.listingId, cardDaySales.tweetId, cardDaySales.day, cardDaySales.currency],
        set: { soldMinor, refundedMinor },
      });
  }
  for (const [key, sums] of cards) {
    const [listingId, tweet] = JSON.parse(key) as [string, string];
    await core.db
      .insert(cardDays)
      .values({ listingId, tweetId: tweet, ...sums, merchantId, day })
      .onConflictDoUpdate({ target: [cardDays.listingId, cardDays.tweetId, cardDays.day], set: sums });
  }
}
