import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Stripe } from "stripe";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { Store } from "./store";
import { addressOf, freePort } from "./testing";

const directory = mkdtempSync(join(tmpdir(), "local-stripe-main-"));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The server as its own process; `said` is everything that it has printed. */
function start(env: Record<string, string>) {
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { ...process.env, ...env },
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
  }
  return { child, said: () => said, ended: once(child, "exit"), listens: once(child.stdout, "data") };
}

test("what was answered survives kill -9, and a stop is clean", async () => {
  const port = await freePort();
  const env = { LOCAL_STRIPE_PORT: String(port), LOCAL_STRIPE_STATE: join(directory, "state.db") };
  const stripe = new Stripe("sk_test_local", { host: "127.0.0.1", port, protocol: "http", telemetry: false });
  const first = start(env);
  await first.listens;
  expect(first.said()).toBe(`Local Stripe listens on http://127.0.0.1:${port}\n`);
  const paid = await stripe.paymentIntents.create(
    { amount: 4200, currency: "usd", payment_method: "pm_card_visa", confirm: true },
    { idempotencyKey: "att_1" },
  );
  first.child.kill("SIGKILL");
  await first.ended;

  const second = start(env);
  await second.listens;
  expect((await stripe.paymentIntents.retrieve(paid.id)).status).toBe("succeeded");
  const replayed = await stripe.paymentIntents.create(
    { amount: 4200, currency: "usd", payment_method: "pm_card_visa", confirm: true },
    { idempotencyKey: "att_1" },
  );
  expect(replayed.id).toBe(paid.id);
  second.child.kill("SIGTERM");
  expect(await second.ended).toEqual([0, null]);
});

test("an endpoint is sent the types of events that it asked for, and no others", async () => {
  const port = await freePort();
  const told: string[] = [];
  const shop = createHttpServer((request, response) => {
    request.setEncoding("utf8").on("data", (body: string) => told.push(JSON.parse(body).type));
    request.on("end", () => response.end());
  }).listen(0, "127.0.0.1");
  await once(shop, "listening");
  const server = start({
    LOCAL_STRIPE_PORT: String(port),
    LOCAL_STRIPE_STATE: join(directory, "chosen.db"),
    LOCAL_STRIPE_WEBHOOK_URL: `http://127.0.0.1:${addressOf(shop.address()).port}/`,
    LOCAL_STRIPE_WEBHOOK_SECRET: "whsec_chosen",
    LOCAL_STRIPE_WEBHOOK_EVENTS: "payment_intent.succeeded,customer.created",
  });
  await server.listens;
  const stripe = new Stripe("sk_test_local", { host: "127.0.0.1", port, protocol: "http", telemetry: false });
  await stripe.paymentIntents.create({
    amount: 4200,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
  });
  await stripe.customers.create();
  await vi.waitFor(() => expect(told).toContain("customer.created"), 10_000);
  expect(told).toEqual(["payment_intent.succeeded", "customer.created"]);
  shop.close();
});

test("asked to, it holds its own answers against the SDK's types", async () => {
  const port = await freePort();
  const state = join(directory, "watched.db");
  const env = { LOCAL_STRIPE_PORT: String(port), LOCAL_STRIPE_STATE: state, LOCAL_STRIPE_CONTRACT: "1" };
  const stripe = new Stripe("sk_test_local", { host: "127.0.0.1", port, protocol: "http", telemetry: false });
  const server = start(env);
  await server.listens;
  const { id } = await stripe.customers.create({ name: "Ada" });
  const store = new Store(state);
  store.prepare("update objects set body = json_remove(body, '$.livemode')").run();
  store.close();
  const sentence = "GET /v1/customers/:id is not what the SDK's types say. customer: livemode is missing.";
  await expect(stripe.customers.retrieve(id)).rejects.toThrow(sentence);
  expect(server.said()).toContain(sentence);
});

test("a port in use, a state file that cannot be and half a webhook are one sentence each", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const port = String(addressOf(taken.address()).port);
  writeFileSync(join(directory, "file"), "");
  const state = join(directory, "other.db");
  for (const [env, sentence] of [
    [
      { LOCAL_STRIPE_PORT: port, LOCAL_STRIPE_STATE: state },
      `cannot listen on 127.0.0.1:${port}: it is in use.`,
    ],
    [{ LOCAL_STRIPE_STATE: join(directory, "file", "state.db") }, "cannot use its state file"],
    [{ LOCAL_STRIPE_WEBHOOK_URL: "http://127.0.0.1:1/" }, "LOCAL_STRIPE_WEBHOOK_SECRET is not"],
    [{ LOCAL_STRIPE_PORT: "many" }, "must be a port number"],
  ] as const) {
    const server = start(env);
    expect(await server.ended).toEqual([1, null]);
    expect(server.said()).toContain(sentence);
    expect(server.said().trim().split("\n")).toHaveLength(1);
  }
  taken.close();
});
