import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { LocalStripe } from "./local-stripe";

/** Puts a local Stripe on a port. Rejects with the system's error if the port cannot be had. */
export async function listen(stripe: LocalStripe, port: number, host: string): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    void serve(stripe, incoming, outgoing);
  });
  // Longer than clients keep a connection, so that none is closed just as a request sets out on it.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

async function serve(
  stripe: LocalStripe,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  try {
    const response = await stripe.fetch(await requestOf(incoming, gone.signal), isLoopback(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch {
    // No answer at all: what a broken connection looks like from the other side.
    incoming.socket.destroy();
  }
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host ?? "localhost"}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  // Node itself leaves out the body of an answer to HEAD.
  const method = incoming.method === "HEAD" ? "GET" : (incoming.method ?? "GET");
  if (method === "GET") return new Request(url, { method, headers, signal });
  return new Request(url, { method, headers, signal, body: await bodyOf(incoming) });
}

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > 1_000_000) throw new Error("The request is larger than one megabyte.");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function isLoopback(incoming: IncomingMessage): boolean {
  const address = incoming.socket.remoteAddress ?? "";
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
