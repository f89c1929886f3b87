import type { Stripe } from "stripe";
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

async function later(milliseconds: number): Promise<void> {
  nowMs += milliseconds;
  await b.local.runDue();
}

async function balance(): Promise<number> {
  const { available, pending } = await b.stripe.balance.retrieve();
  return [...available, ...pending]
    .filter(({ currency }) => currency === "usd")
    .reduce((sum, part) => sum + part.amount, 0);
}

async function paid(card: string, amount = 10_000, currency = "usd") {
  return b.stripe.paymentIntents.create({
    amount,
    currency,
    payment_method: `pm_card_${card}`,
    confirm: true,
  });
}

/** Somebody pays with such a card, and the bank has come forward. */
async function disputed(card = "createDispute", amount = 10_000, currency = "usd") {
  const intent = await paid(card, amount, currency);
  await later(600);
  const [dispute] = (await b.stripe.disputes.list({ payment_intent: intent.id })).data;
  if (!dispute) throw new Error("Nobody disputed it.");
  return { intent, charge: idOf(intent.latest_charge), dispute };
}

const answer = (id: string, words: string) =>
  b.stripe.disputes.update(id, { evidence: { uncategorized_text: words } });

/** What was told about one object, or about the dispute of a charge, oldest first. */
async function told(id: string): Promise<string[]> {
  const events = await b.stripe.events.list({ limit: 100 });
  return events.data
    .filter(({ data }) => "id" in data.object && data.object.id === id)
    .map(({ type }) => type)
    .toReversed();
}

