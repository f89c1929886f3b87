// Carry a refund out at Stripe and write down how it went: on the refund, on the order or gift, and in a mail.
import { and, eq, ne, sql } from "drizzle-orm";
import { donations } from "@/db/schema/donations";
import { orders } from "@/db/schema/orders";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import { type Context, type Core, inTransaction } from "@/domain/context";
import { giveUp } from "@/domain/leases/lease";
import { postRefund, postRefundFailed } from "@/domain/ledger/post-payment";
import { mailOrderRefunded } from "@/domain/orders/mail-order";
import { noteWhetherRefunded } from "@/domain/orders/refunded-order";
import { noteOrderEvent } from "@/domain/orders/note-order-event";
import type { RefundAnswer } from "@/domain/payments/gateway";
import { pursueRefund, type Refund } from "@/domain/payments/refund-attempt";

/**
 * May be called again at any time. Returns how it stands at Stripe: "failed" also when Stripe does not take it on,
 * "unknown" while Stripe does not answer, which leaves it for the sweeper.
 */
export async function settleRefund(
  ctx: Context,
  refund: Refund,
): Promise<RefundAnswer["status"] | "unknown"> {
  const answer = await pursueRefund(ctx, refund);
  if (answer.kind === "unknown") return "unknown";
  const stands =
    answer.kind === "known"
      ? answer.value
      : { status: "failed" as const, failureCode: answer.code, takenBackMinor: undefined };
  await inTransaction(ctx, (core) => noteRefund(core, refund.id, stands));
  return stands.status;
}

/** Writes down how a refund stands. Repeating it changes nothing; a success that fails later is a failure. */
async function noteRefund(
  core: Core,
  refundId: string,
  answer: Omit<RefundAnswer, "id"> & { id?: string },
): Promise<void> {
  // Locks it, so that two answers that meet see what the other one wrote.
  const [before] = await core.db
    .update(refunds)
    .set({ id: refundId })
    .where(eq(refunds.id, refundId))
    .returning();
  const [refund] = await core.db
    .update(refunds)
    .set({
      status: answer.status,
      failureCode: answer.failureCode ?? null,
      ...(answer.takenBackMinor === undefined ? {} : { takenBackMinor: answer.takenBackMinor }),
      settledAt: answer.status === "pending" ? null : core.clock.now(),
    })
    .where(and(eq(refunds.id, refundId), ne(refunds.status, answer.status), ne(refunds.status, "failed")))
    .returning();
  if (!refund || !before) return;
  // Locked too: the ledger asks what went back of this payment before.
  const [attempt] = await core.db
    .update(paymentAttempts)
    .set({ id: refund.attemptId })
    .where(eq(paymentAttempts.id, refund.attemptId))
    .returning();
  if (!attempt) return;
  // One that had failed before we heard of it has done what it did at Stripe all the same.
  const wasMade = answer.status !== "failed" || (before.status === "open" && answer.id !== undefined);
  if (wasMade) await postRefund(core, refund, attempt);
  if (answer.status === "failed") {
    // Somebody is owed money and nothing brings it to them by itself: see give-back-again.ts.
    await giveUp(core, "refund", refund.id, `The refund failed: ${refund.failureCode ?? "no reason given"}`);
    await postRefundFailed(core, refund);
    await core.db
      .update(paymentAttempts)
      .set({ refundedMinor: sql`${paymentAttempts.refundedMinor} - ${refund.amountMinor}` })
      .where(eq(paymentAttempts.id, attempt.id));
  }
  const change =
    answer.status === "succeeded"
      ? refund.amountMinor
      : before.status === "succeeded"
        ? -refund.amountMinor
        : 0;
  // Money that was never the order's or the gift's is no part of what it gave back, unless nothing else was paid.
  const isSuperfluous = attempt.status === "superfluous";
  if (attempt.purpose === "order") {
    const counts = isSuperfluous ? eq(orders.status, "expired") : undefined;
    await core.db
      .update(orders)
      .set({ refundedMinor: sql`${orders.refundedMinor} + ${change}` })
      .where(and(eq(orders.id, refund.subjectId), counts));
    await noteWhetherRefunded(core, refund.subjectId);
    await tellOfRefund(core, refund, answer.status);
  } else {
    const counts = isSuperfluous ? eq(donations.status, "expired") : undefined;
    await core.db
      .update(donations)
      .set({ refundedMinor: sql`${donations.refundedMinor} + ${change}` })
      .where(and(eq(donations.id, refund.subjectId), counts));
  }
}

async function tellOfRefund(core: Core, refund: Refund, status: RefundAnswer["status"]): Promise<void> {
  if (status === "pending") return;
  await noteOrderEvent(core, {
    orderId: refund.subjectId,
    kind: status === "succeeded" ? "refunded" : "refund-failed",
    amountMinor: refund.amountMinor,
    by: "stripe", // whoever's click it was that brought the answer
  });
  if (status === "succeeded") await mailOrderRefunded(core, refund.subjectId, refund);
}

/** What we know of a refund that Stripe tells of. */
export function refundsOfStripe(ctx: Core, stripeRefundId: string): Promise<Refund[]> {
  return ctx.db.select().from(refunds).where(eq(refunds.stripeRefundId, stripeRefundId));
}
