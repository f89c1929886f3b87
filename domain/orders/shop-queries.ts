// What the members of a shop see of its orders: the queue, and one of them whole.
import { type SQL, and, asc, count, desc, eq, gt, inArray, isNotNull, lt, notInArray } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { listings } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { paymentAttempts } from "@/db/schema/payments";
import { lateConnections, lateSince } from "@/domain/channels/after-sales";
import { shopClosedSince } from "@/domain/channels/shop-closed";
import { type Core, personOf } from "@/domain/context";
import { shopsWhere } from "@/domain/shops/access";
import type { ShopAct } from "@/domain/shops/access-rules";
import { firstIdToCome } from "@/domain/shown";
import type { Instant } from "@/domain/time";
import { firstLines, orderRow, type OrderPage, type OrderRow, wholeOrder } from "./queries";
import { mayBecome } from "./rules";
import { isOfMyShop } from "./shop-access";
import type { ShopView } from "./shop-rules";

export type ShopOrderRow = OrderRow & {
  buyer: string;
  country: string | undefined;
  deliverBy: Instant;
  /** Still to be sent, though the channel that it came through has ended and it had to be sent by now. */
  isLate: boolean;
};

export type ShopOrderPage = OrderPage & {
  /** What the person asking may do with it now. */
  mayPack: boolean;
  mayShip: boolean;
  mayDeliver: boolean;
  mayRefund: boolean;
  /** Since when the shop changes nothing any more, because everything that it sold through has closed. */
  shopClosedSince: Instant | undefined;
  /** By when it had to be sent, when it has not been and the end of its channel asked for it. */
  lateSince: Instant | undefined;
  /** What has gone back or is on its way, and what is left to give back: minor units. */
  seenRefundedMinor: number;
  leftMinor: number;
};

export type ShopOrdersAsked = {
  /** One of the asker's shops; absent: all that they may see, which for the operator are all there are. */
  shopId?: string | undefined;
  view: ShopView;
  /** A number of an order, or an address of mail; whole. */
  search?: string | undefined;
  /** The order that stood last on the page before. */
  after?: string | undefined;
};

export const shopOrdersPerPage = 25;

/** Whether the person asking sees orders of any shop at all. */
export const seesShopOrders = (ctx: Core): boolean =>
  personOf(ctx)?.isOperator === true || shopsWhere(ctx, "see-orders").length > 0;

/**
 * A shop's orders: what is to be done oldest first, and before it what an ended channel has made late; everything else
 * newest first. Unpaid checkouts are nobody's work.
 */
export async function shopOrders(
  ctx: Core,
  { shopId, view, search, after }: ShopOrdersAsked,
): Promise<{ orders: ShopOrderRow[]; after: string | undefined }> {
  const isQueue = !search && (view === "to-pack" || view === "packing");
  const next = isQueue ? gt : lt;
  const late = shopId === undefined ? [] : await lateConnections(ctx, shopId);
  const read = (last: string | undefined, ofConnection: SQL | undefined, limit: number) =>
    ctx.db
      .select({ order: orders, sellerName: accounts.name, connectionId: listings.connectionId })
      .from(orders)
      .innerJoin(accounts, eq(accounts.id, orders.merchantId))
      .innerJoin(listings, eq(listings.id, orders.listingId))
      .where(
        and(
          isOfMyShop(ctx, "see-orders"),
          shopId === undefined ? undefined : eq(orders.merchantId, shopId),
          isNotNull(orders.number),
          search ? isSearched(search) : isIn(view),
          last === undefined ? undefined : next(orders.id, last),
          lt(orders.id, firstIdToCome(ctx)),
          ofConnection,
        ),
      )
      .orderBy(isQueue ? asc(orders.id) : desc(orders.id))
      .limit(limit);
  const most = shopOrdersPerPage + 1;
  const isLateFirst = isQueue && late.length > 0;
  const [, afterLate] = /^late-(.+)$/.exec(after ?? "") ?? [];
  const found =
    isLateFirst && (after === undefined || afterLate !== undefined)
      ? await read(afterLate, inArray(listings.connectionId, late), most)
      : [];
  if (found.length < most)
    found.push(
      ...(await read(
        afterLate === undefined ? after : undefined,
        isLateFirst ? notInArray(listings.connectionId, late) : undefined,
        most - found.length,
      )),
    );
  const page = found.slice(0, shopOrdersPerPage);
  const last = page.at(-1);
  const firsts = await firstLines(
    ctx,
    page.map(({ order }) => order.id),
  );
  return {
    orders: page.map(({ order, sellerName, connectionId }) => ({
      ...orderRow(order, sellerName, firsts),
      buyer: order.shippingAddress?.fullName ?? order.email,
      country: order.shippingAddress?.country,
      deliverBy: order.deliverBy,
      isLate: isToSend(order.status) && late.includes(connectionId),
    })),
    after:
      last && found.length > shopOrdersPerPage
        ? `${isLateFirst && late.includes(last.connectionId) ? "late-" : ""}${last.order.id}`
        : undefined,
  };
}

