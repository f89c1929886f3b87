// What Stripe says of a payment becomes true here. The answer to a click, the return from the bank, the webhook and
// the sweeper all call this one function, in any order and as often as they like.
import { and, eq } from "drizzle-orm";
import { keptCards, paymentAttempts } from "@/db/schema/payments";
import { type Blanks, statement } from "@/db/statement";
import { type Context, type Core, inTransaction } from "@/domain/context";
import { markDonationPaid } from "@/domain/donations/mark-paid";
import { mailOrderTooLate } from "@/domain/orders/mail-order";
import { postPayment } from "@/domain/ledger/post-payment";
import { markOrderPaid } from "@/domain/orders/mark-paid";
import { noteOrderEvent } from "@/domain/orders/note-order-event";
import type { Intent } from "@/domain/payments/gateway";
import { keepCard } from "@/domain/payments/kept-cards";
import { openRefund, type Refund } from "@/domain/payments/refund-attempt";
import { type Attempt, hasSucceeded, isUnsettled } from "@/domain/payments/start-attempt";
import type { Instant } from "@/domain/time";
import { settleRefund } from "./settle-refund";

/** paid: it stands · superfluous: it came but was not wanted, and goes back · declined: by the bank, nothing was taken. */
export type PaymentState =
  | "paid"
  | "superfluous"
  | "declined"
  | "requires-action"
  | "processing"
  | "cancelled"
  | "open"
  | "unknown-payment";

export type AppliedPayment = { state: PaymentState; failureCode: string | undefined };

type Applied = AppliedPayment & { refund?: Refund | undefined };

/**
 * @param alongside writes down, in the same transaction, that whoever asked has done so.
 * @throws when amount, currency or receiver at Stripe are not those of the attempt: that must never be settled by
 * itself.
 */
export async function applyPayment(
  ctx: Context,
  intent: Intent,
  alongside?: (core: Core, state: PaymentState) => Promise<void>,
): Promise<AppliedPayment> {
  const { refund, ...applied } = await inTransaction(ctx, async (core) => {
    const done = await apply(core, intent);
    await alongside?.(core, done.state);
    return done;
  });
  if (refund) await settleRefund(ctx, refund);
  if (applied.state !== "declined") return applied;
  // A declined intent could be paid later with its client secret: it is closed, a new try makes a new one.
  const closed = await ctx.payments.cancelIntent(intent.id, `intent_${intent.id}:cancel`);
  const wasTooLate = closed.kind === "known" && closed.value.status === "succeeded";
  return wasTooLate ? applyPayment(ctx, closed.value) : applied;
}

async function apply(core: Core, intent: Intent): Promise<Applied> {
  const attempt = await attemptOf(core, intent);
  if (!attempt) return { state: "unknown-payment", failureCode: undefined };
  switch (intent.status) {
    case "succeeded":
      return succeed(core, attempt, intent);
    case "needs-method":
      return fail(core, attempt, "failed", intent.failureCode ?? "card_declined");
    case "cancelled":
      return fail(core, attempt, "cancelled", intent.failureCode);
    case "requires-action":
    case "processing":
      return wait(core, attempt, intent.status);
    case "unconfirmed":
    case "requires-capture":
      return { state: stateOf(attempt), failureCode: undefined };
  }
}

const lockByIntent = statement((db, { intentId }: Blanks<{ intentId: string }>) =>
  db
    .update(paymentAttempts)
    .set({ stripePaymentIntentId: intentId })
    .where(eq(paymentAttempts.stripePaymentIntentId, intentId))
    .returning(),
);

const lockById = statement((db, { id, intentId }: Blanks<{ id: string; intentId: string }>) =>
  db
    .update(paymentAttempts)
    .set({ stripePaymentIntentId: intentId })
    .where(eq(paymentAttempts.id, id))
    .returning(),
);

/** Locks the attempt that an intent was made for: by its id, or by what the intent's metadata says. */
async function attemptOf(core: Core, intent: Intent): Promise<Attempt | undefined> {
  const [known] = await lockByIntent(core.db, { intentId: intent.id });
  if (known || !intent.attemptId) return known;
  const [named] = await lockById(core.db, { id: intent.attemptId, intentId: intent.id });
  return named;
}

