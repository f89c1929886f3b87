// What happens when nobody comes back: payments whose outcome is not known are asked about, holds that ran out are
// released, refunds that were not carried out are. Stock is given back only once Stripe says that no money can come.
import { and, asc, type Column, eq, inArray, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import { donations, monthlyGifts } from "@/db/schema/donations";
import { leases } from "@/db/schema/leases";
import { orders } from "@/db/schema/orders";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import type { Context, Core } from "@/domain/context";
import { expireDonation } from "@/domain/donations/expire-donation";
import { type Queue, type Turn, unanswered, type Worked, workThrough } from "@/domain/leases/work-through";
import { expireOrder } from "@/domain/orders/expire-order";
import { learnOutcome } from "@/domain/payments/pursue-attempt";
import { type Attempt, hasSucceeded, isUnsettled } from "@/domain/payments/start-attempt";
import { daysAfter, minutesAfter } from "@/domain/time";
import { applyPayment } from "./apply-payment";
import { dropAttempt } from "./drop-attempt";
import { endAttempt, endAttemptsOf } from "./end-attempt";
import { giveBackAgain } from "./give-back-again";
import { settleRefund } from "./settle-refund";
import { sweepMonthlyGift } from "./sweep-monthly-gift";

const unknownForMinutes = 2;
const stillOpen: Turn = { postponed: "It is still open at Stripe", seconds: 60 };
// Literally, as isUnsettled: in the words of the index refunds_unsettled.
const isRefundUnsettled = sql`${refunds.status} in ('open', 'pending', 'failed')`;

export const paymentsToSettle: Queue<Context> = {
  kind: "payment",
  waiting: (core, isFree, limit) =>
    core.db
      .select({
        id: paymentAttempts.id,
        since: paymentAttempts.createdAt,
        requestId: paymentAttempts.requestId,
      })
      .from(paymentAttempts)
      .where(
        and(
          isUnsettled,
          lt(paymentAttempts.createdAt, minutesAfter(core.clock.now(), -unknownForMinutes)),
          isFree(paymentAttempts.id),
        ),
      )
      .orderBy(asc(paymentAttempts.createdAt))
      .limit(limit),
  async work(ctx, id) {
    const [attempt] = await ctx.db
      .select()
      .from(paymentAttempts)
      .where(and(eq(paymentAttempts.id, id), isUnsettled));
    return attempt ? sweepAttempt(ctx, attempt) : "nothing-left";
  },
};

/** Learns the outcome of payments that have been open for two minutes or more. */
export function sweepPayments(ctx: Context): Promise<Worked> {
  return workThrough(ctx, paymentsToSettle);
}

async function sweepAttempt(ctx: Context, attempt: Attempt): Promise<Turn> {
  const answer = await learnOutcome(ctx, attempt);
  if (answer.kind === "unknown") return unanswered;
  if (answer.kind === "refused") {
    await dropAttempt(ctx, attempt, answer.code);
    return "done";
  }
  // Nobody was asked for money in two minutes: whoever was to ask has died. Asking now would charge somebody who left.
  // And what has been paid by another attempt is not to be paid once more.
  if (answer.value.status === "unconfirmed" || (await hasSucceeded(ctx, attempt.subjectId)))
    return (await endAttempt(ctx, attempt)) ? "done" : stillOpen;
  const { state } = await applyPayment(ctx, answer.value);
  return state === "requires-action" || state === "processing" ? stillOpen : "done";
}

/** Of the request whose payment is still open: of an order or gift there is one at most. */
const requestToPay = ({ db }: Core, subjectId: Column) =>
  sql<string | null>`(${db
    .select({ requestId: paymentAttempts.requestId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.subjectId, subjectId), isUnsettled))})`;

export const holdsToRelease: Queue<Context> = {
  kind: "hold",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: orders.id, since: orders.holdExpiresAt, requestId: requestToPay(core, orders.id) })
      .from(orders)
      .where(
        and(eq(orders.status, "pending"), lte(orders.holdExpiresAt, core.clock.now()), isFree(orders.id)),
      )
      .orderBy(asc(orders.holdExpiresAt))
      .limit(limit),
  async work(ctx, id) {
    if (!(await endAttemptsOf(ctx, id))) return stillOpen;
    await expireOrder(ctx, id);
    return "done";
  },
};

