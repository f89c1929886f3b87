// Asking Stripe for money, and giving it back. Shared by orders and donations, which know nothing of each other.
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  id,
  index,
  instant,
  integer,
  json,
  minor,
  table,
  text,
  uniqueIndex,
} from "../columns";
import { people } from "./accounts";

export const paymentPurposes = ["order", "donation"] as const;

/**
 * open: written, Stripe may or may not know it · requires-action: the bank asks the shopper · processing: the bank
 * takes its time · succeeded, failed, cancelled: final · superfluous: money came that was not wanted, and goes back.
 */
export const attemptStatuses = [
  "open",
  "requires-action",
  "processing",
  "succeeded",
  "failed",
  "cancelled",
  "superfluous",
] as const;

// One try to pay for one order or donation. Its id is part of every idempotency key at Stripe.
export const paymentAttempts = table(
  "payment_attempts",
  {
    id: id(),
    purpose: text({ enum: paymentPurposes }).notNull(),
    /** The order or the donation. */
    subjectId: text().notNull(),
    status: text({ enum: attemptStatuses }).notNull(),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    /** Given back, or on its way back: never more than the amount. */
    refundedMinor: minor().notNull().default(0),
    /** The shopper's bank has the money, for now or for good: none of it can be given back. */
    isChargedBack: boolean().notNull().default(false),
    /** Exactly what Stripe is asked, so that asking again is the same question. */
    createParams: json<Record<string, unknown>>().notNull(),
    confirmParams: json<Record<string, unknown>>().notNull(),
    /** The account at Stripe that the money goes on to; null when it stays with the platform. */
    stripeAccountId: text(),
    /** What the platform keeps of money that goes on. */
    applicationFeeMinor: minor().notNull().default(0),
    keepsCard: boolean().notNull(),
    personId: text().references(() => people.id),
    stripePaymentIntentId: text(),
    stripeChargeId: text(),
    /** Why the bank said no, in Stripe's words: a decline code, or else an error code. */
    failureCode: text(),
    /** Of the request that began it, as the log has it. */
    requestId: text(),
    createdAt: instant().notNull(),
    /** When Stripe was asked to take the money; before that it can be dropped without asking. */
    confirmedAt: instant(),
    settledAt: instant(),
  },
  (t) => [
    check(
      "payment_attempts_refund_no_more_than_paid",
      sql`refunded_minor >= 0 and refunded_minor <= amount_minor`,
    ),
    index("payment_attempts_by_subject").on(t.subjectId),
    uniqueIndex("payment_attempts_by_intent").on(t.stripePaymentIntentId),
    uniqueIndex("payment_attempts_one_success")
      .on(t.subjectId)
      .where(sql`status = 'succeeded'`),
    uniqueIndex("payment_attempts_one_at_a_time")
      .on(t.subjectId)
      .where(sql`status in ('open', 'requires-action', 'processing')`),
    index("payment_attempts_unsettled")
      .on(t.createdAt)
      .where(sql`status in ('open', 'requires-action', 'processing')`),
  ],
);

export const refundStatuses = ["open", "pending", "succeeded", "failed"] as const;

export const refunds = table(
  "refunds",
  {
    id: id(),
    attemptId: text()
      .notNull()
      .references(() => paymentAttempts.id),
    subjectId: text().notNull(),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    /** cancelled-by-shopper, came-too-late ... */
    reason: text().notNull(),
    status: text({ enum: refundStatuses }).notNull(),
    stripeRefundId: text(),
    /** What Stripe took back for it from the receiver's account; it stays taken when the refund fails. */
    takenBackMinor: minor().notNull().default(0),
    failureCode: text(),
    /** Of the request that it comes of. */
    requestId: text(),
    createdAt: instant().notNull(),
    settledAt: instant(),
  },
  (t) => [
    index("refunds_by_attempt").on(t.attemptId),
    uniqueIndex("refunds_by_stripe_refund").on(t.stripeRefundId),
    index("refunds_unsettled")
      .on(t.createdAt)
      .where(sql`status in ('open', 'pending', 'failed')`),
  ],
);

/**
 * inquiry: the bank asks, no money has moved · inquiry-closed: it asked, and that was all · needs-response: it has
 * taken the money, the shop may answer · under-review: it has the answer · won: the money is back · lost: it is not.
 */
export const disputeStatuses = [
  "inquiry",
  "inquiry-closed",
  "needs-response",
  "under-review",
  "won",
  "lost",
] as const;

// What a shopper's bank objects to. One row for each dispute at Stripe; its money is in Stripe's movements.
export const disputes = table(
  "disputes",
  {
    id: id(),
    stripeDisputeId: text().notNull(),
    attemptId: text()
      .notNull()
      .references(() => paymentAttempts.id),
    subjectId: text().notNull(),
    status: text({ enum: disputeStatuses }).notNull(),
    /** Why, in Stripe's words. */
    reason: text().notNull(),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    /** Until when the bank hears the shop; absent when it does not. */
    evidenceDueAt: instant(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    /** Once lost, what came back of it from the receiver's own account at Stripe; null while that is not known. */
    takenBackMinor: minor(),
  },
  (t) => [
    uniqueIndex("disputes_by_stripe_dispute").on(t.stripeDisputeId),
    index("disputes_by_attempt").on(t.attemptId),
    index("disputes_by_subject").on(t.subjectId),
    index("disputes_to_answer")
      .on(t.evidenceDueAt)
      .where(sql`status in ('inquiry', 'needs-response')`),
    index("disputes_to_take_back")
      .on(t.closedAt)
      .where(sql`status = 'lost' and taken_back_minor is null`),
  ],
);

// Cards that a person asked us to keep. Stripe has the card; we have what may be shown of it.
export const keptCards = table(
  "kept_cards",
  {
    id: id(),
    personId: text()
      .notNull()
      .references(() => people.id),
    stripePaymentMethodId: text().notNull(),
    brand: text().notNull(),
    last4: text().notNull(),
    expiryMonth: integer().notNull(),
    expiryYear: integer().notNull(),
    /** What Stripe says that a card is the same by, however often it is typed; null for cards kept before this was. */
    fingerprint: text(),
    /** Which wording was agreed to, and when. */
    consentVersion: text().notNull(),
    consentedAt: instant().notNull(),
    lastUsedAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [
    uniqueIndex("kept_cards_by_payment_method").on(t.stripePaymentMethodId),
    index("kept_cards_by_person").on(t.personId, t.lastUsedAt),
  ],
);

// Everything that Stripe has told us, once. Handled after it was kept: its payload is a hint, Stripe is asked
// again. Its tries are in leases.
export const stripeEvents = table(
  "stripe_events",
  {
    /** Stripe's own id of the event. */
    id: id(),
    type: text().notNull(),
    objectId: text().notNull(),
    receivedAt: instant().notNull(),
    handledAt: instant(),
  },
  (t) => [
    index("stripe_events_unhandled")
      .on(t.receivedAt)
      .where(sql`handled_at is null`),
  ],
);

// Serial numbers without gaps between successes: orders and receipts.
export const counters = table("counters", { name: text().primaryKey(), value: minor().notNull() });
