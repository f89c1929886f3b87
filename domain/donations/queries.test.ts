import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { causes, donations } from "@/db/schema/donations";
import type { Context } from "@/domain/context";
import { world } from "@/domain/testing";
import type { Means } from "@/domain/payments/start-attempt";
import { markDonationPaid } from "./mark-paid";
import { placeDonation } from "./place-donation";
import { donateSheet, donationPage, donationsOf, givenGift, giftsPerPage } from "./queries";

const means: Means = {
  kind: "new-card",
  confirmationToken: "ctoken_1",
  customerId: undefined,
  keepsCard: false,
};

async function begun(ctx: Context, causeId: string, giftMinor = 2000): Promise<string> {
  const placed = await placeDonation(ctx, {
    causeId,
    giftMinor,
    coversFee: false,
    seenTotalMinor: giftMinor,
    email: "donor@merle.test",
    donorName: "Grace Okafor",
    isAnonymous: true,
    keepsDetails: false,
    tweetId: undefined,
    means,
    returnUrl: "http://localhost:3000/donate/return?gift=:id",
    showsChallengeInPlace: true,
  });
  if (!placed.ok) throw new Error(placed.reason);
  return placed.value.donation.id;
}

test("a donor sees their gifts with their receipts, nobody else does", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  const ctx = w.guest();
  const id = await begun(ctx, causeId);
  expect((await donationsOf(ctx)).gifts, "what was only begun is not a gift").toEqual([]);
  expect(await givenGift(ctx, id)).toBeUndefined();
  await markDonationPaid(ctx, id, { amountMinor: 2000, currency: "EUR" });
  expect((await donationsOf(ctx)).gifts).toMatchObject([{ id, receiptNumber: "2026-000001" }]);
  expect(await donationPage(ctx, id)).toMatchObject({ legalName: "Rivières Vivantes", isAnonymous: true });

  for (const other of [w.guest(), w.guest(""), await w.person("ada")]) {
    expect(await donationPage(other, id)).toBeUndefined();
    expect((await donationsOf(other)).gifts).toEqual([]);
  }
});

test("a long list of gifts comes in pages, newest first, each gift once", async () => {
  const w = await world();
  const ctx = w.guest();
  const ids: string[] = [];
  const { causeId } = await w.cause();
  for (let gift = 0; gift < giftsPerPage + 3; gift++) {
    const id = await begun(ctx, causeId, 2000 + gift);
    await markDonationPaid(ctx, id, { amountMinor: 2000 + gift, currency: "EUR" });
    w.passMinutes(1);
    ids.unshift(id);
  }
  const first = await donationsOf(ctx);
  const second = await donationsOf(ctx, first.before);
  expect([...first.gifts, ...second.gifts].map(({ id }) => id)).toEqual(ids);
  expect(second.before).toBeUndefined();
});

test("the dialog tells what the charity says an amount does, in the reader's language", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  await w.db
    .update(causes)
    .set({ suggestions: [{ amountMinor: 1000, effect: { en: "Gloves", fr: "Des gants" } }] })
    .where(eq(causes.id, causeId));
  const sheet = await donateSheet({ ...w.guest(), locale: "fr" }, causeId);
  expect(sheet).toMatchObject({
    suggestions: [{ amountMinor: 1000, effect: "Des gants" }],
    notGivable: undefined,
    person: undefined,
    underWay: undefined,
  });
});

test("the dialog finds a gift again that was begun", async () => {
  const w = await world();
  const { causeId } = await w.cause();
  const ctx = w.guest();
  const id = await begun(ctx, causeId);
  expect((await donateSheet(ctx, causeId))?.underWay).toMatchObject({ id, isBeingPaid: true });
  expect((await donateSheet(w.guest(), causeId))?.underWay).toBeUndefined();
  await w.db.update(donations).set({ status: "expired" }).where(eq(donations.id, id));
  expect((await donateSheet(ctx, causeId))?.underWay).toBeUndefined();
});
