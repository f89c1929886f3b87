// Money that comes late, twice, or while Stripe cannot be asked.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { deliveryMethods } from "@/db/schema/catalog";
import { channels } from "@/db/schema/channels";
import { donations } from "@/db/schema/donations";
import { mails } from "@/db/schema/mail";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import type { Context } from "@/domain/context";
import { type World, world } from "@/domain/testing";
import { attemptsOf, instead, orderRow, pay, placed, typedCard } from "@/domain/testing-purchases";
import { cancelAndRefund } from "./cancel-and-refund";
import { give } from "./give";
import { handleStripeEvents, receiveStripeEvent } from "./handle-stripe-event";
import { learnPayment } from "./learn-payment";
import { releaseExpiredHolds, releaseOldDonations, sweepPayments, sweepRefunds } from "./sweep";

const giftOf = async (w: World, causeId: string, giftMinor: number, card: string) => ({
  causeId,
  giftMinor,
  coversFee: false,
  seenTotalMinor: giftMinor,
  email: "donor@merle.test",
  donorName: "Grace Okafor",
  isAnonymous: false,
  keepsDetails: false,
  tweetId: undefined,
  means: await typedCard(w, card),
  returnUrl: "http://localhost:3000/donate/return?gift=:id",
  showsChallengeInPlace: true,
});

const mailKinds = async (w: World) => (await w.db.select().from(mails)).map((mail) => mail.kind).toSorted();

/** As when the closing of a declined payment is lost on its way: it can be paid from the browser still. */
const withoutCancelling = (ctx: Context) =>
  instead(ctx, () => ({ cancelIntent: async () => ({ kind: "unknown" }) }));

/** The browser pays a declined payment after all, with its client secret and another card. */
const payFromBrowser = (w: World, intentId: string) =>
  w.stripe.client.paymentIntents.confirm(intentId, {
    payment_method: "pm_card_visa",
    return_url: "http://localhost:3000/buy/return",
  });

async function tell(w: World, intentId: string): Promise<void> {
  const ctx = w.schedule();
  await receiveStripeEvent(ctx, {
    id: `evt_${intentId}_${Math.random()}`,
    type: "payment_intent.succeeded",
    objectId: intentId,
  });
  await handleStripeEvents(ctx);
}

test("an old payment that succeeds late does not pay for an order that was made larger meanwhile", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, withoutCancelling(ctx), order, "pm_card_visa_chargeDeclined");
  const [declined] = await attemptsOf(w, order.id);
  await placed(ctx, mug, { quantity: 3 });
  await payFromBrowser(w, declined!.stripePaymentIntentId!);
  await tell(w, declined!.stripePaymentIntentId!);

  expect(await orderRow(w, order.id)).toMatchObject({ status: "pending", totalMinor: 7700 });
  expect(await w.db.select().from(refunds)).toMatchObject([{ amountMinor: 2900, status: "succeeded" }]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 5, held: 3, sold: 0 });
});

test("an old payment that succeeds late does not pay for a gift that was made larger meanwhile", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  const ctx = w.guest();
  const gift = (giftMinor: number, card: string) => giftOf(w, causeId, giftMinor, card);
  await give(withoutCancelling(ctx), await gift(2000, "pm_card_visa_chargeDeclined"));
  const given = await give(withoutCancelling(ctx), await gift(9000, "pm_card_visa_chargeDeclined"));
  if (!given.ok) throw new Error(given.reason);
  const [small] = await attemptsOf(w, given.value.donationId);
  await payFromBrowser(w, small!.stripePaymentIntentId!);
  await tell(w, small!.stripePaymentIntentId!);

  expect(await w.db.select().from(donations)).toMatchObject([{ status: "pending", totalMinor: 9000 }]);
  expect(await w.db.select().from(refunds)).toMatchObject([{ amountMinor: 2000, status: "succeeded" }]);
});

test("paid twice, the second payment goes back and the books of the order stay as they were", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, withoutCancelling(ctx), order, "pm_card_visa_chargeDeclined");
  await pay(w, ctx, order);
  const [declined] = await attemptsOf(w, order.id);
  await payFromBrowser(w, declined!.stripePaymentIntentId!);
  await tell(w, declined!.stripePaymentIntentId!);

  expect(await w.db.select().from(refunds)).toMatchObject([
    { attemptId: declined!.id, reason: "paid-twice", status: "succeeded" },
  ]);
  expect(await orderRow(w, order.id)).toMatchObject({ status: "paid", refundedMinor: 0 });
  expect(await mailKinds(w)).toEqual(["order-paid", "order-refunded"]);

  expect(await cancelAndRefund(ctx, order.id)).toMatchObject({ ok: true });
  expect(await orderRow(w, order.id)).toMatchObject({ status: "cancelled", refundedMinor: 2900 });
});

