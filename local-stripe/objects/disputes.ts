import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { disputeFee } from "../money";
import { created, fields, flag, metadata, page, text } from "../params";
import { idOf } from "../records";
import type { Entry } from "../store";
import { createdWithin, where } from "../store";
import type { TestCard } from "../test-cards";
import { recordMovement } from "./balance";
import { cardOf, saveCharge } from "./charges";
import { evidence, isEmpty, mergedEvidence, noEvidence } from "./dispute-evidence";
import { quietWarnings } from "./early-fraud-warnings";

// What the shopper's bank does after a payment: it asks (an inquiry) or takes the money back (a chargeback), hears
// the shop and decides. An inquiry moves no money unless it becomes a chargeback.

const day = 24 * 60 * 60;
const answerWithinDays = 8;
/** An inquiry that became no chargeback by then is closed. https://docs.stripe.com/disputes/how-disputes-work */
const inquiryRestsAfterDays = 120;

/** How long the bank of a test card thinks about what it was told. */
const bankDecidesAfterMs = 5000;

export const UpdateDispute = fields({
  evidence: evidence.optional(),
  metadata: metadata().optional(),
  submit: flag().optional(),
});

export const ListDisputes = fields({
  ...page,
  created,
  charge: text().optional(),
  payment_intent: text().optional(),
});

/** Why the bank of a test card disputes what was paid with it; the network's code is Visa's. */
const grounds = {
  "disputed-as-fraud": { reason: "fraudulent", networkCode: "10.4", asks: false },
  "disputed-as-not-received": { reason: "product_not_received", networkCode: "13.1", asks: false },
  inquiry: { reason: "fraudulent", networkCode: "10", asks: true },
} as const;

type Ground = keyof typeof grounds;

function isGround(complaint: TestCard["complaint"]): complaint is Ground {
  return complaint !== null && complaint in grounds;
}

/** The bank objects to a payment, all of it. Nothing happens to one whose money has gone back already. */
export function openDispute(call: Call, chargeId: string): Stripe.Dispute | undefined {
  const charge = call.store.find("charge", chargeId)?.object;
  const complaint = charge && cardOf(call, charge)?.complaint;
  if (!charge || charge.refunded || charge.disputed || !complaint || !isGround(complaint)) return undefined;
  const { reason, networkCode, asks } = grounds[complaint];
  const network = charge.payment_method_details?.card?.network ?? "visa";
  const dispute: Stripe.Dispute = {
    id: newId("du"),
    object: "dispute",
    amount: charge.amount_captured,
    balance_transactions: [],
    charge: charge.id,
    created: call.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...noEvidence },
    evidence_details: {
      due_by: answerBy(call.now),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: asks,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: {
        brand: charge.payment_method_details?.card?.brand ?? "visa",
        case_type: asks ? "inquiry" : "chargeback",
        network,
        network_reason_code: networkCode,
      },
      type: "card",
    },
    reason,
    status: asks ? "warning_needs_response" : "needs_response",
  };
  const before = structuredClone(charge);
  charge.disputed = true;
  saveCharge(call, charge);
  recordEvent(call, "charge.updated", charge, before);
  quietWarnings(call, charge.id);
  const entry = call.store.insert("dispute", { object: dispute, hidden: null }, call.now);
  recordEvent(call, "charge.dispute.created", dispute);
  if (asks) {
    call.store.schedule("rest-inquiry", dispute.id, call.nowMs + inquiryRestsAfterDays * day * 1000);
  } else {
    withdraw(call, entry);
  }
  return dispute;
}

export function retrieveDispute(call: Call, _: unknown, path: { id: string }): Stripe.Dispute {
  return call.store.get("dispute", path.id).object;
}

export function listDisputes(call: Call, params: z.output<typeof ListDisputes>) {
  return listPage(call, "dispute", "/v1/disputes", params, [
    ...where("charge", params.charge),
    ...where("payment_intent", params.payment_intent),
    ...createdWithin(params.created),
  ]);
}

/**
 * Keeps evidence, and hands it to the bank unless `submit` is false. Metadata alone hands in nothing, unless `submit`
 * is true. Refuses a dispute that is closed. The bank decides by `uncategorized_text`, see `decideDispute`.
 */
export function updateDispute(
  call: Call,
  params: z.output<typeof UpdateDispute>,
  path: { id: string },
): Stripe.Dispute {
  const entry = openEntry(call, path.id);
  const dispute = entry.object;
  const before = structuredClone(dispute);
  const details = dispute.evidence_details;
  dispute.metadata = mergedMetadata(dispute.metadata, params.metadata);
  if (params.evidence !== undefined) dispute.evidence = mergedEvidence(dispute.evidence, params.evidence);
  details.has_evidence = !isEmpty(dispute.evidence);
  if ((params.submit ?? params.evidence !== undefined) && details.has_evidence) {
    details.submission_count += 1;
    details.submission_method = "manual";
    details.past_due = details.due_by !== null && call.now > details.due_by;
    dispute.status = isInquiry(dispute) ? "warning_under_review" : "under_review";
    call.store.schedule("decide-dispute", dispute.id, call.nowMs + bankDecidesAfterMs);
  }
  saveAndTell(call, entry, "charge.dispute.updated", before);
  return dispute;
}

