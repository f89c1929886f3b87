// Move the clock of the demo world to a day and time, or back to today. From then on every process shows that day, and
// what waits for its time is due at once. Undo: move it back; what was done on that day stays done.
import { and, eq, gt, isNull } from "drizzle-orm";
import { clockMoves } from "@/db/schema/clock";
import { leases } from "@/db/schema/leases";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { ok, type Outcome, refuse } from "@/domain/outcome";
import { noteAudit } from "@/domain/shops/note-audit";
import { type Instant, movedClock, realNow } from "@/domain/time";
import { isShowable } from "./move-rules";

export type MoveClock = {
  /** Absent: back to today. */
  to: Instant | undefined;
  /** The move that whoever asks has seen last, blank for none: of two at once, the second is told. */
  afterMoveId: string;
  /** Whether no key of Stripe's is in use and the demo accounts are shown: env.isDemoWorld. */
  isDemoWorld: boolean;
};

export type MoveClockRefusal = "not-found" | "not-the-demo-world" | "out-of-range" | "moved-meanwhile";

/** For the operator alone: to everybody else nothing of this exists. Tells the new offset in milliseconds. */
export async function moveClock(
  ctx: Core,
  { to, afterMoveId, isDemoWorld }: MoveClock,
): Promise<Outcome<{ offsetMilliseconds: number }, MoveClockRefusal>> {
  const operator = personOf(ctx);
  if (!operator?.isOperator) return refuse("not-found");
  if (!isDemoWorld) return refuse("not-the-demo-world");
  if (to && !isShowable(to)) return refuse("out-of-range");
  const movedAt = realNow(ctx.clock);
  const offsetMilliseconds = to ? to.getTime() - movedAt.getTime() : 0;
  const shownBefore = ctx.clock.now();
  return inTransaction(ctx, async (core) => {
    const id = idAfter(afterMoveId);
    // Somebody else's move has taken this id, or a later one.
    const [later] = await core.db
      .select({ id: clockMoves.id })
      .from(clockMoves)
      .where(gt(clockMoves.id, id))
      .limit(1);
    if (later) return refuse("moved-meanwhile");
    const [move] = await core.db
      .insert(clockMoves)
      .values({ id, offsetMilliseconds, movedBy: operator.personId, movedAt })
      .onConflictDoNothing()
      .returning();
    if (!move) return refuse("moved-meanwhile");
    const real = { ...core, clock: { now: () => movedAt } };
    await noteAudit(real, {
      accountId: undefined,
      action: "clock-moved",
      subjectKind: "clock",
      subjectId: id,
      detail: { from: shownBefore.toISOString(), to: (to ?? movedAt).toISOString() },
    });
    await makeDue(core, movedAt, movedClock(offsetMilliseconds, real.clock).now());
    return ok({ offsetMilliseconds });
  });
}

/** Moves are numbered, so that two at once want the same number and one of them gets it. */
function idAfter(moveId: string): string {
  const number = /^\d+$/.test(moveId) ? Number(moveId) : 0;
  return String(number + 1).padStart("01ARZ3NDEKTSV4RRFFQ69G5FAV".length, "0");
}

/** As if the time had passed: tries and turns that wait for theirs are due now. What is in hand stays where it is. */
async function makeDue({ db }: Core, realAt: Instant, shownAt: Instant): Promise<void> {
  await db
    .update(leases)
    .set({ freeAt: realAt })
    .where(and(isNull(leases.heldBy), isNull(leases.givenUpAt), gt(leases.freeAt, realAt)));
  // No turn has come to its end on a day that is still to come: what happened since it is asked for from here on.
  await db
    .update(leases)
    .set({ doneAt: shownAt })
    .where(and(eq(leases.kind, "job"), gt(leases.doneAt, shownAt)));
}
