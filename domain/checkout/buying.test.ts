import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { mails } from "@/db/schema/mail";
import { variants } from "@/db/schema/catalog";
import { channels, programmes } from "@/db/schema/channels";
import { holds, orders } from "@/db/schema/orders";
import { keptCards, paymentAttempts, refunds } from "@/db/schema/payments";
import { keptAddresses } from "@/db/schema/accounts";
import { extendHold } from "@/domain/orders/begin-payment";
import { giveBackHolds } from "@/domain/orders/holds";
import { placeOrder } from "@/domain/orders/place-order";
import { ensureCustomer, keptCardsOf } from "@/domain/payments/kept-cards";
import { lyonAddress, type World, world } from "@/domain/testing";
import { intentsAtStripe, orderRow, paidAtStripe, pay, placed, wish } from "@/domain/testing-purchases";
import { cancelAndRefund } from "./cancel-and-refund";
import { handleStripeEvents, receiveStripeEvent } from "./handle-stripe-event";
import { learnPayment } from "./learn-payment";
import { releaseExpiredHolds, sweepPayments, sweepRefunds } from "./sweep";

test("a guest buys a mug: held, paid, sold, numbered, and told by mail with a link to claim it", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug, { quantity: 2 });
  expect(order).toMatchObject({
    status: "pending",
    itemsMinor: 4800,
    deliveryMinor: 500,
    totalMinor: 5300,
    currency: "EUR",
    taxMinor: 883,
  });
  expect(await w.units(mug.variantId)).toEqual({ inStock: 5, held: 2, sold: 0 });

  expect(await pay(w, ctx, order)).toEqual({ ok: true, value: { state: "paid" } });
  expect(await w.units(mug.variantId)).toEqual({ inStock: 3, held: 0, sold: 2 });
  expect(await orderRow(w, order.id)).toMatchObject({ status: "paid", number: "100001" });
  expect((await paidAtStripe(w)).map((intent) => intent.amount)).toEqual([5300]);
  const [mail] = await w.db.select().from(mails);
  expect(mail).toMatchObject({ kind: "order-paid", to: "guest@merle.test" });
  expect(mail?.content["claimUrl"]).toMatch(/^\/orders\/claim\?token=.{20,}/);
});

test("the last mug goes to one shopper, the other is told it is sold out and is never charged", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 1 });
  const [ada, grace] = [await w.person("ada"), await w.person("grace")];
  const outcomes = await Promise.all([
    placeOrder(ada, wish(mug, { email: ada.email })),
    placeOrder(grace, wish(mug, { email: grace.email })),
  ]);
  expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
  expect(outcomes.find((o) => !o.ok)).toMatchObject({ reason: "sold-out" });
  expect(await w.units(mug.variantId)).toEqual({ inStock: 1, held: 1, sold: 0 });
});

test("fifty shoppers reach for five mugs at once: exactly five are held", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 5 });
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, i) => placeOrder(w.guest(), wish(mug, { email: `g${i}@merle.test` }))),
  );
  expect(outcomes.filter((o) => o.ok)).toHaveLength(5);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 5, held: 5, sold: 0 });
});

test("a double click, two tabs and a reload are one order and one payment", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const tabs = await Promise.all([placed(ctx, mug), placed(ctx, mug), placed(ctx, mug)]);
  expect(new Set(tabs.map((order) => order.id)).size).toBe(1);
  expect(await w.units(mug.variantId)).toMatchObject({ held: 1 });

  const clicks = await Promise.all(Array.from({ length: 5 }, () => pay(w, ctx, tabs[0])));
  expect(clicks.filter((click) => click.ok)).toHaveLength(1);
  for (const click of clicks)
    if (!click.ok) expect(["payment-under-way", "already-paid"]).toContain(click.reason);
  expect(await paidAtStripe(w)).toHaveLength(1);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 4, held: 0, sold: 1 });
});

