import { Stripe } from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { ApiError, invalidRequest } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { inWords } from "../money";
import { created, fields, flag, metadata, oneOf, page, text } from "../params";
import { asStored, idOf } from "../records";
import type { Entry } from "../store";
import { createdWithin, where } from "../store";
import { existingCustomer } from "./existing-customer";
import { usableMethod } from "./intents";
import { invoicePaid, isOwedFor, openPayments, payAndTell } from "./invoice-payments";
import { confirm } from "./payment-confirmation";
import { cancel, createPaymentIntent } from "./payment-intents";
import { productName } from "./products";
import { changeSubscription, subscriptionOf } from "./subscription-states";
import { scheduleAt, timeOf } from "./test-clocks";

const hour = 60 * 60;

type Invoice = Entry<"invoice">;

export const ListInvoices = fields({
  ...page,
  created,
  customer: text().optional(),
  status: oneOf("draft", "open", "paid", "uncollectible", "void").optional(),
  subscription: text().optional(),
});

export const ListInvoiceLines = fields({ ...page });

export const UpdateInvoice = fields({
  auto_advance: flag().optional(),
  default_payment_method: text().optional(),
  description: text(1500).optional(),
  metadata: metadata().optional(),
});

export const FinalizeInvoice = fields({ auto_advance: flag().optional() });

export const PayInvoice = fields({
  off_session: flag().optional(),
  paid_out_of_band: flag().optional(),
  payment_method: text().optional(),
});

export interface Line {
  item: Stripe.SubscriptionItem;
  /** Minor units, for the whole quantity. */
  amount: number;
  description?: string;
}

/** A draft for a subscription, to be finalized at once or after an hour. */
export function draftInvoice(
  call: Call,
  subscription: Stripe.Subscription,
  draft: {
    reason: "subscription_create" | "subscription_cycle";
    lines: Line[];
    period: { start: number; end: number };
    autoAdvance: boolean;
  },
): Invoice {
  const customer = existingCustomer(call, idOf(subscription.customer) ?? "", "customer").object;
  const id = newId("in");
  const total = draft.lines.reduce((sum, { amount }) => sum + amount, 0);
  const isCycle = draft.reason === "subscription_cycle";
  const lines = draft.lines.map((line) => shownLine(call, id, subscription, line));
  const object: Stripe.Invoice = asStored<Stripe.Invoice>({
    id,
    object: "invoice",
    account_country: "US",
    account_name: "Local Stripe",
    account_tax_ids: null,
    amount_due: total,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_paid_off_stripe: 0,
    amount_remaining: total,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: draft.autoAdvance,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: isCycle && draft.autoAdvance ? call.now + hour : null,
    billing_reason: draft.reason,
    collection_method: "charge_automatically",
    created: call.now,
    currency: subscription.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: "list", data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
      type: "subscription_details",
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: draft.period.end,
    period_start: draft.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "draft",
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: idOf(subscription.test_clock),
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: call.now,
  });
  const invoice = call.store.insert("invoice", { object, hidden: { paymentIntent: null } }, call.now);
  recordEvent(call, "invoice.created", object);
  if (object.automatically_finalizes_at !== null) {
    scheduleAt(call, "finalize-invoice", id, object.automatically_finalizes_at, idOf(object.test_clock));
  }
  return invoice;
}

/** What is to be paid for one period of an item. */
export function fullLine(item: Stripe.SubscriptionItem): Line {
  return { item, amount: (item.price.unit_amount ?? 0) * (item.quantity ?? 1) };
}

/**
 * Fixes what is owed and makes the payment that collects it; nothing owed is paid at once. `makesPayment: false`
 * is for an invoice that will never be collected. `firstUse` keeps the card for later payments.
 */
