// What was looked at is done: each product in a transaction of its own, by the same way as by hand, in the name of who
// decided it. What changed meanwhile is left alone and listed. Undo: a bulk edit the other way; the log keeps what was.
import { and, asc, eq, inArray, isNull, lt } from "drizzle-orm";
import { products, variants } from "@/db/schema/catalog";
import { shopTasks } from "@/db/schema/shops";
import { personActing } from "@/domain/accounts/queries";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Context, type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { shopsWhere } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { taskQueue, type TaskWork } from "@/domain/shops/work-on-tasks";
import { daysAfter } from "@/domain/time";
import { editProduct, type EditProduct } from "../edit-product";
import type { SeenVariant } from "../save-variants";
import { type BulkReport, mostSkippedKept, type PlannedProduct, type SkippedProduct } from "./bulk-rules";
import { PlanGone, readPlan } from "./plan-file";

/** Begins what a plan says; a second press finds that it was begun. Undo: domain/shops/stop-task.ts. */
export async function applyBulkEdit(
  ctx: Core,
  taskId: string,
): Promise<Outcome<{ taskId: string }, "not-found"> | ShopClosed> {
  return inTransaction(ctx, async (core) => {
    const isPlan = and(
      eq(shopTasks.id, taskId),
      inArray(shopTasks.accountId, shopsWhere(core, "edit-listings")),
      eq(shopTasks.kind, "bulk-edit"),
      eq(shopTasks.state, "done"),
      isNull(shopTasks.startedAt),
    );
    const [plan] = await core.db.select({ accountId: shopTasks.accountId }).from(shopTasks).where(isPlan);
    const closed = plan && (await whyShopClosed(core, plan.accountId));
    if (closed) return closed;
    const [task] = await core.db
      .update(shopTasks)
      .set({
        state: "waiting",
        requestId: core.requestId ?? null,
        startedAt: core.clock.now(),
        endedAt: null,
      })
      .where(isPlan)
      .returning();
    if (!task) return refuse("not-found");
    const { filter, change, planned } = task.report as BulkReport;
    await noteAudit(core, {
      accountId: task.accountId,
      action: "bulk-edit-begun",
      subjectKind: "shop-task",
      subjectId: taskId,
      detail: { filter, change, products: planned },
    });
    return ok({ taskId });
  });
}

const bulkWork: TaskWork = {
  async run(ctx, task, pace) {
    const report = task.report as BulkReport;
    const person = await personActing(ctx.db, task.personId);
    const acting: Context = { ...ctx, actor: person ?? { kind: "guest", guestId: undefined } };
    // Those noted as done by a process that ended before are not looked at again.
    const already = report.changed === undefined ? 0 : task.doneCount;
    let changed = report.changed ?? 0;
    const skipped: SkippedProduct[] = [...(report.skipped ?? [])];
    let at = 0;
    try {
      for await (const planned of readPlan(ctx.media.files, task.filePath)) {
        at += 1;
        if (at <= already) continue;
        const { productId, title } = planned;
        const reason = await changeProduct(acting, planned);
        if (reason === undefined) changed += 1;
        else if (skipped.length < mostSkippedKept) skipped.push({ productId, title, reason });
        await pace({ doneCount: at, report: { ...report, changed, skipped } satisfies BulkReport });
      }
    } catch (error) {
      if (!(error instanceof PlanGone)) throw error;
      const refusal = { reason: "file-gone" as const, detail: "" };
      return { state: "failed", report: { ...report, refusal } satisfies BulkReport };
    }
    return { state: "done", report: { ...report, changed, skipped } satisfies BulkReport };
  },
};

export const bulkQueue = taskQueue(["bulk-edit"], bulkWork);

