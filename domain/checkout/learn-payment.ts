// What became of the payment of an order or a gift? Asked when the shopper comes back from the bank, when they wait,
// and by the sweeper. Asks Stripe, never the address bar.
import { desc, eq } from "drizzle-orm";
import { paymentAttempts } from "@/db/schema/payments";
import type { Context } from "@/domain/context";
import { learnOutcome } from "@/domain/payments/pursue-attempt";
import { stateOf } from "./apply-payment";
import { paymentStep } from "./buy";
import { lastStep, type PaymentStep } from "./payment-step";

/** The newest attempt of an order or gift that the caller has made sure is the asker's. Undefined when there is none. */
export async function learnPayment(ctx: Context, subjectId: string): Promise<PaymentStep | undefined> {
  const [attempt] = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.subjectId, subjectId))
    .orderBy(desc(paymentAttempts.id))
    .limit(1);
  if (!attempt) return undefined;
  const over = lastStep(stateOf(attempt), attempt.failureCode ?? undefined);
  return over ?? paymentStep(ctx, attempt, await learnOutcome(ctx, attempt));
}
