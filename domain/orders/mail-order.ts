// What the shopper is told by mail about an order, each once. Rows only: see domain/mail. Amounts in minor units. All
// throw when the seller has gone.
import { eq } from "drizzle-orm";
import { accounts, merchants } from "@/db/schema/accounts";
import { orders } from "@/db/schema/orders";
import { type Blanks, statement } from "@/db/statement";
import { claimPath } from "@/domain/accounts/mail-links";
import type { Core } from "@/domain/context";
import { queueMail } from "@/domain/mail/queue-mail";
import { carrierName, trackingUrl } from "./carrier-rules";
import { linesOf, type Order } from "./place-order";

const sellers = statement((db, { merchantId }: Blanks<{ merchantId: string }>) =>
  db
    .select({ name: accounts.name, supportEmail: merchants.supportEmail, timeZone: merchants.timeZone })
    .from(accounts)
    .innerJoin(merchants, eq(merchants.accountId, accounts.id))
    .where(eq(accounts.id, merchantId)),
);

async function sellerOf(core: Core, merchantId: string) {
  const [seller] = await sellers(core.db, { merchantId });
  if (!seller) throw new Error(`Merchant ${merchantId} has gone`);
  return seller;
}

/**
 * Where a mail leads. A guest's order is only shown in the browser that bought it: their mails carry a link that shows
 * it in any, or adds it to an account.
 */
async function linksTo(core: Core, order: Order): Promise<{ orderUrl: string; claimUrl: string | null }> {
  if (order.personId !== null) return { orderUrl: `/orders/${order.id}`, claimUrl: null };
  const claimUrl = await claimPath(core, order);
  return { orderUrl: claimUrl, claimUrl };
}

export async function mailOrderPaid(core: Core, order: Order & { number: string }): Promise<void> {
  const seller = await sellerOf(core, order.merchantId);
  const lines = await linesOf(core.db, { orderId: order.id });
  await queueMail(core, {
    kind: "order-paid",
    to: order.email,
    locale: order.locale,
    eventKey: `order-paid:${order.id}`,
    content: {
      number: order.number,
      ...(await linksTo(core, order)),
      sellerName: seller.name,
      supportEmail: seller.supportEmail,
      lines: lines.map(({ title, optionValues, quantity, unitPriceMinor }) => ({
        title,
        optionValues,
        quantity,
        unitPriceMinor,
      })),
      currency: order.currency,
      itemsMinor: order.itemsMinor,
      deliveryMinor: order.deliveryMinor,
      taxMinor: order.taxMinor,
      taxName: order.taxName,
      pricesIncludeTax: order.pricesIncludeTax,
      totalMinor: order.totalMinor,
      deliveryKind: order.deliveryKind,
      deliverBy: order.deliverBy.toISOString(),
      timeZone: seller.timeZone,
      address: order.shippingAddress,
    },
  });
}

export async function mailOrderCancelled(core: Core, order: Order): Promise<void> {
  const seller = await sellerOf(core, order.merchantId);
  await queueMail(core, {
    kind: "order-cancelled",
    to: order.email,
    locale: order.locale,
    eventKey: `order-cancelled:${order.id}`,
    content: {
      number: order.number ?? "",
      orderUrl: (await linksTo(core, order)).orderUrl,
      sellerName: seller.name,
      totalMinor: order.totalMinor,
      currency: order.currency,
    },
  });
}

export async function mailOrderShipped(
  core: Core,
  order: Order,
  { carrier, trackingNumber }: { carrier: string; trackingNumber: string | null },
): Promise<void> {
  const seller = await sellerOf(core, order.merchantId);
  await queueMail(core, {
    kind: "order-shipped",
    to: order.email,
    locale: order.locale,
    eventKey: `order-shipped:${order.id}`,
    content: {
      number: order.number ?? "",
      orderUrl: (await linksTo(core, order)).orderUrl,
      sellerName: seller.name,
      carrier: carrierName(carrier),
      trackingNumber,
      trackingUrl: trackingUrl(carrier, trackingNumber) ?? null,
      address: order.shippingAddress,
    },
  });
}

export async function mailOrderDelivered(core: Core, order: Order): Promise<void> {
  const seller = await sellerOf(core, order.merchantId);
  await queueMail(core, {
    kind: "order-delivered",
    to: order.email,
    locale: order.locale,
    eventKey: `order-delivered:${order.id}`,
    content: {
      number: order.number ?? "",
      orderUrl: (await linksTo(core, order)).orderUrl,
      sellerName: seller.name,
      supportEmail: seller.supportEmail,
    },
  });
}

export async function mailOrderRefunded(
  core: Core,
  orderId: string,
  refund: { id: string; amountMinor: number; currency: string },
): Promise<void> {
  const [order] = await core.db.select().from(orders).where(eq(orders.id, orderId));
  if (!order?.number) return; // it never became an order; order-too-late has told of it
  const seller = await sellerOf(core, order.merchantId);
  await queueMail(core, {
    kind: "order-refunded",
    to: order.email,
    locale: order.locale,
    eventKey: `order-refunded:${refund.id}`,
    content: {
      number: order.number,
      orderUrl: (await linksTo(core, order)).orderUrl,
      sellerName: seller.name,
      amountMinor: refund.amountMinor,
      currency: refund.currency,
    },
  });
}

export async function mailOrderTooLate(
  core: Core,
  orderId: string,
  attempt: { id: string; amountMinor: number; currency: string },
): Promise<void> {
  const [order] = await core.db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`Order ${orderId} has gone`);
  const seller = await sellerOf(core, order.merchantId);
  const [line] = await linesOf(core.db, { orderId });
  await queueMail(core, {
    kind: "order-too-late",
    to: order.email,
    locale: order.locale,
    eventKey: `order-too-late:${attempt.id}`,
    content: {
      sellerName: seller.name,
      title: line?.title ?? "",
      totalMinor: attempt.amountMinor,
      currency: attempt.currency,
    },
  });
}
