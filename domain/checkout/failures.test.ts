// What can go wrong between a shopper's button and Stripe, by number. After each, a day goes by and the books agree
// (expectBooksInOrder). Above each stands what was taken out to see it fail, and what happened then.
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { variants } from "@/db/schema/catalog";
import { mails } from "@/db/schema/mail";
import { orders } from "@/db/schema/orders";
import { keptCards, paymentAttempts } from "@/db/schema/payments";
import { placeOrder } from "@/domain/orders/place-order";
import { ensureCustomer, keptCardsOf, removeKeptCard } from "@/domain/payments/kept-cards";
import { world } from "@/domain/testing";
import {
  attemptsOf,
  bought,
  dying,
  expectBooksInOrder,
  given,
  instead,
  intentsAtStripe,
  orderRow,
  paidAtStripe,
  pay,
  placed,
  tell,
  told,
  typedCard,
  untilItDies,
  wish,
} from "@/domain/testing-purchases";
import { learnPayment } from "./learn-payment";
import { releaseExpiredHolds, sweepPayments } from "./sweep";

const mugs = async (unitsInStock: number, facts: { priceMinor?: number; currency?: string } = {}) => {
  const w = await world();
  const seller = await w.merchant("atelier", facts.currency ? { currency: facts.currency } : {});
  const mug = await w.listing(seller, { unitsInStock, ...facts });
  return { ...w, seller, mug };
};

describe("pressing twice, and pressing at once", () => {
  // Out: "on conflict do nothing" for a second attempt. Then: nine presses end in an error page.
  test("1: ten presses of one button are one order and one payment", async () => {
    const w = await mugs(9);
    const ctx = w.guest();
    const placings = await Promise.all(Array.from({ length: 10 }, () => placeOrder(ctx, wish(w.mug))));
    const ids = new Set(placings.map((outcome) => (outcome.ok ? outcome.value.id : outcome.reason)));
    expect(ids.size).toBe(1);
    const order = await placed(ctx, w.mug);
    const card = await typedCard(w);
    const presses = await Promise.all(Array.from({ length: 10 }, () => pay(w, ctx, order, card)));
    expect(presses.map(told).filter((state) => state === "paid").length).toBeGreaterThan(0);
    expect(await intentsAtStripe(w)).toHaveLength(1);
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 8, held: 0, sold: 1 });
    await expectBooksInOrder(w);
  });

  // Out: the question "one more?". Then: a second order. Out: the total that was seen. Then: the old tab pays a new total.
  test("2: two tabs of one shopper are one checkout, and who has bought is asked before buying again", async () => {
    const w = await mugs(9);
    const ctx = w.guest();
    const [one, two] = [await placed(ctx, w.mug), await placed(ctx, w.mug, { quantity: 2 })];
    expect(two.id).toBe(one.id);
    expect(told(await pay(w, ctx, one)), "the first tab shows a total that is no longer true").toBe(
      "price-changed",
    );
    expect(told(await pay(w, ctx, two))).toBe("paid");
    const again = await placeOrder(ctx, wish(w.mug));
    expect(again).toMatchObject({ ok: false, reason: "bought-just-now" });
    expect(await paidAtStripe(w)).toHaveLength(1);
    await expectBooksInOrder(w);
  });

  // Out: "minus held" in the update that takes the unit. Then, on PostgreSQL: an error instead of "sold out"; the check
  // constraint behind it still keeps the unit from being sold twice.
  test("3: two shoppers reach for the last one: one has paid for it, the other was never charged", async () => {
    const w = await mugs(1);
    const shoppers = [w.guest("guest_ada"), w.guest("guest_grace")];
    const outcomes = await Promise.all(
      shoppers.map(async (ctx, index) => {
        const outcome = await placeOrder(ctx, wish(w.mug, { email: `shopper${index}@merle.test` }));
        return outcome.ok ? told(await pay(w, ctx, outcome.value)) : outcome.reason;
      }),
    );
    expect(outcomes.toSorted()).toEqual(["paid", "sold-out"]);
    expect(await intentsAtStripe(w)).toHaveLength(1);
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 0, held: 0, sold: 1 });
    await expectBooksInOrder(w);
  });

  // Out: closing the payment at Stripe before the hold is released. Then: payments are left open that can still take money.
  test("4: fifty shoppers, five units, cards that are declined and banks that ask: five sold or back on the shelf", async () => {
    const w = await mugs(5);
    const cards = ["pm_card_visa", "pm_card_visa_chargeDeclined", "pm_card_threeDSecure2Required"];
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const ctx = w.guest(`guest_${index}`);
        const outcome = await placeOrder(ctx, wish(w.mug, { email: `shopper${index}@merle.test` }));
        if (!outcome.ok) return expect(["sold-out", "too-few-left"]).toContain(outcome.reason);
        expect(["paid", "declined", "requires-action"]).toContain(
          told(await pay(w, ctx, outcome.value, cards[index % cards.length])),
        );
        // Every second one answers the bank; the others walk away.
        const [attempt] = await attemptsOf(w, outcome.value.id);
        if (attempt?.status !== "requires-action" || index % 2 === 0) return;
        await w.stripe.answerChallenge(attempt.stripePaymentIntentId!, "complete");
        expect(await learnPayment(ctx, outcome.value.id)).toEqual({ state: "paid" });
      }),
    );
    const sold = (await paidAtStripe(w)).length;
    await expectBooksInOrder(w);
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 5 - sold, held: 0, sold });
    // Who walked away left something for others.
    for (let index = sold; index < 5; index++)
      await bought(w, w.guest(`guest_late${index}`), w.mug, { email: `late${index}@merle.test` });
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 0, held: 0, sold: 5 });
    await expectBooksInOrder(w);
  });
});

