import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { afterIntervals } from "../calendar";
import { ApiError, invalidRequest, noSuch } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { requireChargeable } from "../money";
import {
  created,
  emptyable,
  fields,
  flag,
  integer,
  listOf,
  metadata,
  oneOf,
  page,
  percentage,
  text,
} from "../params";
import { asStored, idOf } from "../records";
import { createdWithin, where } from "../store";
import { existingCustomer } from "./existing-customer";
import { cardOptions, usableMethod } from "./intents";
import type { Line } from "./invoices";
import {
  collect,
  draftInvoice,
  finalize,
  fullLine,
  methodFor,
  noMethod,
  requiresAction,
  voidNow,
} from "./invoices";
import { recurringPrice, recurringPriceData } from "./products";
import { intervalOf, periodEnd, planCancel, planExpiry, planRenewal } from "./renewals";
import { changeSubscription, endSubscription, hasEnded } from "./subscription-states";
import { scheduleAt, timeOf } from "./test-clocks";

const day = 24 * 60 * 60;

const item = {
  metadata: metadata().optional(),
  price: text().optional(),
  price_data: recurringPriceData.optional(),
  quantity: integer().optional(),
};

const cancellationDetails = fields({
  comment: emptyable(text()).optional(),
  feedback: emptyable(
    oneOf(
      "customer_service",
      "low_quality",
      "missing_features",
      "other",
      "switched_service",
      "too_complex",
      "too_expensive",
      "unused",
    ),
  ).optional(),
});

const terms = {
  application_fee_percent: emptyable(percentage()).optional(),
  cancel_at_period_end: flag().optional(),
  default_payment_method: text().optional(),
  metadata: metadata().optional(),
  off_session: flag().optional(),
  payment_settings: fields({
    payment_method_options: cardOptions.optional(),
    payment_method_types: emptyable(listOf(oneOf("card"))).optional(),
    save_default_payment_method: oneOf("off", "on_subscription").optional(),
  }).optional(),
};

const transferData = fields({ amount_percent: percentage().optional(), destination: text() });

export const CreateSubscription = fields({
  ...terms,
  billing_cycle_anchor: integer().optional(),
  cancel_at: integer().optional(),
  collection_method: oneOf("charge_automatically").optional(),
  currency: text().optional(),
  customer: text(),
  description: text(500).optional(),
  items: listOf(fields(item)),
  payment_behavior: oneOf("allow_incomplete", "default_incomplete", "error_if_incomplete").optional(),
  proration_behavior: oneOf("create_prorations", "none").optional(),
  transfer_data: transferData.optional(),
  trial_end: integer().optional(),
  trial_period_days: integer({ min: 1, max: 730 }).optional(),
});

export const UpdateSubscription = fields({
  ...terms,
  cancel_at: emptyable(integer()).optional(),
  cancellation_details: cancellationDetails.optional(),
  description: emptyable(text(500)).optional(),
  items: listOf(fields({ ...item, id: text().optional() })).optional(),
  pause_collection: emptyable(
    fields({
      behavior: oneOf("keep_as_draft", "mark_uncollectible", "void"),
      resumes_at: integer().optional(),
    }),
  ).optional(),
  proration_behavior: oneOf("create_prorations", "none").optional(),
  transfer_data: emptyable(transferData).optional(),
});

export const CancelSubscription = fields({
  cancellation_details: cancellationDetails.optional(),
  invoice_now: flag().optional(),
  prorate: flag().optional(),
});

export const ListSubscriptions = fields({
  ...page,
  created,
  customer: text().optional(),
  status: oneOf(
    "active",
    "all",
    "canceled",
    "ended",
    "incomplete",
    "incomplete_expired",
    "past_due",
    "paused",
    "trialing",
    "unpaid",
  ).optional(),
  test_clock: text().optional(),
});

