// What stands in a merchant's shop: every listing of a product in their catalogue, with or without a tweet about it.
import { type SQL, and, desc, eq, gt, isNull, lt, or } from "drizzle-orm";
import { listings, products } from "@/db/schema/catalog";
import type { Core } from "@/domain/context";
import { endOfShown } from "@/domain/shown";
import { type ProductCardView, productCards } from "./card-facts";
import { isSearched } from "./listing-table";

export type ShopPageAsked = {
  /** Only listings before this one. */
  before?: string | undefined;
  limit: number;
};

/** Of active products, and not withdrawn by now. */
const isOffered = (ctx: Core, merchantId: string): SQL | undefined =>
  and(
    eq(listings.merchantId, merchantId),
    eq(products.status, "active"),
    or(isNull(listings.withdrawnAt), gt(listings.withdrawnAt, ctx.clock.now())),
  );

/** Whether this is a listing of the merchant's that stands in the shop now. */
export async function isOnOffer(ctx: Core, merchantId: string, listingId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .where(and(isOffered(ctx, merchantId), eq(listings.id, listingId)));
  return rows.length > 0;
}

/**
 * Listings that stand in the shop and whose product is found by each of the words, newest first, as cards; the first
 * `limit` of them.
 */
export async function findShopListings(
  ctx: Core,
  merchantId: string,
  { words, limit }: { words: string; limit: number },
): Promise<ProductCardView[]> {
  const rows = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .where(
      and(
        isOffered(ctx, merchantId),
        lt(listings.id, endOfShown(ctx, undefined)),
        ...words.split(/\s+/).filter(Boolean).map(isSearched),
      ),
    )
    .orderBy(desc(listings.id))
    .limit(limit);
  const ids = rows.map((row) => row.id);
  const cards = await productCards(ctx, ids);
  return ids.flatMap((id) => cards.get(id) ?? []);
}

/** Listings of a merchant's active products, newest first, as cards. Those withdrawn by now and those to come are left out. */
export async function shopListings(
  ctx: Core,
  merchantId: string,
  { before, limit }: ShopPageAsked,
): Promise<{ cards: ProductCardView[]; next: string | undefined }> {
  // One more than is shown tells whether there is a next page.
  const rows = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .where(and(isOffered(ctx, merchantId), lt(listings.id, endOfShown(ctx, before))))
    .orderBy(desc(listings.id))
    .limit(limit + 1);
  const ids = rows.slice(0, limit).map((row) => row.id);
  const cards = await productCards(ctx, ids);
  return {
    cards: ids.flatMap((id) => cards.get(id) ?? []),
    next: rows.length > limit ? ids.at(-1) : undefined,
  };
}
