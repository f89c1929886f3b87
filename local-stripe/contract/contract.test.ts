import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "../routes";
import type { ApiAnswer } from "../api";
import { bench, refusal } from "../testing";
import { loadContract } from "./contract";
import type { Contract } from "./contract";
import { problems } from "./problems";
import { witness } from "./witness";

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract();
});

test("every route is a call of the SDK, or makes an object that the SDK names", () => {
  const browserOnly = ["POST /v1/confirmation_tokens"];
  const unknown = routes
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !browserOnly.includes(route))
    .filter((route) => !contract.operation(...(route.split(" ") as [string, string])));
  expect(unknown).toEqual([]);
  expect(contract.objectNamed("confirmation_token")).toBeDefined();
});

describe("a server that answers wrongly", () => {
  /** A server in whose state file one member of every object of a kind is changed, past all its code. */
  async function changed(kind: string, change: string) {
    const b = await bench();
    const customer = await b.stripe.customers.create({ name: "Ada", email: "ada@example.test" });
    b.store.prepare(`update objects set body = ${change} where kind = ?`).run(kind);
    return { b, customer };
  }

  test.each([
    ["json_remove(body, '$.livemode')", "customer: livemode is missing"],
    ["json_set(body, '$.livemode', null)", "customer: livemode is null, not boolean"],
    ["json_set(body, '$.created', 'today')", 'customer: created is "today", not number'],
    ["json_set(body, '$.colour', 'red')", "customer: colour is not known to the SDK"],
    [
      "json_set(body, '$.tax_exempt', 'maybe')",
      'customer: tax_exempt is "maybe", not "none" or "exempt" or "reverse" or null',
    ],
    ["json_set(body, '$.object', 'client')", 'client: object is "client", not "customer"'],

    ["json_remove(body, '$.invoice_settings.footer')", "customer: invoice_settings.footer is missing"],
  ])("38: fails the test that asked: %s", async (change, sentence) => {
    const { b, customer } = await changed("customer", change);
    const error = await refusal(b.client({ maxNetworkRetries: 0 }).customers.retrieve(customer.id));
    expect(error.statusCode).toBe(500);
    expect(error.message).toContain("The answer of GET /v1/customers/:id is not what the SDK's types say.");
    expect(error.message).toContain(sentence);
    // The same in a list, and by a client that gives up quietly.
    expect((await b.ask("GET", "/v1/customers")).status).toBe(500);
    await expect(b.stop()).rejects.toThrow(sentence);
  });

  test("38: fails it by an event too, whoever reads it", async () => {
    const { b } = await changed("customer", "json_remove(body, '$.livemode')");
    const [customer] = b.store.list("customer", {}).entries;
    await refusal(
      b.client({ maxNetworkRetries: 0 }).customers.update(customer?.object.id ?? "", { name: "Grace" }),
    );
    await expect(b.stop()).rejects.toThrow("The event customer.updated is not what the SDK's types say.");
  });
});

