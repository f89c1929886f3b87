import { existsSync } from "node:fs";
import path from "node:path";
import { and, count, countDistinct, eq, gt, isNotNull, isNull, ne } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts, members, nonprofits, people } from "@/db/schema/accounts";
import { listings, priceChanges, productImages, products, taxRates, variants } from "@/db/schema/catalog";
import { channels, connections, programmes } from "@/db/schema/channels";
import { causes } from "@/db/schema/donations";
import { promotions } from "@/db/schema/promotions";
import { follows, likes, tweets } from "@/db/schema/timeline";
import { testDatabase } from "@/db/testing";
import { whyNotForSale } from "@/domain/catalog/for-sale";
import { offersOf } from "@/domain/catalog/offers";
import { referencePrice } from "@/domain/catalog/price-rules";
import { shopListings } from "@/domain/catalog/shop-listings";
import { lifeAt } from "@/domain/channels/rules";
import type { Actor, Core } from "@/domain/context";
import { suggestedAccounts } from "@/domain/timeline/account-queries";
import { publicTimeline } from "@/domain/timeline/queries";
import { root } from "./demo-files";
import { seedDemoWorld } from "./seed-demo-world";

const now = new Date("2026-06-10T10:00:00Z");

async function demoWorld() {
  const db = await testDatabase();
  const ctx: Core = { db, clock: { now: () => now }, actor: { kind: "schedule" }, locale: "en" };
  expect(await seedDemoWorld(ctx)).toMatchObject({ ok: true });
  return { db, ctx };
}

test("the demo world has all that a visitor is promised, and every picture that its pages ask for", async () => {
  const { db } = await demoWorld();
  const kinds = await db.select({ kind: accounts.kind, n: count() }).from(accounts).groupBy(accounts.kind);
  expect(Object.fromEntries(kinds.map(({ kind, n }) => [kind, n]))).toMatchObject({
    merchant: 6,
    nonprofit: 4,
    platform: 1,
  });
  expect(kinds.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(30);
  const [sold] = await db
    .select({ products: count(), merchants: countDistinct(products.merchantId) })
    .from(products)
    .where(eq(products.status, "active"));
  expect(sold).toEqual({ products: 60, merchants: 6 });
  const euros = (await db.select().from(variants)).flatMap(({ otherPrices }) => otherPrices["EUR"] ?? []);
  expect(euros.toSorted((a, b) => a - b)).toEqual([1750, 1950, 1950, 1950, 1950, 1950, 2050, 2600]);
  const languages = await db
    .select({ language: tweets.language, n: count() })
    .from(tweets)
    .where(isNull(tweets.retweetOfId))
    .groupBy(tweets.language);
  expect(languages.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(400);
  for (const { n } of languages) expect(n).toBeGreaterThan(150);
  expect(languages).toHaveLength(2);
  expect(await db.select().from(nonprofits).where(isNotNull(nonprofits.verifiedAt))).toHaveLength(4);
  expect(await db.select().from(promotions).where(gt(promotions.endsAt, now))).toHaveLength(6);
  expect((await db.select().from(taxRates)).length).toBeGreaterThan(90);

  const asked = [
    ...(await db.select({ url: productImages.url }).from(productImages)),
    ...(await db.select({ url: variants.imageUrl }).from(variants)),
    ...(await db.select({ url: causes.imageUrl }).from(causes)),
    ...(await db.select({ url: accounts.avatarUrl }).from(accounts)),
    ...(await db.select({ url: accounts.bannerUrl }).from(accounts)),
    ...(await db.select().from(tweets)).flatMap((tweet) => tweet.pictures),
  ].flatMap(({ url }) => url ?? []);
  const missing = [...new Set(asked)].filter((url) => !existsSync(path.join(root, "public", url)));
  expect(missing).toEqual([]);
});

test("ada, grace, the potter and the operator can sign in, each as who they are", async () => {
  const { db } = await demoWorld();
  const rows = await db
    .select({ email: people.email, handle: accounts.handle, isOperator: people.isOperator })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId));
  expect(rows).toEqual(
    expect.arrayContaining([
      { email: "ada@merle.test", handle: "ada", isOperator: false },
      { email: "grace@merle.test", handle: "grace", isOperator: false },
      { email: "atelier@merle.test", handle: "camille", isOperator: false },
      { email: "ops@merle.test", handle: "ops", isOperator: true },
    ]),
  );
  expect(rows.filter((row) => row.isOperator)).toHaveLength(1);
  const [owner] = await db
    .select({ role: members.role, handle: accounts.handle })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(people.email, "atelier@merle.test"));
  expect(owner).toEqual({ role: "owner", handle: "ateliersorbier" });
});

