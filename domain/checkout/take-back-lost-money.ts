// A dispute is lost and its money had gone on to the seller's or charity's own account at Stripe: it is taken back from
// there. Stripe debits the platform for every dispute of a destination charge and leaves this to it
// (docs.stripe.com/disputes/connect). Undo: none; what a later win brings is owed to them again.
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { disputes, paymentAttempts } from "@/db/schema/payments";
import { type Context, inTransaction } from "@/domain/context";
import { endLease } from "@/domain/leases/lease";
import { type Queue, unanswered, type Worked, workThrough } from "@/domain/leases/work-through";
import { postTakenBack } from "@/domain/ledger/post-payment";

const isToTakeBack = and(
  eq(disputes.status, "lost"),
  isNull(disputes.takenBackMinor),
  isNotNull(paymentAttempts.stripeAccountId),
);

export const lostMoneyToTakeBack: Queue<Context> = {
  kind: "lost-dispute",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: disputes.id, since: disputes.closedAt, requestId: paymentAttempts.requestId })
      .from(disputes)
      .innerJoin(paymentAttempts, eq(paymentAttempts.id, disputes.attemptId))
      .where(and(isToTakeBack, isFree(disputes.id)))
      .orderBy(asc(disputes.closedAt))
      .limit(limit),
  async work(ctx, id, lease) {
    const [lost] = await ctx.db
      .select({ dispute: disputes, attempt: paymentAttempts })
      .from(disputes)
      .innerJoin(paymentAttempts, eq(paymentAttempts.id, disputes.attemptId))
      .where(and(eq(disputes.id, id), isToTakeBack));
    if (!lost?.attempt.stripePaymentIntentId) return "nothing-left";
    const { dispute, attempt } = lost;
    const { stripePaymentIntentId: chargeIntentId } = lost.attempt;
    const answer = await ctx.payments.takeBack(
      { chargeIntentId, amountMinor: dispute.amountMinor, disputeId: id },
      `dispute_${id}:take-back`,
    );
    if (answer.kind === "unknown") return unanswered;
    if (answer.kind === "refused") throw new Error(`Stripe does not take it back: ${answer.code}`);
    const takenBackMinor = answer.value;
    await inTransaction(ctx, async (core) => {
      await core.db.update(disputes).set({ takenBackMinor }).where(eq(disputes.id, id));
      if (takenBackMinor > 0) await postTakenBack(core, dispute, attempt, takenBackMinor);
      await endLease(core, lease);
    });
    return "ended";
  },
};

/** Takes back what lost disputes cost the platform. What Stripe refuses stays owed, and ends before the operator. */
export function takeBackLostMoney(ctx: Context): Promise<Worked> {
  return workThrough(ctx, lostMoneyToTakeBack);
}
