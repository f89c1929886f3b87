import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest } from "../errors";
import { recordEvent } from "../events";
import { newClientSecret, newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { inWords, knownCurrency, requireChargeable } from "../money";
import { created, fields, flag, integer, metadata, oneOf, page, text } from "../params";
import { idOf } from "../records";
import type { Entry } from "../store";
import { createdWithin, where } from "../store";
import { captureCharge, releaseCharge } from "./charges";
import { changeSharing, changedSharing, requireReceiver, share, sharing } from "./destination-charges";
import { existingCustomer } from "./existing-customer";
import { automaticPaymentMethods, requireClientSecret, unexpectedState } from "./intents";
import { payAndTell } from "./invoice-payments";
import { applyPayment, confirm, confirmation, firstChoice, paymentChoice } from "./payment-confirmation";

type Intent = Entry<"payment_intent">;

const description = {
  customer: text().optional(),
  description: text(1000).optional(),
  metadata: metadata().optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  transfer_group: text().optional(),
};

export const CreatePaymentIntent = fields({
  ...confirmation.shape,
  ...description,
  ...sharing.shape,
  ...firstChoice,
  amount: integer({ min: 1 }),
  currency: text(),
  automatic_payment_methods: automaticPaymentMethods.optional(),
  confirm: flag().optional(),
  confirmation_method: oneOf("automatic", "manual").optional(),
});

export const UpdatePaymentIntent = fields({
  ...paymentChoice.shape,
  ...description,
  ...changedSharing.shape,
  amount: integer({ min: 1 }).optional(),
  currency: text().optional(),
});

export const ConfirmPaymentIntent = confirmation.extend({ client_secret: text().optional() });

export const RetrievePaymentIntent = fields({ client_secret: text().optional() });

export const CapturePaymentIntent = fields({
  application_fee_amount: integer().optional(),
  transfer_data: changedSharing.shape.transfer_data,
  amount_to_capture: integer({ min: 1 }).optional(),
  metadata: metadata().optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
});

export const CancelPaymentIntent = fields({
  cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer").optional(),
});

export const ListPaymentIntents = fields({ ...page, created, customer: text().optional() });

/** `amount` in minor units. With `confirm` it is also confirmed, and a decline is a 402 that names the intent. */
export function createPaymentIntent(
  call: Call,
  params: z.output<typeof CreatePaymentIntent>,
): Stripe.PaymentIntent {
  const currency = knownCurrency(params.currency);
  requireChargeable(params.amount, currency);
  requireConfirmToo(params);
  const customer =
    params.customer === undefined ? null : existingCustomer(call, params.customer, "customer").object.id;
  const id = newId("pi");
  const automatic = params.automatic_payment_methods;
  const object: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: params.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: {
      allow_redirects: automatic?.allow_redirects ?? "always",
      enabled: automatic?.enabled ?? true,
    },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? "automatic_async",
    client_secret: newClientSecret(id),
    confirmation_method: params.confirmation_method ?? "automatic",
    created: call.now,
    currency,
    customer,
    customer_account: null,
    description: params.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergedMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: { id: "pmc_local", parent: null },
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: params.transfer_group ?? null,
  };
  share(call, object, params);
  const intent: Intent = { object, hidden: { returnUrl: null, offSession: false, authenticated: false } };
  applyPayment(call, intent, params);
  call.store.insert("payment_intent", intent, call.now);
  recordEvent(call, "payment_intent.created", object);
  if (params.confirm) confirm(call, intent, params);
  return object;
}

export function retrievePaymentIntent(
  call: Call,
  params: z.output<typeof RetrievePaymentIntent>,
  path: { id: string },
): Stripe.PaymentIntent {
  const { object } = call.store.get("payment_intent", path.id);
  requireClientSecret(call, object, params.client_secret);
  return object;
}