describe("a server that refuses wrongly", () => {
  const right = { type: "invalid_request_error", code: "resource_missing", message: "No such customer" };
  const answering = (path: string, body: unknown): ApiAnswer => ({
    route: { method: "GET", path },
    key: "secret",
    status: 400,
    body: JSON.stringify(body),
  });

  test.each([
    [
      "/v1/customers/:id",
      { ...right, type: "invalid_request" },
      'answer: type is "invalid_request", not "api_error"',
    ],
    ["/v1/customers/:id", { ...right, type: "rate_limit" }, 'answer: type is "rate_limit", not "api_error"'],
    [
      "/v1/customers/:id",
      { ...right, code: "resource_mising" },
      'answer: code is "resource_mising", not one of',
    ],
    ["/v1/customers/:id", { ...right, params: "id" }, "answer: params is not known to the SDK"],
    ["/v1/customers/:id", { ...right, statusCode: 400 }, "answer: statusCode is not known to the SDK"],
    ["/v1/customers/:id", { ...right, message: null }, "answer: message is null, not string"],
    ["/v1/customers/:id", { code: right.code, message: right.message }, "answer: type is missing"],
    ["/v2/core/accounts/:id", { ...right, type: "not_known" }, 'answer: type is "not_known", not one of'],
    ["/v2/core/accounts/:id", { ...right, code: "notfound" }, 'answer: code is "notfound", not one of'],
    [
      "/v1/payment_intents/:id",
      { ...right, payment_intent: { object: "payment_intent", amount: "2000" } },
      'payment_intent: amount is "2000", not number',
    ],
  ])("38: fails the test that asked: %s %j", async (path, error, sentence) => {
    const witnessed = await witness();
    witnessed.onAnswer(answering(path, { error: right }));
    witnessed.requireNone();
    expect(() => witnessed.onAnswer(answering(path, { error }))).toThrow(sentence);
    expect(() => witnessed.requireNone()).toThrow(
      `The error of GET ${path} is not what the SDK's types say.`,
    );
  });

  test("38: an answer that is no error at all, or more than one, is no refusal", async () => {
    for (const body of [right, { error: "No such customer" }, { error: right, more: 1 }, "no", null]) {
      const witnessed = await witness();
      expect(() => witnessed.onAnswer(answering("/v1/customers/:id", body))).toThrow("The error of GET");
    }
  });

  test("38: a type of the second version's is right there, and wrong in the first", async () => {
    const error = { type: "temporary_session_expired", message: "It has expired" };
    const witnessed = await witness();
    witnessed.onAnswer(answering("/v2/core/account_links", { error }));
    expect(() => witnessed.onAnswer(answering("/v1/customers", { error }))).toThrow("type is");
  });

  test("38: whatever refuses is witnessed: keys, addresses, parameters, faults, and a repeat that came too soon", async () => {
    const told: string[] = [];
    const b = await bench({
      onAnswer: ({ route, status }) => told.push(`${route.method} ${route.path} ${status}`),
    });
    await b.ask("GET", "/v1/customers", {}, "sk_live_1");
    await b.ask("GET", "/v1/nothing");
    await b.ask("POST", "/v1/customers", { colour: "red" });
    await b.ask("GET", "/v1/customers/cus_0");
    await b.order("/_local/faults", [{ kind: "429" }]);
    await b.ask("GET", "/v1/customers");
    const once = { idempotencyKey: "once", maxNetworkRetries: 0 };
    await b.order("/_local/faults", [{ kind: "slow", milliseconds: 500 }]);
    const [first, second] = await Promise.allSettled([
      b.stripe.customers.create({ name: "Ada" }, once),
      b.stripe.customers.create({ name: "Ada" }, once),
    ]);
    expect([first.status, second.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(told.toSorted()).toEqual([
      "GET /v1/customers 401",
      "GET /v1/customers 429",
      "GET /v1/customers/cus_0 404",
      "GET /v1/nothing 404",
      "POST /v1/customers 200",
      "POST /v1/customers 400",
      "POST /v1/customers 409",
    ]);
    await b.stop();
  });

  test("38: a card that is declined fails it too, by the intent in its error", async () => {
    const b = await bench();
    const { id } = await b.stripe.paymentIntents.create({ amount: 2000, currency: "usd" });
    b.store.prepare("update objects set body = json_remove(body, '$.livemode') where id = ?").run(id);
    const form = { payment_method: "pm_card_visa_chargeDeclined", return_url: "https://shop.example/return" };
    expect((await b.ask("POST", `/v1/payment_intents/${id}/confirm`, form)).status).toBe(500);
    await expect(b.stop()).rejects.toThrow("payment_intent: livemode is missing");
  });
});

test("a deleted object, an expanded one and a list are told from what they replace", () => {
  const customer = contract.operation("GET", "/v1/customers/:id")?.answer ?? {};
  const deleted = { id: "cus_1", object: "customer", deleted: true };
  expect(problems(contract, customer, deleted)).toEqual([]);
  expect(problems(contract, customer, { ...deleted, name: "Ada" })).toEqual([
    "customer: name is not known to the SDK",
  ]);
  const charge = contract.objectNamed("charge") ?? {};
  expect(problems(contract, charge, { object: "charge", customer: deleted })).not.toContainEqual(
    expect.stringContaining("customer: "),
  );
  const refunds = { object: "list", data: [{ object: "refund" }], has_more: false };
  const found = problems(contract, charge, { object: "charge", refunds });
  expect(found).toContain("list: url is missing");
  expect(found).toContain("refund: amount is missing");
});
