import { afterAll, beforeAll, expect, test } from "vitest";
import { html } from "./html";
import { createLocalStripe } from "./local-stripe";
import { bench } from "./testing";
import type { Bench } from "./testing";
import { Store } from "./store";

let b: Bench;
beforeAll(async () => {
  b = await bench();
});
afterAll(() => b.stop());

const order = () =>
  new Request("http://127.0.0.1/_local/reset", {
    method: "POST",
    headers: { "content-type": "application/json" },
  });

test("only this machine steers the server, and nobody where the settings say so", async () => {
  const store = new Store(":memory:");
  const open = createLocalStripe({ store });
  expect((await open.fetch(order())).status).toBe(200);
  expect((await open.fetch(order(), false)).status).toBe(404);
  const closed = createLocalStripe({ store, control: false });
  expect((await closed.fetch(order())).status).toBe(404);
  store.close();
});

test("a page in a browser can steer nothing", async () => {
  const preflight = await fetch(`${b.origin}/_local/reset`, { method: "OPTIONS" });
  expect(preflight.ok).toBe(false);
  const form = await fetch(`${b.origin}/_local/reset`, { method: "POST", body: "{}" });
  expect(form.status).toBe(400);
});

test("an order that makes no sense is refused", async () => {
  await expect(b.order("/_local/faults", { kind: "earthquake" })).rejects.toThrow("kind");
  await expect(b.order("/_local/webhooks", { copies: 0 })).rejects.toThrow();
});

test("after a reset nothing is left", async () => {
  await b.stripe.customers.create();
  await b.order("/_local/reset", {});
  expect((await b.stripe.customers.list()).data).toEqual([]);
  expect((await b.stripe.events.list()).data).toEqual([]);
});

test("its page shows what it holds", async () => {
  const { id } = await b.stripe.paymentIntents.create({ amount: 4200, currency: "eur" });
  const page = await fetch(b.origin);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const text = await page.text();
  expect(text).toContain(id);
  expect(text).toContain("42.00 EUR");
});

test("what is put into a page stays text", () => {
  const typed = `<script>alert("1")</script>`;
  expect(html`<p title="${typed}">${[typed, null, 7]}</p>`.markup).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;7</p>',
  );
});
