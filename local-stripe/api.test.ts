import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, idOf, refusal } from "./testing";
import type { Bench } from "./testing";

let b: Bench;
beforeAll(async () => {
  b = await bench();
});
afterAll(() => b.stop());

async function errorOf(answer: Response): Promise<unknown> {
  return (await answer.json()).error;
}

test("an address or a method that the API does not have is a 404 in its own envelope", async () => {
  for (const [method, path] of [
    ["GET", "/v1/unicorns"],
    ["DELETE", "/v1/payment_intents/pi_1"],
    ["GET", "/v2/core/unicorns"],
    ["POST", "/nowhere"],
  ] as const) {
    const answer = await b.ask(method, path);
    expect(answer.status).toBe(404);
    expect(await errorOf(answer)).toMatchObject({
      type: "invalid_request_error",
      message: expect.stringContaining(`Unrecognized request URL (${method}: ${path})`),
    });
    expect(answer.headers.get("request-id")).toMatch(/^req_/);
  }
});

test.each([
  [{ amount: "100", currency: "usd", colour: "red" }, "parameter_unknown", "colour"],
  [
    { amount: "100", currency: "usd", "shipping[address][planet]": "x", "shipping[name]": "A" },
    "parameter_unknown",
    "shipping[address][planet]",
  ],
  [{ currency: "usd" }, "parameter_missing", "amount"],
  [{ amount: "100" }, "parameter_missing", "currency"],
  [{ amount: "12.5", currency: "usd" }, "parameter_invalid_integer", "amount"],
  [{ amount: "-1", currency: "usd" }, "parameter_invalid_integer", "amount"],
  [{ amount: "100", currency: "" }, "parameter_invalid_empty", "currency"],
  [{ amount: "49", currency: "usd" }, "amount_too_small", "amount"],
  [{ amount: "100000000", currency: "usd" }, "amount_too_large", "amount"],
  [{ amount: "100", currency: "zzz" }, undefined, "currency"],
  [{ amount: "1001", currency: "kwd" }, undefined, "amount"],
  [{ amount: "100", currency: "usd", confirm: "maybe" }, undefined, "confirm"],
  [{ amount: "100", currency: "usd", capture_method: "never" }, undefined, "capture_method"],
  [{ amount: "100", currency: "usd", customer: "cus_nobody" }, "resource_missing", "customer"],
])("a payment of %o is refused with %s on %s", async (form, code, param) => {
  const answer = await b.ask("POST", "/v1/payment_intents", Object.fromEntries(Object.entries(form)));
  expect(answer.status).toBe(400);
  const error = await errorOf(answer);
  expect(error).toMatchObject({ type: "invalid_request_error", param });
  if (code !== undefined) expect(error).toMatchObject({ code });
});

test("what does not exist is resource_missing", async () => {
  expect(await refusal(b.stripe.paymentIntents.retrieve("pi_nothing"))).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 404,
    code: "resource_missing",
    message: "No such payment_intent: 'pi_nothing'",
  });
});

test("no key, a made-up key and a live key are turned away", async () => {
  expect((await fetch(`${b.origin}/v1/balance`)).status).toBe(401);
  for (const key of ["nonsense", "sk_live_notarealkey"]) {
    const answer = await b.ask("GET", "/v1/balance", {}, key);
    expect(answer.status).toBe(401);
    expect(await errorOf(answer)).toMatchObject({ message: expect.stringContaining("Invalid API Key") });
  }
});

test.each([
  ["origin", "https://elsewhere.example"],
  ["sec-fetch-site", "same-origin"],
])("a page in a browser gets nothing by a secret key (%s)", async (name, value) => {
  const headers = new Headers({ authorization: "Bearer sk_test_local", [name]: value });
  expect((await fetch(`${b.origin}/v1/customers`, { headers })).status).toBe(403);
});

test("a publishable key reads and confirms only the intent whose secret it shows", async () => {
  const intent = await b.stripe.paymentIntents.create({
    amount: 700,
    currency: "eur",
    metadata: { order: "1" },
  });
  const path = `/v1/payment_intents/${intent.id}`;
  const client_secret = intent.client_secret ?? "";
  const seen = await b.ask("GET", path, { client_secret }, "pk_test_local");
  expect(seen.status).toBe(200);
  const shown = await seen.json();
  expect(shown).toMatchObject({ id: intent.id, amount: 700, status: "requires_payment_method" });
  expect(shown).not.toHaveProperty("metadata");
  expect((await b.ask("GET", path, {}, "pk_test_local")).status).toBe(404);
  expect((await b.ask("GET", path, { client_secret: "pi_x_secret_y" }, "pk_test_local")).status).toBe(404);
  for (const [method, other] of [
    ["GET", "/v1/payment_intents"],
    ["POST", "/v1/refunds"],
    ["POST", `${path}/cancel`],
    ["GET", "/v1/customers"],
  ] as const) {
    const answer = await b.ask(method, other, {}, "pk_test_local");
    expect(answer.status).toBe(401);
    expect(await errorOf(answer)).toMatchObject({ code: "secret_key_required" });
  }
});

