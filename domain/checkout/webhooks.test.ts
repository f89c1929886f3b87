// Failure tests 9, 10, 11, 13 and 14: what Stripe tells, told wrongly. In every one the invariants hold in the end.
import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { leases } from "@/db/schema/leases";
import { mails } from "@/db/schema/mail";
import { orders } from "@/db/schema/orders";
import { paymentAttempts, refunds, stripeEvents } from "@/db/schema/payments";
import { auditBooks } from "@/domain/audit/audit-books";
import type { Context } from "@/domain/context";
import { giveUp } from "@/domain/leases/lease";
import { countGivenUp } from "@/domain/leases/queries";
import { placeOrder } from "@/domain/orders/place-order";
import { lyonAddress, type World, world } from "@/domain/testing";
import { backfillStripeEvents } from "./backfill-stripe-events";
import { buy } from "./buy";
import { cancelAndRefund } from "./cancel-and-refund";
import { eventTypesActedUpon } from "./event-types";
import { handleStripeEvents, receiveStripeEvent } from "./handle-stripe-event";
import { learnPayment } from "./learn-payment";
import { sweepPayments, sweepRefunds } from "./sweep";

type Listing = { listingId: string; variantId: string };

async function place(ctx: Context, mug: Listing) {
  const placed = await placeOrder(ctx, {
    listingId: mug.listingId,
    variantId: mug.variantId,
    quantity: 1,
    email: "guest@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  if (!placed.ok) throw new Error(placed.reason);
  return placed.value;
}

async function pay(
  w: World,
  ctx: Context,
  order: { id: string; totalMinor: number; currency: string },
  card = "pm_card_visa",
) {
  const paid = await buy(ctx, {
    orderId: order.id,
    seenTotalMinor: order.totalMinor,
    seenCurrency: order.currency,
    means: {
      kind: "new-card",
      confirmationToken: await w.stripe.typeCard(card),
      customerId: undefined,
      keepsCard: false,
    },
    keepsDetails: false,
    returnUrl: "http://localhost:3000/buy/return",
    showsChallengeInPlace: true,
  });
  return paid.ok ? paid.value.state : paid.reason;
}

/** An order that Stripe has been paid for, and that we do not know of: the answer was lost on its way. */
async function paidUnheard(w: World, mug: Listing) {
  const ctx = w.guest();
  const order = await place(ctx, mug);
  await w.stripe.fault("reset-after", "*/confirm");
  expect(await pay(w, ctx, order)).toBe("confirming");
  return order;
}

/** What Stripe has to tell, the newest first, in the words of our inbox. */
async function told(w: World, about?: string) {
  const { data } = await w.stripe.client.events.list({ types: eventTypesActedUpon, limit: 100 });
  return data
    .map(({ id, type, data: { object } }) => ({ id, type, objectId: "id" in object ? object.id : "" }))
    .filter(({ objectId }) => about === undefined || objectId === about);
}

const orderRow = async (w: World, id: string) =>
  (await w.db.select().from(orders).where(eq(orders.id, id)))[0]!;
const attemptsOf = (w: World, orderId: string) =>
  w.db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.subjectId, orderId))
    .orderBy(desc(paymentAttempts.id));
const mailKinds = async (w: World) => (await w.db.select().from(mails)).map(({ kind }) => kind).toSorted();
const unhandled = async (w: World) =>
  (await w.db.select().from(stripeEvents)).filter(({ handledAt }) => handledAt === null);
const oneMug = async (w: World, unitsInStock = 5) => w.listing(await w.merchant(), { unitsInStock });

// Without `onConflictDoNothing` the second copy broke on the unique id. Without the first look at the state in `succeed`
// of apply-payment the second event was taken for money that nobody wanted: it went back, with two more mails.
test("what the answer to the shopper has settled needs no second answer when Stripe tells of it", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const ctx = w.guest();
  const order = await place(ctx, mug);
  expect(await pay(w, ctx, order)).toBe("paid");
  for (const notice of await told(w)) await receiveStripeEvent(w.schedule(), notice);
  await w.stripe.fault("500", "/v1/payment_intents/*", 20, "GET");
  await handleStripeEvents(w.schedule());
  expect((await w.db.select().from(stripeEvents)).every(({ handledAt }) => handledAt !== null)).toBe(true);
  expect((await orderRow(w, order.id)).status).toBe("paid");
});

// Without passOverSettled the event is taken up by itself: one is done.
test("what Stripe told of while the answer was on its way is passed over once that has come", async () => {
  const w = await world();
  const order = await paidUnheard(w, await oneMug(w));
  for (const notice of await told(w))
    expect(await receiveStripeEvent(w.schedule(), notice)).toBe("may-settle");
  expect(await unhandled(w)).not.toEqual([]);
  expect(await learnPayment(w.schedule(), order.id)).toEqual({ state: "paid" });
  await w.stripe.fault("500", "/v1/payment_intents/*", 20, "GET");
  expect(await handleStripeEvents(w.schedule())).toEqual({ done: 0, failed: [] });
  expect(await unhandled(w)).toEqual([]);
});

