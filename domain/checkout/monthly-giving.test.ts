import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { people } from "@/db/schema/accounts";
import { programmes } from "@/db/schema/channels";
import { donations, monthlyGifts } from "@/db/schema/donations";
import { mails } from "@/db/schema/mail";
import { disputes, keptCards, paymentAttempts } from "@/db/schema/payments";
import { auditBooks } from "@/domain/audit/audit-books";
import type { Context } from "@/domain/context";
import { monthlyGiftPage, monthlyGiftPath, monthlyGiftsOf } from "@/domain/donations/monthly-gifts";
import type { PlaceMonthlyGift } from "@/domain/donations/place-monthly-gift";
import { type World, world } from "@/domain/testing";
import { claimPurchase } from "./claim-purchase";
import { endUnbegun, giveMonthly, learnMonthlyGift } from "./give-monthly";
import { handleStripeEvents, receiveStripeEvent } from "./handle-stripe-event";
import { learnMonth, payMonth } from "./pay-month";
import { settleMonthlyGift } from "./settle-monthly-gift";
import { steerMonthlyGift } from "./steer-monthly-gift";
import { sweepMonthlyGifts } from "./sweep";

const day = 24 * 60;
const month = 31 * day + 120; // with the hour in which Stripe still waits

async function wish(
  w: World,
  causeId: string,
  card = "pm_card_visa",
  more: Partial<PlaceMonthlyGift> = {},
): Promise<PlaceMonthlyGift> {
  return {
    causeId,
    giftMinor: 1500,
    coversFee: false,
    seenTotalMinor: 1500,
    email: "donor@merle.test",
    donorName: "Grace Okafor",
    isAnonymous: false,
    keepsCard: false,
    tweetId: undefined,
    card: { confirmationToken: await w.stripe.typeCard(card) },
    returnUrl: "http://localhost:3000/donate/return?monthly=:id",
    showsChallengeInPlace: true,
    ...more,
  };
}

async function given(w: World, ctx: Context, card?: string) {
  const { causeId } = await w.cause();
  const outcome = await giveMonthly(ctx, await wish(w, causeId, card));
  if (!outcome.ok) throw new Error(outcome.reason);
  return { causeId, giftId: outcome.value.giftId, step: outcome.value };
}

/** Time goes by at Stripe and here. */
async function pass(w: World, minutes: number) {
  w.passMinutes(minutes);
  await w.stripe.local.runDue();
}

/** Stripe tells everything that it has to tell, newest first, and every event twice. */
async function hearAll(w: World) {
  const told = await w.stripe.client.events.list({ limit: 100 });
  for (const event of [...told.data, ...told.data]) {
    const { object } = event.data;
    const notice = { id: event.id, type: event.type, objectId: "id" in object ? object.id : "" };
    await receiveStripeEvent(w.schedule(), notice);
  }
  for (let round = 0; round < 3; round++) await handleStripeEvents(w.schedule());
}

/** The secret of a link that stands in the first mail of a kind. */
async function secretIn(w: World, kind: string, member: string): Promise<string> {
  const [mail] = await w.db.select().from(mails).where(eq(mails.kind, kind));
  const path = new Map(Object.entries(mail?.content ?? {})).get(member);
  return new URL(String(path), "http://localhost:3000").searchParams.get("token") ?? "";
}

const months = (w: World) => w.db.select().from(donations).orderBy(asc(donations.id));
const mailKinds = async (w: World) =>
  (await w.db.select().from(mails).orderBy(asc(mails.id))).map((m) => m.kind);
const giftRow = async (w: World) => (await w.db.select().from(monthlyGifts))[0];

/** The card at Stripe that pays the months, so that a test can put another in its place. */
async function swapCard(w: World, card: string) {
  const gift = await giftRow(w);
  const customer = gift?.stripeCustomerId ?? "";
  const method = await w.stripe.client.paymentMethods.attach(card, { customer });
  await w.stripe.client.subscriptions.update(gift?.stripeSubscriptionId ?? "", {
    default_payment_method: method.id,
  });
}

