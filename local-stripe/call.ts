import type { Store } from "./store";

export type KeyKind = "secret" | "publishable";

/** One request being served, or one task of the server's own (`key` is then "server"). */
export interface Call {
  store: Store;
  nowMs: number;
  /** The same instant in whole seconds, as objects show it. */
  now: number;
  /** The machine's own clock, however far this server's clock was moved: deliveries wait on a real network. */
  machineMs: number;
  key: KeyKind | "server";
  requestId: string | null;
  idempotencyKey: string | null;
  /** Where this server is reached, such as `http://127.0.0.1:12111`. */
  origin: string;
}

export type Instant = Pick<Call, "nowMs" | "now" | "machineMs">;

/** A call of the server itself: a timer, or the page of the bank. */
export function serverCall(store: Store, instant: Instant, origin: string): Call {
  return { store, ...instant, key: "server", requestId: null, idempotencyKey: null, origin };
}

/** The same call as it would be at another instant, such as that of a test clock. */
export function callAt(call: Call, nowMs: number): Call {
  return { ...call, nowMs, now: Math.floor(nowMs / 1000) };
}

/** The same request, about what belongs to this account: "" is the platform. */
export function asAccount(call: Call, account: string): Call {
  return { ...call, store: call.store.as(account) };
}
