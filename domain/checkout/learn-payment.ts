// What became of the payment of an order or a gift? Asked when the shopper comes back from the bank, when they wait,
// and by the sweeper. Asks Stripe, never the address bar.
import { desc, eq } from "drizzle-orm";
import { paymentAttempts } from "@/db/schema/payments";
import type { Context } from "@/domain/context";
import { learnOutcome } from "@/domain/payments/pursue-attempt";
import { paymentStep, type PaymentStep } from "./buy";

/** The newest attempt of an order or gift that the caller has made sure is the asker's. Undefined when there is none. */
export async function learnPayment(ctx: Context, subjectId: string): Promise<PaymentStep | undefined> {
  const [attempt] = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.subjectId, subjectId))
    .orderBy(desc(paymentAttempts.id))
    .limit(1);
  if (!attempt) return undefined;
  if (attempt.status === "succeeded") return { state: "paid" };
  if (attempt.status === "superfluous") return { state: "declined", code: "came-too-late" };
  if (attempt.status === "failed") return { state: "declined", code: attempt.failureCode ?? "card_declined" };
  if (attempt.status === "cancelled") return { state: "declined", code: attempt.failureCode ?? "cancelled" };
  return paymentStep(ctx, attempt, await learnOutcome(ctx, attempt));
}