test("a guest gives every month: each month is a gift of its own with its own receipt, mailed once", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId, step } = await given(w, ctx);
  expect(step).toMatchObject({ state: "paid" });
  await pass(w, month);
  await hearAll(w);
  await pass(w, month);
  await hearAll(w);
  await sweepMonthlyGifts(w.schedule());
  expect(await months(w)).toMatchObject(
    ["2026-000001", "2026-000002", "2026-000003"].map((receiptNumber) => ({
      receiptNumber,
      status: "paid",
      totalMinor: 1500,
      monthlyGiftId: giftId,
    })),
  );
  expect(await mailKinds(w)).toEqual(["donation-receipt", "donation-receipt", "donation-receipt"]);
  const attempts = await w.db.select().from(paymentAttempts);
  expect(attempts.map(({ status, amountMinor }) => [status, amountMinor])).toEqual(
    Array.from({ length: 3 }, () => ["succeeded", 1500]),
  );
  expect(await monthlyGiftsOf(ctx)).toMatchObject([
    { id: giftId, status: "active", renewsAt: new Date("2026-08-04T09:00:00.000Z") },
  ]);
});

test("it works while commerce is closed, and the fee can be covered every month", async () => {
  const w = await world();
  await w.merchant();
  await w.db.update(programmes).set({ salesEndAt: w.clock.now(), closesAt: w.clock.now() });
  const { causeId } = await w.cause();
  const input = await wish(w, causeId, "pm_card_visa", { coversFee: true, seenTotalMinor: 1576 });
  expect(await giveMonthly(w.guest(), input)).toMatchObject({ ok: true, value: { state: "paid" } });
  await pass(w, month);
  await sweepMonthlyGifts(w.schedule());
  expect(await months(w)).toMatchObject([
    { giftMinor: 1500, coveredFeeMinor: 76, totalMinor: 1576 },
    { giftMinor: 1500, coveredFeeMinor: 76, totalMinor: 1576 },
  ]);
});

test("a declined card begins nothing, and another one begins a gift", async () => {
  const w = await world();
  const ctx = w.guest();
  const { causeId } = await w.cause();
  const declined = await giveMonthly(
    ctx,
    await wish(w, causeId, "pm_card_visa_chargeDeclinedInsufficientFunds"),
  );
  expect(declined).toMatchObject({ ok: true, value: { state: "declined", code: "insufficient_funds" } });
  expect(await giftRow(w)).toMatchObject({ status: "expired", endReason: "declined" });
  const [subscription] = (await w.stripe.client.subscriptions.list({ status: "all" })).data;
  expect(subscription?.status).toBe("incomplete_expired");
  expect(await giveMonthly(ctx, await wish(w, causeId))).toMatchObject({
    ok: true,
    value: { state: "paid" },
  });
  expect(await monthlyGiftsOf(ctx)).toHaveLength(1);
});

test("a bank that asks at the beginning is answered, and then the gift runs", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId, step } = await given(w, ctx, "pm_card_authenticationRequiredOnSetup");
  expect(step.state).toBe("requires-action");
  expect(await learnMonthlyGift(ctx, giftId)).toMatchObject({ state: "requires-action" });
  const [intent] = (await w.stripe.client.paymentIntents.list()).data;
  await w.stripe.answerChallenge(intent?.id ?? "", "complete");
  await hearAll(w);
  expect(await learnMonthlyGift(ctx, giftId)).toEqual({ state: "paid" });
  await pass(w, month);
  await hearAll(w);
  expect(await months(w)).toHaveLength(2);
});

test("whoever leaves the bank's question for another card is charged for neither by the first", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx, "pm_card_authenticationRequired");
  const gift = await giftRow(w);
  if (!gift) throw new Error("There is no gift");
  await endUnbegun(ctx, gift, { reason: "left-open" });
  expect(await learnMonthlyGift(ctx, giftId)).toMatchObject({ state: "declined" });
  expect((await w.stripe.client.paymentIntents.list()).data[0]?.status).toBe("canceled");
});

