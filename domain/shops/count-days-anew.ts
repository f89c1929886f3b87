// The days of a shop begin at other instants from now on: what it sold is counted anew, day by day, by the next turns of
// domain/measurement/count-sales.ts. Undo: none is needed, counting twice changes nothing.
import { tallies } from "@/db/schema/tallies";
import type { Core } from "@/domain/context";

/** The tally of which `upTo` is the last day that was counted anew; it is there until all are. */
export const daysOf = (merchantId: string): string => `days ${merchantId}`;

/** In the transaction that changes the time zone. */
export async function countDaysAnew(core: Core, merchantId: string): Promise<void> {
  await core.db
    .insert(tallies)
    .values({ of: daysOf(merchantId), counts: {}, upTo: "" })
    .onConflictDoUpdate({ target: tallies.of, set: { upTo: "" } });
}
