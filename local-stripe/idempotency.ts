import { createHash } from "node:crypto";
import { ApiError, invalidRequest } from "./errors";
import type { Store } from "./store";

const keptForMs = 24 * 60 * 60 * 1000;

export interface SavedAnswer {
  status: number;
  body: string;
}

/** What a request was, so that a key used for something else is noticed; the parameters themselves are not kept. */
export interface IdempotentRequest {
  key: string;
  /** The connected account that it is asked for; "" for the platform's own. */
  account: string;
  path: string;
  encodedParams: string;
}

/** Every account has keys of its own: the same key for another one is another request. */
export function keptKey({ key, account }: IdempotentRequest): string {
  return account === "" ? key : `${account} ${key}`;
}

/** The answer given to this key before. Refuses the key of another request, and one longer than 255 characters. */
export function savedAnswer(
  store: Store,
  request: IdempotentRequest,
  nowMs: number,
): SavedAnswer | undefined {
  if (request.key.length > 255) {
    throw invalidRequest("Idempotency keys may be at most 255 characters long.");
  }
  store.prepare("delete from idempotency_keys where created_ms <= ?").run(nowMs - keptForMs);
  const saved = store
    .prepare<{ request: string; status: number; body: string }>(
      "select request, status, body from idempotency_keys where key = ?",
    )
    .get(keptKey(request));
  if (!saved) return undefined;
  const [path, params] = saved.request.split("\n");
  if (path !== request.path) {
    throw mismatch(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs '${request.path}'). Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  if (params !== digest(request.encodedParams)) {
    throw mismatch(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  return { status: saved.status, body: saved.body };
}

export function saveAnswer(
  store: Store,
  request: IdempotentRequest,
  answer: SavedAnswer,
  nowMs: number,
): void {
  store
    .prepare("insert into idempotency_keys (key, request, status, body, created_ms) values (?, ?, ?, ?, ?)")
    .run(
      keptKey(request),
      `${request.path}\n${digest(request.encodedParams)}`,
      answer.status,
      answer.body,
      nowMs,
    );
}

export function keyInUse(key: string): ApiError {
  return new ApiError(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}

function mismatch(message: string): ApiError {
  return new ApiError(400, { type: "idempotency_error", message });
}

/** The order in which parameters are written does not make another request of them. */
function digest(encodedParams: string): string {
  const params = new URLSearchParams(encodedParams);
  params.sort();
  return createHash("sha256").update(params.toString()).digest("hex");
}
