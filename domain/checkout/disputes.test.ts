// The shopper's bank takes the money back, asks, or decides: failure tests 28 and 27 in part. Seen to fail: 27 refunds
// money that is gone without `isChargedBack` in openRefund; 28 "backwards" loses a dispute that was won when any state
// may follow any; 28 "of two disputes" sends the parcel at the first win when the other dispute is not asked for.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { members, people } from "@/db/schema/accounts";
import { mails } from "@/db/schema/mail";
import { orderEvents, orders } from "@/db/schema/orders";
import { disputes, paymentAttempts, refunds } from "@/db/schema/payments";
import { auditBooks } from "@/domain/audit/audit-books";
import type { Context } from "@/domain/context";
import { workView } from "@/domain/operator/queries";
import { tryAgain } from "@/domain/operator/try-again";
import { placeOrder } from "@/domain/orders/place-order";
import { orderPage } from "@/domain/orders/queries";
import type { DisputeAtStripe } from "@/domain/payments/gateway";
import { openRefund } from "@/domain/payments/refund-attempt";
import { lyonAddress, type World, world } from "@/domain/testing";
import { applyDispute } from "./apply-dispute";
import { buy } from "./buy";
import { cancelAndRefund } from "./cancel-and-refund";
import { give } from "./give";
import { handleStripeEvents, receiveStripeEvent } from "./handle-stripe-event";
import { settleRefund } from "./settle-refund";
import { sweepRefunds } from "./sweep";

const means = async (w: World, card: string) => ({
  kind: "new-card" as const,
  confirmationToken: await w.stripe.typeCard(card),
  customerId: undefined,
  keepsCard: false,
});

/** Somebody without an account buys a mug with such a card. */
async function bought(w: World, card: string) {
  const ctx = w.guest();
  const mug = await w.listing(await w.merchant());
  const placed = await placeOrder(ctx, {
    listingId: mug.listingId,
    variantId: mug.variantId,
    quantity: 1,
    email: "guest@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  if (!placed.ok) throw new Error(`Not placed: ${placed.reason}`);
  await buy(ctx, {
    orderId: placed.value.id,
    seenTotalMinor: placed.value.totalMinor,
    seenCurrency: placed.value.currency,
    means: await means(w, card),
    keepsDetails: false,
    returnUrl: "http://localhost:3000/buy/return",
    showsChallengeInPlace: true,
  });
  return { ctx, orderId: placed.value.id, totalMinor: placed.value.totalMinor };
}

/** Time passes at Stripe and the bank, and everything that Stripe tells of it arrives. */
async function later(w: World, minutes = 1): Promise<void> {
  w.passMinutes(minutes);
  await w.stripe.local.runDue();
  await hear(w);
}

async function hear(w: World, order: "as-it-happened" | "backwards" = "as-it-happened"): Promise<void> {
  const ctx = w.schedule();
  const { data } = await w.stripe.client.events.list({ limit: 100 });
  for (const event of order === "backwards" ? data : data.toReversed()) {
    const objectId = "id" in event.data.object ? event.data.object.id : "";
    await receiveStripeEvent(ctx, { id: event.id, type: event.type, objectId });
    await handleStripeEvents(ctx);
  }
}

const orderOf = async (w: World, id: string) =>
  (await w.db.select().from(orders).where(eq(orders.id, id)))[0]!;
const attemptOf = async (w: World, subjectId: string) =>
  (await w.db.select().from(paymentAttempts).where(eq(paymentAttempts.subjectId, subjectId)))[0]!;
const disputeOf = async (w: World, subjectId: string) =>
  (await w.db.select().from(disputes).where(eq(disputes.subjectId, subjectId)))[0]!;
const toldOf = async (w: World, orderId: string) =>
  (await w.db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId)).orderBy(orderEvents.id)).map(
    ({ kind }) => kind,
  );
const disputeMails = async (w: World) =>
  (await w.db.select().from(mails).orderBy(mails.id))
    .filter(({ kind }) => kind.startsWith("dispute"))
    .map(({ kind, to, locale }) => `${kind} ${to} ${locale}`)
    .toSorted();