export function finalize(
  call: Call,
  invoice: Invoice,
  { makesPayment = true, firstUse = false }: { makesPayment?: boolean; firstUse?: boolean } = {},
): void {
  const { object, hidden } = invoice;
  const customer = existingCustomer(call, idOf(object.customer) ?? "", "customer").object;
  // First, because it can be refused: then the invoice stays the draft that it was.
  if (makesPayment && object.amount_due > 0) hidden.paymentIntent = paymentFor(call, object, firstUse);
  const sequence = customer.next_invoice_sequence ?? 1;
  object.number = `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`;
  object.status = "open";
  object.automatically_finalizes_at = null;
  object.effective_at = call.now;
  object.ending_balance = 0;
  object.status_transitions.finalized_at = call.now;
  customer.next_invoice_sequence = sequence + 1;
  call.store.save("customer", { object: customer, hidden: null });
  call.store.save("invoice", invoice);
  recordEvent(call, "invoice.finalized", object);
  if (object.amount_due === 0) invoicePaid(call, invoice, { method: null, offStripe: false });
}

/**
 * Tries to collect an open invoice. A decline is a 402 that stays on record. `automatic` is the server's own try;
 * without a card to ask it counts as one that failed.
 */
export function collect(
  call: Call,
  invoice: Invoice,
  how: { offSession: boolean; automatic?: boolean; method?: string | undefined },
): Stripe.PaymentIntent {
  const intent = call.store.get("payment_intent", invoice.hidden.paymentIntent ?? "", "payment_intent");
  const method = how.method ?? methodFor(call, invoice.object);
  if (method === null && how.automatic !== true) throw noMethod();
  const ask = () => {
    if (method !== null) confirm(call, intent, { payment_method: method, off_session: how.offSession });
  };
  payAndTell(call, intent, ask, { automatic: how.automatic ?? false });
  return intent.object;
}

/** Counts a try of the server's own that came to nothing before the bank was asked. */
export function noteUnasked(call: Call, invoice: Invoice): void {
  const intent = call.store.get("payment_intent", invoice.hidden.paymentIntent ?? "", "payment_intent");
  payAndTell(call, intent, () => {}, { automatic: true });
}

/** The card that an invoice is collected from: its own, its subscription's, its customer's; null if none is left. */
export function methodFor(call: Call, invoice: Stripe.Invoice): string | null {
  const owner = idOf(invoice.customer) ?? "";
  const customer = existingCustomer(call, owner, "customer").object;
  const candidates = [
    invoice.default_payment_method,
    subscriptionOf(call, invoice)?.default_payment_method,
    customer.invoice_settings.default_payment_method,
  ];
  const kept = candidates.map(idOf).find((id) => {
    const method = id === null ? undefined : call.store.find("payment_method", id);
    return idOf(method?.object.customer) === owner;
  });
  return kept ?? null;
}

export function noMethod(): ApiError {
  return invalidRequest(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
    { code: "resource_missing" },
  );
}

/** Gives up an invoice and its payment for good. */
export function voidNow(call: Call, invoice: Invoice): void {
  invoice.object.status = "void";
  invoice.object.status_transitions.voided_at = call.now;
  giveUp(call, invoice);
  cancelPayment(call, invoice);
  recordEvent(call, "invoice.voided", invoice.object);
}

/** Notes that an invoice will hardly be paid; it still can be. */
export function markUncollectible(call: Call, invoice: Invoice): void {
  invoice.object.status = "uncollectible";
  invoice.object.status_transitions.marked_uncollectible_at = call.now;
  giveUp(call, invoice);
  recordEvent(call, "invoice.marked_uncollectible", invoice.object);
}

export function retrieveInvoice(call: Call, _: unknown, path: { id: string }): Stripe.Invoice {
  return call.store.get("invoice", path.id).object;
}

export function listInvoices(call: Call, params: z.output<typeof ListInvoices>) {
  return listPage(call, "invoice", "/v1/invoices", params, [
    ...where("customer", params.customer),
    ...where("status", params.status),
    ...where("parent.subscription_details.subscription", params.subscription),
    ...createdWithin(params.created),
  ]);
}

/** All lines of an invoice; there are never more than fit one page. */
export function listInvoiceLines(
  call: Call,
  _: z.output<typeof ListInvoiceLines>,
  path: { id: string },
): Stripe.ApiList<Stripe.InvoiceLineItem> {
  return call.store.get("invoice", path.id).object.lines;
}

