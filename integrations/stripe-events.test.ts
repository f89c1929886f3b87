import Stripe from "stripe";
import { expect, test } from "vitest";
import { readStripeEvent } from "./stripe-events";

const secret = "whsec_of_this_test";
const now = new Date("2026-05-04T09:00:00.000Z");
const body = JSON.stringify({
  id: "evt_1",
  object: "event",
  type: "payment_intent.succeeded",
  data: { object: { id: "pi_1", object: "payment_intent" } },
});

const sign = (signedWith: string, at: Date) =>
  Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: signedWith,
    timestamp: Math.floor(at.getTime() / 1000),
  });

test("what Stripe has signed is read", () => {
  expect(readStripeEvent(body, sign(secret, now), secret, now)).toEqual({
    id: "evt_1",
    type: "payment_intent.succeeded",
    objectId: "pi_1",
  });
});

test("what somebody else has signed is not", () => {
  expect(readStripeEvent(body, sign("whsec_of_somebody", now), secret, now)).toBeUndefined();
  expect(readStripeEvent(body, "", secret, now)).toBeUndefined();
});

test("a body that was changed on its way is not read", () => {
  const changed = body.replace("pi_1", "pi_2");
  expect(readStripeEvent(changed, sign(secret, now), secret, now)).toBeUndefined();
});

test("what was signed long ago is not read: somebody may have kept it", () => {
  const longAgo = new Date(now.getTime() - 10 * 60_000);
  expect(readStripeEvent(body, sign(secret, longAgo), secret, now)).toBeUndefined();
});