const answer = (w: World, stripeDisputeId: string, words: string) =>
  w.stripe.client.disputes.update(stripeDisputeId, { evidence: { uncategorized_text: words } });

async function asOperator(w: World): Promise<Context> {
  const { actor, ...ops } = await w.person("support");
  if (actor.kind !== "person") throw new Error("Not a person");
  return { ...ops, actor: { ...actor, isOperator: true } };
}

async function operator(w: World, handle: string) {
  const { personId } = await w.person(handle);
  await w.db.update(people).set({ isOperator: true }).where(eq(people.id, personId));
}

test("28: a bank takes the money back: the order is disputed, until when to answer is kept", async () => {
  const w = await world();
  await operator(w, "ops");
  const { orderId, totalMinor } = await bought(w, "pm_card_createDispute");
  expect((await orderOf(w, orderId)).status).toBe("paid");
  await later(w);
  expect(await orderOf(w, orderId)).toMatchObject({ status: "disputed", statusBeforeDispute: "paid" });
  expect(await disputeOf(w, orderId)).toMatchObject({
    status: "needs-response",
    reason: "fraudulent",
    amountMinor: totalMinor,
    currency: "EUR",
    evidenceDueAt: new Date("2026-05-12T23:59:59.000Z"),
    closedAt: null,
  });
  expect((await attemptOf(w, orderId)).isChargedBack).toBe(true);
  expect(await toldOf(w, orderId)).toEqual(["placed", "paid", "disputed"]);
  expect(await disputeMails(w)).toEqual([
    "dispute-opened atelier@merle.test fr",
    "dispute-opened ops@merle.test en",
  ]);
  await later(w);
  expect(await disputeMails(w)).toHaveLength(2);
  expect(await auditBooks(w.schedule())).toEqual([]);
});

test("28: a dispute that is won puts the order back where it was, and its money can be refunded again", async () => {
  const w = await world();
  const { orderId } = await bought(w, "pm_card_createDispute");
  await w.db.update(orders).set({ status: "shipped" }).where(eq(orders.id, orderId));
  await later(w);
  expect(await orderOf(w, orderId)).toMatchObject({ status: "disputed", statusBeforeDispute: "shipped" });
  await answer(w, (await disputeOf(w, orderId)).stripeDisputeId, "winning_evidence");
  await hear(w);
  expect((await disputeOf(w, orderId)).status).toBe("under-review");
  expect((await orderOf(w, orderId)).status).toBe("disputed");
  await later(w);
  expect(await disputeOf(w, orderId)).toMatchObject({ status: "won", closedAt: w.clock.now() });
  expect(await orderOf(w, orderId)).toMatchObject({ status: "shipped", statusBeforeDispute: null });
  expect((await attemptOf(w, orderId)).isChargedBack).toBe(false);
  expect(await toldOf(w, orderId)).toEqual(["placed", "paid", "disputed", "dispute-won"]);
  expect(await disputeMails(w)).toEqual([
    "dispute-closed atelier@merle.test fr",
    "dispute-opened atelier@merle.test fr",
  ]);
  const given = await openRefund(w.schedule(), await attemptOf(w, orderId), 100, "cancelled-by-shopper");
  expect(given).toMatchObject({ ok: true });
});

test("28: a dispute that nobody answers is lost, and the order stays disputed", async () => {
  const w = await world();
  const { orderId } = await bought(w, "pm_card_createDisputeProductNotReceived");
  await later(w);
  await later(w, 10 * 24 * 60);
  expect(await disputeOf(w, orderId)).toMatchObject({ status: "lost", reason: "product_not_received" });
  expect((await orderOf(w, orderId)).status).toBe("disputed");
  expect((await attemptOf(w, orderId)).isChargedBack).toBe(true);
  expect(await toldOf(w, orderId)).toEqual(["placed", "paid", "disputed", "dispute-lost"]);
  expect((await disputeMails(w)).map((mail) => mail.split(" ")[0])).toEqual([
    "dispute-closed",
    "dispute-opened",
  ]);
  const [closed] = await w.db.select().from(mails).where(eq(mails.kind, "dispute-closed"));
  // Without an account of its own at Stripe the shop is owed so much less.
  expect(closed?.content).toMatchObject({ outcome: "lost", takenFrom: "owed" });
});