test("every counter says what the rows say, and the story is in the order of its ids, in the past", async () => {
  const { db } = await demoWorld();
  const tally = async (rows: Promise<{ key: string | null; n: number }[]>) =>
    new Map((await rows).map(({ key, n }) => [key, n]));
  const by = (column: "replyToId" | "retweetOfId" | "quoteOfId" | "authorId") =>
    tally(db.select({ key: tweets[column], n: count() }).from(tweets).groupBy(tweets[column]));
  const replies = await by("replyToId");
  const retweets = await by("retweetOfId");
  const quotes = await by("quoteOfId");
  const said = await by("authorId");
  const liked = await tally(db.select({ key: likes.tweetId, n: count() }).from(likes).groupBy(likes.tweetId));
  const following = await tally(
    db.select({ key: follows.followerId, n: count() }).from(follows).groupBy(follows.followerId),
  );
  const followers = await tally(
    db.select({ key: follows.followeeId, n: count() }).from(follows).groupBy(follows.followeeId),
  );
  for (const tweet of await db.select().from(tweets))
    expect([tweet.replyCount, tweet.retweetCount, tweet.quoteCount, tweet.likeCount]).toEqual(
      [replies, retweets, quotes, liked].map((counts) => counts.get(tweet.id) ?? 0),
    );
  for (const account of await db.select().from(accounts))
    expect([account.tweetCount, account.followingCount, account.followerCount]).toEqual(
      [said, following, followers].map((counts) => counts.get(account.id) ?? 0),
    );

  const rows = await db.select().from(tweets).orderBy(tweets.id);
  const times = rows.map((row) => row.createdAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeLessThan(now.getTime());
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const { replyToId, conversationId } of rows.filter((row) => row.replyToId !== null))
    expect(byId.get(replyToId ?? "")?.conversationId).toBe(conversationId);
});

test("nearly all can be bought here and now, the others say why not, and only true reductions are struck out", async () => {
  const { db, ctx } = await demoWorld();
  const ofToday = db
    .select({ id: listings.id })
    .from(listings)
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(eq(channels.slug, "direct"));
  const offers = await offersOf(
    ctx,
    (await ofToday).map((row) => row.id),
  );
  const reasons = [...offers.values()].map((offer) => [
    offer.product.slug,
    whyNotForSale(offer, now, { key: undefined, country: "FR" }),
  ]);
  expect(Object.fromEntries(reasons.filter(([, reason]) => reason !== undefined))).toEqual({
    "tripod-floor-lamp": "at-merchant-site",
    "desk-calendar": "at-merchant-site",
    "twin-candle-holder": "not-started",
    "maple-tamper": "over",
    "sake-set": "sold-out",
  });
  expect(offers.size).toBe(60);

  const changes = await db
    .select({ sku: variants.sku, priceMinor: priceChanges.priceMinor, validFrom: priceChanges.validFrom })
    .from(priceChanges)
    .innerJoin(variants, eq(variants.id, priceChanges.variantId));
  const struckOut = [...new Set(changes.map((change) => change.sku))].flatMap((sku) => {
    const history = changes.filter((change) => change.sku === sku);
    const reference = referencePrice(history, now);
    return reference === undefined ? [] : [[sku, reference]];
  });
  expect(struckOut).toHaveLength(13);
  expect(struckOut).toContainEqual(["AS-MUG-TER", 2900]);
  expect(struckOut).toContainEqual(["KZ-TRA-L", 10_400]);
});

