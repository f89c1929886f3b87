// What the sheet shows: of the offer, of the person, and of a checkout that is under way.
import { and, asc, desc, eq, or } from "drizzle-orm";
import { keptAddresses, merchants, type PostalAddress } from "@/db/schema/accounts";
import type { OtherPrices } from "@/db/schema/catalog";
import { orderLines, orders } from "@/db/schema/orders";
import { type Blanks, statement } from "@/db/statement";
import { productAddress } from "@/domain/catalog/product-address-rules";
import { otherPricesOf } from "@/domain/catalog/currency-rules";
import { countriesReached } from "@/domain/catalog/delivery";
import { type NotForSale, unitsLeft, whyNotForSale, whyVariantNotForSale } from "@/domain/catalog/for-sale";
import { type Offer, offerOf, shopperOf } from "@/domain/catalog/offers";
import { wayOn } from "@/domain/catalog/product-rules";
import { buyerKeyOf, type Core, personOf } from "@/domain/context";
import { quoteOrder } from "@/domain/orders/quote-order";
import type { OrderStatus } from "@/domain/orders/rules";
import { isExpired, keptCardsOf } from "@/domain/payments/kept-cards";
import { isBeingPaid } from "@/domain/payments/start-attempt";

export type SheetVariant = {
  id: string;
  optionValues: string[];
  priceMinor: number;
  /** In minor units, of the further currencies in which it can be paid. */
  otherPrices: OtherPrices;
  imageUrl: string | undefined;
  /** The most that can be bought now; 0 when it is sold out. */
  most: number;
  /** When few: the true figure, stock minus holds. */
  fewLeft: number | undefined;
};

export type CheckoutSheet = {
  listingId: string;
  /** The path of the product's own page. */
  productPage: string;
  title: string;
  image: { url: string; alt: string } | undefined;
  seller: Offer["seller"];
  /** The firm that sells. */
  legalName: string;
  merchantUrl: string;
  notForSale: NotForSale | undefined;
  currency: string;
  options: { name: string; values: string[] }[];
  variants: SheetVariant[];
  isShipped: boolean;
  merchantCountry: string;
  /** Absent: the merchant delivers everywhere. */
  deliversTo: string[] | undefined;
  person: { email: string; country: string; addresses: KeptAddress[]; cards: SheetCard[] } | undefined;
  underWay: CheckoutUnderWay | undefined;
};

export type KeptAddress = { id: string; address: PostalAddress };
export type SheetCard = { id: string; brand: string; last4: string };
/** A pending order of this buyer: to be paid, or being paid at this moment. */
export type CheckoutUnderWay = { order: OrderView; isBeingPaid: boolean };

export type OrderView = {
  id: string;
  number: string | undefined;
  status: OrderStatus;
  listingId: string;
  email: string;
  address: PostalAddress | undefined;
  deliveryKind: "standard" | "same-day";
  deliverBy: Date;
  timeZone: string;
  currency: string;
  /** While it is to be paid: what it would come to in the other currencies in which it can be. */
  otherTotals: { currency: string; totalMinor: number }[];
  itemsMinor: number;
  deliveryMinor: number;
  taxMinor: number;
  totalMinor: number;
  taxName: string;
  taxRateBasisPoints: number;
  pricesIncludeTax: boolean;
  holdExpiresAt: Date;
  isHoldExtended: boolean;
  lines: {
    variantId: string;
    title: string;
    optionValues: string[];
    imageUrl: string | undefined;
    quantity: number;
    unitPriceMinor: number;
  }[];
};

const fewUnits = 10;

/** Everything for the sheet of one listing, or undefined when there is no such listing. */
export async function checkoutSheet(ctx: Core, listingId: string): Promise<CheckoutSheet | undefined> {
  const offer = await offerOf(ctx, listingId);
  if (!offer) return undefined;
  const now = ctx.clock.now();
  const shopper = shopperOf(ctx);
  return {
    listingId,
    productPage: productAddress(offer.seller.handle, offer.product.slug),
    title: offer.product.title,
    image: offer.images[0],
    seller: offer.seller,
    legalName: offer.merchant.legalName,
    merchantUrl: wayOn(offer.listing.merchantUrl, offer.seller.handle),
    notForSale: whyNotForSale(offer, now, shopper),
    currency: offer.merchant.currency,
    options: offer.product.options,
    variants: offer.variants.map((variant) => {
      const left = unitsLeft(variant);
      const reason = whyVariantNotForSale(offer, variant.id, now, shopper);
      return {
        id: variant.id,
        optionValues: variant.optionValues,
        priceMinor: variant.priceMinor,
        otherPrices: otherPricesOf(variant, offer.merchant.otherCurrencies),
        imageUrl: variant.imageUrl ?? undefined,
        most: reason ? 0 : Math.min(left, offer.listing.unitsPerBuyer),
        fewLeft: left <= fewUnits ? left : undefined,
      };
    }),
    isShipped: offer.variants.some((variant) => variant.requiresShipping),
    merchantCountry: offer.merchant.country,
    deliversTo: countriesReached(offer.deliveryMethods),
    person: await personForSheet(ctx),
    underWay: await checkoutUnderWay(ctx, listingId),
  };
}

