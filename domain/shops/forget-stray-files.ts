// Files that nobody can ask for: of an upload that was cut off, or of a process that died before it wrote down what the
// file is for. Undo: none.
import { ne } from "drizzle-orm";
import { shopTasks } from "@/db/schema/shops";
import type { Context } from "@/domain/context";
import { daysAfter, realNow } from "@/domain/time";

/** Where tasks keep their files. Pictures are elsewhere: whoever has the address of one sees it. */
const folders = ["imports", "bulk", "archives"];

/** A file comes before its task, and is written to all the while: after a day without either none will come. */
const daysOfSilence = 1;

export async function forgetStrayFiles(ctx: Context): Promise<void> {
  const since = daysAfter(realNow(ctx.clock), -daysOfSilence);
  const tasks = await ctx.db
    .select({ filePath: shopTasks.filePath })
    .from(shopTasks)
    .where(ne(shopTasks.filePath, ""));
  const asked = new Set(tasks.map(({ filePath }) => filePath));
  for (const folder of folders)
    for await (const path of ctx.media.files.untouchedSince(folder, since))
      if (!asked.has(path)) await ctx.media.files.remove(path);
}
