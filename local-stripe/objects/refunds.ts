import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { inWords } from "../money";
import { created, fields, flag, integer, metadata, oneOf, page, text } from "../params";
import { idOf } from "../records";
import { createdWithin, where } from "../store";
import type { Entry } from "../store";
import type { TestCard } from "../test-cards";
import { recordMovement } from "./balance";
import { cardOf, saveCharge } from "./charges";
import { requireTakeable, takeBack } from "./destination-charges";
import { isChargedBack, settleComplaints } from "./disputes";

/** How long the bank takes to settle or to fail a refund of the cards that show it. */
const refundSettlesAfterMs = 3000;

/** A refund this young has not reached the shopper, and a chargeback stops it. */
const refundUnderWaySeconds = 60;

export const CreateRefund = fields({
  amount: integer({ min: 1 }).optional(),
  charge: text().optional(),
  metadata: metadata().optional(),
  payment_intent: text().optional(),
  reason: oneOf("duplicate", "fraudulent", "requested_by_customer").optional(),
  refund_application_fee: flag().optional(),
  reverse_transfer: flag().optional(),
});

export const UpdateRefund = fields({ metadata: metadata().optional() });

export const ListRefunds = fields({
  ...page,
  created,
  charge: text().optional(),
  payment_intent: text().optional(),
});

/**
 * Gives money back: `amount` in minor units, all that is left by default. Refuses more than is left, a charge that
 * was refunded whole or charged back, and money that was only held.
 */
export function createRefund(call: Call, params: z.output<typeof CreateRefund>): Stripe.Refund {
  const { object: charge } = refundedCharge(call, params);
  if (!charge.paid || !charge.captured) {
    throw invalidRequest(
      `Charge ${charge.id} has not been captured, so there is nothing to refund. Cancel its PaymentIntent instead.`,
      { code: "charge_not_refundable" },
    );
  }
  if (isChargedBack(call, charge)) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  }
  const amount = params.amount ?? left;
  if (amount > left) {
    const { currency } = charge;
    throw invalidRequest(
      `Refund amount (${inWords(amount, currency)}) is greater than unrefunded amount on charge (${inWords(left, currency)})`,
      { param: "amount" },
    );
  }
  requireTakeable(charge, params);
  const course = courseOf(call, charge);
  const refund: Stripe.Refund = {
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: call.now,
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: mergedMetadata({}, params.metadata),
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: course === "stays-pending-first" ? "pending" : "succeeded",
    transfer_reversal: null,
  };
  if (refund.status === "pending") refund.pending_reason = "processing";
  refund.balance_transaction = movementOf(call, refund, "refund", -amount);
  call.store.insert("refund", { object: refund, hidden: null }, call.now);

  const before = structuredClone(charge);
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  refund.transfer_reversal = takeBack(call, charge, refund, params);
  call.store.save("refund", { object: refund, hidden: null });
  saveCharge(call, charge);
  recordEvent(call, "charge.refunded", charge, before);
  recordEvent(call, "refund.created", refund);
  settleComplaints(call, charge);
  if (course === "stays-pending-first")
    call.store.schedule("settle-refund", refund.id, call.nowMs + refundSettlesAfterMs);
  if (course === "fails-later")
    call.store.schedule("fail-refund", refund.id, call.nowMs + refundSettlesAfterMs);
  return refund;
}

export function retrieveRefund(call: Call, _: unknown, path: { id: string }): Stripe.Refund {
  return call.store.get("refund", path.id).object;
}

export function updateRefund(
  call: Call,
  params: z.output<typeof UpdateRefund>,
  path: { id: string },
): Stripe.Refund {
  const entry = call.store.get("refund", path.id);
  const before = structuredClone(entry.object);
  entry.object.metadata = mergedMetadata(entry.object.metadata, params.metadata);
  call.store.save("refund", entry);
  recordEvent(call, "refund.updated", entry.object, before);
  return entry.object;
}

/** Refuses every refund to a card: only one that waits for its recipient can be cancelled, and cards have none. */
export function cancelRefund(call: Call, _: unknown, path: { id: string }): never {
  call.store.get("refund", path.id);
  throw invalidRequest("Canceling this refund is unsupported.");
}

export function listRefunds(call: Call, params: z.output<typeof ListRefunds>) {
  return listPage(call, "refund", "/v1/refunds", params, [
    ...where("charge", params.charge),
    ...where("payment_intent", params.payment_intent),
    ...createdWithin(params.created),
  ]);
}

/** A pending refund has reached the shopper. */
export function settleRefund(call: Call, id: string): void {
  const entry = call.store.find("refund", id);
  if (entry?.object.status !== "pending") return;
  const before = structuredClone(entry.object);
  entry.object.status = "succeeded";
  delete entry.object.pending_reason;
  call.store.save("refund", entry);
  recordEvent(call, "refund.updated", entry.object, before);
  recordEvent(call, "charge.refund.updated", entry.object, before);
}

/** The refunds of a charge that were still under way when the bank took its money back: they never arrive. */
export function failDisputedRefunds(call: Call, dispute: Stripe.Dispute | undefined): void {
  if (!dispute || dispute.is_charge_refundable) return;
  const fresh = call.store.list("refund", { limit: 100 }, [
    ...where("charge", idOf(dispute.charge) ?? ""),
    ...createdWithin({ gt: call.now - refundUnderWaySeconds }),
  ]);
  for (const { object } of fresh.entries) failRefund(call, object.id, "charge_for_pending_refund_disputed");
}

/** The bank sends a refund back: its money returns to the balance, and the charge can be refunded again. */
export function failRefund(call: Call, id: string, reason = "unknown"): void {
  const entry = call.store.find("refund", id);
  if (!entry || entry.object.status === "failed" || entry.object.status === "canceled") return;
  const refund = entry.object;
  const before = structuredClone(refund);
  refund.status = "failed";
  refund.failure_reason = reason;
  refund.failure_balance_transaction = movementOf(call, refund, "refund_failure", refund.amount);
  call.store.save("refund", entry);
  const charge = call.store.find("charge", idOf(refund.charge) ?? "")?.object;
  if (charge) {
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
    saveCharge(call, charge);
  }
  recordEvent(call, "refund.failed", refund, before);
  recordEvent(call, "refund.updated", refund, before);
  recordEvent(call, "charge.refund.updated", refund, before);
}

function refundedCharge(call: Call, params: z.output<typeof CreateRefund>): Entry<"charge"> {
  if (params.charge !== undefined) return call.store.get("charge", params.charge, "charge");
  if (params.payment_intent === undefined) {
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  }
  const intent = call.store.get("payment_intent", params.payment_intent, "payment_intent").object;
  const charge = idOf(intent.latest_charge);
  if (intent.status !== "succeeded" || charge === null) {
    throw invalidRequest(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund; its status is ${intent.status}.`,
      { code: "payment_intent_unexpected_state", param: "payment_intent" },
    );
  }
  return call.store.get("charge", charge, "charge");
}

function courseOf(call: Call, charge: Stripe.Charge): TestCard["refund"] {
  return cardOf(call, charge)?.refund ?? "succeeds";
}

function movementOf(
  call: Call,
  refund: Stripe.Refund,
  type: "refund" | "refund_failure",
  amount: number,
): string {
  return recordMovement(call, {
    type,
    amount,
    fee: 0,
    currency: refund.currency,
    source: refund.id,
    description: null,
    available: "at-once",
  }).id;
}
