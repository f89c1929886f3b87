import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "@/db/schema/accounts";
import { listings, products } from "@/db/schema/catalog";
import { promotions } from "@/db/schema/promotions";
import { auditEntries } from "@/db/schema/shops";
import { tweets } from "@/db/schema/timeline";
import { findShopListings } from "@/domain/catalog/shop-listings";
import type { Role } from "@/domain/context";
import { ok, refuse } from "@/domain/outcome";
import { startPromotion } from "@/domain/promotions/start-promotion";
import { world } from "@/domain/testing";
import { daysAfter } from "@/domain/time";
import { deleteTweet } from "./delete-tweet";
import { follow } from "./follow";
import { postTweet } from "./post-tweet";
import { accountTimeline, homeTimeline } from "./queries";
import { previewPost, shopPost, shopPosts } from "./shop-posts";

/** A pottery with a mug, and Camille who speaks for it. */
async function pottery() {
  const w = await world();
  const shop = await w.merchant("atelier");
  const mug = await w.listing(shop);
  async function member(handle: string, role: Role, shopId = shop.accountId) {
    const person = await w.person(handle);
    person.actor.memberships.push({ accountId: shopId, role });
    return person;
  }
  const camille = await member("camille", "manager");
  const audit = () =>
    w.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.accountId, shop.accountId))
      .orderBy(auditEntries.id);
  return { ...w, shop, mug, camille, member, audit };
}

async function posted(outcome: ReturnType<typeof postTweet>): Promise<string> {
  const settled = await outcome;
  if (!settled.ok) throw new Error(settled.reason);
  return settled.value.id;
}

test("what a member posts for the shop is an ordinary tweet of the shop, with its product's card", async () => {
  const { camille, shop, mug, person, db, audit } = await pottery();
  const ada = await person("ada");
  await follow(ada, { handle: "atelier" });
  const id = await posted(
    postTweet(camille, { text: "Out of the kiln #mugs", shopId: shop.accountId, listingId: mug.listingId }),
  );
  const [tweet] = (await homeTimeline(ada, { limit: 12 })).tweets;
  expect(tweet).toMatchObject({
    id,
    author: { handle: "atelier" },
    card: { kind: "product", listingId: mug.listingId, priceMinor: 2400, notForSale: undefined },
  });
  expect((await accountTimeline(ada, shop.accountId, { limit: 12 })).tweets).toHaveLength(1);
  const [account] = await db.select().from(accounts).where(eq(accounts.id, shop.accountId));
  expect(account?.tweetCount).toBe(1);
  expect(await audit()).toMatchObject([
    {
      personId: camille.personId,
      action: "tweet-posted",
      subjectId: id,
      detail: { listingId: mug.listingId },
    },
  ]);
});

test("only an owner or a manager speaks for a shop", async () => {
  const { shop, member, merchant, person } = await pottery();
  const other = await merchant("other");
  const strangers = [
    await person("ada"),
    await member("fay", "fulfilment"),
    await member("ana", "analyst"),
    await member("rival", "owner", other.accountId),
  ];
  for (const stranger of strangers) {
    expect(await postTweet(stranger, { text: "Hello", shopId: shop.accountId })).toEqual(
      refuse("no-such-shop"),
    );
    expect(await shopPosts(stranger, shop.accountId, { limit: 5 })).toEqual({ posts: [], next: undefined });
    expect(
      await previewPost(stranger, shop.accountId, { text: "Hello", listingId: undefined }),
    ).toBeUndefined();
  }
});

test("a product of another shop, of nobody, withdrawn or not for the shop window does not exist", async () => {
  const { camille, shop, mug, merchant, listing, db, clock } = await pottery();
  const other = await merchant("other");
  const theirs = await listing(other);
  const withdrawn = await listing(shop, { listing: { withdrawnAt: clock.now() } });
  const draft = await listing(shop);
  await db.update(products).set({ status: "draft" }).where(eq(products.id, draft.productId));
  for (const listingId of [theirs.listingId, withdrawn.listingId, draft.listingId, "nothing"])
    expect(await postTweet(camille, { text: "Look", shopId: shop.accountId, listingId })).toEqual(
      refuse("no-such-listing"),
    );
  // Somebody who speaks for themselves has no products to attach.
  expect(await postTweet(camille, { text: "Look", listingId: mug.listingId })).toEqual(
    refuse("no-such-listing"),
  );
  expect(await db.select().from(tweets)).toEqual([]);
});

test("what is pressed twice is said once, by two members at the same time too", async () => {
  const { camille, member, shop, mug, db, passMinutes } = await pottery();
  const colette = await member("colette", "owner");
  const said = { text: "Fresh mugs", shopId: shop.accountId, listingId: mug.listingId };
  const outcomes = await Promise.all([
    postTweet(camille, said),
    postTweet(colette, said),
    postTweet(camille, said),
  ]);
  expect(new Set(outcomes.map((outcome) => outcome.ok && outcome.value.id)).size).toBe(1);
  expect(await db.select().from(tweets)).toHaveLength(1);
  await posted(postTweet(camille, { ...said, text: "Fresh cups" }));
  passMinutes(2);
  await posted(postTweet(camille, said));
  expect(await db.select().from(tweets)).toHaveLength(3);
});

