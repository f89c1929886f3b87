import type { Store } from "./store";

export type KeyKind = "secret" | "publishable";

/** One request being served, or one task of the server's own (`key` is then "server"). */
export interface Call {
  store: Store;
  nowMs: number;
  /** The same instant in whole seconds, as objects show it. */
  now: number;
  key: KeyKind | "server";
  requestId: string | null;
  idempotencyKey: string | null;
  /** Where this server is reached, such as `http://127.0.0.1:12111`. */
  origin: string;
}

/** A call of the server itself: a timer, or the page of the bank. */
export function serverCall(store: Store, nowMs: number, origin: string): Call {
  const now = Math.floor(nowMs / 1000);
  return { store, nowMs, now, key: "server", requestId: null, idempotencyKey: null, origin };
}
