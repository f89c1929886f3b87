import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { placeOrder } from "@/domain/orders/place-order";
import { buy } from "@/domain/checkout/buy";
import type { Context } from "@/domain/context";
import { lyonAddress, type World, world } from "@/domain/testing";
import { countedPayment } from "./counted-payment";

async function checkout(w: World, ctx: Context) {
  const placed = await placeOrder(ctx, {
    ...(await w.listing(await w.merchant())),
    quantity: 1,
    email: "guest@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  if (!placed.ok) throw new Error(placed.reason);
  return async (card: string) =>
    buy(ctx, {
      orderId: placed.value.id,
      seenTotalMinor: placed.value.totalMinor,
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
}

test("who has many cards declined is told to wait, and Stripe hears of no more", async () => {
  const w = await world();
  const guest = w.guest();
  const address = randomUUID();
  const payWith = await checkout(w, guest);
  for (let i = 0; i < 20; i++)
    expect(await countedPayment(guest, address, () => payWith("pm_card_chargeDeclined"))).toMatchObject({
      value: { state: "declined" },
    });
  const before = await w.stripe.client.paymentIntents.list({ limit: 100 });
  expect(await countedPayment(guest, address, () => payWith("pm_card_visa"))).toMatchObject({
    reason: "too-many-tries",
  });
  expect((await w.stripe.client.paymentIntents.list({ limit: 100 })).data).toHaveLength(before.data.length);
  expect(await countedPayment(guest, randomUUID(), () => payWith("pm_card_visa"))).toMatchObject({
    value: { state: "paid" },
  });
});

test("payments that come do not count", async () => {
  const w = await world();
  const address = randomUUID();
  for (let i = 0; i < 22; i++) {
    const outcome = await countedPayment(w.guest(), address, async () => ({
      ok: true as const,
      value: { state: "paid" },
    }));
    expect(outcome).toMatchObject({ ok: true });
  }
});
