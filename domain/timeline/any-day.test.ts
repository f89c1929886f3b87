// A past day looks as it was: nothing that came later is seen on it.
import { expect, test } from "vitest";
import { firstIdOf } from "@/db/id";
import { donationsOf } from "@/domain/donations/queries";
import { ordersOf } from "@/domain/orders/queries";
import { listingTable } from "@/domain/catalog/listing-table";
import { shopListings } from "@/domain/catalog/shop-listings";
import { shopProduct } from "@/domain/catalog/shop-product";
import type { Context } from "@/domain/context";
import { type World, world } from "@/domain/testing";
import { bought, given } from "@/domain/testing-purchases";
import { daysAfter, type Instant } from "@/domain/time";
import { firstIdToCome } from "../shown";
import { follow } from "./follow";
import { likeTweet } from "./like-tweet";
import { postTweet } from "./post-tweet";
import { openCauses, profile, suggestedAccounts } from "./account-queries";
import { accountTimeline, hashtagTimeline, homeTimeline, publicTimeline } from "./queries";
import { tweetPage } from "./thread-queries";
import { shopPost, shopPosts } from "./shop-posts";
import { retweet } from "./retweet";

const on = (ctx: Context, day: Instant): Context => ({ ...ctx, clock: { now: () => day } });

async function say(ctx: Context, text: string, more: Partial<Parameters<typeof postTweet>[1]> = {}) {
  const outcome = await postTweet(ctx, { text, ...more });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.id;
}

const idsOf = ({ tweets }: { tweets: { id: string }[] }) => tweets.map(({ id }) => id);

/** Ada says something on each of three days; on the second Grace answers, likes and passes it on. */
async function threeDays(w: World) {
  const [ada, grace] = [await w.person("ada"), await w.person("grace")];
  await follow(grace, { handle: "ada" });
  const days: Instant[] = [];
  const said: string[] = [];
  for (let day = 0; day < 3; day++) {
    days.push(w.clock.now());
    said.push(await say(ada, `Day ${day} #tea`));
    w.passMinutes(24 * 60);
  }
  return { ada, grace, days: days as [Instant, Instant, Instant], said: said as [string, string, string] };
}

test("every timeline ends at the moment that is shown, to the millisecond, and its pages go on from there", async () => {
  const w = await world();
  const { ada, grace, days, said } = await threeDays(w);
  const timelines = (ctx: Context, asked: { before?: string; limit: number }) =>
    Promise.all([
      publicTimeline(ctx, asked),
      homeTimeline(ctx, asked),
      accountTimeline(ctx, ada.accountId, asked),
      hashtagTimeline(ctx, "tea", asked),
    ]);
  const shown = async (day: Instant, asked: { before?: string; limit: number } = { limit: 10 }) => {
    const pages = (await timelines(on(grace, day), asked)).map(idsOf);
    for (const page of pages) expect(page).toEqual(pages[0]);
    return pages[0];
  };
  expect(await shown(days[1])).toEqual([said[1], said[0]]);
  expect(await shown(new Date(days[1].getTime() - 1))).toEqual([said[0]]);
  expect(await shown(daysAfter(days[0], -1))).toEqual([]);
  expect(await shown(w.clock.now())).toEqual([said[2], said[1], said[0]]);
  expect(await shown(days[1], { limit: 1 })).toEqual([said[1]]);
  expect(await shown(days[1], { before: said[1], limit: 1 })).toEqual([said[0]]);
  // An address that was copied on a later day.
  expect(await shown(days[0], { before: said[2], limit: 10 })).toEqual([said[0]]);
});

test("a tweet is not there before it is said, nor are its answers, and nobody has liked or passed it on yet", async () => {
  const w = await world();
  const { grace, days, said } = await threeDays(w);
  const answer = await say(grace, "With milk?", { replyToId: said[0] });
  await likeTweet(grace, { tweetId: said[0] });
  await retweet(grace, { tweetId: said[0] });

  const now = await tweetPage(grace, said[0]);
  expect(now?.replies.map(({ id }) => id)).toEqual([answer]);
  expect(now?.tweet).toMatchObject({ isLiked: true, isRetweeted: true });
  const then = await tweetPage(on(grace, days[1]), said[0]);
  expect(then?.replies).toEqual([]);
  expect(then?.tweet).toMatchObject({ isLiked: false, isRetweeted: false });
  expect(await tweetPage(on(grace, days[1]), answer)).toBeUndefined();
  expect(await tweetPage(on(grace, days[0]), said[1])).toBeUndefined();
});

