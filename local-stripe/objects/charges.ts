import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { processingFee } from "../money";
import { created, fields, metadata, page, shipping, text } from "../params";
import { idOf } from "../records";
import { createdWithin, where } from "../store";
import type { Decline, TestCard } from "../test-cards";
import { testCardKept } from "../test-cards";
import type { Entry } from "../store";
import { recordMovement } from "./balance";
import { shownShipping } from "./customers";
import { passOn } from "./destination-charges";
import { existingCustomer } from "./existing-customer";
import { shownAddress } from "./payment-methods";

const captureWithinSeconds = 7 * 24 * 60 * 60;

/** How soon after a payment the bank of a card that causes disputes comes forward. */
const bankComplainsAfterMs = 500;

export const UpdateCharge = fields({
  customer: text().optional(),
  description: text().optional(),
  metadata: metadata().optional(),
  receipt_email: text(512).optional(),
  shipping: shipping.optional(),
});

export const ListCharges = fields({
  ...page,
  created,
  customer: text().optional(),
  payment_intent: text().optional(),
});

export interface ChargeAttempt {
  intent: Stripe.PaymentIntent;
  method: Entry<"payment_method">;
  authenticated: boolean;
  /** Why the bank refuses, or null. */
  decline: Decline | null;
  /** Whether the money is only held, to be captured later. */
  holdOnly: boolean;
}

/** Asks the bank for the money of an intent; a refusal is a charge too, a failed one. */
export function createCharge(call: Call, attempt: ChargeAttempt): Stripe.Charge {
  const { intent, method, decline, holdOnly } = attempt;
  const succeeded = decline === null;
  const charge: Stripe.Charge = {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: {
      ...method.object.billing_details,
      address: method.object.billing_details.address ?? shownAddress({}),
    },
    calculated_statement_descriptor: intent.statement_descriptor ?? "LOCAL STRIPE",
    captured: false,
    created: call.now,
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: idOf(intent.on_behalf_of),
    outcome: outcomeOf(decline),
    paid: succeeded,
    payment_intent: intent.id,
    payment_method: method.object.id,
    payment_method_details: { card: cardDetails(call, attempt), type: "card" },
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: succeeded ? "succeeded" : "failed",
    transfer_data: transferDataOf(intent),
    transfer_group: intent.transfer_group,
  };
  if (succeeded && !holdOnly) moveMoney(call, charge, charge.amount);
  call.store.insert("charge", { object: charge, hidden: null }, call.now);
  recordEvent(call, succeeded ? "charge.succeeded" : "charge.failed", charge);
  return charge;
}

function transferDataOf({ transfer_data: data }: Stripe.PaymentIntent): Stripe.Charge.TransferData | null {
  return data ? { amount: data.amount ?? null, destination: data.destination } : null;
}

/**
 * Takes `amount` minor units of what a charge holds and shares it as its intent says now; the rest is let go, and
 * counts as refunded.
 */
export function captureCharge(
  call: Call,
  charge: Stripe.Charge,
  intent: Stripe.PaymentIntent,
  amount: number,
): void {
  const before = structuredClone(charge);
  charge.application_fee_amount = intent.application_fee_amount;
  charge.transfer_data = transferDataOf(intent);
  charge.amount_refunded = charge.amount - amount;
  moveMoney(call, charge, amount);
  saveCharge(call, charge);
  recordEvent(call, "charge.captured", charge, before);
}

/** Lets go of all the money that a charge holds, because the shop says so or because its time ran out. */
export function releaseCharge(
  call: Call,
  charge: Stripe.Charge,
  event: "charge.refunded" | "charge.expired",
): void {
  const before = structuredClone(charge);
  charge.amount_refunded = charge.amount;
  charge.refunded = true;
  saveCharge(call, charge);
  recordEvent(call, event, charge, before);
}

export function saveCharge(call: Call, charge: Stripe.Charge): void {
  call.store.save("charge", { object: charge, hidden: null });
}

