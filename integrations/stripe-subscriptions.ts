// Gifts that are given every month: subscriptions of Stripe Billing. The first month is paid with the donor present,
// by the payment of its invoice; every other one is collected by Stripe itself.
import type Stripe from "stripe";
import type {
  Answer,
  Invoice,
  Subscription,
  SubscriptionGateway,
  SubscriptionTerms,
} from "@/domain/payments/gateway";
import { ask, isOfType } from "./stripe-answers";

const monthsAtOnce = 24;

/** The part of the gateway that is about subscriptions. */
export function stripeSubscriptions(stripe: Stripe): SubscriptionGateway {
  return {
    createSubscription: (terms, idempotencyKey) =>
      ask(
        async () => {
          await ensureProduct(stripe, terms);
          const subscription = await stripe.subscriptions.create(
            {
              customer: terms.customerId,
              items: [{ price_data: priceOf(terms) }],
              metadata: metadataOf(terms),
              payment_behavior: "default_incomplete",
              payment_settings: { save_default_payment_method: "on_subscription" },
              ...(terms.receiverId === undefined ? {} : { transfer_data: { destination: terms.receiverId } }),
            },
            { idempotencyKey },
          );
          return subscriptionOf(subscription);
        },
        { isFirst: true },
      ),

    retrieveSubscription: (id) => ask(async () => subscriptionOf(await stripe.subscriptions.retrieve(id))),

    changeSubscription: (id, terms, change) =>
      ask(async () => {
        const now = await stripe.subscriptions.retrieve(id);
        if (hasEnded(now)) return subscriptionOf(now);
        await ensureProduct(stripe, terms);
        // Under no key of ours: Stripe would repeat its first answer, and leave what an older change has undone since.
        const changed = await stripe.subscriptions.update(id, {
          items: now.items.data.slice(0, 1).map((item) => ({ id: item.id, price_data: priceOf(terms) })),
          metadata: { ...metadataOf(terms), monthly_gift_change: change },
          pause_collection: terms.isPaused ? { behavior: "void" } : "",
          proration_behavior: "none",
          transfer_data: terms.receiverId === undefined ? "" : { destination: terms.receiverId },
        });
        return subscriptionOf(changed);
      }),

    endSubscription: (id, idempotencyKey) =>
      ask(async () => {
        const ended = await cancelled(stripe, id, idempotencyKey);
        // What is still asked for would otherwise stay payable.
        const open = await stripe.invoices.list({ subscription: id, status: "open" });
        for (const invoice of open.data) await stripe.invoices.voidInvoice(invoice.id);
        return subscriptionOf(ended);
      }),

    invoicesOf: (subscription) =>
      ask(async () => {
        const { data } = await stripe.invoices.list({ subscription, limit: monthsAtOnce });
        const invoices: Invoice[] = [];
        for (const invoice of data) invoices.push(invoiceOf(invoice, await intentOf(stripe, invoice)));
        return invoices;
      }),

    subscriptionOf: (of): Promise<Answer<string | undefined>> =>
      ask(async () => {
        const invoice =
          "invoiceId" in of
            ? await stripe.invoices.retrieve(of.invoiceId)
            : await invoiceOfIntent(stripe, of.intentId);
        return invoice && idOf(invoice.parent?.subscription_details?.subscription);
      }),
  };
}

/** One product per cause, under an id of our own, so that it is found again without keeping it. */
async function ensureProduct(stripe: Stripe, { cause }: SubscriptionTerms): Promise<void> {
  try {
    await stripe.products.create({ id: productId(cause.id), name: cause.name });
  } catch (error) {
    if (!isOfType(error, "StripeInvalidRequestError") || error.code !== "resource_already_exists")
      throw error;
  }
}

const productId = (causeId: string) => `cause_${causeId}`;

const priceOf = (terms: SubscriptionTerms) => ({
  currency: terms.currency.toLowerCase(),
  product: productId(terms.cause.id),
  recurring: { interval: "month" as const },
  unit_amount: terms.totalMinor,
});

const metadataOf = (terms: SubscriptionTerms) => ({
  monthly_gift_id: terms.giftId,
  covered_fee_minor: String(terms.coveredFeeMinor),
});

async function cancelled(stripe: Stripe, id: string, idempotencyKey: string): Promise<Stripe.Subscription> {
  try {
    return await stripe.subscriptions.cancel(id, {}, { idempotencyKey });
  } catch (error) {
    // Ended before: what it has become decides.
    if (!isOfType(error, "StripeInvalidRequestError")) throw error;
    return stripe.subscriptions.retrieve(id);
  }
}

/** The payment of an invoice. An invoice has had no member of its own for it since API version 2025-03-31. */
async function intentOf(stripe: Stripe, { id, status }: Stripe.Invoice): Promise<string | undefined> {
  if (status === "draft") return undefined;
  const { data } = await stripe.invoicePayments.list({ invoice: id });
  const payment = data.find((one) => one.status === "paid") ?? data.find((one) => one.is_default);
  return idOf(payment?.payment.payment_intent);
}

async function invoiceOfIntent(stripe: Stripe, intentId: string): Promise<Stripe.Invoice | undefined> {
  const { data } = await stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: intentId },
  });
  const invoiceId = idOf(data[0]?.invoice);
  return invoiceId === undefined ? undefined : stripe.invoices.retrieve(invoiceId);
}

function hasEnded({ status }: Stripe.Subscription): boolean {
  return status === "canceled" || status === "incomplete_expired";
}

function subscriptionOf(subscription: Stripe.Subscription): Subscription {
  const [item] = subscription.items.data;
  return {
    id: subscription.id,
    status: statusOf(subscription),
    isPaused: subscription.pause_collection !== null,
    isEndedUnpaid: subscription.cancellation_details?.reason === "payment_failed",
    renewsAt: new Date((item?.current_period_end ?? subscription.billing_cycle_anchor) * 1000),
    change: Number(subscription.metadata["monthly_gift_change"] ?? 0),
    cardId: idOf(subscription.default_payment_method),
    giftId: subscription.metadata["monthly_gift_id"],
  };
}

function statusOf({ status, id }: Stripe.Subscription): Subscription["status"] {
  switch (status) {
    case "incomplete":
      return "waiting";
    case "active":
    case "trialing":
    case "paused":
      return "active";
    case "past_due":
    case "unpaid":
      return "overdue";
    case "canceled":
      return "ended";
    case "incomplete_expired":
      return "never-begun";
    default:
      throw new Error(`Subscription ${id} has a status that is not known here: ${String(status)}`);
  }
}

function invoiceOf(invoice: Stripe.Invoice, intentId: string | undefined): Invoice {
  const details = invoice.parent?.subscription_details;
  return {
    id: invoice.id,
    subscriptionId: idOf(details?.subscription),
    status: (["draft", "open", "paid"] as const).find((status) => status === invoice.status) ?? "given-up",
    amountMinor: invoice.total,
    currency: invoice.currency.toUpperCase(),
    coveredFeeMinor: Number(details?.metadata?.["covered_fee_minor"] ?? 0),
    intentId,
    nextTryAt:
      invoice.next_payment_attempt === null ? undefined : new Date(invoice.next_payment_attempt * 1000),
  };
}

function idOf(reference: string | { id: string } | null | undefined): string | undefined {
  return typeof reference === "object" ? reference?.id : reference;
}
