import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, idOf, refusal } from "./testing";
import type { Bench } from "./testing";

let b: Bench;
beforeAll(async () => {
  b = await bench();
});
afterAll(() => b.stop());

const price = { amount: 2500, currency: "usd" };

/** Answers the bank's question as the shopper would on its page, without following where it leads. */
async function answer(intent: { id: string; client_secret: string | null }, outcome: "complete" | "fail") {
  return fetch(`${b.origin}/hosted/3ds/${intent.id}?client_secret=${intent.client_secret}`, {
    method: "POST",
    body: new URLSearchParams({ outcome }),
    redirect: "manual",
  });
}

test.each([
  "threeDSecure2Required",
  "authenticationRequired",
  "authenticationRequiredOnSetup",
  "authenticationRequiredSetupForOffSession",
])("pm_card_%s pays once the bank's question is answered", async (name) => {
  const intent = await b.stripe.paymentIntents.create({
    ...price,
    payment_method: `pm_card_${name}`,
    confirm: true,
  });
  expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "use_stripe_sdk" } });
  await answer(intent, "complete");
  const paid = await b.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
  expect(paid).toMatchObject({ status: "succeeded", next_action: null });
  expect(paid.latest_charge).toMatchObject({
    payment_method_details: { card: { three_d_secure: { result: "authenticated" } } },
  });
});

test.each([
  ["authenticationRequiredChargeDeclinedInsufficientFunds", "insufficient_funds"],
  ["threeDSecureRequiredChargeDeclined", "generic_decline"],
])("pm_card_%s is declined with %s after the bank's question", async (name, declineCode) => {
  const intent = await b.stripe.paymentIntents.create({
    ...price,
    payment_method: `pm_card_${name}`,
    confirm: true,
  });
  await answer(intent, "complete");
  expect(await b.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "card_declined", decline_code: declineCode },
  });
});

test("a question answered with no leaves the payment unpaid and without a charge", async () => {
  const intent = await b.stripe.paymentIntents.create({
    ...price,
    payment_method: "pm_card_threeDSecure2Required",
    confirm: true,
  });
  await answer(intent, "fail");
  await answer(intent, "complete");
  expect(await b.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "requires_payment_method",
    latest_charge: null,
    last_payment_error: { code: "payment_intent_authentication_failure" },
  });
  const again = await b.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
  expect(again.status).toBe("succeeded");
});

test("the bank's page leads back to the shop with what the shop must check, not believe", async () => {
  const intent = await b.stripe.paymentIntents.create({
    ...price,
    payment_method: "pm_card_threeDSecure2Required",
    return_url: "http://shop.test/back?order=1",
    confirm: true,
  });
  const redirect = intent.next_action?.redirect_to_url;
  expect(redirect?.return_url).toBe("http://shop.test/back?order=1");
  const shown = await fetch(redirect?.url ?? "");
  expect(shown.headers.get("content-security-policy")).toContain("form-action 'self' http://shop.test");
  expect(await shown.text()).toContain("$25.00");
  const left = await answer(intent, "complete");
  expect(left.status).toBe(303);
  const target = new URL(left.headers.get("location") ?? "");
  expect(Object.fromEntries(target.searchParams)).toEqual({
    order: "1",
    payment_intent: intent.id,
    payment_intent_client_secret: intent.client_secret,
    redirect_status: "succeeded",
  });
});

test("nobody answers for a payment whose secret they do not know", async () => {
  const intent = await b.stripe.paymentIntents.create({
    ...price,
    payment_method: "pm_card_threeDSecure2Required",
    confirm: true,
  });
  const forged = await answer({ id: intent.id, client_secret: `${intent.id}_secret_guess` }, "complete");
  expect(forged.status).toBe(404);
  expect((await b.stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_action");
});

test("without the shopper a card that wants 3-D Secure is declined", async () => {
  for (const name of ["authenticationRequired", "authenticationRequiredOnSetup", "threeDSecure2Required"]) {
    const customer = await b.stripe.customers.create({ payment_method: `pm_card_${name}` });
    const [kept] = (await b.stripe.customers.listPaymentMethods(customer.id)).data;
    const error = await refusal(
      b.stripe.paymentIntents.create({
        ...price,
        customer: customer.id,
        payment_method: kept?.id ?? "",
        off_session: true,
        confirm: true,
      }),
    );
    expect(error).toMatchObject({ code: "authentication_required", decline_code: "authentication_required" });
    expect(error.payment_intent?.status).toBe("requires_payment_method");
  }
});

test("a card set up once with 3-D Secure pays without the shopper, and still asks when they are there", async () => {
  const customer = await b.stripe.customers.create();
  const setup = await b.stripe.setupIntents.create({
    customer: customer.id,
    payment_method: "pm_card_authenticationRequiredOnSetup",
    confirm: true,
  });
  expect(setup.status).toBe("requires_action");
  await answer(setup, "complete");
  const kept = idOf((await b.stripe.setupIntents.retrieve(setup.id)).payment_method);
  const payment = { ...price, customer: customer.id, payment_method: kept, confirm: true };
  expect((await b.stripe.paymentIntents.create({ ...payment, off_session: true })).status).toBe("succeeded");
  expect((await b.stripe.paymentIntents.create(payment)).status).toBe("requires_action");
});

test("a card that can do 3-D Secure does it when the shop asks", async () => {
  const payment = { ...price, payment_method: "pm_card_threeDSecureOptional", confirm: true };
  expect((await b.stripe.paymentIntents.create(payment)).status).toBe("succeeded");
  const asked = { ...payment, payment_method_options: { card: { request_three_d_secure: "any" as const } } };
  expect((await b.stripe.paymentIntents.create(asked)).status).toBe("requires_action");
});

test("a shop that cannot show a question is told so", async () => {
  const error = await refusal(
    b.stripe.paymentIntents.create({
      ...price,
      payment_method: "pm_card_threeDSecure2Required",
      error_on_requires_action: true,
      confirm: true,
    }),
  );
  expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
});

test("a payment left at the bank's question can be cancelled or tried with another card", async () => {
  const waiting = { ...price, payment_method: "pm_card_threeDSecure2Required", confirm: true };
  const first = await b.stripe.paymentIntents.create(waiting);
  expect((await b.stripe.paymentIntents.cancel(first.id)).status).toBe("canceled");
  await answer(first, "complete");
  expect((await b.stripe.paymentIntents.retrieve(first.id)).status).toBe("canceled");
  const second = await b.stripe.paymentIntents.create(waiting);
  expect((await b.stripe.paymentIntents.confirm(second.id, { payment_method: "pm_card_visa" })).status).toBe(
    "succeeded",
  );
});
