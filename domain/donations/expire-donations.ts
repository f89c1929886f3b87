// Gifts that were begun and never paid are closed. Undo: money that still comes (mark-paid.ts).
import { and, eq, lt } from "drizzle-orm";
import { donations } from "@/db/schema/donations";
import type { Context } from "@/domain/context";
import type { Instant } from "@/domain/time";

/** Ends those begun before `before`, each once `endPayments` says that no money can come any more. */
export async function expireDonations(
  ctx: Context,
  before: Instant,
  endPayments: (donationId: string) => Promise<boolean>,
): Promise<void> {
  const due = await ctx.db
    .select({ id: donations.id })
    .from(donations)
    .where(and(eq(donations.status, "pending"), lt(donations.createdAt, before)))
    .limit(100);
  for (const { id } of due) {
    if (!(await endPayments(id))) continue;
    await ctx.db
      .update(donations)
      .set({ status: "expired", closedAt: ctx.clock.now() })
      .where(and(eq(donations.id, id), eq(donations.status, "pending"), lt(donations.createdAt, before)));
  }
}
