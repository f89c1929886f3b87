// The main pages as they look in both themes, both languages (a project each) and three widths: npm run looks.
import { existsSync, readFileSync } from "node:fs";
import type { Browser, Page, TestInfo } from "@playwright/test";
import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts, keptAddresses } from "@/db/schema/accounts";
import { productImages, products } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import { cardDays } from "@/db/schema/measurement";
import { orders } from "@/db/schema/orders";
import { lyonAddress } from "@/domain/testing-rows";
import { daysAfter } from "@/domain/time";
import { cards, expectDone, fillDetails, pay, toPayment, typeCard } from "./checkout";
import { expect, signIn, test } from "./fixtures";
import {
  differenceOf,
  keep,
  keepMeans,
  meansOf,
  newDesk,
  small,
  storedMeans,
  storedPicture,
} from "./pictures";
import { core, making, newMember, newPerson, personIdOf } from "./world";

const windows = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];
const themes = ["light", "dark"] as const;
/** The part of a picture that may differ; a button that moved by its own height is several times as much. */
const tolerance = 0.003;

const shop = "/ateliersorbier/shop";
const charity = "/rivieresvivantes";

type Look = {
  name: string;
  as?: "buyer" | "seller" | "counter" | "operator" | "stray";
  /** `number`: of the order that this project's buyer has bought. */
  open: (page: Page, number: string) => Promise<unknown>;
  isWhole?: boolean;
  /** Where there is room, something is asked for to stand beside it. */
  isAccompanied?: boolean;
  /** The browser complains that nothing is there, or that the page failed, as it should. */
  isAmiss?: boolean;
};

const looks: Look[] = [
  { name: "home-visitor", open: (page) => page.goto("/") },
  { name: "home", as: "buyer", open: (page) => page.goto("/"), isAccompanied: true },
  { name: "tweet", open: openTweet },
  { name: "profile", open: (page) => page.goto("/linhpham") },
  { name: "shop", open: (page) => page.goto(shop) },
  { name: "buy", open: (page) => openSheet(page, shop, "/buy/") },
  { name: "pay", open: openPayment },
  { name: "donate", open: (page) => openSheet(page, charity, "/donate/") },
  { name: "orders", as: "buyer", open: (page) => page.goto("/orders") },
  { name: "order", as: "buyer", open: openOrder },
  { name: "shop-orders", as: "seller", open: (page, number) => page.goto(`/dashboard/orders?q=${number}`) },
  { name: "shop-order", as: "seller", open: openShopOrder },
  { name: "shop-overview", as: "counter", open: (page) => page.goto("/dashboard") },
  { name: "shop-listings", as: "seller", open: (page) => page.goto("/dashboard/listings") },
  { name: "shop-product", as: "seller", open: openShopProduct },
  { name: "shop-product-refused", as: "seller", open: openRefusedProduct },
  { name: "shop-bulk", as: "seller", open: (page) => page.goto("/dashboard/listings/bulk") },
  { name: "shop-import", as: "seller", open: openImportReport },
  { name: "shop-posts", as: "seller", open: (page) => page.goto("/dashboard/posts") },
  { name: "shop-team", as: "seller", open: (page) => page.goto("/dashboard/team") },
  { name: "shop-settings", as: "seller", open: (page) => page.goto("/dashboard/settings") },
  { name: "operator-health", as: "operator", open: openHealth },
  { name: "operator-channels", as: "operator", open: (page) => page.goto("/operator/channels") },
  { name: "operator-channel", as: "operator", open: (page) => page.goto("/operator/channels/shopify") },
  { name: "operator-end", as: "operator", open: (page) => page.goto("/operator/channels/direct/end") },
  { name: "operator-clock", as: "operator", open: (page) => page.goto("/operator/clock") },
  { name: "product", open: (page) => page.goto("/ateliersorbier/products/espresso-pair") },
  { name: "help-channel", open: (page) => page.goto("/help/channels/shopify") },
  { name: "settings", as: "buyer", open: (page) => page.goto("/settings") },
  { name: "no-donations", as: "buyer", open: (page) => page.goto("/donations") },
  { name: "nowhere", open: (page) => page.goto("/nowhere/at/all"), isAmiss: true },
  { name: "failed", as: "stray", open: openFailed, isAmiss: true },
  { name: "offline", open: (page) => page.goto("/offline") },
  { name: "sign-in", open: (page) => page.goto("/sign-in") },
  { name: "sign-up-refused", open: openRefusedSignUp },
  { name: "styleguide", open: (page) => page.goto("/styleguide"), isWhole: true },
];

