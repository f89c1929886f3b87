// A member counts the stock of one variant, or says how much came in. What is sold and held meanwhile is left alone.
// Undo: the same number the other way.
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { products, variants } from "@/db/schema/catalog";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { shopsWhere } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { mostUnits } from "./product-rules";
import { isNotBelowHeld, stockChangedBy } from "./save-variants";

/** Units that came in (or, below nought, went), or the whole stock as counted, those held by checkouts among it. */
export type SetStock = { variantId: string } & ({ by: number } | { to: number });

export type SetStockRefusal = "not-found" | "not-right" | "fewer-than-held";

/** Refuses "fewer-than-held" with how many units checkouts under way are promised. */
export async function setStock(
  ctx: Core,
  input: SetStock,
): Promise<
  Outcome<{ unitsInStock: number }, SetStockRefusal, { unitsHeld: number } | undefined> | ShopClosed
> {
  const units = "by" in input ? input.by : input.to;
  const least = "by" in input ? -mostUnits : 0;
  if (!Number.isInteger(units) || units < least || units > mostUnits) return refuse("not-right", undefined);
  return inTransaction(ctx, async (core) => {
    const { db } = core;
    // Holds the row, so that what is sold in this instant waits: the count is of what is there now.
    const [variant] = await db
      .update(variants)
      .set({ unitsInStock: sql`${variants.unitsInStock}` })
      .where(and(eq(variants.id, input.variantId), isNull(variants.removedAt), isOfMyShop(core)))
      .returning();
    if (!variant) return refuse("not-found", undefined);
    const [product] = await db
      .select({ merchantId: products.merchantId })
      .from(products)
      .where(eq(products.id, variant.productId));
    const closed = product && (await whyShopClosed(core, product.merchantId));
    if (closed) return closed;
    const by = "by" in input ? input.by : input.to - variant.unitsInStock;
    const [written] = await db
      .update(variants)
      .set(stockChangedBy(by))
      .where(and(eq(variants.id, variant.id), or(isNotBelowHeld(by), sql`${variants.sellsWithoutStock}`)))
      .returning();
    if (!written) return refuse("fewer-than-held", { unitsHeld: variant.unitsHeld });
    if (by !== 0)
      await noteAudit(core, {
        accountId: product?.merchantId,
        action: "stock-changed",
        subjectKind: "product",
        subjectId: variant.productId,
        detail: {
          variant: variant.optionValues.join(" / ") || variant.sku,
          before: { unitsInStock: variant.unitsInStock },
          after: { unitsInStock: written.unitsInStock },
        },
      });
    return ok({ unitsInStock: written.unitsInStock });
  });
}

const isOfMyShop = (core: Core) =>
  inArray(
    variants.productId,
    core.db
      .select({ id: products.id })
      .from(products)
      .where(inArray(products.merchantId, shopsWhere(core, "edit-listings"))),
  );