async function personForSheet(ctx: Core): Promise<CheckoutSheet["person"]> {
  const person = personOf(ctx);
  if (!person) return undefined;
  const now = ctx.clock.now();
  const cards = (await keptCardsOf(ctx)).filter((card) => !isExpired(card, now));
  return {
    email: person.email,
    country: person.country,
    addresses: await keptAddressesOf(ctx),
    cards: cards.map(({ id, brand, last4 }) => ({ id, brand, last4 })),
  };
}

const addressesOf = statement((db, { personId }: Blanks<{ personId: string }>) =>
  db
    .select({ id: keptAddresses.id, address: keptAddresses.address })
    .from(keptAddresses)
    .where(eq(keptAddresses.personId, personId))
    .orderBy(desc(keptAddresses.lastUsedAt)),
);

/** The person's kept addresses, the one used last first. Guests have none. */
export async function keptAddressesOf(ctx: Core): Promise<KeptAddress[]> {
  const person = personOf(ctx);
  return person ? addressesOf(ctx.db, { personId: person.personId }) : [];
}

const pendingOrders = statement(
  (db, { buyerKey, listingId }: Blanks<{ buyerKey: string; listingId: string }>) =>
    db
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(eq(orders.buyerKey, buyerKey), eq(orders.listingId, listingId), eq(orders.status, "pending")),
      ),
);

async function checkoutUnderWay(ctx: Core, listingId: string): Promise<CheckoutUnderWay | undefined> {
  const buyerKey = buyerKeyOf(ctx);
  if (!buyerKey) return undefined;
  const [pending] = await pendingOrders(ctx.db, { buyerKey, listingId });
  if (!pending) return undefined;
  const order = await orderView(ctx, pending.id);
  return order && { order, isBeingPaid: await isBeingPaid(ctx, pending.id) };
}

/** Of the person, or of this browser: as isMine. */
const ownOrder = statement((db, given: Blanks<{ id: string; buyerKey: string; personId: string | null }>) =>
  db
    .select({
      order: orders,
      line: orderLines,
      timeZone: merchants.timeZone,
      otherCurrencies: merchants.otherCurrencies,
    })
    .from(orders)
    .innerJoin(merchants, eq(merchants.accountId, orders.merchantId))
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(
      and(
        eq(orders.id, given.id),
        or(eq(orders.buyerKey, given.buyerKey), eq(orders.personId, given.personId)),
      ),
    )
    .orderBy(asc(orderLines.id)),
);

/** An order of the asker's, as sheet and page show it; undefined for anybody else's. */
export async function orderView(ctx: Core, orderId: string): Promise<OrderView | undefined> {
  const asker = { buyerKey: buyerKeyOf(ctx) ?? "", personId: personOf(ctx)?.personId ?? null };
  const found = await ownOrder(ctx.db, { id: orderId, ...asker });
  const [first] = found;
  if (!first) return undefined;
  const { order, timeZone, otherCurrencies } = first;
  const lines = found.map(({ line }) => line);
  return {
    id: order.id,
    number: order.number ?? undefined,
    status: order.status,
    listingId: order.listingId,
    email: order.email,
    address: order.shippingAddress ?? undefined,
    deliveryKind: order.deliveryKind,
    deliverBy: order.deliverBy,
    timeZone,
    currency: order.currency,
    otherTotals:
      order.status === "pending" && otherCurrencies.length > 0 ? await otherTotalsOf(ctx, order, lines) : [],
    itemsMinor: order.itemsMinor,
    deliveryMinor: order.deliveryMinor,
    taxMinor: order.taxMinor,
    totalMinor: order.totalMinor,
    taxName: order.taxName,
    taxRateBasisPoints: order.taxRateBasisPoints,
    pricesIncludeTax: order.pricesIncludeTax,
    holdExpiresAt: order.holdExpiresAt,
    isHoldExtended: order.isHoldExtended,
    lines: lines.map(({ variantId, title, optionValues, imageUrl, quantity, unitPriceMinor }) => ({
      variantId,
      title,
      optionValues,
      imageUrl: imageUrl ?? undefined,
      quantity,
      unitPriceMinor,
    })),
  };
}

async function otherTotalsOf(
  ctx: Core,
  order: typeof orders.$inferSelect,
  [line]: (typeof orderLines.$inferSelect)[],
): Promise<OrderView["otherTotals"]> {
  const offer = line && (await offerOf(ctx, order.listingId));
  if (!offer) return [];
  const { deliveryKind, shippingAddress, currency: own } = order;
  const { variantId, quantity } = line;
  const address = shippingAddress ?? undefined;
  const quoted = await quoteOrder(ctx, offer, { variantId, quantity, address, deliveryKind });
  return quoted.ok ? quoted.value.currencies.filter(({ currency }) => currency !== own) : [];
}