test("a chargeback takes the whole payment and its fee, and says why and until when to answer", async () => {
  const before = await balance();
  const { intent, charge, dispute } = await disputed();
  expect(dispute).toMatchObject({
    amount: 10_000,
    charge,
    currency: "usd",
    evidence_details: {
      due_by: Date.UTC(2026, 10, 10, 23, 59, 59) / 1000,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: false,
    payment_intent: intent.id,
    payment_method_details: { card: { case_type: "chargeback", network_reason_code: "10.4" } },
    reason: "fraudulent",
    status: "needs_response",
  });
  expect(dispute.balance_transactions).toMatchObject([
    { amount: -10_000, fee: 1500, net: -11_500, type: "adjustment", reporting_category: "dispute" },
  ]);
  expect(await balance()).toBe(before + 10_000 - 320 - 11_500);
  const [movement] = (await b.stripe.balanceTransactions.list({ source: dispute.id })).data;
  expect(movement).toMatchObject({ id: dispute.balance_transactions[0]?.id, status: "available" });
  expect(await b.stripe.charges.retrieve(charge)).toMatchObject({ disputed: true, amount_refunded: 0 });
  expect(await told(dispute.id)).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
});

test("a payment that is charged back cannot be refunded", async () => {
  const { charge } = await disputed();
  expect(await refusal(b.stripe.refunds.create({ charge, amount: 100 }))).toMatchObject({
    statusCode: 400,
    code: "charge_disputed",
    message: `Charge ${charge} has been charged back; cannot issue a refund.`,
  });
});

test("a shop that wins has its money again, without the fee, and may refund", async () => {
  const { charge, dispute } = await disputed("createDisputeProductNotReceived");
  expect(dispute).toMatchObject({ reason: "product_not_received" });
  const before = await balance();
  const answered = await answer(dispute.id, "winning_evidence");
  expect(answered).toMatchObject({
    status: "under_review",
    evidence: { uncategorized_text: "winning_evidence", receipt: null },
    evidence_details: { has_evidence: true, submission_count: 1, submission_method: "manual" },
  });
  expect(await balance()).toBe(before);
  await later(5000);
  const won = await b.stripe.disputes.retrieve(dispute.id, { expand: ["charge.payment_intent"] });
  expect(won).toMatchObject({
    status: "won",
    is_charge_refundable: true,
    balance_transactions: [
      { amount: -10_000, fee: 1500 },
      { amount: 10_000, fee: 0, net: 10_000, reporting_category: "dispute_reversal" },
    ],
    charge: { id: charge, disputed: true, payment_intent: { object: "payment_intent" } },
  });
  expect(await balance()).toBe(before + 10_000);
  expect(await told(dispute.id)).toEqual([
    "charge.dispute.created",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.updated",
    "charge.dispute.funds_reinstated",
    "charge.dispute.closed",
  ]);
  expect((await b.stripe.refunds.create({ charge })).status).toBe("succeeded");
});

test.each(["losing evidence", "giving up", "silence"])("by %s a dispute is lost for good", async (how) => {
  const { charge, dispute } = await disputed();
  const before = await balance();
  if (how === "losing evidence") {
    await answer(dispute.id, "losing_evidence");
    await later(5000);
  }
  if (how === "giving up")
    expect(await b.stripe.disputes.close(dispute.id)).toMatchObject({ status: "lost" });
  if (how === "silence") {
    await later(9 * day);
  }
  const lost = await b.stripe.disputes.retrieve(dispute.id);
  expect(lost).toMatchObject({ status: "lost", is_charge_refundable: false });
  expect(lost.balance_transactions).toHaveLength(1);
  expect(await balance()).toBe(before);
  expect((await told(dispute.id)).at(-1)).toBe("charge.dispute.closed");
  const already = { statusCode: 400, message: "This dispute is already closed" };
  expect(await refusal(answer(dispute.id, "winning_evidence"))).toMatchObject(already);
  expect(await refusal(b.stripe.disputes.close(dispute.id))).toMatchObject(already);
  expect(await refusal(b.stripe.refunds.create({ charge }))).toMatchObject({ code: "charge_disputed" });
});

test("evidence is gathered first, and handed in once it is complete", async () => {
  const { dispute } = await disputed();
  const staged = await b.stripe.disputes.update(dispute.id, {
    evidence: { customer_name: "Ada Byron", shipping_carrier: "Colissimo" },
    submit: false,
  });
  expect(staged).toMatchObject({
    status: "needs_response",
    evidence_details: { has_evidence: true, submission_count: 0, submission_method: "not_submitted" },
  });
  const noted = await b.stripe.disputes.update(dispute.id, { metadata: { order: "7" } });
  expect(noted).toMatchObject({ status: "needs_response", metadata: { order: "7" } });
  const submitted = await b.stripe.disputes.update(dispute.id, {
    evidence: { shipping_carrier: "" },
    submit: true,
  });
  expect(submitted).toMatchObject({
    status: "under_review",
    evidence: { customer_name: "Ada Byron", shipping_carrier: null },
    evidence_details: { submission_count: 1 },
  });
  await later(60 * day);
  expect((await b.stripe.disputes.retrieve(dispute.id)).status).toBe("under_review");
});

test("evidence that this server does not keep, or that is too long, is refused", async () => {
  const { dispute } = await disputed();
  const update = (evidence: Stripe.DisputeUpdateParams.Evidence) =>
    refusal(b.stripe.disputes.update(dispute.id, { evidence }));
  expect(await update({ receipt: "file_1" })).toMatchObject({
    code: "resource_missing",
    param: "evidence[receipt]",
  });
  expect(await update({ uncategorized_text: "x".repeat(20_001) })).toMatchObject({
    param: "evidence[uncategorized_text]",
  });
  const unknown = await b.ask("POST", `/v1/disputes/${dispute.id}`, { "evidence[alibi]": "none" });
  expect(unknown.status).toBe(400);
});

test("an inquiry moves no money, and ends when the shopper is refunded", async () => {
  const { charge, dispute } = await disputed("createDisputeInquiry");
  expect(dispute).toMatchObject({
    status: "warning_needs_response",
    is_charge_refundable: true,
    balance_transactions: [],
    payment_method_details: { card: { case_type: "inquiry" } },
  });
  const before = await balance();
  await b.stripe.refunds.create({ charge, amount: 4000 });
  expect((await b.stripe.disputes.retrieve(dispute.id)).status).toBe("warning_needs_response");
  await b.stripe.refunds.create({ charge });
  expect(await b.stripe.disputes.retrieve(dispute.id)).toMatchObject({
    status: "warning_closed",
    balance_transactions: [],
  });
  expect(await balance()).toBe(before - 10_000);
  expect(await told(dispute.id)).toEqual(["charge.dispute.created", "charge.dispute.closed"]);
});

test("an inquiry rests after 120 days, or when the bank is content", async () => {
  const { dispute: silent } = await disputed("createDisputeInquiry");
  const { dispute: answered } = await disputed("createDisputeInquiry");
  await answer(answered.id, "winning_evidence");
  await later(5000);
  expect((await b.stripe.disputes.retrieve(answered.id)).status).toBe("warning_closed");
  await later(119 * day);
  expect((await b.stripe.disputes.retrieve(silent.id)).status).toBe("warning_needs_response");
  await later(day);
  expect((await b.stripe.disputes.retrieve(silent.id)).status).toBe("warning_closed");
});

test("an inquiry that becomes a chargeback takes the money then, and stops a refund under way", async () => {
  const { charge, dispute } = await disputed("createDisputeInquiry");
  const old = await b.stripe.refunds.create({ charge, amount: 1000 });
  await later(61_000);
  expect(await answer(dispute.id, "escalate_inquiry_evidence")).toMatchObject({
    status: "warning_under_review",
  });
  const before = await balance();
  const fresh = await b.stripe.refunds.create({ charge, amount: 2000 });
  await later(5000);
  const escalated = await b.stripe.disputes.retrieve(dispute.id);
  expect(escalated).toMatchObject({
    status: "needs_response",
    is_charge_refundable: false,
    balance_transactions: [{ amount: -10_000, fee: 1500 }],
  });
  expect(await b.stripe.refunds.retrieve(fresh.id)).toMatchObject({
    status: "failed",
    failure_reason: "charge_for_pending_refund_disputed",
  });
  expect((await b.stripe.refunds.retrieve(old.id)).status).toBe("succeeded");
  expect(await b.stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 1000 });
  expect(await balance()).toBe(before - 11_500);
  await answer(dispute.id, "winning_evidence");
  await later(5000);
  expect((await b.stripe.disputes.retrieve(dispute.id)).status).toBe("won");
});

