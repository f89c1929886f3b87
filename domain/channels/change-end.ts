// An announced end comes earlier or later: everybody who has heard of it is told of the new dates, and what was to be
// told of the old ones is dropped. What has passed stays as it was. Undo: change it back.
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { noteAudit } from "@/domain/shops/note-audit";
import type { AnnounceEndRefusal, SetEnd } from "./announce-end";
import { type DateFault, endFields, readEndDays, whyChangeIsWrong, whyEndIsWrong } from "./date-rules";
import { ownedEnd, writeEnd } from "./end-owner";
import { planNotices } from "./notice-rules";
import { dropUntold, writeNotices } from "./plan-notices";

export type ChangeEndRefusal = AnnounceEndRefusal | "not-announced" | "nothing-changed";

/** As announceEnd. A date that has passed cannot be changed, and none can be moved into the past. */
export function changeEnd(
  ctx: Core,
  { owner, seenRevision, days }: SetEnd,
): Promise<Outcome<{ revision: number }, ChangeEndRefusal, DateFault | undefined>> {
  return inTransaction(ctx, async (core) => {
    const owned = await ownedEnd(core, owner);
    if (!owned) return refuse("not-found", undefined);
    const { life, timeZone } = owned;
    if (life.endRevision !== seenRevision) return refuse("changed-meanwhile", undefined);
    const { endAnnouncedAt } = life;
    if (endAnnouncedAt === null) return refuse("not-announced", undefined);
    const now = core.clock.now();
    const read = readEndDays(days, timeZone, life);
    if ("fault" in read) return refuse("wrong-date", read.fault);
    const { dates } = read;
    const fault =
      whyEndIsWrong({ opensAt: life.opensAt, endAnnouncedAt }, dates, owned.above) ??
      whyChangeIsWrong(life, dates, now);
    if (fault) return refuse("wrong-date", fault);
    const changed = endFields.filter((field) => dates[field]?.getTime() !== life[field]?.getTime());
    if (changed.length === 0) return refuse("nothing-changed", undefined);
    if (!(await writeEnd(core, owner, seenRevision, { ...dates, endAnnouncedAt })))
      return refuse("changed-meanwhile", undefined);
    const revision = seenRevision + 1;
    const { wasUnheard } = await dropUntold(core, owner);
    const first = wasUnheard ? "announced" : "corrected";
    await writeNotices(core, owner, revision, planNotices(first, dates, now, timeZone));
    await noteAudit(core, {
      accountId: owned.merchantId,
      action: "end-changed",
      subjectKind: owner.kind,
      subjectId: owner.id,
      detail: Object.fromEntries(changed.map((field) => [field, { was: life[field], is: dates[field] }])),
    });
    return ok({ revision });
  });
}
