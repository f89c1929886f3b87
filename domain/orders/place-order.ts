// Place an order: everything is checked, the units are held for ten minutes, nothing is asked of Stripe yet.
// Placing again before paying amends the same order. Undo: its hold runs out (checkout/sweep.ts).
import { and, eq, gt, inArray, or, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import type { PostalAddress } from "@/db/schema/accounts";
import { variants } from "@/db/schema/catalog";
import { holds, orderLines, orders } from "@/db/schema/orders";
import { type NotForSale, unitsLeft, whyVariantNotForSale } from "@/domain/catalog/for-sale";
import { type Offer, offerOf, shopperOf } from "@/domain/catalog/offers";
import { buyerKeyOf, type Core, inTransaction, personOf } from "@/domain/context";
import { shareOf } from "@/domain/money";
import { type Outcome, ok, type Refusal, refuse } from "@/domain/outcome";
import { isBeingPaid } from "@/domain/payments/start-attempt";
import { minutesAfter } from "@/domain/time";
import { noteOrderEvent } from "./note-order-event";
import { quoteOrder, type QuotedOrder } from "./quote-order";
import { boughtStatuses, holdMinutes } from "./rules";

export type Order = typeof orders.$inferSelect;

export type PlaceOrder = {
  listingId: string;
  variantId: string;
  /** Whole units, at least 1. */
  quantity: number;
  email: string;
  /** Needed for what is shipped. */
  address: PostalAddress | undefined;
  deliveryKind: "standard" | "same-day";
  tweetId: string | undefined;
  /** As it was chosen; absent: the usual one of the address's country where it is sold in it, else the shop's own. */
  currency?: string | undefined;
  /** "Yes, one more": said after being told that the same was bought just now. */
  again?: boolean;
};

export type PlaceOrderRefusal =
  | NotForSale
  | "not-found"
  | "too-many-units"
  | "too-few-left"
  | "address-needed"
  | "no-delivery"
  | "payment-under-way"
  | "bought-just-now";

/** How many units there could be, for "too-many-units" and "too-few-left"; which order, for "bought-just-now". */
type Limit = { units: number } | { orderId: string } | undefined;

const askAgainMinutes = 10;

type Refused = Refusal<PlaceOrderRefusal, Limit>;

/** Thrown inside the transaction, so that a refused amendment leaves the order and its hold as they were. */
class RollBack extends Error {
  constructor(readonly refusal: Refused) {
    super(refusal.reason);
  }
}

/** Another tab wrote the checkout in this instant: what it wrote is amended instead. */
class AnotherTabWasQuicker extends Error {}

/**
 * @returns the order with its total in minor units, pending, its units held until `holdExpiresAt`.
 * @throws when a guest has no key yet: the action makes one first; when the quantity is not of whole units.
 */
export async function placeOrder(
  ctx: Core,
  input: PlaceOrder,
): Promise<Outcome<Order, PlaceOrderRefusal, Limit>> {
  const buyerKey = buyerKeyOf(ctx);
  if (!buyerKey) throw new Error("A buyer needs a key before ordering");
  if (!Number.isInteger(input.quantity) || input.quantity < 1) throw new Error("An order is of whole units");
  try {
    return ok(await inTransaction(ctx, (core) => place(core, buyerKey, input)));
  } catch (error) {
    if (error instanceof RollBack) return error.refusal;
    if (error instanceof AnotherTabWasQuicker) return placeOrder(ctx, input);
    throw error;
  }
}

async function place(core: Core, buyerKey: string, input: PlaceOrder): Promise<Order> {
  const pending = await lockCheckoutUnderWay(core, buyerKey, input.listingId);
  if (pending && (await isBeingPaid(core, pending.id)))
    throw new RollBack(refuse("payment-under-way", undefined));
  if (pending) await giveBackHolds(core, pending.id); // so that one's own hold does not stand in the way
  const offer = await offerOf(core, input.listingId);
  if (!offer) throw new RollBack(refuse("not-found", undefined));
  const quoted = await check(core, offer, input);
  if (!quoted.ok) throw new RollBack(quoted);
  const order = await write(core, buyerKey, pending, offer, quoted.value, input);
  await hold(core, order.id, input.variantId, input.quantity);
  return order;
}

async function check(
  core: Core,
  offer: Offer,
  input: PlaceOrder,
): Promise<Outcome<QuotedOrder, PlaceOrderRefusal, Limit>> {
  const now = core.clock.now();
  const reason = whyVariantNotForSale(offer, input.variantId, now, shopperOf(core));
  if (reason) return refuse(reason, undefined);
  const variant = offer.variants.find((v) => v.id === input.variantId);
  if (!variant) return refuse("not-found", undefined);
  const orderId = input.again ? undefined : await boughtJustNow(core, input);
  if (orderId) return refuse("bought-just-now", { orderId });
  const allowed = offer.listing.unitsPerBuyer - (await unitsBought(core, input));
  if (input.quantity > allowed) return refuse("too-many-units", { units: Math.max(0, allowed) });
  const left = unitsLeft(variant);
  if (input.quantity > left) return refuse("too-few-left", { units: left });
  if (variant.requiresShipping && !input.address) return refuse("address-needed", undefined);
  const quoted = await quoteOrder(core, offer, input);
  return quoted.ok ? quoted : refuse(quoted.reason, undefined);
}

/** The same, bought in the last minutes: a click that came twice, or a second tab, is asked about. */
async function boughtJustNow(core: Core, input: PlaceOrder): Promise<string | undefined> {
  const [order] = await core.db
    .select({ id: orders.id })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(
      and(
        eq(orders.buyerKey, buyerKeyOf(core) ?? ""),
        eq(orders.listingId, input.listingId),
        eq(orderLines.variantId, input.variantId),
        inArray(orders.status, [...boughtStatuses]),
        gt(orders.paidAt, minutesAfter(core.clock.now(), -askAgainMinutes)),
      ),
    );
  return order?.id;
}

/** Units of this listing that the buyer has already, by key or by e-mail. */
async function unitsBought(core: Core, input: PlaceOrder): Promise<number> {
  const buyerKey = buyerKeyOf(core) ?? "";
  const [row] = await core.db
    .select({ units: sql`coalesce(sum(${orderLines.quantity}), 0)`.mapWith(Number) })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(
      and(
        eq(orders.listingId, input.listingId),
        inArray(orders.status, [...boughtStatuses]),
        or(eq(orders.buyerKey, buyerKey), eq(orders.email, input.email)),
      ),
    );
  return row?.units ?? 0;
}

/** The buyer's pending order for this listing. Updating it locks it, so that two tabs take turns. */
async function lockCheckoutUnderWay(
  core: Core,
  buyerKey: string,
  listingId: string,
): Promise<Order | undefined> {
  const [order] = await core.db
    .update(orders)
    .set({ buyerKey })
    .where(and(eq(orders.buyerKey, buyerKey), eq(orders.listingId, listingId), eq(orders.status, "pending")))
    .returning();
  return order;
}

async function write(
  core: Core,
  buyerKey: string,
  pending: Order | undefined,
  offer: Offer,
  quoted: QuotedOrder,
  input: PlaceOrder,
): Promise<Order> {
  const now = core.clock.now();
  const terms = {
    email: input.email,
    locale: core.locale,
    shippingAddress: input.address ?? null,
    deliveryKind: quoted.delivery.kind,
    deliverBy: quoted.delivery.deliverBy,
    currency: quoted.currency,
    itemsMinor: quoted.itemsMinor,
    deliveryMinor: quoted.deliveryMinor,
    taxMinor: quoted.taxMinor,
    totalMinor: quoted.totalMinor,
    taxName: quoted.taxName,
    taxRateBasisPoints: quoted.taxRateBasisPoints,
    pricesIncludeTax: quoted.pricesIncludeTax,
    commissionMinor: shareOf(quoted.itemsMinor, offer.merchant.commissionBasisPoints),
    holdExpiresAt: minutesAfter(now, holdMinutes),
  };
  const order = pending ? await amend(core, pending.id, terms) : await insert();
  const variant = offer.variants.find((v) => v.id === input.variantId)!;
  await core.db.insert(orderLines).values({
    id: newId(now),
    orderId: order.id,
    variantId: variant.id,
    title: offer.product.title,
    optionValues: variant.optionValues,
    sku: variant.sku,
    imageUrl: variant.imageUrl ?? offer.images[0]?.url ?? null,
    quantity: input.quantity,
    unitPriceMinor: quoted.unitPriceMinor,
  });
  return order;

  async function insert(): Promise<Order> {
    const [placed] = await core.db
      .insert(orders)
      .values({
        id: newId(now),
        status: "pending",
        merchantId: offer.seller.id,
        listingId: offer.listing.id,
        buyerKey,
        personId: personOf(core)?.personId ?? null,
        tweetId: input.tweetId ?? null,
        createdAt: now,
        ...terms,
      })
      .onConflictDoNothing()
      .returning();
    if (!placed) throw new AnotherTabWasQuicker();
    await noteOrderEvent(core, { orderId: placed.id, kind: "placed" });
    return placed;
  }
}

async function amend(core: Core, orderId: string, terms: Partial<Order>): Promise<Order> {
  await core.db.delete(orderLines).where(eq(orderLines.orderId, orderId));
  const [order] = await core.db
    .update(orders)
    .set({ ...terms, createdAt: core.clock.now() }) // everything was asked anew: the checkout begins here
    .where(eq(orders.id, orderId))
    .returning();
  if (!order) throw new Error("The order has gone");
  return order;
}

/** The one conditional update that decides who gets the last unit. */
async function hold(core: Core, orderId: string, variantId: string, units: number): Promise<void> {
  const taken = await core.db
    .update(variants)
    .set({ unitsHeld: sql`${variants.unitsHeld} + ${units}` })
    .where(
      and(
        eq(variants.id, variantId),
        or(
          sql`${variants.unitsInStock} - ${variants.unitsHeld} >= ${units}`,
          sql`${variants.sellsWithoutStock}`,
        ),
      ),
    )
    .returning({ id: variants.id });
  if (taken.length === 0) throw new RollBack(refuse("sold-out", undefined));
  const now = core.clock.now();
  await core.db
    .insert(holds)
    .values({ id: newId(now), orderId, variantId, units, state: "held", createdAt: now });
}

/** Releases what an order holds. Each hold is released once, by whoever changes its state. */
export async function giveBackHolds(core: Core, orderId: string): Promise<void> {
  const released = await core.db
    .update(holds)
    .set({ state: "released" })
    .where(and(eq(holds.orderId, orderId), eq(holds.state, "held")))
    .returning();
  for (const { variantId, units } of released) {
    await core.db
      .update(variants)
      .set({ unitsHeld: sql`${variants.unitsHeld} - ${units}` })
      .where(eq(variants.id, variantId));
  }
}
