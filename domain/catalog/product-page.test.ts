import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { listings, products, variants } from "@/db/schema/catalog";
import { productTimeline } from "@/domain/timeline/queries";
import { deleteTweet } from "@/domain/timeline/delete-tweet";
import { world } from "@/domain/testing";
import { productAddress } from "./product-address-rules";
import { productAddresses, productPage } from "./product-page";

async function pottery() {
  const w = await world();
  const shop = await w.merchant("atelier");
  const mug = await w.listing(shop, { slug: "mug" });
  const setStatus = (status: "active" | "draft" | "archived") =>
    w.db.update(products).set({ status }).where(eq(products.id, mug.productId));
  return { ...w, shop, mug, setStatus };
}

test("a product's page says what its card says, and who sells it", async () => {
  const { guest, mug } = await pottery();
  expect(await productPage(guest(), "Atelier", "mug")).toMatchObject({
    kind: "product",
    productId: mug.productId,
    card: { listingId: mug.listingId, priceMinor: 2400, notForSale: undefined, slug: "mug" },
    variants: [{ priceMinor: 2400, notForSale: undefined, hasUnits: true }],
    seller: { legalName: "atelier", supportEmail: "atelier@merle.test", returnPolicy: { en: "30 days" } },
  });
});

test("what is sold out says so, for each variant too", async () => {
  const { guest, mug, db } = await pottery();
  await db.update(variants).set({ unitsInStock: 0 }).where(eq(variants.id, mug.variantId));
  expect(await productPage(guest(), "atelier", "mug")).toMatchObject({
    card: { notForSale: "sold-out" },
    variants: [{ notForSale: "sold-out", hasUnits: false }],
  });
});

test("drafts, what was never listed, and another shop's products have no page; what was sold once keeps a plain one", async () => {
  const { guest, mug, setStatus, db, merchant } = await pottery();
  await merchant("other");
  expect(await productPage(guest(), "other", "mug")).toBeUndefined();
  expect(await productPage(guest(), "atelier", "jug")).toBeUndefined();
  await setStatus("draft");
  expect(await productPage(guest(), "atelier", "mug")).toBeUndefined();
  await setStatus("archived");
  expect(await productPage(guest(), "atelier", "mug")).toEqual({
    kind: "former",
    title: "Everyday mug",
    seller: { handle: "atelier", name: "atelier" },
  });
  await db.delete(listings).where(eq(listings.id, mug.listingId));
  expect(await productPage(guest(), "atelier", "mug")).toBeUndefined();
});

test("the posts about a product are those that offer it, newest first, without what was deleted", async () => {
  const { guest, shop, mug, cardTweet, listing, person, passMinutes } = await pottery();
  const jug = await listing(shop);
  const ids: string[] = [];
  for (const text of ["One", "Two", "Three"]) {
    passMinutes(1);
    ids.unshift(await cardTweet(shop.accountId, text, mug));
  }
  await cardTweet(shop.accountId, "A jug", jug);
  const camille = await person("camille");
  camille.actor.memberships.push({ accountId: shop.accountId, role: "owner" });
  await deleteTweet(camille, { tweetId: ids[1] ?? "" });
  const page = await productTimeline(guest(), mug.productId, { limit: 5 });
  expect(page.tweets.map(({ text }) => text)).toEqual(["Three", "One"]);
});

test("what stands in a shop is listed for those who look for all of it; what was withdrawn is not", async () => {
  const { guest, shop, listing, clock } = await pottery();
  await listing(shop, { slug: "withdrawn", listing: { withdrawnAt: clock.now() } });
  expect(await productAddresses(guest(), 10)).toEqual([{ handle: "atelier", slug: "mug" }]);
  expect(productAddress("atelier", "tasse à thé")).toBe("/atelier/products/tasse%20%C3%A0%20th%C3%A9");
});