// When silence was taken for "not paid", the gift had expired: its donor was told that nothing was taken.
test("a gift whose donor leaves is not called unpaid while Stripe does not say so", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx, "pm_card_authenticationRequired");
  const [intent] = (await w.stripe.client.paymentIntents.list()).data;
  await w.stripe.answerChallenge(intent?.id ?? "", "complete");
  const gift = await giftRow(w);
  if (!gift) throw new Error("There is no gift");
  const invoicesOf = () => Promise.resolve({ kind: "unknown" } as const);
  const silent = { ...ctx, payments: { ...ctx.payments, invoicesOf } };
  expect(await endUnbegun(silent, gift, { reason: "left-open" })).toBeUndefined();
  expect(await giftRow(w)).toMatchObject({ status: "pending" });
  expect(await learnMonthlyGift(ctx, giftId)).toEqual({ state: "paid" });
  expect(await months(w)).toHaveLength(1);
  expect(await auditBooks(w.schedule())).toEqual([]);
});

test("a double click and a second tab begin one gift; one that runs already is asked about", async () => {
  const w = await world();
  const ctx = w.guest();
  const { causeId } = await w.cause();
  const inputs = [await wish(w, causeId), await wish(w, causeId)];
  const outcomes = await Promise.all(inputs.map((input) => giveMonthly(ctx, input)));
  const [begun, ...others] = outcomes.toSorted((a, b) => Number(b.ok) - Number(a.ok));
  expect(begun).toMatchObject({ ok: true, value: { state: "paid" } });
  // Whoever comes second is told what is under way, or that it has begun by then.
  expect(others).toEqual([
    expect.objectContaining({ reason: expect.stringMatching(/^(payment-under-way|monthly-already)$/) }),
  ]);
  expect((await w.stripe.client.subscriptions.list({ status: "all" })).data).toHaveLength(1);
  expect(await giveMonthly(ctx, await wish(w, causeId))).toMatchObject({ reason: "monthly-already" });
  const again = await wish(w, causeId, undefined, { again: true });
  expect(await giveMonthly(ctx, again)).toMatchObject({ ok: true });
});

test("a crash after Stripe made the subscription charges nobody, and leaves nothing payable", async () => {
  const w = await world();
  const ctx = w.guest();
  const { causeId } = await w.cause();
  await w.stripe.fault("reset-after", "/v1/subscriptions");
  const lost = await giveMonthly(ctx, await wish(w, causeId));
  expect(lost).toMatchObject({ ok: true, value: { state: "confirming" } });
  await pass(w, 3);
  await sweepMonthlyGifts(w.schedule());
  expect(await giftRow(w)).toMatchObject({ status: "expired", endReason: "left-open", checkAt: null });
  const [subscription] = (await w.stripe.client.subscriptions.list({ status: "all" })).data;
  expect(subscription?.status).toBe("incomplete_expired");
  expect(await months(w)).toEqual([]);
});

test("an answer that is lost after the money was taken is found again, and charged once", async () => {
  const w = await world();
  const ctx = w.guest();
  const { causeId } = await w.cause();
  await w.stripe.fault("reset-after", "/v1/payment_intents/*/confirm");
  const lost = await giveMonthly(ctx, await wish(w, causeId));
  if (!lost.ok) throw new Error(lost.reason);
  await pass(w, 3);
  await sweepMonthlyGifts(w.schedule());
  await hearAll(w);
  expect(await learnMonthlyGift(ctx, lost.value.giftId)).toEqual({ state: "paid" });
  expect(await months(w)).toHaveLength(1);
  expect((await w.stripe.client.charges.list()).data).toHaveLength(1);
});

