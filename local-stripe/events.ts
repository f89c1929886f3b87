import type Stripe from "stripe";
import type { Call } from "./call";
import { newId } from "./ids";
import type { Condition } from "./store";
import { scheduleDeliveries } from "./webhooks";

export const apiVersion = "2026-10-28.endive";

/** Every type of event that this server tells of. */
export const eventTypes = [
  "account.external_account.created",
  "account.updated",
  "application_fee.created",
  "application_fee.refunded",
  "charge.captured",
  "charge.dispute.closed",
  "charge.dispute.created",
  "charge.dispute.funds_reinstated",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.updated",
  "charge.expired",
  "charge.failed",
  "charge.refund.updated",
  "charge.refunded",
  "charge.succeeded",
  "charge.updated",
  "customer.created",
  "customer.deleted",
  "customer.subscription.created",
  "customer.subscription.deleted",
  "customer.subscription.trial_will_end",
  "customer.subscription.updated",
  "customer.updated",
  "invoice.created",
  "invoice.finalization_failed",
  "invoice.finalized",
  "invoice.marked_uncollectible",
  "invoice.paid",
  "invoice.payment_action_required",
  "invoice.payment_failed",
  "invoice.payment_succeeded",
  "invoice.updated",
  "invoice.voided",
  "invoice_payment.paid",
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "payment_intent.created",
  "payment_intent.payment_failed",
  "payment_intent.requires_action",
  "payment_intent.succeeded",
  "payment_method.attached",
  "payment_method.detached",
  "payment_method.updated",
  "price.created",
  "price.updated",
  "product.created",
  "product.deleted",
  "product.updated",
  "radar.early_fraud_warning.created",
  "radar.early_fraud_warning.updated",
  "payout.canceled",
  "payout.created",
  "payout.failed",
  "payout.paid",
  "payout.updated",
  "refund.created",
  "refund.failed",
  "refund.updated",
  "setup_intent.canceled",
  "setup_intent.created",
  "setup_intent.requires_action",
  "setup_intent.setup_failed",
  "setup_intent.succeeded",
  "test_helpers.test_clock.advancing",
  "test_helpers.test_clock.created",
  "test_helpers.test_clock.ready",
  "transfer.created",
  "transfer.reversed",
  "transfer.updated",
] as const satisfies Stripe.Event.Type[];

/**
 * Records that something happened, as part of the transaction in which it happened, and plans its deliveries.
 * `before` is the object as it was: what differs becomes `previous_attributes`.
 */
export function recordEvent<Shape extends { id: string }>(
  call: Call,
  type: (typeof eventTypes)[number],
  object: Shape,
  before?: Shape,
): void {
  const event: Stripe.EventBase = {
    id: newId("evt"),
    object: "event",
    ...(call.store.account === "" ? {} : { account: call.store.account }),
    api_version: apiVersion,
    created: call.now,
    data: before ? { object, previous_attributes: differences(before, object) } : { object },
    livemode: false,
    pending_webhooks: 0,
    request: call.requestId
      ? { id: call.requestId, idempotency_key: call.idempotencyKey }
      : { id: null, idempotency_key: null },
    type,
  };
  call.store.insert("event", { object: event, hidden: null }, call.now);
  scheduleDeliveries(call, event);
}

function differences(before: object, after: object): Record<string, unknown> {
  const now = new Map<string, unknown>(Object.entries(after));
  return Object.fromEntries(
    Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now.get(name))),
  );
}

/** Events whose type is one of these; `charge.*` stands for every event of charges. */
export function ofTypes(types: string[]): Condition[] {
  if (types.length === 0) return [];
  const sql = types.map(() => "json_extract(body, '$.type') glob ?").join(" or ");
  return [{ sql: `(${sql})`, values: types }];
}
