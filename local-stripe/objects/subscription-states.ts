import type Stripe from "stripe";
import type { Call } from "../call";
import { recordEvent } from "../events";
import { idOf } from "../records";
import { where } from "../store";

// What a subscription goes through besides its invoices. Its periods are in renewals.ts.

const ended = ["canceled", "incomplete_expired"];

export function hasEnded(subscription: Stripe.Subscription): boolean {
  return ended.includes(subscription.status);
}

/** The subscription that an invoice belongs to. */
export function subscriptionOf(call: Call, invoice: Stripe.Invoice): Stripe.Subscription | undefined {
  const id = idOf(invoice.parent?.subscription_details?.subscription);
  return id === null ? undefined : call.store.find("subscription", id)?.object;
}

/** Changes a subscription and tells of it, if anything about it changed. */
export function changeSubscription(
  call: Call,
  subscription: Stripe.Subscription,
  change: (subscription: Stripe.Subscription) => void,
): void {
  const before = structuredClone(subscription);
  change(subscription);
  if (JSON.stringify(before) === JSON.stringify(subscription)) return;
  saveSubscription(call, subscription);
  recordEvent(call, "customer.subscription.updated", subscription, before);
}

export function saveSubscription(call: Call, subscription: Stripe.Subscription): void {
  call.store.save("subscription", { object: subscription, hidden: null });
}

/** Ends it now. Its open invoices stay open, but are not tried again by themselves. */
export function endSubscription(
  call: Call,
  subscription: Stripe.Subscription,
  reason: Stripe.Subscription.CancellationDetails.Reason,
): void {
  subscription.status = subscription.status === "incomplete" ? "incomplete_expired" : "canceled";
  subscription.canceled_at ??= call.now;
  subscription.ended_at = call.now;
  subscription.cancellation_details = {
    comment: null,
    feedback: null,
    feedback_option: null,
    ...subscription.cancellation_details,
    reason,
  };
  saveSubscription(call, subscription);
  for (const entry of call.store.list(
    "invoice",
    { limit: 100 },
    where("parent.subscription_details.subscription", subscription.id),
  ).entries) {
    if (entry.object.status !== "draft" && entry.object.status !== "open") continue;
    entry.object.auto_advance = false;
    entry.object.next_payment_attempt = null;
    call.store.save("invoice", entry);
  }
  recordEvent(call, "customer.subscription.deleted", subscription);
}

/** Ends all of a customer's subscriptions, because the customer is deleted. */
export function endSubscriptionsOf(call: Call, customer: string): void {
  for (;;) {
    const { entries } = call.store.list("subscription", { limit: 100 }, [
      ...where("customer", customer),
      { sql: "json_extract(body, '$.status') not in (?, ?)", values: ended },
    ]);
    if (entries.length === 0) return;
    for (const { object } of entries) endSubscription(call, object, "cancellation_requested");
  }
}
