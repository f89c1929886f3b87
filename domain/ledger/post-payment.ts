// The domain's side of the ledger: money was taken, went back, or came back from a refund that failed. Each stands in
// the transaction that makes it true; Stripe's side follows by post-movements.ts.
import { and, eq, sql } from "drizzle-orm";
import { donations } from "@/db/schema/donations";
import { ledgerEntries, ledgerLines } from "@/db/schema/ledger";
import { orders } from "@/db/schema/orders";
import type { paymentAttempts, refunds } from "@/db/schema/payments";
import type { Core } from "@/domain/context";
import { postEntry } from "./post-entry";
import { paymentLines, type Purpose, refundLines } from "./rules";

type Attempt = typeof paymentAttempts.$inferSelect;
type Refund = typeof refunds.$inferSelect;

/** An attempt has succeeded; `isWanted` is false when the money is to go back. */
export async function postPayment(core: Core, attempt: Attempt, isWanted: boolean): Promise<void> {
  const purpose = isWanted ? await purposeOf(core, attempt) : ({ kind: "unwanted" } as const);
  await postEntry(core, {
    kind: isWanted ? "payment" : "unwanted-payment",
    sourceId: attempt.id,
    attemptId: attempt.id,
    currency: attempt.currency,
    lines: paymentLines(attempt.amountMinor, purpose),
  });
}

/** Stripe has taken a refund on, pending or done. Again is the same as once. The attempt's row must be locked. */
export async function postRefund(core: Core, refund: Refund, attempt: Attempt): Promise<void> {
  const isWanted = attempt.status !== "superfluous";
  const purpose = isWanted ? await purposeOf(core, attempt) : ({ kind: "unwanted" } as const);
  const before = await sumsOf(core, attempt.id);
  const commissionMinor = purpose.kind === "order" ? purpose.commissionMinor : 0;
  await postEntry(core, {
    kind: "refund",
    sourceId: refund.id,
    attemptId: attempt.id,
    currency: refund.currency,
    lines: refundLines(refund.amountMinor, purpose, {
      totalMinor: attempt.amountMinor,
      refundedMinor: before.refundedMinor,
      commissionReturnedMinor: commissionMinor - before.commissionMinor,
    }),
  });
}

/** A refund that Stripe had taken on has failed: all that it did is undone. One that it never took on did nothing. */
export async function postRefundFailed(core: Core, refund: Refund): Promise<void> {
  const posted = await core.db
    .select({
      attemptId: ledgerEntries.attemptId,
      account: ledgerLines.account,
      ownerId: ledgerLines.ownerId,
      amountMinor: ledgerLines.amountMinor,
    })
    .from(ledgerEntries)
    .innerJoin(ledgerLines, eq(ledgerLines.entryId, ledgerEntries.id))
    .where(and(eq(ledgerEntries.sourceId, refund.id), eq(ledgerEntries.kind, "refund")));
  if (posted.length === 0) return;
  await postEntry(core, {
    kind: "refund-failed",
    sourceId: refund.id,
    attemptId: refund.attemptId,
    currency: refund.currency,
    lines: posted.map(({ account, ownerId, amountMinor }) => ({
      account,
      ownerId: ownerId ?? undefined,
      amountMinor: -amountMinor,
    })),
  });
}

async function purposeOf(core: Core, attempt: Attempt): Promise<Purpose> {
  if (attempt.purpose === "donation") {
    const [donation] = await core.db
      .select({ nonprofitId: donations.nonprofitId })
      .from(donations)
      .where(eq(donations.id, attempt.subjectId));
    if (!donation) throw new Error(`The gift of attempt ${attempt.id} has gone`);
    return { kind: "donation", ...donation };
  }
  const [order] = await core.db
    .select({ merchantId: orders.merchantId, commissionMinor: orders.commissionMinor })
    .from(orders)
    .where(eq(orders.id, attempt.subjectId));
  if (!order) throw new Error(`The order of attempt ${attempt.id} has gone`);
  return { kind: "order", ...order };
}

/** What has gone back of a payment so far, and what is left of its commission. Minor units. */
async function sumsOf(core: Core, attemptId: string) {
  const sumOf = (account: string) =>
    sql`coalesce(sum(case when ${ledgerLines.account} = ${account} then -${ledgerLines.amountMinor} else 0 end), 0)`.mapWith(
      Number,
    );
  const [sums] = await core.db
    .select({ refundedMinor: sumOf("refunds-clearing"), commissionMinor: sumOf("commission") })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(and(eq(ledgerEntries.attemptId, attemptId), sql`${ledgerEntries.kind} <> 'movement'`));
  return sums ?? { refundedMinor: 0, commissionMinor: 0 };
}
