// The imports of a shop: those under way, and what came of the others.
import { and, desc, eq, inArray } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { shopTasks } from "@/db/schema/shops";
import type { Core } from "@/domain/context";
import { mayActFor, shopsWhere } from "@/domain/shops/access";
import { importConnections } from "./import-connections";
import type { ImportTaskReport } from "./task-rules";

const kinds: (typeof shopTasks.$inferSelect.kind)[] = ["import", "import-trial"];
const shown = 20;

const short = {
  id: shopTasks.id,
  kind: shopTasks.kind,
  state: shopTasks.state,
  fileName: shopTasks.fileName,
  doneCount: shopTasks.doneCount,
  totalCount: shopTasks.totalCount,
  createdAt: shopTasks.createdAt,
  endedAt: shopTasks.endedAt,
};

/** The newest first; without their reports, which can be long. */
export async function importTasks(ctx: Core, merchantId: string) {
  if (!mayActFor(ctx, merchantId, "edit-listings")) return [];
  return ctx.db
    .select(short)
    .from(shopTasks)
    .where(and(eq(shopTasks.accountId, merchantId), inArray(shopTasks.kind, kinds)))
    .orderBy(desc(shopTasks.id))
    .limit(shown);
}

export type ImportTaskView = NonNullable<Awaited<ReturnType<typeof importTask>>>;

/** With its report; undefined for who may not edit the listings of its shop. */
export async function importTask(ctx: Core, taskId: string) {
  const [task] = await ctx.db
    .select({
      ...short,
      accountId: shopTasks.accountId,
      report: shopTasks.report,
      currency: merchants.currency,
    })
    .from(shopTasks)
    .innerJoin(merchants, eq(merchants.accountId, shopTasks.accountId))
    .where(
      and(
        eq(shopTasks.id, taskId),
        inArray(shopTasks.accountId, shopsWhere(ctx, "edit-listings")),
        inArray(shopTasks.kind, kinds),
      ),
    );
  return task && { ...task, report: (task.report ?? {}) as ImportTaskReport };
}

/** In which currency a shop's files are read, and on which of its channels what is new can be offered. */
export async function importTerms(ctx: Core, merchantId: string) {
  const [merchant] = await ctx.db.select().from(merchants).where(eq(merchants.accountId, merchantId));
  return {
    currency: merchant?.currency ?? "",
    timeZone: merchant?.timeZone ?? "UTC",
    channels: await importConnections(ctx, merchantId),
  };
}
