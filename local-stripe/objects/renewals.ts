import type Stripe from "stripe";
import type { Call } from "../call";
import type { Interval } from "../calendar";
import { intervalUnits, nextBoundary } from "../calendar";
import { ApiError } from "../errors";
import { recordEvent } from "../events";
import { idOf } from "../records";
import type { Entry } from "../store";
import {
  collect,
  draftInvoice,
  finalize,
  fullLine,
  markUncollectible,
  noteUnasked,
  voidNow,
} from "./invoices";
import { changeSubscription, endSubscription, hasEnded } from "./subscription-states";
import { scheduleAt } from "./test-clocks";

// What happens to subscriptions by the clock: periods begin, invoices are finalized and collected, patience ends.

/** The first payment has this long. Source: docs.stripe.com/billing/subscriptions/overview. */
const firstPaymentWithin = 23 * 60 * 60;

export function periodEnd(subscription: Stripe.Subscription): number {
  return subscription.items.data[0]?.current_period_end ?? subscription.billing_cycle_anchor;
}

export function intervalOf(subscription: Stripe.Subscription): Interval {
  const recurring = subscription.items.data[0]?.price.recurring;
  const unit = intervalUnits.find((candidate) => candidate === recurring?.interval);
  if (!recurring || unit === undefined) throw new Error("A subscription has no interval.");
  return { unit, count: recurring.interval_count };
}

/** Plans the end of the current period. */
export function planRenewal(call: Call, subscription: Stripe.Subscription): void {
  const clock = idOf(subscription.test_clock);
  scheduleAt(call, "renew-subscription", subscription.id, periodEnd(subscription), clock);
}

/** Plans the end of our patience with a first payment. */
export function planExpiry(call: Call, subscription: Stripe.Subscription): void {
  const clock = idOf(subscription.test_clock);
  scheduleAt(call, "expire-subscription", subscription.id, call.now + firstPaymentWithin, clock);
}

/** Plans the end that the shopper or the shop has chosen. */
export function planCancel(call: Call, subscription: Stripe.Subscription): void {
  if (subscription.cancel_at === null) return;
  const clock = idOf(subscription.test_clock);
  scheduleAt(call, "cancel-subscription", subscription.id, subscription.cancel_at, clock);
}

/** A period is over: the subscription ends if that was wanted, or goes on with an invoice for the next one. */
export function renewSubscription(call: Call, id: string): void {
  const subscription = living(call, id);
  // The period may have been moved since this was planned.
  if (!subscription || periodEnd(subscription) > call.now || subscription.status === "incomplete") return;
  if (subscription.cancel_at !== null && subscription.cancel_at <= call.now) {
    return endSubscription(call, subscription, "cancellation_requested");
  }
  const before = structuredClone(subscription);
  const start = periodEnd(subscription);
  const end = nextBoundary(subscription.billing_cycle_anchor, intervalOf(subscription), start);
  const previous = subscription.items.data[0]?.current_period_start ?? start;
  for (const item of subscription.items.data) {
    item.current_period_start = start;
    item.current_period_end = end;
  }
  if (subscription.status === "trialing") subscription.status = "active";
  const paused = subscription.pause_collection?.behavior;
  const invoice = draftInvoice(call, subscription, {
    reason: "subscription_cycle",
    lines: subscription.items.data.map(fullLine),
    period: { start: previous, end: start },
    autoAdvance: paused === undefined && subscription.status !== "unpaid",
  });
  subscription.latest_invoice = invoice.object.id;
  call.store.save("subscription", { object: subscription, hidden: null });
  recordEvent(call, "customer.subscription.updated", subscription, before);
  planRenewal(call, subscription);
  if (paused === "void" || paused === "mark_uncollectible") {
    finalize(call, invoice, { makesPayment: false });
    if (invoice.object.status === "open" && paused === "void") voidNow(call, invoice);
    else if (invoice.object.status === "open") markUncollectible(call, invoice);
  }
}

/** The hour is over in which a draft could still be changed. What cannot be finalized stays one, and says why. */
export function finalizeDueInvoice(call: Call, id: string): void {
  const invoice = call.store.find("invoice", id);
  if (!invoice || invoice.object.status !== "draft" || !invoice.object.auto_advance) return;
  try {
    finalize(call, invoice);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { type, message, code } = error.body;
    invoice.object.last_finalization_error = { type, message, ...(code === undefined ? {} : { code }) };
    call.store.save("invoice", invoice);
    recordEvent(call, "invoice.finalization_failed", invoice.object);
    return;
  }
  collectDueInvoice(call, id);
}

/** The server's own try to collect an invoice without the shopper; how it went is told by events, to nobody else. */
export function collectDueInvoice(call: Call, id: string): void {
  const invoice = call.store.find("invoice", id);
  if (!isToBeCollected(invoice)) return;
  try {
    collect(call, invoice, { offSession: true, automatic: true });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // Not even asked of the bank, for instance because the money can go to nobody: a try that failed, too.
    if (!error.keepsChanges) noteUnasked(call, invoice);
  }
}

/** The next try that was planned when the last one failed. */
export function retryInvoice(call: Call, id: string): void {
  const due = call.store.find("invoice", id)?.object.next_payment_attempt ?? null;
  if (due !== null && due <= call.now) collectDueInvoice(call, id);
}

/** Nobody made the first payment in time. */
export function expireSubscription(call: Call, id: string): void {
  const subscription = living(call, id);
  if (subscription?.status !== "incomplete") return;
  endSubscription(call, subscription, "payment_failed");
  const invoice = call.store.find("invoice", idOf(subscription.latest_invoice) ?? "");
  if (invoice?.object.status === "open") voidNow(call, invoice);
}

export function cancelDueSubscription(call: Call, id: string): void {
  const subscription = living(call, id);
  if (!subscription || subscription.cancel_at === null || subscription.cancel_at > call.now) return;
  endSubscription(call, subscription, "cancellation_requested");
}

/** The pause of the collection is over. */
export function resumeCollection(call: Call, id: string): void {
  const subscription = living(call, id);
  const resumesAt = subscription?.pause_collection?.resumes_at ?? null;
  if (!subscription || resumesAt === null || resumesAt > call.now) return;
  changeSubscription(call, subscription, (changing) => {
    changing.pause_collection = null;
  });
}

export function tellOfTrialEnd(call: Call, id: string): void {
  const subscription = living(call, id);
  if (subscription?.status === "trialing") {
    recordEvent(call, "customer.subscription.trial_will_end", subscription);
  }
}

function living(call: Call, id: string): Stripe.Subscription | undefined {
  const subscription = call.store.find("subscription", id)?.object;
  return subscription && !hasEnded(subscription) ? subscription : undefined;
}

function isToBeCollected(invoice: Entry<"invoice"> | undefined): invoice is Entry<"invoice"> {
  return (
    invoice !== undefined &&
    invoice.object.status === "open" &&
    invoice.object.auto_advance === true &&
    invoice.hidden.paymentIntent !== null
  );
}
