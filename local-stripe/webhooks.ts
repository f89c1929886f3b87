import { createHmac } from "node:crypto";
import type Stripe from "stripe";
import type { Call } from "./call";
import type { Send } from "./post";
import type { ThinEvent } from "./records";
import type { Store } from "./store";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const waits = [second, 2 * second, 5 * second, 15 * second, minute, 5 * minute, 15 * minute, hour];
const giveUpAfterMs = 72 * hour;

/** How deliveries are disturbed, for tests. */
export interface WebhookMode {
  mode: "normal" | "paused" | "drop";
  /** Every delivery waits this long. */
  delayMs: number;
  /** Every delivery is sent this many times. */
  copies: number;
  /** Deliveries are gathered for a moment, then sent newest first. */
  reorder: boolean;
}

const undisturbed: WebhookMode = { mode: "normal", delayMs: 0, copies: 1, reorder: false };

export interface Delivery {
  id: number;
  event: string;
  endpoint: string;
  attempts: number;
  first_due_ms: number;
  due_ms: number | null;
  delivered_ms: number | null;
  last_result: string | null;
}

export function webhookMode(store: Store): WebhookMode {
  return store.remember("webhook mode", () => {
    const kept = store.setting("webhook-mode");
    return kept ? JSON.parse(kept) : undisturbed;
  });
}

export function setWebhookMode(store: Store, mode: WebhookMode): void {
  store.setSetting("webhook-mode", JSON.stringify(mode));
}

/** Plans the delivery of an event to every endpoint that asked for its type, and for the account that it is of. */
export function scheduleDeliveries(call: Call, event: Stripe.EventBase): void {
  const ofPlatform = event.account === undefined;
  plan(
    call,
    event.id,
    endpointsOf(call.store).filter(
      ({ object, hidden }) => (hidden.connect ?? false) !== ofPlatform && isWanted(object, event.type),
    ),
  );
}

/** Plans the delivery of a thin event to every destination that asked for its type. */
export function scheduleThinDeliveries(call: Call, event: ThinEvent): void {
  plan(
    call,
    event.id,
    destinationsOf(call.store).filter(({ object }) => isWanted(object, event.type)),
  );
}

const endpointsOf = (store: Store) =>
  store.remember("endpoints", () => store.as("").list("webhook_endpoint", { limit: 100 }).entries);

const destinationsOf = (store: Store) =>
  store.remember(
    "destinations",
    () => store.as("").list("v2.core.event_destination", { limit: 100 }).entries,
  );

function plan(call: Call, event: string, endpoints: { object: { id: string } }[]): void {
  const mode = webhookMode(call.store);
  const gatherMs = mode.reorder ? 300 : 0;
  const dueMs = mode.mode === "drop" ? null : call.machineMs + mode.delayMs + gatherMs;
  if (mode.reorder) {
    // All that still wait go together with this one, so that there is an order to turn round.
    call.store
      .prepare("update deliveries set due_ms = ? where due_ms is not null and attempts = 0")
      .run(dueMs);
  }
  for (const { object: endpoint } of endpoints) {
    call.store
      .prepare(
        "insert into deliveries (event, endpoint, first_due_ms, due_ms, last_result) values (?, ?, ?, ?, ?)",
      )
      .run(event, endpoint.id, call.machineMs, dueMs, dueMs === null ? "dropped" : null);
    call.store.onPlanned();
  }
}

function isWanted(endpoint: { status: string; enabled_events: string[] }, type: string): boolean {
  if (endpoint.status !== "enabled") return false;
  return endpoint.enabled_events.some((wanted) => wanted === "*" || wanted === type);
}

/** How many endpoints have not yet confirmed the event. */
export function pendingWebhooks(store: Store, eventId: string): number {
  return Number(
    store
      .prepare("select count(*) from deliveries where event = ? and delivered_ms is null")
      .pluck()
      .get(eventId),
  );
}

