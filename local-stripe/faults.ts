import { z } from "zod";
import { ApiError } from "./errors";
import type { Store } from "./store";

/** What can be made to go wrong with the next requests. "before" and "after": whether the request took effect. */
export const faultKinds = [
  "timeout-before",
  "timeout-after",
  "reset-before",
  "reset-after",
  "500",
  "429",
  "409",
  "slow",
  "html-502",
] as const;

type FaultKind = (typeof faultKinds)[number];

/** A fault waiting for the next `times` requests of a method and a path (`*` stands for anything). */
export const FaultOrder = z.strictObject({
  kind: z.enum(faultKinds),
  method: z.enum(["GET", "POST", "DELETE"]).optional(),
  path: z.string().optional(),
  times: z.int().min(1).default(1),
  milliseconds: z.int().min(0).default(1000),
});

export interface Fault {
  id: number;
  method: string | null;
  path: string | null;
  kind: FaultKind;
  milliseconds: number;
  times_left: number;
}

/** Thrown out of `fetch` where the connection breaks without an answer. */
export class ConnectionReset extends Error {
  override readonly name = "ConnectionReset";
}

export function orderFault(store: Store, order: z.output<typeof FaultOrder>): void {
  store
    .prepare("insert into faults (method, path, kind, milliseconds, times_left) values (?, ?, ?, ?, ?)")
    .run(order.method ?? null, order.path ?? null, order.kind, order.milliseconds, order.times);
  store.forget();
}

export function waitingFaults(store: Store): Fault[] {
  return store.prepare<Fault>("select * from faults order by id").all();
}

export function clearFaults(store: Store): void {
  store.prepare("delete from faults").run();
  store.forget();
}

/** The first fault that waits for such a request, used once. */
export function takeFault(store: Store, method: string, path: string): Fault | undefined {
  if (!store.remember("faults", () => waitingFaults(store).length > 0)) return undefined;
  const fault = store
    .prepare<Fault>(
      "select * from faults where coalesce(method, @method) = @method and @path glob coalesce(path, '*') order by id limit 1",
    )
    .get({ method, path });
  if (!fault) return undefined;
  store.prepare("update faults set times_left = times_left - 1 where id = ?").run(fault.id);
  store.prepare("delete from faults where id = ? and times_left <= 0").run(fault.id);
  store.forget();
  return fault;
}

/** The answer of a fault that has one. */
export function faultAnswer(kind: "500" | "429" | "409"): ApiError {
  switch (kind) {
    case "500":
      return new ApiError(500, { type: "api_error", message: "An unknown error occurred." });
    case "429":
      return new ApiError(429, {
        type: "invalid_request_error",
        code: "rate_limit",
        message: "Request rate limit exceeded.",
      });
    case "409":
    default:
      return new ApiError(409, {
        type: "invalid_request_error",
        code: "lock_timeout",
        message:
          "This object cannot be accessed right now because another API request is currently accessing it.",
      });
  }
}