const isEnglish = (testInfo: TestInfo) => testInfo.project.name.endsWith("en-US");
const buyerOf = (testInfo: TestInfo) => (isEnglish(testInfo) ? "ada" : "grace");
// Both buyers buy at once: whose order comes first is chance, so each is given its number.
const numberOf = (testInfo: TestInfo) => (isEnglish(testInfo) ? "100241" : "100242");
/** Who sells where they buy; */
const seller = "camille";
/** a shop whose cards nobody sees, so that its figures stay as they are; */
const countedShop = (testInfo: TestInfo) => `kiln_${isEnglish(testInfo) ? "en" : "fr"}`;
/** and who counts them. */
let counter = "";
/** Who has kept an address in a country that there is not, at which the settings fail. */
let stray = "";

function handleOf(as: NonNullable<Look["as"]>, testInfo: TestInfo): string {
  return { buyer: buyerOf(testInfo), seller, counter, operator: "ops", stray }[as];
}

/** Asked by --update-snapshots. */
const isKeeping = ({ config }: TestInfo) => ["all", "changed"].includes(config.updateSnapshots);

let desk: Page;
/** What the pictures are taken with. */
let means = "";

test.beforeAll(async ({ browser, baseURL }, testInfo) => {
  desk = await newDesk(browser);
  await desk.goto(`${baseURL}/sign-in`);
  means = await meansOf(desk);
  if (isKeeping(testInfo)) keepMeans(means);
  await desk.goto("about:blank");
  counter = await someCounter(countedShop(testInfo));
  stray = await someStray();
  await buyOnce(browser, { handle: buyerOf(testInfo), number: numberOf(testInfo) }, baseURL);
});

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(process.env.STILL_AT ?? "");
  test.skip(
    means !== storedMeans(),
    "the pictures in e2e/looks/ were taken with another browser or other fonts than this machine has",
  );
});

for (const { name, as, open, isWhole = false, isAccompanied = false, isAmiss = false } of looks)
  test(`${name} looks as it did`, async ({ page, signedInAs, complaints }, testInfo) => {
    if (as) await signedInAs(handleOf(as, testInfo));
    await open(page, numberOf(testInfo));
    if (isAmiss) expect(complaints.splice(0)).not.toHaveLength(0);
    for (const window of windows) {
      await page.setViewportSize(window);
      if (isAccompanied && window.width > 1024)
        await expect(page.getByRole("complementary").getByRole("heading")).not.toHaveCount(0);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const take = async () => {
          await settle(page);
          return small(desk, await page.screenshot({ fullPage: isWhole, caret: "hide" }));
        };
        const language = isEnglish(testInfo) ? "en" : "fr";
        await compare(`${name}-${language}-${colorScheme}-${window.width}`, take, testInfo);
      }
    }
  });

/** A busy browser now and then leaves a picture of the page out: it may be taken three times. */
async function compare(name: string, take: () => Promise<Buffer>, testInfo: TestInfo): Promise<void> {
  const file = storedPicture(name);
  let taken = await take();
  if (isKeeping(testInfo)) {
    // Two in a row that agree: a frame in the page learns its theme a moment later.
    for (let before = taken; ; before = taken) {
      taken = await take();
      if ((await differenceOf(desk, before, taken)) <= tolerance) break;
    }
    keep(file, taken);
    return;
  }
  const differs = async () => (existsSync(file) ? differenceOf(desk, readFileSync(file), taken) : 1);
  let difference = await differs();
  for (let again = 0; difference > tolerance && again < 2; again++) {
    taken = await take();
    difference = await differs();
  }
  if (difference <= tolerance) return;
  const seen = testInfo.outputPath(`${name}.webp`);
  keep(seen, taken);
  const percent = (difference * 100).toFixed(1);
  expect.soft(difference, `${percent} % of ${file} is not as it was: ${seen}`).toBeLessThanOrEqual(tolerance);
}

