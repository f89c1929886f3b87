import { afterAll, beforeAll, expect, test } from "vitest";
import type { Stripe } from "stripe";
import { bench, idOf, refusal } from "./testing";
import type { Bench } from "./testing";

let nowMs = Date.now();
let b: Bench;
beforeAll(async () => {
  b = await bench({ clock: () => nowMs });
});
afterAll(() => b.stop());

const twoDays = 49 * 60 * 60 * 1000;

async function shop(capabilities: string | null = "active"): Promise<string> {
  const { id } = await b.stripe.v2.core.accounts.create({
    contact_email: "atelier@example.test",
    dashboard: "express",
    display_name: "Atelier",
    identity: { country: "us" },
    defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
    configuration: {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    },
  });
  if (capabilities !== null) await b.order("/_local/accounts", { account: id, capabilities });
  return id;
}

async function holdings(account?: string): Promise<number> {
  const balance = await b.stripe.balance.retrieve({}, account ? { stripeAccount: account } : {});
  return [...balance.available, ...balance.pending].reduce((sum, part) => sum + part.amount, 0);
}

/** What every movement of the account comes to. */
async function movements(account?: string): Promise<Stripe.BalanceTransaction[]> {
  const options = account ? { stripeAccount: account } : {};
  return b.stripe.balanceTransactions.list({ limit: 100 }, options).autoPagingToArray({ limit: 5000 });
}

function paid(account: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return b.stripe.paymentIntents.create({
    amount: 10_000,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
    application_fee_amount: 1500,
    transfer_data: { destination: account },
    ...more,
  });
}

test("a payment for a shop gives it the whole amount, and takes the fee of it back", async () => {
  const account = await shop();
  const before = await holdings();
  const intent = await paid(account, { expand: ["latest_charge.transfer", "latest_charge.application_fee"] });
  expect(intent).toMatchObject({
    status: "succeeded",
    application_fee_amount: 1500,
    transfer_data: { destination: account },
    transfer_group: `group_${intent.id}`,
  });
  expect(intent.latest_charge).toMatchObject({
    application_fee_amount: 1500,
    application_fee: { amount: 1500, account },
    transfer: { amount: 10_000, destination: account, transfer_group: `group_${intent.id}` },
  });
  expect(await holdings()).toBe(before + 1500 - 320);
  expect(await holdings(account)).toBe(8500);
  const [theirs] = await movements(account);
  expect(theirs).toMatchObject({
    type: "payment",
    amount: 10_000,
    fee: 1500,
    net: 8500,
    status: "pending",
    fee_details: [{ type: "application_fee", amount: 1500 }],
  });
  const payment = await b.stripe.charges.retrieve(
    idOf(theirs?.source ?? null),
    {},
    { stripeAccount: account },
  );
  expect(payment).toMatchObject({ amount: 10_000, application_fee_amount: 1500 });
  expect(await refusal(b.stripe.charges.retrieve(payment.id))).toMatchObject({ statusCode: 404 });
});

test("an account that nobody onboarded is sent no money, nor is one that lost what it needs", async () => {
  const account = await shop(null);
  expect(await refusal(paid(account))).toMatchObject({
    statusCode: 400,
    code: "insufficient_capabilities_for_transfer",
    param: "transfer_data[destination]",
  });
  await b.order("/_local/accounts", { account, capabilities: "active" });
  const waiting = await paid(account, { confirm: false, payment_method: undefined });
  await b.order("/_local/accounts", { account, capabilities: "restricted" });
  const late = b.stripe.paymentIntents.confirm(waiting.id, { payment_method: "pm_card_visa" });
  expect(await refusal(late)).toMatchObject({ code: "insufficient_capabilities_for_transfer" });
  expect((await b.stripe.paymentIntents.retrieve(waiting.id)).latest_charge).toBeNull();
  expect(await refusal(paid("acct_nobody"))).toMatchObject({ code: "resource_missing" });
});

