import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { impressions, placements, promotions } from "@/db/schema/promotions";
import { tweets } from "@/db/schema/timeline";
import { variants } from "@/db/schema/catalog";
import { hideAdvertiser } from "@/domain/promotions/hide-advertiser";
import { whyThisAd } from "@/domain/promotions/queries";
import { showAdvertiser } from "@/domain/promotions/show-advertiser";
import { world } from "@/domain/testing";
import { daysAfter } from "@/domain/time";
import { follow } from "./follow";
import { likeTweet } from "./like-tweet";
import { postTweet } from "./post-tweet";
import { suggestedAccounts } from "./account-queries";
import { accountTimeline, hashtagTimeline, homeTimeline, publicTimeline } from "./queries";

async function town() {
  const w = await world();
  const [ada, grace] = [await w.person("ada", "US"), await w.person("grace", "FR")];

  async function say(author: typeof ada, count: number, text = "Tweet") {
    for (let at = 1; at <= count; at++) {
      w.passMinutes(1);
      await postTweet(author, { text: `${text} ${at}` });
    }
  }

  /** A tweet of a merchant with a card. */
  async function offer(authorId: string, card: { listingId: string } | { causeId: string }) {
    const id = newId(w.clock.now());
    await w.db.insert(tweets).values({
      id,
      authorId,
      text: "New in the shop",
      language: "en",
      entities: [],
      pictures: [],
      conversationId: id,
      cardKind: "listingId" in card ? "product" : "donation",
      ...card,
      createdAt: w.clock.now(),
    });
    return id;
  }

  async function promote(
    tweetId: string,
    advertiserId: string,
    facts: Partial<typeof promotions.$inferInsert> = {},
  ) {
    const id = newId(w.clock.now());
    await w.db.insert(promotions).values({
      id,
      tweetId,
      advertiserId,
      paidBy: "The Guild of Potters",
      audience: {},
      startsAt: daysAfter(w.clock.now(), -1),
      endsAt: daysAfter(w.clock.now(), 7),
      dailyImpressionCeiling: 100,
      createdAt: w.clock.now(),
      ...facts,
    });
    return id;
  }

  return { ...w, ada, grace, say, offer, promote };
}

/** A town where a mug is promoted, and enough is said for one promoted tweet on a page. */
async function townWithAd(facts: Partial<typeof promotions.$inferInsert> = {}) {
  const t = await town();
  const shop = await t.merchant("atelier");
  const mug = await t.listing(shop);
  const tweetId = await t.offer(shop.accountId, mug);
  const promotionId = await t.promote(tweetId, shop.accountId, facts);
  await t.say(t.grace, 12);
  const adsFor = async (ctx: Parameters<typeof publicTimeline>[0]) =>
    (await publicTimeline(ctx, { limit: 12 })).tweets.flatMap((tweet) => (tweet.ad ? [tweet.ad] : []));
  return { ...t, shop, mug, tweetId, promotionId, adsFor };
}

test("home is what one says and what those whom one follows say, newest first, without answers", async () => {
  const { ada, grace, person, say } = await town();
  const idris = await person("idris");
  await say(grace, 2, "Grace");
  await say(idris, 1, "Idris");
  await say(ada, 1, "Ada");
  await follow(ada, { handle: "grace" });
  const [first] = (await homeTimeline(grace, { limit: 12 })).tweets;
  await postTweet(grace, { text: "An answer", replyToId: first!.id });
  const home = await homeTimeline(ada, { limit: 12 });
  expect(home.tweets.map((tweet) => tweet.text)).toEqual(["Ada 1", "Grace 2", "Grace 1"]);
  expect(home.next).toBeUndefined();
});

test("a visitor, and a visitor's home, is the public timeline", async () => {
  const { grace, guest, say } = await town();
  await say(grace, 2);
  expect((await homeTimeline(guest(), { limit: 12 })).tweets).toHaveLength(2);
});

test("page by page every tweet comes once, however many there are", async () => {
  const { grace, guest, say } = await town();
  await say(grace, 25);
  const seen: string[] = [];
  let before: string | undefined;
  let pages = 0;
  do {
    const page = await publicTimeline(guest(), { limit: 10, before });
    seen.push(...page.tweets.map((tweet) => tweet.text));
    before = page.next;
    pages++;
  } while (before);
  expect(pages).toBe(3);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => `Tweet ${25 - at}`));
});

test("an account's page has its answers too; a tag's page has every way to write it, and nothing like it", async () => {
  const { ada, grace } = await town();
  await postTweet(ada, { text: "Bread #Lyon" });
  await postTweet(ada, { text: "More bread #lyon_7" });
  await postTweet(grace, { text: "Du pain #lyon" });
  const all = await accountTimeline(ada, ada.accountId, { limit: 10 });
  expect(all.tweets.map((tweet) => tweet.text)).toEqual(["More bread #lyon_7", "Bread #Lyon"]);
  const tagged = await hashtagTimeline(ada, "LYON", { limit: 10 });
  expect(tagged.tweets.map((tweet) => tweet.text)).toEqual(["Du pain #lyon", "Bread #Lyon"]);
});