/**
 * Begins a subscription with its first invoice. "allow_incomplete" (the default) charges the kept card at once and
 * leaves it `incomplete` when that fails; "default_incomplete" leaves the first payment to the shopper's browser;
 * "error_if_incomplete" makes nothing when it fails. An incomplete one ends after 23 hours.
 */
export function createSubscription(
  call: Call,
  params: z.output<typeof CreateSubscription>,
): Stripe.Subscription {
  const customer = existingCustomer(call, params.customer, "customer").object;
  const then = timeOf(call, idOf(customer.test_clock));
  const subscription = begun(then, customer, params);
  const trialEnd = subscription.trial_end;
  const invoice = draftInvoice(then, subscription, {
    reason: "subscription_create",
    lines: subscription.items.data.map((one) => firstLine(then, subscription, one, params)),
    period: { start: then.now, end: then.now },
    autoAdvance: true,
  });
  subscription.latest_invoice = invoice.object.id;
  const behavior = params.payment_behavior ?? "allow_incomplete";
  const isOwed = invoice.object.amount_due > 0;
  if (isOwed) requireChargeable(invoice.object.amount_due, subscription.currency);
  if (isOwed && behavior !== "default_incomplete" && methodFor(then, invoice.object) === null)
    throw noMethod();
  subscription.status = isOwed ? "incomplete" : trialEnd === null ? "active" : "trialing";
  call.store.save("subscription", { object: subscription, hidden: null });
  recordEvent(then, "customer.subscription.created", subscription);
  finalize(then, invoice, { firstUse: params.off_session !== true });
  planRenewal(then, subscription);
  planCancel(then, subscription);
  if (trialEnd !== null) {
    const tellAt = Math.max(then.now, trialEnd - 3 * day);
    scheduleAt(then, "tell-of-trial-end", subscription.id, tellAt, idOf(subscription.test_clock));
  }
  if (isOwed) planExpiry(then, subscription);
  if (isOwed && behavior !== "default_incomplete") {
    payFirst(() => collect(then, invoice, { offSession: params.off_session ?? false }), behavior);
  }
  return call.store.get("subscription", subscription.id).object;
}

export function retrieveSubscription(call: Call, _: unknown, path: { id: string }): Stripe.Subscription {
  return call.store.get("subscription", path.id).object;
}

/**
 * Changes what a subscription is from its next invoice on. A changed price or quantity needs `proration_behavior:
 * "none"`: this server settles no part of a period that is already paid. Refuses a subscription that has ended.
 */
export function updateSubscription(
  call: Call,
  params: z.output<typeof UpdateSubscription>,
  path: { id: string },
): Stripe.Subscription {
  const subscription = call.store.get("subscription", path.id).object;
  if (hasEnded(subscription)) throw hasEndedAlready(subscription);
  const then = timeOf(call, idOf(subscription.test_clock));
  changeSubscription(then, subscription, (changing) => {
    agree(then, changing, params);
    if (params.cancel_at !== undefined) endAt(then, changing, params.cancel_at);
    if (params.cancellation_details !== undefined) explain(changing, params.cancellation_details);
    if (params.items !== undefined) changeItems(then, changing, params.items, params.proration_behavior);
    if (params.pause_collection !== undefined) {
      changing.pause_collection = params.pause_collection && {
        behavior: params.pause_collection.behavior,
        resumes_at: params.pause_collection.resumes_at ?? null,
      };
    }
  });
  planCancel(then, subscription);
  const resumesAt = subscription.pause_collection?.resumes_at ?? null;
  if (resumesAt !== null) {
    scheduleAt(then, "resume-collection", subscription.id, resumesAt, idOf(subscription.test_clock));
  }
  return subscription;
}

