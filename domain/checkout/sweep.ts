// What happens when nobody comes back: payments whose outcome is not known are asked about, holds that ran out are
// released, refunds that were not carried out are. Stock is given back only once Stripe says that no money can come.
import { and, asc, eq, inArray, lt, lte } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import { paymentAttempts } from "@/db/schema/payments";
import type { Context } from "@/domain/context";
import { expireDonations } from "@/domain/donations/expire-donations";
import { expireOrder } from "@/domain/orders/expire-order";
import { learnOutcome } from "@/domain/payments/pursue-attempt";
import { type Attempt, hasSucceeded, unsettledStatuses } from "@/domain/payments/start-attempt";
import { daysAfter, minutesAfter } from "@/domain/time";
import { applyPayment } from "./apply-payment";
import { dropAttempt } from "./drop-attempt";
import { endAttempt, endAttemptsOf } from "./end-attempt";
import { refundsToSettle, settleRefund } from "./settle-refund";

const batch = 100;
const unknownForMinutes = 2;

/** Learns the outcome of payments that have been open for two minutes or more. */
export async function sweepPayments(ctx: Context): Promise<void> {
  const waiting = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(
      and(
        inArray(paymentAttempts.status, [...unsettledStatuses]),
        lt(paymentAttempts.createdAt, minutesAfter(ctx.clock.now(), -unknownForMinutes)),
      ),
    )
    .orderBy(asc(paymentAttempts.createdAt))
    .limit(batch);
  await eachByItself(waiting, (attempt) => sweepAttempt(ctx, attempt));
}

async function sweepAttempt(ctx: Context, attempt: Attempt): Promise<void> {
  const answer = await learnOutcome(ctx, attempt);
  if (answer.kind === "unknown") return;
  if (answer.kind === "refused") return dropAttempt(ctx, attempt, answer.code);
  // Nobody was asked for money in two minutes: whoever was to ask has died. Asking now would charge somebody who left.
  // And what has been paid by another attempt is not to be paid once more.
  if (answer.value.status === "unconfirmed" || (await hasSucceeded(ctx, attempt.subjectId))) {
    await endAttempt(ctx, attempt);
    return;
  }
  await applyPayment(ctx, answer.value);
}

/** Ends checkouts whose hold has run out, after closing their payments at Stripe. */
export async function releaseExpiredHolds(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, "pending"), lte(orders.holdExpiresAt, ctx.clock.now())))
    .orderBy(asc(orders.holdExpiresAt))
    .limit(batch);
  await eachByItself(due, async ({ id }) => {
    if (await endAttemptsOf(ctx, id)) await expireOrder(ctx, id);
  });
}

/** Ends gifts that were begun a day ago and never paid. */
export async function releaseOldDonations(ctx: Context): Promise<void> {
  // A payment that cannot be settled is told of by sweepPayments; its gift waits, the others do not.
  const endPayments = (donationId: string) => endAttemptsOf(ctx, donationId).catch(() => false);
  await expireDonations(ctx, daysAfter(ctx.clock.now(), -1), endPayments);
}

/** Carries out the refunds that are open, and asks after those that are pending. */
export async function sweepRefunds(ctx: Context): Promise<void> {
  await eachByItself(await refundsToSettle(ctx), (refund) => settleRefund(ctx, refund));
}

/**
 * One that fails does not keep the others waiting.
 * @throws AggregateError with what went wrong, after all had their turn.
 */
async function eachByItself<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${items.length} failed`);
}