test("an account that loses its capability while the bank asks gets nothing, and the shopper is not charged", async () => {
  const account = await shop();
  const asked = await paid(account, {
    payment_method: "pm_card_threeDSecure2Required",
    return_url: "https://shop.example.test/back",
  });
  await b.order("/_local/accounts", { account, capabilities: "restricted" });
  const url = asked.next_action?.redirect_to_url?.url ?? "";
  await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ outcome: "complete" }),
    redirect: "manual",
  });
  expect(await b.stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
    status: "requires_payment_method",
    latest_charge: null,
    last_payment_error: { code: "insufficient_capabilities_for_transfer" },
  });
});

test("three uneven refunds give fee and transfer back to the last cent", async () => {
  const account = await shop();
  const [ours, theirs] = [await holdings(), await holdings(account)];
  const intent = await paid(account, { amount: 9999, application_fee_amount: 1501 });
  const charge = idOf(intent.latest_charge);
  const reversed: number[] = [];
  for (const amount of [3331, 3335, 3333]) {
    const refund = await b.stripe.refunds.create({
      payment_intent: intent.id,
      amount,
      reverse_transfer: true,
      refund_application_fee: true,
      expand: ["transfer_reversal"],
    });
    expect(refund.transfer_reversal).toMatchObject({ amount, source_refund: refund.id });
    const fee = (await b.stripe.charges.retrieve(charge, { expand: ["application_fee"] })).application_fee;
    reversed.push(typeof fee === "object" && fee ? fee.amount_refunded : -1);
  }
  // floor(1501 * 3331 / 9999), floor(1501 * 6666 / 9999), and all of it with the last.
  expect(reversed).toEqual([500, 1000, 1501]);
  const whole = await b.stripe.charges.retrieve(charge, { expand: ["transfer", "application_fee"] });
  expect(whole).toMatchObject({
    refunded: true,
    transfer: { amount_reversed: 9999, reversed: true },
    application_fee: { amount_refunded: 1501, refunded: true },
  });
  expect(await holdings(account)).toBe(theirs);
  // Stripe keeps its fee for the payment.
  expect(await holdings()).toBe(ours - 320);
});

test("a refund that takes nothing back is the platform's loss", async () => {
  const account = await shop();
  const intent = await paid(account);
  const before = await holdings();
  const refund = await b.stripe.refunds.create({ payment_intent: intent.id, amount: 4000 });
  expect(refund.transfer_reversal).toBeNull();
  expect(await holdings()).toBe(before - 4000);
  expect(await holdings(account)).toBe(8500);
  const feeOnly = { payment_intent: intent.id, amount: 2000, refund_application_fee: true };
  await b.stripe.refunds.create(feeOnly);
  // 6000 of 10000 are given back by now.
  expect(await holdings(account)).toBe(8500 + 900);
  const plain = await b.stripe.paymentIntents.create({
    amount: 900,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
  });
  for (const asked of [{ reverse_transfer: true }, { refund_application_fee: true }]) {
    const refused = refusal(b.stripe.refunds.create({ payment_intent: plain.id, ...asked }));
    expect(await refused).toMatchObject({ param: Object.keys(asked)[0] });
  }
});

test("what is captured is what is shared", async () => {
  const account = await shop();
  const held = await paid(account, { capture_method: "manual" });
  expect(await holdings(account)).toBe(0);
  const captured = await b.stripe.paymentIntents.capture(held.id, {
    amount_to_capture: 6000,
    application_fee_amount: 600,
    expand: ["latest_charge.transfer"],
  });
  expect(captured.latest_charge).toMatchObject({ transfer: { amount: 6000 }, application_fee_amount: 600 });
  expect(await holdings(account)).toBe(5400);
});

test("a part of a payment is passed on without a fee", async () => {
  const account = await shop();
  await paid(account, {
    application_fee_amount: undefined,
    transfer_data: { destination: account, amount: 8765 },
  });
  expect(await holdings(account)).toBe(8765);
  for (const [more, param] of [
    [
      { transfer_data: { destination: account, amount: 10_001 }, application_fee_amount: undefined },
      "transfer_data[amount]",
    ],
    [{ transfer_data: { destination: account, amount: 10 } }, "application_fee_amount"],
    [{ application_fee_amount: 10_001 }, "application_fee_amount"],
    [{ transfer_data: undefined }, "application_fee_amount"],
  ] as const) {
    expect(await refusal(paid(account, more))).toMatchObject({ statusCode: 400, param });
  }
});

