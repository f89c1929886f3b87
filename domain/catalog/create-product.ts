// A member puts a new product into the shop's catalogue and offers it on one of its channels.
// Undo: archive it, or leave it a draft; what was once offered is not deleted, because orders may name it.
import { and, eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { merchants } from "@/db/schema/accounts";
import { listings, products } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { lifeAt, whyNoNewListing } from "@/domain/channels/rules";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { safeDescription, summaryOf } from "./import/description";
import {
  type ListingTerms,
  pageAtSite,
  type ProductProblem,
  problemsOfProduct,
  problemsOfTerms,
  type ProductWords,
  slugOf,
} from "./product-rules";
import { saveImages } from "./save-images";
import { type SeenVariant, saveVariants } from "./save-variants";

export type ProductFields = Omit<ProductWords, "variants"> & {
  status: "active" | "draft" | "archived";
  variants: SeenVariant[];
};

export type CreateProduct = {
  accountId: string;
  /** On which of the shop's channels it is offered. */
  connectionId: string;
  /** A new id that the form was made with, so that two presses make one product. */
  productId: string;
  product: ProductFields;
  terms: ListingTerms;
};

export type NewListingRefusal = NonNullable<ReturnType<typeof whyNoNewListing>>;
export type CreateProductRefusal = "not-found" | "not-right" | NewListingRefusal["reason"];

/** What is not right, field by field; since when or until when nothing new is listed. */
type Detail = { problems: ProductProblem[] } | { at: Date } | undefined;

/**
 * Prices in minor units of the shop's currency. An empty summary is made of the description. Refuses "not-right" with
 * every field that is not, and why nothing new is listed on the channel, with the date of it.
 */
export async function createProduct(
  ctx: Core,
  input: CreateProduct,
): Promise<Outcome<{ productId: string }, CreateProductRefusal, Detail> | ShopClosed> {
  if (!mayActFor(ctx, input.accountId, "edit-listings")) return refuse("not-found", undefined);
  const problems = [...problemsOfProduct(input.product), ...problemsOfTerms(input.terms)];
  if (problems.length > 0) return refuse("not-right", { problems });
  return inTransaction(ctx, async (core) => {
    const isOver = await whyShopClosed(core, input.accountId);
    if (isOver) return isOver;
    const shop = await shopOf(core, input);
    if (!shop) return refuse("not-found", undefined);
    const now = core.clock.now();
    const closed = whyNoNewListing(shop.lives, now);
    if (closed) return refuse(closed.reason, { at: closed.at });
    const slug = await insertProduct(core, input, shop.website);
    if (slug === "is-made") return ok({ productId: input.productId });
    if (slug === "is-anothers") return refuse("not-found", undefined);
    const product = { id: input.productId, isNew: true, currency: shop.currency };
    await saveVariants(core, product, input.product.variants);
    await saveImages(core, product, input.product.images);
    const { merchantUrl, ...terms } = input.terms;
    await core.db.insert(listings).values({
      id: newId(now),
      productId: product.id,
      merchantId: input.accountId,
      connectionId: input.connectionId,
      ...terms,
      merchantUrl: merchantUrl || pageAtSite(shop.website, slug),
      createdAt: now,
    });
    await noteAudit(core, {
      accountId: input.accountId,
      action: "product-created",
      subjectKind: "product",
      subjectId: product.id,
      detail: { title: input.product.title, status: input.product.status },
    });
    return ok({ productId: product.id });
  });
}

async function shopOf({ db, clock }: Core, { accountId, connectionId }: CreateProduct) {
  const [row] = await db
    .select({
      currency: merchants.currency,
      website: merchants.website,
      connection: connections,
      channel: channels,
    })
    .from(connections)
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .innerJoin(merchants, eq(merchants.accountId, connections.merchantId))
    .where(and(eq(connections.id, connectionId), eq(connections.merchantId, accountId)));
  const programme = lifeAt(await db.select().from(programmes), clock.now());
  return row && programme && { ...row, lives: [programme, row.channel, row.connection] };
}

/** The product's name in addresses, which is free in this shop; or that the form was sent before. */
async function insertProduct(
  { db, clock }: Core,
  { accountId, productId, product }: CreateProduct,
  website: string,
): Promise<string> {
  const now = clock.now();
  const { variants: _, images: __, description, ...words } = product;
  const descriptionHtml = safeDescription(description, website);
  const wanted = slugOf(product.title);
  for (let times = 1; ; times++) {
    const [made] = await db
      .select({ merchantId: products.merchantId })
      .from(products)
      .where(eq(products.id, productId));
    if (made) return made.merchantId === accountId ? "is-made" : "is-anothers";
    const [row] = await db
      .insert(products)
      .values({
        id: productId,
        merchantId: accountId,
        slug: times === 1 ? wanted : `${wanted}-${times < 20 ? times : productId.toLowerCase()}`,
        ...words,
        summary: product.summary || summaryOf(descriptionHtml),
        descriptionHtml,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning({ slug: products.slug });
    if (row) return row.slug;
  }
}
