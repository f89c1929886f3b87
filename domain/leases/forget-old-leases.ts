// A subject that failed, and was then settled on another way, leaves its lease behind. Undo: none is needed, the next
// try makes a new one.
import { and, isNull, lt, ne } from "drizzle-orm";
import { leases } from "@/db/schema/leases";
import type { Core } from "@/domain/context";
import { daysAfter, realNow } from "@/domain/time";

/** Forgets those that nobody took up for a week after they were free. Not jobs, and not what was given up. */
export async function forgetOldLeases(core: Core): Promise<void> {
  await core.db
    .delete(leases)
    .where(
      and(
        lt(leases.freeAt, daysAfter(realNow(core.clock), -7)),
        isNull(leases.givenUpAt),
        ne(leases.kind, "job"),
      ),
    );
}
