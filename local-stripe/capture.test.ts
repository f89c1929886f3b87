import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, idOf, refusal } from "./testing";
import type { Bench } from "./testing";

const day = 24 * 60 * 60 * 1000;

let nowMs = Date.UTC(2026, 10, 2, 9, 30);
let b: Bench;
beforeAll(async () => {
  b = await bench({ clock: () => nowMs });
});
afterAll(() => b.stop());

async function held(amount = 2000) {
  return b.stripe.paymentIntents.create({
    amount,
    currency: "usd",
    capture_method: "manual",
    payment_method: "pm_card_visa",
    confirm: true,
    expand: ["latest_charge"],
  });
}

const charge = (id: string) => b.stripe.charges.retrieve(id, { expand: ["balance_transaction"] });

async function balance(): Promise<number> {
  const { available, pending } = await b.stripe.balance.retrieve();
  return [...available, ...pending].reduce((sum, part) => sum + part.amount, 0);
}

const unexpectedState = { statusCode: 400, code: "payment_intent_unexpected_state" };

test("held money is no money yet", async () => {
  const before = await balance();
  const intent = await held();
  expect(intent).toMatchObject({ status: "requires_capture", amount_capturable: 2000, amount_received: 0 });
  expect(intent.latest_charge).toMatchObject({
    captured: false,
    amount_captured: 0,
    balance_transaction: null,
    payment_method_details: {
      card: { amount_authorized: 2000, capture_before: Math.floor((nowMs + 7 * day) / 1000) },
    },
  });
  expect(await balance()).toBe(before);
  expect(await refusal(b.stripe.refunds.create({ charge: idOf(intent.latest_charge) }))).toMatchObject({
    statusCode: 400,
  });
});

test("30: what is not taken is let go, and only what was taken can be refunded", async () => {
  const before = await balance();
  const intent = await held();
  const id = idOf(intent.latest_charge);
  expect(
    await refusal(b.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 2001 })),
  ).toMatchObject({ code: "amount_too_large", param: "amount_to_capture" });
  const captured = await b.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 1500 });
  expect(captured).toMatchObject({ status: "succeeded", amount_received: 1500, amount_capturable: 0 });
  expect(await charge(id)).toMatchObject({
    amount: 2000,
    amount_captured: 1500,
    amount_refunded: 500,
    captured: true,
    refunded: false,
    balance_transaction: { amount: 1500, fee: 74, net: 1426 },
  });
  expect(await balance()).toBe(before + 1426);
  expect((await refusal(b.stripe.refunds.create({ charge: id, amount: 1501 }))).param).toBe("amount");
  expect((await b.stripe.refunds.create({ charge: id })).amount).toBe(1500);
  expect(await charge(id)).toMatchObject({ amount_refunded: 2000, refunded: true });
  expect(await balance()).toBe(before - 74);
});

test("30: held money is taken once, and not after it was let go", async () => {
  const taken = await held();
  await b.stripe.paymentIntents.capture(taken.id);
  expect(await refusal(b.stripe.paymentIntents.capture(taken.id))).toMatchObject(unexpectedState);
  const canceled = await held();
  await b.stripe.paymentIntents.cancel(canceled.id);
  expect(await refusal(b.stripe.paymentIntents.capture(canceled.id))).toMatchObject(unexpectedState);
  expect(await refusal(b.stripe.paymentIntents.cancel(canceled.id))).toMatchObject(unexpectedState);
  expect(await charge(idOf(canceled.latest_charge))).toMatchObject({
    amount_captured: 0,
    amount_refunded: 2000,
    refunded: true,
    balance_transaction: null,
  });
});

test("two who take at once take once", async () => {
  const intent = await held();
  const before = await balance();
  const outcomes = await Promise.allSettled([
    b.stripe.paymentIntents.capture(intent.id),
    b.stripe.paymentIntents.capture(intent.id),
  ]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await balance()).toBe(before + 2000 - 88);
});

test("30: the bank lets go of money that nobody took within a week, not a second before", async () => {
  const intent = await held();
  nowMs += 7 * day - 1000;
  await b.local.runDue();
  expect((await b.stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_capture");
  nowMs += 1000;
  await b.local.runDue();
  expect(await b.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "canceled",
    cancellation_reason: "automatic",
    amount_capturable: 0,
  });
  const events = await b.stripe.events.list({
    types: ["charge.expired", "payment_intent.canceled"],
    limit: 2,
  });
  expect(events.data.map(({ type }) => type)).toEqual(["payment_intent.canceled", "charge.expired"]);
  expect(events.data[1]?.data.object).toMatchObject({ id: idOf(intent.latest_charge) });
  expect(await refusal(b.stripe.paymentIntents.capture(intent.id))).toMatchObject(unexpectedState);
});
