// The domain's side of the ledger: money was taken, went back, or came back from a refund that failed. Each stands in
// the transaction that makes it true; Stripe's side follows by post-movements.ts.
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { donations } from "@/db/schema/donations";
import { ledgerEntries, ledgerLines } from "@/db/schema/ledger";
import { orders } from "@/db/schema/orders";
import { type disputes, paymentAttempts, refunds } from "@/db/schema/payments";
import { type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";
import { type LedgerAccount, type LedgerKind, type Line, postEntry } from "./post-entry";
import {
  commissionToReturn,
  disputeLostLines,
  type Held,
  paymentLines,
  type Purpose,
  refundLines,
  takenBackLines,
} from "./rules";

type Attempt = typeof paymentAttempts.$inferSelect;
type Dispute = typeof disputes.$inferSelect;
type Refund = typeof refunds.$inferSelect;

/** An attempt has succeeded; `isWanted` is false when the money is to go back. */
export async function postPayment(core: Core, attempt: Attempt, isWanted: boolean): Promise<void> {
  const purpose = isWanted ? await purposeOf(core, attempt) : ({ kind: "unwanted" } as const);
  await postEntry(core, {
    kind: isWanted ? "payment" : "unwanted-payment",
    sourceId: attempt.id,
    attemptId: attempt.id,
    currency: attempt.currency,
    // Of money that nobody wanted the platform holds its fee, which goes back with the rest.
    lines: paymentLines(
      attempt.amountMinor,
      purpose,
      heldOf(attempt, isWanted ? 0 : attempt.applicationFeeMinor),
    ),
  });
}

/**
 * Stripe has taken a refund on, pending or done. Again is the same as once. The attempt's row must be locked. What came
 * from the receiver's account is what Stripe said: what an earlier refund took back stays here when that one fails, and
 * Stripe decides in an order that is not ours.
 */
export async function postRefund(core: Core, refund: Refund, attempt: Attempt): Promise<void> {
  const purpose = await purposeNow(core, attempt);
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
      ...(attempt.stripeAccountId === null
        ? {}
        : { fromAccountMinor: refund.takenBackMinor - (await feeReturned(core, attempt, refund)) }),
    }),
  });
}

/** What of its fee Stripe returned with a refund: in step with what it took back for all refunds of the payment. */
async function feeReturned(core: Core, attempt: Attempt, refund: Refund): Promise<number> {
  const [others] = await core.db
    .select({ minor: sql`coalesce(sum(${refunds.takenBackMinor}), 0)`.mapWith(Number) })
    .from(refunds)
    .where(and(eq(refunds.attemptId, attempt.id), ne(refunds.id, refund.id)));
  const before = others?.minor ?? 0;
  const feeOf = (takenBackMinor: number) =>
    commissionToReturn(attempt.applicationFeeMinor, attempt.amountMinor, takenBackMinor);
  return feeOf(before + refund.takenBackMinor) - feeOf(before);
}

const heldOf = (attempt: Attempt, minor: number): Held =>
  attempt.stripeAccountId === null ? undefined : minor;

/**
 * A refund that Stripe had taken on has failed: all that it did is undone. One that it never took on did nothing. What
 * it took back from an account at Stripe does not go there again by itself: the platform holds it from now on.
 */
export async function postRefundFailed(core: Core, refund: Refund): Promise<void> {
  const [attempt] = await core.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.id, refund.attemptId));
  const holder = attempt && (await holderOf(core, attempt));
  await reverse(core, "refund", refund.id, "refund-failed", holder);
}

/**
 * The bank has found for the shopper: what it took stays gone, and whoever was owed the money bears it. Once that has
 * gone on to them, the sum of their `payable` is negative: what they owe the platform, until it is taken back.
 */
export async function postDisputeLost(core: Core, dispute: Dispute, attempt: Attempt): Promise<void> {
  const purpose = await purposeNow(core, attempt);
  await postEntry(core, {
    kind: "dispute-lost",
    sourceId: dispute.id,
    attemptId: attempt.id,
    currency: dispute.currency,
    lines: disputeLostLines(dispute.amountMinor, purpose),
  });
}