export function updateInvoice(
  call: Call,
  params: z.output<typeof UpdateInvoice>,
  path: { id: string },
): Stripe.Invoice {
  const invoice = call.store.get("invoice", path.id);
  const { object } = invoice;
  if (object.status !== "draft" && object.status !== "open") throw notIn(object, "update", "draft or open");
  const before = structuredClone(object);
  if (params.auto_advance !== undefined) object.auto_advance = params.auto_advance;
  if (params.default_payment_method !== undefined) {
    const method = usableMethod(call, params.default_payment_method, idOf(object.customer));
    object.default_payment_method = method.object.id;
  }
  if (params.description !== undefined) object.description = params.description;
  object.metadata = mergedMetadata(object.metadata, params.metadata);
  call.store.save("invoice", invoice);
  recordEvent(call, "invoice.updated", object, before);
  return object;
}

export function finalizeInvoice(
  call: Call,
  params: z.output<typeof FinalizeInvoice>,
  path: { id: string },
): Stripe.Invoice {
  const invoice = call.store.get("invoice", path.id);
  if (invoice.object.status !== "draft") throw notIn(invoice.object, "finalize", "draft");
  if (params.auto_advance !== undefined) invoice.object.auto_advance = params.auto_advance;
  const then = timeOf(call, idOf(invoice.object.test_clock));
  finalize(then, invoice);
  if (invoice.object.auto_advance && invoice.object.amount_due > 0) {
    scheduleAt(then, "collect-invoice", invoice.object.id, then.now + hour, idOf(invoice.object.test_clock));
  }
  return call.store.get("invoice", path.id).object;
}

/**
 * Pays an invoice now, without the shopper unless `off_session` is false. A decline is a 402, and so is a bank that
 * wants to ask the shopper (`invoice_payment_intent_requires_action`).
 */
export function payInvoice(
  call: Call,
  params: z.output<typeof PayInvoice>,
  path: { id: string },
): Stripe.Invoice {
  const invoice = call.store.get("invoice", path.id);
  const then = timeOf(call, idOf(invoice.object.test_clock));
  if (invoice.object.status === "paid") throw invalidRequest("Invoice is already paid");
  if (invoice.object.status === "void") throw notIn(invoice.object, "pay", "draft, open or uncollectible");
  if (invoice.object.status === "draft") finalize(then, invoice);
  if (params.paid_out_of_band) {
    invoicePaid(then, invoice, { method: null, offStripe: true });
    cancelPayment(then, invoice);
  } else if (invoice.hidden.paymentIntent !== null) {
    const method = params.payment_method ?? undefined;
    const intent = collect(then, invoice, { offSession: params.off_session ?? true, method });
    if (intent.status === "requires_action") throw requiresAction("invoice_payment_intent_requires_action");
  }
  return call.store.get("invoice", path.id).object;
}

/** The bank wants to ask the shopper; what waits for the answer is kept. */
export function requiresAction(
  code: "invoice_payment_intent_requires_action" | "subscription_payment_intent_requires_action",
): ApiError {
  const message =
    "This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice.";
  const keepsChanges = code === "invoice_payment_intent_requires_action";
  return new ApiError(402, { type: "card_error", code, message }, { keepsChanges });
}

export function voidInvoice(call: Call, _: unknown, path: { id: string }): Stripe.Invoice {
  const invoice = call.store.get("invoice", path.id);
  if (invoice.object.status !== "open" && invoice.object.status !== "uncollectible") {
    throw notIn(invoice.object, "void", "open or uncollectible");
  }
  voidNow(timeOf(call, idOf(invoice.object.test_clock)), invoice);
  return invoice.object;
}

export function markInvoiceUncollectible(call: Call, _: unknown, path: { id: string }): Stripe.Invoice {
  const invoice = call.store.get("invoice", path.id);
  if (invoice.object.status !== "open") throw notIn(invoice.object, "mark as uncollectible", "open");
  markUncollectible(timeOf(call, idOf(invoice.object.test_clock)), invoice);
  return invoice.object;
}

