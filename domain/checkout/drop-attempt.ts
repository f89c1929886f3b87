// Stripe refused the question itself, so nothing was taken and nothing will be: the attempt is over.
import { and, eq, inArray } from "drizzle-orm";
import { paymentAttempts } from "@/db/schema/payments";
import type { Context } from "@/domain/context";
import { cancelAttempt } from "@/domain/payments/pursue-attempt";
import { type Attempt, unsettledStatuses } from "@/domain/payments/start-attempt";
import { applyPayment } from "./apply-payment";

/** Closes the intent too, if there is one, so that it cannot be paid later; if it was paid after all, that stands. */
export async function dropAttempt(ctx: Context, attempt: Attempt, code: string): Promise<void> {
  await ctx.db
    .update(paymentAttempts)
    .set({ status: "failed", failureCode: code, settledAt: ctx.clock.now() })
    .where(and(eq(paymentAttempts.id, attempt.id), inArray(paymentAttempts.status, [...unsettledStatuses])));
  const [now] = await ctx.db.select().from(paymentAttempts).where(eq(paymentAttempts.id, attempt.id));
  if (!now?.stripePaymentIntentId) return;
  const answer = await cancelAttempt(ctx, now);
  if (answer.kind === "known") await applyPayment(ctx, answer.value);
}
