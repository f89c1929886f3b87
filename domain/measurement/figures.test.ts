import { eq, gt } from "drizzle-orm";
import { expect, test } from "vitest";
import { members } from "@/db/schema/accounts";
import { cardDays, cardDaySales } from "@/db/schema/measurement";
import { tallies } from "@/db/schema/tallies";
import { editShop } from "@/domain/channels/edit-shop";
import { refundOrder } from "@/domain/checkout/refund-order";
import { type World, world } from "@/domain/testing";
import { bought, placed } from "@/domain/testing-purchases";
import { countCards } from "./count-cards";
import { countSales } from "./count-sales";
import { boundsOfDay, dayIn, lastDays } from "./day-rules";
import { everyDay, shareOf, sumOf } from "./figures-rules";
import { cardFigures, shopFigures } from "./queries";

type Shop = Awaited<ReturnType<World["merchant"]>>;

/** Somebody who works for the shop, in a role. */
async function memberOf(w: World, shop: Shop, role: "owner" | "analyst" | "fulfilment") {
  const person = await w.person(`${role}${shop.accountId.slice(-6).toLowerCase()}`);
  await w.db
    .insert(members)
    .values({ accountId: shop.accountId, personId: person.personId, role, createdAt: w.clock.now() });
  return {
    ...person,
    actor: { ...person.actor, memberships: [{ accountId: shop.accountId, role }] },
  };
}

/** A shop with one mug in one tweet, and who may see its figures. */
async function shopWithTweet(w: World) {
  const shop = await w.merchant();
  const mug = await w.listing(shop);
  const tweetId = await w.cardTweet(shop.accountId, "Out of the kiln.", { listingId: mug.listingId });
  return { shop, mug, tweetId, analyst: await memberOf(w, shop, "analyst") };
}

const totals = async (ctx: Parameters<typeof shopFigures>[0], merchantId: string) =>
  sumOf((await shopFigures(ctx, merchantId, 7))?.days ?? []);

test("what was seen and opened adds up by card and by day, and a card that nobody knows counts for nothing", async () => {
  const w = await world();
  const { shop, mug, tweetId, analyst } = await shopWithTweet(w);
  const inTweet = { listingId: mug.listingId, tweetId, seen: 3, opened: 1 };
  const elsewhere = { listingId: mug.listingId, tweetId: "01K00000000000000000000000", seen: 2, opened: 0 };
  await countCards(w.schedule(), [inTweet, elsewhere, { ...inTweet, listingId: "nobody's" }]);
  await countCards(w.schedule(), [inTweet]);
  w.passMinutes(24 * 60);
  await countCards(w.schedule(), [inTweet]);
  expect(await totals(analyst, shop.accountId)).toMatchObject({ seen: 11, opened: 3 });
  const { cards } = await cardFigures(analyst, shop.accountId, {
    period: 7,
    sort: "seen",
    isRising: true,
    page: 1,
  });
  expect(cards).toMatchObject([
    { title: "Everyday mug", tweet: undefined, seen: 2 },
    { title: "Everyday mug", tweet: { id: tweetId }, seen: 9, opened: 3 },
  ]);
});

test("what is paid counts on the day of the order, what goes back is taken from that day, and twice changes nothing", async () => {
  const w = await world();
  const { shop, mug, tweetId, analyst } = await shopWithTweet(w);
  const order = await bought(w, w.guest(), mug, { tweetId });
  await placed(w.guest(), mug, { tweetId }); // not paid
  await countSales(w.schedule());
  expect(await totals(analyst, shop.accountId), "it may still be under way").toMatchObject({ bought: 0 });
  w.passMinutes(1);
  await countSales(w.schedule());
  await countSales(w.schedule());
  const sold = { bought: 1, soldMinor: order.totalMinor, refundedMinor: 0 };
  expect(await totals(analyst, shop.accountId)).toMatchObject(sold);

  w.passMinutes(48 * 60);
  const owner = await memberOf(w, shop, "owner");
  const back = { orderId: order.id, amountMinor: 500, seenRefundedMinor: 0 };
  expect((await refundOrder(owner, back)).ok).toBe(true);
  w.passMinutes(1);
  await countSales(w.schedule());
  expect(await w.db.select().from(cardDays).where(eq(cardDays.tweetId, tweetId))).toMatchObject([
    { day: "2026-05-04", ...sold, refundedMinor: 500 },
  ]);
  const figures = await shopFigures(analyst, shop.accountId, 7);
  expect(figures?.days.map(({ day, bought: orders }) => `${day} ${orders}`).slice(-3)).toEqual([
    "2026-05-04 1",
    "2026-05-05 0",
    "2026-05-06 0",
  ]);
});

