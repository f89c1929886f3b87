// Try again what was given up, or what waits for its next try: it counts from the beginning, and is due at once.
// Undo: none; it is given up again when it keeps failing.
import { and, eq, isNull } from "drizzle-orm";
import { leases } from "@/db/schema/leases";
import { type Core, personOf } from "@/domain/context";
import type { LeaseKind } from "@/domain/leases/rules";
import { ok, type Outcome, refuse } from "@/domain/outcome";
import { realNow } from "@/domain/time";

/** For the operator alone: to everybody else nothing of this exists. What is in hand is left alone. */
export async function tryAgain(
  core: Core,
  input: { kind: LeaseKind; subjectId: string },
): Promise<Outcome<undefined, "not-found">> {
  if (!personOf(core)?.isOperator) return refuse("not-found");
  const freed = await core.db
    .update(leases)
    .set({ givenUpAt: null, tries: 0, freeAt: realNow(core.clock) })
    .where(and(eq(leases.kind, input.kind), eq(leases.subjectId, input.subjectId), isNull(leases.heldBy)))
    .returning({ kind: leases.kind });
  return freed.length > 0 ? ok(undefined) : refuse("not-found");
}
