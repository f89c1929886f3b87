// What Stripe answers, in the domain's words: a value, a plain no, or nothing that proves anything.
import type Stripe from "stripe";
import type { AccountAtStripe, Answer, Intent, RefundAnswer } from "@/domain/payments/gateway";
import { log } from "./log";

type StripeError = InstanceType<typeof Stripe.errors.StripeError>;

/** By its name, not its class: Next loads the SDK once per bundle, and each copy has classes of its own. */
function isStripeError(error: unknown): error is StripeError {
  return (
    error instanceof Error &&
    "type" in error &&
    typeof error.type === "string" &&
    error.type.startsWith("Stripe")
  );
}

/** @param types names that the SDK gives to its errors, such as "StripeCardError". */
export function isOfType(error: unknown, ...types: string[]): error is StripeError {
  return isStripeError(error) && types.includes(error.type);
}

/** @param isFirst nothing has happened before this question, so a key that Stripe does not accept is a plain no. */
export async function ask<T>(question: () => Promise<T>, { isFirst = false } = {}): Promise<Answer<T>> {
  try {
    return { kind: "known", value: await question() };
  } catch (error) {
    if (!isStripeError(error)) {
      // Not from Stripe's own errors: an answer that could not be read proves nothing either.
      log.warn({ err: { message: String(error) } }, "Stripe's answer could not be understood");
      return { kind: "unknown" };
    }
    const code = error.code ?? error.type;
    const facts = { type: error.type, code, status: error.statusCode, stripeRequestId: error.requestId };
    // What we ask again under one key is written down: another question under it means that somebody changed it.
    if (isOfType(error, "StripeIdempotencyError"))
      log.error(facts, "a key was used for two different questions");
    else log.warn(facts, "Stripe did not do as asked");
    const isRefusal = isOfType(
      error,
      "StripeInvalidRequestError",
      "StripeCardError",
      "StripeIdempotencyError",
    );
    // About our key, not about the payment: it may have been taken, and the right key will tell.
    const isAboutKey = isOfType(error, "StripeAuthenticationError", "StripePermissionError");
    return isRefusal || (isFirst && isAboutKey)
      ? { kind: "refused", code: error.decline_code || code, param: error.param }
      : { kind: "unknown" };
  }
}

/** @param error what came with the intent: its code comes before the one that the intent keeps. */
export function intentOf(intent: Stripe.PaymentIntent, error?: StripeError): Intent {
  const failure = intent.last_payment_error;
  // The SDK gives a decline that has no decline code an empty one.
  const failureCode =
    error?.decline_code || error?.code || failure?.decline_code || failure?.code || undefined;
  const method = typeof intent.payment_method === "object" ? intent.payment_method : null;
  return {
    id: intent.id,
    status: statusOf(intent, failureCode !== undefined),
    amountMinor: intent.amount,
    currency: intent.currency.toUpperCase(),
    clientSecret: intent.client_secret ?? undefined,
    chargeId: typeof intent.latest_charge === "string" ? intent.latest_charge : intent.latest_charge?.id,
    failureCode,
    attemptId: intent.metadata["attempt_id"],
    receiverId:
      typeof intent.transfer_data?.destination === "object"
        ? intent.transfer_data.destination.id
        : intent.transfer_data?.destination,
    redirectUrl: intent.next_action?.redirect_to_url?.url ?? undefined,
    card: method?.card && {
      paymentMethodId: method.id,
      brand: method.card.brand,
      last4: method.card.last4,
      expiryMonth: method.card.exp_month,
      expiryYear: method.card.exp_year,
      fingerprint: method.card.fingerprint ?? undefined,
    },
  };
}

function statusOf(intent: Stripe.PaymentIntent, wasDeclined: boolean): Intent["status"] {
  switch (intent.status) {
    case "requires_payment_method":
      return wasDeclined ? "needs-method" : "unconfirmed";
    case "requires_confirmation":
      return "unconfirmed";
    case "requires_action":
      return "requires-action";
    case "requires_capture":
      return "requires-capture";
    case "canceled":
      return "cancelled";
    case "processing":
      return "processing";
    case "succeeded":
      return "succeeded";
    default:
      throw new Error(`A PaymentIntent has a status that is not known here: ${String(intent.status)}`);
  }
}

/** What was taken back is told where `transfer_reversal` was expanded, or where there is none. */
export function refundOf(refund: Stripe.Refund): RefundAnswer {
  const status =
    refund.status === "succeeded"
      ? "succeeded"
      : refund.status === "failed" || refund.status === "canceled"
        ? "failed"
        : "pending";
  const { transfer_reversal: reversal } = refund;
  const takenBackMinor = typeof reversal === "string" ? undefined : (reversal?.amount ?? 0);
  return { id: refund.id, status, failureCode: refund.failure_reason, takenBackMinor };
}

/** Not charges_enabled, which is about another thing: docs.stripe.com/connect/marketplace/tasks/create. */
export function accountOf({ id, configuration }: Stripe.V2.Core.Account): AccountAtStripe {
  const transfers = configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers;
  return { id, transfers: transfers?.status ?? "restricted" };
}
