// Writes one product of a catalogue file, with its variants, pictures and listing: all of it or nothing.
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { listings, priceChanges, productImages, products, variants } from "@/db/schema/catalog";
import { type Core, inTransaction } from "@/domain/context";
import { safeDescription, summaryOf } from "./description";
import type { ProductDraft, VariantDraft } from "./read-product";

export type Shelf = {
  merchantId: string;
  currency: string;
  website: string;
  connectionId: string;
};

type Product = { id: string; slug: string; hasChanged: boolean; isNew: boolean };
type KeptVariant = typeof variants.$inferSelect;

const defaultUnitsPerBuyer = 5;
const rowsAtATime = 500;

/** Says whether the product is new, was changed, or was already as the file has it. */
export async function saveProduct(
  ctx: Core,
  shelf: Shelf,
  draft: ProductDraft,
): Promise<"imported" | "updated" | "unchanged"> {
  return inTransaction(ctx, async (core) => {
    const product = await saveProductRow(core, shelf, draft);
    const haveVariantsChanged = await saveVariants(core, shelf, product, draft.variants);
    const haveImagesChanged = await saveImages(core, product, draft.images);
    const isListed = await listProduct(core, shelf, product);
    if (product.isNew) return "imported";
    return product.hasChanged || haveVariantsChanged || haveImagesChanged || isListed
      ? "updated"
      : "unchanged";
  });
}

async function saveProductRow({ db, clock }: Core, shelf: Shelf, draft: ProductDraft): Promise<Product> {
  const now = clock.now();
  const descriptionHtml = safeDescription(draft.description, shelf.website);
  const { slug, title, vendor, productType, tags, options, status } = draft;
  const words = { title, descriptionHtml, summary: summaryOf(descriptionHtml), vendor, productType };
  const wanted = { ...words, tags, options, status };
  const id = newId(now);
  // On conflict it only takes hold of the row, so that two imports of one catalogue follow one another.
  const [row] = await db
    .insert(products)
    .values({ id, merchantId: shelf.merchantId, slug, ...wanted, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: [products.merchantId, products.slug], set: { slug } })
    .returning();
  if (!row) throw new Error(`The product ${slug} was neither inserted nor found`);
  const kept = Object.fromEntries(Object.keys(wanted).map((key) => [key, row[key as keyof typeof wanted]]));
  const hasChanged = !isDeepStrictEqual(kept, wanted);
  if (hasChanged)
    await db
      .update(products)
      .set({ ...wanted, updatedAt: now })
      .where(eq(products.id, row.id));
  return { id: row.id, slug, hasChanged, isNew: row.id === id };
}

/** Pairs each variant of the file with the one that is kept: by SKU where it is telling, else by its options. */
function pairVariants(drafts: VariantDraft[], kept: KeptVariant[]): Map<VariantDraft, KeptVariant> {
  const pairs = new Map<VariantDraft, KeptVariant>();
  const free = new Set(kept);
  const isTelling = (sku: string) => sku !== "" && drafts.filter((draft) => draft.sku === sku).length === 1;
  const pair = (isSame: (draft: VariantDraft, variant: KeptVariant) => boolean) => {
    for (const draft of drafts.filter((d) => !pairs.has(d))) {
      const variant = [...free].find((v) => isSame(draft, v));
      if (!variant) continue;
      pairs.set(draft, variant);
      free.delete(variant);
    }
  };
  pair((draft, variant) => isTelling(draft.sku) && draft.sku === variant.sku);
  pair((draft, variant) => isDeepStrictEqual(draft.optionValues, variant.optionValues));
  return pairs;
}

async function saveVariants(
  { db, clock }: Core,
  { currency }: Shelf,
  product: Product,
  drafts: VariantDraft[],
): Promise<boolean> {
  const now = clock.now();
  const productId = product.id;
  const kept = product.isNew ? [] : await db.select().from(variants).where(eq(variants.productId, productId));
  const pairs = pairVariants(drafts, kept);
  const added: (typeof variants.$inferInsert)[] = [];
  const prices: (typeof priceChanges.$inferInsert)[] = [];
  let hasChanged = false;

  for (const [position, draft] of drafts.entries()) {
    const variant = pairs.get(draft);
    const wanted = { ...draft, position, currency, removedAt: null };
    const id = variant?.id ?? newId(now);
    if (variant?.priceMinor !== draft.priceMinor || variant.currency !== currency)
      prices.push({ id: newId(now), variantId: id, priceMinor: draft.priceMinor, currency, validFrom: now });
    if (!variant) {
      added.push({ id, productId, ...wanted, unitsReceived: draft.unitsInStock, priceCheckedAt: now });
    } else if (!isAsWanted(variant, wanted)) {
      hasChanged = true;
      await db
        .update(variants)
        .set({ ...wanted, ...stockAsCounted(draft.unitsInStock) })
        .where(eq(variants.id, variant.id));
    }
  }
  for (let at = 0; at < added.length; at += rowsAtATime)
    await db.insert(variants).values(added.slice(at, at + rowsAtATime));
  for (let at = 0; at < prices.length; at += rowsAtATime)
    await db.insert(priceChanges).values(prices.slice(at, at + rowsAtATime));

  const paired = new Set([...pairs.values()].map((variant) => variant.id));
  const gone = kept.filter((variant) => variant.removedAt === null && !paired.has(variant.id));
  if (gone.length > 0)
    await db
      .update(variants)
      .set({ removedAt: now })
      .where(
        inArray(
          variants.id,
          gone.map((variant) => variant.id),
        ),
      );
  if (kept.length > 0)
    await db
      .update(variants)
      .set({ priceCheckedAt: now })
      .where(and(eq(variants.productId, productId), isNull(variants.removedAt)));
  return hasChanged || added.length > 0 || gone.length > 0;
}

function isAsWanted(
  variant: KeptVariant,
  wanted: VariantDraft & { position: number; removedAt: null },
): boolean {
  const unitsInStock = Math.max(wanted.unitsInStock, variant.unitsHeld);
  const kept = Object.fromEntries(
    Object.keys(wanted).map((key) => [key, variant[key as keyof typeof wanted]]),
  );
  return isDeepStrictEqual(kept, { ...wanted, unitsInStock });
}

// What is held is promised: the figure of a file, which does not know of it, cannot take it away.
const stockAsCounted = (units: number) => {
  const notBelowHeld = sql`case when ${variants.unitsHeld} > ${units} then ${variants.unitsHeld} else ${units} end`;
  return {
    unitsInStock: sql<number>`${notBelowHeld}`,
    unitsReceived: sql<number>`${notBelowHeld} + ${variants.unitsSold}`,
  };
};

async function saveImages(
  { db, clock }: Core,
  { id: productId, isNew }: Product,
  drafts: ProductDraft["images"],
): Promise<boolean> {
  const wanted = drafts.map((image, position) => ({ ...image, position }));
  if (!isNew) {
    const kept = await db
      .select({ url: productImages.url, alt: productImages.alt, position: productImages.position })
      .from(productImages)
      .where(eq(productImages.productId, productId))
      .orderBy(productImages.position);
    if (isDeepStrictEqual(kept, wanted)) return false;
    await db.delete(productImages).where(eq(productImages.productId, productId));
  }
  if (wanted.length > 0)
    await db
      .insert(productImages)
      .values(wanted.map((image) => ({ id: newId(clock.now()), productId, ...image })));
  return true;
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
      merchantUrl: `${website.replace(/\/+$/, "")}/products/${encodeURIComponent(product.slug)}`,
      opensAt: now,
      unitsPerBuyer: defaultUnitsPerBuyer,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: listings.id });
  return made.length > 0;
}
