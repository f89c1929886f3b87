import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { products } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { promotions } from "@/db/schema/promotions";
import { tweets } from "@/db/schema/timeline";
import { follow } from "@/domain/timeline/follow";
import { postTweet } from "@/domain/timeline/post-tweet";
import { cards, expectDone, fillDetails, pay, toPayment, typeCard } from "./checkout";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "./fixtures";
import { core, making, newMember, newProduct, unique } from "./world";

/** A shop with a bowl of a name of its own, and somebody who manages it. */
async function newShop() {
  const shop = await newProduct({});
  const title = `Bowl ${shop.seller.slice(-6)}`;
  await core.db.update(products).set({ title }).where(eq(products.id, shop.productId));
  const manager = await newMember(shop.sellerId, "manager", "Mona Weber");
  return { ...shop, title, manager };
}

async function newFollower(shop: string) {
  const { actor } = await making.person(unique("fern"));
  await follow({ ...core, actor }, { handle: shop });
  return actor.handle;
}

/** Somebody whose home is what they said themselves, all with one tag, and who follows nobody. */
async function newStranger() {
  const { actor } = await making.person(unique("stig"));
  const tag = unique("tag");
  for (let at = 1; at <= 8; at++)
    await postTweet({ ...core, actor }, { text: `Note ${at} on glazes #${tag}` });
  return { handle: actor.handle, tag };
}

async function postOf(shopId: string, text: string) {
  const rows = await core.db.select().from(tweets).where(eq(tweets.authorId, shopId));
  const row = rows.find((one) => one.text === text);
  if (!row) throw new Error(`The shop never said: ${text}`);
  return row;
}

/** Other promotions may come first: the least shown does. */
const promotedAt = (page: Page, tweetId: string) =>
  expect(async () => {
    await page.goto("/");
    await expect(page.locator(`#t-${tweetId}`)).toBeVisible({ timeout: 2000 });
  }).toPass();

/** Reads the home so often that what may still be shown would have been. */
async function neverPromoted(page: Page, tweetId: string) {
  for (let times = 0; times < 3; times++) {
    await page.goto("/");
    await expect(page.getByText("Note 8 on glazes").first()).toBeVisible();
    await expect(page.locator(`#t-${tweetId}`)).toHaveCount(0);
  }
}

test("a member posts with a product, and a follower sees it at home and buys it", async ({
  page,
  browser,
  baseURL,
  signedInAs,
}) => {
  const shop = await newShop();
  await signedInAs(shop.manager.handle);
  await page.goto("/dashboard/posts");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Write a post" }).click();
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByText("Write something first.")).toBeVisible();
  await expect(page.getByLabel("What do you want to say?"), "where the mistake is").toBeFocused();
  const words = `The kiln is open again. ${shop.title} is out.`;
  await page.getByLabel("What do you want to say?").fill(words);
  const search = page.getByLabel("Find a product by its name");
  await search.fill("no such thing");
  await search.press("Enter");
  await expect(page.getByText("No product of yours is called that.")).toBeVisible();
  await expect(page.getByLabel("What do you want to say?"), "what was typed is not lost").toHaveValue(words);
  await search.fill(shop.title);
  await search.press("Enter");
  await page.getByRole("radio", { name: new RegExp(shop.title) }).check();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByText("€24.00").first()).toBeVisible();
  await expect(preview.getByText(words).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByText("Posted. Your followers see it now.")).toBeVisible();
  await expect(page.getByRole("article").first()).toContainText(words);
  await expectAccessible(page);

  const follower = await newFollower(shop.seller);
  const home = await browser.newContext({ baseURL, locale: "en-US" });
  await signIn(home, follower, baseURL);
  const theirs = await home.newPage();
  const { id } = await postOf(shop.sellerId, words);
  await theirs.goto("/");
  const tweet = theirs.locator(`#t-${id}`);
  await expect(tweet).toContainText(words);
  await expect(tweet.getByText("Ad", { exact: true }), "an ordinary tweet").toHaveCount(0);
  await tweet.getByRole("link", { name: "Buy now", exact: true }).click();
  await expect(theirs.getByRole("dialog").getByText(shop.title)).toBeVisible();
  await fillDetails(theirs, `${follower}@merle.test`);
  await toPayment(theirs);
  await typeCard(theirs, cards.good);
  await pay(theirs);
  await expectDone(theirs);
  const [order] = await core.db.select().from(orders).where(eq(orders.listingId, shop.listingId));
  expect(order, "bought from this tweet").toMatchObject({ status: "paid", tweetId: id });
  await home.close();
});

