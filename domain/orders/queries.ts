// What a shopper sees of their orders: the list, and one of them whole.
import { type SQL, and, asc, desc, eq, gt, inArray, lt, ne, or } from "drizzle-orm";
import { accounts, merchants, type PostalAddress } from "@/db/schema/accounts";
import { type orderEventKinds, orderEvents, orderLines, orders, shipments } from "@/db/schema/orders";
import { whyRefundsOver } from "@/domain/channels/after-sales";
import type { Core } from "@/domain/context";
import { type RefundTrouble, refundTroubleOf } from "@/domain/payments/refund-trouble";
import { isBeingPaid } from "@/domain/payments/start-attempt";
import { endOfShown } from "@/domain/shown";
import type { Instant } from "@/domain/time";
import { isMine } from "./cancel-order";
import { carrierName, trackingUrl } from "./carrier-rules";
import { mayShopperCancel, type OrderStatus } from "./rules";

export type OrderRow = {
  id: string;
  number: string | undefined;
  status: OrderStatus;
  sellerName: string;
  createdAt: Instant;
  currency: string;
  totalMinor: number;
  listingId: string;
  /** Of its first line. */
  title: string;
  imageUrl: string | undefined;
  /** All units of all lines. */
  units: number;
};

export type OrderPage = {
  id: string;
  number: string | undefined;
  status: OrderStatus;
  listingId: string;
  email: string;
  address: PostalAddress | undefined;
  deliveryKind: "standard" | "same-day";
  deliverBy: Instant;
  timeZone: string;
  currency: string;
  itemsMinor: number;
  deliveryMinor: number;
  taxMinor: number;
  taxName: string;
  taxRateBasisPoints: number;
  pricesIncludeTax: boolean;
  totalMinor: number;
  refundedMinor: number;
  /** Why money that was to go back has not, if the last refund failed. */
  refundTrouble: RefundTrouble | undefined;
  /** Since when the seller cannot give back here any more, because the channel that it sold through ended. */
  refundsOverSince: Instant | undefined;
  createdAt: Instant;
  holdExpiresAt: Instant;
  isBeingPaid: boolean;
  mayCancel: boolean;
  lines: {
    id: string;
    title: string;
    optionValues: string[];
    sku: string;
    imageUrl: string | undefined;
    quantity: number;
    unitPriceMinor: number;
  }[];
  events: OrderEvent[];
  shipment:
    | {
        carrier: string;
        trackingNumber: string | undefined;
        trackingUrl: string | undefined;
        shippedAt: Instant;
      }
    | undefined;
  seller: {
    handle: string;
    name: string;
    legalName: string;
    address: PostalAddress;
    supportEmail: string;
    website: string;
    returnPolicy: { en: string; fr: string };
  };
};

export type OrderEvent = {
  id: string;
  kind: (typeof orderEventKinds)[number];
  by: string;
  amountMinor: number | undefined;
  at: Instant;
};

export const ordersPerPage = 20;

/** The asker's orders, newest first, from before `before`. Checkouts that came to nothing are left out. */
export async function ordersOf(
  ctx: Core,
  before?: string,
): Promise<{ orders: OrderRow[]; before: string | undefined }> {
  const found = await ctx.db
    .select({ order: orders, sellerName: accounts.name })
    .from(orders)
    .innerJoin(accounts, eq(accounts.id, orders.merchantId))
    .where(
      and(
        isMine(ctx),
        or(ne(orders.status, "expired"), gt(orders.refundedMinor, 0)),
        lt(orders.id, endOfShown(ctx, before)),
      ),
    )
    .orderBy(desc(orders.id))
    .limit(ordersPerPage + 1);
  const page = found.slice(0, ordersPerPage);
  const firsts = await firstLines(
    ctx,
    page.map(({ order }) => order.id),
  );
  return {
    orders: page.map(({ order, sellerName }) => orderRow(order, sellerName, firsts)),
    before: found.length > ordersPerPage ? page.at(-1)?.order.id : undefined,
  };
}

export const orderRow = (
  order: typeof orders.$inferSelect,
  sellerName: string,
  firsts: (orderId: string) => FirstLine,
): OrderRow => ({
  id: order.id,
  number: order.number ?? undefined,
  status: order.status,
  sellerName,
  createdAt: order.createdAt,
  currency: order.currency,
  totalMinor: order.totalMinor,
  listingId: order.listingId,
  ...firsts(order.id),
});

