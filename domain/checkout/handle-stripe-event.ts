// Stripe tells us that something changed. The event is kept first, once; then Stripe is asked how things stand now:
// events repeat, come late and in any order, so what they carry is only a hint (docs.stripe.com/webhooks).
import { and, asc, eq, exists, isNotNull, isNull, like, sql } from "drizzle-orm";
import { monthlyGifts } from "@/db/schema/donations";
import { leases } from "@/db/schema/leases";
import { paymentAttempts, refunds, stripeEvents } from "@/db/schema/payments";
import { type Blanks, statement } from "@/db/statement";
import { type Context, type Core, inTransaction } from "@/domain/context";
import { endLease, type Lease } from "@/domain/leases/lease";
import { type Queue, type Turn, unanswered, type Worked, workThrough } from "@/domain/leases/work-through";
import { learnAboutAccount } from "@/domain/payments/connected-accounts";
import type { StripeNotice } from "@/domain/payments/gateway";
import type { Instant } from "@/domain/time";
import { applyDispute } from "./apply-dispute";
import { applyPayment } from "./apply-payment";
import { settleSubscription } from "./settle-monthly-gift";
import { refundsOfStripe, settleRefund } from "./settle-refund";

const keepEvent = statement((db, event: Blanks<typeof stripeEvents.$inferSelect>) =>
  db.insert(stripeEvents).values(event).onConflictDoNothing().returning({ id: stripeEvents.id }),
);

/**
 * Keeps the event in the inbox. waits: it is to be acted on · may-settle: the same, of a payment, whose answer to the
 * shopper may be on its way to us and settle it · settled: it says what we know already, and is done with · repeated: it
 * was there.
 */
export async function receiveStripeEvent(
  ctx: Core,
  { id, type, objectId }: StripeNotice,
): Promise<"waits" | "may-settle" | "settled" | "repeated"> {
  const now = ctx.clock.now();
  const isSettled = isOfPayment(type) && (await hasPaid(ctx, objectId));
  const handledAt = isSettled ? now : null;
  const kept = await keepEvent(ctx.db, { id, type, objectId, receivedAt: now, handledAt });
  if (kept.length === 0) return "repeated";
  if (isSettled) return "settled";
  return isOfPayment(type) ? "may-settle" : "waits";
}

const payments = "payment_intent.";
const isOfPayment = (type: string) => type.startsWith(payments);

const waitingEvent = statement((db, { id }: Blanks<{ id: string }>) =>
  db
    .select()
    .from(stripeEvents)
    .where(and(eq(stripeEvents.id, id), isNull(stripeEvents.handledAt))),
);

/** Of the request that began what the event tells of. */
const requestBehind = ({ db }: Core) =>
  sql<string | null>`coalesce(${sql.join(
    [
      db
        .select({ requestId: paymentAttempts.requestId })
        .from(paymentAttempts)
        .where(eq(paymentAttempts.stripePaymentIntentId, stripeEvents.objectId)),
      db
        .select({ requestId: refunds.requestId })
        .from(refunds)
        .where(eq(refunds.stripeRefundId, stripeEvents.objectId)),
      db
        .select({ requestId: monthlyGifts.requestId })
        .from(monthlyGifts)
        .where(eq(monthlyGifts.stripeSubscriptionId, stripeEvents.objectId)),
    ].map((one) => sql`(${one})`),
    sql`, `,
  )})`;

export const inbox: Queue<Context> = {
  kind: "stripe-event",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: stripeEvents.id, since: stripeEvents.receivedAt, requestId: requestBehind(core) })
      .from(stripeEvents)
      .where(and(isNull(stripeEvents.handledAt), isFree(stripeEvents.id)))
      .orderBy(asc(stripeEvents.receivedAt))
      .limit(limit),
  async work(ctx, id, lease) {
    const [event] = await waitingEvent(ctx.db, { id });
    return event ? act(ctx, event, lease) : "nothing-left";
  },
};

/** What the answers to shoppers have settled meanwhile: as `act` would find of each of them. */
const passOverSettled = statement((db, { handledAt }: Blanks<{ handledAt: Instant }>) =>
  db
    .update(stripeEvents)
    .set({ handledAt })
    .where(
      and(
        isNull(stripeEvents.handledAt),
        like(stripeEvents.type, `${payments}%`),
        exists(
          db
            .select({ one: sql`1` })
            .from(paymentAttempts)
            .where(
              and(
                eq(paymentAttempts.stripePaymentIntentId, stripeEvents.objectId),
                eq(paymentAttempts.status, "succeeded"),
              ),
            ),
        ),
      ),
    ),
);

/**
 * Somebody may have had it in hand, or it was given up: nothing is left to do of it. Whoever still works on it loses the
 * lease, and keeps nothing.
 */
const endLeasesOfHandled = statement((db) =>
  db.delete(leases).where(
    and(
      eq(leases.kind, inbox.kind),
      exists(
        db
          .select({ one: sql`1` })
          .from(stripeEvents)
          .where(and(eq(stripeEvents.id, leases.subjectId), isNotNull(stripeEvents.handledAt))),
      ),
    ),
  ),
);

