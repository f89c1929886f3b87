// Place an order: everything is checked, the units are held for ten minutes, nothing is asked of Stripe yet.
// Placing again before paying amends the same order. Undo: its hold runs out (checkout/sweep.ts).
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import type { PostalAddress } from "@/db/schema/accounts";
import { orderLines, orders } from "@/db/schema/orders";
import { type Blanks, type FilledIn, statement } from "@/db/statement";
import { type NotForSale, unitsLeft, whyVariantNotForSale } from "@/domain/catalog/for-sale";
import { type Offer, offerOf, shopperOf } from "@/domain/catalog/offers";
import { buyerKeyOf, type Core, inTransaction, personOf } from "@/domain/context";
import { shareOf } from "@/domain/money";
import { type Outcome, ok, type Refusal, refuse } from "@/domain/outcome";
import { isBeingPaid } from "@/domain/payments/start-attempt";
import { type Instant, minutesAfter } from "@/domain/time";
import { giveBackHolds, holdUnits } from "./holds";
import { noteOrderEvent } from "./note-order-event";
import { quoteOrder, type QuotedOrder } from "./quote-order";
import { boughtStatuses, holdMinutes } from "./rules";

export type Order = typeof orders.$inferSelect;

/** With the offer that was looked at for it: whoever pays at once needs no second look (begin-payment.ts). */
export type PlacedOrder = Order & { placedBy: Offer };

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
  /** A digest of the network address that asks: what is held behind one is limited. Absent: it is not. */
  behind?: string;
};

export type PlaceOrderRefusal =
  | NotForSale
  | "not-found"
  | "too-many-units"
  | "too-few-left"
  | "many-nearby"
  | "address-needed"
  | "no-delivery"
  | "payment-under-way"
  | "bought-just-now";