const isToSend = (status: string): boolean => status === "paid" || status === "packing";

/** In words that let the queues be read from their index, and the rest from the shop's orders as they came. */
function isIn(view: ShopView): SQL | undefined {
  if (view === "all") return undefined;
  if (view === "over") return notInArray(orders.status, ["pending", "expired", "paid", "packing", "shipped"]);
  return eq(
    orders.status,
    ({ "to-pack": "paid", packing: "packing", "on-the-way": "shipped" } as const)[view],
  );
}

function isSearched(search: string): SQL | undefined {
  return search.includes("@") ? eq(orders.email, search.toLowerCase()) : eq(orders.number, search);
}

/** How many orders wait in each queue. */
export async function shopQueues(ctx: Core, shopId?: string): Promise<Record<"to-pack" | "packing", number>> {
  const rows = await ctx.db
    .select({ status: orders.status, orders: count() })
    .from(orders)
    .where(
      and(
        isOfMyShop(ctx, "see-orders"),
        shopId === undefined ? undefined : eq(orders.merchantId, shopId),
        inArray(orders.status, ["paid", "packing"]),
      ),
    )
    .groupBy(orders.status);
  const of = (status: string) => rows.find((row) => row.status === status)?.orders ?? 0;
  return { "to-pack": of("paid"), packing: of("packing") };
}

/** One order of a shop of the asker's; undefined for any other, and for what was never paid. */
export async function shopOrderPage(ctx: Core, orderId: string): Promise<ShopOrderPage | undefined> {
  const order = await wholeOrder(ctx, orderId, and(isOfMyShop(ctx, "see-orders"), isNotNull(orders.number)));
  if (!order) return undefined;
  const [attempt] = await ctx.db
    .select({
      amountMinor: paymentAttempts.amountMinor,
      refundedMinor: paymentAttempts.refundedMinor,
      isChargedBack: paymentAttempts.isChargedBack,
      merchantId: orders.merchantId,
    })
    .from(paymentAttempts)
    .innerJoin(orders, eq(orders.id, paymentAttempts.subjectId))
    .where(and(eq(paymentAttempts.subjectId, orderId), eq(paymentAttempts.status, "succeeded")));
  const seenRefundedMinor = attempt?.refundedMinor ?? 0;
  const leftMinor = attempt && !attempt.isChargedBack ? attempt.amountMinor - seenRefundedMinor : 0;
  const isOperator = personOf(ctx)?.isOperator === true;
  const has = (act: ShopAct) =>
    isOperator || (attempt !== undefined && shopsWhere(ctx, act).includes(attempt.merchantId));
  const closedSince = isOperator || !attempt ? undefined : await shopClosedSince(ctx, attempt.merchantId);
  const canMove = has("fulfil") && !closedSince;
  const canSend = canMove && leftMinor > 0;
  return {
    ...order,
    mayPack: canSend && mayBecome(order.status, "packing"),
    mayShip: canSend && mayBecome(order.status, "shipped"),
    mayDeliver: canMove && mayBecome(order.status, "delivered"),
    mayRefund: has("refund") && leftMinor > 0 && (isOperator || !order.refundsOverSince),
    shopClosedSince: closedSince,
    lateSince: isToSend(order.status) ? await lateSince(ctx, order.listingId) : undefined,
    seenRefundedMinor,
    leftMinor,
  };
}