type FirstLine = Pick<OrderRow, "title" | "imageUrl" | "units">;

/** What a list shows of the lines of these orders. */
export async function firstLines(ctx: Core, orderIds: string[]): Promise<(orderId: string) => FirstLine> {
  const lines =
    orderIds.length === 0
      ? []
      : await ctx.db
          .select()
          .from(orderLines)
          .where(inArray(orderLines.orderId, orderIds))
          .orderBy(asc(orderLines.id));
  return (orderId) => {
    const own = lines.filter((line) => line.orderId === orderId);
    return {
      title: own[0]?.title ?? "",
      imageUrl: own[0]?.imageUrl ?? undefined,
      units: own.reduce((sum, line) => sum + line.quantity, 0),
    };
  };
}

/** One order of the asker's with all that happened to it; undefined for anybody else's. */
export const orderPage = (ctx: Core, orderId: string): Promise<OrderPage | undefined> =>
  wholeOrder(ctx, orderId, isMine(ctx));

/** One order with all that happened to it, for whoever `may` see it. */
export async function wholeOrder(
  ctx: Core,
  orderId: string,
  may: SQL | undefined,
): Promise<OrderPage | undefined> {
  const [found] = await ctx.db
    .select({ order: orders, seller: accounts, merchant: merchants })
    .from(orders)
    .innerJoin(accounts, eq(accounts.id, orders.merchantId))
    .innerJoin(merchants, eq(merchants.accountId, orders.merchantId))
    .where(and(eq(orders.id, orderId), may));
  if (!found) return undefined;
  const { order, seller, merchant } = found;
  const lines = await ctx.db
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.id));
  const events = await ctx.db
    .select()
    .from(orderEvents)
    .where(eq(orderEvents.orderId, orderId))
    .orderBy(asc(orderEvents.id));
  const [shipment] = await ctx.db.select().from(shipments).where(eq(shipments.orderId, orderId));
  return {
    id: order.id,
    number: order.number ?? undefined,
    status: order.status,
    listingId: order.listingId,
    email: order.email,
    address: order.shippingAddress ?? undefined,
    deliveryKind: order.deliveryKind,
    deliverBy: order.deliverBy,
    timeZone: merchant.timeZone,
    currency: order.currency,
    itemsMinor: order.itemsMinor,
    deliveryMinor: order.deliveryMinor,
    taxMinor: order.taxMinor,
    taxName: order.taxName,
    taxRateBasisPoints: order.taxRateBasisPoints,
    pricesIncludeTax: order.pricesIncludeTax,
    totalMinor: order.totalMinor,
    refundedMinor: order.refundedMinor,
    refundTrouble: await refundTroubleOf(ctx, order.id),
    refundsOverSince: (await whyRefundsOver(ctx, order.listingId))?.detail.since,
    createdAt: order.createdAt,
    holdExpiresAt: order.holdExpiresAt,
    isBeingPaid: order.status === "pending" && (await isBeingPaid(ctx, order.id)),
    mayCancel: mayShopperCancel(order.status),
    lines: lines.map(({ id, title, optionValues, sku, imageUrl, quantity, unitPriceMinor }) => ({
      id,
      title,
      optionValues,
      sku,
      imageUrl: imageUrl ?? undefined,
      quantity,
      unitPriceMinor,
    })),
    events: events.map(({ id, kind, by, amountMinor, at }) => ({
      id,
      kind,
      by,
      amountMinor: amountMinor ?? undefined,
      at,
    })),
    shipment: shipment && {
      carrier: carrierName(shipment.carrier),
      trackingNumber: shipment.trackingNumber ?? undefined,
      trackingUrl: trackingUrl(shipment.carrier, shipment.trackingNumber),
      shippedAt: shipment.shippedAt,
    },
    seller: {
      handle: seller.handle,
      name: seller.name,
      legalName: merchant.legalName,
      address: merchant.address,
      supportEmail: merchant.supportEmail,
      website: merchant.website,
      returnPolicy: merchant.returnPolicy,
    },
  };
}
