import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, idOf, refusal } from "./testing";
import type { Bench } from "./testing";

let b: Bench;
beforeAll(async () => {
  b = await bench();
});
afterAll(() => b.stop());

const price = { amount: 1999, currency: "usd" };

test.each(["visa", "visa_debit", "mastercard", "amex", "discover", "bypassPending", "createDispute"])(
  "pm_card_%s pays",
  async (name) => {
    const intent = await b.stripe.paymentIntents.create({
      ...price,
      payment_method: `pm_card_${name}`,
      confirm: true,
      expand: ["latest_charge.balance_transaction"],
    });
    expect(intent.status).toBe("succeeded");
    expect(intent.amount_received).toBe(1999);
    const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
    expect(charge).toMatchObject({ paid: true, captured: true, amount_captured: 1999 });
    expect(charge?.balance_transaction).toMatchObject({ amount: 1999, fee: 88, net: 1911, type: "charge" });
  },
);

test.each([
  ["visa_chargeDeclined", "card_declined", "generic_decline"],
  ["chargeDeclined", "card_declined", "generic_decline"],
  ["visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
  ["visa_chargeDeclinedLostCard", "card_declined", "lost_card"],
  ["visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"],
  ["visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded"],
  ["chargeDeclinedExpiredCard", "expired_card", undefined],
  ["chargeDeclinedIncorrectCvc", "incorrect_cvc", undefined],
  ["chargeDeclinedProcessingError", "processing_error", undefined],
  ["chargeCustomerFail", "card_declined", "generic_decline"],
  ["radarBlock", "card_declined", "fraudulent"],
  ["threeDSecureRequiredProcessingError", "card_declined", "generic_decline"],
])("pm_card_%s is declined with %s / %s, and another card still pays", async (name, code, declineCode) => {
  const created = await b.stripe.paymentIntents.create(price);
  const error = await refusal(
    b.stripe.paymentIntents.confirm(created.id, { payment_method: `pm_card_${name}` }),
  );
  expect(error).toMatchObject({ type: "StripeCardError", statusCode: 402, code });
  expect(error.decline_code || undefined).toBe(declineCode);
  expect(error.payment_intent).toMatchObject({ id: created.id, status: "requires_payment_method" });
  const declined = await b.stripe.paymentIntents.retrieve(created.id, { expand: ["latest_charge"] });
  expect(declined.last_payment_error).toMatchObject({ code, type: "card_error" });
  expect(declined.latest_charge).toMatchObject({ status: "failed", paid: false, balance_transaction: null });
  const paid = await b.stripe.paymentIntents.confirm(created.id, { payment_method: "pm_card_visa" });
  expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
});

test("a payment that succeeded cannot be confirmed, changed or cancelled", async () => {
  const { id } = await b.stripe.paymentIntents.create({
    ...price,
    payment_method: "pm_card_visa",
    confirm: true,
  });
  for (const attempt of [
    b.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }),
    b.stripe.paymentIntents.update(id, { amount: 5 }),
    b.stripe.paymentIntents.cancel(id),
  ]) {
    const error = await refusal(attempt);
    expect(error).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
    expect(error.payment_intent?.id).toBe(id);
  }
});

test("a card kept with a payment pays again, also without the shopper", async () => {
  const customer = await b.stripe.customers.create({ email: "ada@example.test" });
  const first = await b.stripe.paymentIntents.create({
    ...price,
    customer: customer.id,
    setup_future_usage: "off_session",
    payment_method: "pm_card_visa",
    confirm: true,
  });
  const kept = await b.stripe.customers.listPaymentMethods(customer.id);
  expect(kept.data.map((method) => method.id)).toEqual([first.payment_method]);
  const again = await b.stripe.paymentIntents.create({
    ...price,
    customer: customer.id,
    payment_method: idOf(first.payment_method),
    off_session: true,
    confirm: true,
  });
  expect(again.status).toBe("succeeded");
});

test("a payment without the shopper cannot set up later ones", async () => {
  const customer = await b.stripe.customers.create({ payment_method: "pm_card_visa" });
  const [kept] = (await b.stripe.customers.listPaymentMethods(customer.id)).data;
  const error = await refusal(
    b.stripe.paymentIntents.create({
      ...price,
      customer: customer.id,
      payment_method: kept?.id ?? "",
      setup_future_usage: "off_session",
      off_session: true,
      confirm: true,
    }),
  );
  expect(error).toMatchObject({ statusCode: 400, param: "off_session" });
});

test("a card that was not kept cannot pay twice, and nobody pays with somebody else's", async () => {
  const first = await b.stripe.paymentIntents.create({
    ...price,
    payment_method: "pm_card_visa",
    confirm: true,
  });
  const used = idOf(first.payment_method);
  const error = await refusal(
    b.stripe.paymentIntents.create({ ...price, payment_method: used, confirm: true }),
  );
  expect(error.message).toContain("previously used");

  const [ada, grace] = await Promise.all([b.stripe.customers.create(), b.stripe.customers.create()]);
  const adas = await b.stripe.paymentMethods.attach("pm_card_visa", { customer: ada.id });
  const theft = { ...price, payment_method: adas.id, confirm: true };
  expect((await refusal(b.stripe.paymentIntents.create({ ...theft, customer: grace.id }))).message).toContain(
    "does not have a payment method",
  );
  expect((await refusal(b.stripe.paymentIntents.create(theft))).message).toContain("belongs to the Customer");
  await b.stripe.paymentMethods.detach(adas.id);
  expect((await refusal(b.stripe.paymentIntents.create({ ...theft, customer: ada.id }))).message).toContain(
    "detached",
  );
});

test.each(["visa_chargeDeclined", "chargeDeclinedExpiredCard", "chargeDeclinedIncorrectCvc"])(
  "pm_card_%s cannot be kept",
  async (name) => {
    const customer = await b.stripe.customers.create();
    const error = await refusal(b.stripe.paymentMethods.attach(`pm_card_${name}`, { customer: customer.id }));
    expect(error.statusCode).toBe(402);
    expect((await b.stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);
  },
);

test("pm_card_chargeCustomerFail can be kept and fails when it pays", async () => {
  const customer = await b.stripe.customers.create();
  const method = await b.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  const payment = { ...price, customer: customer.id, payment_method: method.id, confirm: true };
  expect(await refusal(b.stripe.paymentIntents.create(payment))).toMatchObject({ code: "card_declined" });
});

test("a confirmation token pays once", async () => {
  const token = await b.stripe.testHelpers.confirmationTokens.create({ payment_method: "pm_card_visa" });
  expect(token.payment_method_preview?.card?.last4).toBe("4242");
  const first = await b.stripe.paymentIntents.create(price);
  const paid = await b.stripe.paymentIntents.confirm(first.id, { confirmation_token: token.id });
  expect(paid.status).toBe("succeeded");
  expect((await b.stripe.confirmationTokens.retrieve(token.id)).payment_intent).toBe(first.id);
  const second = await b.stripe.paymentIntents.create(price);
  const error = await refusal(b.stripe.paymentIntents.confirm(second.id, { confirmation_token: token.id }));
  expect(error).toMatchObject({ statusCode: 400, param: "confirmation_token" });
});
