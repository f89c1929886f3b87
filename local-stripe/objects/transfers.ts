import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { asAccount } from "../call";
import { invalidRequest, missingParameter } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { inWords, knownCurrency, proportionalShare } from "../money";
import { created, fields, flag, integer, metadata, oneOf, page, text } from "../params";
import { idOf } from "../records";
import { createdWithin, where } from "../store";
import { requireTransfersTo } from "./accounts";
import { giveFeeBack } from "./application-fees";
import { recordMovement, requireAvailable, sumsOf } from "./balance";
import { givePaymentBack, receivePayment } from "./received-payments";

export const CreateTransfer = fields({
  amount: integer({ min: 1 }).optional(),
  currency: text(),
  description: text().optional(),
  destination: text(),
  metadata: metadata().optional(),
  source_transaction: text().optional(),
  source_type: oneOf("card").optional(),
  transfer_group: text().optional(),
});

export const UpdateTransfer = fields({ description: text().optional(), metadata: metadata().optional() });

export const ListTransfers = fields({
  ...page,
  created,
  destination: text().optional(),
  transfer_group: text().optional(),
});

export const CreateReversal = fields({
  amount: integer({ min: 1 }).optional(),
  description: text().optional(),
  metadata: metadata().optional(),
  refund_application_fee: flag().optional(),
});

export const UpdateReversal = fields({ metadata: metadata().optional() });
export const ListReversals = fields(page);

interface Sending {
  amount: number;
  currency: string;
  destination: string;
  /** The charge whose money it is; it becomes available in the same second. */
  source: Stripe.Charge | null;
  group: string | null;
  description: string | null;
  metadata: Stripe.Metadata;
  /** What the application takes of it in the receiving account. */
  fee: number;
}

