// The request that is being answered, or that left the work which is done: its id, for every line of log and for
// whatever is asked of Stripe meanwhile.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

// On globalThis, because the server opens the scope and Next's bundles look into it.
const kept = globalThis as typeof globalThis & { merleRequests?: AsyncLocalStorage<string> };
const requests = (kept.merleRequests ??= new AsyncLocalStorage());

/** Runs `work`, and all that comes of it, as part of the request with this id. Opened by server.ts. */
export const asRequest = <T>(id: string, work: () => T): T => requests.run(id, work);

/** Undefined outside any request, as in a job that goes on with none. */
export const requestId = (): string | undefined => requests.getStore();

/** The id that whoever asks has given the request, when it cannot break a line of log; a new one otherwise. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === "string" && /^[\w.-]{8,64}$/.test(header) ? header : randomUUID();
}

/** What a shopper can tell support on the telephone: the beginning of a random id, or the whole of another kind. */
export const referenceOf = (id: string): string => (/^[\da-f-]{32,36}$/i.test(id) ? id.slice(0, 8) : id);
