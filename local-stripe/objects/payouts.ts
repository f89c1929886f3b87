import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { knownCurrency } from "../money";
import { created, fields, integer, metadata, oneOf, page, text } from "../params";
import { idOf } from "../records";
import { createdWithin, where } from "../store";
import { recordMovement, requireAvailable } from "./balance";
import { bankAccountFor } from "./external-accounts";

const day = 24 * 60 * 60;
const sentAfter = day;
const arrivesAfter = 2 * day;

export const CreatePayout = fields({
  amount: integer({ min: 1 }),
  currency: text(),
  description: text().optional(),
  destination: text().optional(),
  metadata: metadata().optional(),
  method: oneOf("standard").optional(),
  source_type: oneOf("card").optional(),
  statement_descriptor: text(22).optional(),
});

export const UpdatePayout = fields({ metadata: metadata().optional() });

export const ListPayouts = fields({
  ...page,
  arrival_date: created,
  created,
  destination: text().optional(),
  status: oneOf("canceled", "failed", "in_transit", "paid", "pending").optional(),
});

/**
 * Sends `amount` minor units of what is available to the account's bank: on its way after a day, there after two,
 * unless the test bank fails it. Refuses more than is available.
 */
export function createPayout(call: Call, params: z.output<typeof CreatePayout>): Stripe.Payout {
  const currency = knownCurrency(params.currency);
  const { amount } = params;
  const bank = bankAccountFor(call, currency, params.destination).object;
  if (bank.currency !== currency) {
    throw invalidRequest(`The bank account ${bank.id} takes ${bank.currency}, not ${currency}.`, {
      param: "destination",
    });
  }
  requireAvailable(
    call,
    amount,
    currency,
    "You have insufficient funds in your Stripe account for this transfer. Your card balance is too low. You can use the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).",
  );
  const payout: Stripe.Payout = {
    id: newId("po"),
    object: "payout",
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: call.now + arrivesAfter,
    automatic: false,
    balance_transaction: null,
    created: call.now,
    currency,
    description: params.description ?? null,
    destination: bank.id,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: mergedMetadata({}, params.metadata),
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: params.statement_descriptor ?? null,
    status: "pending",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  };
  payout.balance_transaction = movementOf(call, payout, "payout", -amount);
  call.store.insert("payout", { object: payout, hidden: null }, call.now);
  recordEvent(call, "payout.created", payout);
  call.store.schedule("send-payout", payout.id, (call.now + sentAfter) * 1000);
  call.store.schedule("end-payout", payout.id, payout.arrival_date * 1000);
  return payout;
}

export function retrievePayout(call: Call, _: unknown, path: { id: string }): Stripe.Payout {
  return call.store.get("payout", path.id).object;
}

export function updatePayout(
  call: Call,
  params: z.output<typeof UpdatePayout>,
  path: { id: string },
): Stripe.Payout {
  const { object: payout } = call.store.get("payout", path.id);
  const before = structuredClone(payout);
  payout.metadata = mergedMetadata(payout.metadata, params.metadata);
  save(call, payout, before, "payout.updated");
  return payout;
}

export function listPayouts(call: Call, params: z.output<typeof ListPayouts>) {
  const arrival = createdWithin(params.arrival_date).map(({ sql, values }) => ({
    sql: sql.replace("created", "json_extract(body, '$.arrival_date')"),
    values,
  }));
  return listPage(call, "payout", "/v1/payouts", params, [
    ...where("destination", params.destination),
    ...where("status", params.status),
    ...createdWithin(params.created),
    ...arrival,
  ]);
}

/** Stops a payout that is not on its way yet; its money is back at once. */
export function cancelPayout(call: Call, _: unknown, path: { id: string }): Stripe.Payout {
  const { object: payout } = call.store.get("payout", path.id);
  if (payout.status !== "pending") {
    throw invalidRequest(
      `Payouts can only be canceled while they are pending; the status of ${payout.id} is ${payout.status}.`,
    );
  }
  const before = structuredClone(payout);
  payout.status = "canceled";
  movementOf(call, payout, "payout_cancel", payout.amount);
  save(call, payout, before, "payout.canceled");
  return payout;
}

/** The payout is given to the bank: from now on it cannot be stopped. */
export function sendPayout(call: Call, id: string): void {
  const payout = call.store.find("payout", id)?.object;
  if (payout?.status !== "pending") return;
  const before = structuredClone(payout);
  payout.status = "in_transit";
  save(call, payout, before, "payout.updated");
}

/** The bank has taken the money, or sends it back. */
export function endPayout(call: Call, id: string): void {
  const payout = call.store.find("payout", id)?.object;
  if (payout?.status !== "in_transit") return;
  const before = structuredClone(payout);
  const outcome = call.store.get("bank_account", idOf(payout.destination) ?? "").hidden.outcome;
  if (outcome === "paid") {
    payout.status = "paid";
    payout.trace_id = { status: "supported", value: newId("trace") };
    save(call, payout, before, "payout.paid");
    return;
  }
  payout.status = "failed";
  payout.failure_code = outcome;
  payout.failure_message = failureMessages[outcome] ?? "The bank could not process this payout.";
  payout.failure_balance_transaction = movementOf(call, payout, "payout_failure", payout.amount);
  save(call, payout, before, "payout.failed");
}

const failureMessages: Record<string, string> = {
  account_closed: "The bank account has been closed.",
  debit_not_authorized: "Debit transactions are not approved on the bank account.",
  insufficient_funds: "Your Stripe account has insufficient funds to cover the payout.",
  invalid_currency: "The bank was unable to process this payout because of its currency.",
  no_account: "No account/Unable to locate account",
};

function save(
  call: Call,
  payout: Stripe.Payout,
  before: Stripe.Payout,
  event: "payout.canceled" | "payout.failed" | "payout.paid" | "payout.updated",
): void {
  call.store.save("payout", { object: payout, hidden: null });
  recordEvent(call, event, payout, before);
}

function movementOf(
  call: Call,
  payout: Stripe.Payout,
  type: "payout" | "payout_cancel" | "payout_failure",
  amount: number,
): string {
  return recordMovement(call, {
    type,
    amount,
    fee: 0,
    currency: payout.currency,
    source: payout.id,
    description: payout.description,
    available: "at-once",
  }).id;
}
