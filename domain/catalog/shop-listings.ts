// What stands in a merchant's shop: every listing of a product in their catalogue, with or without a tweet about it.
import { and, desc, eq, gt, isNull, lt, or } from "drizzle-orm";
import { listings, products } from "@/db/schema/catalog";
import type { Core } from "@/domain/context";
import { endOfShown } from "@/domain/shown";
import { type ProductCardView, productCards } from "./card-facts";

export type ShopPageAsked = {
  /** Only listings before this one. */
  before?: string | undefined;
  limit: number;
};

/** Listings of a merchant's active products, newest first, as cards. Those withdrawn by now and
 * those to come are left out. */
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
    .where(
      and(
        eq(listings.merchantId, merchantId),
        eq(products.status, "active"),
        or(isNull(listings.withdrawnAt), gt(listings.withdrawnAt, ctx.clock.now())),
        lt(listings.id, endOfShown(ctx, before)),
      ),
    )
    .orderBy(desc(listings.id))
    .limit(limit + 1);
  const ids = rows.slice(0, limit).map((row) => row.id);
  const cards = await productCards(ctx, ids);
  return {
    cards: ids.flatMap((id) => cards.get(id) ?? []),
    next: rows.length > limit ? ids.at(-1) : undefined,
  };
}
