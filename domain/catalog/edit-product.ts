// A member changes a product of the shop, its variants, pictures and the terms on which it is offered: all of it or
// nothing. What is not given stays. The version that was read travels along: who is second is told, and changes nothing.
// Undo: the same again with what stood there before, which the shop's log keeps; prices stay in their history.
import { isDeepStrictEqual } from "node:util";
import { and, asc, eq, inArray } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { listings, productImages, products } from "@/db/schema/catalog";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, type Refusal, refuse } from "@/domain/outcome";
import { shopsWhere } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import type { Instant } from "@/domain/time";
import type { ProductFields } from "./create-product";
import { safeDescription, summaryOf } from "./import/description";
import {
  type ListingTerms,
  pageAtSite,
  type ProductProblem,
  problemsOfProduct,
  problemsOfTerms,
  versionAfter,
} from "./product-rules";
import { saveImages } from "./save-images";
import { FewerThanHeld, saveVariants } from "./save-variants";

export type EditProduct = {
  productId: string;
  /** When it was changed last, as it was read: its version. */
  seenAt: Instant;
  /** Variants and pictures are given all or not at all; those not named leave the catalogue. Options only with variants. */
  product: Partial<ProductFields>;
  terms: (Partial<ListingTerms> & { listingId: string })[];
};

export type EditProductRefusal = "not-found" | "changed-meanwhile" | "not-right" | "fewer-than-held";

type Detail = { problems: ProductProblem[] } | { optionValues: string[]; unitsHeld: number } | undefined;

type Refused = Refusal<EditProductRefusal, Detail> | ShopClosed;

/** Thrown inside the transaction, so that nothing is half written. */
class RollBack extends Error {
  constructor(readonly refusal: Refused) {
    super(refusal.reason);
  }
}

/**
 * @returns its new version. Prices in minor units of the shop's currency; an empty summary is made of the description.
 * Refuses "not-right" with every field that is not, "fewer-than-held" with the variant and the units that checkouts
 * under way are promised.
 */
export async function editProduct(
  ctx: Core,
  input: EditProduct,
): Promise<Outcome<{ updatedAt: Instant }, EditProductRefusal, Detail> | ShopClosed> {
  try {
    return ok(await inTransaction(ctx, (core) => edit(core, input)));
  } catch (error) {
    if (error instanceof RollBack) return error.refusal;
    if (error instanceof FewerThanHeld) {
      const { optionValues, unitsHeld } = error;
      return refuse("fewer-than-held", { optionValues, unitsHeld });
    }
    throw error;
  }
}

async function edit(core: Core, { productId, seenAt, product, terms }: EditProduct) {
  const { variants, images, description, ...words } = product;
  if (product.options && !variants) throw new RangeError("Options are changed together with their variants");
  const before = await productRow(core, productId);
  if (!before) throw new RollBack(refuse("not-found", undefined));
  const closed = await whyShopClosed(core, before.merchantId);
  if (closed) throw new RollBack(closed);
  const shop = await shopOf(core, before.merchantId);
  const descriptionHtml =
    description === undefined ? before.descriptionHtml : safeDescription(description, shop.website);
  const summary = product.summary === "" ? summaryOf(descriptionHtml) : product.summary;
  const updatedAt = versionAfter(seenAt, core.clock.now());
  // Takes hold of the row: of two who save at once, the second finds another version.
  const [row] = await core.db
    .update(products)
    .set({ ...words, ...(summary === undefined ? {} : { summary }), descriptionHtml, updatedAt })
    .where(and(eq(products.id, productId), eq(products.updatedAt, seenAt)))
    .returning();
  if (!row) throw new RollBack(refuse("changed-meanwhile", undefined));
  const problems = problemsOfProduct({ ...product, options: row.options });
  if (problems.length > 0) throw new RollBack(refuse("not-right", { problems }));

  const imagesBefore = images && (await imagesOf(core, productId));
  if (images) await saveImages(core, { id: productId, isNew: false }, images);
  const saved = { id: productId, isNew: false, currency: shop.currency };
  const variantChanges = variants ? await saveVariants(core, saved, variants) : [];
  const changes = [
    ...changesBetween(before, row),
    ...changesBetween({ images: imagesBefore }, { images }),
    ...(await editTerms(core, row, shop.website, terms)),
  ];
  if (changes.length > 0 || variantChanges.length > 0)
    await noteAudit(core, {
      accountId: row.merchantId,
      action: "product-changed",
      subjectKind: "product",
      subjectId: productId,
      detail: {
        title: row.title,
        before: Object.fromEntries(changes.map(({ name, from }) => [name, from])),
        after: Object.fromEntries(changes.map(({ name, to }) => [name, to])),
        ...(variantChanges.length > 0 ? { variants: variantChanges } : {}),
      },
    });
  return { updatedAt };
}

async function productRow(core: Core, productId: string) {
  const mine = inArray(products.merchantId, shopsWhere(core, "edit-listings"));
  const [row] = await core.db
    .select()
    .from(products)
    .where(and(eq(products.id, productId), mine));
  return row;
}

async function shopOf({ db }: Core, merchantId: string) {
  const [shop] = await db
    .select({ website: merchants.website, currency: merchants.currency })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  if (!shop) throw new Error(`The product's merchant ${merchantId} is not there`);
  return shop;
}

const imagesOf = ({ db }: Core, productId: string) =>
  db
    .select({ url: productImages.url, alt: productImages.alt })
    .from(productImages)
    .where(eq(productImages.productId, productId))
    .orderBy(asc(productImages.position));

/** The terms of the product's listings that are named. A listing that is not the product's does not exist. */
async function editTerms(
  core: Core,
  product: typeof products.$inferSelect,
  website: string,
  wanted: EditProduct["terms"],
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [at, { listingId, ...given }] of wanted.entries()) {
    const ofProduct = and(eq(listings.id, listingId), eq(listings.productId, product.id));
    const [before] = await core.db.select().from(listings).where(ofProduct);
    if (!before) throw new RollBack(refuse("not-found", undefined));
    const merged = { ...before, ...given };
    const problems = problemsOfTerms(merged).map(({ field, reason }) => ({
      field: `terms.${at}.${field}`,
      reason,
    }));
    if (problems.length > 0) throw new RollBack(refuse("not-right", { problems }));
    const { checkout, opensAt, endsAt, unitsPerBuyer } = merged;
    const merchantUrl = merged.merchantUrl || pageAtSite(website, product.slug);
    const terms = { checkout, merchantUrl, opensAt, endsAt, unitsPerBuyer };
    const found = changesBetween(before, { ...before, ...terms });
    if (found.length === 0) continue;
    await core.db.update(listings).set(terms).where(ofProduct);
    changes.push(...found);
  }
  return changes;
}

type Change = { name: string; from: unknown; to: unknown };

function changesBetween<T extends Record<string, unknown>>(before: T, after: T): Change[] {
  return Object.keys(after)
    .filter((name) => name !== "updatedAt" && !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({ name, from: before[name], to: after[name] }));
}
