import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import { witness } from "./contract/witness";
import { createLocalStripe } from "./local-stripe";
import type { LocalStripe, Options } from "./local-stripe";
import { listen } from "./server";
import type { Store } from "./store";

/**
 * A local Stripe on a free port with its own state file, and the official SDK talking to it. All that it answers is
 * held against the SDK's types; `stop` rejects where something was not as they say.
 */
export interface Bench {
  stripe: Stripe;
  local: LocalStripe;
  store: Store;
  origin: string;
  port: number;
  /** Another SDK client, for instance with fewer retries. */
  client(config?: ConstructorParameters<typeof Stripe>[1]): Stripe;
  /** A plain request to the API, as a browser or curl would send it. */
  ask(method: string, path: string, form?: Record<string, string>, key?: string): Promise<Response>;
  /** Orders under `/_local/`. */
  order(path: string, body: unknown): Promise<void>;
  /** Stops the server and starts another on the same state file. */
  restart(): Promise<Bench>;
  stop(): Promise<void>;
}

type BenchOptions = Omit<Options, "store"> & { directory?: string };

export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), "local-stripe-"));
  const contract = await witness();
  const store = contract.openStore(join(directory, "state.db"));
  const local = createLocalStripe({ onAnswer: contract.onAnswer, ...options, store });
  const server = await listen(local, 0, "127.0.0.1");
  local.start();
  const { port } = addressOf(server.address());
  const origin = `http://127.0.0.1:${port}`;

  const client: Bench["client"] = (config) =>
    new Stripe("sk_test_local", {
      host: "127.0.0.1",
      port,
      protocol: "http",
      maxNetworkRetries: 2,
      timeout: 5000,
      telemetry: false,
      ...config,
    });

  async function close(): Promise<void> {
    await local.stop();
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    store.close();
    contract.requireNone();
  }

  return {
    stripe: client(),
    local,
    store,
    origin,
    port,
    client,
    ask(method, path, form = {}, key = "sk_test_local") {
      const params = new URLSearchParams(form).toString();
      const url = `${origin}${path}${method === "GET" && params ? `?${params}` : ""}`;
      const headers = { authorization: `Bearer ${key}` };
      return fetch(url, {
        method,
        headers,
        ...(method === "POST" ? { body: new URLSearchParams(form) } : {}),
      });
    },
    async order(path, body) {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${origin}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async restart() {
      await close();
      return bench({ ...options, directory });
    },
    async stop() {
      await close().finally(() => rmSync(directory, { recursive: true, force: true }));
    },
  };
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = addressOf(probe.address());
  probe.close();
  await once(probe, "close");
  return port;
}

export function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address;
}

/** The error that a promise rejects with. Fails the test if it resolves. */
export async function refusal(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await promise.then(
    () => new Error("It was not refused."),
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}

/** The id of something that is there, expanded or not. */
export function idOf(reference: string | { id: string } | null): string {
  if (reference === null) throw new Error("There is nothing here.");
  return typeof reference === "string" ? reference : reference.id;
}