test("a product's card says its price, what is left, the promise and that it can be bought", async () => {
  const { ada, guest, merchant, listing, offer } = await town();
  const shop = await merchant("atelier");
  const mug = await listing(shop, { priceMinor: 2400, unitsInStock: 3 });
  await offer(shop.accountId, mug);
  const [tweet] = (await publicTimeline(guest(), { limit: 12 })).tweets;
  expect(tweet?.card).toMatchObject({
    kind: "product",
    priceMinor: 2400,
    currency: "EUR",
    isFrom: false,
    unitsLeft: 3,
    promise: { kind: "standard", minDays: 2, maxDays: 4 },
    notForSale: undefined,
    seller: { handle: "atelier", isVerified: true },
  });
  expect((await publicTimeline(ada, { limit: 12 })).tweets).toHaveLength(1);
});

test("what is held for somebody else is not left, and what is sold out says so and promises nothing", async () => {
  const { db, guest, merchant, listing, offer } = await town();
  const shop = await merchant("atelier");
  const mug = await listing(shop, { unitsInStock: 3 });
  await offer(shop.accountId, mug);
  await db.update(variants).set({ unitsHeld: 2 }).where(eq(variants.id, mug.variantId));
  const card = async () => (await publicTimeline(guest(), { limit: 12 })).tweets[0]?.card;
  expect(await card()).toMatchObject({ unitsLeft: 1, notForSale: undefined });
  await db.update(variants).set({ unitsHeld: 3 }).where(eq(variants.id, mug.variantId));
  expect(await card()).toMatchObject({ unitsLeft: undefined, notForSale: "sold-out", promise: undefined });
});

test("a cause's card names its charity and takes gifts", async () => {
  const { guest, cause, offer } = await town();
  const rivers = await cause();
  await offer(rivers.accountId, { causeId: rivers.causeId });
  const [tweet] = (await publicTimeline(guest(), { limit: 12 })).tweets;
  expect(tweet?.card).toMatchObject({
    kind: "cause",
    title: "Clean the Saône",
    isOpen: true,
    charity: { isVerified: true },
  });
});

test("a promoted tweet says for whom and who paid, and keeps one reason for each viewer", async () => {
  const { db, ada, guest, adsFor, promotionId } = await townWithAd({ audience: { countries: ["US"] } });
  const [ad] = await adsFor(ada);
  expect(ad).toMatchObject({ advertiser: { handle: "atelier" }, paidBy: "The Guild of Potters" });
  await adsFor(ada);
  expect(await db.select().from(placements)).toMatchObject([
    { promotionId, viewer: ada.accountId, rule: "country", input: "US" },
  ]);
  expect(await db.select().from(impressions)).toMatchObject([{ count: 2 }]);
  expect(await whyThisAd(ada, ad!.placementId)).toMatchObject({
    rule: "country",
    input: "US",
    isHidden: false,
  });
  expect(await whyThisAd(guest(), ad!.placementId)).toBeUndefined();
});

test("while nothing can be written down, the page is there without what is promoted", async () => {
  const { ada, guest, adsFor, db } = await townWithAd();
  expect(await adsFor(guest())).toHaveLength(1);
  await db.migrationScript(
    db.engine === "sqlite"
      ? "pragma query_only = on"
      : `create function is_full() returns trigger language plpgsql as
           $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$;
         create trigger full_disk before insert on impressions for each row execute function is_full()`,
  );
  const told: unknown[] = [];
  const unpromoted = (why: unknown) => void told.push(why);
  for (const reader of [ada, guest()]) {
    const page = await publicTimeline({ ...reader, unpromoted }, { limit: 12 });
    expect(page.tweets.length).toBeGreaterThan(0);
    expect(page.tweets.filter(({ ad }) => ad)).toEqual([]);
  }
  expect(told).toHaveLength(2);
});

test("a fault of ours in writing down why something is shown is no full disk, and is seen", async () => {
  const { guest, adsFor, db } = await townWithAd();
  await db.migrationScript("alter table impressions rename to elsewhere");
  await expect(adsFor(guest())).rejects.toThrow();
});

test("visitors share one reason: it is for everybody", async () => {
  const { guest, adsFor } = await townWithAd();
  const [ad] = await adsFor(guest());
  expect(await whyThisAd(guest(), ad!.placementId)).toMatchObject({ rule: "everyone", input: "" });
});