test("one charge is shared by hand among two shops, and not beyond its amount", async () => {
  const [one, other] = [await shop(), await shop()];
  const intent = await b.stripe.paymentIntents.create({
    amount: 10_000,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
    transfer_group: "basket_7",
  });
  const source = { currency: "usd", source_transaction: idOf(intent.latest_charge) };
  const first = await b.stripe.transfers.create({
    ...source,
    amount: 6000,
    destination: one,
    metadata: { row: 1 },
  });
  expect(first).toMatchObject({ transfer_group: "basket_7", source_transaction: intent.latest_charge });
  const over = b.stripe.transfers.create({ ...source, amount: 4001, destination: other });
  expect(await refusal(over)).toMatchObject({ statusCode: 400, param: "amount" });
  await b.stripe.transfers.create({ ...source, amount: 4000, destination: other });
  const listed = await b.stripe.transfers.list({ transfer_group: "basket_7" });
  expect(listed.data.map((transfer) => transfer.amount)).toEqual([4000, 6000]);

  const reversal = await b.stripe.transfers.createReversal(first.id, {
    amount: 500,
    metadata: { why: "damaged" },
  });
  expect(await b.stripe.transfers.retrieve(first.id, { expand: ["destination_payment"] })).toMatchObject({
    amount_reversed: 500,
    reversals: { data: [{ id: reversal.id, metadata: { why: "damaged" } }] },
    destination_payment: { amount_refunded: 500, source_transfer: first.id },
  });
  expect(await holdings(one)).toBe(5500);
  expect(await refusal(b.stripe.transfers.createReversal(first.id, { amount: 5501 }))).toMatchObject({
    param: "amount",
  });
  const [reversed] = (await b.stripe.events.list({ type: "transfer.reversed" })).data;
  expect(reversed?.data.previous_attributes).toMatchObject({ amount_reversed: 0 });
});

test("a transfer of its own takes only what is available, and is taken back only while the money is there", async () => {
  const account = await shop();
  await b.stripe.paymentIntents.create({
    amount: 900_000,
    currency: "usd",
    payment_method: "pm_card_bypassPending",
    confirm: true,
  });
  const { available } = await b.stripe.balance.retrieve();
  const all = available[0]?.amount ?? 0;
  const transfer = { currency: "usd", destination: account };
  expect(await refusal(b.stripe.transfers.create({ ...transfer, amount: all + 1 }))).toMatchObject({
    code: "balance_insufficient",
  });
  const sent = await b.stripe.transfers.create({ ...transfer, amount: 3000 });
  await b.stripe.payouts.create({ amount: 2000, currency: "usd" }, { stripeAccount: account });
  expect(await refusal(b.stripe.transfers.createReversal(sent.id))).toMatchObject({
    code: "balance_insufficient",
  });
  await b.stripe.transfers.createReversal(sent.id, { amount: 1000 });
  expect(await holdings(account)).toBe(0);
});

test("a fee is given back by itself, once", async () => {
  const account = await shop();
  const intent = await paid(account);
  const charge = await b.stripe.charges.retrieve(idOf(intent.latest_charge));
  const fee = idOf(charge.application_fee);
  const part = await b.stripe.applicationFees.createRefund(fee, { amount: 400, metadata: { why: "late" } });
  expect(part).toMatchObject({ object: "fee_refund", amount: 400, fee, metadata: { why: "late" } });
  await b.stripe.applicationFees.createRefund(fee);
  expect(await b.stripe.applicationFees.retrieve(fee)).toMatchObject({
    amount_refunded: 1500,
    refunded: true,
  });
  expect(await refusal(b.stripe.applicationFees.createRefund(fee))).toMatchObject({
    code: "charge_already_refunded",
  });
  expect(await holdings(account)).toBe(10_000);
  const [refunded] = (await b.stripe.events.list({ type: "application_fee.refunded" })).data;
  expect(refunded?.data.object).toMatchObject({ id: fee });
});

