// Begin to pay a pending order: it is held against its offer a last time, as that is now, or as it was just read when
// the order was placed in this same breath (`placedBy`). Then the attempt is written down and the hold is extended, so
// that it does not end while the bank thinks. Stripe is asked by checkout/buy.ts. Undo: none; the hold runs out.
import { and, eq, inArray } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import { type Blanks, statement } from "@/db/statement";
import { currenciesOf, priceIn } from "@/domain/catalog/currency-rules";
import { deliveryOptions } from "@/domain/catalog/delivery";
import { type NotForSale, whyOfferIsClosed } from "@/domain/catalog/for-sale";
import { type Offer, offerOf, shopperOf } from "@/domain/catalog/offers";
import { buyerKeyOf, type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { type Attempt, type Means, startAttempt } from "@/domain/payments/start-attempt";
import { type Instant, minutesAfter } from "@/domain/time";
import { linesOf, type Order } from "./place-order";
import { holdMinutes } from "./rules";

export type BeginPayment = {
  orderId: string;
  /** The total that stood above the button, in minor units of `seenCurrency`. */
  seenTotalMinor: number;
  seenCurrency: string;
  means: Means;
  /** Whether the shopper ticked that address and card be kept. */
  keepsDetails: boolean;
  returnUrl: string;
  showsChallengeInPlace: boolean;
  /** Of an order that was placed in this same breath: the offer is not looked at a second time. */
  placedBy?: Offer | undefined;
};

export type BeginPaymentRefusal =
  | NotForSale
  | "not-found"
  | "already-paid"
  | "hold-ended"
  | "price-changed"
  | "payment-under-way";

/** Locks the order and keeps the sweeper away from it; still ours to refuse. */
const lockOrder = statement((db, { id, buyerKey }: Blanks<{ id: string; buyerKey: string }>) =>
  db
    .update(orders)
    .set({ buyerKey })
    .where(and(eq(orders.id, id), eq(orders.buyerKey, buyerKey)))
    .returning(),
);

const keepHolding = statement(
  (db, { id, ...begun }: Blanks<Pick<Order, "id" | "keepsDetails" | "holdExpiresAt">>) =>
    db.update(orders).set(begun).where(eq(orders.id, id)),
);

/**
 * The attempt is of the order's total, in minor units. Refuses "not-found" for anybody else's order, "hold-ended" for
 * one that ran out or was cancelled, "already-paid" for one that was paid, why the offer is closed to this shopper,
 * "price-changed" rather than charge anything that was not seen, "payment-under-way" while another attempt may take it.
 */
export function beginPayment(
  ctx: Core,
  input: BeginPayment,
): Promise<Outcome<{ order: Order; attempt: Attempt }, BeginPaymentRefusal>> {
  return inTransaction(ctx, async (core) => {
    const now = core.clock.now();
    const [order] = await lockOrder(core.db, { id: input.orderId, buyerKey: buyerKeyOf(core) ?? "" });
    if (!order) return refuse("not-found");
    if (order.status === "expired" || order.status === "cancelled") return refuse("hold-ended");
    if (order.status !== "pending") return refuse("already-paid");

    const offer = input.placedBy ?? (await offerOf(core, order.listingId));
    if (!offer) return refuse("not-found");
    // Asked of the moment when the checkout began: what began before an end may be finished within its hold, once
    // extended and once paid. A checkout that goes on longer is asked about as if it began now.
    const asOf = now < minutesAfter(order.createdAt, 3 * holdMinutes) ? order.createdAt : now;
    const closed = whyOfferIsClosed(offer, asOf, shopperOf(core));
    if (closed) return refuse(closed);
    const lines = await linesOf(core.db, { orderId: order.id });
    const variantNow = (variantId: string) => offer.variants.find((variant) => variant.id === variantId);
    if (lines.some((line) => variantNow(line.variantId) === undefined)) return refuse("withdrawn");
    // Also when the shop sells in this currency no more.
    const isSoldIn = currenciesOf(offer.merchant).includes(order.currency);
    const priceNow = (variantId: string) => {
      const variant = variantNow(variantId);
      return variant && priceIn(variant, order.currency);
    };
    if (!isSoldIn || lines.some((line) => priceNow(line.variantId) !== line.unitPriceMinor))
      return refuse("price-changed");
    const isShipped = lines.some((line) => variantNow(line.variantId)?.requiresShipping);
    if (isShipped && !isDeliverable(order, offer, asOf)) return refuse("price-changed");
    // Ten of one currency are not ten of another: another tab may have chosen one.
    if (input.seenTotalMinor !== order.totalMinor || input.seenCurrency !== order.currency)
      return refuse("price-changed");

    const attempt = await startAttempt(core, {
      purpose: "order",
      subjectId: order.id,
      amountMinor: order.totalMinor,
      currency: order.currency,
      means: input.means,
      receiver: offer.receiver && {
        stripeAccountId: offer.receiver.stripeAccountId,
        feeMinor: order.commissionMinor,
      },
      returnUrl: input.returnUrl,
      showsChallengeInPlace: input.showsChallengeInPlace,
    });
    if (!attempt) return refuse("payment-under-way");
    const until = minutesAfter(now, holdMinutes);
    await keepHolding(core.db, {
      id: order.id,
      keepsDetails: input.keepsDetails,
      holdExpiresAt: order.holdExpiresAt < until ? until : order.holdExpiresAt,
    });
    return ok({ order, attempt });
  });
}

/** Whether the merchant would promise this delivery at that moment: same-day ends with its hour. */
function isDeliverable(order: Order, offer: Offer, at: Instant): boolean {
  const { shippingAddress: to, itemsMinor, currency } = order;
  if (!to || at > order.deliverBy) return false;
  return deliveryOptions(offer.deliveryMethods, to, { itemsMinor, currency }, at, offer.merchant).some(
    ({ kind }) => kind === order.deliveryKind,
  );
}

/** "Give me more time": ten minutes more, once (WCAG 2.2, 2.2.1). Refuses "not-found" when it is over or was done before. */
export async function extendHold(ctx: Core, orderId: string): Promise<Outcome<Order, "not-found">> {
  const [order] = await ctx.db
    .update(orders)
    .set({ holdExpiresAt: minutesAfter(ctx.clock.now(), holdMinutes), isHoldExtended: true })
    .where(
      and(
        eq(orders.id, orderId),
        eq(orders.buyerKey, buyerKeyOf(ctx) ?? ""),
        inArray(orders.status, ["pending"]),
        eq(orders.isHoldExtended, false),
      ),
    )
    .returning();
  return order ? ok(order) : refuse("not-found");
}
