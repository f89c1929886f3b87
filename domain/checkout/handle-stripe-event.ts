// Stripe tells us that something changed. The event is kept first, once; then Stripe is asked how things stand now:
// events repeat, come late and in any order, so what they carry is only a hint (docs.stripe.com/webhooks).
import { and, asc, eq, isNull, lt } from "drizzle-orm";
import { stripeEvents } from "@/db/schema/payments";
import type { Context, Core } from "@/domain/context";
import { minutesAfter } from "@/domain/time";
import { applyPayment } from "./apply-payment";
import { refundsToSettle, settleRefund } from "./settle-refund";

/** Of a verified event: its id, its type, and the id of the object that it is about. */
export type StripeNotice = { id: string; type: string; objectId: string };

const givesUpAfterAttempts = 30;
const unanswered = "Stripe did not answer";

/** Keeps the event in the inbox. Returns false when it was there already. */
export async function receiveStripeEvent(ctx: Core, notice: StripeNotice): Promise<boolean> {
  const kept = await ctx.db
    .insert(stripeEvents)
    .values({ ...notice, receivedAt: ctx.clock.now() })
    .onConflictDoNothing()
    .returning({ id: stripeEvents.id });
  return kept.length > 0;
}

/** Acts on what is in the inbox, oldest first. An event that cannot be handled yet stays for the next time. */
export async function handleStripeEvents(ctx: Context): Promise<void> {
  const waiting = await ctx.db
    .select()
    .from(stripeEvents)
    .where(and(isNull(stripeEvents.handledAt), lt(stripeEvents.attempts, givesUpAfterAttempts)))
    .orderBy(asc(stripeEvents.receivedAt))
    .limit(50);
  for (const event of waiting) {
    const problem = await act(ctx, event).catch((error: unknown) => String(error));
    const now = ctx.clock.now();
    // A payment that is not known may belong to a transaction that is about to be written: not for ever, though.
    const isTooOld = now > minutesAfter(event.receivedAt, 60);
    const isDone = problem === undefined || (problem === "unknown-payment" && isTooOld);
    // An outage is no fault of the event: it may take as long as it takes.
    const attempts = problem === unanswered ? event.attempts : event.attempts + 1;
    await ctx.db
      .update(stripeEvents)
      .set({ handledAt: isDone ? now : null, attempts, lastError: problem ?? null })
      .where(eq(stripeEvents.id, event.id));
  }
}

/** Returns why it has to be tried again, or undefined when there is nothing more to do. */
async function act(ctx: Context, event: StripeNotice): Promise<string | undefined> {
  if (event.type.startsWith("payment_intent.")) {
    const answer = await ctx.payments.retrieveIntent(event.objectId);
    if (answer.kind === "unknown") return unanswered;
    if (answer.kind === "refused") return undefined; // not one of this Stripe account's
    const { state } = await applyPayment(ctx, answer.value);
    return state === "unknown-payment" ? state : undefined;
  }
  if (event.type.startsWith("refund.")) {
    for (const refund of await refundsToSettle(ctx, event.objectId)) await settleRefund(ctx, refund);
  }
  return undefined;
}
