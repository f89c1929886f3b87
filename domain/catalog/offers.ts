// Everything about a listing that a card, a sheet or an order has to know, read in bulk.
import { and, asc, eq, isNull } from "drizzle-orm";
import { accounts, connectedAccounts, merchants } from "@/db/schema/accounts";
import { deliveryMethods, listings, productImages, products, variants } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { among, type Blanks, statement } from "@/db/statement";
import { lifeAt, type Shopper } from "@/domain/channels/rules";
import { buyerKeyOf, type Core, personOf } from "@/domain/context";
import type { SaleFacts } from "./for-sale";

/**
 * The programme of today, Buy now as a whole, as the demo world and the tests write it down. Which one is in force is told
 * by its dates alone.
 */
export const commerceProgrammeId = "commerce";

export type Offer = Omit<SaleFacts, "variants" | "receiver"> & {
  listing: SaleFacts["listing"] & { id: string; merchantUrl: string; unitsPerBuyer: number };
  product: typeof products.$inferSelect;
  images: { url: string; alt: string }[];
  /** With what a sheet shows of them; in the order of the catalogue. */
  variants: (typeof variants.$inferSelect)[];
  merchant: typeof merchants.$inferSelect;
  /** The merchant's own account at Stripe, if it has one: the money goes on to it. */
  receiver: typeof connectedAccounts.$inferSelect | undefined;
  seller: { id: string; handle: string; name: string; isVerified: boolean; avatarUrl: string | null };
  deliveryMethods: (typeof deliveryMethods.$inferSelect)[];
};

/** Who asks, as roll-outs know them: by a person's id, or the secret id of a guest's browser. */
export function shopperOf(ctx: Core): Shopper {
  return { key: buyerKeyOf(ctx), country: personOf(ctx)?.country };
}

type Ids = Blanks<{ ids: string[] }>;

const allProgrammes = statement((db) => db.select().from(programmes));

const listingsById = statement((db, { ids }: Ids) =>
  db
    .select({
      listing: listings,
      product: products,
      connection: connections,
      channel: channels,
      merchant: merchants,
      account: accounts,
      receiver: connectedAccounts,
    })
    .from(listings)
    .innerJoin(products, eq(products.id, listings.productId))
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .innerJoin(merchants, eq(merchants.accountId, listings.merchantId))
    .innerJoin(accounts, eq(accounts.id, listings.merchantId))
    .leftJoin(connectedAccounts, eq(connectedAccounts.accountId, listings.merchantId))
    .where(among(listings.id, ids)),
);

const variantsOf = statement((db, { ids }: Ids) =>
  db
    .select()
    .from(variants)
    .where(and(among(variants.productId, ids), isNull(variants.removedAt)))
    .orderBy(asc(variants.productId), asc(variants.position)),
);

const imagesOf = statement((db, { ids }: Ids) =>
  db
    .select()
    .from(productImages)
    .where(among(productImages.productId, ids))
    .orderBy(asc(productImages.productId), asc(productImages.position)),
);

const methodsOf = statement((db, { ids }: Ids) =>
  db.select().from(deliveryMethods).where(among(deliveryMethods.merchantId, ids)),
);

/** The offers of these listings, by listing id. Unknown ids are left out. */
export async function offersOf(ctx: Core, listingIds: string[]): Promise<Map<string, Offer>> {
  if (listingIds.length === 0) return new Map();
  const { db } = ctx;
  const programme = lifeAt(await allProgrammes(db, {}), ctx.clock.now());
  if (!programme) return new Map(); // a Merle without commerce sells nothing
  const rows = await listingsById(db, { ids: [...new Set(listingIds)] });
  const productIds = [...new Set(rows.map((row) => row.product.id))];
  const merchantIds = [...new Set(rows.map((row) => row.merchant.accountId))];
  if (productIds.length === 0) return new Map();
  const allVariants = await variantsOf(db, { ids: productIds });
  const allImages = await imagesOf(db, { ids: productIds });
  const allMethods = await methodsOf(db, { ids: merchantIds });

  return new Map(
    rows.map(({ listing, product, connection, channel, merchant, account, receiver }) => [
      listing.id,
      {
        programme,
        channel,
        connection,
        listing,
        product,
        productStatus: product.status,
        merchantCanBePaid: merchant.canBePaid,
        receiver: receiver ?? undefined,
        variants: allVariants.filter((variant) => variant.productId === product.id),
        images: allImages
          .filter((image) => image.productId === product.id)
          .map(({ url, alt }) => ({ url, alt })),
        merchant,
        seller: {
          id: account.id,
          handle: account.handle,
          name: account.name,
          isVerified: account.verifiedAt !== null,
          avatarUrl: account.avatarUrl,
        },
        deliveryMethods: allMethods.filter((method) => method.merchantId === merchant.accountId),
      },
    ]),
  );
}

/** The offer of one listing, or undefined. */
export async function offerOf(ctx: Core, listingId: string): Promise<Offer | undefined> {
  return (await offersOf(ctx, [listingId])).get(listingId);
}
