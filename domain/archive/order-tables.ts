// What of a shop's archive is about its paid orders: their lines, what happened to them, their money, their buyers.
import { and, asc, eq, gt, inArray, isNotNull, lt } from "drizzle-orm";
import { orderEvents, orderLines, orders, shipments } from "@/db/schema/orders";
import { disputes, paymentAttempts, refunds } from "@/db/schema/payments";
import type { Core } from "@/domain/context";
import { plainAmount } from "@/domain/money";
import { type ArchiveTable, emailKeptUntil, nameKeptUntil } from "./archive-rules";
import {
  type ArchivedShop,
  type ArchiveRow,
  type Batch,
  byId,
  instant,
  mapped,
  rowsAtATime,
  type TableReader,
} from "./table-readers";

type Order = typeof orders.$inferSelect;

/** Only what was paid: a checkout that came to nothing is nobody's order. */
const paidOrders = (core: Core, { merchantId, at }: ArchivedShop): AsyncGenerator<Order[]> =>
  byId((after) =>
    core.db
      .select()
      .from(orders)
      .where(
        and(
          eq(orders.merchantId, merchantId),
          gt(orders.id, after),
          isNotNull(orders.number),
          lt(orders.paidAt, at),
        ),
      )
      .orderBy(asc(orders.id))
      .limit(rowsAtATime),
  );

/** What belongs to orders, with the order that it belongs to. */
const ofOrders = <Row extends { orderId: string }, T extends ArchiveTable>(
  core: Core,
  shop: ArchivedShop,
  read: (orderIds: string[]) => Promise<Row[]>,
  rowOf: (row: Row, order: Order) => ArchiveRow<T>,
): AsyncGenerator<Batch<T>> =>
  mapped(paidOrders(core, shop), async (batch) => {
    const byOrder = new Map(batch.map((order) => [order.id, order]));
    const rows = await read([...byOrder.keys()]);
    return rows.flatMap((row) => {
      const order = byOrder.get(row.orderId);
      return order ? [rowOf(row, order)] : [];
    });
  });

export const ordersTable: TableReader<"orders"> = (core, shop) =>
  mapped(paidOrders(core, shop), (batch) =>
    batch.map((order) => {
      const money = (minor: number) => plainAmount(minor, order.currency);
      return {
        order_number: order.number,
        status: order.status,
        paid_at: instant(order.paidAt),
        closed_at: instant(order.closedAt),
        listing_id: order.listingId,
        post_id: order.tweetId ?? "",
        items: money(order.itemsMinor),
        delivery: money(order.deliveryMinor),
        tax: money(order.taxMinor),
        total: money(order.totalMinor),
        given_back: money(order.refundedMinor),
        commission: money(order.commissionMinor),
        currency: order.currency,
        tax_name: order.taxName,
        tax_rate_percent: order.taxRateBasisPoints / 100,
        prices_include_tax: order.pricesIncludeTax,
        delivery_kind: order.deliveryKind,
        deliver_by: instant(order.deliverBy),
      };
    }),
  );

export const orderLinesTable: TableReader<"order-lines"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    (ids) =>
      core.db
        .select()
        .from(orderLines)
        .where(inArray(orderLines.orderId, ids))
        .orderBy(asc(orderLines.orderId), asc(orderLines.id)),
    (line, order) => ({
      order_number: order.number,
      sku: line.sku,
      title: line.title,
      options: line.optionValues.join(" / "),
      quantity: line.quantity,
      unit_price: plainAmount(line.unitPriceMinor, order.currency),
      currency: order.currency,
    }),
  );

export const orderEventsTable: TableReader<"order-events"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    (ids) =>
      core.db
        .select()
        .from(orderEvents)
        .where(inArray(orderEvents.orderId, ids))
        .orderBy(asc(orderEvents.orderId), asc(orderEvents.id)),
    (event, order) => ({
      order_number: order.number,
      event: event.kind,
      by: event.by,
      amount: event.amountMinor === null ? "" : plainAmount(event.amountMinor, order.currency),
      currency: event.amountMinor === null ? "" : order.currency,
      at: instant(event.at),
    }),
  );

export const shipmentsTable: TableReader<"shipments"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    (ids) =>
      core.db.select().from(shipments).where(inArray(shipments.orderId, ids)).orderBy(asc(shipments.orderId)),
    ({ carrier, trackingNumber, shippedAt }, order) => ({
      order_number: order.number,
      carrier,
      tracking_number: trackingNumber ?? "",
      shipped_at: instant(shippedAt),
    }),
  );

