// What Stripe says of a dispute becomes true here: its row, its order, a mail to the seller and to the operator. May be
// called in any order and as often as one likes.
import { eq } from "drizzle-orm";
import { paymentAttempts } from "@/db/schema/payments";
import { type Context, type Core, inTransaction } from "@/domain/context";
import { postDisputeLost, postDisputeWon } from "@/domain/ledger/post-payment";
import { endOrderDispute, markOrderDisputed, noteOrderDisputeLost } from "@/domain/orders/dispute-order";
import { isMoneyGone } from "@/domain/payments/dispute-rules";
import type { DisputeAtStripe } from "@/domain/payments/gateway";
import { type Dispute, noteDispute } from "@/domain/payments/note-dispute";
import { isChargedBack } from "@/domain/payments/refund-attempt";
import type { Attempt } from "@/domain/payments/start-attempt";
import { mailDispute } from "./mail-dispute";

/**
 * Of a payment whose success is known here, see apply-payment.ts; one of a payment that is none of ours changes nothing.
 * @param noted belongs to the same transaction.
 */
export function applyDispute(
  ctx: Context,
  dispute: DisputeAtStripe,
  noted: (core: Core) => Promise<void> = async () => {},
): Promise<void> {
  return inTransaction(ctx, async (core) => {
    const attempt = await lockedAttempt(core, dispute.intentId);
    const changed = attempt && (await noteDispute(core, attempt, dispute));
    if (changed) {
      await tellOrder(core, attempt, changed);
      if (changed.status === "lost") await postDisputeLost(core, changed, attempt);
      if (changed.status === "won") await postDisputeWon(core, changed);
      await mailDispute(core, attempt, changed);
    }
    await noted(core);
  });
}

async function lockedAttempt(core: Core, intentId: string | undefined): Promise<Attempt | undefined> {
  if (intentId === undefined) return undefined;
  const [attempt] = await core.db
    .update(paymentAttempts)
    .set({ stripePaymentIntentId: intentId })
    .where(eq(paymentAttempts.stripePaymentIntentId, intentId))
    .returning();
  return attempt;
}

/** An inquiry changes nothing about an order, nor does a dispute about money that was never the order's. */
async function tellOrder(core: Core, attempt: Attempt, { status, amountMinor }: Dispute): Promise<void> {
  if (attempt.purpose !== "order" || attempt.status !== "succeeded") return;
  if (isMoneyGone(status)) await markOrderDisputed(core, attempt.subjectId, amountMinor);
  if (status === "lost") await noteOrderDisputeLost(core, attempt.subjectId, amountMinor);
  if (status === "won" && !(await isChargedBack(core, attempt.id)))
    await endOrderDispute(core, attempt.subjectId, amountMinor);
}