test("28: a bank that only asks moves no money and leaves the order as it is", async () => {
  const w = await world();
  const { ctx, orderId } = await bought(w, "pm_card_createDisputeInquiry");
  await later(w);
  expect(await disputeOf(w, orderId)).toMatchObject({ status: "inquiry" });
  expect(await orderOf(w, orderId)).toMatchObject({ status: "paid", statusBeforeDispute: null });
  expect((await attemptOf(w, orderId)).isChargedBack).toBe(false);
  const known = await ctx.payments.retrieveDispute((await disputeOf(w, orderId)).stripeDisputeId);
  expect(known).toMatchObject({ kind: "known", value: { status: "inquiry", movements: [] } });
  expect(await cancelAndRefund(ctx, orderId)).toMatchObject({ ok: true });
  await hear(w);
  expect(await disputeOf(w, orderId)).toMatchObject({ status: "inquiry-closed" });
  expect(await orderOf(w, orderId)).toMatchObject({ status: "cancelled" });
  expect(await auditBooks(w.schedule())).toEqual([]);
});

test("28: a bank that asked and then takes the money back disputes the order then", async () => {
  const w = await world();
  const { ctx, orderId, totalMinor } = await bought(w, "pm_card_createDisputeInquiry");
  await later(w);
  const { stripeDisputeId } = await disputeOf(w, orderId);
  await answer(w, stripeDisputeId, "escalate_inquiry_evidence");
  await later(w);
  expect(await disputeOf(w, orderId)).toMatchObject({ status: "needs-response" });
  expect((await orderOf(w, orderId)).status).toBe("disputed");
  expect(await ctx.payments.retrieveDispute(stripeDisputeId)).toMatchObject({
    value: { movements: [{ kind: "dispute", amountMinor: -totalMinor, feeMinor: 1500, currency: "EUR" }] },
  });
  await answer(w, stripeDisputeId, "winning_evidence");
  await later(w);
  expect((await orderOf(w, orderId)).status).toBe("paid");
  expect(await ctx.payments.retrieveDispute(stripeDisputeId)).toMatchObject({
    value: { movements: [{ amountMinor: -totalMinor }, { amountMinor: totalMinor, feeMinor: 0 }] },
  });
  expect((await disputeMails(w)).map((mail) => mail.split(" ")[0])).toEqual([
    "dispute-closed",
    "dispute-opened",
    "dispute-opened",
  ]);
});

test("28: told backwards, twice and late, a dispute ends where the bank ended it", async () => {
  const w = await world();
  const { orderId } = await bought(w, "pm_card_createDispute");
  w.passMinutes(1);
  await w.stripe.local.runDue();
  const [atStripe] = (await w.stripe.client.disputes.list()).data;
  const early = await w.schedule().payments.retrieveDispute(atStripe!.id);
  await answer(w, atStripe!.id, "winning_evidence");
  w.passMinutes(1);
  await w.stripe.local.runDue();
  await hear(w, "backwards");
  await hear(w, "backwards");
  expect((await disputeOf(w, orderId)).status).toBe("won");
  expect((await orderOf(w, orderId)).status).toBe("paid");
  // An answer of Stripe's that was on its way while the bank decided.
  if (early.kind !== "known") throw new Error("Stripe did not answer");
  await applyDispute(w.schedule(), early.value);
  expect((await disputeOf(w, orderId)).status).toBe("won");
  expect(await orderOf(w, orderId)).toMatchObject({ status: "paid", statusBeforeDispute: null });
  expect((await attemptOf(w, orderId)).isChargedBack).toBe(false);
});

test("28: of two disputes about one order both must be won before it goes on", async () => {
  const w = await world();
  const { orderId } = await bought(w, "pm_card_visa");
  const intentId = (await attemptOf(w, orderId)).stripePaymentIntentId!;
  const told = (id: string, status: DisputeAtStripe["status"]) =>
    applyDispute(w.schedule(), {
      id,
      intentId,
      status,
      reason: "fraudulent",
      amountMinor: 100,
      currency: "EUR",
      evidenceDueAt: undefined,
      openedAt: w.clock.now(),
      movements: [],
    });
  await told("du_1", "needs-response");
  await told("du_2", "needs-response");
  await told("du_1", "won");
  expect((await orderOf(w, orderId)).status).toBe("disputed");
  await told("du_2", "won");
  expect((await orderOf(w, orderId)).status).toBe("paid");
});

