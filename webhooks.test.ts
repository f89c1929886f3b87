import { type AddressInfo } from "node:net";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { webhookAt, webhookPaths } from "./webhooks";

async function served(path: string): Promise<string> {
  const server = createServer((request, response) => void webhookAt(path)?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

/** A body that does not say beforehand how long it is. */
const withoutEnd = () =>
  new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(100_000)) });

test.each(webhookPaths)("%s takes nothing that Stripe has not signed, of any length", async (path) => {
  const url = await served(path);
  const refused = (init: RequestInit) => fetch(url, init).then(({ status }) => status);
  expect(await refused({})).toBe(405);
  expect(await refused({ method: "POST", body: "{}" })).toBe(400);
  expect(await refused({ method: "POST", body: "{}", headers: { "stripe-signature": "t=1,v1=0" } })).toBe(
    400,
  );
  expect(await refused({ method: "POST", body: "x".repeat(1_000_001) })).toBe(413);
  const endless = { method: "POST", body: withoutEnd(), duplex: "half" } as RequestInit;
  // It is answered, or cut off: never read on and on.
  expect(await refused(endless).catch(() => "cut off")).toBeOneOf([413, "cut off"]);
});

test("nothing else is answered in front of Next", () => {
  expect(webhookAt("/")).toBeUndefined();
  expect(webhookAt("/api/stripe/webhook/more")).toBeUndefined();
});