test("a decline shown to a publishable key tells no more of the payment than it may see", async () => {
  const intent = await b.stripe.paymentIntents.create({
    amount: 700,
    currency: "eur",
    metadata: { order: "1" },
    payment_method: "pm_card_chargeDeclined",
  });
  const form = { client_secret: intent.client_secret ?? "" };
  const answer = await b.ask("POST", `/v1/payment_intents/${intent.id}/confirm`, form, "pk_test_local");
  expect(answer.status).toBe(402);
  const error = await errorOf(answer);
  expect(error).toMatchObject({ code: "card_declined", payment_intent: { id: intent.id } });
  expect(error).not.toHaveProperty("payment_intent.metadata");
});

test("what this server cannot do for a header is refused, not passed over", async () => {
  const connected = b.stripe.customers.list({}, { stripeAccount: "acct_1" });
  expect((await refusal(connected)).message).toContain("acct_1");
  const older = await fetch(`${b.origin}/v1/balance`, {
    headers: { authorization: "Bearer sk_test_local", "stripe-version": "2020-08-27" },
  });
  expect(older.status).toBe(400);
});

const typedCard = {
  "payment_method_data[type]": "card",
  "payment_method_data[card][number]": "4242 4242 4242 4242",
  "payment_method_data[card][exp_month]": "12",
  "payment_method_data[card][exp_year]": "34",
  "payment_method_data[card][cvc]": "123",
};

test("a typed card becomes a token with a publishable key only", async () => {
  const answer = await b.ask("POST", "/v1/confirmation_tokens", typedCard, "pk_test_local");
  expect(answer.status).toBe(200);
  const token = await answer.json();
  expect(token.payment_method_preview.card).toMatchObject({ brand: "visa", last4: "4242", exp_year: 2034 });
  expect(JSON.stringify(token)).not.toContain("42424242");

  const refused = await b.ask("POST", "/v1/confirmation_tokens", typedCard);
  expect(refused.status).toBe(400);
  expect(await errorOf(refused)).toMatchObject({ message: expect.stringContaining("generally unsafe") });
  const intent = await b.stripe.paymentIntents.create({ amount: 700, currency: "eur" });
  const confirmed = await b.ask("POST", `/v1/payment_intents/${intent.id}/confirm`, typedCard);
  expect(await errorOf(confirmed)).toMatchObject({ message: expect.stringContaining("generally unsafe") });
});

test.each([
  ["number", "4242424242424241", "incorrect_number"],
  ["number", "4111111111111111", "card_declined"],
  ["number", "hello", "incorrect_number"],
  ["exp_month", "13", "invalid_expiry_month"],
  ["exp_year", "20", "invalid_expiry_year"],
  ["cvc", "12", "invalid_cvc"],
])("a card typed with %s %s is refused with %s", async (field, value, code) => {
  const form = { ...typedCard, [`payment_method_data[card][${field}]`]: value };
  const answer = await b.ask("POST", "/v1/confirmation_tokens", form, "pk_test_local");
  expect(answer.status).toBe(402);
  expect(await errorOf(answer)).toMatchObject({ type: "card_error", code });
});

test("no card number reaches the state file", async () => {
  await b.ask("POST", "/v1/confirmation_tokens", typedCard, "pk_test_local");
  const kept = b.store.prepare<{ body: string; hidden: string }>("select body, hidden from objects").all();
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).not.toMatch(/4242\s?4242/);
});

test("a browser of any origin may ask, without credentials", async () => {
  const preflight = await fetch(`${b.origin}/v1/confirmation_tokens`, { method: "OPTIONS" });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-headers")).toContain("*");
  expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
});

test("lists page in both directions and by themselves", async () => {
  const ids: string[] = [];
  for (let made = 0; made < 7; made += 1) {
    ids.unshift((await b.stripe.customers.create({ email: "paging@example.test" })).id);
  }
  const filter = { email: "paging@example.test", limit: 3 };
  const first = await b.stripe.customers.list(filter);
  expect(first).toMatchObject({ object: "list", has_more: true, url: "/v1/customers" });
  expect(first.data.map((customer) => customer.id)).toEqual(ids.slice(0, 3));
  const second = await b.stripe.customers.list({ ...filter, starting_after: ids[2] ?? "" });
  expect(second.data.map((customer) => customer.id)).toEqual(ids.slice(3, 6));
  const back = await b.stripe.customers.list({ ...filter, ending_before: ids[3] ?? "" });
  expect(back).toMatchObject({ has_more: false });
  expect(back.data.map((customer) => customer.id)).toEqual(ids.slice(0, 3));
  const all: string[] = [];
  for await (const customer of b.stripe.customers.list(filter)) all.push(customer.id);
  expect(all).toEqual(ids);
  expect(await refusal(b.stripe.customers.list({ starting_after: "cus_nobody" }))).toMatchObject({
    code: "resource_missing",
    param: "starting_after",
  });
});