test("it is shown only to whom it is for: by country, by whom they follow, by what they liked", async () => {
  const { ada, grace, guest, adsFor, db, promotionId } = await townWithAd({
    audience: { followersOf: "grace", countries: ["US"] },
  });
  expect(await adsFor(ada)).toHaveLength(0);
  await follow(ada, { handle: "grace" });
  expect(await adsFor(ada)).toHaveLength(1);
  expect(await adsFor(guest())).toHaveLength(0);
  await db
    .update(promotions)
    .set({ audience: { hashtag: "Tea" } })
    .where(eq(promotions.id, promotionId));
  expect(await adsFor(ada)).toHaveLength(0);
  const tea = await postTweet(grace, { text: "Time for #tea" });
  if (!tea.ok) throw new Error(tea.reason);
  await likeTweet(ada, { tweetId: tea.value.id });
  expect(await adsFor(ada)).toHaveLength(1);
});

test("hiding an advertiser lowers the number of ads, and showing them again restores it", async () => {
  const { ada, adsFor } = await townWithAd();
  expect(await adsFor(ada)).toHaveLength(1);
  await hideAdvertiser(ada, { handle: "atelier" });
  await hideAdvertiser(ada, { handle: "atelier" });
  expect(await adsFor(ada)).toHaveLength(0);
  await showAdvertiser(ada, { handle: "atelier" });
  expect(await adsFor(ada)).toHaveLength(1);
});

test("nobody pays to show what is sold out, what has ended, or more than the day's ceiling", async () => {
  const { db, guest, adsFor, mug, promotionId, clock } = await townWithAd({ dailyImpressionCeiling: 1 });
  await db.update(variants).set({ unitsInStock: 0 }).where(eq(variants.id, mug.variantId));
  expect(await adsFor(guest())).toHaveLength(0);
  await db.update(variants).set({ unitsInStock: 5 }).where(eq(variants.id, mug.variantId));
  expect(await adsFor(guest())).toHaveLength(1);
  expect(await adsFor(guest())).toHaveLength(0);
  await db
    .update(promotions)
    .set({ dailyImpressionCeiling: 50, stoppedAt: clock.now() })
    .where(eq(promotions.id, promotionId));
  expect(await adsFor(guest())).toHaveLength(0);
});

// Out: the further rounds of withPromotions. Then: nothing is promoted.
test("what cannot be had leaves its place to the next, however many stand before it", async () => {
  const { shop, guest, listing, offer, promote, adsFor, promotionId, db } = await townWithAd();
  expect(await adsFor(guest())).toHaveLength(1); // from now on it is shown last
  for (let at = 0; at < 9; at++) {
    const soldOut = await listing(shop, { unitsInStock: 0, slug: `mug-${at}` });
    await promote(await offer(shop.accountId, soldOut), shop.accountId);
  }
  const [ad] = await adsFor(guest());
  const [placement] = await db
    .select({ promotionId: placements.promotionId })
    .from(placements)
    .where(eq(placements.id, ad?.placementId ?? ""));
  expect(placement).toEqual({ promotionId });
});

test("what stands above on the page is not promoted below", async () => {
  const { ada, mug } = await townWithAd();
  const page = await publicTimeline(ada, { limit: 12, alreadyShown: [mug.listingId] });
  expect(page.tweets.some((tweet) => tweet.ad)).toBe(false);
});

test("suggested are shops and charities that the reader does not follow yet", async () => {
  const { ada, merchant, cause } = await town();
  await merchant("atelier");
  await cause();
  expect(await suggestedAccounts(ada, 5)).toHaveLength(2);
  await follow(ada, { handle: "atelier" });
  expect((await suggestedAccounts(ada, 5)).map((account) => account.kind)).toEqual(["nonprofit"]);
});

test("home is whatever those whom one follows said, in order and without a gap, from page to page", async () => {
  const w = await town();
  const reader = w.ada;
  const followed = [
    w.grace,
    ...(await Promise.all(["bo", "cy", "di", "ed"].map((handle) => w.person(handle)))),
  ];
  const stranger = await w.person("stranger");
  for (const { handle } of followed.map((author) => author.actor)) await follow(reader, { handle });
  // One of them speaks most of the time, the others hardly ever.
  const all = [reader, ...followed, stranger];
  for (let said = 0; said < 40; said++)
    await w.say(said % 3 === 0 ? (all[said % all.length] ?? reader) : w.grace, 1);
  const rows = await w.db.select({ id: tweets.id, authorId: tweets.authorId }).from(tweets);
  const expected = rows
    .filter((row) => row.authorId !== stranger.accountId)
    .map((row) => row.id)
    .toSorted()
    .toReversed();

  const read: string[] = [];
  let before: string | undefined;
  do {
    const page = await homeTimeline(reader, { before, limit: 2 });
    read.push(...page.tweets.map((tweet) => tweet.id));
    before = page.next;
  } while (before);
  expect(read).toEqual(expected);
});
