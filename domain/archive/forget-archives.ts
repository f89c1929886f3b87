// An archive holds addresses of shoppers, so it is kept no longer than it takes to fetch it: for a week, or until a newer
// one is there. What was never finished goes too. Undo: ask for a new one.
import { and, eq, inArray, lt, lte, ne, type SQL } from "drizzle-orm";
import { shopTasks } from "@/db/schema/shops";
import type { Context } from "@/domain/context";
import { tooOldBy } from "./archive-rules";

const atATime = 100;

/** Those that ended a week ago. */
export const forgetOldArchives = (ctx: Context): Promise<void> =>
  forget(ctx, lte(shopTasks.endedAt, tooOldBy(ctx.clock.now())));

/** Those of the shop from before this one. */
export const forgetArchivesBefore = (ctx: Context, task: { id: string; accountId: string }): Promise<void> =>
  forget(ctx, and(eq(shopTasks.accountId, task.accountId), lt(shopTasks.id, task.id)));

/** The file first: one that is left behind without its row would be kept for ever. */
async function forget(ctx: Context, which: SQL | undefined): Promise<void> {
  for (;;) {
    const old = await ctx.db
      .select({ id: shopTasks.id, filePath: shopTasks.filePath })
      .from(shopTasks)
      .where(
        and(
          eq(shopTasks.kind, "archive"),
          inArray(shopTasks.state, ["done", "failed"]),
          ne(shopTasks.filePath, ""),
          which,
        ),
      )
      .limit(atATime);
    for (const { id, filePath } of old) {
      await ctx.media.files.remove(filePath);
      await ctx.db.update(shopTasks).set({ filePath: "" }).where(eq(shopTasks.id, id));
    }
    if (old.length < atATime) return;
  }
}
