// Money that was to go back has not: what is told of it to whoever paid.
import { desc, eq } from "drizzle-orm";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import type { Core } from "@/domain/context";

/** Merle sees to it, or the bank of whoever paid has the money already. */
export type RefundTrouble = "looked-into" | "with-the-bank";

/** Of an order or a gift whose last refund failed; undefined when it did not, or when there is none. */
export async function refundTroubleOf(ctx: Core, subjectId: string): Promise<RefundTrouble | undefined> {
  const [last] = await ctx.db
    .select({ status: refunds.status, isChargedBack: paymentAttempts.isChargedBack })
    .from(refunds)
    .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
    .where(eq(refunds.subjectId, subjectId))
    .orderBy(desc(refunds.id))
    .limit(1);
  if (last?.status !== "failed") return undefined;
  return last.isChargedBack ? "with-the-bank" : "looked-into";
}