test("a promotion shows a post to somebody who does not follow, says why, and ends at its ceiling", async ({
  page,
  browser,
  baseURL,
  signedInAs,
}) => {
  const shop = await newShop();
  const stranger = await newStranger();
  await signedInAs(shop.manager.handle);
  await page.goto("/dashboard/posts");
  await page.getByRole("link", { name: /^Promote/ }).click();
  await expect(page.getByLabel("Ends")).not.toHaveValue("");
  await page.getByLabel("Most impressions a day").fill("many");
  await page.getByLabel("Paid by").fill("Kiln & Daughters");
  await page.getByLabel("Only who wrote or liked a tag lately").fill(`#${stranger.tag}`);
  await page.getByRole("button", { name: "Promote it" }).click();
  await expect(page.getByText("Type a whole number from 1 to 10,000,000.")).toBeVisible();
  await expect(page.getByLabel("Most impressions a day")).toBeFocused();
  await expect(page.getByLabel("Paid by"), "what was typed is not lost").toHaveValue("Kiln & Daughters");
  await expectAccessible(page);
  await page.getByLabel("Most impressions a day").fill("1");
  await page.getByRole("button", { name: "Promote it" }).click();
  await expect(page.getByText("The promotion is set.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Promote it" }).click();
  await expect(page.getByText(/Another promotion of this post runs at that time/)).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL, locale: "en-US" });
  await signIn(elsewhere, stranger.handle, baseURL);
  const theirs = await elsewhere.newPage();
  await promotedAt(theirs, shop.tweetId);
  const ad = theirs.locator(`#t-${shop.tweetId}`);
  await expect(ad.getByText("Ad", { exact: true })).toBeVisible();
  await expect(ad.getByText(/paid by Kiln & Daughters/)).toBeVisible();
  await theirs.setViewportSize({ width: 390, height: 844 }); // where the line breaks, and the link is above the name
  await expectAccessible(theirs);
  await ad.getByRole("link", { name: "Why this?" }).click();
  const why = theirs.getByRole("dialog", { name: "Why this ad?" });
  await expect(why.getByText("Kiln & Daughters")).toBeVisible();
  await expect(
    why.getByText(`It is for people who wrote or liked #${stranger.tag}, and you did.`),
  ).toBeVisible();
  await expectAccessible(theirs);
  await neverPromoted(theirs, shop.tweetId); // one was the most for today

  await page.reload();
  await expect(page.getByRole("table", { name: "Shown by day" })).toContainText("100% of 1");
  await page.getByLabel("Most impressions a day from now on").fill("5,000");
  await page.getByRole("button", { name: "Change the ceiling" }).click();
  await expect(page.getByText("The ceiling is changed.")).toBeVisible();
  await promotedAt(theirs, shop.tweetId);

  const before = await core.db.select().from(tweets).where(eq(tweets.id, shop.tweetId));
  await page.getByRole("button", { name: "Stop it now" }).click();
  await expect(page.getByText("Stopped. The tweet stays as it was.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Promotion stopped" })).toBeVisible();
  await neverPromoted(theirs, shop.tweetId);
  await theirs.goto(shop.tweetPath);
  await expect(ad.getByRole("link", { name: "Buy now", exact: true })).toBeVisible();
  await expect(ad.getByText("Ad", { exact: true })).toHaveCount(0);
  expect(await core.db.select().from(tweets).where(eq(tweets.id, shop.tweetId))).toEqual(before);
  await elsewhere.close();
});

test("two members stop the same promotion, and the second is told that it is over", async ({
  page,
  browser,
  baseURL,
  signedInAs,
}) => {
  const shop = await newShop();
  await signedInAs(shop.manager.handle);
  await page.goto(`/dashboard/posts/${shop.tweetId}/promote`);
  await page.getByRole("button", { name: "Promote it" }).click();
  await expect(page.getByText("The promotion is set.")).toBeVisible();
  const other = await browser.newContext({ baseURL, locale: "en-US" });
  await signIn(other, (await newMember(shop.sellerId, "owner")).handle, baseURL);
  const theirs = await other.newPage();
  await theirs.goto(`/dashboard/posts/${shop.tweetId}/promote`);
  await page.getByRole("button", { name: "Stop it now" }).click();
  await expect(page.getByText("Stopped. The tweet stays as it was.")).toBeVisible();
  await theirs.getByRole("button", { name: "Stop it now" }).click();
  await expect(theirs.getByText("This promotion has come to its end already.")).toBeVisible();
  await other.close();
});

