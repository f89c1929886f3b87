import Stripe from "stripe";
import { expect, test } from "vitest";
import { payments } from "./stripe";

/** An error as another copy of the SDK makes it: the same names, other classes. */
function foreign(type: string, more: object = {}): Error {
  return Object.assign(new Error("No."), { type, ...more });
}

function gatewayThatFails(error: Error) {
  const stripe = new Stripe("sk_test_local");
  const fail = async (): Promise<never> => {
    throw error;
  };
  Object.assign(stripe.paymentIntents, { create: fail, confirm: fail });
  return payments(stripe);
}

const declined = {
  id: "pi_1",
  status: "requires_payment_method",
  amount: 2400,
  currency: "eur",
  client_secret: "pi_1_secret_1",
  metadata: { attempt_id: "a" },
  last_payment_error: { code: "card_declined", decline_code: "insufficient_funds" },
  latest_charge: "ch_1",
  next_action: null,
  payment_method: null,
};

test("a decline is understood whichever copy of the SDK it comes from", async () => {
  const error = foreign("StripeCardError", {
    code: "card_declined",
    decline_code: "insufficient_funds",
    payment_intent: declined,
  });
  expect(await gatewayThatFails(error).confirmIntent("pi_1", {}, "key")).toMatchObject({
    kind: "known",
    value: { status: "needs-method", failureCode: "insufficient_funds" },
  });
});

test("what Stripe refuses is refused, what it may have done is unknown", async () => {
  const kindOf = async (type: string) =>
    (await gatewayThatFails(foreign(type)).confirmIntent("pi_1", {}, "key")).kind;
  expect(await kindOf("StripeInvalidRequestError")).toBe("refused");
  expect(await kindOf("StripeIdempotencyError")).toBe("refused");
  expect(await kindOf("StripeAPIError")).toBe("unknown");
  expect(await kindOf("StripeConnectionError")).toBe("unknown");
  expect(await kindOf("StripeRateLimitError")).toBe("unknown");
  expect(await kindOf("StripeAuthenticationError")).toBe("unknown");
  expect((await gatewayThatFails(foreign("StripeAuthenticationError")).createIntent({}, "key")).kind).toBe(
    "refused",
  );
});

test("an answer that is no error of Stripe's proves nothing", async () => {
  expect(await gatewayThatFails(new SyntaxError("<html>")).confirmIntent("pi_1", {}, "key")).toEqual({
    kind: "unknown",
  });
});