test("one key at two accounts is two requests, at one account it is one", async () => {
  const [one, other] = [await shop(), await shop()];
  for (const account of [one, other]) await paid(account, { payment_method: "pm_card_bypassPending" });
  const payout = { amount: 1000, currency: "usd" };
  const at = (stripeAccount: string) =>
    b.stripe.payouts.create(payout, { stripeAccount, idempotencyKey: "payout_today" });
  const first = await at(one);
  expect((await at(other)).id).not.toBe(first.id);
  expect((await at(one)).id).toBe(first.id);
  expect(await holdings(one)).toBe(7500);
  expect(await holdings(other)).toBe(7500);
});

test("what a partial capture lets go of was never shared, so a refund takes all of the rest back", async () => {
  const account = await shop();
  const held = await paid(account, { capture_method: "manual", application_fee_amount: 1000 });
  await b.stripe.paymentIntents.capture(held.id, { amount_to_capture: 6000 });
  expect(await holdings(account)).toBe(5000);
  const half = { payment_intent: held.id, reverse_transfer: true, refund_application_fee: true };
  await b.stripe.refunds.create({ ...half, amount: 3000 });
  expect(await holdings(account)).toBe(2500);
  await b.stripe.refunds.create(half);
  expect(await holdings(account)).toBe(0);
});

test("a payout is on its way, then there; what is not available cannot be sent", async () => {
  const account = await shop();
  const theirs = { stripeAccount: account };
  await paid(account, { payment_method: "pm_card_bypassPending" });
  const early = b.stripe.payouts.create({ amount: 8501, currency: "usd" }, theirs);
  expect(await refusal(early)).toMatchObject({ code: "balance_insufficient" });
  const payout = await b.stripe.payouts.create({ amount: 8000, currency: "usd" }, theirs);
  expect(payout).toMatchObject({ status: "pending", amount: 8000 });
  expect(await holdings(account)).toBe(500);
  nowMs += 25 * 60 * 60 * 1000;
  await b.local.runDue();
  expect((await b.stripe.payouts.retrieve(payout.id, {}, theirs)).status).toBe("in_transit");
  expect((await refusal(b.stripe.payouts.cancel(payout.id, {}, theirs))).message).toContain("pending");
  nowMs += 25 * 60 * 60 * 1000;
  await b.local.runDue();
  expect((await b.stripe.payouts.retrieve(payout.id, {}, theirs)).status).toBe("paid");
  const events = await b.stripe.events.list({ types: ["payout.*"] }, theirs);
  expect(events.data.map((event) => [event.type, event.account])).toEqual([
    ["payout.paid", account],
    ["payout.updated", account],
    ["payout.created", account],
  ]);
  expect((await b.stripe.payouts.list({ status: "paid" })).data).toEqual([]);
});

test("a payout that the bank sends back, or that is stopped in time, is money again", async () => {
  const account = await shop();
  const theirs = { stripeAccount: account };
  await paid(account, { payment_method: "pm_card_bypassPending" });
  const bank = await b.stripe.accounts.createExternalAccount(account, {
    external_account: {
      object: "bank_account",
      account_number: "000111111116",
      routing_number: "110000000",
      country: "US",
      currency: "usd",
    },
    default_for_currency: true,
  });
  const stopped = await b.stripe.payouts.create({ amount: 100, currency: "usd" }, theirs);
  expect(await b.stripe.payouts.cancel(stopped.id, {}, theirs)).toMatchObject({ status: "canceled" });
  const doomed = await b.stripe.payouts.create({ amount: 8500, currency: "usd" }, theirs);
  expect(doomed.destination).toBe(bank.id);
  nowMs += twoDays;
  await b.local.runDue();
  const failed = await b.stripe.payouts.retrieve(
    doomed.id,
    { expand: ["failure_balance_transaction"] },
    theirs,
  );
  expect(failed).toMatchObject({
    status: "failed",
    failure_code: "no_account",
    failure_balance_transaction: { type: "payout_failure", amount: 8500 },
  });
  expect(await holdings(account)).toBe(8500);
  const euros = b.stripe.payouts.create({ amount: 1, currency: "eur" }, theirs);
  expect(await refusal(euros)).toMatchObject({ param: "currency" });
});

