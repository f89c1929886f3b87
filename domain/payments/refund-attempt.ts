// Give money back: first a row, then Stripe. The row is written in the transaction of whatever makes it due.
import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import type { Context, Core } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { minutesAfter } from "@/domain/time";
import type { Answer, RefundAnswer } from "./gateway";
import { keyLifeMinutes } from "./pursue-attempt";
import type { Attempt } from "./start-attempt";

export type Refund = typeof refunds.$inferSelect;
/** disputed: the shopper's bank has the money · more-than-left: it went back before. */
export type RefundRefusal = "disputed" | "more-than-left";
export type RefundReason =
  | "cancelled-by-shopper"
  | "by-merchant"
  | "came-too-late"
  | "paid-twice"
  | "failed-before";

/**
 * Notes that `amountMinor` of an attempt goes back. Refuses more than is left of it, and all while its bank has the
 * money. Both are guarded in the row, so two at once cannot both have the last cent.
 * @param amountMinor minor units of the attempt's currency, in steps that Stripe moves (smallestStep).
 * @throws when the amount is not of whole units, at least 1.
 */
export async function openRefund(
  core: Core,
  attempt: Pick<Attempt, "id" | "subjectId" | "currency">,
  amountMinor: number,
  reason: RefundReason,
): Promise<Outcome<Refund, RefundRefusal>> {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1)
    throw new Error("A refund is of whole minor units");
  const taken = await core.db
    .update(paymentAttempts)
    .set({ refundedMinor: sql`${paymentAttempts.refundedMinor} + ${amountMinor}` })
    .where(
      and(
        eq(paymentAttempts.id, attempt.id),
        eq(paymentAttempts.isChargedBack, false),
        sql`${paymentAttempts.refundedMinor} + ${amountMinor} <= ${paymentAttempts.amountMinor}`,
      ),
    )
    .returning({ id: paymentAttempts.id });
  if (taken.length === 0)
    return refuse((await isChargedBack(core, attempt.id)) ? "disputed" : "more-than-left");
  const now = core.clock.now();
  const [refund] = await core.db
    .insert(refunds)
    .values({
      id: newId(now),
      attemptId: attempt.id,
      subjectId: attempt.subjectId,
      amountMinor,
      currency: attempt.currency,
      reason,
      status: "open",
      requestId: core.requestId ?? null,
      createdAt: now,
    })
    .returning();
  if (!refund) throw new Error(`The refund of attempt ${attempt.id} was not written`);
  return ok(refund);
}

/** Whether its bank has the money of an attempt, as it was noted last. */
export async function isChargedBack(core: Core, attemptId: string): Promise<boolean> {
  const [attempt] = await core.db
    .select({ isChargedBack: paymentAttempts.isChargedBack })
    .from(paymentAttempts)
    .where(eq(paymentAttempts.id, attemptId));
  return attempt?.isChargedBack ?? false;
}

/** Asks Stripe to carry a refund out, or how it went when it was asked before. */
export async function pursueRefund(ctx: Context, refund: Refund): Promise<Answer<RefundAnswer>> {
  if (refund.stripeRefundId) return ctx.payments.retrieveRefund(refund.stripeRefundId);
  const [attempt] = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.id, refund.attemptId));
  if (!attempt?.stripePaymentIntentId) return { kind: "refused", code: "nothing-was-paid" };
  const answer = await findOrCreate(ctx, refund, {
    chargeIntentId: attempt.stripePaymentIntentId,
    takesBack: attempt.stripeAccountId !== null,
    returnsFee: attempt.applicationFeeMinor > 0,
  });
  if (answer.kind !== "known") return answer;
  await ctx.db
    .update(refunds)
    .set({ stripeRefundId: answer.value.id })
    .where(and(eq(refunds.id, refund.id), isNull(refunds.stripeRefundId)));
  // A key that was used before brings back the answer of that time, and an event that told of a failure since then
  // found no refund of this id here.
  return ctx.payments.retrieveRefund(answer.value.id);
}

/** Once Stripe may have forgotten the key, asking again would give the money back twice: then it is looked for first. */
async function findOrCreate(
  ctx: Context,
  refund: Refund,
  charge: { chargeIntentId: string; takesBack: boolean; returnsFee: boolean },
): Promise<Answer<RefundAnswer>> {
  if (ctx.clock.now() >= minutesAfter(refund.createdAt, keyLifeMinutes)) {
    const found = await ctx.payments.findRefund({
      chargeIntentId: charge.chargeIntentId,
      refundId: refund.id,
    });
    if (found.kind !== "known") return found;
    if (found.value) return { kind: "known", value: found.value };
  }
  return ctx.payments.createRefund(
    { ...charge, amountMinor: refund.amountMinor, refundId: refund.id },
    `refund_${refund.id}`,
  );
}
