// Writes the pictures of a product in their order: the one way, for whoever changes a catalogue by hand or by a file.
import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { productImages } from "@/db/schema/catalog";
import type { Core } from "@/domain/context";

/** `alt` is blank for a picture that only adorns. */
export type ImageDraft = { url: string; alt: string };

/** In a transaction that holds the product's row. Says whether anything changed. */
export async function saveImages(
  { db, clock }: Core,
  { id: productId, isNew }: { id: string; isNew: boolean },
  drafts: ImageDraft[],
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
  return !isNew || wanted.length > 0;
}
