import { expect, test } from "vitest";
import { buy } from "@/domain/checkout/buy";
import type { Context } from "@/domain/context";
import { placeOrder } from "@/domain/orders/place-order";
import { ok } from "@/domain/outcome";
import { lyonAddress, type World, world } from "@/domain/testing";
import { countedPayment } from "./counted-payment";

type Listing = { listingId: string; variantId: string };

/** A new order each time, paid with this card from this address. */
async function payOnce(w: World, ctx: Context, mug: Listing, address: string, card: string) {
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
  const means = {
    kind: "new-card" as const,
    confirmationToken: await w.stripe.typeCard(card),
    customerId: undefined,
    keepsCard: false,
  };
  const pay = () =>
    buy(ctx, {
      orderId: placed.value.id,
      seenTotalMinor: placed.value.totalMinor,
      seenCurrency: placed.value.currency,
      means,
      keepsDetails: false,
      returnUrl: "http://localhost:3000/buy/return",
      showsChallengeInPlace: true,
    });
  const outcome = await countedPayment(ctx, address, means, pay, 1);
  return outcome.ok ? outcome.value.state : outcome.reason;
}

const intents = async (w: World) => (await w.stripe.client.paymentIntents.list({ limit: 100 })).data.length;

const decliningCards = [
  "pm_card_visa_chargeDeclined",
  "pm_card_visa_chargeDeclinedInsufficientFunds",
  "pm_card_visa_chargeDeclinedLostCard",
  "pm_card_visa_chargeDeclinedStolenCard",
  "pm_card_chargeDeclinedExpiredCard",
  "pm_card_chargeDeclinedIncorrectCvc",
];

test("a bot that tries thirty cards is stopped after twenty, and the bank hears of no more", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 100 });
  const states = [];
  // A new browser each time, as bots do; the address stays.
  for (let i = 0; i < 30; i++)
    states.push(await payOnce(w, w.guest(), mug, "192.0.2.1", decliningCards[i % 6]!));
  expect(states.filter((state) => state === "declined")).toHaveLength(20);
  expect(states.at(-1)).toBe("too-many-declines");
  expect(await intents(w)).toBe(20);
  expect(await payOnce(w, w.guest(), mug, "192.0.2.1", "pm_card_visa")).toBe("too-many-declines");
  expect(await payOnce(w, w.guest(), mug, "192.0.2.2", "pm_card_visa")).toBe("paid");
});

test("one card that is declined again and again is stopped, from however many addresses it is typed", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 100 });
  const states = [];
  for (let i = 0; i < 8; i++)
    states.push(await payOnce(w, w.guest(), mug, `192.0.2.${i}`, "pm_card_chargeDeclinedIncorrectCvc"));
  expect(states).toEqual([
    ...Array.from({ length: 6 }, () => "declined"),
    "too-many-declines",
    "too-many-declines",
  ]);
  expect(await payOnce(w, w.guest(), mug, "192.0.2.1", "pm_card_visa")).toBe("paid");
});

test("an account is stopped after ten declined payments, wherever it signs in", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 100 });
  const mallory = await w.person("mallory");
  const states = [];
  for (let i = 0; i < 12; i++)
    states.push(await payOnce(w, mallory, mug, `192.0.2.${i}`, decliningCards[i % 6]!));
  expect(states.filter((state) => state === "declined")).toHaveLength(10);
  expect(states.at(-1)).toBe("too-many-declines");
});

test("a household of five behind one address buys ten things each in an hour, a typo now and then", async () => {
  const w = await world();
  const seller = await w.merchant();
  const household = await Promise.all(["ada", "ben", "cleo", "dan", "eve"].map((name) => w.person(name)));
  const states = [];
  for (let thing = 0; thing < 10; thing++) {
    const mug = await w.listing(seller, { unitsInStock: 20 });
    // One of them mistypes each time, and then types again.
    states.push(await payOnce(w, household[thing % 5]!, mug, "192.0.2.1", decliningCards[thing % 6]!));
    states.push(
      ...(await Promise.all(household.map((ctx) => payOnce(w, ctx, mug, "192.0.2.1", "pm_card_visa")))),
    );
  }
  expect(states.filter((state) => state === "paid")).toHaveLength(50);
  expect(states.filter((state) => state === "declined")).toHaveLength(10);
});

test("thirty who pay with one kind of card at once, from one office, all pay", async () => {
  const w = await world();
  const seller = await w.merchant();
  const mug = await w.listing(seller, { unitsInStock: 60, listing: { unitsPerBuyer: 60 } });
  const states = await Promise.all(
    Array.from({ length: 30 }, () => payOnce(w, w.guest(), mug, "192.0.2.1", "pm_card_visa")),
  );
  expect(states).toEqual(Array.from({ length: 30 }, () => "paid"));
});

test("a card that was declined when it was typed is known again as a kept one, without asking Stripe which it is", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 100 });
  const card = "pm_card_chargeDeclinedIncorrectCvc";
  for (let i = 0; i < 6; i++) await payOnce(w, w.guest(), mug, `192.0.2.${i}`, card);
  const { card: same } = await w.stripe.client.paymentMethods.retrieve(card);
  await w.stripe.fault("500", "/v1/payment_methods/*", 20, "GET");
  const kept = (fingerprint: string) =>
    countedPayment(
      w.guest(),
      "192.0.2.9",
      { kind: "kept-card", paymentMethodId: "pm_kept", customerId: "cus_kept", fingerprint },
      () => Promise.resolve(ok({ state: "paid" })),
      1,
    );
  expect(await kept(same?.fingerprint ?? "")).toMatchObject({ reason: "too-many-declines" });
  expect(await kept("another")).toEqual(ok({ state: "paid" }));
});
