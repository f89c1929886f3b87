import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { nonprofits } from "@/db/schema/accounts";
import { programmes } from "@/db/schema/channels";
import { donations } from "@/db/schema/donations";
import { mails } from "@/db/schema/mail";
import type { Context } from "@/domain/context";
import type { PlaceDonation } from "@/domain/donations/place-donation";
import { coveringFee } from "@/domain/donations/rules";
import { shareOf } from "@/domain/money";
import { type World, world } from "@/domain/testing";
import { give } from "./give";

async function gift(
  w: World,
  causeId: string,
  more: Partial<PlaceDonation> = {},
  card = "pm_card_visa",
): Promise<PlaceDonation> {
  return {
    causeId,
    giftMinor: 2000,
    coversFee: false,
    seenTotalMinor: 2000,
    email: "donor@merle.test",
    donorName: "Grace Okafor",
    isAnonymous: false,
    keepsDetails: false,
    tweetId: undefined,
    means: {
      kind: "new-card",
      confirmationToken: await w.stripe.typeCard(card),
      customerId: undefined,
      keepsCard: false,
    },
    returnUrl: "http://localhost:3000/donate/return?gift=:id",
    showsChallengeInPlace: true,
    ...more,
  };
}

const gifts = async (w: World) => w.db.select().from(donations);
const giveOnce = async (w: World, ctx: Context, causeId: string, more = {}, card?: string) =>
  give(ctx, await gift(w, causeId, more, card));

test("a gift reaches the charity whole, and its numbered receipt is mailed once", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  const ctx = w.guest();
  expect(await giveOnce(w, ctx, causeId)).toMatchObject({ ok: true, value: { state: "paid" } });
  expect(await giveOnce(w, ctx, causeId, { again: true })).toMatchObject({
    ok: true,
    value: { state: "paid" },
  });
  expect((await gifts(w)).map((d) => d.receiptNumber)).toEqual(["2026-000001", "2026-000002"]);
  expect((await w.db.select().from(mails)).map((mail) => mail.kind)).toEqual([
    "donation-receipt",
    "donation-receipt",
  ]);
  expect(
    (await w.stripe.client.paymentIntents.list()).data.every((intent) => !intent.application_fee_amount),
  ).toBe(true);
});

test("giving works while commerce is closed, and where it never was", async () => {
  const w = await world();
  await w.merchant();
  await w.db.update(programmes).set({ salesEndAt: w.clock.now(), closesAt: w.clock.now() });
  const { causeId } = await w.cause();
  expect(await giveOnce(w, w.guest(), causeId)).toMatchObject({ ok: true, value: { state: "paid" } });
});

test("less than the minimum is refused with the minimum", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  expect(await giveOnce(w, w.guest(), causeId, { giftMinor: 199, seenTotalMinor: 199 })).toEqual({
    ok: false,
    reason: "too-small",
    detail: { minimumMinor: 200 },
  });
});

test("a charity whose verification was withdrawn takes no gifts", async () => {
  const w = await world();
  const { causeId, accountId } = await w.cause();
  await w.db
    .update(nonprofits)
    .set({ unverifiedAt: w.clock.now() })
    .where(eq(nonprofits.accountId, accountId));
  expect(await giveOnce(w, w.guest(), causeId)).toMatchObject({ reason: "not-verified" });
});

test("a total that was not seen is not charged", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  expect(await giveOnce(w, w.guest(), causeId, { coversFee: true })).toMatchObject({
    reason: "total-changed",
  });
  expect(await w.stripe.client.paymentIntents.list()).toMatchObject({ data: [] });
});

test("a double click gives once", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  const ctx = w.guest();
  const clicks = await Promise.all([
    giveOnce(w, ctx, causeId),
    giveOnce(w, ctx, causeId),
    giveOnce(w, ctx, causeId),
  ]);
  expect(clicks.filter((click) => click.ok)).toHaveLength(1);
  expect(await giveOnce(w, ctx, causeId)).toMatchObject({ reason: "given-just-now" });
  expect(
    (await w.stripe.client.paymentIntents.list()).data.filter((i) => i.status === "succeeded"),
  ).toHaveLength(1);
  expect(await gifts(w)).toMatchObject([{ status: "paid" }]);
});

test("a declined card gives nothing and another one does", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  const ctx = w.guest();
  expect(await giveOnce(w, ctx, causeId, {}, "pm_card_visa_chargeDeclined")).toMatchObject({
    value: { state: "declined", code: "generic_decline" },
  });
  expect(await giveOnce(w, ctx, causeId)).toMatchObject({ value: { state: "paid" } });
  expect(await gifts(w)).toHaveLength(1);
});

test("covering the fee leaves the gift whole to the unit, for every gift up to 10,000", () => {
  for (let given = 50; given <= 10_000; given++) {
    const total = given + coveringFee(given, "EUR");
    expect(total - shareOf(total, 290) - 30).toBeGreaterThanOrEqual(given);
    expect(total - 1 - shareOf(total - 1, 290) - 30).toBeLessThan(given);
  }
});