export function deliveriesOf(store: Store, eventId: string): Delivery[] {
  return store.prepare<Delivery>("select * from deliveries where event = ? order by id").all(eventId);
}

/** Makes every waiting delivery due now, also the dropped ones. */
export function makeAllDue(store: Store, nowMs: number): number {
  store.onPlanned();
  return store.prepare("update deliveries set due_ms = ? where delivered_ms is null").run(nowMs).changes;
}

/** The first deliveries that wait, in the order in which they are due. */
export function waitingDeliveries(store: Store, limit: number): (Delivery & { due_ms: number })[] {
  if (webhookMode(store).mode === "paused") return [];
  return store
    .prepare<Delivery & { due_ms: number }>(
      "select * from deliveries where due_ms is not null order by due_ms, id limit ?",
    )
    .all(limit);
}

/** How many deliveries may be under way together, and whether the newest of those that are due goes first. */
export function orderOfDeliveries(store: Store): { atOnce: number; newestFirst: boolean } {
  const { reorder } = webhookMode(store);
  return reorder ? { atOnce: 1, newestFirst: true } : { atOnce: 8, newestFirst: false };
}

/** Sends one delivery and notes what came back: done, to be tried again later, or given up after three days. */
export async function deliver(
  store: Store,
  clock: () => number,
  send: Send,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<void> {
  const letter = letterOf(store, delivery);
  if (!letter) {
    store.prepare("delete from deliveries where id = ?").run(delivery.id);
    return;
  }
  const { copies } = webhookMode(store);
  let result = "";
  for (let copy = 0; copy < copies; copy += 1) {
    result = await post(send, { ...letter, nowMs: clock(), signal });
  }
  const nowMs = clock();
  const delivered = /^2\d\d$/.test(result);
  const wait = waits[delivery.attempts] ?? hour;
  const retry = !delivered && nowMs + wait - delivery.first_due_ms < giveUpAfterMs;
  store
    .prepare(
      "update deliveries set attempts = attempts + 1, last_result = ?, delivered_ms = ?, due_ms = ? where id = ?",
    )
    .run(result, delivered ? nowMs : null, retry ? nowMs + wait : null, delivery.id);
}

interface Letter {
  url: string;
  secret: string;
  payload: string;
}

/** What is sent where; undefined when the event or its endpoint is there no more. */
function letterOf(store: Store, { event: eventId, endpoint: endpointId }: Delivery): Letter | undefined {
  const endpoint = endpointsOf(store).find(({ object }) => object.id === endpointId);
  if (endpoint) {
    const event = store.findAny(eventId)?.object;
    if (event?.object !== "event") return undefined;
    const whole = { ...event, pending_webhooks: pendingWebhooks(store, eventId) };
    const { url } = endpoint.object;
    return { url, secret: endpoint.hidden.secret, payload: JSON.stringify(whole) };
  }
  const destination = destinationsOf(store).find(({ object }) => object.id === endpointId);
  const thin = store.find("v2.core.event", eventId);
  const url = destination?.object.webhook_endpoint?.url;
  if (!thin || !destination || url === undefined) return undefined;
  return {
    url,
    secret: destination.hidden.secret,
    payload: JSON.stringify(notificationOf(thin.object)),
  };
}

/** A thin event says that something happened and to what; what it is like now has to be asked. */
function notificationOf({ data: _data, changes: _changes, ...notification }: ThinEvent): object {
  return notification;
}

async function post(send: Send, letter: Letter & { nowMs: number; signal: AbortSignal }): Promise<string> {
  try {
    const answer = await send(letter.url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (local)",
        "stripe-signature": signature(letter.payload, letter.secret, Math.floor(letter.nowMs / 1000)),
      },
      body: letter.payload,
      signal: letter.signal,
    });
    return String(answer.status);
  } catch (error) {
    return error instanceof Error ? error.name : "error";
  }
}

function signature(payload: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${payload}`).digest("hex")}`;
}
