import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, idOf } from "./testing";
import type { Bench } from "./testing";

let nowMs = Date.UTC(2026, 10, 2, 9, 30);
let b: Bench;
beforeAll(async () => {
  b = await bench({
    clock: () => nowMs,
    webhook: { url: "http://shop.test/hook", secret: "whsec_1" },
    send: async () => new Response(null, { status: 503 }),
  });
});
afterAll(() => b.stop());

async function pageAt(path: string): Promise<string> {
  const answer = await fetch(`${b.origin}${path}`);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  const text = await answer.text();
  // What the policy would refuse, and what would be missed without a policy.
  expect(text).not.toMatch(/<script|<style| style=| on[a-z]+=/);
  return text;
}

async function paid(card: string, more: object = {}) {
  const payment = { amount: 4200, currency: "eur", payment_method: `pm_card_${card}`, confirm: true };
  const intent = await b.stripe.paymentIntents.create({ ...payment, ...more });
  nowMs += 600;
  await b.local.runDue();
  return intent;
}

test("a newcomer is told how the first payment is made", async () => {
  const text = await pageAt("/");
  expect(text).toContain("Nobody has paid yet");
  expect(text).toContain(`port: ${b.port}`);
  for (const path of ["/payments", "/customers", "/refunds", "/disputes", "/accounts", "/transfers"])
    expect(await pageAt(path)).toContain('class="empty"');
});

test("a payment is shown with what became of its money", async () => {
  const words: [string, object, string][] = [
    ["visa", {}, "Succeeded"],
    ["visa", { capture_method: "manual" }, "Held, not captured"],
    ["authenticationRequired", { return_url: "https://shop.test/" }, "Waits for 3-D Secure"],
    ["createDispute", {}, "Disputed: needs response"],
    ["createDisputeInquiry", {}, "Inquiry: needs response"],
  ];
  for (const [card, more, state] of words) {
    const { id } = await paid(card, more);
    expect(await pageAt(`/objects/${id}`)).toContain(`>${state}</span`);
    const rows = (await pageAt("/payments")).split("<tr");
    expect(rows.find((row) => row.includes(id))).toContain(`>${state}</span`);
  }
  const { id } = await paid("visa");
  await b.stripe.refunds.create({ payment_intent: id, amount: 200 });
  expect(await pageAt(`/objects/${id}`)).toContain(">Partly refunded</span");
  await b.stripe.refunds.create({ payment_intent: id });
  expect(await pageAt(`/objects/${id}`)).toContain(">Refunded</span");
});

test("what happened to a payment is told with its charge, its refund and their deliveries", async () => {
  const intent = await paid("visa");
  const refund = await b.stripe.refunds.create({ payment_intent: intent.id, amount: 200 });
  await b.local.runDue();
  const text = await pageAt(`/objects/${intent.id}`);
  for (const id of [idOf(intent.latest_charge), refund.id]) expect(text).toContain(`href="/objects/${id}"`);
  for (const type of ["payment_intent.succeeded", "charge.refunded", "refund.created"])
    expect(text).toContain(`>${type}</a`);
  expect(text).toContain("Waiting: answered 503");
  const [event] = (await b.stripe.events.list({ type: "refund.created", limit: 1 })).data;
  const about = await pageAt(`/objects/${event?.id}`);
  expect(about).toContain("http://shop.test/hook");
  expect(about).toContain(refund.id);
});

test("thousands are paged through in both directions, each seen once", async () => {
  const numbers = Array.from({ length: 120 }, (_, index) => index);
  for (const number of numbers) await b.stripe.customers.create({ name: `Shopper ${number}.` });
  const namesOn = (text: string) =>
    [...text.matchAll(/Shopper (\d+)\./g)].map(([, number]) => Number(number));
  const down: string[] = ["/customers"];
  const seen: number[] = [];
  for (const path of down) {
    const text = await pageAt(path);
    seen.push(...namesOn(text));
    const [, older] = /href="([^"]*)" rel="next"/.exec(text) ?? [];
    if (older !== undefined) down.push(older);
  }
  expect(down).toHaveLength(3);
  expect(seen).toEqual(numbers.toReversed());
  const last = await pageAt(down[2] ?? "");
  const [, newer] = /href="([^"]*)" rel="prev"/.exec(last) ?? [];
  expect(namesOn(await pageAt(newer ?? ""))).toEqual(seen.slice(50, 100));
});

test("what shoppers typed stays text, wherever it is shown", async () => {
  const typed = `<img src=x onerror=alert(1)>`;
  const { id } = await b.stripe.customers.create({ name: typed, email: `"${typed}"@shop.test` });
  for (const path of ["/customers", `/objects/${id}`]) {
    const text = await (await fetch(`${b.origin}${path}`)).text();
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img");
  }
});

test("an id leads to its object, and one that is not here to a page that says so", async () => {
  const { id } = await b.stripe.customers.create({ name: "Grace" });
  const found = await fetch(`${b.origin}/find?id=+${id}+`);
  expect(found.url).toBe(`${b.origin}/objects/${id}`);
  expect(await found.text()).toContain("Grace");
  const lost = await fetch(`${b.origin}/find?id=pi_<b>`);
  expect(lost.status).toBe(404);
  expect(await lost.text()).toContain("pi_&lt;b&gt;");
  expect((await fetch(`${b.origin}/objects/%E0%A4%A`)).status).toBe(404);
});

test("a connected account has its page", async () => {
  const { id } = await b.stripe.v2.core.accounts.create({ display_name: "Atelier Sorbier" });
  expect(await pageAt(`/objects/${id}`)).toContain("Connected account");
  expect(await pageAt("/accounts")).toContain(`href="/objects/${id}"`);
});