test("failure 24: a renewal that the bank wants to ask about mails a link that answers it", async () => {
  // Without the mail in settle-monthly-gift nobody is told, and this fails; with off_session kept in payMonth the
  // bank declines again instead of asking, and this fails too.
  const w = await world();
  const { giftId } = await given(w, w.guest());
  await swapCard(w, "pm_card_authenticationRequired");
  await pass(w, month);
  await hearAll(w);
  await hearAll(w);
  const [mail] = await w.db.select().from(mails).where(eq(mails.kind, "month-waits"));
  expect((await mailKinds(w)).filter((kind) => kind === "month-waits")).toHaveLength(1);
  expect(mail?.content).toMatchObject({ needsBank: true, amountMinor: 1500 });
  const stranger = w.guest();
  const key = { giftId, secret: await secretIn(w, "month-waits", "monthlyUrl") };
  expect(await monthlyGiftPage(stranger, key)).toMatchObject({ status: "past-due", needsBank: true });
  expect(await monthlyGiftPage(stranger, { giftId, secret: "guessed" })).toBeUndefined();

  const input = {
    confirmationToken: undefined,
    returnUrl: "http://localhost:3000/back",
    showsChallengeInPlace: false,
  };
  const asked = await payMonth(stranger, key, input);
  expect(asked).toMatchObject({
    ok: true,
    value: { state: "requires-action", redirectUrl: expect.any(String) },
  });
  const [intent] = (await w.stripe.client.paymentIntents.list()).data;
  await w.stripe.answerChallenge(intent?.id ?? "", "complete");
  expect(await learnMonth(stranger, key)).toEqual({ state: "paid" });
  expect((await months(w)).map(({ status }) => status)).toEqual(["paid", "paid"]);
  expect(await giftRow(w)).toMatchObject({ status: "active", failureCode: null });
  expect(await payMonth(stranger, key, input)).toMatchObject({ reason: "nothing-waits" });
  await pass(w, 10 * day);
  await hearAll(w);
  expect(await months(w)).toHaveLength(2);
});

test("a card that was declined is replaced by another, which then pays the months to come", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  await swapCard(w, "pm_card_chargeCustomerFail");
  await pass(w, month);
  await hearAll(w);
  const [mail] = await w.db.select().from(mails).where(eq(mails.kind, "month-waits"));
  expect(mail?.content).toMatchObject({ needsBank: false, nextTryAt: "2026-06-07T10:00:00.000Z" });
  const paid = await payMonth(
    ctx,
    { giftId },
    {
      confirmationToken: await w.stripe.typeCard("pm_card_visa"),
      returnUrl: "http://localhost:3000/back",
      showsChallengeInPlace: true,
    },
  );
  expect(paid).toEqual({ ok: true, value: { state: "paid" } });
  await pass(w, month);
  await hearAll(w);
  expect((await months(w)).map(({ status }) => status)).toEqual(["paid", "paid", "paid"]);
});

test("when the card is declined for good the gift ends, and that is told once", async () => {
  const w = await world();
  const ctx = w.guest();
  await given(w, ctx);
  await swapCard(w, "pm_card_chargeCustomerFail");
  await pass(w, month + 20 * day);
  await hearAll(w);
  await hearAll(w);
  expect(await giftRow(w)).toMatchObject({ status: "ended", endReason: "not-paid", checkAt: null });
  expect((await mailKinds(w)).filter((kind) => kind === "monthly-gift-ended")).toHaveLength(1);
  expect(await months(w)).toHaveLength(1);
});

test("a donor stops: nothing more is charged, also when Stripe did not hear of it at first", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  expect(await steerMonthlyGift(w.guest(), { giftId }, { kind: "stop" })).toMatchObject({
    reason: "not-found",
  });
  const subscription = (await giftRow(w))?.stripeSubscriptionId ?? "";
  const deaf: Context = {
    ...ctx,
    payments: { ...ctx.payments, endSubscription: async () => ({ kind: "unknown" }) },
  };
  expect(await steerMonthlyGift(deaf, { giftId }, { kind: "stop" })).toMatchObject({ ok: true });
  expect((await w.stripe.client.subscriptions.retrieve(subscription)).status).toBe("active");
  await sweepMonthlyGifts(w.schedule());
  expect((await w.stripe.client.subscriptions.retrieve(subscription)).status).toBe("canceled");
  await pass(w, 2 * month);
  await hearAll(w);
  expect(await giftRow(w)).toMatchObject({ status: "ended", endReason: "by-donor" });
  expect(await months(w)).toHaveLength(1);
  expect(await mailKinds(w)).toEqual(["donation-receipt"]);
  expect(await steerMonthlyGift(ctx, { giftId }, { kind: "pause" })).toMatchObject({ reason: "not-running" });
});

