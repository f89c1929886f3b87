// An owner or a manager asks for everything of the shop as one archive: a job makes it, and for a week it can be fetched.
// Also after everything has closed: what is a shop's own stays its own. Undo: none needed; it is forgotten by itself.
import { and, eq, inArray } from "drizzle-orm";
import { newId } from "@/db/id";
import { merchants } from "@/db/schema/accounts";
import { shopTasks } from "@/db/schema/shops";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { mayActFor } from "@/domain/shops/access";
import { noteAudit } from "@/domain/shops/note-audit";
import type { ArchiveReport } from "./make-archives";

export type RequestArchiveRefusal = "not-found" | "being-made";

/** One at a time for each shop: of two who ask at once the second is told that it is being made. */
export function requestArchive(
  ctx: Core,
  merchantId: string,
): Promise<Outcome<{ taskId: string }, RequestArchiveRefusal>> {
  return inTransaction(ctx, async (core) => {
    const person = personOf(core);
    if (!person || !mayActFor(core, merchantId, "archive")) return refuse("not-found");
    // Whoever asks at the same time waits here, and then sees what was asked for.
    const [shop] = await core.db
      .update(merchants)
      .set({ accountId: merchantId })
      .where(eq(merchants.accountId, merchantId))
      .returning({ accountId: merchants.accountId });
    if (!shop) return refuse("not-found");
    const [open] = await core.db
      .select({ id: shopTasks.id })
      .from(shopTasks)
      .where(
        and(
          eq(shopTasks.accountId, merchantId),
          eq(shopTasks.kind, "archive"),
          inArray(shopTasks.state, ["waiting", "running"]),
        ),
      );
    if (open) return refuse("being-made");
    const now = core.clock.now();
    const taskId = newId(now);
    const report: ArchiveReport = { locale: core.locale };
    await core.db.insert(shopTasks).values({
      id: taskId,
      kind: "archive",
      accountId: merchantId,
      personId: person.personId,
      state: "waiting",
      // One place for each: whoever begins it anew writes over what another had left.
      filePath: `archives/${taskId}.zip`,
      report,
      requestId: core.requestId ?? null,
      createdAt: now,
    });
    await noteAudit(core, {
      accountId: merchantId,
      action: "archive-requested",
      subjectKind: "shop-task",
      subjectId: taskId,
    });
    return ok({ taskId });
  });
}
