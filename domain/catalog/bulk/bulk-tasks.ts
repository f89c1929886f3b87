// A bulk edit as a member sees it: what would change, a page at a time, and what came of it.
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { products } from "@/db/schema/catalog";
import { shopTasks } from "@/db/schema/shops";
import type { Context, Core } from "@/domain/context";
import { mayActFor, shopsWhere } from "@/domain/shops/access";
import type { BulkReport, PlannedProduct } from "./bulk-rules";
import { PlanGone, readPlan } from "./plan-file";

export const plannedPerPage = 50;

export type BulkTaskView = NonNullable<Awaited<ReturnType<typeof bulkTask>>>;

/** Undefined for who may not edit the listings of its shop. */
export async function bulkTask(ctx: Core, taskId: string) {
  const [task] = await ctx.db
    .select({
      id: shopTasks.id,
      accountId: shopTasks.accountId,
      state: shopTasks.state,
      filePath: shopTasks.filePath,
      doneCount: shopTasks.doneCount,
      totalCount: shopTasks.totalCount,
      startedAt: shopTasks.startedAt,
      report: shopTasks.report,
      currency: merchants.currency,
    })
    .from(shopTasks)
    .innerJoin(merchants, eq(merchants.accountId, shopTasks.accountId))
    .where(
      and(
        eq(shopTasks.id, taskId),
        inArray(shopTasks.accountId, shopsWhere(ctx, "edit-listings")),
        eq(shopTasks.kind, "bulk-edit"),
      ),
    );
  if (!task) return undefined;
  // One that broke in an earlier version kept nothing but why.
  const report: Partial<BulkReport> = { ...task.report };
  return { ...task, report: { ...report, change: report.change ?? {}, cannot: report.cannot ?? [] } };
}

/** @param page from 0. Nothing where the plan is not kept any more. */
export async function plannedPage(
  ctx: Context,
  { filePath }: { filePath: string },
  page: number,
): Promise<PlannedProduct[]> {
  const found: PlannedProduct[] = [];
  let at = 0;
  try {
    for await (const planned of readPlan(ctx.media.files, filePath)) {
      if (at >= page * plannedPerPage) found.push(planned);
      at += 1;
      if (found.length === plannedPerPage) break;
    }
  } catch (error) {
    if (!(error instanceof PlanGone)) throw error;
  }
  return found;
}

/** What products can be chosen by: the kinds and makers that a shop has. */
export async function bulkChoices(ctx: Core, merchantId: string) {
  if (!mayActFor(ctx, merchantId, "edit-listings")) return undefined;
  const [shop] = await ctx.db
    .select({ currency: merchants.currency, otherCurrencies: merchants.otherCurrencies })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  const distinct = async (column: typeof products.productType | typeof products.vendor) =>
    (
      await ctx.db
        .selectDistinct({ value: column })
        .from(products)
        .where(and(eq(products.merchantId, merchantId), ne(column, "")))
        .orderBy(asc(column))
        .limit(500)
    ).map(({ value }) => value);
  return {
    currency: shop?.currency ?? "",
    otherCurrencies: shop?.otherCurrencies ?? [],
    productTypes: await distinct(products.productType),
    vendors: await distinct(products.vendor),
  };
}