test("who bought the same a moment ago is asked whether they want one more, in whichever tab", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, ctx, order);
  expect(await placeOrder(ctx, wish(mug))).toMatchObject({
    reason: "bought-just-now",
    detail: { orderId: order.id },
  });
  expect((await placeOrder(ctx, wish(mug, { again: true }))).ok).toBe(true);
  w.passMinutes(11);
  expect((await placeOrder(w.guest(), wish(mug))).ok).toBe(true);
});

test("a declined card takes nothing, keeps the hold, and another card pays", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  expect(await pay(w, ctx, order, "pm_card_visa_chargeDeclinedInsufficientFunds")).toEqual({
    ok: true,
    value: { state: "declined", code: "insufficient_funds" },
  });
  expect(await w.units(mug.variantId)).toEqual({ inStock: 5, held: 1, sold: 0 });
  expect(await pay(w, ctx, order)).toEqual({ ok: true, value: { state: "paid" } });
  expect((await intentsAtStripe(w)).map((intent) => intent.status).toSorted()).toEqual([
    "canceled",
    "succeeded",
  ]);
});

test("a price that changed between sheet and payment is asked about, never charged", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await w.db.update(variants).set({ priceMinor: 2600 }).where(eq(variants.id, mug.variantId));
  expect(await pay(w, ctx, order)).toMatchObject({ ok: false, reason: "price-changed" });
  expect(await intentsAtStripe(w)).toEqual([]);

  const again = await placed(ctx, mug);
  expect(again).toMatchObject({ id: order.id, totalMinor: 3100 });
  expect(await pay(w, ctx, order)).toMatchObject({ ok: false, reason: "price-changed" }); // the old total was seen
  expect(await pay(w, ctx, again)).toEqual({ ok: true, value: { state: "paid" } });
});

test("nobody pays for somebody else's order", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const order = await placed(w.guest(), mug);
  expect(await pay(w, w.guest(), order)).toMatchObject({ ok: false, reason: "not-found" });
});

test("an unfinished checkout gives its units back after ten minutes, and its late return is told so", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  w.passMinutes(9);
  await releaseExpiredHolds(w.schedule());
  expect(await w.units(mug.variantId)).toMatchObject({ held: 1 });
  expect((await extendHold(ctx, order.id)).ok).toBe(true);
  expect((await extendHold(ctx, order.id)).ok).toBe(false);
  w.passMinutes(10);
  await releaseExpiredHolds(w.schedule());
  await releaseExpiredHolds(w.schedule());
  expect(await w.units(mug.variantId)).toEqual({ inStock: 5, held: 0, sold: 0 });
  expect(await pay(w, ctx, order)).toMatchObject({ ok: false, reason: "hold-ended" });
});

test("the bank asks, the shopper answers, the order is paid; the hold waits for them meanwhile", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  w.passMinutes(8);
  const step = await pay(w, ctx, order, "pm_card_authenticationRequired");
  expect(step).toMatchObject({
    ok: true,
    value: { state: "requires-action", clientSecret: expect.stringContaining("_secret_") },
  });
  w.passMinutes(8);
  await releaseExpiredHolds(w.schedule());
  expect(await w.units(mug.variantId)).toMatchObject({ held: 1 });
  await answerChallenge(w, "complete");
  expect(await learnPayment(ctx, order.id)).toEqual({ state: "paid" });
  expect(await w.units(mug.variantId)).toEqual({ inStock: 4, held: 0, sold: 1 });
});

test("the bank asks and the shopper fails: nothing is taken and another card may be tried", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, ctx, order, "pm_card_authenticationRequired");
  await answerChallenge(w, "fail");
  expect(await learnPayment(ctx, order.id)).toEqual({
    state: "declined",
    code: "payment_intent_authentication_failure",
  });
  expect(await pay(w, ctx, order)).toEqual({ ok: true, value: { state: "paid" } });
});

test("a challenge that nobody answers ends with the hold: closed at Stripe first, then the mug is free again", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, ctx, order, "pm_card_authenticationRequired");
  w.passMinutes(11);
  await releaseExpiredHolds(w.schedule());
  expect((await intentsAtStripe(w))[0]?.status).toBe("canceled");
  expect(await w.units(mug.variantId)).toEqual({ inStock: 5, held: 0, sold: 0 });
  expect((await orderRow(w, order.id)).status).toBe("expired");
});

