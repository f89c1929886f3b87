import type Stripe from "stripe";
import type { Call } from "./call";
import { newId } from "./ids";
import type { ThinEvent } from "./records";
import { scheduleThinDeliveries } from "./webhooks";

/** Every type of event of the second version of the API that this server tells of. */
export const thinEventTypes = [
  "v2.core.account.closed",
  "v2.core.account.created",
  "v2.core.account.updated",
  "v2.core.account[configuration.merchant].capability_status_updated",
  "v2.core.account[configuration.merchant].updated",
  "v2.core.account[configuration.recipient].capability_status_updated",
  "v2.core.account[configuration.recipient].updated",
  "v2.core.account[defaults].updated",
  "v2.core.account[identity].updated",
  "v2.core.account[requirements].updated",
  "v2.core.account_link.returned",
  "v2.core.event_destination.ping",
] as const satisfies Stripe.V2.Core.Event["type"][];

export type ThinEventType = (typeof thinEventTypes)[number];

interface About {
  related?: { id: string; type: string; url: string };
  data?: Record<string, unknown>;
}

/**
 * Records that something happened, as part of the transaction in which it happened, and plans its deliveries: thin
 * ones, which name the object but do not show it.
 */
export function recordThinEvent(call: Call, type: ThinEventType, about: About): ThinEvent {
  const event: ThinEvent = {
    id: newId("evt"),
    object: "v2.core.event",
    created: new Date(call.nowMs).toISOString(),
    livemode: false,
    type,
    ...(about.related ? { related_object: about.related } : {}),
    ...(about.data ? { data: about.data } : {}),
    ...(call.requestId === null
      ? {}
      : {
          reason: {
            type: "request",
            request: { id: call.requestId, idempotency_key: call.idempotencyKey ?? "" },
          },
        }),
  };
  call.store.insert("v2.core.event", { object: event, hidden: null }, call.now);
  scheduleThinDeliveries(call, event);
  return event;
}
