// A member has sent a product file; from here it goes on without them. A trial says first what it would come to.
// Undo: stop-task.ts while it waits or goes on; then, import the file from before.
import { and, eq, inArray } from "drizzle-orm";
import { newId } from "@/db/id";
import { shopTasks } from "@/db/schema/shops";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor, shopsWhere } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import { importConnection } from "./import-connections";
import type { ImportTaskReport } from "./task-rules";

export type BeginImport = {
  merchantId: string;
  /** As its owner calls it, and where it is kept (domain/shops/media-store.ts). */
  fileName: string;
  filePath: string;
  bytes: number;
  /** The slug of the channel on which new products are offered; undefined: the shop's only one. */
  channel: string | undefined;
  isTrial: boolean;
};

export type BeginImportRefusal = "not-found" | "empty" | "no-connection";

/** Refuses "empty" for a file of no bytes, "no-connection" where it is not clear to which channel it goes. */
export async function beginImport(
  ctx: Core,
  { merchantId, fileName, filePath, bytes, channel, isTrial }: BeginImport,
): Promise<Outcome<{ taskId: string }, BeginImportRefusal> | ShopClosed> {
  const person = personOf(ctx);
  if (!person || !mayActFor(ctx, merchantId, "edit-listings")) return refuse("not-found");
  const closed = await whyShopClosed(ctx, merchantId);
  if (closed) return closed;
  if (bytes === 0) return refuse("empty");
  if (!(await importConnection(ctx, merchantId, channel))) return refuse("no-connection");
  return inTransaction(ctx, async (core) => {
    const createdAt = core.clock.now();
    const taskId = newId(createdAt);
    const report: ImportTaskReport = channel === undefined ? {} : { channel };
    await core.db.insert(shopTasks).values({
      id: taskId,
      kind: isTrial ? "import-trial" : "import",
      accountId: merchantId,
      personId: person.personId,
      state: "waiting",
      fileName,
      filePath,
      totalCount: bytes,
      report,
      requestId: core.requestId ?? null,
      createdAt,
    });
    if (!isTrial) await noteBegun(core, { merchantId, taskId, fileName });
    return ok({ taskId });
  });
}

/** The file of a trial is imported as it was looked at; a second press finds that it is done. Undo: as above. */
export async function importAfterTrial(
  ctx: Core,
  taskId: string,
): Promise<Outcome<{ taskId: string }, "not-found"> | ShopClosed> {
  return inTransaction(ctx, async (core) => {
    const which = and(
      eq(shopTasks.id, taskId),
      inArray(shopTasks.accountId, shopsWhere(core, "edit-listings")),
      eq(shopTasks.kind, "import-trial"),
      eq(shopTasks.state, "done"),
    );
    const [trial] = await core.db.select({ accountId: shopTasks.accountId }).from(shopTasks).where(which);
    const closed = trial && (await whyShopClosed(core, trial.accountId));
    if (closed) return closed;
    const [task] = await core.db
      .update(shopTasks)
      .set({
        kind: "import",
        state: "waiting",
        doneCount: 0,
        requestId: core.requestId ?? null,
        startedAt: null,
        endedAt: null,
      })
      .where(which)
      .returning();
    if (!task) return refuse("not-found");
    const { channel } = (task.report ?? {}) as ImportTaskReport;
    const report: ImportTaskReport = channel === undefined ? {} : { channel };
    await core.db.update(shopTasks).set({ report }).where(eq(shopTasks.id, taskId));
    await noteBegun(core, { merchantId: task.accountId, taskId, fileName: task.fileName });
    return ok({ taskId });
  });
}

const noteBegun = (
  core: Core,
  { merchantId, taskId, fileName }: { merchantId: string; taskId: string; fileName: string },
) =>
  noteAudit(core, {
    accountId: merchantId,
    action: "import-begun",
    subjectKind: "shop-task",
    subjectId: taskId,
    detail: { fileName },
  });
