import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Question } from "./exchange";
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
  try {
    const { status, headers, body } = await stripe.answer(
      questionOf(incoming, outgoing),
      isLoopback(incoming),
    );
    // With its length, head and body leave in one piece.
    const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
    outgoing.writeHead(status, status === 204 ? headers : { ...headers, "content-length": length });
    outgoing.end(body);
  } catch {
    // No answer at all: what a broken connection looks like from the other side.
    incoming.socket.destroy();
  }
}

function questionOf(incoming: IncomingMessage, outgoing: ServerResponse): Question {
  const { headers } = incoming;
  return {
    // Node itself leaves out the body of an answer to HEAD.
    method: incoming.method === "HEAD" ? "GET" : (incoming.method ?? "GET"),
    url: new URL(incoming.url ?? "/", `http://${headers.host ?? "localhost"}`),
    headers: {
      get: (name) => {
        const value = headers[name];
        return Array.isArray(value) ? value.join(", ") : (value ?? null);
      },
      has: (name) => headers[name] !== undefined,
    },
    text: () => textOf(incoming),
    gone: () =>
      new Promise((resolve) => {
        if (outgoing.closed) resolve();
        outgoing.once("close", resolve);
      }),
  };
}

function textOf(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    let size = 0;
    incoming.setEncoding("utf8");
    incoming.on("data", (part: string) => {
      text += part;
      size += part.length;
      if (size > 1_000_000) reject(new Error("The request is larger than one megabyte."));
    });
    incoming.once("end", () => resolve(text));
    incoming.once("error", reject);
  });
}

function isLoopback(incoming: IncomingMessage): boolean {
  const address = incoming.socket.remoteAddress ?? "";
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
