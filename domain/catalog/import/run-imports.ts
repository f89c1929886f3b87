// Imports that were begun are done: as a file is read its products are written, each in a transaction of its own, and how
// far it is is noted. Whoever goes on with one reads what was done again, and writes from there. Undo: as of an import.
import { and, eq, lt, ne } from "drizzle-orm";
import { merchants } from "@/db/schema/accounts";
import { shopTasks } from "@/db/schema/shops";
import { shopClosedSince } from "@/domain/channels/shop-closed";
import type { Context } from "@/domain/context";
import type { MediaStore } from "@/domain/shops/media-store";
import { forgetTaskFiles } from "@/domain/shops/forget-task-files";
import { noteAudit } from "@/domain/shops/note-audit";
import { taskQueue, type TaskWork } from "@/domain/shops/work-on-tasks";
import { daysAfter } from "@/domain/time";
import { importShopifyCsv } from "./import-shopify-csv";
import type { CsvFile } from "./read-rows";
import type { ImportTaskRefusal, ImportTaskReport } from "./task-rules";

class FileGone extends Error {}

/** A kept file, from its start each time. */
function keptFile(files: MediaStore, path: string): CsvFile {
  return async function* () {
    const kept = path === "" ? undefined : await files.read(path);
    if (!kept) throw new FileGone();
    yield* kept.content as unknown as AsyncIterable<Uint8Array>;
  };
}

export const importWork: TaskWork = {
  async run(ctx, task, pace) {
    const asked = (task.report ?? {}) as ImportTaskReport;
    const isTrial = task.kind === "import-trial";
    const refused = (reason: ImportTaskRefusal, detail: string) => ({
      state: "failed" as const,
      report: { ...asked, refusal: { reason, detail } } satisfies ImportTaskReport,
    });
    // It was begun before everything closed, and nothing is changed after that.
    if (!isTrial && (await shopClosedSince(ctx, task.accountId))) return refused("shop-closed", "");
    const { startedAt, totalCount } = task;
    try {
      const outcome = await importShopifyCsv(ctx, {
        merchantId: task.accountId,
        currency: await currencyOf(ctx, task.accountId),
        file: keptFile(ctx.media.files, task.filePath),
        channel: asked.channel,
        isTrial,
        resume:
          isTrial || !startedAt || !asked.progress
            ? undefined
            : { progress: asked.progress, since: startedAt },
        // Of the whole as much as of the lines: a small file is read at once, long before it is done.
        onProgress: (progress, part) =>
          pace({ doneCount: Math.floor(totalCount * part), report: { ...asked, progress } }),
      });
      if (!outcome.ok) {
        const { reason, detail } = outcome;
        return refused(reason === "not-found" ? "broken" : reason, detail);
      }
      const { progress: _, ...rest } = asked;
      return {
        state: "done",
        report: { ...rest, result: outcome.value } satisfies ImportTaskReport,
      };
    } catch (error) {
      if (error instanceof FileGone) return refused("file-gone", "");
      throw error;
    }
  },
  async onEnd(core, task, { state, report }) {
    if (task.kind !== "import") return;
    const { result, progress } = report as ImportTaskReport;
    const { imported = 0, updated = 0, unchanged = 0 } = result ?? progress ?? {};
    const skipped = result?.skippedCount ?? 0;
    await noteAudit(core, {
      accountId: task.accountId,
      action: state === "done" ? "import-ended" : "import-failed",
      subjectKind: "shop-task",
      subjectId: task.id,
      detail: { fileName: task.fileName, imported, updated, unchanged, skipped },
    });
  },
};

export const importQueue = taskQueue(["import", "import-trial"], importWork);

async function currencyOf(ctx: Context, merchantId: string): Promise<string> {
  const [merchant] = await ctx.db
    .select({ currency: merchants.currency })
    .from(merchants)
    .where(eq(merchants.accountId, merchantId));
  return merchant?.currency ?? "";
}

const daysKept = 7;

/** Files of imports that came to their end a week ago are removed; what came of them stays. */
export const forgetImportedFiles = (ctx: Context): Promise<void> =>
  forgetTaskFiles(
    ctx,
    and(ne(shopTasks.kind, "archive"), lt(shopTasks.endedAt, daysAfter(ctx.clock.now(), -daysKept))),
  );
