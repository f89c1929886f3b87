import { createServer } from "node:http";
import type { Stripe } from "stripe";
import { afterEach, expect, test, vi } from "vitest";
import { createLocalStripe } from "./local-stripe";
import { addressOf, bench } from "./testing";
import type { Bench } from "./testing";

const secret = "whsec_test_of_deliveries";
const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** An endpoint that notes what it was sent and answers with the next of these statuses, then with 200. */
async function receiver(...statuses: number[]) {
  const received: { payload: string; signature: string }[] = [];
  const server = createServer((request, response) => {
    let payload = "";
    request.on("data", (chunk: Buffer) => {
      payload += chunk.toString("utf8");
    });
    request.on("end", () => {
      received.push({ payload, signature: String(request.headers["stripe-signature"]) });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  stops.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  );
  const { port } = addressOf(server.address());
  return { received, url: `http://127.0.0.1:${port}/hooks` };
}

function eventsOf(b: Bench, received: { payload: string; signature: string }[]): Stripe.Event[] {
  return received.map(({ payload, signature }) =>
    b.stripe.webhooks.constructEvent(payload, signature, secret),
  );
}

async function served(url: string, clock?: () => number): Promise<Bench> {
  const b = await bench({ webhook: { url, secret }, ...(clock ? { clock } : {}) });
  stops.push(() => b.stop());
  return b;
}

test("a payment's events arrive signed, and count as delivered", async () => {
  const { received, url } = await receiver();
  const b = await served(url);
  const intent = await b.stripe.paymentIntents.create(
    { amount: 900, currency: "usd", payment_method: "pm_card_visa", confirm: true },
    { idempotencyKey: "att_1" },
  );
  await vi.waitFor(() => expect(received).toHaveLength(3));
  const events = eventsOf(b, received);
  expect(events.map((event) => event.type).toSorted()).toEqual([
    "charge.succeeded",
    "payment_intent.created",
    "payment_intent.succeeded",
  ]);
  const succeeded = events.find((event) => event.type === "payment_intent.succeeded");
  expect(succeeded).toMatchObject({
    api_version: "2026-10-28.endive",
    livemode: false,
    data: { object: { id: intent.id, status: "succeeded" } },
    request: { idempotency_key: "att_1" },
  });
  await vi.waitFor(async () => {
    expect((await b.stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });
  expect((await b.stripe.events.retrieve(succeeded?.id ?? "")).pending_webhooks).toBe(0);
  const [first] = received;
  expect(() =>
    b.stripe.webhooks.constructEvent(`${first?.payload} `, first?.signature ?? "", secret),
  ).toThrow("signature");
});

test("the event arrives although the answer never does", async () => {
  const { received, url } = await receiver();
  const b = await served(url);
  await b.order("/_local/faults", { kind: "timeout-after", path: "/v1/customers" });
  const lost = b
    .client({ maxNetworkRetries: 0, timeout: 1000 })
    .customers.create()
    .catch(() => "no answer");
  await vi.waitFor(() => expect(received).toHaveLength(1));
  expect(eventsOf(b, received)[0]?.type).toBe("customer.created");
  expect(await lost).toBe("no answer");
});

test("an endpoint that fails is asked again, also by a server that was started anew", async () => {
  const { received, url } = await receiver(500, 500);
  let shift = 0;
  const clock = () => Date.now() + shift;
  let b = await served(url, clock);
  await b.stripe.customers.create({ email: "ada@example.test" });
  await vi.waitFor(() => expect(received).toHaveLength(1));
  await vi.waitFor(async () => {
    const [event] = (await b.stripe.events.list({ delivery_success: false })).data;
    expect(event).toMatchObject({ type: "customer.created", pending_webhooks: 1 });
  });
  await vi.waitFor(() => expect(received).toHaveLength(2), 3000);
  stops.pop();
  b = await b.restart();
  stops.push(() => b.stop());
  shift += 60_000;
  await b.local.runDue();
  await vi.waitFor(() => expect(received).toHaveLength(3));
  expect(new Set(eventsOf(b, received).map((event) => event.id)).size).toBe(1);
});

test("what was on its way when the server died is sent again as soon as there is one", async () => {
  let sent = 0;
  let arrive: ((answer: { status: number }) => void) | undefined;
  const b = await bench({
    webhook: { url: "http://127.0.0.1:1/hooks", secret },
    send: () => new Promise((resolve) => void ([arrive, sent] = [resolve, sent + 1])),
  });
  stops.push(() => b.stop());
  await b.stripe.customers.create();
  await vi.waitFor(() => expect(sent).toBe(1));

  const told: string[] = [];
  const next = createLocalStripe({
    store: b.store,
    webhook: { url: "http://127.0.0.1:1/hooks", secret },
    send: async (_, { body }) => ({ status: told.push(body) && 200 }),
  });
  await next.runDue();
  expect(told.map((body) => JSON.parse(body).type)).toEqual(["customer.created"]);
  await next.runDue();
  expect(told).toHaveLength(1);
  arrive?.({ status: 200 });
});

test("events are repeated, held back, dropped and turned round as a test orders", async () => {
  const { received, url } = await receiver();
  const b = await served(url);
  await b.order("/_local/webhooks", { copies: 3 });
  await b.stripe.customers.create();
  await vi.waitFor(() => expect(received).toHaveLength(3));

  received.length = 0;
  await b.order("/_local/webhooks", { reorder: true });
  const { id } = await b.stripe.customers.create();
  await b.stripe.customers.update(id, { name: "Ada" });
  await vi.waitFor(() => expect(received).toHaveLength(2));
  expect(eventsOf(b, received).map((event) => event.type)).toEqual(["customer.updated", "customer.created"]);
  expect(eventsOf(b, received)[0]?.data.previous_attributes).toEqual({ name: null });

  received.length = 0;
  await b.order("/_local/webhooks", { mode: "drop" });
  await b.stripe.customers.create();
  await b.local.runDue();
  expect(received).toHaveLength(0);
  expect((await b.stripe.events.list({ delivery_success: false })).data).toHaveLength(1);

  await b.order("/_local/webhooks", { mode: "paused" });
  await b.stripe.customers.create();
  await b.local.runDue();
  expect(received).toHaveLength(0);
  await b.order("/_local/webhooks", {});
  await b.order("/_local/webhooks/flush", {});
  await vi.waitFor(() => expect(received).toHaveLength(2));
});

test("another endpoint gets only the events that it asked for, signed with its own secret", async () => {
  const { received, url } = await receiver();
  const b = await bench();
  stops.push(() => b.stop());
  const endpoint = await b.stripe.webhookEndpoints.create({ url, enabled_events: ["customer.deleted"] });
  const { id } = await b.stripe.customers.create();
  await b.stripe.customers.del(id);
  await vi.waitFor(() => expect(received).toHaveLength(1));
  const [first] = received;
  const event = b.stripe.webhooks.constructEvent(
    first?.payload ?? "",
    first?.signature ?? "",
    endpoint.secret ?? "",
  );
  expect(event.type).toBe("customer.deleted");
  expect((await b.stripe.webhookEndpoints.list()).data[0]?.secret).toBeUndefined();
  await b.stripe.webhookEndpoints.del(endpoint.id);
  await b.stripe.customers.create();
  expect((await b.stripe.events.list({ limit: 1 })).data[0]?.pending_webhooks).toBe(0);
});

test("everything is still there after a restart", async () => {
  let b = await bench();
  const paid = await b.stripe.paymentIntents.create(
    { amount: 900, currency: "usd", payment_method: "pm_card_visa", confirm: true },
    { idempotencyKey: "before" },
  );
  b = await b.restart();
  stops.push(() => b.stop());
  expect(await b.stripe.paymentIntents.retrieve(paid.id)).toMatchObject({ status: "succeeded" });
  const replayed = await b.stripe.paymentIntents.create(
    { amount: 900, currency: "usd", payment_method: "pm_card_visa", confirm: true },
    { idempotencyKey: "before" },
  );
  expect(replayed.id).toBe(paid.id);
});
