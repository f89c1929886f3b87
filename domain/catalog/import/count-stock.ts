// The inventory file of Shopify: what is available of each variant, at each of a shop's locations. A shop here has one
// stock, so it is the sum of them. https://help.shopify.com/en/manual/products/inventory/inventory-csv
import { and, eq, isNull } from "drizzle-orm";
import { products, variants } from "@/db/schema/catalog";
import { type Core, inTransaction } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { mostUnits, versionAfter } from "../product-rules";
import { stockAsCounted } from "../save-variants";
import type { Columns } from "./columns";
import { handleOf, type RowGroup } from "./group-rows";
import type { Note, Skip } from "./report";

/** The units of one variant, and the line on which they are first named. */
export type Count = { line: number; optionValues: string[]; sku: string; units: number };

/** The rows of one product: either all that they count, or the first figure that is none. */
export function readCounts(
  columns: Columns,
  { handle, rows }: RowGroup,
): { counts: Count[] } | { skip: Skip } {
  const counts = new Map<string, Count>();
  for (const row of rows) {
    if (handleOf(columns, row) === "")
      return { skip: { line: row.line, handle: "", reason: "missing-handle", column: "", value: "" } };
    const available = columns.cell(row.cells, "available");
    const units = columns.figure(available);
    if (!/^(-?\d+(\.0+)?|not stocked|)$/i.test(units) || Math.abs(Number(units)) > mostUnits) {
      const what = { column: columns.nameOf("available"), value: available.slice(0, 100) };
      return { skip: { line: row.line, handle, reason: "bad-quantity", ...what } };
    }
    const optionValues = (["option1Value", "option2Value", "option3Value"] as const)
      .map((column) => columns.cell(row.cells, column))
      .filter((value) => value !== "" && value.toLowerCase() !== "default title");
    const sku = columns.cell(row.cells, "sku");
    const key = keyOf(optionValues);
    const count = counts.get(key) ?? { line: row.line, optionValues, sku, units: 0 };
    counts.set(key, { ...count, units: count.units + (Number(units) || 0) });
  }
  return { counts: [...counts.values()] };
}

const keyOf = (optionValues: string[]) => JSON.stringify(optionValues);

/**
 * Sets the stock of the variants that are counted, and leaves the others. What is held is promised, as in save-variants.
 * @param since when this import began, if it goes on after its process died: what was counted since then stands, less
 * what was sold.
 * @returns undefined for a product that is not there.
 */
export async function countStock(
  ctx: Core,
  { merchantId, handle, counts }: { merchantId: string; handle: string; counts: Count[] },
  since?: Instant,
): Promise<{ came: "updated" | "unchanged"; notes: Note[] } | undefined> {
  return inTransaction(ctx, async ({ db, clock }) => {
    // It takes hold of the row, so that two files follow one another.
    const [product] = await db
      .update(products)
      .set({ slug: handle })
      .where(and(eq(products.merchantId, merchantId), eq(products.slug, handle)))
      .returning({ id: products.id, updatedAt: products.updatedAt });
    if (!product) return undefined;
    if (since && product.updatedAt >= since) return { came: "updated", notes: [] };
    const kept = await db
      .select()
      .from(variants)
      .where(and(eq(variants.productId, product.id), isNull(variants.removedAt)));
    const byOptions = new Map(kept.map((variant) => [keyOf(variant.optionValues), variant]));
    const notes: Note[] = [];
    let came: "updated" | "unchanged" = "unchanged";
    for (const count of counts) {
      const variant =
        byOptions.get(keyOf(count.optionValues)) ??
        onlyOne(kept.filter(({ sku }) => sku !== "" && sku === count.sku));
      if (!variant) {
        const value = count.optionValues.join(" / ") || count.sku;
        notes.push({ line: count.line, note: "variant-not-here", value: value.slice(0, 100) });
        continue;
      }
      const units = Math.max(0, count.units);
      if (variant.unitsInStock === Math.max(units, variant.unitsHeld)) continue;
      await db.update(variants).set(stockAsCounted(units)).where(eq(variants.id, variant.id));
      came = "updated";
    }
    // Also of what was found as it is: whoever goes on with this import must not count it again.
    await db
      .update(products)
      .set({ updatedAt: versionAfter(product.updatedAt, clock.now()) })
      .where(eq(products.id, product.id));
    return { came, notes };
  });
}

const onlyOne = <T>([one, ...others]: T[]): T | undefined => (others.length === 0 ? one : undefined);
