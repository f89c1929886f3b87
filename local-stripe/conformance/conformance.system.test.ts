// The same scenarios on the local Stripe always, and on a Stripe sandbox where STRIPE_CONFORMANCE_KEY names its key.
import { beforeAll, describe, expect, test } from "vitest";
import { loadContract } from "../contract/contract";
import type { Contract } from "../contract/contract";
import { scenarios, scenariosByHand } from "./scenarios";
import { differences, localStage, sandboxKey, sandboxStage } from "./stripes";

const key = sandboxKey(process.env["STRIPE_CONFORMANCE_KEY"]);
let contract: Contract;
beforeAll(async () => {
  contract = await loadContract();
});

describe("at the local Stripe", () => {
  test.each(scenarios)("$name", async ({ play, outcome }) => {
    const local = await localStage(contract);
    expect(await play(local.stripe)).toEqual(outcome);
    expect(local.mismatches).toEqual([]);
    await local.stop();
  });

  test.each(scenariosByHand)("$name", async ({ play, outcome }) => {
    const local = await localStage(contract);
    expect(await play(local.stripe, local.person)).toEqual(outcome);
    expect(local.mismatches).toEqual([]);
    await local.stop();
  });
});

if (key !== null)
  describe("at Stripe's sandbox, compared with the local Stripe", () => {
    test.each(scenarios)("$name", { timeout: 120_000 }, async ({ play, outcome }) => {
      const local = await localStage(contract);
      const sandbox = sandboxStage(contract, key);
      await play(local.stripe);
      await local.stop();
      expect(await play(sandbox.stripe)).toEqual(outcome);
      expect(differences(sandbox, local)).toEqual([]);
      expect(sandbox.mismatches, "the SDK's types against Stripe itself").toEqual([]);
    });
  });

test("only a sandbox's key is taken", () => {
  expect(sandboxKey(undefined)).toBeNull();
  expect(sandboxKey("sk_test_1")).toBe("sk_test_1");
  expect(sandboxKey("rk_test_1")).toBe("rk_test_1");
  for (const live of ["sk_live_1", "rk_live_1"])
    expect(() => sandboxKey(live)).toThrow("STRIPE_CONFORMANCE_KEY is a live key");
  for (const other of ["pk_test_1", "sk_test_", "nonsense"])
    expect(() => sandboxKey(other)).toThrow("must be the secret key of a Stripe sandbox");
});

test("two Stripes that answer with other members, or in another order, are told apart", async () => {
  const [one, other] = [await localStage(contract), await localStage(contract)];
  for (const { stripe } of [one, other]) {
    const { id } = await stripe.customers.create({ name: "Ada" });
    await stripe.customers.retrieve(id);
  }
  expect(differences(one, other)).toEqual([]);
  const described = await other.stripe.customers.create({ name: "Ada", description: "A shopper" });
  await one.stripe.customers.create({ name: "Ada" });
  expect(differences(one, other)).toEqual([
    `POST /v1/customers 200: only ${one.name} has .description: null`,
    `POST /v1/customers 200: only ${other.name} has .description: string`,
  ]);
  await other.stripe.customers.del(described.id);
  expect(differences(one, other)).toHaveLength(2);
  expect(differences(one, other)[1]).toContain("DELETE /v1/customers/:id 200");
  await one.stop();
  await other.stop();
});
