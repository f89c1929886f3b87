// A gift that was begun and never paid is closed. Undo: money that still comes (mark-paid.ts).
import { and, eq, lt } from "drizzle-orm";
import { donations } from "@/db/schema/donations";
import type { Core } from "@/domain/context";
import type { Instant } from "@/domain/time";

/** Ends it if it was begun before `before`; the caller has made sure that no money can come any more. */
export async function expireDonation(core: Core, donationId: string, before: Instant): Promise<void> {
  await core.db
    .update(donations)
    .set({ status: "expired", closedAt: core.clock.now() })
    .where(
      and(eq(donations.id, donationId), eq(donations.status, "pending"), lt(donations.createdAt, before)),
    );
}
