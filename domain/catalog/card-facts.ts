// What a product's card says: computed from its offer, as it is for this shopper now.
import { asc } from "drizzle-orm";
import { priceChanges } from "@/db/schema/catalog";
import { among, type Blanks, statement } from "@/db/statement";
import type { Shopper } from "@/domain/channels/rules";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { deliveryPromise } from "./delivery";
import { type NotForSale, unitsLeft, whyNotForSale, whyVariantNotForSale } from "./for-sale";
import { type Offer, offersOf, shopperOf } from "./offers";
import { type PriceChange, referencePrice } from "./price-rules";
import { wayOn } from "./product-rules";

/** Stock is told when this many units or fewer can still be promised. */
export const fewUnits = 10;

export type CardPromise =
  | {
      kind: "same-day";
      cityName: string;
      deliverBy: Instant;
      timeZone: string;
      feeMinor: number;
      currency: string;
    }
  | { kind: "standard"; minDays: number; maxDays: number };

export type ProductCardView = {
  kind: "product";
  listingId: string;
  /** With the seller's handle, the address of the product's own page: see product-address-rules.ts. */
  slug: string;
  title: string;
  picture: { url: string; alt: string } | undefined;
  priceMinor: number;
  currency: string;
  /** Other variants cost more. */
  isFrom: boolean;
  /** The lowest price of the 30 days before, when this one is a reduction. */
  wasMinor: number | undefined;
  seller: Offer["seller"];
  promise: CardPromise | undefined;
  /** Stock minus holds, when few are left. */
  unitsLeft: number | undefined;
  /** Why it cannot be bought; undefined when it can. */
  notForSale: NotForSale | undefined;
  /** From when it can be, and whose midnight that goes by, where it only has not started yet. */
  opens: { at: Instant; timeZone: string } | undefined;
  /** The way to the seller's own shop. */
  merchantUrl: string;
};

/** The cards of these listings for whoever asks, by listing id. Unknown listings are left out. */
export async function productCards(ctx: Core, listingIds: string[]): Promise<Map<string, ProductCardView>> {
  const offers = await offersOf(ctx, listingIds);
  const histories = await priceHistories(ctx, offers.values());
  const now = ctx.clock.now();
  const shopper = shopperOf(ctx);
  return new Map([...offers].map(([id, offer]) => [id, productCard(offer, histories, now, shopper)]));
}

const changesOf = statement((db, { variantIds }: Blanks<{ variantIds: string[] }>) =>
  db
    .select({
      variantId: priceChanges.variantId,
      priceMinor: priceChanges.priceMinor,
      currency: priceChanges.currency,
      validFrom: priceChanges.validFrom,
    })
    .from(priceChanges)
    .where(among(priceChanges.variantId, variantIds))
    .orderBy(asc(priceChanges.validFrom)),
);

/** What the variants of these offers cost over time in their shop's own currency, the oldest first, by variant id. */
export async function priceHistories(
  ctx: Core,
  offers: Iterable<Offer>,
): Promise<Map<string, PriceChange[]>> {
  const own = new Map([...offers].flatMap(({ variants }) => variants.map((one) => [one.id, one.currency])));
  const variantIds = [...own.keys()];
  const histories = new Map<string, PriceChange[]>(variantIds.map((id) => [id, []]));
  if (variantIds.length === 0) return histories;
  const changes = await changesOf(ctx.db, { variantIds });
  for (const { variantId, currency, ...change } of changes)
    if (currency === own.get(variantId)) histories.get(variantId)?.push(change);
  return histories;
}

export function productCard(
  offer: Offer,
  histories: Map<string, PriceChange[]>,
  now: Instant,
  shopper: Shopper,
): ProductCardView {
  const notForSale = whyNotForSale(offer, now, shopper);
  const buyable = offer.variants.filter((v) => !whyVariantNotForSale(offer, v.id, now, shopper));
  const priced = buyable.length > 0 ? buyable : offer.variants;
  const cheapest = priced.toSorted((a, b) => a.priceMinor - b.priceMinor)[0];
  const left = offer.variants.reduce((sum, variant) => sum + unitsLeft(variant), 0);
  return {
    kind: "product",
    listingId: offer.listing.id,
    slug: offer.product.slug,
    title: offer.product.title,
    picture: offer.images[0],
    priceMinor: cheapest?.priceMinor ?? 0,
    currency: cheapest?.currency ?? offer.merchant.currency,
    isFrom: priced.some((variant) => variant.priceMinor !== cheapest?.priceMinor),
    wasMinor: cheapest ? referencePrice(histories.get(cheapest.id) ?? [], now) : undefined,
    seller: offer.seller,
    promise: notForSale ? undefined : promiseOf(offer, now, shopper.country),
    unitsLeft: !notForSale && left <= fewUnits ? left : undefined,
    notForSale,
    opens:
      notForSale === "not-started"
        ? { at: offer.listing.opensAt, timeZone: offer.merchant.timeZone }
        : undefined,
    merchantUrl: wayOn(offer.listing.merchantUrl, offer.seller.handle),
  };
}

/**
 * What is promised to somebody in this country; where the country is not known, to somebody near the seller.
 * Nothing where nothing is sent.
 */
function promiseOf(offer: Offer, now: Instant, country: string | undefined): CardPromise | undefined {
  if (!offer.variants.some((variant) => variant.requiresShipping)) return undefined;
  const promise = deliveryPromise(offer.deliveryMethods, country, now, offer.merchant);
  if (!promise) return undefined;
  const { kind, cityName, deliverBy, feeMinor, currency, minDays, maxDays } = promise;
  const { timeZone } = offer.merchant;
  return kind === "same-day" && cityName !== undefined
    ? { kind, cityName, deliverBy, timeZone, feeMinor, currency }
    : { kind: "standard", minDays, maxDays };
}