/** The world as somebody sees it on another day. Without a country it is a visitor's. */
async function onDay(day: string, { country, limit = 60 }: { country?: string; limit?: number } = {}) {
  const { db, ctx } = await demoWorld();
  const [ada] = await db.select().from(people).where(eq(people.email, "ada@merle.test"));
  if (!ada) throw new Error("Ada is not here");
  const actor: Actor = country
    ? {
        kind: "person",
        personId: ada.id,
        accountId: ada.accountId,
        handle: "ada",
        email: ada.email,
        country,
        isOperator: false,
        memberships: [],
      }
    : { kind: "guest", guestId: undefined };
  const there: Core = { ...ctx, actor, clock: { now: () => new Date(day) } };
  const page = await publicTimeline(there, { limit });
  const cards = page.tweets.flatMap(({ card, createdAt }) => (card ? [{ card, createdAt }] : []));
  const offered = cards.flatMap(({ card }) => (card.kind === "product" ? [card] : []));
  return {
    db,
    there,
    page,
    offered,
    causesOpen: cards.filter(({ card }) => card.kind === "cause" && card.isOpen),
  };
}

const whys = (offered: { seller: { handle: string }; notForSale: string | undefined }[]) =>
  new Set(offered.map(({ seller, notForSale }) => `${seller.handle} ${notForSale ?? "can be bought"}`));

test("in autumn 2015 shops of the platforms sell in the timeline, and nothing of a later day is seen", async () => {
  const { page, offered, there } = await onDay("2015-11-10T12:00:00Z");
  expect(page.tweets.length).toBeGreaterThan(20);
  for (const { createdAt } of page.tweets)
    expect(createdAt.getTime()).toBeLessThan(there.clock.now().getTime());
  expect(page.tweets.filter(({ createdAt }) => createdAt >= new Date("2015-09-01")).length).toBeGreaterThan(
    10,
  );
  expect(whys(offered)).toEqual(
    new Set(
      ["lumenandoak", "puddlejump", "brulerieducanal", "kazeobjects"].map((shop) => `${shop} can be bought`),
    ),
  );
  expect(
    (await shopListings(there, offered[0]?.seller.id ?? "", { limit: 24 })).cards.length,
  ).toBeGreaterThan(0);
  expect((await suggestedAccounts(there, 20)).map(({ handle }) => handle)).not.toContain("ateliersorbier");
});

test("at first it is for shoppers of one country, then for all", async () => {
  const opening = "2014-09-08T16:00:00Z";
  expect(whys((await onDay(opening)).offered)).toEqual(new Set(["brulerieducanal not-rolled-out"]));
  expect(whys((await onDay(opening, { country: "FR" })).offered)).toEqual(
    new Set(["brulerieducanal not-rolled-out"]),
  );
  expect(whys((await onDay(opening, { country: "US" })).offered)).toEqual(
    new Set(["brulerieducanal can be bought"]),
  );
  expect((await onDay("2014-09-07T23:59:59Z")).offered).toEqual([]);
  expect((await onDay("2014-08-01T00:00:00Z")).page.tweets).toEqual([]);
});

