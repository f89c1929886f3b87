// What an end means in numbers: what is listed, what is still to be sent, what can still be given back.
import {
  and,
  type Column,
  count,
  eq,
  gt,
  inArray,
  isNull,
  lt,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { listings, products } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import { orders } from "@/db/schema/orders";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { mostCounted } from "./date-rules";
import { programmeInForce } from "./lives";

export type EndNumbers = {
  /** Until sales end: programme, channel and connection sell. */
  liveListings: number;
  /** Paid, and not yet with the carrier. */
  openOrders: number;
  /** Orders of which the shop can still give some money back: until its last day of refunds. */
  refundableOrders: number;
};

const openStatuses = ["paid", "packing"] as const;
const refundableStatuses = ["paid", "packing", "shipped", "delivered"] as const;

const areToCome = (now: Instant, ...dates: Column[]) => dates.map((at) => or(isNull(at), gt(at, now)));

/** Of listings with their product, connection and channel. */
async function isLive(core: Core): Promise<SQL | undefined> {
  const now = core.clock.now();
  const programme = await programmeInForce(core);
  if (programme?.salesEndAt && programme.salesEndAt <= now) return sql`1 = 0`;
  return and(
    eq(products.status, "active"),
    ...areToCome(now, connections.salesEndAt, channels.salesEndAt, listings.withdrawnAt, listings.endsAt),
  );
}

/** Of orders with their connection and channel. Without a last day of refunds it is that of the close. */
async function isRefundable(core: Core): Promise<SQL | undefined> {
  const now = core.clock.now();
  const programme = await programmeInForce(core);
  const until = programme?.refundsUntilAt ?? programme?.closesAt;
  if (until && until <= now) return sql`1 = 0`;
  return and(
    lt(orders.refundedMinor, orders.totalMinor),
    ...[connections, channels].flatMap((life) => areToCome(now, life.refundsUntilAt, life.closesAt)),
  );
}

/** Of one shop, on these connections of it. Each at most mostCounted + 1, which says "more". */
export async function numbersOf(
  core: Core,
  merchantId: string,
  connectionIds: string[],
): Promise<EndNumbers> {
  const none = { liveListings: 0, openOrders: 0, refundableOrders: 0 };
  if (connectionIds.length === 0) return none;
  const { db } = core;
  const here = inArray(listings.connectionId, connectionIds);
  const live = db
    .select({ one: sql`1` })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(and(eq(listings.merchantId, merchantId), here, await isLive(core)))
    .limit(mostCounted + 1);
  const ordersIn = (statuses: readonly (typeof orders.$inferSelect)["status"][], more?: SQL) =>
    db
      .select({ one: sql`1` })
      .from(orders)
      .innerJoin(listings, eq(listings.id, orders.listingId))
      .innerJoin(connections, eq(connections.id, listings.connectionId))
      .innerJoin(channels, eq(channels.id, connections.channelId))
      .where(and(eq(orders.merchantId, merchantId), inArray(orders.status, [...statuses]), here, more))
      .limit(mostCounted + 1);
  const rowsOf = (rows: SQLWrapper) => sql`(select count(*) from ${rows} as found)`.mapWith(Number);
  const [numbers] = await db
    .select({
      liveListings: rowsOf(live),
      openOrders: rowsOf(ordersIn(openStatuses)),
      refundableOrders: rowsOf(ordersIn(refundableStatuses, await isRefundable(core))),
    })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  return numbers ?? none;
}

export type ChannelNumbers = { shops: number; liveListings: number; openOrders: number };

/** Of every channel, by its id; those without any shop are left out. */
export async function numbersByChannel(core: Core): Promise<Map<string, ChannelNumbers>> {
  const { db } = core;
  const shops = await db
    .select({ channelId: connections.channelId, count: count() })
    .from(connections)
    .where(or(isNull(connections.closesAt), gt(connections.closesAt, core.clock.now())))
    .groupBy(connections.channelId);
  const live = await db
    .select({ channelId: connections.channelId, count: count() })
    .from(listings)
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .innerJoin(products, eq(products.id, listings.productId))
    .where(await isLive(core))
    .groupBy(connections.channelId);
  // From the shops to their open orders, by the index of those: however many orders there ever were.
  const open = await db
    .select({ channelId: connections.channelId, count: count() })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .innerJoin(
      orders,
      and(eq(orders.merchantId, connections.merchantId), inArray(orders.status, [...openStatuses])),
    )
    .innerJoin(listings, and(eq(listings.id, orders.listingId), eq(listings.connectionId, connections.id)))
    .groupBy(connections.channelId);
  const of = (rows: { channelId: string; count: number }[], id: string) =>
    rows.find(({ channelId }) => channelId === id)?.count ?? 0;
  return new Map(
    shops.map(({ channelId, count: connected }) => [
      channelId,
      { shops: connected, liveListings: of(live, channelId), openOrders: of(open, channelId) },
    ]),
  );
}
