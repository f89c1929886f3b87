import { afterAll, beforeAll, expect, test } from "vitest";
import { bench, idOf, refusal } from "./testing";
import type { Bench } from "./testing";

let nowMs = Date.now();
let b: Bench;
beforeAll(async () => {
  b = await bench({ clock: () => nowMs });
});
afterAll(() => b.stop());

async function paid(card: string, amount = 10_000) {
  return b.stripe.paymentIntents.create({ amount, currency: "usd", payment_method: card, confirm: true });
}

async function balance(): Promise<number> {
  const { available, pending } = await b.stripe.balance.retrieve();
  return [...available, ...pending].reduce((sum, part) => sum + part.amount, 0);
}

test("uneven partial refunds sum to the last cent, and not a cent more is given", async () => {
  const before = await balance();
  const intent = await paid("pm_card_visa");
  for (const amount of [3333, 3333, 3333]) {
    const refund = await b.stripe.refunds.create({ payment_intent: intent.id, amount });
    expect(refund).toMatchObject({ status: "succeeded", amount, charge: intent.latest_charge });
  }
  const over = await refusal(b.stripe.refunds.create({ payment_intent: intent.id, amount: 2 }));
  expect(over).toMatchObject({
    param: "amount",
    message: "Refund amount ($0.02 usd) is greater than unrefunded amount on charge ($0.01 usd)",
  });
  expect((await b.stripe.refunds.create({ charge: idOf(intent.latest_charge) })).amount).toBe(1);
  const charge = await b.stripe.charges.retrieve(idOf(intent.latest_charge), { expand: ["refunds"] });
  expect(charge).toMatchObject({ refunded: true, amount_refunded: 10_000 });
  expect(charge.refunds?.data).toHaveLength(4);
  expect(await refusal(b.stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
    code: "charge_already_refunded",
  });
  // The fee of the charge is not given back.
  expect(await balance()).toBe(before - 320);
});

test("two equal refunds at once never give more than was paid", async () => {
  const intent = await paid("pm_card_visa", 1000);
  const outcomes = await Promise.allSettled(
    [600, 600].map((amount) => b.stripe.refunds.create({ payment_intent: intent.id, amount })),
  );
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a payment without money cannot be refunded", async () => {
  const open = await b.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  expect(await refusal(b.stripe.refunds.create({ payment_intent: open.id }))).toMatchObject({
    statusCode: 400,
  });
  expect((await refusal(b.stripe.refunds.create({}))).message).toBe(
    "One of the following params should be provided for this request: payment_intent or charge.",
  );
});

test("a pending refund settles by itself", async () => {
  const intent = await paid("pm_card_pendingRefund");
  const refund = await b.stripe.refunds.create({ payment_intent: intent.id, metadata: { row: "7" } });
  expect(refund).toMatchObject({ status: "pending", pending_reason: "processing", metadata: { row: "7" } });
  expect((await refusal(b.stripe.refunds.cancel(refund.id))).message).toBe(
    "Canceling this refund is unsupported.",
  );
  nowMs += 4000;
  await b.local.runDue();
  expect((await b.stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
  const events = await b.stripe.events.list({ type: "refund.updated" });
  expect(events.data[0]?.data.object).toMatchObject({ id: refund.id, status: "succeeded" });
});

test("a refund that the bank sends back returns its money, and can be tried again", async () => {
  const intent = await paid("pm_card_refundFail");
  const before = await balance();
  const refund = await b.stripe.refunds.create({ payment_intent: intent.id, amount: 4000 });
  expect(refund.status).toBe("succeeded");
  expect(await balance()).toBe(before - 4000);
  nowMs += 4000;
  await b.local.runDue();
  const failed = await b.stripe.refunds.retrieve(refund.id, {
    expand: ["failure_balance_transaction", "charge"],
  });
  expect(failed).toMatchObject({
    status: "failed",
    failure_reason: "unknown",
    failure_balance_transaction: { amount: 4000, type: "refund_failure" },
    charge: { amount_refunded: 0, refunded: false },
  });
  expect(await balance()).toBe(before);
  const events = await b.stripe.events.list({ limit: 6 });
  const told = events.data.map(({ type, data }) => ({ type, data }));
  expect(told.map(({ type }) => type)).toEqual([
    "charge.refund.updated",
    "refund.updated",
    "refund.failed",
    "refund.created",
    "charge.refunded",
    "payment_intent.succeeded",
  ]);
  expect(told[2]?.data).toMatchObject({
    object: { id: refund.id },
    previous_attributes: { status: "succeeded" },
  });
  expect((await b.stripe.refunds.create({ payment_intent: intent.id })).amount).toBe(10_000);
});

test("money becomes available after two days, at once for the card that says so", async () => {
  const start = await b.stripe.balance.retrieve();
  await paid("pm_card_bypassPending", 1000);
  const now = await b.stripe.balance.retrieve();
  expect((now.available[0]?.amount ?? 0) - (start.available[0]?.amount ?? 0)).toBe(1000 - 59);
  await paid("pm_card_visa", 1000);
  const [waiting] = (await b.stripe.balanceTransactions.list({ limit: 1 })).data;
  expect(waiting).toMatchObject({ status: "pending", net: 941 });
  nowMs += 49 * 60 * 60 * 1000;
  expect((await b.stripe.balanceTransactions.retrieve(waiting?.id ?? "")).status).toBe("available");
});