test("what is sold in several currencies is told apart by day and by card, and never added up", async () => {
  const w = await world();
  const shop = await w.merchant("atelier", { otherCurrencies: ["GBP", "JPY"] });
  const mug = await w.listing(shop, { priceMinor: 2400, otherPrices: { GBP: 2100, JPY: 3900 } });
  const tweetId = await w.cardTweet(shop.accountId, "Out of the kiln.", { listingId: mug.listingId });
  const analyst = await memberOf(w, shop, "analyst");
  const owner = await memberOf(w, shop, "owner");
  const euros = await bought(w, w.guest(), mug, { tweetId });
  const pounds = await bought(w, w.guest(), mug, { tweetId, currency: "GBP", email: "b@merle.test" });
  const yen = await bought(w, w.guest(), mug, { tweetId: undefined, currency: "JPY", email: "c@merle.test" });
  w.passMinutes(1);
  expect((await refundOrder(owner, { orderId: pounds.id, amountMinor: 600, seenRefundedMinor: 0 })).ok).toBe(
    true,
  );
  w.passMinutes(1);
  await countSales(w.schedule());
  await countSales(w.schedule());
  const inPounds = { currency: "GBP", soldMinor: pounds.totalMinor, refundedMinor: 600 };
  const inYen = { currency: "JPY", soldMinor: yen.totalMinor, refundedMinor: 0 };
  expect(await totals(analyst, shop.accountId)).toMatchObject({
    bought: 3,
    soldMinor: euros.totalMinor,
    refundedMinor: 0,
    others: [inPounds, inYen],
  });
  const { cards } = await cardFigures(analyst, shop.accountId, {
    period: 7,
    sort: "soldMinor",
    isRising: false,
    page: 1,
  });
  expect(cards).toMatchObject([
    { tweet: { id: tweetId }, bought: 2, soldMinor: euros.totalMinor, others: [inPounds] },
    { tweet: undefined, bought: 1, soldMinor: 0, others: [inYen] },
  ]);
});

test("in a demo world that is shown an earlier day, what is bought there counts on that day", async () => {
  const w = await world();
  const { shop, mug, tweetId, analyst } = await shopWithTweet(w);
  w.passMinutes(2 * 24 * 60);
  await bought(w, w.guest(), mug, { tweetId });
  w.passMinutes(1);
  await countSales(w.schedule());
  w.passMinutes(-2 * 24 * 60);
  await bought(w, w.guest(), mug, { tweetId });
  w.passMinutes(1);
  await countSales(w.schedule());
  expect(await totals(analyst, shop.accountId)).toMatchObject({ bought: 1 });
  w.passMinutes(2 * 24 * 60);
  await countSales(w.schedule());
  expect(await totals(analyst, shop.accountId)).toMatchObject({ bought: 2 });
});

test("in another time zone what a shop sold counts once, on the days as they are there", async () => {
  const w = await world();
  const shop = await w.merchant("atelier", { otherCurrencies: ["GBP"] });
  const mug = await w.listing(shop, { priceMinor: 2400, otherPrices: { GBP: 2100 } });
  const owner = await memberOf(w, shop, "owner");
  const halfPastMidnight = new Date("2026-05-04T22:30:00Z").getTime(); // in Paris
  w.passMinutes((halfPastMidnight - w.clock.now().getTime()) / 60_000);
  const buy = (email: string, currency?: string) => bought(w, w.guest(), mug, { email, currency });
  const euros = await buy("a@merle.test");
  const pounds = await buy("b@merle.test", "GBP");
  w.passMinutes(40 * 24 * 60);
  await buy("c@merle.test");
  const sales = async () => {
    w.passMinutes(1);
    await countSales(w.schedule());
    await countSales(w.schedule());
    const days = await w.db.select().from(cardDays).where(gt(cardDays.bought, 0)).orderBy(cardDays.day);
    const others = await w.db.select().from(cardDaySales);
    return [
      ...days.map(({ day, bought: orders, soldMinor }) => [day, orders, soldMinor]),
      ...others.map(({ day, currency, soldMinor }) => [day, currency, soldMinor]),
    ];
  };
  const soldBy = (first: string, second: string) => [
    [first, 2, euros.totalMinor],
    [second, 1, euros.totalMinor],
    [first, "GBP", pounds.totalMinor],
  ];
  expect(await sales()).toEqual(soldBy("2026-05-05", "2026-06-14"));

  const { accountId } = shop;
  expect((await editShop(owner, { accountId, changes: { timeZone: "Europe/London" } })).ok).toBe(true);
  expect(await sales()).toEqual(soldBy("2026-05-04", "2026-06-13"));
  expect((await editShop(owner, { accountId, changes: { timeZone: "Europe/Paris" } })).ok).toBe(true);
  const back = { orderId: pounds.id, amountMinor: 500, seenRefundedMinor: 0 };
  expect((await refundOrder(owner, back)).ok).toBe(true);
  expect(await sales()).toEqual(soldBy("2026-05-05", "2026-06-14"));
  expect((await w.db.select().from(tallies)).map(({ of }) => of)).toEqual(["sales"]);
});