test("28: a gift can be disputed too, and its charity is told", async () => {
  const w = await world();
  const cause = await w.cause();
  const owner = await w.person("lea");
  await w.db.insert(members).values({
    accountId: cause.accountId,
    personId: owner.personId,
    role: "owner",
    createdAt: w.clock.now(),
  });
  await w.db.update(people).set({ locale: "fr" }).where(eq(people.id, owner.personId));
  const outcome = await give(w.guest(), {
    causeId: cause.causeId,
    giftMinor: 2500,
    coversFee: false,
    seenTotalMinor: 2500,
    email: "donor@merle.test",
    donorName: "Grace Okafor",
    isAnonymous: false,
    keepsDetails: false,
    tweetId: undefined,
    means: await means(w, "pm_card_createDispute"),
    returnUrl: "http://localhost:3000/donate/return?gift=:id",
    showsChallengeInPlace: true,
  });
  expect(outcome).toMatchObject({ ok: true });
  await later(w);
  const [dispute] = await w.db.select().from(disputes);
  expect(dispute).toMatchObject({ status: "needs-response", amountMinor: 2500 });
  expect(await disputeMails(w)).toEqual(["dispute-opened lea@merle.test fr"]);
});

test("28: a dispute about a payment of somebody else's is none of ours", async () => {
  const w = await world();
  await w.stripe.client.paymentIntents.create({
    amount: 5000,
    currency: "eur",
    payment_method: "pm_card_createDispute",
    confirm: true,
  });
  await later(w);
  expect(await w.db.select().from(disputes)).toEqual([]);
});

test("27: while the bank has the money a shopper cannot cancel, and nothing is given back", async () => {
  const w = await world();
  const { ctx, orderId } = await bought(w, "pm_card_createDispute");
  await later(w);
  expect(await cancelAndRefund(ctx, orderId)).toMatchObject({ ok: false, reason: "disputed" });
  const refused = await openRefund(w.schedule(), await attemptOf(w, orderId), 100, "cancelled-by-shopper");
  expect(refused).toMatchObject({ ok: false, reason: "disputed" });
  expect(await w.db.select().from(refunds)).toEqual([]);
  expect((await attemptOf(w, orderId)).refundedMinor).toBe(0);
  expect((await w.stripe.client.refunds.list()).data).toEqual([]);
  expect(await auditBooks(w.schedule())).toEqual([]);
});

test("27: a shopper who cancels before we hear that the bank has the money is not paid twice", async () => {
  const w = await world();
  const { ctx, orderId } = await bought(w, "pm_card_createDispute");
  w.passMinutes(1);
  await w.stripe.local.runDue();
  // The webhook is still on its way: here the order is paid, at Stripe the money has gone.
  expect(await cancelAndRefund(ctx, orderId)).toMatchObject({ ok: true });
  await hear(w);
  const [refund] = await w.db.select().from(refunds);
  expect(refund).toMatchObject({ status: "failed", failureCode: "charge_disputed" });
  expect(await orderOf(w, orderId)).toMatchObject({ status: "cancelled", refundedMinor: 0 });
  expect(await attemptOf(w, orderId)).toMatchObject({ isChargedBack: true, refundedMinor: 0 });
  expect(await toldOf(w, orderId)).toEqual([
    "placed",
    "paid",
    "cancelled",
    "refund-started",
    "refund-failed",
  ]);
  expect((await orderPage(ctx, orderId))?.refundTrouble).toBe("with-the-bank");
  expect(await auditBooks(w.schedule())).toEqual([]);
});

