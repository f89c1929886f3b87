import { eq } from "drizzle-orm";
import { listings, products } from "@/db/schema/catalog";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { core, newProduct } from "./world";

test("a product's page is reached from the shop, tells machines what it tells people, and leads to buying", async ({
  page,
}) => {
  const cup = await newProduct({ priceMinor: 2400 });
  await page.goto(`/${cup.seller}/shop`);
  await page.getByRole("link", { name: "Everyday mug" }).click();
  await expect(page.getByRole("heading", { name: "Everyday mug", level: 1 })).toBeVisible();
  await expect(page.getByRole("article").filter({ hasText: "Out of the kiln this morning." })).toBeVisible();
  const script = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(script ?? "")).toMatchObject({
    name: "Everyday mug",
    offers: [{ price: "24.00", priceCurrency: "EUR", availability: "https://schema.org/InStock" }],
  });
  await expectAccessible(page);
  const offer = page.getByRole("region", { name: "Price and delivery" });
  await offer.getByRole("link", { name: "Buy now", exact: true }).click();
  await expect(page.getByRole("dialog").getByText("Everyday mug")).toBeVisible();
});

test("what is sold at the seller's site leads there, and what is no longer sold keeps a plain page", async ({
  page,
}) => {
  const cup = await newProduct({});
  const [product] = await core.db.select().from(products).where(eq(products.id, cup.productId));
  const path = `/${cup.seller}/products/${product?.slug}`;
  await core.db.update(listings).set({ checkout: "merchant-site" }).where(eq(listings.id, cup.listingId));
  await page.goto(path);
  const offer = page.getByRole("region", { name: "Price and delivery" });
  await expect(offer.getByText("Sold at the seller’s own site.")).toBeVisible();
  await expect(offer.getByRole("link", { name: "See it on their site" })).toBeVisible();
  await core.db.update(products).set({ status: "archived" }).where(eq(products.id, cup.productId));
  await page.goto(`${path}?again`);
  await expect(page.getByRole("heading", { name: "No longer sold" })).toBeVisible();
});

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });
  test("a product's page fits 320 pixels", async ({ page }) => {
    const cup = await newProduct({ unitsInStock: 0 });
    const [product] = await core.db.select().from(products).where(eq(products.id, cup.productId));
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`/${cup.seller}/products/${product?.slug}`);
    await expect(page.getByText("Épuisé").first()).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
