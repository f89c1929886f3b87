import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { products } from "@/db/schema/catalog";
import { world } from "@/domain/testing";
import { minutesAfter } from "@/domain/time";
import { shopListings } from "./shop-listings";

/** A shop with this many listings, a minute apart; their ids, newest first. */
async function shopOf(count: number) {
  const w = await world();
  const seller = await w.merchant("atelier");
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    w.passMinutes(1);
    ids.unshift((await w.listing(seller)).listingId);
  }
  const page = (before?: string, limit = 3) =>
    shopListings(w.guest(), seller.accountId, { before, limit }).then(({ cards, next }) => ({
      ids: cards.map((card) => card.listingId),
      next,
    }));
  return { ...w, seller, ids, page };
}

test("a shop shows its listings newest first, page after page, each of them once", async () => {
  const { ids, page } = await shopOf(7);
  expect(await page()).toEqual({ ids: ids.slice(0, 3), next: ids[2] });
  expect(await page(ids[2])).toEqual({ ids: ids.slice(3, 6), next: ids[5] });
  expect(await page(ids[5])).toEqual({ ids: ids.slice(6), next: undefined });
});

test("a last page that is full leads nowhere", async () => {
  const { ids, page } = await shopOf(3);
  expect(await page()).toEqual({ ids, next: undefined });
  expect(await page(ids[2])).toEqual({ ids: [], next: undefined });
});

test("a listing that is added while somebody reads moves nothing on the next page", async () => {
  const { ids, page, passMinutes, listing, seller } = await shopOf(5);
  passMinutes(1);
  await listing(seller);
  expect((await page(ids[2])).ids).toEqual(ids.slice(3));
});

test("drafts, archived products and withdrawn listings are left out, and the page is filled up", async () => {
  const { db, clock, listing, seller, ids, page, passMinutes } = await shopOf(3);
  for (const status of ["draft", "archived"] as const) {
    passMinutes(1);
    const { productId } = await listing(seller);
    await db.update(products).set({ status }).where(eq(products.id, productId));
  }
  await listing(seller, { listing: { withdrawnAt: clock.now() } });
  expect(await page()).toEqual({ ids, next: undefined });
});

test("a listing that will be withdrawn stays until then", async () => {
  const { clock, listing, seller, page, passMinutes } = await shopOf(0);
  const { listingId } = await listing(seller, { listing: { withdrawnAt: minutesAfter(clock.now(), 5) } });
  expect((await page()).ids).toEqual([listingId]);
  passMinutes(5);
  expect((await page()).ids).toEqual([]);
});

test("what another merchant sells is not in this shop", async () => {
  const { ids, page, merchant, listing, passMinutes } = await shopOf(2);
  passMinutes(1);
  await listing(await merchant("verrier"));
  expect((await page()).ids).toEqual(ids);
});

test("what cannot be bought stays, with the reason why, and from when it can be", async () => {
  const { guest, listing, seller, clock, passMinutes } = await shopOf(0);
  await listing(seller, { unitsInStock: 0 });
  passMinutes(1);
  await listing(seller, { listing: { endsAt: clock.now() } });
  passMinutes(1);
  const opensAt = minutesAfter(clock.now(), 60);
  await listing(seller, { listing: { opensAt } });
  const { cards } = await shopListings(guest(), seller.accountId, { limit: 24 });
  expect(cards.map(({ notForSale, opens }) => [notForSale, opens?.at])).toEqual([
    ["not-started", opensAt],
    ["over", undefined],
    ["sold-out", undefined],
  ]);
});
