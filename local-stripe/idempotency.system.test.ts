import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, refusal } from "./testing";
import type { Bench } from "./testing";

let nowMs = Date.now();
let b: Bench;
beforeAll(async () => {
  b = await bench({ clock: () => nowMs });
});
afterAll(() => b.stop());

const price = { amount: 1200, currency: "usd" };

test("the same key and parameters give the same answer, marked as a replay", async () => {
  const first = await b.stripe.paymentIntents.create(price, { idempotencyKey: "att_1:create" });
  const second = await b.stripe.paymentIntents.create(price, { idempotencyKey: "att_1:create" });
  expect(second.id).toBe(first.id);
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
});

test("a key used with other parameters, or for another address, is refused", async () => {
  const { id } = await b.stripe.paymentIntents.create(price, { idempotencyKey: "att_2:create" });
  for (const attempt of [
    b.stripe.paymentIntents.create({ ...price, amount: 1300 }, { idempotencyKey: "att_2:create" }),
    b.stripe.paymentIntents.cancel(id, {}, { idempotencyKey: "att_2:create" }),
  ]) {
    expect(await refusal(attempt)).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  }
});

test("the order of the parameters does not matter", async () => {
  const keys = { idempotencyKey: "att_order" };
  const first = await b.stripe.paymentIntents.create({ amount: 1200, currency: "usd" }, keys);
  const second = await b.stripe.paymentIntents.create({ currency: "usd", amount: 1200 }, keys);
  expect(second.id).toBe(first.id);
});

test("a decline is remembered under its key, a refused parameter is not", async () => {
  const declined = { ...price, payment_method: "pm_card_chargeDeclined", confirm: true };
  const first = await refusal(b.stripe.paymentIntents.create(declined, { idempotencyKey: "att_3" }));
  const second = await refusal(b.stripe.paymentIntents.create(declined, { idempotencyKey: "att_3" }));
  expect(second.payment_intent?.id).toBe(first.payment_intent?.id);

  await refusal(b.stripe.paymentIntents.create({ ...price, amount: 1 }, { idempotencyKey: "att_4" }));
  const better = await b.stripe.paymentIntents.create(price, { idempotencyKey: "att_4" });
  expect(better.status).toBe("requires_payment_method");
});

test("while a request is under way its key is in use", async () => {
  await b.order("/_local/faults", { kind: "slow", path: "/v1/payment_intents", milliseconds: 400 });
  const once = b.client({ maxNetworkRetries: 0 });
  const slow = once.paymentIntents.create(price, { idempotencyKey: "att_5" });
  await new Promise((resolve) => {
    setTimeout(resolve, 100);
  });
  const error = await refusal(once.paymentIntents.create(price, { idempotencyKey: "att_5" }));
  expect(error).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
  expect((await slow).amount).toBe(1200);
});

test("a key is forgotten after a day", async () => {
  const first = await b.stripe.paymentIntents.create(price, { idempotencyKey: "att_6" });
  nowMs += 25 * 60 * 60 * 1000;
  const later = await b.stripe.paymentIntents.create(price, { idempotencyKey: "att_6" });
  expect(later.id).not.toBe(first.id);
});

test.each(["timeout-after", "reset-after", "timeout-before", "reset-before", "500", "409", "html-502"])(
  "after a %s the repeated request finds or makes the one payment",
  async (kind) => {
    const before = await b.stripe.paymentIntents.list({ limit: 100 });
    await b.order("/_local/faults", { kind, method: "POST", path: "/v1/payment_intents" });
    const client = b.client({ timeout: 300 });
    const intent = await client.paymentIntents.create(price, { idempotencyKey: `fault-${kind}` });
    const after = await b.stripe.paymentIntents.list({ limit: 100 });
    expect(after.data.length).toBe(before.data.length + 1);
    expect(after.data[0]?.id).toBe(intent.id);
  },
);

test("too many requests are told so, and not repeated by the SDK", async () => {
  await b.order("/_local/faults", { kind: "429" });
  expect(await refusal(b.stripe.balance.retrieve())).toMatchObject({
    type: "StripeRateLimitError",
    statusCode: 429,
  });
});
