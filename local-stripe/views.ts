import type Stripe from "stripe";
import type { Call } from "./call";
import { shownBalanceTransaction } from "./objects/balance";

// What a holder of a client secret and a publishable key may see of an intent.
const publishableMembers = new Set([
  "amount",
  "amount_details",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "id",
  "last_payment_error",
  "last_setup_error",
  "livemode",
  "next_action",
  "object",
  "payment_method",
  "payment_method_configuration_details",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "source",
  "status",
  "usage",
]);

/** An object as this caller sees it now. */
export function shown(call: Call, object: object): object {
  if (isBalanceTransaction(object)) return shownBalanceTransaction(object, call.now);
  if (call.key !== "publishable" || !isIntent(object)) return object;
  return Object.fromEntries(Object.entries(object).filter(([name]) => publishableMembers.has(name)));
}

function isBalanceTransaction(object: object): object is Stripe.BalanceTransaction {
  return "object" in object && object.object === "balance_transaction";
}

function isIntent(object: object): boolean {
  return "object" in object && (object.object === "payment_intent" || object.object === "setup_intent");
}
