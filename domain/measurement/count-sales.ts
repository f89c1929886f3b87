// Add up what was bought by way of each card, by the day of the order. Whatever happened to an order since the last turn
// makes its shop's day be counted anew from the orders themselves, so that counting twice changes nothing. Undo: none.
import { and, asc, eq, gt, gte, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { firstIdOf } from "@/db/id";
import { merchants } from "@/db/schema/accounts";
import { cardDays, cardDaySales } from "@/db/schema/measurement";
import { orderEvents, orders } from "@/db/schema/orders";
import { tallies } from "@/db/schema/tallies";
import { type Core, inTransaction } from "@/domain/context";
import { secondsAfter } from "@/domain/time";
import { boundsOfDay, dayIn } from "./day-rules";

const batch = 2_000;
// Longer than a transaction takes: a row is seen when it is committed, and its id was made before.
const settledSeconds = 30;
const countedUpTo = "sales";
const thatChangeSales = ["paid", "refunded", "refund-failed", "cancelled"] as const;

/** In one process at a time. Each turn takes up where the last one ended, also when that one was cut off. */
export async function countSales(ctx: Core): Promise<void> {
  const before = firstIdOf(secondsAfter(ctx.clock.now(), -settledSeconds));
  while (await countSome(ctx, before));
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

type ShopDay = { merchantId: string; day: string; timeZone: string; currency: string };

/** Each currency by itself: the shop's own beside what was seen, the others in rows of their own. */
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
  const cards = new Map<string, { bought: number; soldMinor: number; refundedMinor: number }>();
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
