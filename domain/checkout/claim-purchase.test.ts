import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { mails } from "@/db/schema/mail";
import { orderEvents } from "@/db/schema/orders";
import type { Context } from "@/domain/context";
import { donationPage } from "@/domain/donations/queries";
import { orderPage, ordersOf } from "@/domain/orders/queries";
import { placeOrder } from "@/domain/orders/place-order";
import { lyonAddress, type World, world } from "@/domain/testing";
import { buy } from "./buy";
import { claimable, claimPurchase } from "./claim-purchase";
import { give } from "./give";

const card = async (w: World) => ({
  kind: "new-card" as const,
  confirmationToken: await w.stripe.typeCard(),
  customerId: undefined,
  keepsCard: false,
});

/** The secret of the link in the only mail that has one. */
async function secretInMail(w: World): Promise<string> {
  for (const { content } of await w.db.select().from(mails)) {
    if (!("claimUrl" in content) || typeof content.claimUrl !== "string") continue;
    return new URL(content.claimUrl, "http://merle.invalid").searchParams.get("token") ?? "";
  }
  throw new Error("No mail has a link to claim with");
}

async function boughtBy(w: World, ctx: Context): Promise<string> {
  const { listingId, variantId } = await w.listing(await w.merchant());
  const placed = await placeOrder(ctx, {
    listingId,
    variantId,
    quantity: 1,
    email: "guest@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  if (!placed.ok) throw new Error(placed.reason);
  const paid = await buy(ctx, {
    orderId: placed.value.id,
    seenTotalMinor: placed.value.totalMinor,
    seenCurrency: placed.value.currency,
    means: await card(w),
    keepsDetails: false,
    returnUrl: "http://localhost:3000/buy/return",
    showsChallengeInPlace: true,
  });
  expect(paid).toMatchObject({ ok: true, value: { state: "paid" } });
  return placed.value.id;
}

test("a guest's order is added to an account with the link of its mail, once and for good", async () => {
  const w = await world();
  const orderId = await boughtBy(w, w.guest());
  const secret = await secretInMail(w);
  const ada = await w.person("ada");
  expect(await orderPage(ada, orderId)).toBeUndefined();

  expect(await claimable(ada, secret)).toMatchObject({ value: { kind: "order", number: "100001" } });
  expect(await orderPage(ada, orderId), "looking changes nothing").toBeUndefined();

  expect(await claimPurchase(ada, secret)).toMatchObject({ ok: true });
  expect(await orderPage(ada, orderId)).toMatchObject({ number: "100001", mayCancel: true });
  expect((await ordersOf(ada)).orders).toMatchObject([{ id: orderId, title: "Everyday mug" }]);
  const events = await w.db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId));
  expect(events.at(-1)).toMatchObject({ kind: "claimed", by: "shopper" });

  expect(await claimPurchase(await w.person("grace"), secret)).toMatchObject({ reason: "link-gone" });
  expect(await orderPage(ada, orderId)).toBeDefined();
});

test("another browser shows a guest's order, and the link stays good for an account", async () => {
  const w = await world();
  const first = w.guest();
  const orderId = await boughtBy(w, first);
  const secret = await secretInMail(w);
  const phone = w.guest("guest_on_the_phone");
  expect(await claimPurchase(phone, secret)).toMatchObject({ ok: true });
  expect(await orderPage(phone, orderId)).toBeDefined();

  const ada = await w.person("ada");
  expect(await claimPurchase(ada, secret)).toMatchObject({ ok: true });
  expect(await orderPage(phone, orderId)).toBeUndefined();
});

test("two people with one link: one of them gets it", async () => {
  const w = await world();
  await boughtBy(w, w.guest());
  const secret = await secretInMail(w);
  const [ada, grace] = [await w.person("ada"), await w.person("grace")];
  const claims = await Promise.all([claimPurchase(ada, secret), claimPurchase(grace, secret)]);
  expect(claims.filter((claim) => claim.ok)).toHaveLength(1);
});

test("a link that is too old, or made up, opens nothing", async () => {
  const w = await world();
  await boughtBy(w, w.guest());
  const secret = await secretInMail(w);
  const ada = await w.person("ada");
  expect(await claimable(ada, `${secret}x`)).toMatchObject({ reason: "link-gone" });
  expect(await claimPurchase(ada, "")).toMatchObject({ reason: "link-gone" });
  w.passMinutes(181 * 24 * 60);
  expect(await claimPurchase(ada, secret)).toMatchObject({ reason: "link-gone" });
});

test("knowing the address is not enough: an account with it does not see the order", async () => {
  const w = await world();
  const orderId = await boughtBy(w, w.guest());
  const namesake = await w.person("guest");
  expect(namesake.email).toBe("guest@merle.test");
  expect(await orderPage(namesake, orderId)).toBeUndefined();
  expect((await ordersOf(namesake)).orders).toEqual([]);
});

test("a guest's gift is claimed in the same way", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  const given = await give(w.guest(), {
    causeId,
    giftMinor: 2000,
    coversFee: false,
    seenTotalMinor: 2000,
    email: "guest@merle.test",
    donorName: "Grace Okafor",
    isAnonymous: false,
    keepsDetails: false,
    tweetId: undefined,
    means: await card(w),
    returnUrl: "http://localhost:3000/donate/return?gift=:id",
    showsChallengeInPlace: true,
  });
  if (!given.ok) throw new Error(given.reason);
  const secret = await secretInMail(w);
  const ada = await w.person("ada");
  expect(await claimPurchase(ada, secret)).toMatchObject({
    value: { kind: "donation", number: "2026-000001" },
  });
  expect(await donationPage(ada, given.value.donationId)).toMatchObject({ receiptNumber: "2026-000001" });
});
