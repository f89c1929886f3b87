// An announced end is called off, while sales go on: everything is as it was before, and everybody who has heard of it
// is told. Undo: announce-end.
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { noteAudit } from "@/domain/shops/note-audit";
import { noEnd } from "./date-rules";
import { type EndOwner, ownedEnd, writeEnd } from "./end-owner";
import { dropUntold, writeNotices } from "./plan-notices";

/** sales-ended: what has ended does not come back by itself; a shop can connect anew when its own end is over. */
export type CancelEndRefusal = "not-found" | "changed-meanwhile" | "not-announced" | "sales-ended";

/** Who may: as announceEnd. */
export function cancelEnd(
  ctx: Core,
  { owner, seenRevision }: { owner: EndOwner; seenRevision: number },
): Promise<Outcome<{ revision: number }, CancelEndRefusal>> {
  return inTransaction(ctx, async (core) => {
    const owned = await ownedEnd(core, owner);
    if (!owned) return refuse("not-found");
    const { life } = owned;
    if (life.endRevision !== seenRevision) return refuse("changed-meanwhile");
    if (life.endAnnouncedAt === null) return refuse("not-announced");
    const now = core.clock.now();
    if (life.salesEndAt !== null && life.salesEndAt <= now) return refuse("sales-ended");
    if (!(await writeEnd(core, owner, seenRevision, { ...noEnd, endAnnouncedAt: null })))
      return refuse("changed-meanwhile");
    const revision = seenRevision + 1;
    const { wasUnheard } = await dropUntold(core, owner);
    if (!wasUnheard) await writeNotices(core, owner, revision, [{ kind: "cancelled", dueAt: now }]);
    await noteAudit(core, {
      accountId: owned.merchantId,
      action: "end-cancelled",
      subjectKind: owner.kind,
      subjectId: owner.id,
      detail: { salesEndAt: life.salesEndAt, closesAt: life.closesAt },
    });
    return ok({ revision });
  });
}
