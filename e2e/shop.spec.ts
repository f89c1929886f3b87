import { eq } from "drizzle-orm";
import { products } from "@/db/schema/catalog";
import { expect, expectAccessible, expectNoSidewaysScroll, onDeskToo, test } from "./fixtures";
import { core, making, newPerson, newProduct, unique } from "./world";

/** A merchant whose products no tweet carries, as after an import. */
async function newShop(count: number) {
  const handle = unique("shop");
  const seller = await making.merchant(handle);
  const listingIds: string[] = [];
  for (let at = 0; at < count; at++) {
    const { listingId, productId } = await making.listing(seller, { unitsInStock: 20 });
    await core.db
      .update(products)
      .set({ title: `Bowl number ${at + 1}` })
      .where(eq(products.id, productId));
    listingIds.push(listingId);
  }
  return { handle, path: `/${handle}/shop`, listingIds };
}

test(
  "a visitor goes from a profile to its shop, and buys what no tweet carries in a dialog",
  onDeskToo,
  async ({ page }) => {
    const shop = await newShop(2);
    await page.goto(`/${shop.handle}`);
    const tabs = page.getByRole("navigation", { name: "Pages of this account" });
    await expect(tabs.getByRole("link", { name: "Tweets" })).toHaveAttribute("aria-current", "page");
    await tabs.getByRole("link", { name: "Shop" }).click();
    await expect(page).toHaveURL(new RegExp(`${shop.path}$`));
    await expect(tabs.getByRole("link", { name: "Shop" })).toHaveAttribute("aria-current", "page");

    const goods = page.getByRole("region", { name: `${shop.handle}: the shop` }).getByRole("listitem");
    await expect(goods).toHaveCount(2);
    const bowl = goods.filter({ hasText: "Bowl number 1" });
    await bowl.getByRole("link", { name: "Buy now", exact: true }).click();
    const sheet = page.getByRole("dialog");
    await expect(sheet.getByText("Bowl number 1")).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/buy/${shop.listingIds[0]}$`));

    await page.getByLabel("Email", { exact: true }).fill("nina@merle.test");
    await page.getByLabel("Country", { exact: true }).selectOption("FR");
    await page.getByLabel("Full name", { exact: true }).fill("Nina Roux");
    await page.getByLabel("Address", { exact: true }).fill("12 rue Mercière");
    await page.getByLabel("City", { exact: true }).fill("Lyon");
    await page.getByLabel("Postal code", { exact: true }).fill("69002");
    await page.getByRole("button", { name: "Continue to payment" }).click();
    const card = page.frameLocator('iframe[title*="card" i]').first();
    await card.getByLabel("Card number").fill("4242424242424242");
    await card.getByLabel(/Expiry/).fill("12 / 34");
    await card.getByLabel("CVC").fill("123");
    await page.getByRole("button", { name: "Buy now", exact: true }).click();
    await expect(page.getByText("Thank you. It is yours.")).toBeVisible();
    await sheet.getByRole("button", { name: "Back to the timeline" }).click();
    await expect(sheet).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`${shop.path}$`));
  },
);

test("what is sold out stands in the shop, and cannot be bought there", async ({ page }) => {
  const cup = await newProduct({ unitsInStock: 0 });
  await page.goto(`/${cup.seller}/shop`);
  await expect(page.getByText("Sold out")).toBeVisible();
  await expect(page.getByRole("link", { name: "See it on their site" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Buy now", exact: true })).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a large shop reads on by a plain link, and sells by one", async ({ page }) => {
    const shop = await newShop(26);
    await page.goto(shop.path);
    const goods = page.getByRole("region", { name: `${shop.handle}: the shop` }).getByRole("listitem");
    await expect(goods).toHaveCount(24);
    await expect(goods.first()).toContainText("Bowl number 26");
    await page.getByRole("link", { name: "Show more" }).click();
    await expect(page).toHaveURL(/before=/);
    await expect(goods).toHaveCount(2);
    await expect(page.getByText("That is the whole shop.")).toBeVisible();
    await goods.last().getByRole("link", { name: "Buy now", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/buy/${shop.listingIds[0]}$`));
    await expect(page.getByText("Bowl number 1").first()).toBeVisible();
  });
});

test("a shop without anything says so", async ({ page }) => {
  const { path } = await newShop(0);
  await page.goto(path);
  await expect(page.getByText("This shop is still empty.")).toBeVisible();
});

test("somebody who sells nothing has neither the tabs nor a shop", async ({ page, complaints }) => {
  const { handle } = await newPerson();
  await page.goto(`/${handle}`);
  await expect(page.getByText(`@${handle}`).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Shop", exact: true })).toHaveCount(0);
  const response = await page.goto(`/${handle}/shop`);
  expect(response?.status()).toBe(404);
  complaints.length = 0; // the browser notes the 404
});

test(
  "a picture whose address is dead leaves its card whole, and a quiet drawing in its place",
  onDeskToo,
  async ({ page, complaints }) => {
    await page.route("**/demo/products/**", (route) => route.abort());
    await page.goto("/ateliersorbier/shop");
    const picture = page
      .getByRole("region", { name: "Atelier Sorbier: the shop" })
      .locator("img:not([alt=''])")
      .first();
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete)).toBe(true);
    const drawing = await picture.evaluate((img) => {
      const { width, height, backgroundImage } = getComputedStyle(img, "::before");
      return { ratio: parseFloat(width) / parseFloat(height), backgroundImage };
    });
    expect(drawing.ratio).toBeCloseTo(1.91, 1);
    expect(drawing.backgroundImage).toContain("data:image/svg");
    complaints.length = 0; // the browser notes every picture that it did not get
  },
);

test("a shop is accessible in both themes", onDeskToo, async ({ page }) => {
  await page.goto("/ateliersorbier/shop");
  await expect(page.getByRole("link", { name: "Buy now", exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});

for (const width of [320, 400]) {
  test(`a shop fits a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 640 });
    await page.goto("/ateliersorbier/shop");
    await expectNoSidewaysScroll(page);
  });
}
