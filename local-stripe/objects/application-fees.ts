import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { asAccount } from "../call";
import { invalidRequest } from "../errors";
import { recordEvent } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { inWords } from "../money";
import { created, fields, integer, metadata, page, text } from "../params";
import { idOf } from "../records";
import { createdWithin, where } from "../store";
import { recordMovement } from "./balance";

// What the platform takes of a payment that goes to a connected account.

/** The platform as an application. */
export const applicationId = "ca_local";

export const ListApplicationFees = fields({ ...page, created, charge: text().optional() });
export const CreateFeeRefund = fields({
  amount: integer({ min: 1 }).optional(),
  metadata: metadata().optional(),
});
export const UpdateFeeRefund = fields({ metadata: metadata().optional() });
export const ListFeeRefunds = fields(page);

/** Takes `amount` minor units of a payment that an account received; the payment itself was noted less by it. */
export function takeFee(
  call: Call,
  given: {
    amount: number;
    account: string;
    payment: Stripe.Charge;
    charge: Stripe.Charge;
    available: number;
  },
): Stripe.ApplicationFee {
  const { amount, account, payment, charge } = given;
  const id = newId("fee");
  const fee: Stripe.ApplicationFee = {
    id,
    object: "application_fee",
    account,
    amount,
    amount_refunded: 0,
    application: applicationId,
    balance_transaction: recordMovement(call, {
      type: "application_fee",
      amount,
      fee: 0,
      currency: charge.currency,
      source: id,
      description: null,
      available: given.available,
    }).id,
    charge: payment.id,
    created: call.now,
    currency: charge.currency,
    fee_source: { charge: payment.id, type: "charge" },
    livemode: false,
    originating_transaction: charge.id,
    refunded: false,
    refunds: { object: "list", data: [], has_more: false, url: `/v1/application_fees/${id}/refunds` },
  };
  call.store.insert("application_fee", { object: fee, hidden: null }, call.now);
  recordEvent(call, "application_fee.created", fee);
  return fee;
}

/** Takes `amount` minor units of a fee out of the platform's balance; the caller puts it into the account's. */
export function giveFeeBack(
  call: Call,
  fee: Stripe.ApplicationFee,
  amount: number,
  changes: z.output<typeof UpdateFeeRefund>["metadata"] = {},
): Stripe.FeeRefund {
  const before = structuredClone(fee);
  const id = newId("fr");
  const refund: Stripe.FeeRefund = {
    id,
    object: "fee_refund",
    amount,
    balance_transaction: recordMovement(call, {
      type: "application_fee_refund",
      amount: -amount,
      fee: 0,
      currency: fee.currency,
      source: id,
      description: null,
      available: availabilityOf(call, fee),
    }).id,
    created: call.now,
    currency: fee.currency,
    fee: fee.id,
    metadata: mergedMetadata({}, changes),
  };
  call.store.insert("fee_refund", { object: refund, hidden: null }, call.now);
  fee.amount_refunded += amount;
  fee.refunded = fee.amount_refunded === fee.amount;
  saveWithRefunds(call, fee);
  recordEvent(call, "application_fee.refunded", fee, before);
  return refund;
}

/** Gives back `amount` minor units of a fee, all that is left by default, whatever became of its payment. */
export function createFeeRefund(
  call: Call,
  params: z.output<typeof CreateFeeRefund>,
  path: { parent: string },
): Stripe.FeeRefund {
  const { object: fee } = call.store.get("application_fee", path.parent);
  const left = fee.amount - fee.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`Application fee ${fee.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  }
  const amount = params.amount ?? left;
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${inWords(amount, fee.currency)}) is greater than unrefunded amount on fee (${inWords(left, fee.currency)})`,
      { param: "amount" },
    );
  }
  return refundFeeAlone(call, fee, amount, params.metadata);
}

/** The fee goes back although the payment stays: the account is given it as a movement of its own. */
export function refundFeeAlone(
  call: Call,
  fee: Stripe.ApplicationFee,
  amount: number,
  changes?: z.output<typeof UpdateFeeRefund>["metadata"],
): Stripe.FeeRefund {
  const refund = giveFeeBack(call, fee, amount, changes);
  recordMovement(asAccount(call, idOf(fee.account) ?? ""), {
    type: "adjustment",
    amount,
    fee: 0,
    currency: fee.currency,
    source: refund.id,
    description: "Application fee refund",
    available: availabilityOf(call, fee),
  });
  return refund;
}

export function retrieveApplicationFee(call: Call, _: unknown, path: { id: string }): Stripe.ApplicationFee {
  return call.store.get("application_fee", path.id).object;
}

export function listApplicationFees(call: Call, params: z.output<typeof ListApplicationFees>) {
  return listPage(call, "application_fee", "/v1/application_fees", params, [
    ...where("charge", params.charge),
    ...createdWithin(params.created),
  ]);
}

export function retrieveFeeRefund(
  call: Call,
  _: unknown,
  path: { parent: string; id: string },
): Stripe.FeeRefund {
  call.store.get("application_fee", path.parent);
  return call.store.get("fee_refund", path.id).object;
}

export function updateFeeRefund(
  call: Call,
  params: z.output<typeof UpdateFeeRefund>,
  path: { parent: string; id: string },
): Stripe.FeeRefund {
  const { object: fee } = call.store.get("application_fee", path.parent);
  const entry = call.store.get("fee_refund", path.id);
  entry.object.metadata = mergedMetadata(entry.object.metadata, params.metadata);
  call.store.save("fee_refund", entry);
  saveWithRefunds(call, fee);
  return entry.object;
}

export function listFeeRefunds(
  call: Call,
  params: z.output<typeof ListFeeRefunds>,
  path: { parent: string },
) {
  const { object: fee } = call.store.get("application_fee", path.parent);
  return listPage(call, "fee_refund", fee.refunds.url, params, where("fee", fee.id));
}

/** The fee goes back in the state in which it came: what is still pending stays pending. */
function availabilityOf(call: Call, fee: Stripe.ApplicationFee): number {
  return call.store.get("balance_transaction", idOf(fee.balance_transaction) ?? "").object.available_on;
}

function saveWithRefunds(call: Call, fee: Stripe.ApplicationFee): void {
  fee.refunds = listPage(call, "fee_refund", fee.refunds.url, {}, where("fee", fee.id));
  call.store.save("application_fee", { object: fee, hidden: null });
}