test("an old payment that succeeds closes the newer one that still waits for the bank", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, withoutCancelling(ctx), order, "pm_card_visa_chargeDeclined");
  await pay(w, ctx, order, "pm_card_authenticationRequired");
  const [declined, asked] = await attemptsOf(w, order.id);
  await payFromBrowser(w, declined!.stripePaymentIntentId!);
  await tell(w, declined!.stripePaymentIntentId!);
  expect((await orderRow(w, order.id)).status).toBe("paid");

  w.passMinutes(3);
  await sweepPayments(w.schedule());
  expect((await w.stripe.client.paymentIntents.retrieve(asked!.stripePaymentIntentId!)).status).toBe(
    "canceled",
  );
  expect((await attemptsOf(w, order.id)).map(({ status }) => status)).toEqual(["succeeded", "cancelled"]);
});

test("a payment that cannot be settled does not keep the others from being swept", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const [ada, grace] = [w.guest(), w.guest()];
  const [hers, his] = [await placed(ada, mug), await placed(grace, mug, { email: "grace@merle.test" })];
  await w.stripe.fault("reset-after", "*/confirm", 2);
  await pay(w, ada, hers);
  await pay(w, grace, his);
  await w.db.update(paymentAttempts).set({ amountMinor: 1 }).where(eq(paymentAttempts.subjectId, hers.id));
  w.passMinutes(3);
  await sweepPayments(w.schedule()).catch(() => undefined);
  expect((await orderRow(w, his.id)).status).toBe("paid");

  w.passMinutes(20);
  const third = w.guest();
  const late = await placed(third, mug, { email: "third@merle.test" });
  w.passMinutes(11);
  await releaseExpiredHolds(w.schedule()).catch(() => undefined);
  expect((await orderRow(w, late.id)).status).toBe("expired");
});

test("a card that pays in the instant in which its decline is closed has paid", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  const quick = instead(ctx, (real) => ({
    cancelIntent: async (intentId, key) => {
      await payFromBrowser(w, intentId);
      return real.cancelIntent(intentId, key);
    },
  }));
  expect(await pay(w, quick, order, "pm_card_visa_chargeDeclined")).toEqual({
    ok: true,
    value: { state: "paid" },
  });
  expect((await orderRow(w, order.id)).status).toBe("paid");
});

test("while Stripe does not accept our key nothing is concluded: no sale, no refund and no event is lost", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await w.stripe.fault("reset-after", "*/confirm");
  await pay(w, ctx, order);
  const [attempt] = await attemptsOf(w, order.id);
  const locked = w.withKey("not_our_key");
  w.passMinutes(30);
  await receiveStripeEvent(w.schedule(), {
    id: "evt_1",
    type: "payment_intent.succeeded",
    objectId: attempt!.stripePaymentIntentId!,
  });
  await handleStripeEvents(locked);
  await sweepPayments(locked);
  await releaseExpiredHolds(locked);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 5, held: 1, sold: 0 });
  w.passMinutes(1);
  await handleStripeEvents(w.schedule());
  expect((await orderRow(w, order.id)).status).toBe("paid");

  const hers = { ...locked, actor: ctx.actor };
  expect((await cancelAndRefund(hers, order.id)).ok).toBe(true);
  await sweepRefunds(w.schedule());
  expect(await orderRow(w, order.id)).toMatchObject({ status: "cancelled", refundedMinor: 2900 });
});

test("a payment that Stripe refused to carry out, and that it carried out after all, has paid", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  const misled = instead(ctx, (real) => ({
    confirmIntent: async (...question) => {
      await real.confirmIntent(...question);
      return { kind: "refused", code: "payment_intent_unexpected_state" };
    },
  }));
  await pay(w, misled, order);
  expect(await orderRow(w, order.id)).toMatchObject({ status: "paid" });
  expect(await learnPayment(ctx, order.id)).toEqual({ state: "paid" });
});

