import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { ApiError, invalidRequest, noSuch } from "../errors";
import { recordEvent } from "../events";
import { fingerprint, newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { billingDetails, fields, integer, metadata, oneOf, page, text } from "../params";
import type { address } from "../params";
import { idOf } from "../records";
import type { Entry } from "../store";
import { where } from "../store";
import type { Decline, TestCard } from "../test-cards";
import { testCardByName, testCardKept } from "../test-cards";
import { existingCustomer } from "./existing-customer";

export const allowRedisplay = oneOf("always", "limited", "unspecified");

export const CreatePaymentMethod = fields({
  type: oneOf("card"),
  card: fields({ token: text() }),
  allow_redisplay: allowRedisplay.optional(),
  billing_details: billingDetails.optional(),
  metadata: metadata().optional(),
});

export const UpdatePaymentMethod = fields({
  allow_redisplay: allowRedisplay.optional(),
  billing_details: billingDetails.optional(),
  card: fields({
    exp_month: integer({ min: 1, max: 12 }).optional(),
    exp_year: integer().optional(),
  }).optional(),
  metadata: metadata().optional(),
});

export const AttachPaymentMethod = fields({ customer: text() });

const filters = { ...page, type: oneOf("card").optional(), allow_redisplay: allowRedisplay.optional() };
export const ListCustomerPaymentMethods = fields(filters);
export const ListPaymentMethods = fields({ ...filters, customer: text().optional() });

/** The card and the person on it, as a payment method or a confirmation token shows them. */
export interface CardDetails {
  card: TestCard;
  expMonth: number;
  expYear: number;
  cvcGiven: boolean;
  billing: z.output<typeof billingDetails> | undefined;
  allowRedisplay: Stripe.PaymentMethod.AllowRedisplay | undefined;
}

export function createPaymentMethod(
  call: Call,
  params: z.output<typeof CreatePaymentMethod>,
): Stripe.PaymentMethod {
  const card = testCardByName(params.card.token);
  if (!card) throw noSuch("token", params.card.token, "card[token]");
  const entry = insertPaymentMethod(call, {
    ...freshCard(call, card),
    billing: params.billing_details,
    allowRedisplay: params.allow_redisplay,
  });
  entry.object.metadata = mergedMetadata({}, params.metadata);
  call.store.save("payment_method", entry);
  return entry.object;
}

export function retrievePaymentMethod(call: Call, _: unknown, path: { id: string }): Stripe.PaymentMethod {
  return namedPaymentMethod(call, path.id, "id").object;
}

export function updatePaymentMethod(
  call: Call,
  params: z.output<typeof UpdatePaymentMethod>,
  path: { id: string },
): Stripe.PaymentMethod {
  const entry = call.store.get("payment_method", path.id);
  const method = entry.object;
  const before = structuredClone(method);
  if (params.allow_redisplay) method.allow_redisplay = params.allow_redisplay;
  if (params.billing_details)
    method.billing_details = mergedBilling(method.billing_details, params.billing_details);
  if (method.card && params.card?.exp_month !== undefined) method.card.exp_month = params.card.exp_month;
  if (method.card && params.card?.exp_year !== undefined) method.card.exp_year = params.card.exp_year;
  method.metadata = mergedMetadata(method.metadata, params.metadata);
  call.store.save("payment_method", entry);
  recordEvent(call, "payment_method.updated", method, before);
  return method;
}

export function attachPaymentMethod(
  call: Call,
  params: z.output<typeof AttachPaymentMethod>,
  path: { id: string },
): Stripe.PaymentMethod {
  return attach(call, path.id, existingCustomer(call, params.customer, "customer").object.id);
}

export function detachPaymentMethod(call: Call, _: unknown, path: { id: string }): Stripe.PaymentMethod {
  const entry = call.store.get("payment_method", path.id);
  if (idOf(entry.object.customer) === null) {
    throw invalidRequest(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
    );
  }
  detach(call, entry);
  return entry.object;
}

export function listPaymentMethods(call: Call, params: z.output<typeof ListPaymentMethods>) {
  if (params.customer !== undefined) existingCustomer(call, params.customer, "customer");
  return listPage(call, "payment_method", "/v1/payment_methods", params, [
    ...where("customer", params.customer),
    ...where("type", params.type),
    ...where("allow_redisplay", params.allow_redisplay),
  ]);
}

export function listCustomerPaymentMethods(
  call: Call,
  params: z.output<typeof ListCustomerPaymentMethods>,
  path: { parent: string },
) {
  const { id } = existingCustomer(call, path.parent, "id").object;
  return listPage(call, "payment_method", `/v1/customers/${id}/payment_methods`, params, [
    ...where("customer", id),
    ...where("type", params.type),
    ...where("allow_redisplay", params.allow_redisplay),
  ]);
}

export function retrieveCustomerPaymentMethod(
  call: Call,
  _: unknown,
  path: { parent: string; id: string },
): Stripe.PaymentMethod {
  const { id } = existingCustomer(call, path.parent, "id").object;
  const { object: method } = call.store.get("payment_method", path.id);
  if (idOf(method.customer) !== id) throw noSuch("payment_method", path.id);
  return method;
}

/** The payment method of this id. A name such as `pm_card_visa` makes a new one every time. */
export function namedPaymentMethod(call: Call, id: string, param: string): Entry<"payment_method"> {
  const card = id.startsWith("pm_card_") ? testCardByName(id) : undefined;
  return card
    ? insertPaymentMethod(call, freshCard(call, card))
    : call.store.get("payment_method", id, param);
}

/** Keeps a card for a customer. Refuses cards that decline, and methods used or owned already. */
export function attach(call: Call, methodId: string, customerId: string): Stripe.PaymentMethod {
  const entry = namedPaymentMethod(call, methodId, "payment_method");
  const owner = idOf(entry.object.customer);
  if (owner === customerId) return entry.object;
  if (owner !== null) {
    throw invalidRequest("The payment method you provided has already been attached to a customer.");
  }
  requireReusable(entry);
  const card = testCardKept(entry.hidden.card);
  if (card.decline && !card.canBeAttached) throw cardError(card.decline);
  attachEntry(call, entry, customerId);
  return entry.object;
}

export function attachEntry(call: Call, entry: Entry<"payment_method">, customerId: string): void {
  entry.object.customer = customerId;
  call.store.save("payment_method", entry);
  recordEvent(call, "payment_method.attached", entry.object);
}

export function detachAll(call: Call, customerId: string): void {
  for (;;) {
    const { entries } = call.store.list("payment_method", { limit: 100 }, where("customer", customerId));
    if (entries.length === 0) return;
    for (const entry of entries) detach(call, entry);
  }
}

function detach(call: Call, entry: Entry<"payment_method">): void {
  const before = structuredClone(entry.object);
  entry.object.customer = null;
  entry.hidden.usedUp = true;
  call.store.save("payment_method", entry);
  recordEvent(call, "payment_method.detached", entry.object, before);
}

/** Refuses a method that was paid with, or detached, while it belonged to nobody. */
export function requireReusable(entry: Entry<"payment_method">): void {
  if (!entry.hidden.usedUp) return;
  throw invalidRequest(
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
  );
}

/** The error of a declined card: 402, with the bank's code. */
export function cardError(
  decline: Decline,
  more: Partial<ApiError["body"]> = {},
  keepsChanges = false,
): ApiError {
  const codes = decline.declineCode
    ? { code: decline.code, decline_code: decline.declineCode }
    : { code: decline.code };
  return new ApiError(
    402,
    { type: "card_error", message: decline.message, ...codes, ...more },
    { keepsChanges },
  );
}

export function insertPaymentMethod(call: Call, details: CardDetails): Entry<"payment_method"> {
  const method: Stripe.PaymentMethod = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: details.allowRedisplay ?? "unspecified",
    billing_details: mergedBilling(undefined, details.billing),
    card: shownCard(details),
    created: call.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
  const hidden = { card: details.card.names[0], setUp: false, usedUp: false };
  return call.store.insert("payment_method", { object: method, hidden }, call.now);
}

export function shownCard(details: CardDetails): Stripe.PaymentMethod.Card {
  const { card } = details;
  const postalCode = details.billing?.address?.postal_code;
  const line1 = details.billing?.address?.line1;
  return {
    brand: card.brand,
    checks: {
      address_line1_check: line1 ? "pass" : null,
      address_postal_code_check: postalCode ? "pass" : null,
      cvc_check: details.cvcGiven ? (card.decline?.code === "incorrect_cvc" ? "fail" : "pass") : null,
    },
    country: "US",
    display_brand: card.brand === "amex" ? "american_express" : card.brand,
    exp_month: details.expMonth,
    exp_year: details.expYear,
    fingerprint: fingerprint(card.number),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

/** The address with every line, absent ones as null. */
export function shownAddress(given: z.output<typeof address>): Stripe.Address {
  return {
    city: given.city ?? null,
    country: given.country ?? null,
    line1: given.line1 ?? null,
    line2: given.line2 ?? null,
    postal_code: given.postal_code ?? null,
    state: given.state ?? null,
  };
}

export function mergedBilling(
  before: Stripe.PaymentMethod.BillingDetails | undefined,
  given: z.output<typeof billingDetails> | undefined,
): Stripe.PaymentMethod.BillingDetails {
  const address = given?.address;
  return {
    address: address === undefined ? (before?.address ?? shownAddress({})) : shownAddress(address ?? {}),
    email: given?.email === undefined ? (before?.email ?? null) : given.email,
    name: given?.name === undefined ? (before?.name ?? null) : given.name,
    phone: given?.phone === undefined ? (before?.phone ?? null) : given.phone,
    tax_id: before?.tax_id ?? null,
  };
}

function freshCard(call: Call, card: TestCard): CardDetails {
  const expYear = new Date(call.nowMs).getUTCFullYear() + 3;
  return { card, expMonth: 12, expYear, cvcGiven: true, billing: undefined, allowRedisplay: undefined };
}