test("money that is only held is not disputed; once taken, what was taken is", async () => {
  const held = await b.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    capture_method: "manual",
    payment_method: "pm_card_createDispute",
    confirm: true,
  });
  await later(600);
  expect((await b.stripe.disputes.list({ payment_intent: held.id })).data).toEqual([]);
  await b.stripe.paymentIntents.capture(held.id, { amount_to_capture: 3000 });
  await later(600);
  expect((await b.stripe.disputes.list({ payment_intent: held.id })).data).toMatchObject([{ amount: 3000 }]);
});

test("a payment refunded before its bank came forward is not disputed", async () => {
  const intent = await paid("createDispute");
  await b.stripe.refunds.create({ payment_intent: intent.id });
  await later(600);
  expect((await b.stripe.disputes.list({ payment_intent: intent.id })).data).toEqual([]);
});

test.each([
  ["jpy", 1500],
  ["kwd", 4800],
])("the fee of a dispute in %s is about fifteen dollars", async (currency, fee) => {
  const { dispute } = await disputed("createDispute", 10_000, currency);
  expect(dispute.balance_transactions).toMatchObject([{ amount: -10_000, fee, currency }]);
});

test("an early fraud warning asks for a look, until the payment is refunded", async () => {
  const intent = await paid("createIssuerFraudRecord");
  await later(600);
  const list = await b.stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id });
  expect(list.data).toMatchObject([{ actionable: true, charge: intent.latest_charge }]);
  const id = list.data[0]?.id ?? "";
  await b.stripe.refunds.create({ payment_intent: intent.id });
  expect(await b.stripe.radar.earlyFraudWarnings.retrieve(id, { expand: ["charge"] })).toMatchObject({
    actionable: false,
    charge: { refunded: true, disputed: false },
  });
  expect(await told(id)).toEqual(["radar.early_fraud_warning.created", "radar.early_fraud_warning.updated"]);
});

test("what the bank has in mind survives a restart", async () => {
  const intent = await paid("createDispute");
  b = await b.restart();
  await later(600);
  const [dispute] = (await b.stripe.disputes.list({ payment_intent: intent.id })).data;
  expect(dispute?.status).toBe("needs_response");
});

test("a dispute that is not there is a 404", async () => {
  expect(await refusal(b.stripe.disputes.retrieve("du_none"))).toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    message: "No such dispute: 'du_none'",
  });
});
