import type Stripe from "stripe";
import type { z } from "zod";
import { noSuch } from "../errors";
import { emptyable, fields, text } from "../params";

// What a shop answers to its shopper's bank.

const words = emptyable(text(20_000)).optional();
const file = emptyable(text()).optional();

const files = {
  cancellation_policy: file,
  customer_communication: file,
  customer_signature: file,
  duplicate_charge_documentation: file,
  receipt: file,
  refund_policy: file,
  service_documentation: file,
  shipping_documentation: file,
  uncategorized_file: file,
};

export const evidence = fields({
  ...files,
  access_activity_log: words,
  billing_address: words,
  cancellation_policy_disclosure: words,
  cancellation_rebuttal: words,
  customer_email_address: words,
  customer_name: words,
  customer_purchase_ip: words,
  duplicate_charge_explanation: words,
  duplicate_charge_id: words,
  product_description: words,
  refund_policy_disclosure: words,
  refund_refusal_explanation: words,
  service_date: words,
  shipping_address: words,
  shipping_carrier: words,
  shipping_date: words,
  shipping_tracking_number: words,
  uncategorized_text: words,
});

export const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

/** Evidence with what is new in it. Refuses files, which this server does not keep, as the API refuses unknown ones. */
export function mergedEvidence(
  before: Stripe.Dispute.Evidence,
  given: z.output<typeof evidence>,
): Stripe.Dispute.Evidence {
  const merged = { ...before };
  for (const [name, value] of Object.entries(given)) {
    if (value && name in files) throw noSuch("file upload", value, `evidence[${name}]`);
  }
  return Object.assign(merged, given);
}

export function isEmpty(stated: Stripe.Dispute.Evidence): boolean {
  const { enhanced_evidence: _, ...members } = stated;
  return Object.values(members).every((member) => member === null);
}
