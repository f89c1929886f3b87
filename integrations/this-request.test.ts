import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { inRequest, log } from "./log";
import { watchedHttpClient } from "./stripe-client";
import { tellWorked } from "./tell-worked";
import { thisProcess } from "./this-process";
import { asRequest, referenceOf, requestId, requestIdOf } from "./this-request";

const ada = "request-of-ada";

afterEach(() => void vi.restoreAllMocks());

test("an id that a proxy has given is kept, one that could break a line of log is not", () => {
  expect(requestIdOf("0af7651916cd43dd8448eb211c80319c")).toBe("0af7651916cd43dd8448eb211c80319c");
  const random = /^[\da-f]{8}-[\da-f-]{27}$/;
  for (const bad of [
    undefined,
    "",
    "short",
    "a\nb-a-line",
    'quote"quote',
    "x".repeat(65),
    ["two-of-them", "x"],
  ])
    expect(requestIdOf(bad)).toMatch(random);
  expect(requestIdOf(undefined)).not.toBe(requestIdOf(undefined));
});

test("what a shopper tells support is short, and stands at the beginning of the id in the log", () => {
  const id = requestIdOf(undefined);
  expect(referenceOf(id)).toHaveLength(8);
  expect(id.startsWith(referenceOf(id))).toBe(true);
  expect(referenceOf("req-0001-from-a-proxy"), "its beginning may be the same for all").toBe(
    "req-0001-from-a-proxy",
  );
});

async function listeningStripe(onDisk?: () => Promise<void>) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.setHeader("request-id", "req_1").setHeader("content-type", "application/json");
    response.end(JSON.stringify({ object: "balance", available: [], pending: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const stripe = new Stripe("sk_test_local", {
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    protocol: "http",
    maxNetworkRetries: 0,
    httpClient: watchedHttpClient(onDisk),
  });
  return { stripe, asked };
}

test("lines of log and questions to Stripe carry the id of their own request, also of two at once", async () => {
  const { stripe, asked } = await listeningStripe();
  const ask = async () => {
    await stripe.balance.retrieve();
    return inRequest();
  };
  const lines = await Promise.all([
    asRequest("request-of-ada", ask),
    asRequest("request-of-grace", ask),
    ask(),
  ]);
  expect(lines).toEqual([{ requestId: "request-of-ada" }, { requestId: "request-of-grace" }, {}]);
  const ids = asked.map(({ headers }) => headers["x-request-id"]);
  expect(ids).toHaveLength(3);
  expect(new Set(ids)).toEqual(new Set(["request-of-ada", "request-of-grace", undefined]));
  expect(requestId()).toBeUndefined();
});

test("what a request left to be done later is done, asked of Stripe and logged as part of it", async () => {
  const { stripe, asked } = await listeningStripe();
  const lines: object[] = [];
  vi.spyOn(log, "info").mockImplementation((facts) => void lines.push(Object.assign(inRequest(), facts)));
  const piece = { kind: "refund" as const, id: "r1", requestId: ada };
  const work = async () => (await stripe.balance.retrieve()) && ("done" as const);
  expect(await thisProcess.workOn?.(piece, work)).toBe("done");
  expect(asked.map(({ headers }) => headers["x-request-id"])).toEqual([ada]);
  expect(lines).toMatchObject([
    { requestId: ada, stripeRequestId: "req_1" },
    { requestId: ada, kind: "refund", id: "r1", became: "done" },
  ]);
  await thisProcess.workOn?.(piece, async () => "ended");
  await thisProcess.workOn?.(piece, async () => "nothing-left");
  await thisProcess.workOn?.(piece, async () => ({ postponed: "The bank takes its time", seconds: 900 }));
  expect(lines.slice(-3)).toMatchObject(
    ["done", "nothing-left", "The bank takes its time"].map((became) => ({ requestId: ada, became })),
  );
  await asRequest("a-webhook", async () => thisProcess.workOn?.({ ...piece, requestId: undefined }, work));
  expect(lines.at(-1)).toMatchObject({ requestId: "a-webhook", id: "r1" });
});

test("what fails of it is told with the request that left it", () => {
  const said = vi.spyOn(log, "warn").mockImplementation(() => undefined);
  const failed = { id: "m1", error: new Error("No."), isGivenUp: false };
  tellWorked("deliver-mails", {
    done: 0,
    failed: [
      { ...failed, requestId: "request-of-ada" },
      { ...failed, requestId: undefined },
    ],
  });
  expect(said.mock.calls.map(([facts]) => facts)).toMatchObject([
    { requestId: "request-of-ada" },
    { id: "m1" },
  ]);
  expect(said.mock.calls[1]?.[0]).not.toHaveProperty("requestId"); // it would hide the one of the line
});

test("before Stripe is to change anything, what was written about it is on the disk", async () => {
  let reach = () => {};
  const disk = new Promise<void>((resolve) => (reach = resolve));
  const { stripe, asked } = await listeningStripe(() => disk);
  const charged = stripe.paymentIntents.create({ amount: 2400, currency: "eur" });
  await stripe.balance.retrieve();
  expect(asked.map(({ method }) => method)).toEqual(["GET"]);
  reach();
  await charged;
  expect(asked.map(({ method }) => method)).toEqual(["GET", "POST"]);
});

test("Stripe is asked to change nothing while the disk cannot be reached", async () => {
  const { stripe, asked } = await listeningStripe(() => Promise.reject(new Error("EIO")));
  await expect(stripe.paymentIntents.create({ amount: 2400, currency: "eur" })).rejects.toThrow();
  expect(asked).toEqual([]);
});
