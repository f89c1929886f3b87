// Reading Stripe's books: its balance, each movement of it, all payments and refunds.
import type Stripe from "stripe";
import type { Movement, RefundAtStripe, StripeBooks } from "@/domain/payments/gateway";
import { ask, intentOf, refundOf } from "./stripe-answers";

const pageSize = 100;

export function stripeBooks(stripe: Stripe): StripeBooks {
  const expand = ["data.source"];
  return {
    movements: ({ after }) =>
      ask(async () => {
        if (after !== undefined) {
          const page = await stripe.balanceTransactions.list({
            ending_before: after,
            limit: pageSize,
            expand,
          });
          return page.data.toReversed().map(movementOf);
        }
        const all: Movement[] = [];
        for await (const transaction of stripe.balanceTransactions.list({ limit: pageSize, expand }))
          all.push(movementOf(transaction));
        return all.toReversed();
      }),

    async *movementsSince(since) {
      const created = { gte: Math.floor(since.getTime() / 1000) };
      for await (const transaction of stripe.balanceTransactions.list({ created, limit: pageSize, expand }))
        yield movementOf(transaction);
    },

    async *intents() {
      for await (const intent of stripe.paymentIntents.list({
        limit: pageSize,
        expand: ["data.payment_method"],
      }))
        yield intentOf(intent);
    },

    async *refunds() {
      for await (const refund of stripe.refunds.list({ limit: pageSize })) yield refundAtStripe(refund);
    },

    async balance() {
      const { available, pending } = await stripe.balance.retrieve();
      const sums = new Map<string, number>();
      for (const { amount, currency } of [...available, ...pending]) {
        const key = currency.toUpperCase();
        sums.set(key, (sums.get(key) ?? 0) + amount);
      }
      return sums;
    },
  };
}

// docs.stripe.com/reports/balance-transaction-types
const kinds: Partial<Record<Stripe.BalanceTransaction["type"], Movement["kind"]>> = {
  charge: "charge",
  payment: "charge",
  refund: "refund",
  payment_refund: "refund",
  refund_failure: "refund-failure",
  payment_failure_refund: "refund-failure",
  payout: "payout",
  payout_cancel: "payout",
  payout_failure: "payout",
  stripe_fee: "fee",
  // What goes on to a seller's own account, and what is kept of it: both ways.
  transfer: "transfer",
  transfer_cancel: "transfer",
  transfer_failure: "transfer",
  transfer_refund: "transfer",
  application_fee: "transfer",
  application_fee_refund: "transfer",
};

/** Its payment is told where `source` was expanded. */
export function movementOf(transaction: Stripe.BalanceTransaction): Movement {
  // Disputes come as adjustments; what kind of one is said apart.
  const isDispute = transaction.reporting_category.startsWith("dispute");
  return {
    id: transaction.id,
    kind: isDispute ? "dispute" : (kinds[transaction.type] ?? "other"),
    amountMinor: transaction.amount,
    feeMinor: transaction.fee,
    currency: transaction.currency.toUpperCase(),
    intentId: intentIdOf(transaction.source),
    at: new Date(transaction.created * 1000),
  };
}

function intentIdOf(source: Stripe.BalanceTransaction["source"]): string | undefined {
  if (source === null || typeof source === "string" || !("payment_intent" in source)) return undefined;
  const intent = source.payment_intent;
  return typeof intent === "string" ? intent : (intent?.id ?? undefined);
}

function refundAtStripe(refund: Stripe.Refund): RefundAtStripe {
  return {
    ...refundOf(refund),
    amountMinor: refund.amount,
    currency: refund.currency.toUpperCase(),
    refundId: refund.metadata?.["refund_id"],
  };
}
