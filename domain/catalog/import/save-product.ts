// Writes one product of a catalogue file, with its variants, pictures and listing: all of it or nothing.
import { isDeepStrictEqual } from "node:util";
import { and, eq, isNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { listings, products, variants } from "@/db/schema/catalog";
import { saveImages } from "@/domain/catalog/save-images";
import { saveVariants, type UnsaidOfVariants } from "@/domain/catalog/save-variants";
import { type Core, inTransaction } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { defaultUnitsPerBuyer, pageAtSite, versionAfter } from "../product-rules";
import { safeDescription, summaryOf } from "./description";
import type { ProductDraft } from "./read-product";

/** What a file has no column for: a product that is there keeps it. */
export type Unsaid = {
  product: readonly ("descriptionHtml" | "vendor" | "productType" | "tags" | "status")[];
  variants: UnsaidOfVariants;
  images: boolean;
  /** For so many options it has columns. */
  optionsSaid: number;
};

export type Shelf = {
  merchantId: string;
  currency: string;
  website: string;
  connectionId: string;
  unsaid: Unsaid;
};

type Product = {
  id: string;
  /** As the file has them, or has no columns for. */
  variants: ProductDraft["variants"];
  slug: string;
  hasChanged: boolean;
  isNew: boolean;
  createdAt: Instant;
  updatedAt: Instant;
};

/** A file does not say which of the variants that are there it means: thrown, so that nothing of the product is written. */
export class VariantUnsaid extends Error {}

/** What became of a product, and how many of its variants left the catalogue. */
export type Saved = { came: "imported" | "updated" | "unchanged"; variantsRemoved: number };

/**
 * Says whether the product is new, was changed, or was already as the file has it.
 * @param since when this import began, if it goes on after its process died: what was written since then was by it,
 * and its stock is not counted a second time.
 * @throws VariantUnsaid
 */
export async function saveProduct(
  ctx: Core,
  shelf: Shelf,
  draft: ProductDraft,
  since?: Instant,
): Promise<Saved> {
  return inTransaction(ctx, async (core) => {
    const product = await saveProductRow(core, shelf, draft);
    const { currency, unsaid } = shelf;
    const kept = { ...product, currency, countedSince: since, unsaid: unsaid.variants };
    const variantChanges = await saveVariants(core, kept, product.variants);
    const keepsImages = unsaid.images && !product.isNew;
    const haveImagesChanged = keepsImages ? false : await saveImages(core, product, draft.images);
    const isListed = await listProduct(core, shelf, product);
    if (product.isNew) return { came: "imported", variantsRemoved: 0 };
    const variantsRemoved = variantChanges.filter(({ kind }) => kind === "removed").length;
    const hasChanged = product.hasChanged || variantChanges.length > 0 || haveImagesChanged;
    // Whoever has the product open in a form is to be told.
    if (hasChanged)
      await core.db
        .update(products)
        .set({ updatedAt: versionAfter(product.updatedAt, core.clock.now()) })
        .where(eq(products.id, product.id));
    if (since && product.createdAt >= since) return { came: "imported", variantsRemoved };
    const wasChanged = since !== undefined && product.updatedAt >= since;
    return { came: hasChanged || isListed || wasChanged ? "updated" : "unchanged", variantsRemoved };
  });
}

async function saveProductRow(core: Core, shelf: Shelf, draft: ProductDraft): Promise<Product> {
  const { db, clock } = core;
  const now = clock.now();
  const descriptionHtml = safeDescription(draft.description, shelf.website);
  const { slug, title, vendor, productType, tags, options, status } = draft;
  const words = { title, descriptionHtml, vendor, productType };
  const wanted = { ...words, tags, options, status };
  const summary = summaryOf(descriptionHtml);
  const id = newId(now);
  // On conflict it only takes hold of the row, so that two imports of one catalogue follow one another.
  const [row] = await db
    .insert(products)
    .values({ id, merchantId: shelf.merchantId, slug, summary, ...wanted, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: [products.merchantId, products.slug], set: { slug } })
    .returning();
  if (!row) throw new Error(`The product ${slug} was neither inserted nor found`);
  const isUnsaid = row.id !== id && row.options.length > shelf.unsaid.optionsSaid;
  const itsVariants = isUnsaid ? await onlyVariant(core, row.id, draft) : draft.variants;
  const unsaid = Object.fromEntries(shelf.unsaid.product.map((key) => [key, row[key]]));
  const said = { ...wanted, ...unsaid, ...(isUnsaid ? { options: row.options } : {}) };
  const kept = Object.fromEntries(Object.keys(said).map((key) => [key, row[key as keyof typeof wanted]]));
  const hasChanged = !isDeepStrictEqual(kept, said);
  // A short text of the merchant's own stays while the description is the same.
  const newSummary = row.descriptionHtml === said.descriptionHtml ? {} : { summary };
  if (hasChanged)
    await db
      .update(products)
      .set({ ...said, ...newSummary })
      .where(eq(products.id, row.id));
  return {
    id: row.id,
    variants: itsVariants,
    slug,
    hasChanged,
    isNew: row.id === id,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What is said without its options is meant for the one variant that there is. */
async function onlyVariant(
  { db }: Core,
  productId: string,
  { variants: drafts }: ProductDraft,
): Promise<ProductDraft["variants"]> {
  const kept = await db
    .select({ optionValues: variants.optionValues })
    .from(variants)
    .where(and(eq(variants.productId, productId), isNull(variants.removedAt)));
  const [only, ...others] = kept;
  if (!only || others.length > 0 || drafts.length > 1) throw new VariantUnsaid();
  return drafts.map((draft) => ({ ...draft, optionValues: only.optionValues }));
}

async function listProduct(
  { db, clock }: Core,
  { merchantId, connectionId, website }: Shelf,
  product: Product,
): Promise<boolean> {
  const now = clock.now();
  const made = await db
    .insert(listings)
    .values({
      id: newId(now),
      productId: product.id,
      merchantId,
      connectionId,
      checkout: "here",
      merchantUrl: pageAtSite(website, product.slug),
      opensAt: now,
      unitsPerBuyer: defaultUnitsPerBuyer,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: listings.id });
  return made.length > 0;
}