describe("answers that are lost", () => {
  // Out: "has succeeded already". Then: the click is told that its payment was declined.
  test("5: the event is there before the answer to the click: one sale, one mail", async () => {
    const w = await mugs(3);
    const order = await placed(w.guest(), w.mug);
    const ctx = instead(w.guest(order.buyerKey), (real) => ({
      async confirmIntent(id, params, key) {
        const answer = await real.confirmIntent(id, params, key);
        await tell(w, "payment_intent.succeeded", id);
        return answer;
      },
    }));
    expect(told(await pay(w, ctx, order))).toBe("paid");
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 2, held: 0, sold: 1 });
    await expectBooksInOrder(w);
  });

  // Out: applying what the answer says, for the event to do. Then: it stays "confirming".
  test("6: the answer comes and the event never does: it is paid all the same", async () => {
    const w = await mugs(3);
    const order = await bought(w, w.guest(), w.mug);
    expect(await orderRow(w, order.id)).toMatchObject({ status: "paid" });
    await expectBooksInOrder(w);
  });

  // Out: "no answer proves nothing". Then: the shopper is told "declined" and has paid.
  test("7: the answer is lost and the event comes: the shopper waits, reloads, and it is paid", async () => {
    const w = await mugs(3);
    const ctx = w.guest();
    const order = await placed(ctx, w.mug);
    await w.stripe.fault("reset-after", "/v1/payment_intents/*/confirm");
    expect(told(await pay(w, ctx, order)), "never told that it failed").toBe("confirming");
    const [intent] = await intentsAtStripe(w);
    await tell(w, "payment_intent.succeeded", intent!.id);
    expect(await learnPayment(ctx, order.id)).toEqual({ state: "paid" });
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 2, held: 0, sold: 1 });
    await expectBooksInOrder(w);
  });

  // Out: the sweep after two minutes (after an hour instead). Then: still pending.
  test("8: answer and event are lost: the sweeper learns of it within three minutes", async () => {
    const w = await mugs(3);
    const ctx = w.guest();
    const order = await placed(ctx, w.mug);
    await w.stripe.fault("reset-after", "/v1/payment_intents/*/confirm");
    expect(told(await pay(w, ctx, order))).toBe("confirming");
    w.passMinutes(3);
    await sweepPayments(w.schedule());
    expect(await orderRow(w, order.id)).toMatchObject({ status: "paid" });
    await expectBooksInOrder(w);
  });

  const unclear = [
    "500",
    "429",
    "409",
    "timeout-before",
    "timeout-after",
    "reset-before",
    "reset-after",
    "html-502",
  ];
  const calls = [
    ["making the payment", "/v1/payment_intents"],
    ["asking for the money", "/v1/payment_intents/*/confirm"],
  ] as const;
  const troubles = calls.flatMap(([name, path]) => unclear.map((kind) => [kind, name, path] as const));

  // Out: "no answer proves nothing". Then: all sixteen are told "declined".
  test.each(troubles)(
    "19: %s three times while %s: never told that it failed, and paid or not, never both",
    async (kind, _, path) => {
      const w = await mugs(3);
      const ctx = w.guest();
      const order = await placed(ctx, w.mug);
      await w.stripe.fault(kind, path, 3);
      expect(told(await pay(w, ctx, order)), "not known, so not said").toBe("confirming");
      // The page asks again by itself, then the sweeper does; the shopper may press once more meanwhile.
      for (let turn = 0; turn < 4; turn++) await learnPayment(ctx, order.id);
      await pay(w, ctx, order);
      await expectBooksInOrder(w);
      const { status } = await orderRow(w, order.id);
      const paid = (await paidAtStripe(w)).length;
      expect(paid).toBe(status === "paid" ? 1 : 0);
      expect(await w.units(w.mug.variantId)).toEqual({ inStock: 3 - paid, held: 0, sold: paid });
    },
  );
});

