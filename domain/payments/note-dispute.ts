// Write down how a dispute stands at Stripe, and whether the bank has the money. Undo: none, Stripe decides.
import { and, eq, inArray } from "drizzle-orm";
import { newId } from "@/db/id";
import { disputes, paymentAttempts } from "@/db/schema/payments";
import type { Core } from "@/domain/context";
import { disputeStatesBefore, isDisputeOver, statesWithMoneyGone } from "./dispute-rules";
import type { DisputeAtStripe } from "./gateway";
import type { Attempt } from "./start-attempt";

export type Dispute = typeof disputes.$inferSelect;

/** Undefined when nothing is new in it. The attempt's row must be locked. */
export async function noteDispute(
  core: Core,
  attempt: Attempt,
  { id: stripeDisputeId, status, reason, amountMinor, currency, evidenceDueAt, openedAt }: DisputeAtStripe,
): Promise<Dispute | undefined> {
  const now = core.clock.now();
  const facts = {
    status,
    evidenceDueAt: evidenceDueAt ?? null,
    closedAt: isDisputeOver(status) ? now : null,
  };
  const [opened] = await core.db
    .insert(disputes)
    .values({
      id: newId(now),
      stripeDisputeId,
      attemptId: attempt.id,
      subjectId: attempt.subjectId,
      reason,
      amountMinor,
      currency,
      openedAt,
      ...facts,
    })
    .onConflictDoNothing()
    .returning();
  const [changed] = opened
    ? [opened]
    : await core.db
        .update(disputes)
        .set(facts)
        .where(
          and(
            eq(disputes.stripeDisputeId, stripeDisputeId),
            inArray(disputes.status, disputeStatesBefore(status)),
          ),
        )
        .returning();
  if (changed) await noteWhoHasTheMoney(core, attempt.id);
  return changed;
}

async function noteWhoHasTheMoney(core: Core, attemptId: string): Promise<void> {
  const gone = await core.db
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.attemptId, attemptId), inArray(disputes.status, [...statesWithMoneyGone])));
  await core.db
    .update(paymentAttempts)
    .set({ isChargedBack: gone.length > 0 })
    .where(eq(paymentAttempts.id, attemptId));
}
