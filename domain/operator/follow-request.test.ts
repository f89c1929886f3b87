// Whoever has a request's id finds by it all that the request has left to be done later.
import { expect, test } from "vitest";
import { mails } from "@/db/schema/mail";
import { refunds } from "@/db/schema/payments";
import { shopTasks } from "@/db/schema/shops";
import { requestArchive } from "@/domain/archive/request-archive";
import { beginImport, importAfterTrial } from "@/domain/catalog/import/begin-import";
import { announceEnd } from "@/domain/channels/announce-end";
import { tellNotices } from "@/domain/channels/tell-notices";
import { days, member, operator } from "@/domain/channels/testing-ends";
import { cancelAndRefund } from "@/domain/checkout/cancel-and-refund";
import { giveMonthly } from "@/domain/checkout/give-monthly";
import { handleStripeEvents, receiveStripeEvent } from "@/domain/checkout/handle-stripe-event";
import { steerMonthlyGift } from "@/domain/checkout/steer-monthly-gift";
import {
  releaseExpiredHolds,
  releaseOldDonations,
  sweepMonthlyGifts,
  sweepPayments,
  sweepRefunds,
} from "@/domain/checkout/sweep";
import type { Context, Piece } from "@/domain/context";
import { workThrough } from "@/domain/leases/work-through";
import { deliverMails } from "@/domain/mail/deliver-mails";
import { taskQueue } from "@/domain/shops/work-on-tasks";
import { type World, world } from "@/domain/testing";
import {
  attemptsOf,
  bought,
  dying,
  given,
  instead,
  orderRow,
  pay,
  placed,
  untilItDies,
} from "@/domain/testing-purchases";

const requested = <Ctx extends Context>(ctx: Ctx, requestId: string): Ctx => ({ ...ctx, requestId });
const office = { keepsContent: true, send: async () => {} };
const silent = (ctx: Context) => instead(ctx, () => ({ createRefund: async () => ({ kind: "unknown" }) }));

/** A process that works, and of each piece as part of which request. */
function watched(w: World) {
  const pieces: string[] = [];
  const workOn = async <Turn>({ kind, requestId }: Piece, work: () => Promise<Turn>) => {
    pieces.push(`${kind} of ${requestId}`);
    return work();
  };
  const ctx = (): Context => ({
    ...w.schedule(),
    worker: { name: "one", isStopping: () => false, workOn },
  });
  return { ctx, pieces: () => pieces.splice(0) };
}

const mailed = async (w: World) =>
  (await w.db.select().from(mails).orderBy(mails.id)).map(({ kind, requestId }) => `${kind} of ${requestId}`);

test("a purchase is followed by its request's id into its mail, and its cancellation into the refund", async () => {
  const w = await world();
  const ada = w.guest();
  const order = await bought(w, requested(ada, "ada-pays"), await w.listing(await w.merchant()));
  expect(await attemptsOf(w, order.id)).toMatchObject([{ requestId: "ada-pays" }]);
  expect(await mailed(w)).toEqual(["order-paid of ada-pays"]);
  const cancelled = await cancelAndRefund(silent(requested(ada, "ada-cancels")), order.id);
  expect(cancelled.ok).toBe(true);
  expect(await w.db.select().from(refunds)).toMatchObject([{ status: "open", requestId: "ada-cancels" }]);

  const { ctx, pieces } = watched(w);
  await sweepRefunds(ctx());
  expect(pieces()).toEqual(["refund of ada-cancels"]);
  expect((await mailed(w)).at(-1)).toBe("order-refunded of ada-cancels");
  await deliverMails(ctx(), office);
  expect(pieces()).toEqual((await mailed(w)).map((one) => one.replace(/^.* of/, "mail of")));
});

test("what Stripe tells, and what a job finds out, goes on as part of the request that paid", async () => {
  const w = await world();
  const { ctx, pieces } = watched(w);
  const mug = await w.listing(await w.merchant());
  for (const [who, learns] of [
    ["told", "the webhook"],
    ["swept", "the job"],
  ]) {
    const shopper = requested(w.guest(), `${who}-pays`);
    const order = await placed(shopper, mug);
    await untilItDies(pay(w, dying(shopper, "after", "confirmIntent"), order));
    const [attempt] = await attemptsOf(w, order.id);
    if (learns === "the webhook") {
      const objectId = attempt?.stripePaymentIntentId ?? "";
      await receiveStripeEvent(ctx(), { id: "evt_1", type: "payment_intent.succeeded", objectId });
      await handleStripeEvents(requested(ctx(), "the-webhook-itself"));
    } else {
      w.passMinutes(3);
      await sweepPayments(ctx());
    }
    expect(await orderRow(w, order.id), learns).toMatchObject({ status: "paid" });
    expect((await mailed(w)).at(-1), learns).toBe(`order-paid of ${who}-pays`);
  }
  expect(pieces()).toEqual(["stripe-event of told-pays", "payment of swept-pays"]);
  // Of nothing that a request of ours began.
  await receiveStripeEvent(ctx(), { id: "evt_2", type: "refund.updated", objectId: "re_elsewhere" });
  await handleStripeEvents(ctx());
  expect(pieces()).toEqual(["stripe-event of undefined"]);
});

