// The kept files of tasks that have come to their end are removed; what came of them stays. Undo: none.
import { and, eq, ne, type SQL } from "drizzle-orm";
import { shopTasks } from "@/db/schema/shops";
import type { Context } from "@/domain/context";

const atATime = 100;

/** The file first: one that is left behind without its row would be kept for ever. */
export async function forgetTaskFiles(ctx: Context, which: SQL | undefined): Promise<void> {
  for (;;) {
    const old = await ctx.db
      .select({ id: shopTasks.id, filePath: shopTasks.filePath })
      .from(shopTasks)
      .where(and(ne(shopTasks.filePath, ""), which))
      .limit(atATime);
    for (const { id, filePath } of old) {
      await ctx.media.files.remove(filePath);
      await ctx.db.update(shopTasks).set({ filePath: "" }).where(eq(shopTasks.id, id));
    }
    if (old.length < atATime) return;
  }
}
