// "What would this buyer pay?": the very quote of the checkout, for a place that a member of the shop thinks of.
import { and, asc, eq, inArray } from "drizzle-orm";
import { listings, products } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import { type NotForSale, unitsLeft, whyVariantNotForSale } from "@/domain/catalog/for-sale";
import { type Offer, offerOf } from "@/domain/catalog/offers";
import type { Core } from "@/domain/context";
import { shopsWhere } from "@/domain/shops/access";
import { quoteOrder, type QuotedOrder } from "./quote-order";

export type QuotableProduct = {
  title: string;
  /** Where it is offered. */
  listings: { id: string; channelName: string }[];
};

/** A product of a shop in which the person asking sees the listings; undefined for any other. */
export async function quotableProduct(core: Core, productId: string): Promise<QuotableProduct | undefined> {
  const rows = await core.db
    .select({ id: listings.id, channelName: channels.name, title: products.title })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(and(eq(products.id, productId), inArray(products.merchantId, shopsWhere(core, "see-listings"))))
    .orderBy(asc(listings.id));
  const [first] = rows;
  return first && { title: first.title, listings: rows.map(({ id, channelName }) => ({ id, channelName })) };
}

export type BuyerAsk = {
  listingId: string;
  variantId: string;
  /** Whole units, at least 1. */
  quantity: number;
  /** `state` is a code. */
  address: { country: string; state?: string | undefined; postalCode?: string | undefined };
};

export type BuyerQuote = {
  /** The first reason why this could not be bought now, with how many units could be; undefined when it can. */
  why: { reason: NotForSale | "too-many-units" | "too-few-left" | "no-delivery"; units: number } | undefined;
  /** One for each delivery that is offered there: amounts in minor units. */
  quotes: QuotedOrder[];
};

/** For a buyer of whom nothing is known but the place: while a channel is rolled out, its country decides with. */
export async function buyerQuote(ctx: Core, offer: Offer, ask: BuyerAsk): Promise<BuyerQuote> {
  const { variantId, quantity, address } = ask;
  const standard = await quoteOrder(ctx, offer, { variantId, quantity, address, deliveryKind: "standard" });
  const sameDay = await quoteOrder(ctx, offer, { variantId, quantity, address, deliveryKind: "same-day" });
  const quotes = [standard, sameDay].flatMap((one) => (one.ok ? [one.value] : []));
  const variant = offer.variants.find(({ id }) => id === variantId);
  const shopper = { key: undefined, country: address.country };
  const closed = whyVariantNotForSale(offer, variantId, ctx.clock.now(), shopper);
  const left = variant ? unitsLeft(variant) : 0;
  const { unitsPerBuyer } = offer.listing;
  if (closed) return { why: { reason: closed, units: 0 }, quotes };
  if (quantity > unitsPerBuyer) return { why: { reason: "too-many-units", units: unitsPerBuyer }, quotes };
  if (quantity > left) return { why: { reason: "too-few-left", units: left }, quotes };
  return { why: quotes.length === 0 ? { reason: "no-delivery", units: 0 } : undefined, quotes };
}

/** What is sold through this listing, for who sees the listings of its shop. */
export async function quotableOffer(core: Core, listingId: string): Promise<Offer | undefined> {
  const offer = await offerOf(core, listingId);
  return offer && shopsWhere(core, "see-listings").includes(offer.seller.id) ? offer : undefined;
}