test("payments are not taken in the name of an account, and an unknown account has nothing", async () => {
  const account = await shop();
  const direct = b.stripe.paymentIntents.create({ amount: 500, currency: "usd" }, { stripeAccount: account });
  expect((await refusal(direct)).message).toContain("destination charges");
  const unknown = b.stripe.balance.retrieve({}, { stripeAccount: "acct_nobody" });
  expect(await refusal(unknown)).toMatchObject({ statusCode: 403, code: "account_invalid" });
});

test("whatever is paid, shared, refunded, taken back and paid out, no cent is made or lost", async () => {
  const accounts = [await shop(), await shop()];
  await b.stripe.paymentIntents.create({
    amount: 900_000,
    currency: "usd",
    payment_method: "pm_card_bypassPending",
    confirm: true,
  });
  const start = await holdings();
  const known = accounts.map(() => 0);
  let ours = 0;
  const random = generator(20_261_125);
  const charges: {
    id: string;
    which: number;
    amount: number;
    fee: number;
    given: number;
    feeGiven: number;
  }[] = [];
  const transfers: { id: string; which: number; left: number }[] = [];
  for (let step = 0; step < 120; step += 1) {
    const which = random(accounts.length);
    const account = accounts[which] ?? "";
    const act = random(5);
    const charge = charges[random(charges.length)];
    const transfer = transfers[random(transfers.length)];
    if (act === 0 || !charge || !transfer) {
      const amount = 50 + random(20_000);
      const fee = random(amount + 1);
      const made = await paid(account, { amount, application_fee_amount: fee });
      charges.push({ id: idOf(made.latest_charge), which, amount, fee, given: 0, feeGiven: 0 });
      known[which] = (known[which] ?? 0) + amount - fee;
      ours += fee - Math.floor((amount * 29 + 500) / 1000) - 30;
      const sent = await b.stripe.transfers.create({ amount: 777, currency: "usd", destination: account });
      transfers.push({ id: sent.id, which, left: 777 });
      known[which] = (known[which] ?? 0) + 777;
      ours -= 777;
    } else if (act < 3 && charge.given < charge.amount) {
      const amount = 1 + random(charge.amount - charge.given);
      const back = { reverse_transfer: true, refund_application_fee: true };
      await b.stripe.refunds.create({ charge: charge.id, amount, ...back });
      charge.given += amount;
      const fee = Math.floor((charge.fee * charge.given) / charge.amount) - charge.feeGiven;
      charge.feeGiven += fee;
      known[charge.which] = (known[charge.which] ?? 0) - amount + fee;
      ours -= fee;
    } else if (act === 3 && transfer.left > 0) {
      const amount = 1 + random(transfer.left);
      const outcome = await b.stripe.transfers.createReversal(transfer.id, { amount }).catch(() => null);
      if (!outcome) continue;
      transfer.left -= amount;
      known[transfer.which] = (known[transfer.which] ?? 0) - amount;
      ours += amount;
    } else {
      const amount = 1 + random(2000);
      const payout = b.stripe.payouts.create({ amount, currency: "usd" }, { stripeAccount: account });
      if (await payout.catch(() => null)) known[which] = (known[which] ?? 0) - amount;
      nowMs += random(12) * 60 * 60 * 1000;
    }
  }
  expect(await holdings()).toBe(start + ours);
  for (const [index, account] of accounts.entries()) expect(await holdings(account)).toBe(known[index]);
  for (const account of [undefined, ...accounts]) {
    const all = await movements(account);
    expect(all.reduce((sum, one) => sum + one.net, 0)).toBe(await holdings(account));
    expect(all.every((one) => one.net === one.amount - one.fee)).toBe(true);
  }
});

/** Whole numbers below `limit`, the same ones for the same seed. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return limit === 0 ? 0 : Math.floor((state / 4_294_967_296) * limit);
  };
}