/** Ends it now. What was paid stays paid; a first invoice that was never paid is given up. */
export function cancelSubscription(
  call: Call,
  params: z.output<typeof CancelSubscription>,
  path: { id: string },
): Stripe.Subscription {
  const subscription = call.store.get("subscription", path.id).object;
  if (hasEnded(subscription)) throw noSuch("subscription", path.id);
  if (params.invoice_now || params.prorate) {
    throw invalidRequest("This server settles no part of a period: leave out invoice_now and prorate.", {
      param: params.prorate ? "prorate" : "invoice_now",
    });
  }
  const then = timeOf(call, idOf(subscription.test_clock));
  const neverBegan = subscription.status === "incomplete";
  if (params.cancellation_details !== undefined) explain(subscription, params.cancellation_details);
  endSubscription(then, subscription, "cancellation_requested");
  const invoice = call.store.find("invoice", idOf(subscription.latest_invoice) ?? "");
  if (neverBegan && invoice?.object.status === "open") voidNow(then, invoice);
  return subscription;
}

export function listSubscriptions(call: Call, params: z.output<typeof ListSubscriptions>) {
  return listPage(call, "subscription", "/v1/subscriptions", params, [
    ...where("customer", params.customer),
    ...where("test_clock", params.test_clock),
    ...withStatus(params.status),
    ...createdWithin(params.created),
  ]);
}

function withStatus(status: z.output<typeof ListSubscriptions>["status"]) {
  if (status === "all") return [];
  const sql = "json_extract(body, '$.status')";
  if (status === undefined) return [{ sql: `${sql} != 'canceled'`, values: [] }];
  if (status === "ended") return [{ sql: `${sql} in ('canceled', 'incomplete_expired')`, values: [] }];
  return where("status", status);
}

function begun(
  call: Call,
  customer: Stripe.Customer,
  params: z.output<typeof CreateSubscription>,
): Stripe.Subscription {
  const id = newId("sub");
  const trialEnd =
    params.trial_end ??
    (params.trial_period_days === undefined ? null : call.now + params.trial_period_days * day);
  if (trialEnd !== null && trialEnd <= call.now) {
    throw invalidRequest("The trial must end in the future.", { param: "trial_end" });
  }
  const anchor = params.billing_cycle_anchor ?? trialEnd ?? call.now;
  const items = params.items.map((given, index) => newItem(call, id, given, `items[${index}]`));
  const [first] = items;
  if (!first) throw invalidRequest("A subscription needs at least one item.", { param: "items" });
  const subscription: Stripe.Subscription = {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: anchor,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: call.now,
    currency: first.price.currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: {
      object: "list",
      data: items,
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: call.now,
    status: "incomplete",
    test_clock: idOf(customer.test_clock),
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" },
    },
    trial_start: trialEnd === null ? null : call.now,
  };
  requireOneRhythm(items, params.currency);
  const end = anchor > call.now ? (trialEnd ?? anchor) : afterIntervals(anchor, intervalOf(subscription), 1);
  if (
    end <= call.now ||
    anchor > afterIntervals(Math.max(call.now, trialEnd ?? 0), intervalOf(subscription), 1)
  ) {
    throw invalidRequest(
      "`billing_cycle_anchor` must lie in the future, and not after the end of what would be the first period.",
      { param: "billing_cycle_anchor" },
    );
  }
  for (const one of items) one.current_period_end = end;
  agree(call, subscription, params);
  if (params.cancel_at !== undefined) endAt(call, subscription, params.cancel_at);
  return call.store.insert("subscription", { object: subscription, hidden: null }, call.now).object;
}

/** The first period in full, its part until the anchor, or nothing during a trial. */
function firstLine(
  call: Call,
  subscription: Stripe.Subscription,
  one: Stripe.SubscriptionItem,
  params: z.output<typeof CreateSubscription>,
): Line {
  const full = fullLine(one);
  if (subscription.trial_end !== null) return { ...full, amount: 0, description: "Trial period" };
  const anchor = subscription.billing_cycle_anchor;
  if (anchor <= call.now) return full;
  if (params.proration_behavior === "none") return { ...full, amount: 0 };
  const wholePeriod = anchor - afterIntervals(anchor, intervalOf(subscription), -1);
  return { ...full, amount: Math.round((full.amount * (anchor - call.now)) / wholePeriod) };
}

