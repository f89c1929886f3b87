import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { asAccount } from "../call";
import { invalidRequest } from "../errors";
import { inWords, proportionalShare } from "../money";
import { emptyable, fields, integer, text } from "../params";
import { idOf } from "../records";
import { requireCardPaymentsOf, requireTransfersTo } from "./accounts";
import { refundFeeAlone, takeFee } from "./application-fees";
import { feeOf, reverseTransfer, sendTransfer } from "./transfers";

// Charges whose money goes on to a connected account, and what happens to that money when they are refunded.

export const sharing = fields({
  application_fee_amount: integer().optional(),
  on_behalf_of: text().optional(),
  transfer_data: fields({ amount: integer().optional(), destination: text() }).optional(),
});

export const changedSharing = fields({
  application_fee_amount: emptyable(integer()).optional(),
  transfer_data: fields({ amount: integer().optional() }).optional(),
});

/** What a new payment intent says of sharing its money. Refuses an account that cannot receive it now. */
export function share(call: Call, intent: Stripe.PaymentIntent, params: z.output<typeof sharing>): void {
  const { application_fee_amount: fee, on_behalf_of: onBehalfOf, transfer_data: data } = params;
  if (onBehalfOf !== undefined) requireCardPaymentsOf(call, onBehalfOf);
  if (data) requireTransfersTo(call, data.destination, "transfer_data[destination]");
  intent.on_behalf_of = onBehalfOf ?? null;
  intent.transfer_data = data ? { ...data } : null;
  intent.application_fee_amount = fee ?? null;
  if (data) intent.transfer_group ??= `group_${intent.id}`;
  requireSensible(intent);
}

/** Other shares than were said before, or, when the money is taken, than were agreed. */
export function changeSharing(intent: Stripe.PaymentIntent, params: z.output<typeof changedSharing>): void {
  if (params.application_fee_amount !== undefined)
    intent.application_fee_amount = params.application_fee_amount;
  if (params.transfer_data) {
    if (!intent.transfer_data) {
      throw invalidRequest(
        "You cannot add a transfer destination to a PaymentIntent that was made without one.",
        {
          param: "transfer_data",
        },
      );
    }
    intent.transfer_data = { ...intent.transfer_data, ...params.transfer_data };
  }
  requireSensible(intent);
}

/** Refuses to charge while the account that the money is for cannot receive it, or has ceased to be able to. */
export function requireReceiver(call: Call, intent: Stripe.PaymentIntent): void {
  const destination = idOf(intent.transfer_data?.destination);
  if (destination !== null) requireTransfersTo(call, destination, "transfer_data[destination]");
}

function requireSensible(intent: Stripe.PaymentIntent): void {
  const { amount, application_fee_amount: fee, currency, transfer_data: data } = intent;
  if (fee !== null && !data) {
    throw invalidRequest(
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
      { param: "application_fee_amount" },
    );
  }
  if (fee !== null && data?.amount !== undefined) {
    throw invalidRequest(
      "You may only specify one of these parameters: application_fee_amount, transfer_data[amount].",
      { code: "parameters_exclusive", param: "application_fee_amount" },
    );
  }
  for (const [param, part] of [
    ["application_fee_amount", fee ?? 0],
    ["transfer_data[amount]", data?.amount ?? 0],
  ] as const) {
    if (part <= amount) continue;
    throw invalidRequest(
      `The ${param} (${inWords(part, currency)}) cannot be greater than the amount of the payment (${inWords(amount, currency)}).`,
      { param },
    );
  }
}

/** The money of a charge has arrived: its account gets its part, the platform its fee. */
export function passOn(call: Call, charge: Stripe.Charge): void {
  const destination = idOf(charge.transfer_data?.destination);
  if (destination === null) return;
  const amount = Math.min(charge.transfer_data?.amount ?? charge.amount_captured, charge.amount_captured);
  const feeAmount = Math.min(charge.application_fee_amount ?? 0, amount);
  if (amount === 0) return;
  const { transfer, payment, available } = sendTransfer(call, {
    amount,
    currency: charge.currency,
    destination,
    source: charge,
    group: charge.transfer_group,
    description: null,
    metadata: {},
    fee: feeAmount,
  });
  charge.transfer = transfer.id;
  if (feeAmount === 0) return;
  const fee = takeFee(call, { amount: feeAmount, account: destination, payment, charge, available });
  charge.application_fee = fee.id;
  payment.application_fee = fee.id;
  asAccount(call, destination).store.save("charge", { object: payment, hidden: null });
}

/** What a refund takes back of a destination charge, as it was asked. */
export interface TakingBack {
  reverse_transfer?: boolean | undefined;
  refund_application_fee?: boolean | undefined;
}

/** Refuses to take back of a charge what it has not: a transfer, a fee. */
export function requireTakeable(charge: Stripe.Charge, asked: TakingBack): void {
  if (asked.reverse_transfer && idOf(charge.transfer) === null) {
    throw invalidRequest(`Charge ${charge.id} has no transfer to reverse.`, { param: "reverse_transfer" });
  }
  if (asked.refund_application_fee && idOf(charge.application_fee) === null) {
    throw invalidRequest(`Charge ${charge.id} has no application fee to refund.`, {
      param: "refund_application_fee",
    });
  }
}

/**
 * After `charge.amount_refunded` has grown by the refund: takes back the same proportion of the transfer, gives back
 * the same proportion of the fee, each as asked. Answers the reversal's id, or null.
 * Source: docs.stripe.com/connect/destination-charges, "Issue refunds"; it leaves the rounding open.
 */
export function takeBack(
  call: Call,
  charge: Stripe.Charge,
  refund: Stripe.Refund,
  asked: TakingBack,
): string | null {
  const whole = charge.amount_captured;
  // What a partial capture let go counts as refunded too, and was never shared.
  const given = charge.amount_refunded - (charge.amount - whole);
  const fee = asked.refund_application_fee ? feeOf(call, charge) : undefined;
  const feePart = fee ? proportionalShare({ of: fee.amount, already: fee.amount_refunded, given, whole }) : 0;
  const transfer = asked.reverse_transfer
    ? call.store.get("transfer", idOf(charge.transfer) ?? "").object
    : undefined;
  const amount = transfer
    ? proportionalShare({ of: transfer.amount, already: transfer.amount_reversed, given, whole })
    : 0;
  if (transfer && amount > 0) {
    return reverseTransfer(call, transfer, { amount, fee: feePart, metadata: {}, refund: refund.id }).id;
  }
  if (fee && feePart > 0) refundFeeAlone(call, fee, feePart);
  return null;
}