export function retrieveCharge(call: Call, _: unknown, path: { id: string }): Stripe.Charge {
  return call.store.get("charge", path.id).object;
}

export function updateCharge(
  call: Call,
  params: z.output<typeof UpdateCharge>,
  path: { id: string },
): Stripe.Charge {
  const charge = call.store.get("charge", path.id).object;
  const before = structuredClone(charge);
  if (params.customer !== undefined)
    charge.customer = existingCustomer(call, params.customer, "customer").object.id;
  if (params.description !== undefined) charge.description = params.description;
  if (params.receipt_email !== undefined) charge.receipt_email = params.receipt_email;
  if (params.shipping !== undefined) charge.shipping = shownShipping(params.shipping);
  charge.metadata = mergedMetadata(charge.metadata, params.metadata);
  saveCharge(call, charge);
  recordEvent(call, "charge.updated", charge, before);
  return charge;
}

export function listCharges(call: Call, params: z.output<typeof ListCharges>) {
  return listPage(call, "charge", "/v1/charges", params, [
    ...where("customer", params.customer),
    ...where("payment_intent", params.payment_intent),
    ...createdWithin(params.created),
  ]);
}

/** Changes the charge; to write it down is left to the caller. */
function moveMoney(call: Call, charge: Stripe.Charge, amount: number): void {
  const card = cardOf(call, charge);
  charge.captured = true;
  charge.amount_captured = amount;
  charge.balance_transaction = recordMovement(call, {
    type: "charge",
    amount,
    fee: processingFee(amount),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    available: card?.fundsAvailable ?? "after-two-days",
  }).id;
  passOn(call, charge);
  const complaint = card?.complaint ?? null;
  if (complaint !== null) {
    const task = complaint === "fraud-warning" ? "warn-of-fraud" : "open-dispute";
    call.store.schedule(task, charge.id, call.nowMs + bankComplainsAfterMs);
  }
}

/** The test card that a charge was paid with. */
export function cardOf(call: Call, charge: Stripe.Charge): TestCard | undefined {
  const method = charge.payment_method ? call.store.find("payment_method", charge.payment_method) : undefined;
  return method && testCardKept(method.hidden.card);
}

function outcomeOf(decline: Decline | null): Stripe.Charge.Outcome {
  const base = { advice_code: null, network_advice_code: null, network_decline_code: null };
  if (decline === null) {
    return {
      ...base,
      network_status: "approved_by_network",
      reason: null,
      risk_level: "normal",
      risk_score: 12,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  if (decline.blocked) {
    return {
      ...base,
      network_status: "not_sent_to_network",
      reason: "highest_risk_level",
      risk_level: "highest",
      risk_score: 92,
      seller_message: "Stripe blocked this payment as too risky.",
      type: "blocked",
    };
  }
  return {
    ...base,
    network_status: "declined_by_network",
    reason: decline.declineCode ?? decline.code,
    risk_level: "normal",
    risk_score: 24,
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  };
}

function cardDetails(call: Call, attempt: ChargeAttempt): Stripe.Charge.PaymentMethodDetails.Card {
  const { card } = attempt.method.object;
  return {
    amount_authorized: attempt.decline === null ? attempt.intent.amount : null,
    authorization_code: null,
    brand: card?.brand ?? null,
    ...(attempt.holdOnly && attempt.decline === null
      ? { capture_before: call.now + captureWithinSeconds }
      : {}),
    checks: card?.checks ?? null,
    country: card?.country ?? null,
    electronic_commerce_indicator: null,
    exp_month: card?.exp_month ?? 12,
    exp_year: card?.exp_year ?? 2099,
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? null,
    installments: null,
    last4: card?.last4 ?? null,
    mandate: null,
    network: card?.brand ?? null,
    network_token: { used: false },
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: attempt.authenticated
      ? {
          authentication_flow: "challenge",
          electronic_commerce_indicator: "05",
          exemption_indicator: null,
          result: "authenticated",
          result_reason: null,
          transaction_id: newId("3ds"),
          version: "2.2.0",
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}