test("a paused gift charges nothing until it goes on", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  await steerMonthlyGift(ctx, { giftId }, { kind: "pause" });
  await pass(w, month);
  await hearAll(w);
  expect(await monthlyGiftsOf(ctx)).toMatchObject([{ status: "paused" }]);
  expect(await months(w)).toHaveLength(1);
  await steerMonthlyGift(ctx, { giftId }, { kind: "go-on" });
  await pass(w, month);
  await hearAll(w);
  expect(await monthlyGiftsOf(ctx)).toMatchObject([{ status: "active" }]);
  expect(await months(w)).toHaveLength(2);
});

test("another amount counts from the next month on, and not less than the charity's minimum", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  expect(await steerMonthlyGift(ctx, { giftId }, { kind: "amount", giftMinor: 100 })).toMatchObject({
    reason: "too-small",
    detail: { minimumMinor: 200 },
  });
  await steerMonthlyGift(ctx, { giftId }, { kind: "amount", giftMinor: 4000 });
  await pass(w, month);
  await hearAll(w);
  expect((await months(w)).map(({ giftMinor }) => giftMinor)).toEqual([1500, 4000]);
});

const amountOf = (giftMinor: number) => ({ kind: "amount", giftMinor }) as const;
const pause = { kind: "pause" } as const;
const goOn = { kind: "go-on" } as const;
const stop = { kind: "stop" } as const;

/** What Stripe will do with the gift, as its own client says. */
async function atStripe(w: World) {
  const [subscription] = (await w.stripe.client.subscriptions.list({ status: "all" })).data;
  return {
    hasEnded: subscription?.status === "canceled",
    isPaused: subscription?.pause_collection !== null,
    totalMinor: subscription?.items.data[0]?.price.unit_amount,
  };
}

/** Nobody tells anything: the sweeper finds what is to be done. */
async function sweepTwice(w: World) {
  for (let round = 0; round < 2; round++) {
    await pass(w, 3);
    await sweepMonthlyGifts(w.schedule());
  }
}

test.each([
  {
    first: amountOf(9000),
    second: amountOf(2000),
    answer: "comes late",
    stands: { isPaused: false, totalMinor: 2000 },
  },
  {
    first: amountOf(9000),
    second: pause,
    answer: "comes late",
    stands: { isPaused: true, totalMinor: 9000 },
  },
  { first: pause, second: goOn, answer: "comes late", stands: { isPaused: false, totalMinor: 1500 } },
  { first: pause, second: stop, answer: "comes late", stands: { hasEnded: true } },
  { first: pause, second: goOn, answer: "is lost", stands: { isPaused: false, totalMinor: 1500 } },
  { first: amountOf(9000), second: pause, answer: "is lost", stands: { isPaused: true, totalMinor: 9000 } },
])(
  "of two changes under way at once the later one stands: $first.kind, then $second.kind; the first answer $answer",
  async ({ first, second, answer, stands }) => {
    const w = await world();
    const ctx = w.guest();
    const { giftId } = await given(w, ctx);
    const slow: Context = {
      ...ctx,
      payments: {
        ...ctx.payments,
        // Stripe carries it out only when the second one is through.
        changeSubscription: async (...asked) => {
          await steerMonthlyGift(ctx, { giftId }, second);
          const late = await ctx.payments.changeSubscription(...asked);
          return answer === "is lost" ? { kind: "unknown" } : late;
        },
      },
    };
    await steerMonthlyGift(slow, { giftId }, first);
    const shown = await giftRow(w);
    if (answer === "is lost") await hearAll(w);
    await sweepTwice(w);
    expect(await atStripe(w)).toMatchObject(stands);
    await hearAll(w);
    expect(await giftRow(w)).toMatchObject({
      status: shown?.status,
      totalMinor: shown?.totalMinor,
      changes: 2,
      changesAtStripe: 2,
    });
  },
);