/** Moves money (minor units) from the platform's balance to an account's, where it arrives as a payment. */
export function sendTransfer(
  call: Call,
  sending: Sending,
): { transfer: Stripe.Transfer; payment: Stripe.Charge; available: number } {
  const { amount, currency, description, destination, group, source } = sending;
  const available = source ? movementOf(call, source.balance_transaction).available_on : call.now;
  const id = newId("tr");
  const transfer: Stripe.Transfer = {
    id,
    object: "transfer",
    amount,
    amount_reversed: 0,
    balance_transaction: null,
    created: call.now,
    currency,
    description,
    destination,
    livemode: false,
    metadata: sending.metadata,
    reversals: { object: "list", data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: "card",
    transfer_group: group,
  };
  transfer.balance_transaction = recordMovement(call, {
    type: "transfer",
    amount: -amount,
    fee: 0,
    currency,
    source: id,
    description,
    available,
  }).id;
  const theirs = asAccount(call, destination);
  const payment = receivePayment(theirs, transfer, { fee: sending.fee, available });
  transfer.destination_payment = payment.id;
  call.store.insert("transfer", { object: transfer, hidden: null }, call.now);
  recordEvent(call, "transfer.created", transfer);
  return { transfer, payment, available };
}

/**
 * A transfer apart from any charge, or of a charge's money (`source_transaction`; then `amount` is all that is left of
 * it by default). Refuses more than is available or left, and an account that cannot receive it.
 */
export function createTransfer(call: Call, params: z.output<typeof CreateTransfer>): Stripe.Transfer {
  const currency = knownCurrency(params.currency);
  requireTransfersTo(call, params.destination, "destination");
  const source =
    params.source_transaction === undefined ? null : sourceOf(call, params.source_transaction, currency);
  const left = source ? source.amount_captured - sentOf(call, source) : undefined;
  const amount = params.amount ?? left;
  if (amount === undefined) throw missingParameter("amount");
  if (left !== undefined && amount > left) {
    throw invalidRequest(
      `Transfers using this transaction as a source must not exceed the source amount of ${inWords(source?.amount_captured ?? 0, currency)}. (There is ${inWords(left, currency)} left.)`,
      { param: "amount" },
    );
  }
  if (!source) requireAvailable(call, amount, currency, insufficientFunds);
  if (source && params.transfer_group !== undefined && source.transfer_group !== null) {
    if (params.transfer_group !== source.transfer_group) {
      throw invalidRequest("The transfer group must be the one of the source transaction.", {
        param: "transfer_group",
      });
    }
  }
  const group = params.transfer_group ?? (source ? (source.transfer_group ?? `group_${source.id}`) : null);
  if (source && source.transfer_group === null) {
    source.transfer_group = group;
    call.store.save("charge", { object: source, hidden: null });
  }
  return sendTransfer(call, {
    amount,
    currency,
    destination: params.destination,
    source,
    group,
    description: params.description ?? null,
    metadata: mergedMetadata({}, params.metadata),
    fee: 0,
  }).transfer;
}

export function retrieveTransfer(call: Call, _: unknown, path: { id: string }): Stripe.Transfer {
  return call.store.get("transfer", path.id).object;
}

export function updateTransfer(
  call: Call,
  params: z.output<typeof UpdateTransfer>,
  path: { id: string },
): Stripe.Transfer {
  const entry = call.store.get("transfer", path.id);
  const before = structuredClone(entry.object);
  if (params.description !== undefined) entry.object.description = params.description;
  entry.object.metadata = mergedMetadata(entry.object.metadata, params.metadata);
  call.store.save("transfer", entry);
  recordEvent(call, "transfer.updated", entry.object, before);
  return entry.object;
}

export function listTransfers(call: Call, params: z.output<typeof ListTransfers>) {
  return listPage(call, "transfer", "/v1/transfers", params, [
    ...where("destination", params.destination),
    ...where("transfer_group", params.transfer_group),
    ...createdWithin(params.created),
  ]);
}

interface Reversing {
  amount: number;
  /** What of the application's fee goes back with it. */
  fee: number;
  metadata: Stripe.Metadata;
  /** The refund that it belongs to. */
  refund: string | null;
}

/** Takes back `amount` of a transfer: the platform gets it, the account gives it, with its part of the fee returned. */
export function reverseTransfer(
  call: Call,
  transfer: Stripe.Transfer,
  reversing: Reversing,
): Stripe.TransferReversal {
  const before = structuredClone(transfer);
  const theirs = asAccount(call, idOf(transfer.destination) ?? "");
  const { object: payment } = theirs.store.get("charge", idOf(transfer.destination_payment) ?? "");
  const fee = feeOf(call, payment);
  if (fee && reversing.fee > 0) giveFeeBack(call, fee, reversing.fee);
  const { amount } = reversing;
  const available = movementOf(call, transfer.balance_transaction).available_on;
  const id = newId("trr");
  const reversal: Stripe.TransferReversal = {
    id,
    object: "transfer_reversal",
    amount,
    balance_transaction: recordMovement(call, {
      type: "transfer_refund",
      amount,
      fee: 0,
      currency: transfer.currency,
      source: id,
      description: null,
      available,
    }).id,
    created: call.now,
    currency: transfer.currency,
    destination_payment_refund: givePaymentBack(theirs, payment, {
      amount,
      fee: reversing.fee,
      available,
      reversal: id,
    }).id,
    metadata: reversing.metadata,
    source_refund: reversing.refund,
    transfer: transfer.id,
  };
  call.store.insert("transfer_reversal", { object: reversal, hidden: null }, call.now);
  transfer.amount_reversed += amount;
  transfer.reversed = transfer.amount_reversed === transfer.amount;
  saveWithReversals(call, transfer);
  recordEvent(call, "transfer.reversed", transfer, before);
  return reversal;
}

/**
 * Takes back `amount` minor units of a transfer, all that is left by default. Of a transfer that stands for itself no
 * more than its account still holds; that of a destination charge may leave the account's balance below zero.
 */
export function createReversal(
  call: Call,
  params: z.output<typeof CreateReversal>,
  path: { parent: string },
): Stripe.TransferReversal {
  const { object: transfer } = call.store.get("transfer", path.parent);
  const left = transfer.amount - transfer.amount_reversed;
  if (left === 0) throw invalidRequest(`Transfer ${transfer.id} is already fully reversed.`);
  const amount = params.amount ?? left;
  if (amount > left) {
    throw invalidRequest(
      `Reversal amount (${inWords(amount, transfer.currency)}) is greater than unreversed amount on transfer (${inWords(left, transfer.currency)})`,
      { param: "amount" },
    );
  }
  const theirs = asAccount(call, idOf(transfer.destination) ?? "");
  const payment = theirs.store.get("charge", idOf(transfer.destination_payment) ?? "").object;
  const fee = params.refund_application_fee ? feeOf(call, payment) : undefined;
  const source = call.store.find("charge", idOf(transfer.source_transaction) ?? "")?.object;
  if (idOf(source?.transfer) !== transfer.id) requireHeld(theirs, amount, transfer.currency);
  return reverseTransfer(call, transfer, {
    amount,
    fee: fee
      ? proportionalShare({
          of: fee.amount,
          already: fee.amount_refunded,
          given: transfer.amount_reversed + amount,
          whole: transfer.amount,
        })
      : 0,
    metadata: mergedMetadata({}, params.metadata),
    refund: null,
  });
}

export function retrieveReversal(
  call: Call,
  _: unknown,
  path: { parent: string; id: string },
): Stripe.TransferReversal {
  call.store.get("transfer", path.parent);
  return call.store.get("transfer_reversal", path.id).object;
}

export function updateReversal(
  call: Call,
  params: z.output<typeof UpdateReversal>,
  path: { parent: string; id: string },
): Stripe.TransferReversal {
  const { object: transfer } = call.store.get("transfer", path.parent);
  const entry = call.store.get("transfer_reversal", path.id);
  entry.object.metadata = mergedMetadata(entry.object.metadata, params.metadata);
  call.store.save("transfer_reversal", entry);
  saveWithReversals(call, transfer);
  return entry.object;
}

export function listReversals(call: Call, params: z.output<typeof ListReversals>, path: { parent: string }) {
  const { object: transfer } = call.store.get("transfer", path.parent);
  return listPage(call, "transfer_reversal", transfer.reversals.url, params, where("transfer", transfer.id));
}

/** The fee that the application took of a payment; `call` is the platform's. */
export function feeOf(call: Call, payment: Stripe.Charge): Stripe.ApplicationFee | undefined {
  const id = idOf(payment.application_fee);
  return id === null ? undefined : call.store.get("application_fee", id).object;
}

const insufficientFunds =
  "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance";

function requireHeld(call: Call, amount: number, currency: string): void {
  const sum = sumsOf(call).find((one) => one.currency === currency);
  if (amount <= (sum?.available ?? 0) + (sum?.pending ?? 0)) return;
  throw invalidRequest("The connected account does not have enough funds to reverse this transfer.", {
    code: "balance_insufficient",
  });
}

function sourceOf(call: Call, id: string, currency: string): Stripe.Charge {
  const { object: charge } = call.store.get("charge", id, "source_transaction");
  const param = "source_transaction";
  if (!charge.paid || !charge.captured) {
    throw invalidRequest(`Charge ${id} cannot be the source of a transfer: it was not paid.`, { param });
  }
  if (charge.transfer_data) {
    throw invalidRequest(`Charge ${id} cannot be the source of a transfer: it has a destination already.`, {
      param,
    });
  }
  if (charge.currency === currency) return charge;
  throw invalidRequest(
    `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${currency})`,
    { param: "currency" },
  );
}

function sentOf(call: Call, charge: Stripe.Charge): number {
  const sum = call.store
    .prepare(
      "select coalesce(sum(json_extract(body, '$.amount')), 0) from objects where account = ? and kind = 'transfer' and json_extract(body, '$.source_transaction') = ?",
    )
    .pluck()
    .get(call.store.account, charge.id);
  return Number(sum);
}

function movementOf(call: Call, id: string | { id: string } | null): Stripe.BalanceTransaction {
  return call.store.get("balance_transaction", idOf(id) ?? "").object;
}

function saveWithReversals(call: Call, transfer: Stripe.Transfer): void {
  transfer.reversals = listPage(
    call,
    "transfer_reversal",
    transfer.reversals.url,
    {},
    where("transfer", transfer.id),
  );
  call.store.save("transfer", { object: transfer, hidden: null });
}
