import { expect, test } from "vitest";
import { lyonAddress, world } from "@/domain/testing";
import { placeOrder } from "@/domain/orders/place-order";
import { receiveStripeEvent } from "@/domain/checkout/handle-stripe-event";
import type { Context } from "@/domain/context";
import { stripeEvents } from "@/db/schema/payments";
import { orders } from "@/db/schema/orders";
import { buy } from "@/domain/checkout/buy";
import { cardDays } from "@/db/schema/measurement";
import { impressions, placements, promotions } from "@/db/schema/promotions";
import { postTweet } from "@/domain/timeline/post-tweet";
import { daysAfter } from "@/domain/time";
import { noteCards, takeCards } from "@/integrations/seen-cards";
import { newId } from "@/db/id";
import { putBackShown, takeShown } from "@/integrations/visitor-pages";
import { countShown, jobs, oneTurn } from "./index";

const eachOnce = async (ctx: Context) => {
  for (const job of jobs) await oneTurn(job, ctx);
};

test("what nobody comes back for is settled by the jobs: a lost answer, an abandoned hold, an event", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const [ada, grace] = [w.guest(), w.guest()];
  const place = async (ctx: typeof ada) => {
    const outcome = await placeOrder(ctx, {
      listingId: mug.listingId,
      variantId: mug.variantId,
      quantity: 1,
      email: "guest@merle.test",
      address: lyonAddress,
      deliveryKind: "standard",
      tweetId: undefined,
    });
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  };
  const hers = await place(ada);
  await place(grace);
  await w.stripe.fault("reset-after", "*/confirm");
  await buy(ada, {
    orderId: hers.id,
    seenTotalMinor: hers.totalMinor,
    seenCurrency: hers.currency,
    means: {
      kind: "new-card",
      confirmationToken: await w.stripe.typeCard(),
      customerId: undefined,
      keepsCard: false,
    },
    keepsDetails: false,
    returnUrl: "http://localhost:3000/buy/return",
    showsChallengeInPlace: true,
  });
  await receiveStripeEvent(w.schedule(), {
    id: "evt_1",
    type: "payment_intent.created",
    objectId: "pi_gone",
  });
  w.passMinutes(11);
  await eachOnce(w.schedule());

  const statuses = (await w.db.select().from(orders)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual(["expired", "paid"]);
  expect(await w.units(mug.variantId)).toEqual({ inStock: 4, held: 0, sold: 1 });
  expect((await w.db.select().from(stripeEvents)).every(({ handledAt }) => handledAt !== null)).toBe(true);
});

/** The database, but for one table that cannot be written. */
function without(ctx: Context, table: typeof impressions | typeof cardDays): Context {
  const insert: typeof ctx.db.insert = (into) => {
    if (Object.is(into, table)) throw new Error("The disk is full");
    return ctx.db.insert(into);
  };
  return {
    ...ctx,
    db: new Proxy(ctx.db, { get: (db, name) => (name === "insert" ? insert : Reflect.get(db, name)) }),
  };
}

// Out: putting back, then both are missing what was taken; the finally, then no card is counted the first time.
test("what cannot be counted is counted next time, and what can be does not wait for it", async () => {
  const w = await world();
  const { listingId } = await w.listing(await w.merchant());
  const ada = await w.person("ada");
  const posted = await postTweet(ada, { text: "The kiln is open." });
  if (!posted.ok) throw new Error(posted.reason);
  const now = w.clock.now();
  await w.db.insert(promotions).values({
    id: "a promotion",
    tweetId: posted.value.id,
    advertiserId: ada.accountId,
    paidBy: "Ada",
    audience: {},
    startsAt: now,
    endsAt: daysAfter(now, 1),
    dailyImpressionCeiling: 100,
    createdAt: now,
  });
  const placement = { promotionId: "a promotion", rule: "everyone" as const, firstShownAt: now };
  await w.db.insert(placements).values({ ...placement, id: "for visitors", viewer: "visitor" });
  const shown = async () => (await w.db.select().from(impressions)).map(({ count }) => count);
  const seen = async () => (await w.db.select().from(cardDays)).map((day) => [day.seen, day.opened]);
  takeShown();
  takeCards();

  putBackShown(new Map([["for visitors", 3]]));
  noteCards([{ listingId, tweetId: "", what: "seen" }]);
  await expect(countShown(without(w.schedule(), impressions))).rejects.toThrow("The disk is full");
  expect([await shown(), await seen()]).toEqual([[], [[1, 0]]]);

  noteCards([{ listingId, tweetId: "", what: "opened" }]);
  await expect(countShown(without(w.schedule(), cardDays))).rejects.toThrow("The disk is full");
  expect([await shown(), await seen()]).toEqual([[3], [[1, 0]]]);

  noteCards([{ listingId, tweetId: "", what: "seen" }]);
  await countShown(w.schedule());
  expect([await shown(), await seen()]).toEqual([[3], [[2, 1]]]);

  const unknown = Array.from({ length: 1_200 }, () => newId(now));
  putBackShown(new Map([...unknown.map((id): [string, number] => [id, 1]), ["for visitors", 1]]));
  noteCards(unknown.map((id) => ({ listingId: id, tweetId: "", what: "seen" as const })));
  noteCards([{ listingId, tweetId: "", what: "seen" }]);
  await countShown(w.schedule());
  expect([await shown(), await seen()], "among more than are counted at once").toEqual([[4], [[3, 1]]]);
});