// Without endLeasesOfHandled the lease stayed: the operator was told for good of work that nobody had to do.
test("what was given up, and was then settled by the answer to the shopper, waits for no operator", async () => {
  const w = await world();
  const order = await paidUnheard(w, await oneMug(w));
  for (const notice of await told(w)) {
    await receiveStripeEvent(w.schedule(), notice);
    await giveUp(w.schedule(), "stripe-event", notice.id, "Stripe was not well");
  }
  expect(await handleStripeEvents(w.schedule())).toEqual({ done: 0, failed: [] });
  expect(await countGivenUp(w.schedule())).toBeGreaterThan(0);
  expect(await learnPayment(w.schedule(), order.id)).toEqual({ state: "paid" });
  await handleStripeEvents(w.schedule());
  expect(await unhandled(w)).toEqual([]);
  expect(await countGivenUp(w.schedule())).toBe(0);
});

test("9: the same event five times, in parallel and in sequence, has one effect", async () => {
  const w = await world();
  const mug = await oneMug(w);
  const order = await paidUnheard(w, mug);
  const [attempt] = await attemptsOf(w, order.id);
  const [event] = await told(w, attempt!.stripePaymentIntentId!);
  const deliver = async () => {
    const received = await receiveStripeEvent(w.schedule(), event!);
    await handleStripeEvents(w.schedule());
    return received;
  };
  const together = await Promise.all([deliver(), deliver(), deliver(), deliver(), deliver()]);
  expect(together.toSorted()).toEqual(["may-settle", ...Array<string>(4).fill("repeated")]);
  for (let again = 0; again < 5; again++) expect(await deliver()).toBe("repeated");

  // Another event about the same change is no second effect either.
  await receiveStripeEvent(w.schedule(), { ...event!, id: "evt_of_the_same_change" });
  await handleStripeEvents(w.schedule());
  expect(await orderRow(w, order.id)).toMatchObject({ status: "paid" });
  expect(await mailKinds(w)).toEqual(["order-paid"]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 4, held: 0, sold: 1 });
  expect(await unhandled(w)).toEqual([]);
  expect(await auditBooks(w.schedule())).toEqual([]);
});

// When the event was believed instead of asking Stripe again, and `fail` of apply-payment looked at no state, `created`
// undid the payment of the paid order, and its money went back. Without `ne(status)` in noteRefund the refund that was
// told of once more counted twice: 5800 of 2900 were given back.
test("10: events that come in reverse order end in the same state", async () => {
  const w = await world();
  const mug = await oneMug(w);
  const order = await paidUnheard(w, mug);
  const ctx = w.guest();
  const backed = await place(ctx, mug);
  expect(await pay(w, ctx, backed)).toBe("paid");
  await w.stripe.fault("reset-after", "/v1/refunds");
  await cancelAndRefund(ctx, backed.id);
  expect(await w.db.select().from(refunds)).toMatchObject([{ status: "open", stripeRefundId: null }]);

  const reversed = await told(w);
  expect(reversed.map(({ type }) => type)).toContain("refund.created");
  expect(reversed.at(-1)?.type).toBe("payment_intent.succeeded");
  for (const event of reversed) {
    await receiveStripeEvent(w.schedule(), event);
    await handleStripeEvents(w.schedule());
  }
  await receiveStripeEvent(w.schedule(), {
    ...reversed.at(-1)!,
    id: "evt_created",
    type: "payment_intent.created",
  });
  await handleStripeEvents(w.schedule());

  await sweepRefunds(w.schedule());
  // Told once more, now that the refund is known here.
  const refund = reversed.find(({ type }) => type === "refund.created");
  await receiveStripeEvent(w.schedule(), { ...refund!, id: "evt_refund_again" });
  await handleStripeEvents(w.schedule());

  expect(await orderRow(w, order.id)).toMatchObject({ status: "paid", refundedMinor: 0 });
  expect(await orderRow(w, backed.id)).toMatchObject({ status: "cancelled", refundedMinor: 2900 });
  expect((await w.stripe.client.refunds.list()).data).toHaveLength(1);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 4, held: 0, sold: 1 });
  expect(await unhandled(w)).toEqual([]);
  expect(await auditBooks(w.schedule())).toEqual([]);
});

// When `fail` of apply-payment took the attempt by its order and in any state, the one that had paid was cancelled too.
test("11: an old refusal that is told after the payment that followed leaves it paid", async () => {
  const w = await world();
  const mug = await oneMug(w);
  const ctx = w.guest();
  const order = await place(ctx, mug);
  expect(await pay(w, ctx, order, "pm_card_chargeDeclined")).toBe("declined");
  expect(await pay(w, ctx, order)).toBe("paid");
  const refusal = (await told(w)).find(({ type }) => type === "payment_intent.payment_failed");
  await receiveStripeEvent(w.schedule(), refusal!);
  await handleStripeEvents(w.schedule());

  expect(await orderRow(w, order.id)).toMatchObject({ status: "paid" });
  expect((await attemptsOf(w, order.id)).map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  expect(await mailKinds(w)).toEqual(["order-paid"]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 4, held: 0, sold: 1 });
  expect(await auditBooks(w.schedule())).toEqual([]);
});