/** Minor units of a lost dispute came back from the receiver's account at Stripe. Again is the same as once. */
export async function postTakenBack(
  core: Core,
  dispute: Dispute,
  attempt: Attempt,
  amountMinor: number,
): Promise<void> {
  const purpose = await purposeNow(core, attempt);
  await postEntry(core, {
    kind: "taken-back",
    sourceId: dispute.id,
    attemptId: attempt.id,
    currency: dispute.currency,
    lines: takenBackLines(amountMinor, purpose),
  });
}

/** The bank has changed its mind about a loss. A win that was no loss before has nothing to undo. */
export function postDisputeWon(core: Core, dispute: Dispute): Promise<void> {
  return reverse(core, "dispute-lost", dispute.id, "dispute-won");
}

/**
 * Writes the opposite of what was posted of a source, if anything was.
 * @param holder who has what comes back, when it does not go on again to an account at Stripe.
 */
async function reverse(
  core: Core,
  kind: LedgerKind,
  sourceId: string,
  as: LedgerKind,
  holder?: Omit<Line, "amountMinor">,
): Promise<void> {
  const posted = await core.db
    .select({
      attemptId: ledgerEntries.attemptId,
      account: ledgerLines.account,
      ownerId: ledgerLines.ownerId,
      currency: ledgerLines.currency,
      amountMinor: ledgerLines.amountMinor,
    })
    .from(ledgerEntries)
    .innerJoin(ledgerLines, eq(ledgerLines.entryId, ledgerEntries.id))
    .where(and(eq(ledgerEntries.sourceId, sourceId), eq(ledgerEntries.kind, kind)));
  const [first] = posted;
  if (!first) return;
  await postEntry(core, {
    kind: as,
    sourceId,
    attemptId: first.attemptId ?? undefined,
    currency: first.currency,
    lines: posted.map(({ account, ownerId, amountMinor }) => ({
      ...(account === "transfers-clearing" && holder ? holder : { account, ownerId: ownerId ?? undefined }),
      amountMinor: -amountMinor,
    })),
  });
}

async function holderOf(core: Core, attempt: Attempt): Promise<Omit<Line, "amountMinor">> {
  if (attempt.status === "superfluous") return { account: "unwanted" };
  const purpose = await purposeOf(core, attempt);
  return { account: "payable", ownerId: purpose.kind === "order" ? purpose.merchantId : purpose.nonprofitId };
}

/** What the money is for now: for nothing, when it came where nobody wanted it. */
async function purposeNow(core: Core, attempt: Attempt): Promise<Purpose> {
  return attempt.status === "superfluous" ? { kind: "unwanted" } : purposeOf(core, attempt);
}

const giftOf = statement((db, { id }: Blanks<{ id: string }>) =>
  db.select({ nonprofitId: donations.nonprofitId }).from(donations).where(eq(donations.id, id)),
);

const orderOf = statement((db, { id }: Blanks<{ id: string }>) =>
  db
    .select({ merchantId: orders.merchantId, commissionMinor: orders.commissionMinor })
    .from(orders)
    .where(eq(orders.id, id)),
);

async function purposeOf(core: Core, attempt: Attempt): Promise<Exclude<Purpose, { kind: "unwanted" }>> {
  if (attempt.purpose === "donation") {
    const [donation] = await giftOf(core.db, { id: attempt.subjectId });
    if (!donation) throw new Error(`The gift of attempt ${attempt.id} has gone`);
    return { kind: "donation", ...donation };
  }
  const [order] = await orderOf(core.db, { id: attempt.subjectId });
  if (!order) throw new Error(`The order of attempt ${attempt.id} has gone`);
  return { kind: "order", ...order };
}

/** What has gone back of a payment so far, and what is left of its commission. Minor units. */
async function sumsOf(core: Core, attemptId: string) {
  const sumOf = (...named: LedgerAccount[]) =>
    sql`coalesce(sum(case when ${inArray(ledgerLines.account, named)} then -${ledgerLines.amountMinor} else 0 end), 0)`.mapWith(
      Number,
    );
  const [sums] = await core.db
    .select({
      refundedMinor: sumOf("refunds-clearing"),
      commissionMinor: sumOf("commission"),
    })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(and(eq(ledgerEntries.attemptId, attemptId), sql`${ledgerEntries.kind} <> 'movement'`));
  return sums ?? { refundedMinor: 0, commissionMinor: 0 };
}