/** How many units there could be, for "too-..." and "many-nearby"; which order, for "bought-just-now". */
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
): Promise<Outcome<PlacedOrder, PlaceOrderRefusal, Limit>> {
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

async function place(core: Core, buyerKey: string, input: PlaceOrder): Promise<PlacedOrder> {
  const [pending] = await lockCheckoutUnderWay(core.db, { buyerKey, listingId: input.listingId });
  if (pending && (await isBeingPaid(core, pending.id)))
    throw new RollBack(refuse("payment-under-way", undefined));
  if (pending) await giveBackHolds(core, pending.id); // so that one's own hold does not stand in the way
  const offer = await offerOf(core, input.listingId);
  if (!offer) throw new RollBack(refuse("not-found", undefined));
  const checked = await check(core, offer, input);
  if (!checked.ok) throw new RollBack(checked);
  const order = await write(core, buyerKey, pending, offer, checked.value, input);
  const held = await holdUnits(core, order.id, input, offer.listing.unitsPerBuyer);
  if (!held.ok) throw new RollBack(held);
  return { ...order, placedBy: offer };
}

type Checked = { variant: Offer["variants"][number]; quoted: QuotedOrder };

async function check(
  core: Core,
  offer: Offer,
  input: PlaceOrder,
): Promise<Outcome<Checked, PlaceOrderRefusal, Limit>> {
  const now = core.clock.now();
  const reason = whyVariantNotForSale(offer, input.variantId, now, shopperOf(core));
  if (reason) return refuse(reason, undefined);
  const variant = offer.variants.find((v) => v.id === input.variantId);
  if (!variant) return refuse("not-found", undefined);
  const orderId = input.again ? undefined : await boughtJustNow(core, input);
  if (orderId) return refuse("bought-just-now", { orderId });
  const allowed = offer.listing.unitsPerBuyer - (await unitsBought(core, offer, input));
  if (input.quantity > allowed) return refuse("too-many-units", { units: Math.max(0, allowed) });
  const left = unitsLeft(variant);
  if (input.quantity > left) return refuse("too-few-left", { units: left });
  if (variant.requiresShipping && !input.address) return refuse("address-needed", undefined);
  const quoted = await quoteOrder(core, offer, input);
  return quoted.ok ? ok({ variant, quoted: quoted.value }) : refuse(quoted.reason, undefined);
}

const boughtSince = statement(
  (
    db,
    {
      buyerKey,
      listingId,
      variantId,
      since,
    }: Blanks<{ buyerKey: string; listingId: string; variantId: string; since: Instant }>,
  ) =>
    db
      .select({ id: orders.id })
      .from(orders)
      .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
      .where(
        and(
          eq(orders.buyerKey, buyerKey),
          eq(orders.listingId, listingId),
          eq(orderLines.variantId, variantId),
          inArray(orders.status, [...boughtStatuses]),
          gt(orders.paidAt, since),
        ),
      ),
);

/** The same, bought in the last minutes: a click that came twice, or a second tab, is asked about. */
async function boughtJustNow(core: Core, { listingId, variantId }: PlaceOrder): Promise<string | undefined> {
  const buyerKey = buyerKeyOf(core) ?? "";
  const since = minutesAfter(core.clock.now(), -askAgainMinutes);
  const [order] = await boughtSince(core.db, { buyerKey, listingId, variantId, since });
  return order?.id;
}

// Each half of the union has an index; as an `or` it would read every order of the shop.
const unitsOfBuyer = statement(
  (db, given: Blanks<{ merchantId: string; listingId: string; buyerKey: string; email: string }>) => {
    const ofKey = db.select({ id: orders.id }).from(orders).where(eq(orders.buyerKey, given.buyerKey));
    const ofEmail = db
      .select({ id: orders.id })
      .from(orders)
      .where(and(eq(orders.merchantId, given.merchantId), eq(orders.email, given.email)));
    return db
      .select({ units: sql`coalesce(sum(${orderLines.quantity}), 0)`.mapWith(Number) })
      .from(orders)
      .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
      .where(
        and(
          inArray(orders.id, ofKey.union(ofEmail)),
          eq(orders.listingId, given.listingId),
          inArray(orders.status, [...boughtStatuses]),
        ),
      );
  },
);

/**
 * Units of this listing that the buyer has already, by key or by e-mail. What is not paid yet does not count: an address
 * is typed by anybody, and must not keep its owner from buying. So the limit holds for one purchase after the other, and
 * who pays with one address in two browsers at once can pass it.
 */
async function unitsBought(core: Core, { seller, listing }: Offer, { email }: PlaceOrder): Promise<number> {
  const buyerKey = buyerKeyOf(core) ?? "";
  const of = { merchantId: seller.id, listingId: listing.id };
  const [row] = await unitsOfBuyer(core.db, { ...of, buyerKey, email });
  return row?.units ?? 0;
}

/** The buyer's pending order for this listing. Updating it locks it, so that two tabs take turns. */
const lockCheckoutUnderWay = statement(
  (db, { buyerKey, listingId }: Blanks<{ buyerKey: string; listingId: string }>) =>
    db
      .update(orders)
      .set({ buyerKey })
      .where(
        and(eq(orders.buyerKey, buyerKey), eq(orders.listingId, listingId), eq(orders.status, "pending")),
      )
      .returning({ id: orders.id }),
);

export const linesOf = statement((db, { orderId }: Blanks<{ orderId: string }>) =>
  db.select().from(orderLines).where(eq(orderLines.orderId, orderId)),
);

const termsOf = (core: Core, now: Instant, offer: Offer, quoted: QuotedOrder, input: PlaceOrder) => ({
  email: input.email,
  locale: core.locale,
  shippingAddress: input.address ? JSON.stringify(input.address) : null,
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
});

type Terms = ReturnType<typeof termsOf>;
type NewOrder = Terms &
  Pick<Order, "id" | "merchantId" | "listingId" | "buyerKey" | "personId" | "tweetId" | "createdAt">;

const writeOrder = statement((db, order: Blanks<NewOrder>) =>
  db
    .insert(orders)
    .values({ ...order, status: "pending" })
    .onConflictDoNothing()
    .returning(),
);

const writeLine = statement((db, line: Blanks<FilledIn<typeof orderLines.$inferSelect>>) =>
  db.insert(orderLines).values(line),
);

async function write(
  core: Core,
  buyerKey: string,
  pending: Pick<Order, "id"> | undefined,
  offer: Offer,
  { variant, quoted }: Checked,
  input: PlaceOrder,
): Promise<Order> {
  const now = core.clock.now();
  const terms = termsOf(core, now, offer, quoted, input);
  const order = pending ? await amend(core, pending.id, terms) : await insert();
  await writeLine(core.db, {
    id: newId(now),
    orderId: order.id,
    variantId: variant.id,
    title: offer.product.title,
    optionValues: JSON.stringify(variant.optionValues),
    sku: variant.sku,
    imageUrl: variant.imageUrl ?? offer.images[0]?.url ?? null,
    quantity: input.quantity,
    unitPriceMinor: quoted.unitPriceMinor,
  });
  return order;

  async function insert(): Promise<Order> {
    const [placed] = await writeOrder(core.db, {
      id: newId(now),
      merchantId: offer.seller.id,
      listingId: offer.listing.id,
      buyerKey,
      personId: personOf(core)?.personId ?? null,
      tweetId: input.tweetId ?? null,
      createdAt: now,
      ...terms,
    });
    if (!placed) throw new AnotherTabWasQuicker();
    await noteOrderEvent(core, { orderId: placed.id, kind: "placed" });
    return placed;
  }
}

const forgetLines = statement((db, { orderId }: Blanks<{ orderId: string }>) =>
  db.delete(orderLines).where(eq(orderLines.orderId, orderId)),
);

const amendOrder = statement((db, { id, ...terms }: Blanks<Terms & Pick<Order, "id" | "createdAt">>) =>
  db.update(orders).set(terms).where(eq(orders.id, id)).returning(),
);

async function amend(core: Core, orderId: string, terms: Terms): Promise<Order> {
  await forgetLines(core.db, { orderId });
  const createdAt = core.clock.now(); // everything was asked anew: the checkout begins here
  const [order] = await amendOrder(core.db, { ...terms, id: orderId, createdAt });
  if (!order) throw new Error("The order has gone");
  return order;
}
