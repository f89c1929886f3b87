// Look before changing many products at once: what each of them is and would be is written down, and nothing is changed.
// Undo: none is needed; a plan that nobody applies is forgotten in a week.
import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { listings, products, variants } from "@/db/schema/catalog";
import { shopTasks } from "@/db/schema/shops";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Context, type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { byProduct } from "../by-product";
import {
  type BulkChange,
  type BulkFilter,
  type BulkReport,
  isEmptyChange,
  type Looked,
  mostProducts,
  mostSkippedKept,
  plannedFor,
} from "./bulk-rules";
import { lineOf } from "./plan-file";

export type PlanBulkEdit = { merchantId: string; filter: BulkFilter; change: BulkChange };
export type PlanBulkEditRefusal = "not-found" | "no-change" | "nothing-changes" | "too-many";

/** The plan is a task that was not begun; its file is read by plan-file.ts. Refuses "too-many" above 50,000 products. */
export async function planBulkEdit(
  ctx: Context,
  { merchantId, filter, change }: PlanBulkEdit,
): Promise<Outcome<{ taskId: string }, PlanBulkEditRefusal> | ShopClosed> {
  const person = personOf(ctx);
  if (!person || !mayActFor(ctx, merchantId, "edit-listings")) return refuse("not-found");
  const closed = await whyShopClosed(ctx, merchantId);
  if (closed) return closed;
  if (isEmptyChange(change)) return refuse("no-change");
  const createdAt = ctx.clock.now();
  const taskId = newId(createdAt);
  const filePath = `bulk/${merchantId}/${taskId}.jsonl`;
  const report: BulkReport = { filter, change, planned: 0, cannot: [] };
  let isTooMany = false;
  async function* lines(): AsyncGenerator<Uint8Array> {
    for await (const looked of lookThrough(ctx, merchantId, filter)) {
      const planned = plannedFor(looked, change);
      if (!planned) continue;
      const { id: productId, title } = looked.product;
      if ("problem" in planned) {
        if (report.cannot.length < mostSkippedKept)
          report.cannot.push({ productId, title, reason: planned.problem });
        continue;
      }
      report.planned += 1;
      if (report.planned > mostProducts) isTooMany = true;
      if (isTooMany) return;
      yield lineOf(planned);
    }
  }
  await ctx.media.files.put(filePath, lines(), "application/x-ndjson");
  if (isTooMany || report.planned + report.cannot.length === 0) {
    await ctx.media.files.remove(filePath);
    return refuse(isTooMany ? "too-many" : "nothing-changes");
  }
  await ctx.db.insert(shopTasks).values({
    id: taskId,
    kind: "bulk-edit",
    accountId: merchantId,
    personId: person.personId,
    state: "done", // looked at, and not begun: it has no start
    filePath,
    totalCount: report.planned,
    report,
    createdAt,
    endedAt: createdAt,
  });
  return ok({ taskId });
}

const productsAtATime = 500;

/** Every product of a shop that fits, by its handle, with its variants and listings. */
async function* lookThrough(core: Core, merchantId: string, filter: BulkFilter): AsyncGenerator<Looked> {
  for (let after = ""; ;) {
    const batch = await core.db
      .select({
        id: products.id,
        slug: products.slug,
        title: products.title,
        status: products.status,
        tags: products.tags,
        vendor: products.vendor,
        productType: products.productType,
        updatedAt: products.updatedAt,
      })
      .from(products)
      .where(and(eq(products.merchantId, merchantId), gt(products.slug, after)))
      .orderBy(asc(products.slug))
      .limit(productsAtATime);
    const last = batch.at(-1);
    if (!last) return;
    after = last.slug;
    const fitting = batch.filter((product) => fits(product, filter));
    const ids = fitting.map(({ id }) => id);
    if (ids.length === 0) continue;
    const theirVariants = await core.db
      .select({
        id: variants.id,
        productId: variants.productId,
        optionValues: variants.optionValues,
        sku: variants.sku,
        priceMinor: variants.priceMinor,
        currency: variants.currency,
        otherPrices: variants.otherPrices,
        unitsInStock: variants.unitsInStock,
        unitsHeld: variants.unitsHeld,
      })
      .from(variants)
      .where(and(inArray(variants.productId, ids), isNull(variants.removedAt)))
      .orderBy(asc(variants.productId), asc(variants.position));
    const theirListings = await core.db
      .select({
        id: listings.id,
        productId: listings.productId,
        checkout: listings.checkout,
        unitsPerBuyer: listings.unitsPerBuyer,
      })
      .from(listings)
      .where(inArray(listings.productId, ids))
      .orderBy(asc(listings.id));
    const [variantsOf, listingsOf] = [byProduct(theirVariants), byProduct(theirListings)];
    for (const product of fitting)
      yield {
        product,
        variants: variantsOf.get(product.id) ?? [],
        listings: listingsOf.get(product.id) ?? [],
      };
  }
}

function fits(
  product: { title: string; status: string; tags: string[]; vendor: string; productType: string },
  filter: BulkFilter,
): boolean {
  const plain = (text: string) => text.trim().toLowerCase();
  return (
    plain(product.title).includes(plain(filter.title)) &&
    (filter.status === "" || filter.status === product.status) &&
    (filter.vendor === "" || filter.vendor === product.vendor) &&
    (filter.productType === "" || filter.productType === product.productType) &&
    (filter.tag.trim() === "" || product.tags.some((tag) => plain(tag) === plain(filter.tag)))
  );
}
