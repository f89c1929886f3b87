// An archive holds addresses of shoppers, so it is kept no longer than it takes to fetch it: for a week, or until a newer
// one is there. What was never finished goes too. Undo: ask for a new one.
import { and, eq, inArray, lt, lte, type SQL } from "drizzle-orm";
import { shopTasks } from "@/db/schema/shops";
import type { Context } from "@/domain/context";
import { forgetTaskFiles } from "@/domain/shops/forget-task-files";
import { tooOldBy } from "./archive-rules";

/** Those that ended a week ago. */
export const forgetOldArchives = (ctx: Context): Promise<void> =>
  forget(ctx, lte(shopTasks.endedAt, tooOldBy(ctx.clock.now())));

/** Those of the shop from before this one. */
export const forgetArchivesBefore = (ctx: Context, task: { id: string; accountId: string }): Promise<void> =>
  forget(ctx, and(eq(shopTasks.accountId, task.accountId), lt(shopTasks.id, task.id)));

const forget = (ctx: Context, which: SQL | undefined): Promise<void> =>
  forgetTaskFiles(
    ctx,
    and(eq(shopTasks.kind, "archive"), inArray(shopTasks.state, ["done", "failed"]), which),
  );
