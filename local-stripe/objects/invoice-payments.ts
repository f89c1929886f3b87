import type Stripe from "stripe";
import type { z } from "zod";
import { billingSettings } from "../billing-settings";
import type { Call } from "../call";
import { ApiError } from "../errors";
import { recordEvent } from "../events";
import { listPage } from "../lists";
import { created, fields, oneOf, page, text } from "../params";
import { idOf } from "../records";
import type { Entry } from "../store";
import { createdWithin, where } from "../store";
import { changeSubscription, endSubscription, hasEnded, subscriptionOf } from "./subscription-states";
import { scheduleAt, timeOf } from "./test-clocks";

// What a payment means for the invoice that it pays, and for that invoice's subscription.

const day = 24 * 60 * 60;

export const ListInvoicePayments = fields({
  ...page,
  created,
  invoice: text().optional(),
  payment: fields({ type: oneOf("payment_intent"), payment_intent: text().optional() }).optional(),
  status: oneOf("canceled", "open", "paid").optional(),
});

export function retrieveInvoicePayment(call: Call, _: unknown, path: { id: string }): Stripe.InvoicePayment {
  return call.store.get("invoice_payment", path.id).object;
}

export function listInvoicePayments(call: Call, params: z.output<typeof ListInvoicePayments>) {
  return listPage(call, "invoice_payment", "/v1/invoice_payments", params, [
    ...where("invoice", params.invoice),
    ...where("payment.payment_intent", params.payment?.payment_intent),
    ...where("status", params.status),
    ...createdWithin(params.created),
  ]);
}

/**
 * Asks the bank by `ask` and carries what came of it to the intent's invoice, if it pays one. A decline is thrown on.
 * `automatic` is the server's own try at a renewal, which counts and plans the next one.
 */
export function payAndTell(
  call: Call,
  intent: Entry<"payment_intent">,
  ask: () => void,
  { automatic = false }: { automatic?: boolean } = {},
): void {
  try {
    ask();
  } catch (error) {
    if (error instanceof ApiError && error.keepsChanges) tellInvoice(call, intent, automatic);
    throw error;
  }
  tellInvoice(call, intent, automatic);
}

function tellInvoice(call: Call, intent: Entry<"payment_intent">, automatic: boolean): void {
  const invoice =
    intent.hidden.invoice === undefined ? undefined : call.store.find("invoice", intent.hidden.invoice);
  if (!invoice || invoice.object.status === "paid" || invoice.object.status === "void") return;
  const then = timeOf(call, idOf(invoice.object.test_clock));
  switch (intent.object.status) {
    case "succeeded":
      invoicePaid(then, invoice, { method: idOf(intent.object.payment_method), offStripe: false });
      break;
    case "requires_action":
      invoice.object.attempted = true;
      then.store.save("invoice", invoice);
      recordEvent(then, "invoice.payment_action_required", invoice.object);
      break;
    case "requires_payment_method":
      paymentFailed(then, invoice, intent.object.last_payment_error?.code, automatic);
      break;
    default:
  }
}

/** The invoice is paid: in full by its payment, by other means than this server, or because nothing was due. */
export function invoicePaid(
  call: Call,
  invoice: Entry<"invoice">,
  by: { method: string | null; offStripe: boolean },
): void {
  const { object } = invoice;
  object.status = "paid";
  object.attempted = true;
  object.attempt_count = Math.max(1, object.attempt_count);
  object.auto_advance = false;
  object.next_payment_attempt = null;
  object.amount_paid = object.amount_due;
  object.amount_paid_off_stripe = by.offStripe ? object.amount_due : 0;
  object.amount_remaining = 0;
  object.status_transitions.paid_at = call.now;
  call.store.save("invoice", invoice);
  for (const { object: payment } of openPayments(call, object.id)) {
    payment.status = by.offStripe ? "canceled" : "paid";
    if (by.offStripe) payment.status_transitions.canceled_at = call.now;
    else {
      payment.amount_paid = object.amount_due;
      payment.status_transitions.paid_at = call.now;
    }
    call.store.save("invoice_payment", { object: payment, hidden: null });
    if (!by.offStripe) recordEvent(call, "invoice_payment.paid", payment);
  }
  recordEvent(call, "invoice.paid", object);
  recordEvent(call, "invoice.payment_succeeded", object);
  const subscription = subscriptionOf(call, object);
  if (!subscription) return;
  const keep =
    subscription.payment_settings?.save_default_payment_method === "on_subscription" && by.method !== null;
  changeSubscription(call, subscription, (changing) => {
    if (keep) changing.default_payment_method = by.method;
    if (isOwedFor(changing, object)) changing.status = "active";
  });
}

/** A subscription is good again once its latest invoice is no longer owed. */
export function isOwedFor(subscription: Stripe.Subscription, invoice: Stripe.Invoice): boolean {
  return (
    ["incomplete", "past_due", "unpaid"].includes(subscription.status) &&
    idOf(subscription.latest_invoice) === invoice.id
  );
}

export function openPayments(call: Call, invoice: string): Entry<"invoice_payment">[] {
  return call.store.list("invoice_payment", { limit: 100 }, [
    ...where("invoice", invoice),
    ...where("status", "open"),
  ]).entries;
}

/**
 * A try that failed. The shopper trying by hand changes no plan; the server's own tries are counted, and after the
 * last of them the subscription becomes what the settings say. Source: docs.stripe.com/billing/revenue-recovery.
 */
function paymentFailed(
  call: Call,
  invoice: Entry<"invoice">,
  code: string | undefined,
  automatic: boolean,
): void {
  const { object } = invoice;
  const subscription = subscriptionOf(call, object);
  object.attempted = true;
  if (automatic || object.attempt_count === 0) object.attempt_count += 1;
  const { retryAfterDays, afterRetries } = billingSettings(call.store);
  const retryAfter = automatic ? retryAfterDays[object.attempt_count - 1] : undefined;
  if (automatic) object.next_payment_attempt = retryAfter === undefined ? null : call.now + retryAfter * day;
  call.store.save("invoice", invoice);
  if (automatic && object.next_payment_attempt !== null) {
    scheduleAt(call, "retry-invoice", object.id, object.next_payment_attempt, idOf(object.test_clock));
  }
  recordEvent(call, "invoice.payment_failed", object);
  if (code === "authentication_required") recordEvent(call, "invoice.payment_action_required", object);
  if (!subscription || hasEnded(subscription)) return;
  const isLast = automatic && retryAfter === undefined;
  if (isLast && afterRetries === "cancel") return endSubscription(call, subscription, "payment_failed");
  changeSubscription(call, subscription, (changing) => {
    if (changing.status === "active" || changing.status === "trialing") changing.status = "past_due";
    if (isLast && afterRetries === "unpaid") changing.status = "unpaid";
  });
}