function shownLine(
  call: Call,
  invoice: string,
  subscription: Stripe.Subscription,
  { item, amount, description }: Line,
): Stripe.InvoiceLineItem {
  const { price, quantity = 1 } = item;
  const rhythm = `${price.recurring?.interval_count === 1 ? "" : `${price.recurring?.interval_count} `}${price.recurring?.interval}`;
  const each = inWords(price.unit_amount ?? 0, price.currency);
  return {
    id: newId("il"),
    object: "line_item",
    amount,
    currency: price.currency,
    description: description ?? `${quantity} × ${productName(call, price)} (at ${each} / ${rhythm})`,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: { ...subscription.metadata },
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: "subscription_item_details",
    },
    period: { end: item.current_period_end, start: item.current_period_start },
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: idOf(price.product) ?? "" },
      type: "price_details",
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity,
    quantity_decimal: Stripe.Decimal.from(quantity),
    subscription: subscription.id,
    subtotal: amount,
    taxes: [],
  };
}

function paymentFor(call: Call, invoice: Stripe.Invoice, firstUse: boolean): string {
  const method = methodFor(call, invoice);
  const subscription = subscriptionOf(call, invoice);
  const asked = subscription?.payment_settings?.payment_method_options?.card;
  const request = (["any", "challenge"] as const).find((one) => one === asked?.request_three_d_secure);
  const { id } = createPaymentIntent(call, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: idOf(invoice.customer) ?? "",
    description: firstUse ? "Subscription creation" : "Subscription update",
    ...(subscription && sharedAs(subscription, invoice.amount_due)),
    ...(firstUse && { setup_future_usage: "off_session" }),
    ...(method !== null && { payment_method: method }),
    ...(request && { payment_method_options: { card: { request_three_d_secure: request } } }),
  });
  const intent = call.store.get("payment_intent", id);
  intent.hidden.invoice = invoice.id;
  call.store.save("payment_intent", intent);
  const payment: Stripe.InvoicePayment = {
    id: newId("inpay"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: call.now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: id, type: "payment_intent" },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  };
  call.store.insert("invoice_payment", { object: payment, hidden: null }, call.now);
  return id;
}

/** What of an amount goes to the account that a subscription is for, and what the platform keeps of it. */
function sharedAs(
  { transfer_data: data, application_fee_percent: percent }: Stripe.Subscription,
  amount: number,
) {
  if (!data) return {};
  const partOf = (share: number) => Math.round((amount * share) / 100);
  const part = data.amount_percent === null ? {} : { amount: partOf(data.amount_percent) };
  return {
    transfer_data: { destination: idOf(data.destination) ?? "", ...part },
    ...(percent !== null && { application_fee_amount: partOf(percent) }),
  };
}

function giveUp(call: Call, invoice: Invoice): void {
  const { object } = invoice;
  object.auto_advance = false;
  object.next_payment_attempt = null;
  call.store.save("invoice", invoice);
  const subscription = subscriptionOf(call, object);
  if (!subscription || !isOwedFor(subscription, object)) return;
  changeSubscription(call, subscription, (changing) => {
    changing.status = changing.status === "incomplete" ? "incomplete_expired" : "active";
    if (changing.status === "incomplete_expired") changing.ended_at = call.now;
  });
}

function cancelPayment(call: Call, invoice: Invoice): void {
  for (const { object: payment } of openPayments(call, invoice.object.id)) {
    payment.status = "canceled";
    payment.status_transitions.canceled_at = call.now;
    call.store.save("invoice_payment", { object: payment, hidden: null });
  }
  const intent = call.store.find("payment_intent", invoice.hidden.paymentIntent ?? "");
  if (!intent || intent.object.status === "succeeded" || intent.object.status === "canceled") return;
  cancel(call, intent, "void_invoice");
}

function notIn(invoice: Stripe.Invoice, verb: string, wanted: string): ApiError {
  return invalidRequest(
    `You can only ${verb} an invoice that is ${wanted}; this one has the status ${invoice.status}.`,
    { code: "invoice_not_editable" },
  );
}
