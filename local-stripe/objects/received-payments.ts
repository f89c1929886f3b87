import type Stripe from "stripe";
import type { Call } from "../call";
import { newId } from "../ids";
import { recordMovement } from "./balance";
import { applicationId } from "./application-fees";

// What a transfer is in the account that receives it: a payment, and a refund when it is reversed.

/** `fee` is what the application takes of it, minor units. `call` is the receiving account's. */
export function receivePayment(
  call: Call,
  transfer: Stripe.Transfer,
  given: { fee: number; available: number },
): Stripe.Charge {
  const { amount, currency, description } = transfer;
  const payment: Stripe.Charge = {
    id: newId("py"),
    object: "charge",
    amount,
    amount_captured: amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: given.fee === 0 ? null : given.fee,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: true,
    created: call.now,
    currency,
    customer: null,
    description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: { stripe_account: {}, type: "stripe_account" },
    radar_options: {},
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: transfer.id,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "succeeded",
    transfer_data: null,
    transfer_group: transfer.transfer_group,
  };
  payment.balance_transaction = recordMovement(call, {
    type: "payment",
    amount,
    fee: given.fee,
    application: applicationId,
    currency,
    source: payment.id,
    description,
    available: given.available,
  }).id;
  return call.store.insert("charge", { object: payment, hidden: null }, call.now).object;
}

/** The platform takes back `amount` minor units of a payment, and gives back `fee` of what it had taken of it. */
export function givePaymentBack(
  call: Call,
  payment: Stripe.Charge,
  given: { amount: number; fee: number; available: number; reversal: string },
): Stripe.Refund {
  const { amount, fee, available } = given;
  const { currency } = payment;
  const refund: Stripe.Refund = {
    id: newId("pyr"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: payment.id,
    created: call.now,
    currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: given.reversal,
    status: "succeeded",
    transfer_reversal: null,
  };
  refund.balance_transaction = recordMovement(call, {
    type: "payment_refund",
    amount: -amount,
    fee: -fee,
    application: applicationId,
    currency,
    source: refund.id,
    description: null,
    available,
  }).id;
  payment.amount_refunded += amount;
  payment.refunded = payment.amount_refunded === payment.amount;
  call.store.save("charge", { object: payment, hidden: null });
  return call.store.insert("refund", { object: refund, hidden: null }, call.now).object;
}