describe("a process that is killed", () => {
  // Out: only asking after, in the sweep; it pays what was written. Then: somebody who left is charged.
  test("15: after the order was written, before Stripe heard of it: nobody is charged, the units come back", async () => {
    const w = await mugs(3);
    const ctx = w.guest();
    const order = await placed(ctx, w.mug);
    await untilItDies(pay(w, dying(ctx, "before", "createIntent"), order));
    await expectBooksInOrder(w);
    expect(await orderRow(w, order.id)).toMatchObject({ status: "expired" });
    expect(await paidAtStripe(w)).toEqual([]);
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 3, held: 0, sold: 0 });
  });

  // Out: the same key for the same attempt. Then: three payments at Stripe instead of one.
  test("16: after Stripe made the payment, before its id was kept: the same key finds the same payment", async () => {
    const w = await mugs(3);
    const ctx = w.guest();
    const order = await placed(ctx, w.mug);
    await untilItDies(pay(w, dying(ctx, "after", "createIntent"), order));
    expect(await attemptsOf(w, order.id)).toMatchObject([{ stripePaymentIntentId: null }]);
    await expectBooksInOrder(w);
    expect(await intentsAtStripe(w), "found, not made anew").toMatchObject([{ status: "canceled" }]);
    expect(await orderRow(w, order.id)).toMatchObject({ status: "expired" });
  });

  // Out: asking Stripe before an attempt is given up. Then: paid at Stripe, expired here, and the audit says so.
  test("17: after the money was taken, before it was written down: paid exactly once", async () => {
    const w = await mugs(3);
    const ctx = w.guest();
    const order = await placed(ctx, w.mug);
    await untilItDies(pay(w, dying(ctx, "after", "confirmIntent"), order));
    expect(await orderRow(w, order.id)).toMatchObject({ status: "pending" });
    expect(told(await pay(w, ctx, order)), "pressing again asks for no second payment").not.toBe("paid");
    await expectBooksInOrder(w);
    expect(await orderRow(w, order.id)).toMatchObject({ status: "paid" });
    expect(await paidAtStripe(w)).toHaveLength(1);
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 2, held: 0, sold: 1 });
  });

  test("17, for a gift: given exactly once, with one receipt", async () => {
    const w = await world();
    const { causeId } = await w.cause();
    const ctx = w.guest();
    await untilItDies(given(w, dying(ctx, "after", "confirmIntent"), causeId));
    await expectBooksInOrder(w);
    expect(await paidAtStripe(w)).toHaveLength(1);
    const receipts = await w.db.select().from(mails).where(eq(mails.kind, "donation-receipt"));
    expect(receipts).toHaveLength(1);
  });
});