test("Stripe's answer is lost: the shopper is told to wait, and the sweeper finds the payment", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await w.stripe.fault("reset-after", "*/confirm");
  expect(await pay(w, ctx, order)).toEqual({ ok: true, value: { state: "confirming" } });
  w.passMinutes(3);
  await sweepPayments(w.schedule());
  expect((await orderRow(w, order.id)).status).toBe("paid");
  expect(await paidAtStripe(w)).toHaveLength(1);
});

test("the question never reached Stripe: nobody is charged long after they left", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await w.stripe.fault("reset-before", "*/confirm");
  expect(await pay(w, ctx, order)).toEqual({ ok: true, value: { state: "confirming" } });
  w.passMinutes(3);
  await sweepPayments(w.schedule());
  expect(await paidAtStripe(w)).toHaveLength(0);
  expect((await w.db.select().from(paymentAttempts))[0]?.status).toBe("cancelled");
  expect(await pay(w, ctx, order)).toEqual({ ok: true, value: { state: "paid" } });
});

test("money that comes after the hold ended takes what is left, or goes back by itself", async () => {
  const w = await world();
  const seller = await w.merchant();
  const mug = await w.listing(seller, { unitsInStock: 1 });
  const ada = w.guest();
  const order = await placed(ada, mug);
  await w.stripe.fault("reset-after", "*/confirm");
  await pay(w, ada, order);
  // The hold is ended by force, as if its payment had been closed; the mug goes to somebody else.
  await w.db.update(orders).set({ status: "expired" }).where(eq(orders.id, order.id));
  await giveBackHolds(w.schedule(), order.id);
  const grace = w.guest();
  const hers = await placed(grace, mug, { email: "grace@merle.test" });
  await pay(w, grace, hers);

  w.passMinutes(3);
  await sweepPayments(w.schedule());
  expect((await orderRow(w, order.id)).status).toBe("expired");
  expect(await w.db.select().from(refunds)).toMatchObject([
    { reason: "came-too-late", status: "succeeded", amountMinor: 2900 },
  ]);
  expect((await w.db.select().from(mails)).map((mail) => mail.kind).toSorted()).toEqual([
    "order-paid",
    "order-too-late",
  ]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 0, held: 0, sold: 1 });
});

test("the same event five times, and the answer to the click besides, is one sale and one mail", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, ctx, order);
  const [intent] = await intentsAtStripe(w);
  const notice = { id: "evt_1", type: "payment_intent.succeeded", objectId: intent!.id };
  const kept = await Promise.all(Array.from({ length: 5 }, () => receiveStripeEvent(w.schedule(), notice)));
  // Her answer has settled it: it is kept as done with, and nobody has to ask Stripe about it.
  expect(kept.toSorted()).toEqual([...Array<string>(4).fill("repeated"), "settled"]);
  await Promise.all([handleStripeEvents(w.schedule()), handleStripeEvents(w.schedule())]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 4, held: 0, sold: 1 });
  expect(await w.db.select().from(mails)).toHaveLength(1);
});

test("until packing begins the shopper cancels by themselves: the money goes back once, the mug to the shelf", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, ctx, order);
  expect(await cancelAndRefund(w.guest(), order.id)).toMatchObject({ ok: false, reason: "not-found" });
  const clicks = await Promise.all([cancelAndRefund(ctx, order.id), cancelAndRefund(ctx, order.id)]);
  expect(clicks.filter((click) => click.ok)).toHaveLength(1);
  expect(await orderRow(w, order.id)).toMatchObject({ status: "cancelled", refundedMinor: 2900 });
  expect((await w.stripe.client.refunds.list()).data.map((refund) => refund.amount)).toEqual([2900]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 5, held: 0, sold: 0 });
});

test("once packing has begun it is too late to cancel", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, ctx, order);
  await w.db.update(orders).set({ status: "packing" }).where(eq(orders.id, order.id));
  expect(await cancelAndRefund(ctx, order.id)).toMatchObject({ ok: false, reason: "too-late" });
});