/** Undefined when it is as planned now; else why not. */
async function changeProduct(
  ctx: Context,
  planned: PlannedProduct,
): Promise<SkippedProduct["reason"] | undefined> {
  const kept = await ctx.db
    .select()
    .from(variants)
    .where(and(eq(variants.productId, planned.productId), isNull(variants.removedAt)))
    .orderBy(asc(variants.position));
  const product: EditProduct["product"] = {};
  if (planned.status) product.status = planned.status.to as NonNullable<typeof product.status>;
  if (planned.tags) product.tags = planned.tags.to;
  if (planned.variants.length > 0) product.variants = kept.map((variant) => seenVariant(variant, planned));
  const terms = {
    ...(planned.checkout ? { checkout: planned.checkout.to as "here" | "merchant-site" } : {}),
    ...(planned.unitsPerBuyer ? { unitsPerBuyer: planned.unitsPerBuyer.to } : {}),
  };
  const outcome = await editProduct(ctx, {
    productId: planned.productId,
    seenAt: new Date(planned.seenAt),
    product,
    terms:
      Object.keys(terms).length > 0 ? planned.listingIds.map((listingId) => ({ listingId, ...terms })) : [],
  });
  if (outcome.ok) return undefined;
  // A process that ended right after it had changed this one did not note it.
  const isDone = outcome.reason === "changed-meanwhile" && (await isAsPlanned(ctx, planned, kept));
  return isDone ? undefined : outcome.reason;
}

type Kept = typeof variants.$inferSelect;

/** What was sold since the plan was made stays sold: stock changes by as much as was planned. */
function seenVariant(variant: Kept, { variants: steps }: PlannedProduct): SeenVariant {
  const step = steps.find(({ variantId }) => variantId === variant.id);
  const {
    id,
    sku,
    barcode,
    optionValues,
    sellsWithoutStock,
    requiresShipping,
    isTaxable,
    weightGrams,
    imageUrl,
  } = variant;
  return {
    id,
    sku,
    barcode,
    optionValues,
    priceMinor: step?.priceMinor?.to ?? variant.priceMinor,
    ...(step?.otherPrice ? { otherPrices: { [step.otherPrice.currency]: step.otherPrice.to } } : {}),
    unitsInStock: step?.unitsInStock?.to ?? variant.unitsInStock,
    unitsSeen: step?.unitsInStock?.from ?? variant.unitsInStock,
    sellsWithoutStock,
    requiresShipping,
    isTaxable,
    weightGrams,
    imageUrl,
  };
}

async function isAsPlanned(core: Core, planned: PlannedProduct, kept: Kept[]): Promise<boolean> {
  const [row] = await core.db
    .select({ status: products.status, tags: products.tags })
    .from(products)
    .where(eq(products.id, planned.productId));
  const isRowAsPlanned =
    row !== undefined &&
    (planned.status === undefined || row.status === planned.status.to) &&
    (planned.tags === undefined || row.tags.join("\n") === planned.tags.to.join("\n"));
  return (
    isRowAsPlanned &&
    planned.variants.every(({ variantId, priceMinor, otherPrice, unitsInStock }) => {
      const variant = kept.find(({ id }) => id === variantId);
      return (
        variant !== undefined &&
        (priceMinor === undefined || variant.priceMinor === priceMinor.to) &&
        (otherPrice === undefined || variant.otherPrices[otherPrice.currency] === otherPrice.to) &&
        (unitsInStock === undefined || variant.unitsInStock === unitsInStock.to)
      );
    })
  );
}

const daysKept = 7;

/** Plans that nobody applied within a week. Their files go with those of imports. */
export async function forgetOldPlans(ctx: Context): Promise<void> {
  const old = await ctx.db
    .delete(shopTasks)
    .where(
      and(
        eq(shopTasks.kind, "bulk-edit"),
        isNull(shopTasks.startedAt),
        lt(shopTasks.createdAt, daysAfter(ctx.clock.now(), -daysKept)),
      ),
    )
    .returning({ filePath: shopTasks.filePath });
  for (const { filePath } of old) if (filePath !== "") await ctx.media.files.remove(filePath);
}