test("a change that Stripe carried out without an answer is told again once an older one has undone it", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  const silent: Context = {
    ...ctx,
    payments: {
      ...ctx.payments,
      changeSubscription: async (...asked) => {
        await ctx.payments.changeSubscription(...asked);
        return { kind: "unknown" };
      },
    },
  };
  const slow: Context = {
    ...ctx,
    payments: {
      ...ctx.payments,
      changeSubscription: async (...asked) => {
        await steerMonthlyGift(silent, { giftId }, pause);
        return ctx.payments.changeSubscription(...asked);
      },
    },
  };
  await steerMonthlyGift(slow, { giftId }, amountOf(9000));
  expect(await atStripe(w)).toMatchObject({ isPaused: false, totalMinor: 9000 });
  await sweepTwice(w);
  expect(await atStripe(w)).toMatchObject({ isPaused: true, totalMinor: 9000 });
  await pass(w, month);
  await hearAll(w);
  expect(await monthlyGiftsOf(ctx)).toMatchObject([{ status: "paused" }]);
  expect(await months(w)).toHaveLength(1);
});

test("how Stripe stood before the donor paused is not believed afterwards", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  const schedule = w.schedule();
  const slow: Context = {
    ...schedule,
    payments: {
      ...schedule.payments,
      retrieveSubscription: async (id) => {
        const before = await schedule.payments.retrieveSubscription(id);
        await steerMonthlyGift(ctx, { giftId }, pause);
        return before;
      },
    },
  };
  await settleMonthlyGift(slow, giftId);
  expect(await giftRow(w)).toMatchObject({ status: "paused" });
  await sweepTwice(w);
  expect(await giftRow(w)).toMatchObject({ status: "paused", changes: 1, changesAtStripe: 1 });
  expect(await atStripe(w)).toMatchObject({ isPaused: true });
});

test("a process that dies with a change at Stripe and unnoted leaves it to the next one", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  const dying = {
    ...ctx,
    payments: { ...ctx.payments, invoicesOf: () => Promise.reject(new Error("killed")) },
  };
  await expect(steerMonthlyGift(dying, { giftId }, pause)).rejects.toThrow("killed");
  await steerMonthlyGift(ctx, { giftId }, goOn);
  await sweepTwice(w);
  expect(await giftRow(w)).toMatchObject({ status: "active", changes: 2, changesAtStripe: 2 });
  expect(await atStripe(w)).toMatchObject({ isPaused: false });
});

test("a gift that was changed before its changes were numbered at Stripe is told once more as it is shown", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  await steerMonthlyGift(ctx, { giftId }, amountOf(2000));
  const subscription = (await giftRow(w))?.stripeSubscriptionId ?? "";
  await w.stripe.client.subscriptions.update(subscription, {
    metadata: { monthly_gift_change: "" },
    pause_collection: { behavior: "void" },
  });
  await settleMonthlyGift(w.schedule(), giftId);
  await sweepTwice(w);
  expect(await giftRow(w)).toMatchObject({ status: "active", changes: 1, changesAtStripe: 1 });
  expect(await atStripe(w)).toMatchObject({ isPaused: false, totalMinor: 2000 });
});