/** Acts on what is in the inbox, oldest first. An event that cannot be handled yet stays for the next time. */
export async function handleStripeEvents(ctx: Context): Promise<Worked> {
  await passOverSettled(ctx.db, { handledAt: ctx.clock.now() });
  await endLeasesOfHandled(ctx.db, {});
  return workThrough(ctx, inbox);
}

async function act(ctx: Context, event: StripeNotice, lease: Lease): Promise<Turn> {
  if (isOfPayment(event.type)) {
    if (await hasPaid(ctx, event.objectId)) return handled(ctx, event, lease);
    const answer = await ctx.payments.retrieveIntent(event.objectId);
    if (answer.kind === "unknown") return unanswered;
    if (answer.kind === "refused") return handled(ctx, event, lease); // not one of this Stripe account's
    const intent = answer.value;
    const { state } = await applyPayment(ctx, intent, async (core, applied) => {
      if (applied !== "unknown-payment") await noteHandled(core, event, lease);
    });
    if (state !== "unknown-payment") return "ended";
    // Ours, and written before Stripe heard of it: where its attempt is must be found out, so it is never dropped.
    if (intent.attemptId) throw new Error(`Attempt ${intent.attemptId} of payment ${intent.id} is not known`);
    return (await settleMonth(ctx, { intentId: intent.id })) ? handled(ctx, event, lease) : unanswered;
  }
  if (event.type.startsWith("invoice.")) {
    return (await settleMonth(ctx, { invoiceId: event.objectId })) ? handled(ctx, event, lease) : unanswered;
  }
  if (event.type.startsWith("customer.subscription.")) {
    return (await settleSubscription(ctx, event.objectId)) === "unknown"
      ? unanswered
      : handled(ctx, event, lease);
  }
  if (event.type.startsWith("v2.core.account")) {
    const isAnswered = await learnAboutAccount(ctx, event.objectId);
    return isAnswered ? handled(ctx, event, lease) : unanswered;
  }
  if (event.type.startsWith("refund.")) {
    for (const refund of await refundsOfStripe(ctx, event.objectId))
      if ((await settleRefund(ctx, refund)) === "unknown") return unanswered;
  }
  if (event.type.startsWith("charge.dispute.")) return actOnDispute(ctx, event, lease);
  return handled(ctx, event, lease);
}

const paidBy = statement((db, { intentId }: Blanks<{ intentId: string }>) =>
  db
    .select({ id: paymentAttempts.id })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.stripePaymentIntentId, intentId), eq(paymentAttempts.status, "succeeded"))),
);

/** Whether the answer to the shopper has settled it already: what has succeeded stays so, and Stripe has no more to say. */
async function hasPaid(ctx: Core, intentId: string): Promise<boolean> {
  return (await paidBy(ctx.db, { intentId })).length > 0;
}

async function actOnDispute(ctx: Context, event: StripeNotice, lease: Lease): Promise<Turn> {
  const dispute = await ctx.payments.retrieveDispute(event.objectId);
  if (dispute.kind === "unknown") return unanswered;
  if (dispute.kind === "refused" || dispute.value.intentId === undefined) return handled(ctx, event, lease);
  // A dispute may be heard of before its payment is, and before the month that Stripe charged by itself.
  const intent = await ctx.payments.retrieveIntent(dispute.value.intentId);
  if (intent.kind === "unknown") return unanswered;
  if (intent.kind === "known") {
    const { state } = await applyPayment(ctx, intent.value);
    const isKnown = state !== "unknown-payment" || (await settleMonth(ctx, { intentId: intent.value.id }));
    if (!isKnown) return unanswered;
  }
  await applyDispute(ctx, dispute.value, (core) => noteHandled(core, event, lease));
  return "ended";
}

async function handled(ctx: Core, event: StripeNotice, lease: Lease): Promise<"ended"> {
  await inTransaction(ctx, (core) => noteHandled(core, event, lease));
  return "ended";
}

const writeHandled = statement((db, { id, handledAt }: Blanks<{ id: string; handledAt: Instant }>) =>
  db.update(stripeEvents).set({ handledAt }).where(eq(stripeEvents.id, id)),
);

async function noteHandled(core: Core, event: StripeNotice, lease: Lease): Promise<void> {
  await writeHandled(core.db, { id: event.id, handledAt: core.clock.now() });
  await endLease(core, lease);
}

/** The monthly gift that an invoice or its payment belongs to, if it is one's, is settled. False while Stripe is silent. */
async function settleMonth(ctx: Context, of: { invoiceId: string } | { intentId: string }): Promise<boolean> {
  const found = await ctx.payments.subscriptionOf(of);
  if (found.kind === "unknown") return false;
  if (found.kind === "refused" || found.value === undefined) return true;
  return (await settleSubscription(ctx, found.value)) !== "unknown";
}
