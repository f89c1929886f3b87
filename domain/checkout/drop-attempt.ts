// Stripe refused the question itself, so nothing was taken and nothing will be: the attempt is over.
import { and, eq } from "drizzle-orm";
import { paymentAttempts } from "@/db/schema/payments";
import type { Context } from "@/domain/context";
import { cancelAttempt } from "@/domain/payments/pursue-attempt";
import { type Attempt, isUnsettled } from "@/domain/payments/start-attempt";
import { type AppliedPayment, applyPayment } from "./apply-payment";

/**
 * Closes the intent too, if there is one, so that it cannot be paid later; if it was paid after all, that stands.
 * @returns what became of the payment; undefined where none was made, and while Stripe does not say.
 */
export async function dropAttempt(
  ctx: Context,
  attempt: Attempt,
  code: string,
): Promise<AppliedPayment | undefined> {
  await ctx.db
    .update(paymentAttempts)
    .set({ status: "failed", failureCode: code, settledAt: ctx.clock.now() })
    .where(and(eq(paymentAttempts.id, attempt.id), isUnsettled));
  const [now] = await ctx.db.select().from(paymentAttempts).where(eq(paymentAttempts.id, attempt.id));
  if (!now?.stripePaymentIntentId) return undefined;
  const answer = await cancelAttempt(ctx, now);
  return answer.kind === "known" ? applyPayment(ctx, answer.value) : undefined;
}