test("whoever joins later is not there yet, but for themselves; nor are later causes and goods", async () => {
  const w = await world();
  const before = w.clock.now();
  const early = await w.merchant("early");
  const first = await w.listing(early);
  const firstCause = await w.cause();
  w.passMinutes(60);
  const between = w.clock.now();
  w.passMinutes(60);
  await w.merchant("late");
  const second = await w.listing(early);
  await w.cause();
  const ada = await w.person("ada");

  const there = on(w.guest(), between);
  expect(await profile(there, "ada")).toBeUndefined();
  expect(await profile(there, "late")).toBeUndefined();
  expect(await profile(there, "early")).toBeDefined();
  expect(await profile(on(ada, between), "ada")).toBeDefined();
  const suggested = (await suggestedAccounts(there, 10)).map(({ handle }) => handle);
  expect(suggested).toContain("early");
  expect(suggested).not.toContain("late");
  expect((await openCauses(there, 10)).map(({ causeId }) => causeId)).toEqual([firstCause.causeId]);
  const goods = async (ctx: Context) =>
    (await shopListings(ctx, early.accountId, { limit: 10 })).cards.map(({ listingId }) => listingId);
  expect(await goods(there)).toEqual([first.listingId]);
  expect(await goods(w.guest())).toEqual([second.listingId, first.listingId]);
  expect(await goods(on(w.guest(), daysAfter(before, -1)))).toEqual([]);
});

test("orders and gifts of later are not in the lists of an earlier day", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const mug = await w.listing(await w.merchant());
  const order = (await bought(w, ada, mug)).id;
  const outcome = await given(w, ada, (await w.cause()).causeId);
  const gift = outcome.ok ? outcome.value.donationId : "";
  expect((await ordersOf(ada)).orders.map(({ id }) => id)).toEqual([order]);
  expect((await donationsOf(ada)).gifts.map(({ id }) => id)).toEqual([gift]);
  const yesterday = on(ada, daysAfter(w.clock.now(), -1));
  expect((await ordersOf(yesterday)).orders).toEqual([]);
  expect((await donationsOf(yesterday)).gifts).toEqual([]);
});

test("a shop's own tables of listings and posts end at the day that is shown, and so do their pages", async () => {
  const w = await world();
  const shop = await w.merchant();
  const mona = await w.person("mona");
  mona.actor.memberships.push({ accountId: shop.accountId, role: "manager" });
  const early = await w.listing(shop, { slug: "early" });
  const earlyPost = await w.cardTweet(shop.accountId, "Early", early);
  const then = w.clock.now();
  w.passMinutes(24 * 60);
  const late = await w.listing(shop, { slug: "late" });
  const latePost = await w.cardTweet(shop.accountId, "Late", late);
  const there = on(mona, then);
  const asked = { accountId: shop.accountId, view: "all", search: "" } as const;
  for (const sort of ["newest", "title", "stock"] as const) {
    const table = async (ctx: Context) =>
      (await listingTable(ctx, { ...asked, sort }))?.rows.map(({ listingId }) => listingId);
    expect(await table(there), sort).toEqual([early.listingId]);
    expect(await table(mona), sort).toHaveLength(2);
  }
  expect((await shopPosts(there, shop.accountId, { limit: 9 })).posts.map(({ tweet }) => tweet.id)).toEqual([
    earlyPost,
  ]);
  expect(await shopPost(there, shop.accountId, latePost)).toBeUndefined();
  expect(await shopPost(mona, shop.accountId, latePost)).toMatchObject({ id: latePost });
  expect(await shopProduct(there, late.productId)).toBeUndefined();
  expect(await shopProduct(mona, late.productId)).toMatchObject({ product: { id: late.productId } });
});

test("ids of this very millisecond are shown, and those of the next are to come", () => {
  const now = new Date("2017-02-01T00:00:00.000Z");
  const at = (milliseconds: number) => firstIdOf(new Date(now.getTime() + milliseconds));
  const toCome = firstIdToCome({ clock: { now: () => now } });
  expect(`${at(0).slice(0, 10)}ZZZZZZZZZZZZZZZZ` < toCome).toBe(true);
  expect(at(1)).toBe(toCome);
});
