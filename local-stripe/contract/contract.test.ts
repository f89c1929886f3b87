import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "../routes";
import { bench, refusal } from "../testing";
import { loadContract } from "./contract";
import type { Contract } from "./contract";
import { problems } from "./problems";

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
