// What of the work waits, is in hand, or was given up.
import { asc, count, desc, isNotNull, or } from "drizzle-orm";
import { leases } from "@/db/schema/leases";
import type { Core } from "@/domain/context";
import type { Lease } from "./lease";

export async function countGivenUp(core: Core): Promise<number> {
  const [row] = await core.db.select({ n: count() }).from(leases).where(isNotNull(leases.givenUpAt));
  return row?.n ?? 0;
}

const shown = 200;

/** What is in hand, waits for another try or was given up: that first, then what failed last. */
export function leasesShown(core: Core): Promise<Lease[]> {
  return core.db
    .select()
    .from(leases)
    .where(or(isNotNull(leases.givenUpAt), isNotNull(leases.heldBy), isNotNull(leases.lastError)))
    .orderBy(desc(isNotNull(leases.givenUpAt)), asc(leases.freeAt))
    .limit(shown);
}
