// One product of a shop as its members see it: all of it, why it can or cannot be bought now, and what it cost when.
import { and, asc, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import { accounts, merchants } from "@/db/schema/accounts";
import { listings, priceChanges, productImages, products, variants } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import { type Core } from "@/domain/context";
import { shopsWhere } from "@/domain/shops/access";
import { firstIdToCome } from "@/domain/shown";
import type { Instant } from "@/domain/time";
import { type ProductCardView, productCards } from "./card-facts";
import { whyNotForSale } from "./for-sale";
import { listingStateOf, type ListingState, nobody } from "./listing-rules";
import { type Offer, offersOf } from "./offers";
import { type PriceChange, referencePrice } from "./price-rules";

export type ShopProduct = {
  product: typeof products.$inferSelect;
  variants: (typeof variants.$inferSelect)[];
  images: { url: string; alt: string }[];
  /** Each with its channel and its state now, the newest first. */
  listings: (typeof listings.$inferSelect & { channelName: string; state: ListingState })[];
  /** That of the newest, as a visitor sees it in the timeline now; undefined where there is no commerce. */
  card: ProductCardView | undefined;
  shop: { handle: string; currency: string; otherCurrencies: string[]; timeZone: string; website: string };
};

/** Undefined for a product that is not of a shop in which the person asking sees the listings. */
export async function shopProduct(ctx: Core, productId: string): Promise<ShopProduct | undefined> {
  const { db } = ctx;
  const [row] = await db
    .select({ product: products, merchant: merchants, handle: accounts.handle })
    .from(products)
    .innerJoin(merchants, eq(merchants.accountId, products.merchantId))
    .innerJoin(accounts, eq(accounts.id, products.merchantId))
    .where(
      and(
        eq(products.id, productId),
        lt(products.id, firstIdToCome(ctx)),
        inArray(products.merchantId, shopsWhere(ctx, "see-listings")),
      ),
    );
  if (!row) return undefined;
  const kept = await db
    .select()
    .from(variants)
    .where(and(eq(variants.productId, productId), isNull(variants.removedAt)))
    .orderBy(asc(variants.position));
  const images = await db
    .select({ url: productImages.url, alt: productImages.alt })
    .from(productImages)
    .where(eq(productImages.productId, productId))
    .orderBy(asc(productImages.position));
  const offered = await db
    .select({ listing: listings, channelName: channels.name })
    .from(listings)
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(and(eq(listings.productId, productId), lt(listings.id, firstIdToCome(ctx))))
    .orderBy(desc(listings.id));
  const ids = offered.map(({ listing }) => listing.id);
  const offers = await offersOf(ctx, ids);
  const cards = await productCards(asVisitor(ctx), ids.slice(0, 1));
  const { currency, otherCurrencies, timeZone, website } = row.merchant;
  return {
    product: row.product,
    variants: kept,
    images,
    listings: offered.map(({ listing, channelName }) => ({
      ...listing,
      channelName,
      state: stateOf(offers.get(listing.id), row.product.status, ctx.clock.now()),
    })),
    card: cards.get(ids[0] ?? ""),
    shop: { handle: row.handle, currency, otherCurrencies, timeZone, website },
  };
}

/** The card is for everybody, not for the member's own country. */
const asVisitor = (ctx: Core): Core => ({ ...ctx, actor: { kind: "guest", guestId: undefined } });

function stateOf(offer: Offer | undefined, status: Offer["productStatus"], now: Instant): ListingState {
  return listingStateOf(status, offer ? whyNotForSale(offer, now, nobody) : "not-open");
}

type Variant = typeof variants.$inferSelect;

export type VariantPrices = {
  variantId: string;
  /** In all its currencies, the newest first. */
  changes: (PriceChange & { currency: string })[];
  /** In each currency the lowest price of the 30 days before, when the present one is a reduction; its own first. */
  references: { currency: string; referenceMinor: number | undefined }[];
};

/** What each of these variants cost when, in minor units; the last `limit` changes of each are in `changes`. */
export async function priceHistories(
  ctx: Core,
  ofVariants: Pick<Variant, "id" | "currency" | "otherPrices">[],
  limit: number,
): Promise<VariantPrices[]> {
  if (ofVariants.length === 0) return [];
  const ids = ofVariants.map(({ id }) => id);
  const all = await ctx.db
    .select({
      variantId: priceChanges.variantId,
      priceMinor: priceChanges.priceMinor,
      currency: priceChanges.currency,
      validFrom: priceChanges.validFrom,
    })
    .from(priceChanges)
    .where(inArray(priceChanges.variantId, ids))
    .orderBy(desc(priceChanges.validFrom), desc(priceChanges.id));
  return ofVariants.map(({ id: variantId, currency: own, otherPrices }) => {
    const changes = all.filter((change) => change.variantId === variantId);
    const references = [own, ...Object.keys(otherPrices).toSorted()].map((currency) => {
      const inIt = changes.filter((change) => change.currency === currency);
      return { currency, referenceMinor: referencePrice(inIt, ctx.clock.now()) };
    });
    return { variantId, changes: changes.slice(0, limit), references };
  });
}