test("a checkout and a gift that are left behind are ended as part of the request that left them", async () => {
  const w = await world();
  const { ctx, pieces } = watched(w);
  const shopper = requested(w.guest(), "left-at-the-bank");
  const order = await placed(shopper, await w.listing(await w.merchant()));
  await pay(w, shopper, order, "pm_card_threeDSecure2Required");
  const donor = requested(w.guest(), "left-with-a-gift");
  await given(w, donor, (await w.cause()).causeId, {}, "pm_card_threeDSecure2Required");
  w.passMinutes(25 * 60);
  await releaseExpiredHolds(ctx());
  await releaseOldDonations(ctx());
  expect(pieces()).toEqual(["hold of left-at-the-bank", "gift of left-with-a-gift"]);
});

test("a monthly gift is looked after as part of the request in which its donor wrote it last", async () => {
  const w = await world();
  const { ctx, pieces } = watched(w);
  const grace = w.guest();
  const { causeId } = await w.cause();
  const begun = await giveMonthly(requested(grace, "grace-begins"), {
    causeId,
    giftMinor: 1500,
    coversFee: false,
    seenTotalMinor: 1500,
    email: "grace@merle.test",
    donorName: "Grace Okafor",
    isAnonymous: false,
    keepsCard: false,
    tweetId: undefined,
    card: { confirmationToken: await w.stripe.typeCard() },
    returnUrl: "http://localhost:3000/donate/return?monthly=:id",
    showsChallengeInPlace: true,
  });
  if (!begun.ok) throw new Error(begun.reason);
  const { giftId } = begun.value;
  w.passMinutes(32 * 24 * 60);
  await sweepMonthlyGifts(ctx());
  expect(pieces()).toEqual(["monthly-gift of grace-begins"]);
  await steerMonthlyGift(requested(grace, "grace-pauses"), { giftId }, { kind: "pause" });
  w.passMinutes(32 * 24 * 60);
  await sweepMonthlyGifts(ctx());
  expect(pieces()).toEqual(["monthly-gift of grace-pauses"]);
});

test("what an operator announces is told as part of the request that announced it", async () => {
  const w = await world();
  const shop = await w.merchant();
  await member(w, shop.accountId, "owner");
  const ops = requested(await operator(w), "the-end-is-set");
  await announceEnd(ops, { owner: { kind: "channel", id: shop.channelId }, seenRevision: 0, days });
  const { ctx, pieces } = watched(w);
  await tellNotices(ctx());
  expect(pieces()).toEqual(["notice of the-end-is-set"]);
  expect(await mailed(w)).toEqual(["channel-end of the-end-is-set"]);
});

test("what a shop begins is done as part of the request that began it", async () => {
  const w = await world();
  const shop = await w.merchant();
  const owner = requested(await member(w, shop.accountId, "owner"), "all-of-the-shop");
  const outcome = await requestArchive(owner, shop.accountId);
  expect(outcome.ok).toBe(true);
  const { ctx, pieces } = watched(w);
  const queue = taskQueue(["archive"], { run: async () => ({ state: "done", report: {} }) });
  await workThrough(ctx(), queue);
  expect(pieces()).toEqual(["shop-task of all-of-the-shop"]);
});

test("an import is looked at and begun as part of two requests, and done as part of the later", async () => {
  const w = await world();
  const { accountId: merchantId } = await w.merchant();
  const owner = await member(w, merchantId, "owner");
  const file = { fileName: "products.csv", filePath: "imports/products.csv", bytes: 10, channel: undefined };
  const looked = await beginImport(requested(owner, "looked-at"), { merchantId, ...file, isTrial: true });
  if (!looked.ok) throw new Error(looked.reason);
  const ids = () => w.db.select({ requestId: shopTasks.requestId }).from(shopTasks);
  expect(await ids()).toEqual([{ requestId: "looked-at" }]);
  await w.db.update(shopTasks).set({ state: "done" });
  const begun = await importAfterTrial(requested(owner, "begun"), looked.value.taskId);
  expect(begun.ok).toBe(true);
  expect(await ids()).toEqual([{ requestId: "begun" }]);
});