test("a payment that was ended while Stripe made it ready is not asked for", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  const slow = instead(ctx, (real) => ({
    createIntent: async (...question) => {
      const made = await real.createIntent(...question);
      await w.db.update(paymentAttempts).set({ status: "failed" });
      return made;
    },
  }));
  expect(await pay(w, slow, order)).toMatchObject({ ok: true, value: { state: "declined" } });
  const intents = (await w.stripe.client.paymentIntents.list()).data;
  expect(intents.map(({ status }) => status)).toEqual(["canceled"]);
});

test("an event outlives an outage of Stripe, however often it was looked at meanwhile", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await w.stripe.fault("reset-after", "*/confirm");
  await pay(w, ctx, order);
  const [attempt] = await attemptsOf(w, order.id);
  await receiveStripeEvent(w.schedule(), {
    id: "evt_1",
    type: "payment_intent.succeeded",
    objectId: attempt!.stripePaymentIntentId!,
  });
  const silent = instead(w.schedule(), () => ({ retrieveIntent: async () => ({ kind: "unknown" }) }));
  for (let look = 0; look < 40; look++) {
    await handleStripeEvents(silent);
    w.passMinutes(0.25);
  }
  await handleStripeEvents(w.schedule());
  expect((await orderRow(w, order.id)).status).toBe("paid");
});

test("same-day delivery is not sold after the hour until which it can be ordered and its hold are over", async () => {
  const w = await world();
  const seller = await w.merchant();
  await w.db.insert(deliveryMethods).values({
    id: "same-day",
    merchantId: seller.accountId,
    kind: "same-day",
    feeMinor: 900,
    currency: "EUR",
    minDays: 0,
    maxDays: 0,
    sameDay: {
      cityName: "Lyon",
      country: "FR",
      postalPrefixes: ["69"],
      cutOffMinute: 11 * 60 + 5, // the clock stands at 11:00 in Paris
      deliveredByMinute: 18 * 60,
    },
  });
  const mug = await w.listing(seller);
  const ctx = w.guest();
  const order = await placed(ctx, mug, { deliveryKind: "same-day" });
  w.passMinutes(9);
  await pay(w, ctx, order, "pm_card_visa_chargeDeclined"); // after the hour, within the hold
  for (let round = 0; round < 3; round++) {
    w.passMinutes(9);
    await pay(w, ctx, order, "pm_card_visa_chargeDeclined");
  }
  expect(await pay(w, ctx, order)).toMatchObject({ reason: "price-changed" });
  await expect(placed(ctx, mug, { deliveryKind: "same-day" })).rejects.toThrow("no-delivery");
});

test("a refund asked again after its key was forgotten is not taken for a failure", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, ctx, order);
  await w.stripe.fault("reset-after", "/v1/refunds");
  await cancelAndRefund(ctx, order.id);
  w.passMinutes(26 * 60);
  await sweepRefunds(w.schedule());
  expect(await w.db.select().from(refunds)).toMatchObject([{ status: "succeeded" }]);
  expect(await orderRow(w, order.id)).toMatchObject({ refundedMinor: 2900 });
});

test("who begins anew while sales go on may finish within the new hold, and nobody long after their end", async () => {
  const w = await world();
  const seller = await w.merchant();
  const mug = await w.listing(seller);
  const ctx = w.guest();
  await placed(ctx, mug);
  w.passMinutes(29);
  const order = await placed(ctx, mug);
  await w.db
    .update(channels)
    .set({ salesEndAt: new Date(w.clock.now().getTime() + 60_000) })
    .where(eq(channels.id, seller.channelId));
  w.passMinutes(9);
  expect(await pay(w, ctx, order, "pm_card_visa_chargeDeclined")).toMatchObject({ ok: true });
  w.passMinutes(22);
  expect(await pay(w, ctx, order)).toMatchObject({ reason: "sales-ended" });
});

test("a gift that is begun anew a day later is not closed while its donor answers the bank", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  const ctx = w.guest();
  await give(ctx, await giftOf(w, causeId, 2000, "pm_card_visa_chargeDeclined"));
  w.passMinutes(24 * 60 - 1);
  await give(ctx, await giftOf(w, causeId, 2000, "pm_card_authenticationRequired"));
  w.passMinutes(2);
  await releaseOldDonations(w.schedule());
  const [gift] = await w.db.select().from(donations);
  expect(gift?.status).toBe("pending");
  const statuses = (await attemptsOf(w, gift!.id)).map(({ status }) => status);
  expect(statuses).toEqual(["failed", "requires-action"]);

  w.passMinutes(24 * 60);
  await releaseOldDonations(w.schedule());
  expect(await w.db.select().from(donations)).toMatchObject([{ status: "expired" }]);
});
