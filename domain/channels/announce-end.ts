// The end of the programme, a channel or one shop's connection is announced: nothing stops yet, and everybody whom it
// touches is told by notices of the same transaction. Undo: cancel-end; other dates: change-end.
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { noteAudit } from "@/domain/shops/note-audit";
import { type DateFault, type EndDays, readEndDays, whyEndIsWrong } from "./date-rules";
import { type EndOwner, ownedEnd, writeEnd } from "./end-owner";
import { planNotices } from "./notice-rules";
import { dropUntold, writeNotices } from "./plan-notices";

export type SetEnd = {
  owner: EndOwner;
  /** The revision that the page showed: of two who press at once the second is told. */
  seenRevision: number;
  days: EndDays;
};

export type AnnounceEndRefusal = "not-found" | "changed-meanwhile" | "wrong-date";

/**
 * Days mean their start: in the platform's time zone for programme and channels, in the shop's for a connection.
 * Only the operator, or members of the shop who may edit its channels.
 * @returns the revision of the dates from now on.
 */
export function announceEnd(
  ctx: Core,
  { owner, seenRevision, days }: SetEnd,
): Promise<Outcome<{ revision: number }, AnnounceEndRefusal, DateFault | undefined>> {
  return inTransaction(ctx, async (core) => {
    const owned = await ownedEnd(core, owner);
    if (!owned) return refuse("not-found", undefined);
    if (owned.life.endAnnouncedAt !== null) return refuse("changed-meanwhile", undefined);
    const now = core.clock.now();
    const read = readEndDays(days, owned.timeZone);
    if ("fault" in read) return refuse("wrong-date", read.fault);
    const { dates } = read;
    const fault = whyEndIsWrong({ opensAt: owned.life.opensAt, endAnnouncedAt: now }, dates, owned.above);
    if (fault) return refuse("wrong-date", fault);
    if (!(await writeEnd(core, owner, seenRevision, { ...dates, endAnnouncedAt: now })))
      return refuse("changed-meanwhile", undefined);
    const revision = seenRevision + 1;
    // Of an end that had been announced on a later day, before the clock was moved back.
    await dropUntold(core, owner);
    await writeNotices(core, owner, revision, planNotices("announced", dates, now, owned.timeZone));
    await noteAudit(core, {
      accountId: owned.merchantId,
      action: "end-announced",
      subjectKind: owner.kind,
      subjectId: owner.id,
      detail: { ...dates },
    });
    return ok({ revision });
  });
}
