import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest } from "../errors";
import { ofTypes } from "../events";
import { listPage } from "../lists";
import { created, fields, flag, listOf, page, text } from "../params";
import { createdWithin } from "../store";
import { pendingWebhooks } from "../webhooks";

const thirtyDays = 30 * 24 * 60 * 60;

export const ListEvents = fields({
  ...page,
  created,
  delivery_success: flag().optional(),
  type: text().optional(),
  types: listOf(text()).optional(),
});

export function retrieveEvent(call: Call, _: unknown, path: { id: string }): Stripe.EventBase {
  return shownEvent(call, call.store.get("event", path.id).object);
}

/** Events of the last thirty days. `delivery_success: false` finds those that some endpoint has not confirmed. Refuses `type` with `types`. */
export function listEvents(call: Call, params: z.output<typeof ListEvents>) {
  if (params.type !== undefined && params.types !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: type, types.", { param: "types" });
  }
  const types = [...(params.type === undefined ? [] : [params.type]), ...(params.types ?? [])];
  // Those few are looked up, and not every event looked at.
  const unconfirmed = "in (select event from deliveries where delivered_ms is null)";
  const delivery =
    params.delivery_success === undefined
      ? []
      : [{ sql: `id ${params.delivery_success ? "not " : ""}${unconfirmed}`, values: [] }];
  const list = listPage(call, "event", "/v1/events", params, [
    ...ofTypes(types),
    ...delivery,
    ...createdWithin(params.created),
    ...createdWithin({ gte: call.now - thirtyDays }),
  ]);
  return { ...list, data: list.data.map((event) => shownEvent(call, event)) };
}

function shownEvent(call: Call, event: Stripe.EventBase): Stripe.EventBase {
  return { ...event, pending_webhooks: pendingWebhooks(call.store, event.id) };
}
