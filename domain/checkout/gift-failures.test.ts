// Gifts are held to what orders are held to (failures.test.ts): the same numbers, the same end. What guards them is the
// same code; taken out as described there, these fail with those.
import { expect, test } from "vitest";
import { donations } from "@/db/schema/donations";
import { mails } from "@/db/schema/mail";
import { paymentAttempts } from "@/db/schema/payments";
import { donationPage } from "@/domain/donations/queries";
import { openRefund } from "@/domain/payments/refund-attempt";
import { type World, world } from "@/domain/testing";
import {
  dying,
  expectBooksInOrder,
  given,
  hearAll,
  instead,
  intentsAtStripe,
  paidAtStripe,
  tell,
  told,
  typedCard,
  untilItDies,
} from "@/domain/testing-purchases";
import { learnPayment } from "./learn-payment";
import { settleRefund } from "./settle-refund";
import { sweepPayments } from "./sweep";

/** A charity with a cause, and somebody who wants to give. */
async function wanting() {
  const w = await world();
  const { causeId } = await w.cause();
  return { ...w, causeId, donor: w.guest() };
}

const giftsOf = async (w: World) => w.db.select().from(donations);

/** A day later: given so often, with as many receipts, and the books agree. */
async function expectGiven(w: World, times: number): Promise<void> {
  await expectBooksInOrder(w);
  expect(await paidAtStripe(w)).toHaveLength(times);
  expect((await giftsOf(w)).filter(({ status }) => status === "paid")).toHaveLength(times);
  expect(await w.db.select().from(mails)).toHaveLength(times);
}

test("1: ten presses of one button give once", async () => {
  const w = await wanting();
  const means = await typedCard(w);
  const presses = await Promise.all(
    Array.from({ length: 10 }, () => given(w, w.donor, w.causeId, { means })),
  );
  expect(presses.map(told).filter((state) => state === "paid").length).toBeGreaterThan(0);
  expect(await intentsAtStripe(w)).toHaveLength(1);
  await expectGiven(w, 1);
});

test("5: the event is there before the answer to the click: given once, one receipt", async () => {
  const w = await wanting();
  const ctx = instead(w.donor, (real) => ({
    async confirmIntent(id, params, key) {
      const answer = await real.confirmIntent(id, params, key);
      await tell(w, "payment_intent.succeeded", id, 3);
      return answer;
    },
  }));
  expect(told(await given(w, ctx, w.causeId))).toBe("paid");
  await expectGiven(w, 1);
});

test("7: the answer is lost and the event comes: the donor waits, reloads, and has given", async () => {
  const w = await wanting();
  await w.stripe.fault("reset-after", "/v1/payment_intents/*/confirm");
  expect(told(await given(w, w.donor, w.causeId))).toBe("confirming");
  const [intent] = await intentsAtStripe(w);
  await tell(w, "payment_intent.succeeded", intent!.id);
  expect(await learnPayment(w.donor, (await giftsOf(w))[0]!.id)).toEqual({ state: "paid" });
  await expectGiven(w, 1);
});

test("8: answer and event are lost: the sweeper learns of the gift within three minutes", async () => {
  const w = await wanting();
  await w.stripe.fault("reset-after", "/v1/payment_intents/*/confirm");
  expect(told(await given(w, w.donor, w.causeId))).toBe("confirming");
  w.passMinutes(3);
  await sweepPayments(w.schedule());
  expect(await giftsOf(w)).toMatchObject([{ status: "paid", receiptNumber: "2026-000001" }]);
  await expectGiven(w, 1);
});

const moments = [
  ["15", "before", "createIntent", 0],
  ["16", "after", "createIntent", 0],
  ["17", "after", "confirmIntent", 1],
] as const;
test.each(moments)("%s: killed %s %s, the donor has given %i times", async (_, moment, call, times) => {
  const w = await wanting();
  await untilItDies(given(w, dying(w.donor, moment, call), w.causeId));
  await expectGiven(w, times);
});

test.each([
  "500",
  "429",
  "409",
  "timeout-before",
  "timeout-after",
  "reset-before",
  "reset-after",
  "html-502",
])("19: %s three times: never told that it failed, and given or not, never both", async (kind) => {
  const w = await wanting();
  await w.stripe.fault(kind, "/v1/payment_intents/*/confirm", 3);
  expect(told(await given(w, w.donor, w.causeId))).toBe("confirming");
  const [gift] = await giftsOf(w);
  for (let turn = 0; turn < 4; turn++) await learnPayment(w.donor, gift!.id);
  await given(w, w.donor, w.causeId);
  await expectGiven(w, (await paidAtStripe(w)).length);
  expect((await paidAtStripe(w)).length).toBeLessThanOrEqual(1);
});

test("20: a declined card gives nothing, its reason is told, and another card gives", async () => {
  const w = await wanting();
  expect(await given(w, w.donor, w.causeId, {}, "pm_card_chargeDeclinedExpiredCard")).toMatchObject({
    value: { state: "declined", code: "expired_card" },
  });
  expect(told(await given(w, w.donor, w.causeId))).toBe("paid");
  await expectGiven(w, 1);
});

test.each([
  ["complete", 1],
  ["fail", 0],
  [undefined, 0],
] as const)("22: the bank asks, the donor answers %s: given %i times", async (answer, times) => {
  const w = await wanting();
  expect(told(await given(w, w.donor, w.causeId, {}, "pm_card_threeDSecure2Required"))).toBe(
    "requires-action",
  );
  const [intent] = await intentsAtStripe(w);
  if (answer) await w.stripe.answerChallenge(intent!.id, answer);
  const [gift] = await giftsOf(w);
  await learnPayment(w.donor, gift!.id);
  await expectGiven(w, times);
});

// Out: the question in donationPage. Then: the receipt says nothing of money that its donor waits for.
test.each([
  ["pm_card_refundFail", "looked-into"],
  ["pm_card_createDispute", "with-the-bank"],
] as const)("27: a gift paid with %s whose refund fails says that it is %s", async (card, trouble) => {
  const w = await wanting();
  expect(told(await given(w, w.donor, w.causeId, {}, card))).toBe("paid");
  const [gift] = await giftsOf(w);
  const page = () => donationPage(w.donor, gift!.id);
  expect((await page())?.refundTrouble).toBeUndefined();
  const [attempt] = await w.db.select().from(paymentAttempts);
  // The bank is quicker than its news: here the money seems to be there to be given back.
  if (trouble === "with-the-bank") {
    w.passMinutes(1);
    await w.stripe.local.runDue();
  }
  const refund = await openRefund(w.schedule(), attempt!, gift!.totalMinor, "by-merchant");
  if (!refund.ok) throw new Error(refund.reason);
  await settleRefund(w.schedule(), refund.value);
  w.passMinutes(1);
  await w.stripe.local.runDue();
  await hearAll(w);
  expect(await page()).toMatchObject({
    refundTrouble: trouble,
    refundedMinor: 0,
    receiptNumber: "2026-000001",
  });
});
