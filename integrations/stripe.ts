// What the domain wants from Stripe, done with Stripe's own SDK.
import type Stripe from "stripe";
import type { PaymentGateway } from "@/domain/payments/gateway";
import { accountOf, ask, intentOf, isOfType, refundOf } from "./stripe-answers";
import { stripeBooks } from "./stripe-books";
import { stripeClient } from "./stripe-client";
import { disputeOf } from "./stripe-disputes";
import { noticeOf } from "./stripe-events";
import { stripeSubscriptions } from "./stripe-subscriptions";

/** The gateway over the configured Stripe, or over the client that a test gives. */
export function payments(stripe: Stripe = stripeClient()): PaymentGateway {
  const expand = ["payment_method"];
  return {
    ...stripeBooks(stripe),
    ...stripeSubscriptions(stripe),

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

    createRefund: ({ chargeIntentId, amountMinor, refundId, takesBack, returnsFee }, idempotencyKey) =>
      ask(async () =>
        refundOf(
          await stripe.refunds.create(
            {
              payment_intent: chargeIntentId,
              amount: amountMinor,
              metadata: { refund_id: refundId },
              ...(takesBack ? { reverse_transfer: true } : {}),
              ...(returnsFee ? { refund_application_fee: true } : {}),
            },
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
      ask(async () =>
        refundOf(await stripe.refunds.retrieve(stripeRefundId, { expand: ["transfer_reversal"] })),
      ),

    takeBack: ({ chargeIntentId, amountMinor, disputeId }, idempotencyKey) =>
      ask(async () => {
        const { latest_charge: charge } = await stripe.paymentIntents.retrieve(chargeIntentId, {
          expand: ["latest_charge.transfer"],
        });
        const transfer = typeof charge === "object" ? charge?.transfer : undefined;
        if (!transfer || typeof transfer === "string") return 0;
        // Looked for first: Stripe may have forgotten the key, and then it would be taken back twice.
        const made = await stripe.transfers.listReversals(transfer.id, { limit: 100 });
        const before = made.data.find(({ metadata }) => metadata?.["dispute_id"] === disputeId);
        const amount = Math.min(amountMinor, transfer.amount - transfer.amount_reversed);
        if (before || amount === 0) return before?.amount ?? 0;
        const reversal = await stripe.transfers.createReversal(
          transfer.id,
          { amount, metadata: { dispute_id: disputeId } },
          { idempotencyKey },
        );
        return reversal.amount;
      }),

    retrieveDispute: (stripeDisputeId) =>
      ask(async () => disputeOf(await stripe.disputes.retrieve(stripeDisputeId))),

    createCustomer: ({ personId, email }, idempotencyKey) =>
      ask(async () => ({
        id: (
          await stripe.customers.create(
            { email, ...(personId === undefined ? {} : { metadata: { person_id: personId } }) },
            { idempotencyKey },
          )
        ).id,
      })),

    cardFingerprint: (means) =>
      ask(async () => {
        const method =
          means.kind === "new-card"
            ? (await stripe.confirmationTokens.retrieve(means.confirmationToken)).payment_method_preview
            : await stripe.paymentMethods.retrieve(means.paymentMethodId);
        return method?.card?.fingerprint ?? undefined;
      }),

    undeliveredEvents: ({ types, from, after }) =>
      ask(async () => {
        const page = await stripe.events.list({
          types,
          delivery_success: false,
          created: { gte: Math.floor(from.getTime() / 1000) },
          limit: 100,
          ...(after === undefined ? {} : { starting_after: after }),
        });
        return { events: page.data.map(noticeOf), hasMore: page.has_more };
      }),

    // Fees and losses are the platform's, as destination charges want it (docs.stripe.com/connect/destination-charges).
    openAccount: ({ accountId, name, country, isCharity }, idempotencyKey) =>
      ask(async () =>
        accountOf(
          await stripe.v2.core.accounts.create(
            {
              display_name: name,
              dashboard: "express",
              identity: { country: country.toLowerCase(), entity_type: isCharity ? "non_profit" : "company" },
              defaults: {
                responsibilities: { fees_collector: "application", losses_collector: "application" },
              },
              configuration: {
                recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
              },
              metadata: { account_id: accountId },
              include: ["configuration.recipient"],
            },
            { idempotencyKey },
          ),
        ),
      ),

    retrieveAccount: (stripeAccountId) =>
      ask(async () =>
        accountOf(
          await stripe.v2.core.accounts.retrieve(stripeAccountId, { include: ["configuration.recipient"] }),
        ),
      ),

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
