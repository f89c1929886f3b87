import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { ApiError, missingParameter } from "../errors";
import { newId } from "../ids";
import { mergedMetadata } from "../metadata";
import { fields, listOf, metadata, oneOf, text } from "../params";
import type { ThinEvent } from "../records";
import type { Entry, Store } from "../store";
import { recordThinEvent } from "../thin-events";
import { v2ListPage, v2Page } from "./v2-lists";
import { requireUrl } from "./webhook-endpoints";

/** The destination that the settings name; there is at most one. */
const settingsDestination = "ed_settings";

type Destination = Stripe.V2.Core.EventDestination;

const include = listOf(oneOf("webhook_endpoint.url")).optional();
const webhookEndpoint = fields({ url: text() });

export const CreateEventDestination = fields({
  description: text().optional(),
  enabled_events: listOf(text()),
  event_payload: oneOf("thin"),
  events_from: listOf(text()).optional(),
  include: listOf(oneOf("webhook_endpoint.signing_secret", "webhook_endpoint.url")).optional(),
  metadata: metadata().optional(),
  name: text(),
  type: oneOf("webhook_endpoint"),
  webhook_endpoint: webhookEndpoint.optional(),
});

export const UpdateEventDestination = fields({
  description: text().optional(),
  enabled_events: listOf(text()).optional(),
  include,
  metadata: metadata().optional(),
  name: text().optional(),
  webhook_endpoint: webhookEndpoint.optional(),
});

export const RetrieveEventDestination = fields({ include });

export const ListEventDestinations = fields({ ...v2Page, include });

/** Thin events only; the first version's webhook endpoints are where whole ones go. The secret is shown once, on request. */
export function createEventDestination(
  call: Call,
  params: z.output<typeof CreateEventDestination>,
): Destination {
  const url = params.webhook_endpoint?.url;
  if (url === undefined) throw missingParameter("webhook_endpoint.url");
  requireUrl(url, "webhook_endpoint.url");
  const secret = newId("whsec").replace("whsec_", "whsec_local");
  const object = destination(newId("ed"), url, params.enabled_events, call.nowMs);
  object.name = params.name;
  object.description = params.description ?? "";
  object.metadata = mergedMetadata({}, params.metadata);
  if (params.events_from) object.events_from = params.events_from;
  call.store.insert("v2.core.event_destination", { object, hidden: { secret } }, call.now);
  return withIncluded(object, params.include, secret);
}

export function retrieveEventDestination(
  call: Call,
  params: z.output<typeof RetrieveEventDestination>,
  path: { id: string },
): Destination {
  return withIncluded(existing(call, path.id).object, params.include);
}

export function updateEventDestination(
  call: Call,
  params: z.output<typeof UpdateEventDestination>,
  path: { id: string },
): Destination {
  const entry = existing(call, path.id);
  const { object } = entry;
  if (params.webhook_endpoint) {
    requireUrl(params.webhook_endpoint.url, "webhook_endpoint.url");
    object.webhook_endpoint = params.webhook_endpoint;
  }
  if (params.description !== undefined) object.description = params.description;
  if (params.enabled_events !== undefined) object.enabled_events = params.enabled_events;
  if (params.name !== undefined) object.name = params.name;
  object.metadata = mergedMetadata(object.metadata ?? {}, params.metadata);
  object.updated = new Date(call.nowMs).toISOString();
  call.store.save("v2.core.event_destination", entry);
  return withIncluded(object, params.include);
}

export function deleteEventDestination(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.V2.DeletedObject {
  const { object } = existing(call, path.id);
  remove(call.store, object.id);
  return { id: object.id, object: "v2.core.event_destination" };
}

export function enableEventDestination(call: Call, _: unknown, path: { id: string }): Destination {
  return setStatus(call, path.id, "enabled");
}

export function disableEventDestination(call: Call, _: unknown, path: { id: string }): Destination {
  return setStatus(call, path.id, "disabled");
}

/** Sends the destination an event about itself, if it asked for such. */
export function pingEventDestination(call: Call, _: unknown, path: { id: string }): ThinEvent {
  const { id } = existing(call, path.id).object;
  const related = { id, type: "v2.core.event_destination", url: `/v2/core/event_destinations/${id}` };
  return recordThinEvent(call, "v2.core.event_destination.ping", { related });
}

export function listEventDestinations(call: Call, params: z.output<typeof ListEventDestinations>) {
  const { include: included = [] } = params;
  const url = "/v2/core/event_destinations";
  const list = v2ListPage(call, "v2.core.event_destination", url, params, { include: included }, []);
  return { ...list, data: list.data.map((object) => withIncluded(object, included)) };
}

/** Makes the destination of the settings the one given, or none. */
export function useDestinationOfSettings(
  store: Store,
  nowMs: number,
  settings: { url: string; secret: string } | null,
): void {
  const known = store.find("v2.core.event_destination", settingsDestination);
  if (settings === null) {
    if (known) remove(store, settingsDestination);
    return;
  }
  const entry = {
    object: destination(settingsDestination, settings.url, ["*"], nowMs),
    hidden: { secret: settings.secret },
  };
  if (known) store.save("v2.core.event_destination", entry);
  else store.insert("v2.core.event_destination", entry, Math.floor(nowMs / 1000));
}

function setStatus(call: Call, id: string, status: Destination["status"]): Destination {
  const entry = existing(call, id);
  entry.object.status = status;
  entry.object.status_details = status === "disabled" ? { disabled: { reason: "user" } } : undefined;
  call.store.save("v2.core.event_destination", entry);
  return withIncluded(entry.object);
}

function existing(call: Call, id: string): Entry<"v2.core.event_destination"> {
  const entry = call.store.find("v2.core.event_destination", id);
  if (entry) return entry;
  throw new ApiError(404, {
    type: "invalid_request_error",
    code: "not_found",
    message: `Event destination ${id} not found.`,
  });
}

function remove(store: Store, id: string): void {
  store.prepare("delete from objects where id = ? and kind = 'v2.core.event_destination'").run(id);
  store.forget();
  store.prepare("delete from deliveries where endpoint = ? and delivered_ms is null").run(id);
}

function destination(id: string, url: string, enabledEvents: string[], nowMs: number): Destination {
  const at = new Date(nowMs).toISOString();
  return {
    id,
    object: "v2.core.event_destination",
    created: at,
    description: "",
    enabled_events: enabledEvents,
    event_payload: "thin",
    events_from: ["@self"],
    livemode: false,
    metadata: {},
    name: "",
    status: "enabled",
    type: "webhook_endpoint",
    updated: at,
    webhook_endpoint: { url },
  };
}

function withIncluded(object: Destination, included: string[] = [], secret?: string): Destination {
  const { webhook_endpoint: endpoint, ...always } = object;
  const shown = {
    ...(included.includes("webhook_endpoint.url") ? { url: endpoint?.url } : {}),
    ...(included.includes("webhook_endpoint.signing_secret") && secret ? { signing_secret: secret } : {}),
  };
  return { ...always, webhook_endpoint: shown };
}
