// The archives of a shop, for its owners and managers.
import { and, desc, eq, gt, ne } from "drizzle-orm";
import { shopTasks } from "@/db/schema/shops";
import { type Core, inTransaction } from "@/domain/context";
import { mayActFor } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import type { Instant } from "@/domain/time";
import { fetchableUntil, tooOldBy } from "./archive-rules";
import type { ArchiveReport } from "./make-archives";

export type ShopArchive = {
  taskId: string;
  state: "waiting" | "running" | "done" | "failed";
  askedAt: Instant;
  endedAt: Instant | null;
  /** Rows that have been written, and of about how many. */
  doneCount: number;
  totalCount: number;
  /** It was not made, because whoever had asked may not have it any more. */
  isNotAllowed: boolean;
  /** Of one that is done. */
  bytes: number | undefined;
  /** Until when it can be fetched; undefined when it is not there, or not any more. */
  fetchUntil: Instant | undefined;
};

const archivesShown = 5;

/** The latest of them, newest first; undefined for who may not have them. */
export async function shopArchives(core: Core, merchantId: string): Promise<ShopArchive[] | undefined> {
  if (!mayActFor(core, merchantId, "archive")) return undefined;
  const rows = await core.db
    .select()
    .from(shopTasks)
    .where(and(eq(shopTasks.accountId, merchantId), eq(shopTasks.kind, "archive")))
    .orderBy(desc(shopTasks.id))
    .limit(archivesShown);
  const now = core.clock.now();
  return rows.map(({ id, state, createdAt, doneCount, totalCount, filePath, endedAt, report }) => {
    const until = state === "done" && filePath !== "" && endedAt ? fetchableUntil(endedAt) : undefined;
    return {
      taskId: id,
      state,
      askedAt: createdAt,
      endedAt,
      doneCount,
      totalCount,
      isNotAllowed: (report as ArchiveReport | null)?.refusal?.reason === "not-allowed",
      bytes: (report as ArchiveReport | null)?.bytes,
      fetchUntil: until && now < until ? until : undefined,
    };
  });
}

/**
 * Where in the store an archive is kept, for somebody who fetches it now: that is noted in the shop's log, because there
 * are addresses of shoppers in it. Undefined when it has expired, and for who may not have it.
 */
export async function fetchArchive(
  ctx: Core,
  { merchantId, taskId }: { merchantId: string; taskId: string },
): Promise<{ filePath: string; endedAt: Instant } | undefined> {
  if (!mayActFor(ctx, merchantId, "archive")) return undefined;
  return inTransaction(ctx, async (core) => {
    const [task] = await core.db
      .select({ filePath: shopTasks.filePath, endedAt: shopTasks.endedAt })
      .from(shopTasks)
      .where(
        and(
          eq(shopTasks.id, taskId),
          eq(shopTasks.accountId, merchantId),
          eq(shopTasks.kind, "archive"),
          eq(shopTasks.state, "done"),
          ne(shopTasks.filePath, ""),
          gt(shopTasks.endedAt, tooOldBy(core.clock.now())),
        ),
      );
    if (!task?.endedAt) return undefined;
    await noteAudit(core, {
      accountId: merchantId,
      action: "archive-fetched",
      subjectKind: "shop-task",
      subjectId: taskId,
    });
    return { filePath: task.filePath, endedAt: task.endedAt };
  });
}
