import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { merchants } from "@/db/schema/accounts";
import { deliveryMethods, listings, products, variants } from "@/db/schema/catalog";
import { productPage } from "@/domain/catalog/product-page";
import { world } from "@/domain/testing";
import { productData, scriptOf } from "./product-data";

async function pottery() {
  const w = await world();
  const shop = await w.merchant("atelier");
  const mug = await w.listing(shop, { slug: "mug" });
  const told = async () => {
    const page = await productPage(w.guest(), "atelier", "mug");
    if (page?.kind !== "product") throw new Error("No product");
    return productData(page, "https://merle.test");
  };
  return { ...w, shop, mug, told };
}

test("machines are told the price, the seller and that it is in stock", async () => {
  const { told } = await pottery();
  expect(await told()).toMatchObject({
    "@type": "Product",
    name: "Everyday mug",
    url: "https://merle.test/atelier/products/mug",
    offers: [
      {
        price: "24.00",
        priceCurrency: "EUR",
        availability: "https://schema.org/InStock",
        seller: { name: "atelier" },
      },
    ],
  });
});

test("machines are told each currency in which it is sold, with what it is sent for in it", async () => {
  const { db, mug, shop, told } = await pottery();
  const { accountId } = shop;
  await db
    .update(merchants)
    .set({ otherCurrencies: ["GBP", "JPY"] })
    .where(eq(merchants.accountId, accountId));
  await db
    .update(variants)
    .set({ otherPrices: { GBP: 2100, JPY: 3900, USD: 2600 } })
    .where(eq(variants.id, mug.variantId));
  await db
    .update(deliveryMethods)
    .set({ countries: ["FR", "GB"], otherFees: { GBP: { feeMinor: 450, freeFromMinor: null } } })
    .where(eq(deliveryMethods.merchantId, accountId));
  const rate = (value: string, currency: string) => [{ shippingRate: { value, currency } }];
  expect((await told())["offers"]).toMatchObject([
    { price: "24.00", priceCurrency: "EUR", shippingDetails: rate("5.00", "EUR") },
    { price: "21.00", priceCurrency: "GBP", shippingDetails: rate("4.50", "GBP") },
  ]);
  expect((await told())["offers"]).toHaveLength(2);
});

test("what is sold out, sold elsewhere or not yet on sale is told as it is", async () => {
  const { told, db, mug, clock } = await pottery();
  await db.update(variants).set({ unitsInStock: 0 }).where(eq(variants.id, mug.variantId));
  expect(await told()).toMatchObject({ offers: [{ availability: "https://schema.org/OutOfStock" }] });
  await db.update(variants).set({ unitsInStock: 5 }).where(eq(variants.id, mug.variantId));
  await db.update(listings).set({ checkout: "merchant-site" }).where(eq(listings.id, mug.listingId));
  expect(await told()).toMatchObject({
    offers: [{ url: "https://atelier.example/mug", availability: "https://schema.org/InStock" }],
  });
  await db
    .update(listings)
    .set({ checkout: "here", opensAt: new Date(clock.now().getTime() + 60_000) })
    .where(eq(listings.id, mug.listingId));
  expect(await told()).not.toHaveProperty("offers");
});

test("nothing in a product ends its script early", async () => {
  const { told, db, mug } = await pottery();
  await db.update(products).set({ title: "</script><b>" }).where(eq(products.id, mug.productId));
  const script = scriptOf(await told());
  expect(script).not.toContain("<");
  expect(JSON.parse(script)).toMatchObject({ name: "</script><b>" });
});