test("a member takes back what the shop said, its promotion stops, and nobody else can", async () => {
  const { camille, member, person, shop, mug, db, audit, clock } = await pottery();
  const id = await posted(
    postTweet(camille, { text: "Fresh mugs", shopId: shop.accountId, listingId: mug.listingId }),
  );
  const started = await startPromotion(camille, {
    tweetId: id,
    startsAt: undefined,
    endsAt: daysAfter(clock.now(), 7),
    dailyImpressionCeiling: 100,
    audience: { isForFollowers: false, countries: [], hashtag: undefined },
    paidBy: "Atelier",
  });
  expect(started.ok).toBe(true);
  for (const stranger of [await person("ada"), await member("ana", "analyst")])
    expect(await deleteTweet(stranger, { tweetId: id })).toEqual(refuse("not-found"));
  expect(await deleteTweet(camille, { tweetId: id })).toEqual(ok(undefined));
  expect(await deleteTweet(camille, { tweetId: id })).toEqual(refuse("not-found"));
  expect(await shopPost(camille, shop.accountId, id)).toBeUndefined();
  expect(await db.select().from(promotions).where(isNull(promotions.stoppedAt))).toEqual([]);
  const [account] = await db.select().from(accounts).where(eq(accounts.id, shop.accountId));
  expect(account?.tweetCount).toBe(0);
  expect((await audit()).map(({ action }) => action)).toEqual([
    "tweet-posted",
    "promotion-started",
    "tweet-deleted",
  ]);
});

test("the posts of a shop come newest first, page by page, and tell which are promoted", async () => {
  const { camille, shop, passMinutes, clock } = await pottery();
  const ids: string[] = [];
  for (let at = 1; at <= 5; at++) {
    passMinutes(1);
    ids.unshift(await posted(postTweet(camille, { text: `Post ${at}`, shopId: shop.accountId })));
  }
  await posted(postTweet(camille, { text: "My own" }));
  await startPromotion(camille, {
    tweetId: ids[1] ?? "",
    startsAt: daysAfter(clock.now(), 1),
    endsAt: daysAfter(clock.now(), 7),
    dailyImpressionCeiling: 100,
    audience: { isForFollowers: false, countries: [], hashtag: undefined },
    paidBy: "Atelier",
  });
  const first = await shopPosts(camille, shop.accountId, { limit: 3 });
  const second = await shopPosts(camille, shop.accountId, { limit: 3, before: first.next });
  expect([...first.posts, ...second.posts].map(({ tweet }) => tweet.id)).toEqual(ids);
  expect(second.next).toBeUndefined();
  expect(first.posts.map(({ promotion }) => promotion)).toEqual([undefined, "planned", undefined]);
});

test("a preview is what the timeline will show, and shows no product of another shop", async () => {
  const { camille, shop, mug, merchant, listing } = await pottery();
  const theirs = await listing(await merchant("other"));
  const draft = { text: "Look, #mugs by @atelier ", listingId: mug.listingId };
  const preview = await previewPost(camille, shop.accountId, draft);
  await posted(postTweet(camille, { ...draft, shopId: shop.accountId }));
  const [tweet] = (await accountTimeline(camille, shop.accountId, { limit: 1 })).tweets;
  expect(preview).toEqual({ ...tweet, id: "" });
  const stolen = await previewPost(camille, shop.accountId, { text: "", listingId: theirs.listingId });
  expect(stolen?.card).toBeUndefined();
});

test("a product is found by its words in any order, and every letter stands for itself", async () => {
  const { shop, mug, listing, merchant, guest, db } = await pottery();
  const named = async (title: string, seller = shop) => {
    const { listingId, productId } = await listing(seller);
    await db.update(products).set({ title }).where(eq(products.id, productId));
    return listingId;
  };
  const blue = await named("Mug, 100% Blue glaze");
  await named("Blue mug", await merchant("other"));
  const find = async (words: string) =>
    (await findShopListings(guest(), shop.accountId, { words, limit: 5 })).map((card) => card.listingId);
  expect(await find("")).toEqual([blue, mug.listingId]);
  expect(await find(" blue  MUG ")).toEqual([blue]);
  expect(await find("%")).toEqual([blue]);
  expect(await find("1_0")).toEqual([]);
  expect(await find("\\")).toEqual([]);
  await db
    .update(listings)
    .set({ withdrawnAt: new Date(0) })
    .where(and(eq(listings.id, blue)));
  expect(await find("blue")).toEqual([]);
});