test("metadata is merged, a key is removed by an empty value and all by an empty text", async () => {
  const { id } = await b.stripe.customers.create({ metadata: { a: "1", b: "2" } });
  expect((await b.stripe.customers.update(id, { metadata: { b: "", c: 3 } })).metadata).toEqual({
    a: "1",
    c: "3",
  });
  expect((await b.stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
});

test("a deleted customer is only a trace of itself", async () => {
  const { id } = await b.stripe.customers.create({ payment_method: "pm_card_visa" });
  expect(await b.stripe.customers.del(id)).toEqual(expect.objectContaining({ id, deleted: true }));
  expect(await b.stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
  expect(await refusal(b.stripe.customers.update(id, { name: "X" }))).toMatchObject({
    code: "resource_missing",
  });
});

test("ids are expanded where the API expands them, also within lists", async () => {
  const customer = await b.stripe.customers.create({ name: "Ada" });
  const { id } = await b.stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    customer: customer.id,
    payment_method: "pm_card_visa",
    confirm: true,
  });
  const list = await b.stripe.paymentIntents.list({
    customer: customer.id,
    expand: ["data.customer", "data.latest_charge.balance_transaction", "data.latest_charge.refunds"],
  });
  expect(list.data[0]).toMatchObject({
    id,
    customer: { name: "Ada" },
    latest_charge: { balance_transaction: { net: 455 }, refunds: { data: [] } },
  });
  const error = await refusal(b.stripe.paymentIntents.retrieve(id, { expand: ["amount"] }));
  expect(error.message).toBe("This property cannot be expanded (amount).");
});

test("four levels are expanded, in a list four of each of its objects, and a fifth is refused", async () => {
  const customer = await b.stripe.customers.create();
  const { id } = await b.stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    customer: customer.id,
    payment_method: "pm_card_visa",
    confirm: true,
  });
  const deep = "latest_charge.payment_intent.latest_charge.payment_intent";
  expect(await b.stripe.paymentIntents.retrieve(id, { expand: [deep] })).toMatchObject({
    latest_charge: { payment_intent: { latest_charge: { payment_intent: { customer: customer.id } } } },
  });
  const refused = { param: "expand", message: expect.stringContaining("more than 4 levels") };
  const tooDeep = `${deep}.customer`;
  expect(await refusal(b.stripe.paymentIntents.retrieve(id, { expand: [tooDeep] }))).toMatchObject(refused);
  const [listed] = (await b.stripe.paymentIntents.list({ limit: 1, expand: [`data.${deep}`] })).data;
  expect(listed).toMatchObject({ latest_charge: { payment_intent: { id } } });
  const list = b.stripe.paymentIntents.list({ limit: 1, expand: [`data.${tooDeep}`] });
  expect(await refusal(list)).toMatchObject(refused);
  const unknown = b.stripe.paymentIntents.list({ limit: 1, expand: ["data.latest_charge.shop"] });
  expect((await refusal(unknown)).message).toBe(
    "This property cannot be expanded (data.latest_charge.shop).",
  );
});

test("what was created is found again by its date", async () => {
  const { id, created } = await b.stripe.customers.create();
  const found = await b.stripe.customers.list({ created: { gte: created }, limit: 1 });
  expect(found.data[0]?.id).toBe(id);
  expect((await b.stripe.customers.list({ created: { gt: created + 5 } })).data).toEqual([]);
});

test("a setup intent keeps a card for a customer", async () => {
  const customer = await b.stripe.customers.create();
  const intent = await b.stripe.setupIntents.create({
    customer: customer.id,
    payment_method: "pm_card_visa",
    confirm: true,
    expand: ["latest_attempt"],
  });
  expect(intent).toMatchObject({ status: "succeeded", latest_attempt: { status: "succeeded" } });
  const method = await b.stripe.customers.retrievePaymentMethod(customer.id, idOf(intent.payment_method));
  expect(method.customer).toBe(customer.id);
  const error = await refusal(
    b.stripe.setupIntents.create({ payment_method: "pm_card_chargeDeclined", confirm: true }),
  );
  expect(error).toMatchObject({ code: "card_declined", setup_intent: { status: "requires_payment_method" } });
});
