// Make sure that no money can come any more for an attempt, an order or a gift: closed at Stripe first, then here.
// Undo: a new attempt.
import { and, eq } from "drizzle-orm";
import { paymentAttempts } from "@/db/schema/payments";
import type { Context } from "@/domain/context";
import { cancelAttempt } from "@/domain/payments/pursue-attempt";
import { type Attempt, isUnsettled } from "@/domain/payments/start-attempt";
import { applyPayment } from "./apply-payment";
import { dropAttempt } from "./drop-attempt";

/** Closes an attempt at Stripe and applies what it was in the end. False while that is not known. */
export async function endAttempt(ctx: Context, attempt: Attempt): Promise<boolean> {
  const answer = await cancelAttempt(ctx, attempt);
  if (answer.kind === "unknown") return false;
  if (answer.kind === "refused") {
    await dropAttempt(ctx, attempt, answer.code);
    return true;
  }
  const { state } = await applyPayment(ctx, answer.value);
  return state !== "processing" && state !== "open" && state !== "requires-action";
}

/** All that is open for an order or gift. False while money may still come; what did come is applied. */
export async function endAttemptsOf(ctx: Context, subjectId: string): Promise<boolean> {
  const open = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.subjectId, subjectId), isUnsettled));
  for (const attempt of open) {
    if (!(await endAttempt(ctx, attempt))) return false;
  }
  return true;
}
