// Long work is to go no further: what it has done stays, and it says how far it came. Undo: begin it anew; an import of
// the same file goes on where it was.
import { and, eq, inArray } from "drizzle-orm";
import { shopTasks } from "@/db/schema/shops";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { shopsWhere } from "./access";
import { noteAudit } from "./note-audit";

const stoppable = ["import", "import-trial", "bulk-edit"] as const;

/** Refuses "not-found" also when it has come to its end meanwhile. */
export async function stopTask(ctx: Core, taskId: string): Promise<Outcome<undefined, "not-found">> {
  return inTransaction(ctx, async (core) => {
    const mine = and(
      eq(shopTasks.id, taskId),
      inArray(shopTasks.accountId, shopsWhere(core, "edit-listings")),
    );
    const isOpen = inArray(shopTasks.state, ["waiting", "running"]);
    const [task] = await core.db
      .update(shopTasks)
      .set({ state: "failed", endedAt: core.clock.now() })
      .where(and(mine, isOpen, inArray(shopTasks.kind, [...stoppable])))
      .returning();
    const kind = stoppable.find((one) => one === task?.kind);
    if (!task || !kind) return refuse("not-found");
    const refusal = { reason: "stopped", detail: "" };
    await core.db
      .update(shopTasks)
      .set({ report: { ...task.report, refusal } })
      .where(mine);
    await noteAudit(core, {
      accountId: task.accountId,
      action: `${kind}-stopped`,
      subjectKind: "shop-task",
      subjectId: taskId,
      detail: { fileName: task.fileName },
    });
    return ok(undefined);
  });
}
