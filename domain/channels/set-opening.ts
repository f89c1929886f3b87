// The operator sets when the programme or a channel opens, and until when it is rolled out. What has opened stays open.
// Undo: set it back, before it opens.
import { and, eq, isNull, type SQL } from "drizzle-orm";
import { channels, programmes } from "@/db/schema/channels";
import { type Core, inTransaction } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { noteAudit } from "@/domain/shops/note-audit";
import type { Instant } from "@/domain/time";
import { dayIn, platformTimeZone, startOfDayIn } from "./date-rules";
import { type EndOwner, ownedEnd } from "./end-owner";

export type OpeningFault = {
  field: "opensAt" | "openToAllAt";
  fault: "missing" | "no-such-day" | "in-the-past" | "has-passed" | "before-opening" | "after-end";
};

export type SetOpening = {
  owner: EndOwner & { kind: "programme" | "channel" };
  /** What the page showed: of two who press at once the second is told. */
  seen: { opensAt: Instant; openToAllAt: Instant | null };
  /** Calendar days in the platform's time zone; blank: open to all from the start. */
  days: { opensAt: string; openToAllAt: string };
};

export type SetOpeningRefusal = "not-found" | "changed-meanwhile" | "wrong-date";

/**
 * Refuses "not-found" for everybody but the operator, "changed-meanwhile" where the dates are not those that were
 * seen, "wrong-date" with the field and what is wrong with it.
 */
export function setOpening(
  ctx: Core,
  { owner, seen, days }: SetOpening,
): Promise<Outcome<undefined, SetOpeningRefusal, OpeningFault | undefined>> {
  return inTransaction(ctx, async (core) => {
    const owned = await ownedEnd(core, owner);
    if (!owned) return refuse("not-found", undefined);
    const read = readOpening(days, owned.life, core.clock.now());
    if ("fault" in read) return refuse("wrong-date", read);
    const table = owner.kind === "programme" ? programmes : channels;
    const same: SQL | undefined = and(
      eq(table.id, owner.id),
      eq(table.opensAt, seen.opensAt),
      seen.openToAllAt ? eq(table.openToAllAt, seen.openToAllAt) : isNull(table.openToAllAt),
    );
    const written = await core.db.update(table).set(read).where(same).returning({ id: table.id });
    if (written.length === 0) return refuse("changed-meanwhile", undefined);
    await noteAudit(core, {
      accountId: undefined,
      action: "opening-set",
      subjectKind: owner.kind,
      subjectId: owner.id,
      detail: { was: seen, is: read },
    });
    return ok(undefined);
  });
}

type Opening = { opensAt: Instant; openToAllAt: Instant | null };

function readOpening(
  days: SetOpening["days"],
  life: Opening & { salesEndAt: Instant | null },
  now: Instant,
): Opening | OpeningFault {
  const opensAt = readDay(days.opensAt, life.opensAt);
  if (!opensAt) return { field: "opensAt", fault: days.opensAt.trim() === "" ? "missing" : "no-such-day" };
  const openToAllAt = days.openToAllAt.trim() === "" ? null : readDay(days.openToAllAt, life.openToAllAt);
  if (openToAllAt === undefined) return { field: "openToAllAt", fault: "no-such-day" };
  if (opensAt.getTime() !== life.opensAt.getTime()) {
    if (life.opensAt <= now) return { field: "opensAt", fault: "has-passed" };
    if (opensAt <= now) return { field: "opensAt", fault: "in-the-past" };
  }
  if (openToAllAt?.getTime() !== life.openToAllAt?.getTime()) {
    // Back behind the roll-out would close it to people who can buy today.
    if (life.openToAllAt ? life.openToAllAt <= now : life.opensAt <= now)
      return { field: "openToAllAt", fault: "has-passed" };
  }
  if (openToAllAt && openToAllAt < opensAt) return { field: "openToAllAt", fault: "before-opening" };
  const last = openToAllAt ?? opensAt;
  if (life.salesEndAt && last > life.salesEndAt)
    return { field: openToAllAt ? "openToAllAt" : "opensAt", fault: "after-end" };
  return { opensAt, openToAllAt };
}

function readDay(day: string, present: Instant | null): Instant | undefined {
  if (present && dayIn(present, platformTimeZone) === day.trim()) return present;
  return startOfDayIn(day.trim(), platformTimeZone);
}
