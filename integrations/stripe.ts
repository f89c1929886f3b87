// The one place that speaks with Stripe, or with the local Stripe when there is no key: only host and port differ.
import Stripe from "stripe";
import { env } from "@/env";
import type { Answer, Intent, PaymentGateway, RefundAnswer } from "@/domain/payments/gateway";
import { log } from "./log";

const timeoutMilliseconds = 20_000;

export function stripeClient(): Stripe {
  kept.merleStripe ??=
    env.stripe.mode === "local"
      ? new Stripe(env.stripe.secretKey, {
          host: "127.0.0.1",
          port: env.stripe.port,
          protocol: "http",
          maxNetworkRetries: 2,
          timeout: timeoutMilliseconds,
          telemetry: false,
        })
      : new Stripe(env.stripe.secretKey, {
          maxNetworkRetries: 2,
          timeout: timeoutMilliseconds,
          telemetry: false,
        });
  return kept.merleStripe;
}
const kept = globalThis as typeof globalThis & { merleStripe?: Stripe };

/** The gateway over the configured Stripe, or over the client that a test gives. */
export function payments(stripe: Stripe = stripeClient()): PaymentGateway {
  const expand = ["payment_method"];
  return {
    createIntent: (params, idempotencyKey) =>
      ask(
        async () =>
          intentOf(
            await stripe.paymentIntents.create({ ...params, expand } as Stripe.PaymentIntentCreateParams, {
              idempotencyKey,
            }),
          ),
        { isFirst: true },
      ),

    confirmIntent: (intentId, params, idempotencyKey) =>
      ask(async () => {
        try {
          return intentOf(
            await stripe.paymentIntents.confirm(intentId, { ...params, expand }, { idempotencyKey }),
          );
        } catch (error) {
          // 402: the bank said no. The intent inside the error says why.
          if (isOfType(error, "StripeCardError") && error.payment_intent)
            return intentOf(error.payment_intent, error);
          throw error;
        }
      }),

    retrieveIntent: (intentId) =>
      ask(async () => intentOf(await stripe.paymentIntents.retrieve(intentId, { expand }))),

    cancelIntent: (intentId, idempotencyKey) =>
      ask(async () => {
        try {
          return intentOf(await stripe.paymentIntents.cancel(intentId, { expand }, { idempotencyKey }));
        } catch (error) {
          // Too late to cancel, or cancelled already: what it has become decides.
          if (!isOfType(error, "StripeInvalidRequestError")) throw error;
          return intentOf(await stripe.paymentIntents.retrieve(intentId, { expand }));
        }
      }),

    createRefund: ({ chargeIntentId, amountMinor, refundId }, idempotencyKey) =>
      ask(async () =>
        refundOf(
          await stripe.refunds.create(
            { payment_intent: chargeIntentId, amount: amountMinor, metadata: { refund_id: refundId } },
            { idempotencyKey },
          ),
        ),
      ),

    findRefund: ({ chargeIntentId, refundId }) =>
      ask(async () => {
        const made = await stripe.refunds.list({ payment_intent: chargeIntentId, limit: 100 });
        const refund = made.data.find(({ metadata }) => metadata?.["refund_id"] === refundId);
        return refund && refundOf(refund);
      }),

    retrieveRefund: (stripeRefundId) =>
      ask(async () => refundOf(await stripe.refunds.retrieve(stripeRefundId))),

    createCustomer: ({ personId, email }, idempotencyKey) =>
      ask(async () => ({
        id: (await stripe.customers.create({ email, metadata: { person_id: personId } }, { idempotencyKey }))
          .id,
      })),

    detachCard: (paymentMethodId, idempotencyKey) =>
      ask(async () => {
        try {
          await stripe.paymentMethods.detach(paymentMethodId, {}, { idempotencyKey });
        } catch (error) {
          // Not attached to anybody any more: that is what was wanted.
          if (!isOfType(error, "StripeInvalidRequestError")) throw error;
        }
        return undefined;
      }),
  };
}

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

function isOfType(error: unknown, ...types: string[]): error is StripeError {
  return isStripeError(error) && types.includes(error.type);
}

/** @param isFirst nothing has happened before this question, so a key that Stripe does not accept is a plain no. */
async function ask<T>(question: () => Promise<T>, { isFirst = false } = {}): Promise<Answer<T>> {
  try {
    return { kind: "known", value: await question() };
  } catch (error) {
    if (!isStripeError(error)) {
      // Not from Stripe's own errors: an answer that could not be read proves nothing either.
      log.warn({ err: { message: String(error) } }, "Stripe's answer could not be understood");
      return { kind: "unknown" };
    }
    const code = error.code ?? error.type;
    log.warn(
      { type: error.type, code, status: error.statusCode, requestId: error.requestId },
      "Stripe did not do as asked",
    );
    const isRefusal = isOfType(
      error,
      "StripeInvalidRequestError",
      "StripeCardError",
      "StripeIdempotencyError",
    );
    // About our key, not about the payment: it may have been taken, and the right key will tell.
    const isAboutKey = isOfType(error, "StripeAuthenticationError", "StripePermissionError");
    return isRefusal || (isFirst && isAboutKey)
      ? { kind: "refused", code: error.decline_code ?? code, param: error.param }
      : { kind: "unknown" };
  }
}

function intentOf(intent: Stripe.PaymentIntent, error?: StripeError): Intent {
  const failure = intent.last_payment_error;
  const failureCode = error?.decline_code ?? error?.code ?? failure?.decline_code ?? failure?.code;
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
    redirectUrl: intent.next_action?.redirect_to_url?.url ?? undefined,
    card: method?.card && {
      paymentMethodId: method.id,
      brand: method.card.brand,
      last4: method.card.last4,
      expiryMonth: method.card.exp_month,
      expiryYear: method.card.exp_year,
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

function refundOf(refund: Stripe.Refund): RefundAnswer {
  const status =
    refund.status === "succeeded"
      ? "succeeded"
      : refund.status === "failed" || refund.status === "canceled"
        ? "failed"
        : "pending";
  return { id: refund.id, status, failureCode: refund.failure_reason };
}
