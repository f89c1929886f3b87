import type Stripe from "stripe";
import type { z } from "zod";
import type { Call } from "../call";
import { invalidRequest } from "../errors";
import { apiVersion } from "../events";
import { newId } from "../ids";
import { listPage } from "../lists";
import { mergedMetadata } from "../metadata";
import { emptyable, fields, flag, listOf, metadata, page, text } from "../params";
import type { Store } from "../store";

/** The endpoint that the settings name; there is at most one. */
const settingsEndpoint = "we_settings";

export const CreateWebhookEndpoint = fields({
  url: text(),
  enabled_events: listOf(text()),
  api_version: text().optional(),
  connect: flag().optional(),
  description: emptyable(text()).optional(),
  metadata: metadata().optional(),
});

export const UpdateWebhookEndpoint = fields({
  url: text().optional(),
  enabled_events: listOf(text()).optional(),
  description: emptyable(text()).optional(),
  disabled: flag().optional(),
  metadata: metadata().optional(),
});

export const ListWebhookEndpoints = fields(page);

/**
 * The answer, and no later one, carries the secret that signs its deliveries. With `connect` it is told of what
 * happens in connected accounts, and of nothing else.
 */
export function createWebhookEndpoint(
  call: Call,
  params: z.output<typeof CreateWebhookEndpoint>,
): Stripe.WebhookEndpoint {
  requireUrl(params.url, "url");
  if (params.api_version !== undefined && params.api_version !== apiVersion) {
    throw invalidRequest(`This server speaks only the API version ${apiVersion}.`, { param: "api_version" });
  }
  const secret = newId("whsec").replace("whsec_", "whsec_local");
  const object = endpoint(newId("we"), params.url, params.enabled_events, call.now);
  object.description = params.description ?? null;
  object.metadata = mergedMetadata({}, params.metadata);
  call.store.insert(
    "webhook_endpoint",
    { object, hidden: { secret, connect: params.connect ?? false } },
    call.now,
  );
  return { ...object, secret };
}

export function retrieveWebhookEndpoint(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.WebhookEndpoint {
  return call.store.get("webhook_endpoint", path.id).object;
}

export function updateWebhookEndpoint(
  call: Call,
  params: z.output<typeof UpdateWebhookEndpoint>,
  path: { id: string },
): Stripe.WebhookEndpoint {
  const entry = call.store.get("webhook_endpoint", path.id);
  const { object } = entry;
  if (params.url !== undefined) {
    requireUrl(params.url, "url");
    object.url = params.url;
  }
  if (params.enabled_events !== undefined) object.enabled_events = params.enabled_events;
  if (params.description !== undefined) object.description = params.description;
  if (params.disabled !== undefined) object.status = params.disabled ? "disabled" : "enabled";
  object.metadata = mergedMetadata(object.metadata, params.metadata);
  call.store.save("webhook_endpoint", entry);
  return object;
}

export function deleteWebhookEndpoint(
  call: Call,
  _: unknown,
  path: { id: string },
): Stripe.DeletedWebhookEndpoint {
  const { object } = call.store.get("webhook_endpoint", path.id);
  removeEndpoint(call.store, object.id);
  return { id: object.id, object: "webhook_endpoint", deleted: true };
}

export function listWebhookEndpoints(call: Call, params: z.output<typeof ListWebhookEndpoints>) {
  return listPage(call, "webhook_endpoint", "/v1/webhook_endpoints", params, []);
}

/** Makes the endpoint of the settings the one given, or none. */
export function useEndpointOfSettings(
  store: Store,
  now: number,
  settings: { url: string; secret: string; events?: string[] | undefined } | null,
): void {
  const known = store.find("webhook_endpoint", settingsEndpoint);
  if (settings === null) {
    if (known) removeEndpoint(store, settingsEndpoint);
    return;
  }
  const object = endpoint(
    settingsEndpoint,
    settings.url,
    settings.events ?? ["*"],
    known?.object.created ?? now,
  );
  const entry = { object, hidden: { secret: settings.secret } };
  if (known) store.save("webhook_endpoint", entry);
  else store.insert("webhook_endpoint", entry, now);
}

function removeEndpoint(store: Store, id: string): void {
  store.prepare("delete from objects where id = ? and kind = 'webhook_endpoint'").run(id);
  store.forget();
  store.prepare("delete from deliveries where endpoint = ? and delivered_ms is null").run(id);
}

function endpoint(id: string, url: string, enabledEvents: string[], now: number): Stripe.WebhookEndpoint {
  return {
    id,
    object: "webhook_endpoint",
    api_version: apiVersion,
    application: null,
    created: now,
    description: null,
    enabled_events: enabledEvents,
    livemode: false,
    metadata: {},
    status: "enabled",
    url,
  };
}

/** Refuses what is no address of the web; `param` names the parameter that it came from. */
export function requireUrl(url: string, param: string): void {
  if (URL.canParse(url) && /^https?:/.test(url)) return;
  throw invalidRequest("Invalid URL: URL must be a valid http or https URL.", { code: "url_invalid", param });
}