/** Amounts and Stripe's own ids, by which the shop finds the payment at Stripe. Nothing of a card is here. */
export const paymentsTable: TableReader<"payments"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    async (ids) => {
      const found = await core.db
        .select()
        .from(paymentAttempts)
        .where(inArray(paymentAttempts.subjectId, ids))
        .orderBy(asc(paymentAttempts.subjectId), asc(paymentAttempts.id));
      return found.map((attempt) => ({ orderId: attempt.subjectId, attempt }));
    },
    ({ attempt }, order) => ({
      order_number: order.number,
      status: attempt.status,
      amount: plainAmount(attempt.amountMinor, attempt.currency),
      given_back: plainAmount(attempt.refundedMinor, attempt.currency),
      currency: attempt.currency,
      stripe_payment: attempt.stripePaymentIntentId ?? "",
      stripe_charge: attempt.stripeChargeId ?? "",
      created_at: instant(attempt.createdAt),
      settled_at: instant(attempt.settledAt),
    }),
  );

export const refundsTable: TableReader<"refunds"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    async (ids) => {
      const found = await core.db
        .select({ refund: refunds, orderId: paymentAttempts.subjectId })
        .from(refunds)
        .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
        .where(inArray(paymentAttempts.subjectId, ids))
        .orderBy(asc(paymentAttempts.subjectId), asc(refunds.id));
      return found;
    },
    ({ refund }, order) => ({
      order_number: order.number,
      amount: plainAmount(refund.amountMinor, refund.currency),
      currency: refund.currency,
      reason: refund.reason,
      status: refund.status,
      stripe_refund: refund.stripeRefundId ?? "",
      created_at: instant(refund.createdAt),
      settled_at: instant(refund.settledAt),
    }),
  );

export const disputesTable: TableReader<"disputes"> = (core, shop) =>
  ofOrders(
    core,
    shop,
    (ids) =>
      core.db
        .select({ dispute: disputes, orderId: disputes.subjectId })
        .from(disputes)
        .where(inArray(disputes.subjectId, ids))
        .orderBy(asc(disputes.subjectId), asc(disputes.id)),
    ({ dispute }, order) => ({
      order_number: order.number,
      amount: plainAmount(dispute.amountMinor, dispute.currency),
      currency: dispute.currency,
      reason: dispute.reason,
      status: dispute.status,
      stripe_dispute: dispute.stripeDisputeId,
      opened_at: instant(dispute.openedAt),
      closed_at: instant(dispute.closedAt),
    }),
  );

/**
 * Whom the shop sold to, order by order, as far as it may keep it: names and addresses as long as its books
 * (nameKeptUntil), e-mail addresses as long as it answers for what it sold (emailKeptUntil). People are not joined across
 * orders: no profile, no password, no card, nothing of another shop. GDPR, art. 5(1)(c), 6(1)(b) and (c), 15 to 20.
 */
export const customersTable: TableReader<"customers"> = (core, shop) =>
  mapped(paidOrders(core, shop), async (batch) => {
    const sent = await core.db
      .select({ orderId: shipments.orderId, shippedAt: shipments.shippedAt })
      .from(shipments)
      .where(
        inArray(
          shipments.orderId,
          batch.map(({ id }) => id),
        ),
      );
    const sentAt = new Map(sent.map(({ orderId, shippedAt }) => [orderId, shippedAt]));
    return batch.flatMap(({ id, number, paidAt, deliverBy, email, shippingAddress: to, locale }) => {
      if (!paidAt || shop.at >= nameKeptUntil(paidAt)) return [];
      const shippedAt = sentAt.get(id);
      const deliveredBy = shippedAt && shippedAt > deliverBy ? shippedAt : deliverBy;
      return [
        {
          order_number: number,
          email: shop.at < emailKeptUntil(deliveredBy) ? email : "",
          full_name: to?.fullName ?? "",
          address_line_1: to?.line1 ?? "",
          address_line_2: to?.line2 ?? "",
          city: to?.city ?? "",
          state: to?.state ?? "",
          postal_code: to?.postalCode ?? "",
          country: to?.country ?? "",
          language: locale,
        },
      ];
    });
  });
