// A refund failed, and the operator lets it be tried again: the same money goes back by a new refund, because Stripe
// never takes up one that failed. While the shopper's bank has the money, this waits for what the bank decides.
// Undo: none.
import { and, eq, notInArray } from "drizzle-orm";
import { disputes, paymentAttempts } from "@/db/schema/payments";
import { type Context, type Core, inTransaction } from "@/domain/context";
import { endLease, type Lease } from "@/domain/leases/lease";
import type { Turn } from "@/domain/leases/work-through";
import { noteOrderEvent } from "@/domain/orders/note-order-event";
import { disputeEndings } from "@/domain/payments/dispute-rules";
import { openRefund, type Refund } from "@/domain/payments/refund-attempt";
import { settleRefund } from "./settle-refund";

const waitsForTheBank: Turn = { postponed: "The shopper's bank has the money", seconds: 6 * 60 * 60 };

/**
 * Once per lease, which ends in the transaction that opens the new refund. Nothing is given back where another refund
 * did so meanwhile, or where the bank has kept the money for the shopper.
 * @throws when the payment has gone.
 */
export async function giveBackAgain(ctx: Context, failed: Refund, lease: Lease): Promise<Turn> {
  const opened = await inTransaction(ctx, async (core) => {
    const [attempt] = await core.db
      .select()
      .from(paymentAttempts)
      .where(eq(paymentAttempts.id, failed.attemptId));
    if (!attempt) throw new Error(`The payment of refund ${failed.id} has gone`);
    const again = await openRefund(core, attempt, failed.amountMinor, "failed-before");
    if (!again.ok)
      return again.reason === "disputed" && (await isBankDeciding(core, attempt.id)) ? "waits" : undefined;
    const { subjectId: orderId, amountMinor } = again.value;
    if (attempt.purpose === "order")
      await noteOrderEvent(core, { orderId, kind: "refund-started", amountMinor });
    await endLease(core, lease);
    return again.value;
  });
  if (opened === "waits") return waitsForTheBank;
  if (!opened) return "done";
  await settleRefund(ctx, opened);
  return "ended";
}

async function isBankDeciding(core: Core, attemptId: string): Promise<boolean> {
  const [open] = await core.db
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.attemptId, attemptId), notInArray(disputes.status, [...disputeEndings])));
  return open !== undefined;
}