test("a refund that Stripe did not answer is carried out by the sweeper, once", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  await pay(w, ctx, order);
  await w.stripe.fault("reset-after", "/v1/refunds");
  expect((await cancelAndRefund(ctx, order.id)).ok).toBe(true);
  expect((await orderRow(w, order.id)).refundedMinor).toBe(0);
  await sweepRefunds(w.schedule());
  await sweepRefunds(w.schedule());
  expect((await orderRow(w, order.id)).refundedMinor).toBe(2900);
  expect((await w.stripe.client.refunds.list()).data).toHaveLength(1);
});

test("with consent card and address are kept, and the next purchase needs neither", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ada = await w.person("ada");
  const customerId = (await w.stripe.client.customers.create({ email: ada.email })).id;
  const first = await placed(ada, mug, { email: ada.email });
  const means = {
    kind: "new-card",
    confirmationToken: await w.stripe.typeCard(),
    customerId,
    keepsCard: true,
  } as const;
  expect(await pay(w, ada, first, means)).toEqual({ ok: true, value: { state: "paid" } });
  const [card] = await keptCardsOf(ada);
  expect(card).toMatchObject({ brand: "visa", last4: "4242", consentVersion: "2026-11" });
  expect(await w.db.select().from(keptAddresses)).toMatchObject([{ address: lyonAddress }]);

  const second = await placed(ada, mug, { email: ada.email, again: true });
  const kept = { kind: "kept-card", paymentMethodId: card!.stripePaymentMethodId, customerId } as const;
  expect(await pay(w, ada, second, kept)).toEqual({ ok: true, value: { state: "paid" } });
  expect(await w.db.select().from(keptCards)).toHaveLength(1);
});

test("nothing is kept when nobody agreed to it", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ada = await w.person("ada");
  const order = await placed(ada, mug, { email: ada.email });
  await pay(w, ada, order);
  expect(await w.db.select().from(keptCards)).toEqual([]);
  expect(await w.db.select().from(keptAddresses)).toEqual([]);
});

test("a limit per buyer counts what they bought before, also as a guest with the same e-mail", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { listing: { unitsPerBuyer: 2 } });
  const ctx = w.guest();
  expect(await placeOrder(ctx, wish(mug, { quantity: 3 }))).toMatchObject({
    reason: "too-many-units",
    detail: { units: 2 },
  });
  await pay(w, ctx, await placed(ctx, mug, { quantity: 2 }));
  expect(await placeOrder(w.guest(), wish(mug))).toMatchObject({
    reason: "too-many-units",
    detail: { units: 0 },
  });
});

/** Guests without end: each is another browser behind the same network address. */
const reachFor = async (w: World, mug: Parameters<typeof wish>[0], behind: string, quantities: number[]) => {
  const placing = quantities.map((quantity) => placeOrder(w.guest(), wish(mug, { quantity, behind })));
  return Promise.all(placing);
};
const refusals = (outcomes: { ok: boolean }[]) => outcomes.filter(({ ok }) => !ok);

test("of twenty units one network address keeps ten from everybody else, however many browsers it has", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 20 });
  for (let again = 0; again < 3; again++) {
    const outcomes = await reachFor(
      w,
      mug,
      "one",
      Array.from({ length: 8 }, () => 5),
    );
    expect(refusals(outcomes)).toEqual(
      Array.from({ length: 6 }, () => ({ ok: false, reason: "many-nearby", detail: { units: 0 } })),
    );
    expect(await w.units(mug.variantId)).toMatchObject({ held: 10 });
    w.passMinutes(11);
    await releaseExpiredHolds(w.schedule());
    expect(await w.units(mug.variantId)).toMatchObject({ held: 0 });
  }
  await reachFor(w, mug, "one", [5, 5]);
  const others = Array.from({ length: 10 }, (_, at) => reachFor(w, mug, `home ${at}`, [1]));
  expect(refusals((await Promise.all(others)).flat())).toEqual([]);
});

