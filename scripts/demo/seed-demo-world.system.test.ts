import { existsSync } from "node:fs";
import path from "node:path";
import { and, count, countDistinct, eq, isNotNull, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts, members, nonprofits, people } from "@/db/schema/accounts";
import { listings, priceChanges, productImages, products, taxRates, variants } from "@/db/schema/catalog";
import { causes } from "@/db/schema/donations";
import { promotions } from "@/db/schema/promotions";
import { follows, likes, tweets } from "@/db/schema/timeline";
import { testDatabase } from "@/db/testing";
import { whyNotForSale } from "@/domain/catalog/for-sale";
import { offersOf } from "@/domain/catalog/offers";
import { referencePrice } from "@/domain/catalog/price-rules";
import type { Core } from "@/domain/context";
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
  const languages = await db
    .select({ language: tweets.language, n: count() })
    .from(tweets)
    .where(isNull(tweets.retweetOfId))
    .groupBy(tweets.language);
  expect(languages.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(400);
  for (const { n } of languages) expect(n).toBeGreaterThan(150);
  expect(languages).toHaveLength(2);
  expect(await db.select().from(nonprofits).where(isNotNull(nonprofits.verifiedAt))).toHaveLength(4);
  expect(await db.select().from(promotions)).toHaveLength(6);
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
  const ids = (await db.select({ id: listings.id }).from(listings)).map((row) => row.id);
  const offers = await offersOf(ctx, ids);
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

test("a database with somebody in it is left as it is", async () => {
  const { db, ctx } = await demoWorld();
  expect(await seedDemoWorld(ctx)).toEqual({ ok: false, reason: "not-empty", detail: undefined });
  const [counted] = await db
    .select({ n: count() })
    .from(accounts)
    .where(and(eq(accounts.kind, "platform")));
  expect(counted?.n).toBe(1);
});