function payFirst(
  pay: () => Stripe.PaymentIntent,
  behavior: "allow_incomplete" | "error_if_incomplete",
): void {
  try {
    const intent = pay();
    if (intent.status === "requires_action" && behavior === "error_if_incomplete") {
      throw requiresAction("subscription_payment_intent_requires_action");
    }
  } catch (error) {
    if (!(error instanceof ApiError && error.keepsChanges)) throw error;
    if (behavior === "allow_incomplete") return;
    const { payment_intent: _, charge: __, ...body } = error.body;
    throw new ApiError(402, body); // and nothing of it stays
  }
}

function newItem(
  call: Call,
  subscription: string,
  given: z.output<ReturnType<typeof fields<typeof item>>>,
  param: string,
): Stripe.SubscriptionItem {
  const price = recurringPrice(call, given, param);
  const { recurring } = price;
  return asStored<Stripe.SubscriptionItem>({
    id: newId("si"),
    object: "subscription_item",
    billing_thresholds: null,
    created: call.now,
    current_period_end: call.now,
    current_period_start: call.now,
    current_trial: null,
    discounts: [],
    metadata: mergedMetadata({}, given.metadata),
    plan: planOf(price, recurring),
    price,
    quantity: given.quantity ?? 1,
    subscription,
    tax_rates: [],
  });
}

/** A price as older clients see it. */
function planOf(price: Stripe.Price, recurring: Stripe.Price.Recurring): Stripe.Plan {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: "per_unit",
    created: price.created,
    currency: price.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: idOf(price.product),
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: "licensed",
  };
}

function changeItems(
  call: Call,
  subscription: Stripe.Subscription,
  changes: NonNullable<z.output<typeof UpdateSubscription>["items"]>,
  prorationBehavior: "create_prorations" | "none" | undefined,
): void {
  for (const [index, change] of changes.entries()) {
    const param = `items[${index}]`;
    const found = subscription.items.data.find(({ id }) => id === change.id);
    if (!found) {
      throw change.id === undefined
        ? invalidRequest("This server adds no items to a subscription: name the `id` of one that it has.", {
            param,
          })
        : noSuch("subscription_item", change.id, `${param}[id]`);
    }
    const isRepriced = change.price !== undefined || change.price_data !== undefined;
    if (isRepriced || (change.quantity !== undefined && change.quantity !== found.quantity)) {
      if (prorationBehavior !== "none") {
        throw invalidRequest(
          'This server settles no part of a period: change prices and quantities with `proration_behavior: "none"`.',
          { param: "proration_behavior" },
        );
      }
    }
    if (isRepriced) {
      const price = recurringPrice(call, change, param);
      found.plan = planOf(price, price.recurring);
      found.price = price;
    }
    if (change.quantity !== undefined) found.quantity = change.quantity;
    found.metadata = mergedMetadata(found.metadata, change.metadata);
  }
  requireOneRhythm(subscription.items.data, subscription.currency);
  const due = subscription.items.data.reduce((sum, one) => sum + fullLine(one).amount, 0);
  if (due > 0) requireChargeable(due, subscription.currency);
}

function requireOneRhythm(items: Stripe.SubscriptionItem[], currency: string | undefined): void {
  const rhythms = items.map(({ price }) => {
    const { interval, interval_count: count } = price.recurring ?? { interval: "", interval_count: 0 };
    return `${interval} ${count}`;
  });
  const currencies = [
    ...items.map(({ price }) => price.currency),
    ...(currency ? [currency.toLowerCase()] : []),
  ];
  if (new Set(rhythms).size > 1 || new Set(currencies).size > 1) {
    throw invalidRequest(
      "All items of a subscription must have one currency and, on this server, one interval.",
      {
        param: "items",
      },
    );
  }
}

