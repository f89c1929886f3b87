import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, refusal } from "./testing";
import type { Bench } from "./testing";

let nowMs = Date.UTC(2026, 10, 2, 9, 30);
let answers = 200;
let b: Bench;
beforeAll(async () => {
  b = await bench({
    clock: () => nowMs,
    webhook: { url: "http://127.0.0.1:1/hook", secret: "whsec_1" },
    send: async () => new Response(null, { status: answers }),
  });
  for (let number = 0; number < 23; number += 1) {
    await b.stripe.customers.create({ name: `Customer ${number}` });
    nowMs += 1000;
  }
  await b.local.runDue();
});
afterAll(() => b.stop());

const names = (events: { data: { object: object } }[]) =>
  events.map(({ data }) => ("name" in data.object ? String(data.object.name) : ""));

test("the SDK walks through all events by itself, from either end", async () => {
  const all = await b.stripe.events.list({ limit: 5 }).autoPagingToArray({ limit: 100 });
  const expected = Array.from({ length: 23 }, (_, index) => `Customer ${22 - index}`);
  expect(names(all)).toEqual(expected);
  const oldest = all.at(-1)?.id ?? "";
  const upwards = await b.stripe.events
    .list({ limit: 5, ending_before: oldest })
    .autoPagingToArray({ limit: 100 });
  expect(names(upwards)).toEqual(expected.slice(0, -1).toReversed());
});

test("a page tells whether there is more in the direction that was asked", async () => {
  const first = await b.stripe.events.list({ limit: 20 });
  expect(first.has_more).toBe(true);
  const rest = await b.stripe.events.list({ limit: 20, starting_after: first.data.at(-1)?.id ?? "" });
  expect(rest.has_more).toBe(false);
  expect(rest.data).toHaveLength(3);
  const back = await b.stripe.events.list({ limit: 20, ending_before: rest.data[0]?.id ?? "" });
  expect(back).toMatchObject({ has_more: false, data: first.data });
});

test("events are found by their type, by several, by a family of them, and by their second", async () => {
  const at = Math.floor(Date.UTC(2026, 10, 2, 9, 30) / 1000);
  const found = async (params: Parameters<typeof b.stripe.events.list>[0]) =>
    (await b.stripe.events.list({ limit: 100, ...params })).data.length;
  await b.stripe.paymentIntents.create({ amount: 1000, currency: "usd" });
  expect(await found({ type: "payment_intent.created" })).toBe(1);
  expect(await found({ type: "customer.*" })).toBe(23);
  expect(await found({ types: ["customer.created", "payment_intent.created"] })).toBe(24);
  expect(await found({ types: ["charge.succeeded"] })).toBe(0);
  expect(await found({ created: at + 3 })).toBe(1);
  expect(await found({ created: { gte: at + 3, lt: at + 6 } })).toBe(3);
  expect(await found({ created: { gt: at + 3, lte: at + 6 } })).toBe(3);
  const both = b.stripe.events.list({ type: "customer.created", types: ["charge.succeeded"] });
  expect((await refusal(both)).param).toBe("types");
});

test("events whose delivery did not succeed are found, until it does", async () => {
  await b.local.runDue();
  const waiting = async () => (await b.stripe.events.list({ delivery_success: false })).data;
  expect(await waiting()).toEqual([]);
  answers = 500;
  const { id } = await b.stripe.customers.create({ name: "Grace" });
  await b.local.runDue();
  expect(await waiting()).toMatchObject([{ pending_webhooks: 1, data: { object: { id } } }]);
  expect(names((await b.stripe.events.list({ delivery_success: true, limit: 100 })).data)).not.toContain(
    "Grace",
  );
  answers = 200;
  nowMs += 1000;
  await b.local.runDue();
  expect(await waiting()).toEqual([]);
});

test("an event is kept in lists for thirty days", async () => {
  nowMs += 31 * 24 * 60 * 60 * 1000;
  expect((await b.stripe.events.list()).data).toEqual([]);
});