/** Every picture is there, nothing moves any more, what the theme changed is drawn, and the top is in view. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode()));
    window.scrollTo(0, 0);
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await drawn();
    // What is drawn by how far something is scrolled never ends.
    const moving = document.getAnimations().filter(({ timeline }) => timeline === document.timeline);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    await drawn();
    await drawn();
  });
}

async function openTweet(page: Page): Promise<void> {
  await page.goto("/ateliersorbier");
  const tweet = page.getByRole("article").filter({ has: page.locator('a[href^="/buy/"]') });
  await page.goto((await tweet.first().getAttribute("data-href")) ?? "");
}

async function openSheet(page: Page, from: string, address: string): Promise<void> {
  await page.goto(from);
  await page.locator(`a[href^="${address}"]`).first().click();
  await expect(page.getByRole("dialog").locator("form")).toBeVisible();
}

/** At a shop whose stock is in no picture: what is held here is missing there. */
async function openPayment(page: Page): Promise<void> {
  await openSheet(page, "/kazeobjects/shop", "/buy/");
  await page.locator("[name=country]").selectOption("FR");
  const where = { fullName: "Nina Roux", line1: "12 rue Mercière", city: "Lyon", postalCode: "69002" };
  for (const [name, value] of Object.entries({ email: "nina@merle.test", ...where }))
    await page.locator(`[name=${name}]`).fill(value);
  await page.locator("button[name=do][value=place]").click();
  await expect(page.frameLocator("dialog iframe").first().locator("input").first()).toBeVisible();
}

/** Once nothing waits. What this machine is like differs from the next: all numbers of its parts are one in a picture. */
async function openHealth(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto("/operator/health");
    await expect(page.locator("#queues")).not.toContainText(/\d/, { timeout: 1 });
  }).toPass();
  await page.locator("#parts p").evaluateAll((lines) => {
    for (const line of lines)
      line.textContent = line.textContent.replaceAll(/\d+([.,]\d+)*/g, "12").replace(/minute$/, "minutes");
  });
}