/** What is agreed about how it is paid and what becomes of the money. */
function agree(
  call: Call,
  subscription: Stripe.Subscription,
  params: Omit<z.output<typeof UpdateSubscription>, "items" | "cancel_at">,
): void {
  if (params.application_fee_percent !== undefined) {
    subscription.application_fee_percent = params.application_fee_percent;
  }
  if (params.transfer_data !== undefined) {
    subscription.transfer_data = params.transfer_data && {
      amount_percent: params.transfer_data.amount_percent ?? null,
      destination: params.transfer_data.destination,
    };
  }
  if (subscription.application_fee_percent !== null && subscription.transfer_data === null) {
    throw invalidRequest("An application_fee_percent needs a `transfer_data[destination]`.", {
      param: "application_fee_percent",
    });
  }
  if (params.default_payment_method !== undefined) {
    const method = usableMethod(call, params.default_payment_method, idOf(subscription.customer));
    if (idOf(method.object.customer) === null) {
      throw invalidRequest(
        `The customer does not have a payment method with the ID ${method.object.id}. The payment method must be attached to the customer.`,
        { code: "resource_missing", param: "default_payment_method" },
      );
    }
    subscription.default_payment_method = method.object.id;
  }
  if (params.description !== undefined) subscription.description = params.description;
  subscription.metadata = mergedMetadata(subscription.metadata, params.metadata);
  const { payment_settings: settings } = subscription;
  const given = params.payment_settings;
  if (settings && given?.save_default_payment_method !== undefined) {
    settings.save_default_payment_method = given.save_default_payment_method;
  }
  if (settings && given?.payment_method_types !== undefined) {
    settings.payment_method_types = given.payment_method_types;
  }
  const threeDSecure = given?.payment_method_options?.card?.request_three_d_secure;
  if (settings && threeDSecure !== undefined) settings.payment_method_options = cardAsked(threeDSecure);
  if (params.cancel_at_period_end !== undefined) {
    endAt(call, subscription, params.cancel_at_period_end ? periodEnd(subscription) : null);
    subscription.cancel_at_period_end = params.cancel_at_period_end;
  }
}

function cardAsked(
  threeDSecure: Stripe.Subscription.PaymentSettings.PaymentMethodOptions.Card.RequestThreeDSecure,
): Stripe.Subscription.PaymentSettings.PaymentMethodOptions {
  return {
    acss_debit: null,
    bancontact: null,
    card: { network: null, request_three_d_secure: threeDSecure },
    customer_balance: null,
    konbini: null,
    payto: null,
    pix: null,
    sepa_debit: null,
    upi: null,
    us_bank_account: null,
  };
}

/** When it is to end, or that it is to go on. */
function endAt(call: Call, subscription: Stripe.Subscription, at: number | null): void {
  if (at !== null && at < call.now) {
    throw invalidRequest("`cancel_at` must not lie in the past.", { param: "cancel_at" });
  }
  subscription.cancel_at = at;
  subscription.cancel_at_period_end = false;
  subscription.canceled_at = at === null ? null : call.now;
  explain(subscription, {}, at === null ? null : "cancellation_requested");
}

function explain(
  subscription: Stripe.Subscription,
  { comment, feedback }: z.output<typeof cancellationDetails>,
  reason?: Stripe.Subscription.CancellationDetails.Reason | null,
): void {
  const before = subscription.cancellation_details;
  subscription.cancellation_details = {
    comment: comment === undefined ? (before?.comment ?? null) : comment,
    feedback: feedback === undefined ? (before?.feedback ?? null) : feedback,
    feedback_option: null,
    reason: reason === undefined ? (before?.reason ?? null) : reason,
  };
}

function hasEndedAlready(subscription: Stripe.Subscription): ApiError {
  return invalidRequest(
    subscription.status === "canceled"
      ? "A canceled subscription can only update its cancellation_details and metadata."
      : `This subscription cannot be updated: it has the status ${subscription.status}.`,
  );
}