test("who only packs sees no figures, and nobody sees another shop's", async () => {
  const w = await world();
  const { shop, analyst } = await shopWithTweet(w);
  const packer = await memberOf(w, shop, "fulfilment");
  expect(await shopFigures(packer, shop.accountId, 7)).toBeUndefined();
  const other = await w.merchant("other");
  expect(await shopFigures(analyst, other.accountId, 7)).toBeUndefined();
  const asked = { period: 7, sort: "seen", isRising: false, page: 1 } as const;
  expect(await cardFigures(analyst, other.accountId, asked)).toEqual({ cards: [], hasMore: false });
});

test("cards are sorted by any figure and paged", async () => {
  const w = await world();
  const { shop, mug, analyst } = await shopWithTweet(w);
  const counts = await Promise.all(
    Array.from({ length: 30 }, async (_, at) => ({
      listingId: mug.listingId,
      tweetId: await w.cardTweet(shop.accountId, `Mug ${at}`, { listingId: mug.listingId }),
      seen: at + 1,
      opened: 0,
    })),
  );
  await countCards(w.schedule(), counts);
  const page = (number: number, isRising: boolean) =>
    cardFigures(analyst, shop.accountId, { period: 7, sort: "seen", isRising, page: number });
  const first = await page(1, false);
  expect(first.cards.map(({ seen }) => seen)).toEqual(Array.from({ length: 25 }, (_, at) => 30 - at));
  expect(first.hasMore).toBe(true);
  const second = await page(2, false);
  expect(second.cards.map(({ seen }) => seen)).toEqual([5, 4, 3, 2, 1]);
  expect(second.hasMore).toBe(false);
  expect((await page(1, true)).cards[0]?.seen).toBe(1);
});

test("a day is the shop's own, with 23 hours when the clocks go forward and 25 when they go back", () => {
  const paris = "Europe/Paris";
  expect(dayIn(new Date("2026-03-28T22:59:59.999Z"), paris)).toBe("2026-03-28");
  expect(dayIn(new Date("2026-03-28T23:00:00.000Z"), paris)).toBe("2026-03-29");
  const hours = (day: string) => {
    const { from, until } = boundsOfDay(day, paris);
    expect(dayIn(from, paris)).toBe(day);
    expect(dayIn(new Date(until.getTime() - 1), paris)).toBe(day);
    return (until.getTime() - from.getTime()) / 3_600_000;
  };
  expect([hours("2026-03-28"), hours("2026-03-29"), hours("2026-10-25")]).toEqual([24, 23, 25]);
  expect(lastDays(3, new Date("2026-03-30T12:00:00Z"), paris)).toEqual([
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
  ]);
  expect(dayIn(new Date("2026-01-01T04:59:00Z"), "America/New_York")).toBe("2025-12-31");
});

test("days on which nothing happened are there too, and a share is none where there was nothing", () => {
  const figures = { seen: 4, opened: 1, bought: 1, soldMinor: 100, refundedMinor: 0, others: [] };
  expect(everyDay(["2026-05-03", "2026-05-04"], [{ day: "2026-05-04", ...figures }])).toMatchObject([
    { day: "2026-05-03", seen: 0 },
    { day: "2026-05-04", seen: 4 },
  ]);
  expect([shareOf(1, 4), shareOf(0, 0), shareOf(5, 4)]).toEqual([2500, undefined, undefined]);
});
