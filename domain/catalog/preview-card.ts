// The card of a product that is not saved yet: the very facts of the timeline's card, with what is typed in their place.
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { accounts, connectedAccounts, merchants } from "@/db/schema/accounts";
import { deliveryMethods, priceChanges, products, variants } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { lifeAt } from "@/domain/channels/rules";
import type { Core } from "@/domain/context";
import { mayActFor } from "@/domain/shops/access";
import type { Instant } from "@/domain/time";
import { productCard, type ProductCardView } from "./card-facts";
import type { ProductFields } from "./create-product";
import { nobody } from "./listing-rules";
import type { Offer } from "./offers";
import type { PriceChange } from "./price-rules";
import { type ListingTerms, pageAtSite, slugOf } from "./product-rules";

export type PreviewCard = {
  accountId: string;
  connectionId: string;
  productId: string;
  product: ProductFields;
  terms: ListingTerms;
};

/** As a visitor will see it. A draft is shown as it will be once it is active. Undefined for a shop not of the asker's. */
export async function previewCard(ctx: Core, input: PreviewCard): Promise<ProductCardView | undefined> {
  if (!mayActFor(ctx, input.accountId, "see-listings")) return undefined;
  const { db } = ctx;
  const now = ctx.clock.now();
  const programme = lifeAt(await db.select().from(programmes), now);
  const [row] = await db
    .select({
      connection: connections,
      channel: channels,
      merchant: merchants,
      account: accounts,
      receiver: connectedAccounts,
    })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .innerJoin(merchants, eq(merchants.accountId, connections.merchantId))
    .innerJoin(accounts, eq(accounts.id, connections.merchantId))
    .leftJoin(connectedAccounts, eq(connectedAccounts.accountId, connections.merchantId))
    .where(and(eq(connections.id, input.connectionId), eq(connections.merchantId, input.accountId)));
  if (!row || !programme) return undefined;
  const methods = await db
    .select()
    .from(deliveryMethods)
    .where(eq(deliveryMethods.merchantId, input.accountId));
  const { product, terms } = input;
  const { merchant, account } = row;
  const kept = await keptVariants(ctx, input);
  const merchantUrl = terms.merchantUrl || pageAtSite(merchant.website, slugOf(product.title));
  const shown = product.variants.map((draft, position) => {
    const before = kept.find(({ id }) => id === draft.id);
    const by = draft.unitsInStock - (draft.unitsSeen ?? 0);
    return {
      ...draft,
      id: before?.id ?? `new-${position}`,
      productId: input.productId,
      position,
      currency: merchant.currency,
      otherPrices: {},
      priceCheckedAt: now,
      unitsInStock: before ? before.unitsInStock + by : draft.unitsInStock,
      unitsHeld: before?.unitsHeld ?? 0,
      unitsSold: 0,
      unitsReceived: 0,
      removedAt: null,
    };
  });
  const { description: _, variants: __, images, ...words } = product;
  const offer: Offer = {
    programme,
    channel: row.channel,
    connection: row.connection,
    listing: { ...terms, merchantUrl, id: input.productId, withdrawnAt: null },
    product: {
      ...words,
      id: input.productId,
      merchantId: input.accountId,
      slug: "",
      descriptionHtml: "",
      createdAt: now,
      updatedAt: now,
    },
    productStatus: product.status === "draft" ? "active" : product.status,
    merchantCanBePaid: merchant.canBePaid,
    receiver: row.receiver ?? undefined,
    variants: shown,
    images,
    merchant,
    seller: {
      id: account.id,
      handle: account.handle,
      name: account.name,
      isVerified: account.verifiedAt !== null,
      avatarUrl: account.avatarUrl,
    },
    deliveryMethods: methods,
  };
  return productCard(offer, await histories(ctx, shown, now), now, nobody);
}

async function keptVariants({ db }: Core, { productId, accountId }: PreviewCard) {
  return db
    .select({ id: variants.id, unitsInStock: variants.unitsInStock, unitsHeld: variants.unitsHeld })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(and(eq(products.id, productId), eq(products.merchantId, accountId), isNull(variants.removedAt)));
}

/** What each cost until now, and what it would cost from now on. */
async function histories(
  { db }: Core,
  shown: { id: string; priceMinor: number; currency: string }[],
  now: Instant,
): Promise<Map<string, PriceChange[]>> {
  const ids = shown.map(({ id }) => id);
  const changes = await db
    .select()
    .from(priceChanges)
    .where(inArray(priceChanges.variantId, ids))
    .orderBy(asc(priceChanges.validFrom));
  return new Map(
    shown.map(({ id, priceMinor, currency }) => {
      const past = changes.filter((change) => change.variantId === id && change.currency === currency);
      return [id, [...past, { priceMinor, validFrom: now }]];
    }),
  );
}