describe("cards and banks", () => {
  const declines: [card: string, code: string][] = [
    ["pm_card_visa_chargeDeclined", "generic_decline"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_visa_chargeDeclinedLostCard", "lost_card"],
    ["pm_card_visa_chargeDeclinedStolenCard", "stolen_card"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error"],
    ["pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_velocity_exceeded"],
    ["pm_card_radarBlock", "fraudulent"],
  ];
  // Out: an attempt of its own for each try. Then: no other card can pay. Out: the reason when there is no decline code
  // (?? for ||). Then: an expired card is told like every other decline.
  test.each(declines)(
    "20: %s is told as %s; the hold stands, another card pays with a payment of its own",
    async (card, code) => {
      const w = await mugs(3);
      const ctx = w.guest();
      const order = await placed(ctx, w.mug);
      expect(await pay(w, ctx, order, card)).toMatchObject({ ok: true, value: { state: "declined", code } });
      expect(await w.units(w.mug.variantId)).toEqual({ inStock: 3, held: 1, sold: 0 });
      expect(told(await pay(w, ctx, order))).toBe("paid");
      expect(await attemptsOf(w, order.id)).toMatchObject([
        { status: "failed", failureCode: code },
        { status: "succeeded" },
      ]);
      await expectBooksInOrder(w);
    },
  );

  // Out: the release of holds. Then: the checkout stays open and its unit away from others.
  test("20: a declined shopper who leaves gives the units back", async () => {
    const w = await mugs(1);
    const ctx = w.guest();
    await pay(w, ctx, await placed(ctx, w.mug), "pm_card_visa_chargeDeclined");
    await expectBooksInOrder(w);
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 1, held: 0, sold: 0 });
  });

  // Out: "a key used for two questions is a no". Then: it is "confirming" for ever.
  test("21: a key that comes with another amount is refused, and nothing is taken", async () => {
    const w = await mugs(3);
    const ctx = w.guest();
    const order = await placed(ctx, w.mug);
    await untilItDies(pay(w, dying(ctx, "after", "createIntent"), order));
    const [attempt] = await attemptsOf(w, order.id);
    const createParams = { ...attempt!.createParams, amount: 1 };
    await w.db.update(paymentAttempts).set({ createParams }).where(eq(paymentAttempts.id, attempt!.id));
    expect(await learnPayment(ctx, order.id)).toEqual({ state: "declined", code: "StripeIdempotencyError" });
    expect(told(await pay(w, ctx, order)), "a new try has a key of its own").toBe("paid");
    expect(await paidAtStripe(w)).toMatchObject([{ amount: order.totalMinor }]);
  });

  // Out: closing the payment at Stripe before the hold is released. Then: the payment that was left is open still.
  test("22: the bank asks: yes pays, no charges nothing, leaving ends with the hold", async () => {
    const w = await mugs(3);
    const shoppers = [];
    for (const answer of ["complete", "fail", undefined] as const) {
      const ctx = w.guest();
      const order = await placed(ctx, w.mug);
      expect(told(await pay(w, ctx, order, "pm_card_threeDSecure2Required"))).toBe("requires-action");
      const [attempt] = await attemptsOf(w, order.id);
      if (answer) await w.stripe.answerChallenge(attempt!.stripePaymentIntentId!, answer);
      const [one, two] = await Promise.all([learnPayment(ctx, order.id), learnPayment(ctx, order.id)]);
      expect(two, "two tabs are told the same").toMatchObject({ state: one!.state });
      shoppers.push({ order, state: one!.state });
    }
    expect(shoppers.map(({ state }) => state)).toEqual(["paid", "declined", "requires-action"]);
    await expectBooksInOrder(w);
    const ends = await Promise.all(shoppers.map(({ order }) => orderRow(w, order.id)));
    expect(ends.map(({ status }) => status)).toEqual(["paid", "expired", "expired"]);
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 2, held: 0, sold: 1 });
  });

  test("22: somebody else's client secret opens nothing", async () => {
    const w = await mugs(3);
    const [ada, grace] = [w.guest("guest_ada"), w.guest("guest_grace")];
    const hers = await placed(ada, w.mug, { email: "ada@merle.test" });
    const other = await placed(grace, w.mug, { email: "grace@merle.test" });
    for (const [ctx, order] of [
      [ada, hers],
      [grace, other],
    ] as const)
      expect(told(await pay(w, ctx, order, "pm_card_threeDSecure2Required"))).toBe("requires-action");
    const [adas] = await attemptsOf(w, hers.id);
    const [graces] = await attemptsOf(w, other.id);
    const { client_secret: secret } = await w.stripe.client.paymentIntents.retrieve(
      graces!.stripePaymentIntentId!,
    );
    const browser = w.stripe.clientWith("pk_test_local");
    await expect(
      browser.paymentIntents.retrieve(adas!.stripePaymentIntentId!, { client_secret: secret! }),
    ).rejects.toThrow();
    expect(told(await pay(w, grace, hers)), "nor does somebody else's order").toBe("not-found");
    await expectBooksInOrder(w);
  });

  // Out: the look whether a unit is left. Then: sold twice. Out: the letter. Then: nobody is told.
  test("23: the bank's yes comes when the unit has gone to somebody else: all of it goes back, and the shopper is told", async () => {
    const w = await mugs(1);
    const ctx = w.guest("guest_ada");
    const order = await placed(ctx, w.mug);
    expect(told(await pay(w, ctx, order, "pm_card_threeDSecure2Required"))).toBe("requires-action");
    const [attempt] = await attemptsOf(w, order.id);
    w.passMinutes(30);
    // Stripe says "cancelled" and the bank says "yes" in the same instant: the hold is given up, the money comes.
    const racing = instead(w.schedule(), (real) => ({
      cancelIntent: async (id) => {
        const known = await real.retrieveIntent(id);
        return known.kind === "known" ? { ...known, value: { ...known.value, status: "cancelled" } } : known;
      },
    }));
    await releaseExpiredHolds(racing);
    await bought(w, w.guest("guest_grace"), w.mug, { email: "grace@merle.test" });
    await w.stripe.answerChallenge(attempt!.stripePaymentIntentId!, "complete");
    await tell(w, "payment_intent.succeeded", attempt!.stripePaymentIntentId!);
    expect(await orderRow(w, order.id)).toMatchObject({ status: "expired" });
    const letters = await w.db
      .select()
      .from(mails)
      .where(eq(mails.eventKey, `order-too-late:${attempt!.id}`));
    expect(letters).toHaveLength(1);
    expect((await w.stripe.client.refunds.list()).data).toMatchObject([{ amount: order.totalMinor }]);
    await expectBooksInOrder(w);
  });

  /** Ada with a card that was kept while paying for a first mug. */
  async function adaWithCard(card: string) {
    const w = await mugs(9);
    const ada = await w.person("ada");
    const customerId = (await ensureCustomer(ada))!;
    const order = await placed(ada, w.mug);
    const confirmationToken = await w.stripe.typeCard(card);
    const typed = { kind: "new-card", confirmationToken, customerId, keepsCard: true } as const;
    const first = await pay(w, ada, order, typed);
    if (told(first) === "requires-action") {
      const [attempt] = await attemptsOf(w, order.id);
      await w.stripe.answerChallenge(attempt!.stripePaymentIntentId!, "complete");
      await learnPayment(ada, order.id);
    }
    const [kept] = await keptCardsOf(ada);
    return { ...w, ada, kept: kept!, customerId };
  }

  // Out: telling a payment that asks from one that was declined. Then: the card is never kept, nor asked about.
  test("24: a kept card whose bank asks again is shown the bank's question, not an error", async () => {
    const w = await adaWithCard("pm_card_authenticationRequired");
    const order = await placed(w.ada, w.mug, { again: true });
    const kept = {
      kind: "kept-card",
      paymentMethodId: w.kept.stripePaymentMethodId,
      customerId: w.customerId,
    } as const;
    expect(told(await pay(w, w.ada, order, kept))).toBe("requires-action");
    const [attempt] = await attemptsOf(w, order.id);
    await w.stripe.answerChallenge(attempt!.stripePaymentIntentId!, "complete");
    expect(await learnPayment(w.ada, order.id)).toEqual({ state: "paid" });
    await expectBooksInOrder(w);
  });

  // Out: "not removed" among the kept cards. Then: a removed card is offered. Out: "of this person" in forgetting.
  // Then: a stranger makes Ada's card be forgotten.
  test("25: a kept card that was removed, or is somebody else's, pays for nothing", async () => {
    const w = await adaWithCard("pm_card_visa");
    const grace = await w.person("grace");
    const graces = (await ensureCustomer(grace))!;
    const mine = {
      kind: "kept-card",
      paymentMethodId: w.kept.stripePaymentMethodId,
      customerId: w.customerId,
    } as const;
    const stolen = { ...mine, customerId: graces };
    const hers = await placed(grace, w.mug);
    expect(await keptCardsOf(grace)).toEqual([]);
    expect(await pay(w, grace, hers, stolen)).toMatchObject({ value: { state: "declined" } });

    expect((await removeKeptCard(grace, w.kept.id)).ok, "nobody removes another's card").toBe(false);
    expect((await removeKeptCard(w.ada, w.kept.id)).ok).toBe(true);
    expect(await keptCardsOf(w.ada)).toEqual([]);
    const order = await placed(w.ada, w.mug, { again: true });
    expect(await pay(w, w.ada, order, mine)).toMatchObject({ value: { state: "declined" } });
    expect(await paidAtStripe(w)).toHaveLength(1);
    expect((await w.db.select().from(keptCards))[0]?.removedAt).not.toBeNull();
    await expectBooksInOrder(w);
  });

  // Out: what dropAttempt found. Then: "declined" is said, of money that was taken.
  test("a payment that Stripe made and then would not speak of is told as paid, not as declined", async () => {
    const w = await adaWithCard("pm_card_visa");
    const order = await placed(w.ada, w.mug, { again: true });
    const { payments } = w.ada;
    const confirmIntent: typeof payments.confirmIntent = async (...asked) => {
      await payments.confirmIntent(...asked);
      return { kind: "refused", code: "payment_intent_unexpected_state" };
    };
    const means = {
      kind: "kept-card",
      paymentMethodId: w.kept.stripePaymentMethodId,
      customerId: w.customerId,
    } as const;
    const ctx = { ...w.ada, payments: { ...payments, confirmIntent } };
    expect(await pay(w, ctx, order, means)).toEqual({ ok: true, value: { state: "paid" } });
    expect(await paidAtStripe(w)).toHaveLength(2);
    await expectBooksInOrder(w);
  });

  // Out: the answer of Stripe to detaching. Then: Ada is told that her card has gone, and Stripe keeps it for good.
  test("a card is not called removed while Stripe does not answer, and goes the next time", async () => {
    const w = await adaWithCard("pm_card_visa");
    await w.stripe.fault("500", "/v1/payment_methods/*", 1, "POST");
    expect(await removeKeptCard(w.ada, w.kept.id)).toMatchObject({ ok: false, reason: "unanswered" });
    expect(await keptCardsOf(w.ada)).toHaveLength(1);
    expect(await removeKeptCard(w.ada, w.kept.id)).toMatchObject({ ok: true });
    expect(await keptCardsOf(w.ada)).toEqual([]);
    const atStripe = await w.stripe.client.paymentMethods.list({ customer: w.customerId });
    expect(atStripe.data).toEqual([]);
  });
});