export function updatePaymentIntent(
  call: Call,
  params: z.output<typeof UpdatePaymentIntent>,
  path: { id: string },
): Stripe.PaymentIntent {
  const intent = call.store.get("payment_intent", path.id);
  const { object } = intent;
  const open = ["requires_payment_method", "requires_confirmation", "requires_action"].includes(
    object.status,
  );
  const changesMoney =
    params.amount !== undefined || params.currency !== undefined || params.payment_method !== undefined;
  if (!open && (changesMoney || object.status === "canceled")) {
    throw unexpectedState(
      "payment_intent_unexpected_state",
      `This PaymentIntent's ${params.amount === undefined ? "payment" : "amount"} could not be updated because it has a status of ${object.status}. You may only update a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
      { payment_intent: object },
    );
  }
  if (params.currency !== undefined) object.currency = knownCurrency(params.currency);
  if (params.amount !== undefined) object.amount = params.amount;
  if (changesMoney) requireChargeable(object.amount, object.currency);
  if (params.customer !== undefined)
    object.customer = existingCustomer(call, params.customer, "customer").object.id;
  if (params.description !== undefined) object.description = params.description;
  if (params.statement_descriptor !== undefined) object.statement_descriptor = params.statement_descriptor;
  if (params.statement_descriptor_suffix !== undefined) {
    object.statement_descriptor_suffix = params.statement_descriptor_suffix;
  }
  if (params.transfer_group !== undefined) object.transfer_group = params.transfer_group;
  changeSharing(object, params);
  object.metadata = mergedMetadata(object.metadata, params.metadata);
  applyPayment(call, intent, params);
  call.store.save("payment_intent", intent);
  return object;
}

export function confirmPaymentIntent(
  call: Call,
  params: z.output<typeof ConfirmPaymentIntent>,
  path: { id: string },
): Stripe.PaymentIntent {
  const intent = call.store.get("payment_intent", path.id);
  requireClientSecret(call, intent.object, params.client_secret);
  payAndTell(call, intent, () => confirm(call, intent, params));
  return intent.object;
}

/** Takes the held money, or `amount_to_capture` minor units of it; the rest is let go for good. */
export function capturePaymentIntent(
  call: Call,
  params: z.output<typeof CapturePaymentIntent>,
  path: { id: string },
): Stripe.PaymentIntent {
  const intent = call.store.get("payment_intent", path.id);
  const { object } = intent;
  if (object.status !== "requires_capture") {
    throw unexpectedState(
      "payment_intent_unexpected_state",
      `This PaymentIntent could not be captured because it has a status of ${object.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      { payment_intent: object },
    );
  }
  const amount = params.amount_to_capture ?? object.amount_capturable;
  if (amount > object.amount_capturable) {
    throw invalidRequest(
      `The remaining amount on this PaymentIntent that may be captured is ${inWords(object.amount_capturable, object.currency)}, less than the requested ${inWords(amount, object.currency)}.`,
      { code: "amount_too_large", param: "amount_to_capture" },
    );
  }
  requireReceiver(call, object);
  changeSharing(object, params);
  object.metadata = mergedMetadata(object.metadata, params.metadata);
  const charge = call.store.get("charge", idOf(object.latest_charge) ?? "", "latest_charge").object;
  captureCharge(call, charge, object, amount);
  object.amount_capturable = 0;
  object.amount_received = amount;
  object.status = "succeeded";
  call.store.save("payment_intent", intent);
  recordEvent(call, "payment_intent.succeeded", object);
  return object;
}

export function cancelPaymentIntent(
  call: Call,
  params: z.output<typeof CancelPaymentIntent>,
  path: { id: string },
): Stripe.PaymentIntent {
  const intent = call.store.get("payment_intent", path.id);
  const { object } = intent;
  if (object.status === "succeeded" || object.status === "canceled") {
    throw unexpectedState(
      "payment_intent_unexpected_state",
      `You cannot cancel this PaymentIntent because it has a status of ${object.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      { payment_intent: object },
    );
  }
  cancel(call, intent, params.cancellation_reason ?? null);
  return object;
}

export function listPaymentIntents(call: Call, params: z.output<typeof ListPaymentIntents>) {
  return listPage(call, "payment_intent", "/v1/payment_intents", params, [
    ...where("customer", params.customer),
    ...createdWithin(params.created),
  ]);
}

/** The bank lets go of held money that nobody captured in time. */
export function expireAuthorization(call: Call, id: string): void {
  const intent = call.store.find("payment_intent", id);
  if (intent?.object.status === "requires_capture") cancel(call, intent, "automatic");
}

function requireConfirmToo(params: z.output<typeof CreatePaymentIntent>): void {
  if (params.confirm) return;
  const needless = (
    ["confirmation_token", "error_on_requires_action", "mandate_data", "off_session", "return_url"] as const
  ).find((name) => params[name] !== undefined);
  if (needless === undefined) return;
  throw invalidRequest(`You cannot use the parameter \`${needless}\` unless \`confirm\` is set to true.`, {
    param: needless,
  });
}

/** Gives up a payment that has not succeeded, and the money held for it. */
export function cancel(
  call: Call,
  intent: Intent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): void {
  const { object } = intent;
  const charge =
    object.status === "requires_capture"
      ? call.store.find("charge", idOf(object.latest_charge) ?? "")
      : undefined;
  if (charge)
    releaseCharge(call, charge.object, reason === "automatic" ? "charge.expired" : "charge.refunded");
  object.status = "canceled";
  object.amount_capturable = 0;
  object.canceled_at = call.now;
  object.cancellation_reason = reason;
  object.next_action = null;
  call.store.save("payment_intent", intent);
  recordEvent(call, "payment_intent.canceled", object);
}