/** A database whose next transaction breaks after its last statement, before it is kept. */
function breakingOnce(ctx: Context): Context {
  let isBroken = false;
  const { db } = ctx;
  const transaction: typeof db.transaction = (work) =>
    db.transaction(async () => {
      const done = await work();
      if (isBroken) return done;
      isBroken = true;
      throw new Error("The power went out");
    });
  return { ...ctx, db: Object.assign(Object.create(db) as typeof db, { transaction }) };
}

// When the event was noted as handled before it was acted upon, it stayed so, and the order was pending for good.
test("13: a handler that breaks halfway leaves nothing behind, and the next try does it once", async () => {
  const w = await world();
  const mug = await oneMug(w);
  const order = await paidUnheard(w, mug);
  const [event] = await told(w);
  await receiveStripeEvent(w.schedule(), event!);

  const worked = await handleStripeEvents(breakingOnce(w.schedule()));
  expect(worked.failed).toMatchObject([{ id: event!.id }]);
  expect(await orderRow(w, order.id)).toMatchObject({ status: "pending", number: null });
  expect(await mailKinds(w)).toEqual([]);
  expect(await unhandled(w)).toHaveLength(1);
  expect(await w.db.select().from(leases)).toMatchObject([
    { kind: "stripe-event", tries: 1, heldBy: null, lastError: "Error: The power went out" },
  ]);

  w.passMinutes(1);
  expect(await handleStripeEvents(w.schedule())).toEqual({ done: 1, failed: [] });
  expect(await handleStripeEvents(w.schedule())).toEqual({ done: 0, failed: [] });
  expect(await orderRow(w, order.id)).toMatchObject({ status: "paid" });
  expect(await mailKinds(w)).toEqual(["order-paid"]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 4, held: 0, sold: 1 });
  expect(await w.db.select().from(leases)).toEqual([]);
  expect(await auditBooks(w.schedule())).toEqual([]);
});

// When only the first page was read, the oldest events, which were ours, were not in it and the orders stayed pending.
// Without `onConflictDoNothing` the backfill broke at the first event that was there. When an answer that did not come
// was taken for an empty list, the outage of Stripe was taken for done.
test("14: an endpoint that was down for an hour is told everything afterwards, and nothing twice", async () => {
  const w = await world();
  const mug = await oneMug(w);
  await w.stripe.client.webhookEndpoints.create({ url: "http://127.0.0.1:9/down", enabled_events: ["*"] });
  const began = w.clock.now();
  const [first, second] = [await paidUnheard(w, mug), await paidUnheard(w, mug)];
  // A hundred and more payments of somebody else with the same account at Stripe: more than one page.
  for (let other = 0; other < 101; other++)
    await w.stripe.client.paymentIntents.create({
      amount: 1000,
      currency: "eur",
      confirm: true,
      payment_method: "pm_card_visa",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
  w.passMinutes(60);
  const late = (await told(w)).find(({ type }) => type === "payment_intent.succeeded");
  await receiveStripeEvent(w.schedule(), late!);

  // Stripe is silent at first: nothing is taken for known.
  await w.stripe.fault("500", "/v1/events", 1, "GET");
  await expect(backfillStripeEvents(w.schedule(), began)).rejects.toThrow("did not tell");
  await backfillStripeEvents(w.schedule(), began);
  await handleStripeEvents(w.schedule());
  for (const { id } of [first, second]) expect(await orderRow(w, id)).toMatchObject({ status: "paid" });
  const kept = (await w.db.select().from(stripeEvents)).length;
  expect(kept).toBe(103);

  w.passMinutes(60);
  await backfillStripeEvents(w.schedule(), began);
  await handleStripeEvents(w.schedule());
  expect(await w.db.select().from(stripeEvents)).toHaveLength(kept);
  expect(await mailKinds(w)).toEqual(["order-paid", "order-paid"]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 3, held: 0, sold: 2 });
  await sweepPayments(w.schedule());
  expect(await mailKinds(w)).toEqual(["order-paid", "order-paid"]);
}, 60_000);

test("an event of a payment of ours that we do not know is never dropped, and in the end the operator has it", async () => {
  const w = await world();
  const { id } = await w.stripe.client.paymentIntents.create({
    amount: 1000,
    currency: "eur",
    metadata: { attempt_id: "an attempt that is nowhere" },
  });
  await receiveStripeEvent(w.schedule(), { id: "evt_1", type: "payment_intent.succeeded", objectId: id });
  for (let hour = 0; hour < 72; hour++) {
    await handleStripeEvents(w.schedule());
    w.passMinutes(60);
  }
  expect(await unhandled(w)).toHaveLength(1);
  const [lease] = await w.db.select().from(leases);
  expect(lease?.givenUpAt).toBeInstanceOf(Date);
  expect(lease?.lastError).toContain("an attempt that is nowhere");
});
