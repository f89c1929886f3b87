import { expect, test } from "vitest";
import { lyonAddress, world } from "@/domain/testing";
import { placeOrder } from "@/domain/orders/place-order";
import { receiveStripeEvent } from "@/domain/checkout/handle-stripe-event";
import type { Context } from "@/domain/context";
import { stripeEvents } from "@/db/schema/payments";
import { orders } from "@/db/schema/orders";
import { buy } from "@/domain/checkout/buy";
import { jobs, oneTurn } from "./index";

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