/** Gives up: a chargeback is lost, an inquiry is closed without moving money. Refuses a dispute that is closed. */
export function closeDispute(call: Call, _: unknown, path: { id: string }): Stripe.Dispute {
  const entry = openEntry(call, path.id);
  finish(call, entry, isInquiry(entry.object) ? "warning_closed" : "lost");
  return entry.object;
}

/**
 * The bank has thought about what it was told: `winning_evidence`, `losing_evidence` or (of an inquiry)
 * `escalate_inquiry_evidence`, as https://docs.stripe.com/testing#disputes has it. Anything else stays under review.
 */
export function decideDispute(call: Call, id: string): Stripe.Dispute | undefined {
  const entry = call.store.find("dispute", id);
  if (!entry?.object.status.endsWith("under_review")) return undefined;
  const said = entry.object.evidence.uncategorized_text;
  if (isInquiry(entry.object)) {
    if (said === "escalate_inquiry_evidence") escalate(call, entry);
    if (said === "winning_evidence" || said === "losing_evidence") finish(call, entry, "warning_closed");
  } else {
    if (said === "winning_evidence") win(call, entry);
    if (said === "losing_evidence") finish(call, entry, "lost");
  }
  return entry.object;
}

/** Nobody answered a chargeback in time: it is lost. */
export function missDeadline(call: Call, id: string): void {
  const entry = call.store.find("dispute", id);
  if (entry?.object.status === "needs_response") finish(call, entry, "lost");
}

/** The bank asked, and never came back. */
export function restInquiry(call: Call, id: string): void {
  const entry = call.store.find("dispute", id);
  if (entry && isInquiry(entry.object) && !isClosed(entry.object)) finish(call, entry, "warning_closed");
}

/** A payment that was refunded whole needs no inquiry any more, and no warning. */
export function settleComplaints(call: Call, charge: Stripe.Charge): void {
  if (!charge.refunded) return;
  quietWarnings(call, charge.id);
  for (const { object } of disputesOf(call, charge.id)) restInquiry(call, object.id);
}

/** Whether the bank holds the money of a charge, or has kept it: then it cannot be refunded. */
export function isChargedBack(call: Call, charge: Stripe.Charge): boolean {
  return disputesOf(call, charge.id).some(({ object }) => !object.is_charge_refundable);
}

export function disputesOf(call: Call, chargeId: string): Entry<"dispute">[] {
  return call.store.list("dispute", { limit: 100 }, where("charge", chargeId)).entries;
}

function openEntry(call: Call, id: string): Entry<"dispute"> {
  const entry = call.store.get("dispute", id);
  if (isClosed(entry.object)) throw invalidRequest("This dispute is already closed");
  return entry;
}

function escalate(call: Call, entry: Entry<"dispute">): void {
  const dispute = entry.object;
  const before = structuredClone(dispute);
  dispute.status = "needs_response";
  dispute.is_charge_refundable = false;
  if (dispute.payment_method_details?.card) dispute.payment_method_details.card.case_type = "chargeback";
  dispute.evidence_details.due_by = answerBy(call.now);
  saveAndTell(call, entry, "charge.dispute.updated", before);
  withdraw(call, entry);
}

/** The bank takes the money back, and Stripe its fee for it, which a win does not return. */
function withdraw(call: Call, entry: Entry<"dispute">): void {
  move(call, entry, "dispute");
  recordEvent(call, "charge.dispute.funds_withdrawn", entry.object);
  const { due_by } = entry.object.evidence_details;
  if (due_by !== null) call.store.schedule("miss-dispute-deadline", entry.object.id, (due_by + 1) * 1000);
}

function win(call: Call, entry: Entry<"dispute">): void {
  move(call, entry, "dispute_reversal");
  recordEvent(call, "charge.dispute.funds_reinstated", entry.object);
  entry.object.is_charge_refundable = true;
  finish(call, entry, "won");
}

function finish(call: Call, entry: Entry<"dispute">, status: "won" | "lost" | "warning_closed"): void {
  const before = structuredClone(entry.object);
  entry.object.status = status;
  saveAndTell(call, entry, "charge.dispute.closed", before);
}

function move(call: Call, entry: Entry<"dispute">, category: "dispute" | "dispute_reversal"): void {
  const dispute = entry.object;
  const isTaken = category === "dispute";
  dispute.balance_transactions.push(
    recordMovement(call, {
      type: "adjustment",
      category,
      amount: isTaken ? -dispute.amount : dispute.amount,
      fee: isTaken ? disputeFee(dispute.currency) : 0,
      feeDescription: "Dispute fee",
      currency: dispute.currency,
      source: dispute.id,
      description: `Chargeback ${isTaken ? "withdrawal" : "reversal"} for ${idOf(dispute.charge)}`,
      available: "at-once",
    }),
  );
  call.store.save("dispute", entry);
}

function saveAndTell(
  call: Call,
  entry: Entry<"dispute">,
  event: "charge.dispute.updated" | "charge.dispute.closed",
  before: Stripe.Dispute,
): void {
  call.store.save("dispute", entry);
  recordEvent(call, event, entry.object, before);
}

/** The last second of the day, in UTC, on which the bank still listens. */
function answerBy(now: number): number {
  return (Math.floor(now / day) + answerWithinDays + 1) * day - 1;
}

function isInquiry(dispute: Stripe.Dispute): boolean {
  return dispute.payment_method_details?.card?.case_type === "inquiry";
}

function isClosed(dispute: Stripe.Dispute): boolean {
  return ["won", "lost", "warning_closed"].includes(dispute.status);
}
