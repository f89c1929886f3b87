// Ask Stripe for the money of an attempt, or learn what became of it. Both may be called again at any time:
// every call carries the attempt's own idempotency key.
import { and, eq } from "drizzle-orm";
import { paymentAttempts } from "@/db/schema/payments";
import { type Blanks, statement } from "@/db/statement";
import type { Context } from "@/domain/context";
import { minutesAfter } from "@/domain/time";
import type { Answer, Intent } from "./gateway";
import { type Attempt, isUnsettled } from "./start-attempt";

// Stripe forgets idempotency keys after 24 hours at the earliest (docs.stripe.com/api/idempotent_requests).
export const keyLifeMinutes = 23 * 60;

const noteConfirming = statement(
  (db, { id, ...confirming }: Blanks<Pick<Attempt, "id" | "stripePaymentIntentId" | "confirmedAt">>) =>
    db
      .update(paymentAttempts)
      .set(confirming)
      .where(and(eq(paymentAttempts.id, id), isUnsettled))
      .returning({ id: paymentAttempts.id }),
);

/** Makes the intent, keeps its id, then asks for the money: a crash between the two can only leave an unpaid intent. */
export async function pursueAttempt(ctx: Context, attempt: Attempt): Promise<Answer<Intent>> {
  const intent = await askForIntent(ctx, attempt);
  if (intent.kind !== "known") return intent;
  const stripePaymentIntentId = intent.value.id;
  if (intent.value.status !== "unconfirmed") {
    await keepIntent(ctx, attempt, stripePaymentIntentId);
    return intent;
  }
  const confirmedAt = ctx.clock.now();
  const stillWanted = await noteConfirming(ctx.db, { id: attempt.id, stripePaymentIntentId, confirmedAt });
  if (stillWanted.length === 0) {
    await keepIntent(ctx, attempt, stripePaymentIntentId);
    return { kind: "refused", code: "ended-meanwhile" };
  }
  return ctx.payments.confirmIntent(
    stripePaymentIntentId,
    attempt.confirmParams,
    `att_${attempt.id}:confirm`,
  );
}

/**
 * What Stripe knows of an attempt. Asks for no money. Refused with "never-asked" when Stripe cannot have heard
 * of it in time, which proves that no money was taken: confirming needs the id that was never kept.
 */
export async function learnOutcome(ctx: Context, attempt: Attempt): Promise<Answer<Intent>> {
  if (attempt.stripePaymentIntentId) return ctx.payments.retrieveIntent(attempt.stripePaymentIntentId);
  if (ctx.clock.now() >= minutesAfter(attempt.createdAt, keyLifeMinutes))
    return { kind: "refused", code: "never-asked" };
  return intentOfAttempt(ctx, attempt);
}

/** Makes sure that an attempt takes no money any more; the answer says what it was in the end. */
export async function cancelAttempt(ctx: Context, attempt: Attempt): Promise<Answer<Intent>> {
  const intent = await learnOutcome(ctx, attempt);
  if (intent.kind !== "known") return intent;
  const { status } = intent.value;
  if (status === "succeeded" || status === "cancelled" || status === "processing") return intent;
  return ctx.payments.cancelIntent(intent.value.id, `att_${attempt.id}:cancel`);
}

async function intentOfAttempt(ctx: Context, attempt: Attempt): Promise<Answer<Intent>> {
  const intent = await askForIntent(ctx, attempt);
  if (intent.kind === "known") await keepIntent(ctx, attempt, intent.value.id);
  return intent;
}

/** The intent as it is; made where it is not known yet. Its id is to be kept by whoever asks. */
function askForIntent(ctx: Context, attempt: Attempt): Promise<Answer<Intent>> {
  return attempt.stripePaymentIntentId
    ? ctx.payments.retrieveIntent(attempt.stripePaymentIntentId)
    : ctx.payments.createIntent(attempt.createParams, `att_${attempt.id}:create`);
}

async function keepIntent(ctx: Context, attempt: Attempt, stripePaymentIntentId: string): Promise<void> {
  if (attempt.stripePaymentIntentId === stripePaymentIntentId) return;
  await ctx.db
    .update(paymentAttempts)
    .set({ stripePaymentIntentId })
    .where(eq(paymentAttempts.id, attempt.id));
}
