// Pay for a pending order: written down first, then asked of Stripe, then settled by the one function.
import { eq } from "drizzle-orm";
import { connectedAccounts } from "@/db/schema/accounts";
import { orders } from "@/db/schema/orders";
import { type Blanks, statement } from "@/db/statement";
import type { Context } from "@/domain/context";
import { type BeginPayment, beginPayment, type BeginPaymentRefusal } from "@/domain/orders/begin-payment";
import { type Outcome, ok } from "@/domain/outcome";
import { askAboutAccount } from "@/domain/payments/connected-accounts";
import type { Answer, Intent } from "@/domain/payments/gateway";
import { forgetWhatStripeLost } from "@/domain/payments/kept-cards";
import { pursueAttempt } from "@/domain/payments/pursue-attempt";
import type { Attempt } from "@/domain/payments/start-attempt";
import { dropAttempt } from "./drop-attempt";
import { applyPayment } from "./apply-payment";
import { lastStep, type PaymentStep, waitingStep } from "./payment-step";

const receivers = statement((db, { orderId }: Blanks<{ orderId: string }>) =>
  db
    .select({ receiver: connectedAccounts })
    .from(orders)
    .innerJoin(connectedAccounts, eq(connectedAccounts.accountId, orders.merchantId))
    .where(eq(orders.id, orderId)),
);

const receiverOf = async (ctx: Context, orderId: string) =>
  (await receivers(ctx.db, { orderId }))[0]?.receiver;

/** Amounts in minor units. Refusals are decided before Stripe hears anything. */
export async function buy(
  ctx: Context,
  input: BeginPayment,
): Promise<Outcome<PaymentStep, BeginPaymentRefusal>> {
  // Stripe may have closed the seller's account since the offer was read: asked while nothing is charged yet, and then
  // the offer is looked at again.
  const receiver = input.placedBy ? input.placedBy.receiver : await receiverOf(ctx, input.orderId);
  if (receiver) await askAboutAccount(ctx, receiver);
  const begun = await beginPayment(ctx, receiver ? { ...input, placedBy: undefined } : input);
  if (!begun.ok) return begun;
  const step = await payAttempt(ctx, begun.value.attempt);
  if (step.state !== "confirming") return ok(step);
  // Another path may have settled it meanwhile.
  const [order] = await ctx.db
    .select({ status: orders.status })
    .from(orders)
    .where(eq(orders.id, input.orderId));
  return order?.status === "paid" ? ok({ state: "paid" }) : ok(step);
}

/** Takes an attempt as far as Stripe lets it go now; may be called again. @throws as applyPayment does. */
export async function payAttempt(ctx: Context, attempt: Attempt): Promise<PaymentStep> {
  return paymentStep(ctx, attempt, await pursueAttempt(ctx, attempt));
}

/** What an answer of Stripe's means for the person who waits. */
export async function paymentStep(
  ctx: Context,
  attempt: Attempt,
  answer: Answer<Intent>,
): Promise<PaymentStep> {
  if (answer.kind === "unknown") return { state: "confirming" };
  if (answer.kind === "refused") {
    const dropped = await dropAttempt(ctx, attempt, answer.code);
    if (dropped?.state === "paid") return { state: "paid" };
    if (answer.code === "resource_missing") await forgetWhatStripeLost(ctx, attempt, answer.param);
    return { state: "declined", code: answer.code };
  }
  const intent = answer.value;
  const { state, failureCode } = await applyPayment(ctx, intent);
  return lastStep(state, failureCode) ?? waitingStep(intent);
}