const settle = statement(
  (db, { id, ...settled }: Blanks<Pick<Attempt, "id" | "status" | "stripeChargeId" | "settledAt">>) =>
    db
      .update(paymentAttempts)
      .set({ ...settled, failureCode: null })
      .where(eq(paymentAttempts.id, id)),
);

async function succeed(core: Core, attempt: Attempt, intent: Intent): Promise<Applied> {
  if (intent.amountMinor !== attempt.amountMinor || intent.currency !== attempt.currency) {
    throw new Error(`Payment ${intent.id} is not of the amount or currency of attempt ${attempt.id}`);
  }
  if ((intent.receiverId ?? null) !== attempt.stripeAccountId) {
    throw new Error(`Payment ${intent.id} did not go where attempt ${attempt.id} wanted it`);
  }
  if (attempt.status === "succeeded") return { state: "paid", failureCode: undefined };
  if (attempt.status === "superfluous") return { state: "superfluous", failureCode: undefined };

  const isWanted = await markPaid(core, attempt);
  await settle(core.db, {
    id: attempt.id,
    status: isWanted ? "succeeded" : "superfluous",
    stripeChargeId: intent.chargeId ?? null,
    settledAt: core.clock.now(),
  });
  await postPayment(core, attempt, isWanted);
  if (isWanted) {
    if (intent.card) await rememberCard(core, attempt, intent.card);
    return { state: "paid", failureCode: undefined };
  }
  // Asked after the order was locked: two payments that succeed in one instant see each other here.
  const isSecond = await hasSucceeded(core, attempt.subjectId);
  const opened = await openRefund(
    core,
    attempt,
    attempt.amountMinor,
    isSecond ? "paid-twice" : "came-too-late",
  );
  const refund = opened.ok ? opened.value : undefined;
  if (refund && attempt.purpose === "order") {
    await noteOrderEvent(core, {
      orderId: attempt.subjectId,
      kind: "refund-started",
      amountMinor: attempt.amountMinor,
    });
    if (!isSecond) await mailOrderTooLate(core, attempt.subjectId, attempt);
  }
  return { state: "superfluous", failureCode: undefined, refund };
}

function markPaid(core: Core, attempt: Attempt): Promise<boolean> {
  return attempt.purpose === "order"
    ? markOrderPaid(core, attempt.subjectId, attempt)
    : markDonationPaid(core, attempt.subjectId, attempt);
}

const noteUseOfCard = statement(
  (db, { methodId, lastUsedAt }: Blanks<{ methodId: string; lastUsedAt: Instant }>) =>
    db.update(keptCards).set({ lastUsedAt }).where(eq(keptCards.stripePaymentMethodId, methodId)),
);

async function rememberCard(core: Core, attempt: Attempt, card: NonNullable<Intent["card"]>): Promise<void> {
  if (attempt.keepsCard && attempt.personId) return keepCard(core, attempt.personId, card);
  await noteUseOfCard(core.db, { methodId: card.paymentMethodId, lastUsedAt: core.clock.now() });
}

async function fail(
  core: Core,
  attempt: Attempt,
  status: "failed" | "cancelled",
  failureCode: string | undefined,
): Promise<Applied> {
  const [failed] = await core.db
    .update(paymentAttempts)
    .set({ status, failureCode: failureCode ?? null, settledAt: core.clock.now() })
    .where(and(eq(paymentAttempts.id, attempt.id), isUnsettled))
    .returning();
  if (!failed) return { state: stateOf(attempt), failureCode: attempt.failureCode ?? undefined };
  if (attempt.purpose === "order" && status === "failed")
    await noteOrderEvent(core, { orderId: attempt.subjectId, kind: "payment-declined" });
  return { state: stateOf(failed), failureCode };
}

async function wait(
  core: Core,
  attempt: Attempt,
  status: "requires-action" | "processing",
): Promise<Applied> {
  const [waiting] = await core.db
    .update(paymentAttempts)
    .set({ status })
    .where(and(eq(paymentAttempts.id, attempt.id), isUnsettled))
    .returning();
  return { state: stateOf(waiting ?? attempt), failureCode: undefined };
}

/** As it was noted last. */
export function stateOf(attempt: Attempt): PaymentState {
  const states = {
    open: "open",
    "requires-action": "requires-action",
    processing: "processing",
    succeeded: "paid",
    failed: "declined",
    cancelled: "cancelled",
    superfluous: "superfluous",
  } as const;
  return states[attempt.status];
}