test("an office behind one address buys: who comes eleventh can as soon as one of the others has paid", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 20 });
  const ctx = w.guest();
  await placed(ctx, mug, { quantity: 2, behind: "office" });
  expect(
    refusals(
      await reachFor(
        w,
        mug,
        "office",
        Array.from({ length: 7 }, () => 1),
      ),
    ),
  ).toEqual([]);
  expect(await reachFor(w, mug, "office", [3])).toMatchObject([
    { reason: "many-nearby", detail: { units: 1 } },
  ]);
  // Their own two are not counted beside the three.
  const order = await placed(ctx, mug, { quantity: 3, behind: "office" });
  expect(await reachFor(w, mug, "office", [1])).toMatchObject([{ reason: "many-nearby" }]);
  await pay(w, ctx, order);
  expect(await reachFor(w, mug, "office", [1])).toMatchObject([{ ok: true }]);
  const [sold] = await w.db.select().from(holds).where(eq(holds.state, "sold"));
  expect(sold).toMatchObject({ units: 3, behind: null });
});

test("one buyer may have as many as one buyer may, also when that is all; and what is not counted is not shared out", async () => {
  const w = await world();
  const seller = await w.merchant();
  const few = await w.listing(seller, { unitsInStock: 5 });
  expect(await reachFor(w, few, "home", [5])).toMatchObject([{ ok: true }]);
  const endless = await w.listing(seller, { unitsInStock: 0 });
  await w.db.update(variants).set({ sellsWithoutStock: true }).where(eq(variants.id, endless.variantId));
  expect(refusals(await reachFor(w, endless, "home", [5, 5, 5]))).toEqual([]);
});

test("a refused change of a checkout leaves it and its hold as they were", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 2 });
  const ctx = w.guest();
  const order = await placed(ctx, mug);
  expect(await placeOrder(ctx, wish(mug, { quantity: 3 }))).toMatchObject({
    reason: "too-few-left",
    detail: { units: 2 },
  });
  expect(await w.units(mug.variantId)).toEqual({ inStock: 2, held: 1, sold: 0 });
  expect(await pay(w, ctx, order)).toEqual({ ok: true, value: { state: "paid" } });
});

test("when a channel's sales end, nobody starts to buy, and who had begun may finish", async () => {
  const w = await world();
  const seller = await w.merchant();
  const mug = await w.listing(seller);
  const ctx = w.guest();
  const begun = await placed(ctx, mug);
  w.passMinutes(1);
  await w.db.update(channels).set({ salesEndAt: w.clock.now() }).where(eq(channels.id, seller.channelId));
  expect(await placeOrder(w.guest(), wish(mug))).toMatchObject({ reason: "sales-ended" });
  expect(await pay(w, ctx, begun)).toEqual({ ok: true, value: { state: "paid" } });
});

test("when the whole programme has ended nothing is sold, by any channel", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  await w.db.update(programmes).set({ salesEndAt: w.clock.now() });
  expect(await placeOrder(w.guest(), wish(mug))).toMatchObject({ reason: "sales-ended" });
});

/** What the shopper does on the bank's page. */
async function answerChallenge(w: World, answer: "complete" | "fail"): Promise<void> {
  const [intent] = await intentsAtStripe(w);
  await w.stripe.answerChallenge(intent!.id, answer);
}

test("a customer that Stripe has lost is forgotten, and the next try pays", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ada = await w.person("ada");
  const means = async () =>
    ({
      kind: "new-card",
      confirmationToken: await w.stripe.typeCard(),
      customerId: await ensureCustomer(ada),
      keepsCard: true,
    }) as const;
  const first = await placed(ada, mug, { email: ada.email });
  await pay(w, ada, first, await means());
  await w.stripe.client.customers.del((await ensureCustomer(ada)) ?? "");

  const second = await placed(ada, mug, { email: ada.email, again: true });
  expect(await pay(w, ada, second, await means())).toEqual({
    ok: true,
    value: { state: "declined", code: "resource_missing" },
  });
  expect(await keptCardsOf(ada)).toEqual([]);
  expect(await pay(w, ada, second, await means())).toEqual({ ok: true, value: { state: "paid" } });
  expect(await keptCardsOf(ada)).toHaveLength(1);
});
