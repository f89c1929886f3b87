import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { deliveryMethods, listings, taxRates, variants } from "@/db/schema/catalog";
import { newId } from "@/db/id";
import { lyonAddress, world } from "@/domain/testing";
import { buyerQuote, quotableOffer, quotableProduct } from "./buyer-quote";
import { placeOrder } from "./place-order";

async function shop() {
  const w = await world();
  const seller = await w.merchant();
  const mug = await w.listing(seller, { priceMinor: 2400, unitsInStock: 3 });
  const person = await w.person("ana");
  const ana = {
    ...person,
    actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role: "analyst" as const }] },
  };
  const ask = async (address: { country: string; state?: string; postalCode?: string }, quantity = 1) => {
    const offer = await quotableOffer(ana, mug.listingId);
    return buyerQuote(ana, offer!, { listingId: mug.listingId, variantId: mug.variantId, quantity, address });
  };
  return { w, seller, mug, ana, ask };
}

test("what a member is told that a buyer would pay is what the buyer's order comes to", async () => {
  const { w, mug, ask } = await shop();
  const { why, quotes } = await ask({ country: "FR", postalCode: "69001" }, 2);
  expect(why).toBeUndefined();
  const placed = await placeOrder(w.guest(), {
    listingId: mug.listingId,
    variantId: mug.variantId,
    quantity: 2,
    email: "guest@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  if (!placed.ok) throw new Error(placed.reason);
  const { totalMinor, taxMinor, taxName, deliveryMinor, deliverBy } = placed.value;
  expect(quotes).toMatchObject([{ totalMinor, taxMinor, taxName, deliveryMinor, delivery: { deliverBy } }]);
  expect(totalMinor).toBe(5300);
});

test("the place decides about tax and about the ways of delivery", async () => {
  const { w, seller, ask } = await shop();
  await w.db.insert(deliveryMethods).values({
    id: newId(w.clock.now()),
    merchantId: seller.accountId,
    kind: "same-day",
    feeMinor: 1200,
    currency: "EUR",
    minDays: 0,
    maxDays: 0,
    sameDay: {
      cityName: "Lyon",
      country: "FR",
      postalPrefixes: ["690"],
      cutOffMinute: 900,
      deliveredByMinute: 1200,
    },
  });
  await w.db.insert(taxRates).values({
    id: newId(w.clock.now()),
    country: "US",
    state: "OR",
    name: "Sales tax",
    rateBasisPoints: 0,
    appliesToShipping: false,
  });
  const kinds = async (address: Parameters<typeof ask>[0]) =>
    (await ask(address)).quotes.map(({ delivery, taxName }) => [delivery.kind, taxName]);
  expect(await kinds({ country: "FR", postalCode: "69001" })).toEqual([
    ["standard", "TVA"],
    ["same-day", "TVA"],
  ]);
  expect(await kinds({ country: "US", state: "OR", postalCode: "97201" })).toEqual([
    ["standard", "Sales tax"],
  ]);
  await w.db
    .update(deliveryMethods)
    .set({ countries: ["FR"] })
    .where(eq(deliveryMethods.kind, "standard"));
  expect(await ask({ country: "JP" })).toEqual({ why: { reason: "no-delivery", units: 0 }, quotes: [] });
});

test("why it could not be bought is told in the words of the checkout, beside what it would cost", async () => {
  const { w, mug, ask } = await shop();
  expect((await ask({ country: "FR" }, 4)).why).toEqual({ reason: "too-few-left", units: 3 });
  expect((await ask({ country: "FR" }, 6)).why).toEqual({ reason: "too-many-units", units: 5 });
  await w.db.update(variants).set({ unitsInStock: 0 });
  expect((await ask({ country: "FR" })).why).toMatchObject({ reason: "sold-out" });
  await w.db.update(listings).set({ checkout: "merchant-site" }).where(eq(listings.id, mug.listingId));
  const { why, quotes } = await ask({ country: "FR" });
  expect(why).toMatchObject({ reason: "at-merchant-site" });
  expect(quotes).toHaveLength(1);
});

test("only who works for the shop asks", async () => {
  const { w, mug, ana } = await shop();
  expect(await quotableProduct(ana, mug.productId)).toEqual({
    title: "Everyday mug",
    listings: [{ id: mug.listingId, channelName: "Direct" }],
  });
  for (const ctx of [w.guest(), await w.person("sam")]) {
    expect(await quotableProduct(ctx, mug.productId)).toBeUndefined();
    expect(await quotableOffer(ctx, mug.listingId)).toBeUndefined();
  }
});