/** Ends checkouts whose hold has run out, after closing their payments at Stripe. */
export function releaseExpiredHolds(ctx: Context): Promise<Worked> {
  return workThrough(ctx, holdsToRelease);
}

export const giftsToRelease: Queue<Context> = {
  kind: "gift",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: donations.id, since: donations.createdAt, requestId: requestToPay(core, donations.id) })
      .from(donations)
      .where(
        and(
          eq(donations.status, "pending"),
          lt(donations.createdAt, daysAfter(core.clock.now(), -1)),
          isFree(donations.id),
        ),
      )
      .orderBy(asc(donations.createdAt))
      .limit(limit),
  async work(ctx, id) {
    if (!(await endAttemptsOf(ctx, id))) return stillOpen;
    await expireDonation(ctx, id, daysAfter(ctx.clock.now(), -1));
    return "done";
  },
};

/** Ends gifts that were begun a day ago and never paid. */
export function releaseOldDonations(ctx: Context): Promise<Worked> {
  return workThrough(ctx, giftsToRelease);
}

export const refundsToSettle: Queue<Context> = {
  kind: "refund",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: refunds.id, since: refunds.createdAt, requestId: refunds.requestId })
      .from(refunds)
      .where(and(isRefundUnsettled, or(ne(refunds.status, "failed"), isToTryAgain(core)), isFree(refunds.id)))
      .orderBy(asc(refunds.createdAt))
      .limit(limit),
  async work(ctx, id, lease) {
    const [refund] = await ctx.db.select().from(refunds).where(eq(refunds.id, id));
    if (!refund || refund.status === "succeeded") return "nothing-left";
    if (refund.status === "failed") return giveBackAgain(ctx, refund, lease);
    const stands = await settleRefund(ctx, refund);
    if (stands === "unknown") return unanswered;
    // The operator has it, and its lease.
    if (stands === "failed") return "ended";
    return stands === "pending" ? { postponed: "The bank takes its time", seconds: 15 * 60 } : "done";
  },
};

/** Of a refund that failed: the operator has taken it from what was given up. */
const isToTryAgain = ({ db }: Core) =>
  inArray(
    refunds.id,
    db
      .select({ id: leases.subjectId })
      .from(leases)
      .where(and(eq(leases.kind, "refund"), isNull(leases.givenUpAt))),
  );

/** Carries out the refunds that are open, asks after those that are pending, and tries again what the operator wants. */
export function sweepRefunds(ctx: Context): Promise<Worked> {
  return workThrough(ctx, refundsToSettle);
}

export const monthlyGiftsToCheck: Queue<Context> = {
  kind: "monthly-gift",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: monthlyGifts.id, since: monthlyGifts.checkAt, requestId: monthlyGifts.requestId })
      .from(monthlyGifts)
      .where(and(lte(monthlyGifts.checkAt, core.clock.now()), isFree(monthlyGifts.id)))
      .orderBy(asc(monthlyGifts.checkAt))
      .limit(limit),
  async work(ctx, id) {
    const [gift] = await ctx.db.select().from(monthlyGifts).where(eq(monthlyGifts.id, id));
    return gift && (await sweepMonthlyGift(ctx, gift)) === "unknown" ? unanswered : "done";
  },
};

/** Asks after monthly gifts that nobody told of for a while. */
export function sweepMonthlyGifts(ctx: Context): Promise<Worked> {
  return workThrough(ctx, monthlyGiftsToCheck);
}
