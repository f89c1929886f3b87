// A product's own page: all that a shopper may want to know before buying it, and who answers for it.
import { and, desc, eq, gt, isNull, lt, lte, or } from "drizzle-orm";
import { accounts, type PostalAddress } from "@/db/schema/accounts";
import { listings, type OtherPrices, type ProductOption, products } from "@/db/schema/catalog";
import type { Core } from "@/domain/context";
import { firstIdToCome } from "@/domain/shown";
import { type ProductCardView, priceHistories, productCard } from "./card-facts";
import { currenciesOf, deliveryIn, otherPricesOf } from "./currency-rules";
import { type NotForSale, unitsLeft, whyNotForSale, whyVariantNotForSale } from "./for-sale";
import { type Offer, offersOf, shopperOf } from "./offers";
import { referencePrice } from "./price-rules";

export type ProductVariantView = {
  id: string;
  /** One for each option of the product, in its order. */
  optionValues: string[];
  sku: string;
  priceMinor: number;
  wasMinor: number | undefined;
  currency: string;
  /** In further currencies, where it can be sent and paid in one: minor units. */
  otherPrices: OtherPrices;
  /** Why this one cannot be bought here now; undefined when it can. */
  notForSale: NotForSale | undefined;
  hasUnits: boolean;
};

export type ProductPageView = {
  kind: "product";
  productId: string;
  /** What its card says, wherever it stands. */
  card: ProductCardView;
  pictures: { url: string; alt: string }[];
  options: ProductOption[];
  variants: ProductVariantView[];
  /** Sanitised when it was written. */
  descriptionHtml: string;
  summary: string;
  vendor: string;
  pricesIncludeTax: boolean;
  /** The lowest price in each further currency, in the shop's order. */
  otherLowest: { currency: string; priceMinor: number; isFrom: boolean }[];
  seller: {
    handle: string;
    name: string;
    isVerified: boolean;
    legalName: string;
    address: PostalAddress;
    supportEmail: string;
    website: string;
    returnPolicy: { en: string; fr: string };
  };
  /** How it is sent where no promise of the day is made, in each currency: money in minor units, days after paying. */
  shipping: {
    feeMinor: number;
    currency: string;
    countries: string[] | null;
    handlingDays: number;
    minDays: number;
    maxDays: number;
  }[];
};

/** What was sold once, and is no more. */
export type FormerProduct = { kind: "former"; title: string; seller: { handle: string; name: string } };

/**
 * The product of a merchant by the name in its address. Undefined for drafts, for what was never listed, and on a past
 * day for what came later.
 */
export async function productPage(
  ctx: Core,
  handle: string,
  slug: string,
): Promise<ProductPageView | FormerProduct | undefined> {
  const toCome = firstIdToCome(ctx);
  const rows = await ctx.db
    .select({
      title: products.title,
      status: products.status,
      handle: accounts.handle,
      name: accounts.name,
      listingId: listings.id,
    })
    .from(accounts)
    .innerJoin(products, and(eq(products.merchantId, accounts.id), eq(products.slug, slug)))
    .innerJoin(listings, eq(listings.productId, products.id))
    .where(and(eq(accounts.handle, handle.toLowerCase()), lt(listings.id, toCome)))
    .orderBy(desc(listings.id));
  const [first] = rows;
  if (!first || first.status === "draft") return undefined;
  if (first.status === "archived")
    return { kind: "former", title: first.title, seller: { handle: first.handle, name: first.name } };
  const offers = await offersOf(
    ctx,
    rows.map((row) => row.listingId),
  );
  const offer = bestOf(
    ctx,
    rows.flatMap((row) => offers.get(row.listingId) ?? []),
  );
  return offer && whole(ctx, offer);
}

/** On several channels it is shown as where it can be bought; else where the seller sells it; else as listed last. */
function bestOf(ctx: Core, offers: Offer[]): Offer | undefined {
  const now = ctx.clock.now();
  const shopper = shopperOf(ctx);
  const rank = (offer: Offer) => {
    const why = whyNotForSale(offer, now, shopper);
    if (why === undefined) return 0;
    if (why === "sold-out" || why === "price-not-fresh") return 1;
    return why === "at-merchant-site" ? 2 : 3;
  };
  return offers.map((offer) => ({ offer, rank: rank(offer) })).toSorted((a, b) => a.rank - b.rank)[0]?.offer;
}

async function whole(ctx: Core, offer: Offer): Promise<ProductPageView> {
  const now = ctx.clock.now();
  const shopper = shopperOf(ctx);
  const histories = await priceHistories(ctx, [offer]);
  const { product, merchant, seller } = offer;
  const methods = offer.deliveryMethods.filter((method) => method.sameDay === null);
  const priced = offer.variants.map((variant) => ({
    variant,
    otherPrices: otherPricesOf(
      variant,
      merchant.otherCurrencies.filter(
        (code) => !variant.requiresShipping || methods.some((method) => deliveryIn(method, code)),
      ),
    ),
  }));
  return {
    kind: "product",
    productId: product.id,
    card: productCard(offer, histories, now, shopper),
    pictures: offer.images,
    options: product.options,
    variants: priced.map(({ variant, otherPrices }) => ({
      id: variant.id,
      optionValues: variant.optionValues,
      sku: variant.sku,
      priceMinor: variant.priceMinor,
      wasMinor: referencePrice(histories.get(variant.id) ?? [], now),
      currency: variant.currency,
      otherPrices,
      notForSale: whyVariantNotForSale(offer, variant.id, now, shopper),
      hasUnits: unitsLeft(variant) > 0,
    })),
    descriptionHtml: product.descriptionHtml,
    summary: product.summary,
    vendor: product.vendor,
    pricesIncludeTax: merchant.pricesIncludeTax,
    otherLowest: merchant.otherCurrencies.flatMap((currency) => {
      const prices = priced.flatMap(({ otherPrices }) => otherPrices[currency] ?? []);
      const priceMinor = Math.min(...prices);
      return prices.length === 0 ? [] : [{ currency, priceMinor, isFrom: new Set(prices).size > 1 }];
    }),
    seller: {
      handle: seller.handle,
      name: seller.name,
      isVerified: seller.isVerified,
      legalName: merchant.legalName,
      address: merchant.address,
      supportEmail: merchant.supportEmail,
      website: merchant.website,
      returnPolicy: merchant.returnPolicy,
    },
    shipping: currenciesOf(merchant)
      .flatMap((code) => methods.map((method) => deliveryIn(method, code)))
      .filter((method) => method !== undefined)
      .map(({ feeMinor, currency, countries, minDays, maxDays }) => ({
        feeMinor,
        currency,
        countries,
        handlingDays: merchant.handlingDays,
        minDays,
        maxDays,
      })),
  };
}

/** Products that stand in a shop, the newest first, for those who look for all of them. */
export async function productAddresses(
  ctx: Core,
  limit: number,
): Promise<{ handle: string; slug: string }[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .select({ id: products.id, handle: accounts.handle, slug: products.slug })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .innerJoin(accounts, eq(accounts.id, products.merchantId))
    .where(
      and(
        eq(products.status, "active"),
        or(isNull(listings.withdrawnAt), gt(listings.withdrawnAt, now)),
        lte(listings.opensAt, now),
      ),
    )
    .orderBy(desc(listings.id))
    .limit(limit);
  return [...new Map(rows.map(({ id, ...row }) => [id, row])).values()];
}