test("Shopify's cards are plain from its last moment on, the others' from the end of the programme on", async () => {
  const merchantUrls = async (day: string, shop: string) => {
    const { offered } = await onDay(day);
    const theirs = offered.filter(({ seller }) => seller.handle === shop);
    for (const { merchantUrl } of theirs) expect(merchantUrl).toMatch(/^https:\/\/[a-z]+\.example\//);
    return [...whys(theirs)];
  };
  const lamps = "lumenandoak";
  // Its lantern came through Delivery Agent, which goes on until April.
  expect(await merchantUrls("2017-01-31T23:59:59.999Z", lamps)).toEqual([`${lamps} can be bought`]);
  expect((await merchantUrls("2017-02-01T00:00:00.000Z", lamps)).toSorted()).toEqual([
    `${lamps} can be bought`,
    `${lamps} sales-ended`,
  ]);
  expect(await merchantUrls("2017-02-02T12:00:00Z", "puddlejump")).toEqual(["puddlejump can be bought"]);
  expect(await merchantUrls("2017-04-29T23:59:59.999Z", "puddlejump")).toEqual(["puddlejump can be bought"]);

  const after = await onDay("2017-04-30T00:00:00.000Z");
  expect(after.offered.length).toBeGreaterThan(10);
  for (const { notForSale } of after.offered) expect(notForSale).toBe("sales-ended");
  const later = await onDay("2017-05-03T12:00:00Z");
  expect(later.causesOpen.length).toBeGreaterThan(0);
});

test("what was promoted then is an ad as long as it could be bought, however long it was paid for", async () => {
  const adsOn = async (day: string) =>
    (await onDay(day, { limit: 12 })).page.tweets.flatMap(({ ad }) => ad?.advertiser.handle ?? []);
  expect(await adsOn("2016-12-10T12:00:00Z")).toEqual(["lumenandoak"]);
  expect(await adsOn("2017-01-31T23:59:59.999Z")).toEqual(["lumenandoak"]);
  expect(await adsOn("2017-02-01T00:00:00.000Z")).toEqual([]);
});

test("what was sold then cannot be bought today, and is in no shop", async () => {
  const { db, ctx } = await demoWorld();
  const former = await db
    .select({ id: listings.id, merchantId: listings.merchantId })
    .from(listings)
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId))
    .where(ne(channels.slug, "direct"));
  expect(former.length).toBeGreaterThan(10);
  const offers = await offersOf(
    ctx,
    former.map(({ id }) => id),
  );
  for (const offer of offers.values())
    expect(whyNotForSale(offer, now, { key: "anybody", country: "US" })).toBe("sales-ended");
  for (const { id, merchantId } of former) {
    const { cards } = await shopListings(ctx, merchantId, { limit: 24 });
    expect(cards).toHaveLength(10);
    expect(cards.map(({ listingId }) => listingId)).not.toContain(id);
  }
});

test("the dates of programmes and channels are in order, and no channel outlives its programme", async () => {
  const { db } = await demoWorld();
  const eras = await db.select().from(programmes);
  const all = await db.select().from(channels);
  for (const life of [...eras, ...all]) {
    const dates = [
      life.opensAt,
      life.endAnnouncedAt,
      life.lastNewListingAt,
      life.salesEndAt,
      life.fulfilByAt,
      life.refundsUntilAt,
      life.closesAt,
    ].flatMap((at) => at?.getTime() ?? []);
    expect(dates).toEqual(dates.toSorted((a, b) => a - b));
    expect([1, 7]).toContain(dates.length);
  }
  expect(all.filter(({ closesAt }) => closesAt === null).map(({ slug }) => slug)).toEqual(["direct"]);
  const first = lifeAt(eras, new Date("2017-01-01T00:00:00Z"));
  for (const { salesEndAt } of all.filter((channel) => channel.salesEndAt))
    expect(salesEndAt?.getTime()).toBeLessThanOrEqual(first?.salesEndAt?.getTime() ?? 0);
});

test("a database with somebody in it is left as it is", async () => {
  const { db, ctx } = await demoWorld();
  expect(await seedDemoWorld(ctx)).toEqual({ ok: false, reason: "not-empty", detail: undefined });
  const [counted] = await db
    .select({ n: count() })
    .from(accounts)
    .where(and(eq(accounts.kind, "platform")));
  expect(counted?.n).toBe(1);
});