// Without `giveUp` nobody hears of it, and the money stays here for good.
test("27: the operator sees a refund that failed, and once the bank gives the money back it goes to the shopper, once", async () => {
  const w = await world();
  const ops = await asOperator(w);
  const { ctx, orderId, totalMinor } = await bought(w, "pm_card_createDispute");
  w.passMinutes(1);
  await w.stripe.local.runDue();
  await cancelAndRefund(ctx, orderId);
  await hear(w);
  const [failed] = await w.db.select().from(refunds);
  const subject = { kind: "refund", subjectId: failed!.id } as const;
  const shown = async () => (await workView(ops))?.leases;
  expect(await shown()).toMatchObject([{ ...subject, lastError: "The refund failed: charge_disputed" }]);
  expect((await shown())?.[0]?.givenUpAt).toBeInstanceOf(Date);
  await sweepRefunds(w.schedule());
  expect(await w.db.select().from(refunds)).toHaveLength(1);

  // The bank has the money still: it waits, and says so.
  expect(await tryAgain(ops, subject)).toMatchObject({ ok: true });
  await sweepRefunds(w.schedule());
  expect(await shown()).toMatchObject([
    { ...subject, lastError: "The shopper's bank has the money", givenUpAt: null },
  ]);
  expect(await w.db.select().from(refunds)).toHaveLength(1);

  await answer(w, (await disputeOf(w, orderId)).stripeDisputeId, "winning_evidence");
  await later(w);
  expect((await orderPage(ctx, orderId))?.refundTrouble).toBe("looked-into");
  w.passMinutes(6 * 60);
  await Promise.all([sweepRefunds(w.schedule()), sweepRefunds(w.schedule())]);
  await sweepRefunds(w.schedule());
  expect(
    (await w.db.select().from(refunds).orderBy(refunds.id)).map(({ status, reason }) => [status, reason]),
  ).toEqual([
    ["failed", "cancelled-by-shopper"],
    ["succeeded", "failed-before"],
  ]);
  expect(await orderOf(w, orderId)).toMatchObject({ status: "cancelled", refundedMinor: totalMinor });
  expect((await orderPage(ctx, orderId))?.refundTrouble).toBeUndefined();
  expect(await shown()).toEqual([]);
  expect(await auditBooks(w.schedule())).toEqual([]);
});

test("27: what the bank has kept for the shopper is not given back a second time, however often it is tried", async () => {
  const w = await world();
  const ops = await asOperator(w);
  const { ctx, orderId } = await bought(w, "pm_card_createDispute");
  w.passMinutes(1);
  await w.stripe.local.runDue();
  await cancelAndRefund(ctx, orderId);
  await hear(w);
  await answer(w, (await disputeOf(w, orderId)).stripeDisputeId, "losing_evidence");
  await later(w);
  const [failed] = await w.db.select().from(refunds);
  await tryAgain(ops, { kind: "refund", subjectId: failed!.id });
  await sweepRefunds(w.schedule());
  expect(await w.db.select().from(refunds)).toHaveLength(1);
  expect((await workView(ops))?.leases).toEqual([]);
  expect(await auditBooks(w.schedule())).toEqual([]);
});

test("27: a refund that a chargeback overtakes fails, and is noted as failed", async () => {
  const w = await world();
  const { ctx, orderId } = await bought(w, "pm_card_createDisputeInquiry");
  await later(w);
  const { stripeDisputeId } = await disputeOf(w, orderId);
  await answer(w, stripeDisputeId, "escalate_inquiry_evidence");
  const attempt = await attemptOf(w, orderId);
  // In the seconds in which the bank makes up its mind a part goes back, from Stripe's own dashboard or from here.
  const opened = await openRefund(ctx, attempt, 100, "cancelled-by-shopper");
  if (!opened.ok) throw new Error(opened.reason);
  await settleRefund(ctx, opened.value);
  expect((await attemptOf(w, orderId)).refundedMinor).toBe(100);
  w.passMinutes(0.1);
  await w.stripe.local.runDue();
  await hear(w);
  const [refund] = await w.db.select().from(refunds);
  expect(refund).toMatchObject({ status: "failed", failureCode: "charge_for_pending_refund_disputed" });
  expect(await attemptOf(w, orderId)).toMatchObject({ isChargedBack: true, refundedMinor: 0 });
  expect(await orderOf(w, orderId)).toMatchObject({ status: "disputed", refundedMinor: 0 });
  expect(await auditBooks(w.schedule())).toEqual([]);
});