describe("amounts", () => {
  const amounts: [name: string, currency: string, priceMinor: number, outcome: string][] = [
    ["a price without decimals", "JPY", 12_345, "paid"],
    ["a price with three decimals", "KWD", 12_340, "paid"],
    ["49 cents, which is less than Stripe takes", "USD", 49, "declined"],
    ["the largest amount that Stripe takes", "USD", 99_999_999, "paid"],
    ["one cent more than Stripe takes", "USD", 100_000_000, "declined"],
  ];
  // Out: "an invalid request is a no". Then: "confirming" for ever for what Stripe never takes.
  test.each(amounts)("31: %s (%s %i): %s", async (_, currency, priceMinor, outcome) => {
    const w = await mugs(2, { currency, priceMinor });
    await w.db.update(variants).set({ requiresShipping: false, isTaxable: false });
    const ctx = w.guest();
    const order = await placed(ctx, w.mug, { address: undefined });
    expect(order.totalMinor).toBe(priceMinor);
    expect(told(await pay(w, ctx, order))).toBe(outcome);
    expect((await paidAtStripe(w)).map(({ amount }) => amount)).toEqual(
      outcome === "paid" ? [priceMinor] : [],
    );
    await expectBooksInOrder(w);
  });

  // Out: the comparison of prices before paying. Then: the old price is charged.
  test("32: a price that changes, and a listing that is withdrawn, between sheet and button: nothing is charged unseen", async () => {
    const w = await mugs(3);
    const ctx = w.guest();
    const order = await placed(ctx, w.mug);
    await w.db.update(variants).set({ priceMinor: 2600 });
    expect(told(await pay(w, ctx, order))).toBe("price-changed");
    const dearer = await placed(ctx, w.mug);
    await w.db.update(variants).set({ removedAt: w.clock.now() });
    expect(told(await pay(w, ctx, dearer))).toBe("withdrawn");
    expect(await intentsAtStripe(w)).toEqual([]);
    await expectBooksInOrder(w);
  });

  // Out: "whole units". Then: an order of minus one.
  test("33: what a browser says of amounts, quantities and variants is not believed", async () => {
    const w = await mugs(3);
    const ctx = w.guest();
    const cheap = await w.listing(w.seller, { priceMinor: 100 });
    expect(await placeOrder(ctx, wish(w.mug, { variantId: cheap.variantId }))).toMatchObject({ ok: false });
    for (const quantity of [0, -1, 1.5, Number.NaN])
      await expect(placeOrder(ctx, wish(w.mug, { quantity }))).rejects.toThrow("whole units");
    const order = await placed(ctx, w.mug);
    expect(told(await pay(w, ctx, { ...order, totalMinor: 1 }))).toBe("price-changed");
    expect(await intentsAtStripe(w)).toEqual([]);
    await expectBooksInOrder(w);
  });

  // Out: ending an attempt that Stripe does not know. Then: "payment under way" for ever.
  test("34: Stripe forgets everything: what it is asked for is refused in words, what was paid stays, the next one pays", async () => {
    const w = await mugs(5);
    const ada = await w.person("ada");
    await ensureCustomer(ada);
    const before = await bought(w, ada, w.mug);
    const ctx = w.guest();
    const waiting = await placed(ctx, w.mug);
    expect(told(await pay(w, ctx, waiting, "pm_card_threeDSecure2Required"))).toBe("requires-action");
    await w.stripe.order("/_local/reset", {});
    expect(await learnPayment(ctx, waiting.id)).toMatchObject({
      state: "declined",
      code: "resource_missing",
    });
    expect(told(await pay(w, ctx, waiting)), "another try makes another payment").toBe("paid");
    expect(await orderRow(w, before.id)).toMatchObject({ status: "paid" });
    expect(await w.units(w.mug.variantId)).toEqual({ inStock: 3, held: 0, sold: 2 });
    expect((await w.db.select().from(orders)).map(({ status }) => status)).toEqual(["paid", "paid"]);
  });
});