test("a shop that has said nothing is told how to begin, and who packs has no posts", async ({
  page,
  signedInAs,
  complaints,
}) => {
  const seller = await making.merchant(unique("shop"));
  await signedInAs((await newMember(seller.accountId, "owner")).handle);
  await page.goto("/dashboard/posts");
  await expect(page.getByRole("heading", { name: "Nothing said yet" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/dashboard/posts/new");
  await expect(page.getByText("Nothing stands in your shop yet.")).toBeVisible();
  await signedInAs((await newMember(seller.accountId, "fulfilment")).handle);
  expect((await page.goto("/dashboard/posts"))?.status()).toBe(404);
  complaints.length = 0; // the browser tells of the 404
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a post is written, seen before it is posted, promoted, and taken back", async ({
    page,
    signedInAs,
  }) => {
    const shop = await newShop();
    await signedInAs(shop.manager.handle);
    await page.goto("/dashboard/posts/new");
    await page.getByLabel("What do you want to say?").fill("Plain words.");
    await page.getByLabel("Find a product by its name").fill(shop.title);
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("radio", { name: new RegExp(shop.title) }).check();
    await page.getByRole("button", { name: "Show the preview" }).click();
    const preview = page.getByRole("region", { name: "Preview" });
    await expect(preview.getByText("Plain words.").first()).toBeVisible();
    await expect(preview.getByText("€24.00").first()).toBeVisible();
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await expect(page.getByText("Posted. Your followers see it now.")).toBeVisible();
    const post = page.getByRole("article").filter({ hasText: "Plain words." });
    await post.getByRole("link", { name: /^Promote/ }).click();
    await page.getByLabel("Most impressions a day").fill("0");
    await page.getByText("Only people of some countries").click();
    await page.getByLabel("France", { exact: true }).check();
    await page.getByRole("button", { name: "Promote it" }).click();
    await expect(page.getByText("Type a whole number from 1 to 10,000,000.")).toBeVisible();
    await expect(page.getByLabel("France", { exact: true }), "what was chosen is not lost").toBeChecked();
    await page.getByLabel("Most impressions a day").fill("10");
    await page.getByRole("button", { name: "Promote it" }).click();
    await expect(page.getByText("The promotion is set.")).toBeVisible();
    const { id } = await postOf(shop.sellerId, "Plain words.");
    const [promotion] = await core.db.select().from(promotions).where(eq(promotions.tweetId, id));
    expect(promotion).toMatchObject({ dailyImpressionCeiling: 10, audience: { countries: ["FR"] } });
    await page.getByRole("button", { name: "Stop it now" }).click();
    await expect(page.getByText("Stopped. The tweet stays as it was.")).toBeVisible();
    await page.goto("/dashboard/posts");
    await post.getByText("Delete", { exact: false }).first().click();
    await post.getByRole("button", { name: "Delete for good" }).click();
    await expect(page.getByText("Deleted.")).toBeVisible();
    await expect(post).toHaveCount(0);
  });
});

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });

  test("posts, a new one and its promotion fit 320 pixels", async ({ page, signedInAs }) => {
    const shop = await newShop();
    await signedInAs(shop.manager.handle);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`/dashboard/posts/${shop.tweetId}/promote`);
    await page.getByRole("button", { name: "Promouvoir", exact: true }).click();
    await expect(page.getByText("La promotion est réglée.")).toBeVisible();
    for (const path of [
      "/dashboard/posts",
      `/dashboard/posts/new?listing=${shop.listingId}`,
      `/dashboard/posts/${shop.tweetId}/promote`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    const words = "Le four est rouvert. ".repeat(20);
    await page.goto("/dashboard/posts/new");
    await page.getByLabel("Que voulez-vous dire ?").fill(words);
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByText("Votre texte dépasse 280 caractères.")).toBeVisible();
    await expect(page.getByLabel("Que voulez-vous dire ?")).toHaveValue(words);
    await expectNoSidewaysScroll(page);
  });
});