test("a person pays with a kept card, and finds the gift by their account", async () => {
  const w = await world();
  const ctx = await w.person("grace");
  const { causeId } = await w.cause();
  const first = await wish(w, causeId, "pm_card_visa", { keepsCard: true });
  expect(await giveMonthly(ctx, first)).toMatchObject({ ok: true, value: { state: "paid" } });
  const [card] = await w.db.select().from(keptCards);
  const [person] = await w.db.select().from(people).where(eq(people.id, ctx.personId));
  expect(card?.personId).toBe(ctx.personId);
  expect(await giftRow(w)).toMatchObject({
    stripeCustomerId: person?.stripeCustomerId,
    personId: ctx.personId,
  });
  const other = await w.cause();
  const second = await wish(w, other.causeId, undefined, {
    card: { paymentMethodId: card?.stripePaymentMethodId ?? "" },
  });
  expect(await giveMonthly(ctx, second)).toMatchObject({ ok: true, value: { state: "paid" } });
  await pass(w, month);
  await hearAll(w);
  expect(await months(w)).toHaveLength(4);
});

test("a guest who adds a month to an account takes the whole gift along", async () => {
  const w = await world();
  const { giftId } = await given(w, w.guest());
  const grace = await w.person("grace");
  const secret = await secretIn(w, "donation-receipt", "claimUrl");
  expect(await claimPurchase(grace, secret)).toMatchObject({ ok: true });
  expect(await monthlyGiftsOf(grace)).toMatchObject([{ id: giftId }]);
  await pass(w, month);
  await hearAll(w);
  expect((await months(w)).map(({ personId }) => personId)).toEqual([grace.personId, grace.personId]);
});

test("a subscription that is no gift of ours is left alone, and a link opens its own gift only", async () => {
  const w = await world();
  const ctx = w.guest();
  const { giftId } = await given(w, ctx);
  const other = await given(w, w.guest());
  const gift = await giftRow(w);
  if (!gift) throw new Error("There is no gift");
  const path = await monthlyGiftPath(ctx, gift);
  const secret = new URL(path, "http://localhost").searchParams.get("token") ?? "";
  expect(await monthlyGiftPage(w.guest(), { giftId: other.giftId, secret })).toBeUndefined();
  await receiveStripeEvent(w.schedule(), {
    id: "evt_x",
    type: "customer.subscription.updated",
    objectId: "sub_x",
  });
  await handleStripeEvents(w.schedule());
  expect(await settleMonthlyGift(w.schedule(), giftId)).toMatchObject({ gift: { status: "active" } });
});

test("every month goes on to the charity's own account whole, and the books agree", async () => {
  const w = await world();
  const { causeId, accountId } = await w.cause();
  const account = await w.connect(accountId);
  expect(await giveMonthly(w.guest(), await wish(w, causeId))).toMatchObject({ value: { state: "paid" } });
  await pass(w, month);
  await hearAll(w);
  const transfers = await w.stripe.client.transfers.list({ destination: account });
  expect(transfers.data.map(({ amount }) => amount)).toEqual([1500, 1500]);
  const attempts = await w.db.select().from(paymentAttempts);
  expect(attempts.map(({ stripeAccountId }) => stripeAccountId)).toEqual([account, account]);
  expect(await auditBooks(w.schedule())).toEqual([]);
  await w.stripe.setCapabilities(account, "restricted");
  const again = await wish(w, causeId, undefined, { again: true });
  expect(await giveMonthly(w.guest(), again)).toMatchObject({ ok: false, reason: "cannot-be-paid" });
});

// Without the question in `actOnDispute` the dispute is noted as handled and never heard of again: the chaos walk, seed 11.
test("a dispute about a month that was not heard of yet is written down with its month", async () => {
  const w = await world();
  await given(w, w.guest());
  await swapCard(w, "pm_card_createDispute");
  await pass(w, month);
  const [told] = (await w.stripe.client.events.list({ type: "charge.dispute.created" })).data;
  const object = told?.data.object;
  await receiveStripeEvent(w.schedule(), {
    id: told?.id ?? "",
    type: "charge.dispute.created",
    objectId: object && "id" in object ? object.id : "",
  });
  await handleStripeEvents(w.schedule());
  const [, second] = await months(w);
  expect(await w.db.select().from(disputes)).toMatchObject([{ subjectId: second?.id, amountMinor: 1500 }]);
  expect(await auditBooks(w.schedule())).toEqual([]);
});