/** Looked at, not imported: nothing changes for the other pictures. */
async function openImportReport(page: Page): Promise<void> {
  await page.goto("/dashboard/listings/import");
  const rows = ["oak-stool,Oak stool,OAK,4,180.00", "pine-stool,Pine stool,PINE,4,cheap"];
  const text = ["Handle,Title,Variant SKU,Variant Inventory Qty,Variant Price", ...rows].join("\n");
  const file = { name: "autumn collection.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.locator("main form button").first().click();
  await page.waitForURL(/\/import\/[^/]+$/);
  await expect(page.getByRole("table")).toBeVisible();
}

/** The reference is another one each time: one for all in a picture. */
async function openFailed(page: Page): Promise<void> {
  await page.goto("/settings");
  const reference = page.locator(".font-mono");
  await expect(reference).toHaveText(/\d/);
  await reference.evaluate((text) => (text.textContent = "1a2b3c4d · 1234567890"));
}

async function openRefusedProduct(page: Page): Promise<void> {
  await page.goto("/dashboard/listings/new");
  await expect(page.locator("#product-description[contenteditable]")).toBeVisible();
  await page.locator("button[name=do][value=save]").last().click();
  await expect(page.locator("[aria-invalid]").first()).toBeFocused();
}

async function openRefusedSignUp(page: Page): Promise<void> {
  await page.goto("/sign-up");
  await page.locator("main form button").last().click();
  await expect(page.locator("[aria-invalid]").first()).toBeFocused();
}

async function openOrder(page: Page): Promise<void> {
  await page.goto("/orders");
  await page.locator('main a[href^="/orders/"]').first().click();
  await expect(page.locator("dl")).toBeVisible();
}

async function openShopOrder(page: Page, number: string): Promise<void> {
  await page.goto(`/dashboard/orders?q=${number}`);
  await page.locator('main a[href^="/dashboard/orders/"]').first().click();
  await expect(page.getByRole("heading", { name: new RegExp(number) })).toBeVisible();
}

/** Buys the first thing of the shop, unless that was done before a failure began the file anew. */
async function buyOnce(
  browser: Browser,
  { handle, number }: { handle: string; number: string },
  baseURL: string | undefined,
): Promise<void> {
  const context = await browser.newContext({ baseURL, locale: "en-US" });
  await signIn(context, handle, baseURL);
  const page = await context.newPage();
  await page.clock.setFixedTime(process.env.STILL_AT ?? "");
  await page.goto("/orders");
  if ((await page.locator('main a[href^="/orders/"]').count()) === 0) {
    await page.goto(shop);
    await page.goto((await page.locator('a[href^="/buy/"]').first().getAttribute("href")) ?? "");
    await fillDetails(page, `${handle}@merle.test`);
    await toPayment(page);
    await typeCard(page, cards.good);
    await pay(page);
    await expectDone(page);
    const buyerKey = await personIdOf(handle);
    await core.db.update(orders).set({ number }).where(eq(orders.buyerKey, buyerKey));
  }
  await context.close();
}

async function openShopProduct(page: Page): Promise<void> {
  await page.goto("/dashboard/listings?q=espresso");
  await page.locator('main th a[href^="/dashboard/listings/"]').first().click();
  await expect(page.getByRole("figure")).toBeVisible();
  await expect(page.locator("#product-description[contenteditable]")).toBeVisible();
}

async function someStray(): Promise<string> {
  const { handle, personId } = await newPerson();
  const now = core.clock.now();
  const address = { ...lyonAddress, country: "nowhere" };
  const kept = { id: newId(now), personId, address, lastUsedAt: now, createdAt: now };
  await core.db.insert(keptAddresses).values(kept);
  return handle;
}

const wares = [
  { title: "Soup bowl", picture: "/demo/products/breakfast-bowls.webp" },
  { title: "Tall jug", picture: "/demo/products/milk-jug.webp" },
  { title: "A plate to share, with a name that takes two lines on a phone", picture: undefined },
];

/** Somebody who counts for a shop with a month of figures, on the demo world's direct channel. */
async function someCounter(handle: string): Promise<string> {
  const [before] = await core.db.select().from(accounts).where(eq(accounts.handle, handle));
  const analyst = async (accountId: string) => (await newMember(accountId, "analyst")).handle;
  if (before) return analyst(before.id);
  const shopOf = await making.merchant(handle);
  const [direct] = await core.db.select().from(channels).where(eq(channels.slug, "direct"));
  if (!direct) throw new Error("The demo world has no direct channel");
  await core.db
    .update(connections)
    .set({ channelId: direct.id })
    .where(eq(connections.id, shopOf.connectionId));
  await core.db.delete(channels).where(eq(channels.id, shopOf.channelId));
  for (const [rank, { title, picture }] of wares.entries()) {
    const { listingId, productId } = await making.listing(shopOf);
    await core.db.update(products).set({ title }).where(eq(products.id, productId));
    if (picture)
      await core.db.insert(productImages).values({ id: productId, productId, position: 1, url: picture });
    await core.db.insert(cardDays).values(monthOf(listingId, rank, shopOf.accountId));
  }
  return analyst(shopOf.accountId);
}

/** Thirty days of one card; the lower its rank, the less came of it. */
const monthOf = (listingId: string, rank: number, merchantId: string) =>
  Array.from({ length: 30 }, (_, back) => {
    const bought = (back * 7 + rank) % (5 - rank);
    return {
      listingId,
      tweetId: "",
      merchantId,
      day: daysAfter(new Date(process.env.STILL_AT ?? ""), -back)
        .toISOString()
        .slice(0, 10),
      seen: 180 - 50 * rank + ((back * 13) % 40),
      opened: 20 - 5 * rank + (back % 6),
      bought,
      soldMinor: bought * (2900 + 700 * rank),
      refundedMinor: back === 9 && rank === 0 ? 2900 : 0,
    };
  });
