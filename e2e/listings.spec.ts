import type { Locator, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { listings, products, variants } from "@/db/schema/catalog";
import { buyAsGuest } from "./checkout";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "./fixtures";
import { core, making, newMember, newProduct, unique } from "./world";

const picture = "public/demo/causes/clean-the-saone.webp";

async function newShop() {
  const handle = unique("shop");
  const seller = await making.merchant(handle);
  return { handle, ...seller };
}

async function listingOf(productId: string) {
  const [listing] = await core.db.select().from(listings).where(eq(listings.productId, productId));
  if (!listing) throw new Error("It is not listed");
  return listing;
}

test("a member makes a product with two options and a picture, it is bought, reduced, and sent to the shop's own site", async ({
  page,
  browser,
  baseURL,
  signedInAs,
}) => {
  const shop = await newShop();
  await signedInAs((await newMember(shop.accountId, "manager")).handle);
  await page.goto("/dashboard/listings");
  await expect(page.getByText("No products yet")).toBeVisible();
  await page.getByRole("link", { name: "New product" }).click();

  await page.getByLabel("Title", { exact: true }).fill("Harbour shirt");
  await page.getByLabel("Description", { exact: true }).fill("Heavy cotton.\n\nCut in Lyon.");
  await page.getByLabel("Option 1: name").fill("Size");
  await page.getByLabel("Values").nth(0).fill("Small, Large");
  await page.getByLabel("Option 2: Name").fill("Colour");
  await page.getByLabel("Values").nth(1).fill("Moss, Slate");
  await page.getByLabel("Price in EUR").fill("48");
  await page.getByRole("button", { name: "Make the variants" }).click();
  await expect(page.getByText("The options make 4 variants now.")).toBeVisible();
  await expect(page.getByRole("group", { name: "Large / Slate" }).getByLabel("Price in EUR")).toHaveValue(
    "48",
  );
  await expect(page.getByLabel("Title", { exact: true }), "nothing is lost").toHaveValue("Harbour shirt");
  const preview = page.getByRole("complementary").getByRole("figure", { name: /Harbour shirt/ });
  await expect(preview).toHaveAccessibleName(/48\.00.*Sold out/);

  await page.getByLabel("Add a picture").setInputFiles(picture);
  await page.getByRole("button", { name: "Make the product" }).click();
  await expect(page.getByText("The picture is uploaded. Say what it shows, then save.")).toBeVisible();
  await page.getByRole("button", { name: "Make the product" }).click();
  await expect(page.getByText("Say what it shows, or tick that it only adorns.")).toBeVisible();
  await page.getByLabel("What the picture shows").fill("A green shirt on a hook");
  for (const variant of ["Small / Moss", "Large / Moss"])
    await page.getByRole("group", { name: variant }).getByLabel("In stock").fill("6");
  await page.getByRole("group", { name: "Large / Slate" }).getByLabel("Price in EUR").fill("52,50");
  await expect(preview).toHaveAccessibleName(/A green shirt on a hook, Harbour shirt.*48\.00.*Buy now/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Make the product" }).click();
  await expect(page.getByText("The product is made.")).toBeVisible();
  await expect(page.getByText("Anybody can buy it now.")).toBeVisible();
  const address = new URL(page.url()).pathname;
  const productId = address.split("/").at(-1) ?? "";

  const shopper = await (await browser.newContext({ baseURL, locale: "en-US" })).newPage();
  await shopper.goto(`/${shop.handle}/shop`);
  await expect(shopper.getByRole("link", { name: "Harbour shirt" })).toBeVisible();
  await expect(shopper.getByRole("img", { name: "A green shirt on a hook" })).toBeVisible();
  const listing = await listingOf(productId);
  await buyAsGuest(shopper, `/buy/${listing.id}`, `${unique("nina")}@merle.test`);

  await page.goto("/dashboard/listings");
  const row = page.getByRole("row", { name: /Harbour shirt/ });
  await expect(row.getByText("11 in stock").first()).toBeAttached();
  await expect(row.getByText("For sale").first()).toBeAttached();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await row.getByRole("link", { name: /Harbour shirt/ }).click();
  const smallMoss = page.getByRole("group", { name: "Small / Moss" });
  await expect(smallMoss.getByLabel("In stock")).toHaveValue("5");

  for (const variant of ["Small / Moss", "Small / Slate", "Large / Moss", "Large / Slate"])
    await page.getByRole("group", { name: variant }).getByLabel("Price in EUR").fill("39");
  await expect(preview, "what is not saved yet is in the card").toHaveAccessibleName(
    /39\.00.*Before: €?48\.00/,
  );
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.locator("summary").filter({ hasText: "Small / Moss" }).last().click();
  await expect(page.getByText(/48\.00 stands struck out beside the price/).first()).toBeVisible();
  await shopper.goto(`/${shop.handle}/shop`);
  await expect(shopper.locator("s")).toContainText("48.00");

  await page.getByLabel("At my site").check();
  await page.getByLabel("Its page at your site").fill("https://harbour.example/shirt");
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(page.getByText("Sold at your site")).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByRole("link", { name: "See it on their site" })).toHaveAttribute(
    "href",
    "https://harbour.example/shirt",
  );
  expect((await listingOf(productId)).id, "the same listing, with its links and figures").toBe(listing.id);
  await shopper.context().close();
});

test("a description is written as it will look, looks so to shoppers, and stays as it is when nobody changes it", async ({
  page,
  signedInAs,
}) => {
  const cup = await newProduct();
  const kept = "<div>Thrown by hand,<br />fired twice.</div>";
  await core.db.update(products).set({ descriptionHtml: kept }).where(eq(products.id, cup.productId));
  const keptNow = async () => {
    const [product] = await core.db.select().from(products).where(eq(products.id, cup.productId));
    return product?.descriptionHtml;
  };
  await signedInAs((await newMember(cup.sellerId, "manager")).handle);
  await page.goto(`/dashboard/listings/${cup.productId}`);
  const tool = (name: string) => page.getByRole("button", { name, exact: true });
  const description = page.getByRole("textbox", { name: "Description" });
  const save = () => page.getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(tool("Bold")).toBeVisible();
  await expect(description).toHaveText("Thrown by hand,fired twice.");
  await page.getByLabel("Title", { exact: true }).fill("A cup");
  await save();
  await expect(page.getByText("Saved.")).toBeVisible();
  expect(await keptNow(), "not a letter of it changed").toBe(kept);

  await description.press("ControlOrMeta+a");
  await page.keyboard.type("Heavy, and ");
  await tool("Bold").click();
  await expect(tool("Bold")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.type("even");
  await tool("Bold").click();
  await page.keyboard.type(".");
  await page.keyboard.press("Enter");
  await tool("List").click();
  await page.keyboard.type("Washes at 60");
  await page.keyboard.press("Enter");
  await tool("Link").click();
  await page.getByLabel("Address of the link").fill("cups.example");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Address of the link").press("Enter");
  await save();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(description.getByRole("listitem")).toHaveText(["Washes at 60", "cups.example"]);
  const looksSo = async (place: Page | Locator) => {
    await expect(place.getByText("even", { exact: true })).toHaveCSS("font-weight", /[67]00|bolder/);
    await expect(place.getByRole("listitem").filter({ hasText: "Washes at 60" })).toBeVisible();
    await expect(place.getByRole("link", { name: "cups.example" })).toHaveAttribute(
      "href",
      /^https:\/\/cups\.example\/?$/,
    );
  };
  await looksSo(description);
  await page.getByRole("link", { name: "See it as shoppers do" }).click();
  await expect(page.getByRole("heading", { name: "Description" })).toBeVisible();
  await looksSo(page);
});

test("a variant is given its own picture; archived with one press, a product leaves the shop and comes back", async ({
  page,
  signedInAs,
}) => {
  const cup = await newProduct({ priceMinor: 2400 });
  await signedInAs((await newMember(cup.sellerId, "manager")).handle);
  await page.goto(`/dashboard/listings/${cup.productId}`);
  await page.getByLabel("Option 1: name").fill("Glaze");
  await page.getByLabel("Values").nth(0).fill("Milk, Night");
  await page.getByRole("button", { name: "Make the variants" }).click();
  await expect(page.getByText("The options make 2 variants now.")).toBeVisible();
  for (const [at, one] of [picture, "public/demo/causes/one-more-well.webp"].entries()) {
    await page.getByLabel("Add a picture").setInputFiles(one);
    await page.getByRole("button", { name: "Upload the picture" }).click();
    await expect(page.getByLabel("What the picture shows")).toHaveCount(at + 1);
    await page
      .getByLabel("What the picture shows")
      .nth(at)
      .fill(`Glaze ${at + 1}`);
  }
  const night = page.getByRole("group", { name: "Night" });
  await night.getByLabel("Its picture").selectOption("Picture 2");
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  const said = page.getByRole("status").filter({ hasText: "Saved." });
  await expect(said, "read out, and where a keyboard goes on").toBeFocused();
  await expect(night.getByLabel("Its picture").locator("option:checked")).toHaveText("Picture 2: Glaze 2");
  await expectAccessible(page);
  const rows = await core.db.select().from(variants).where(eq(variants.productId, cup.productId));
  expect(rows.map(({ imageUrl }) => imageUrl?.startsWith("/media/") ?? false)).toEqual([false, true]);

  await page.getByLabel("Title", { exact: true }).fill("Night mug");
  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Saved, and taken out of the shop.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Night mug" }), "nothing typed is lost").toBeVisible();
  await page.goto(`/${cup.seller}/shop`);
  await expect(page.getByText("This shop is still empty.")).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Put it back into the shop" }).click();
  await expect(page.getByText("Anybody can buy it now.")).toBeVisible();
});

test("two members edit at once: the second is told, loses nothing, and may put theirs in its place", async ({
  page,
  browser,
  baseURL,
  signedInAs,
}) => {
  const cup = await newProduct({ priceMinor: 2400 });
  const other = await browser.newContext({ baseURL, locale: "en-US" });
  await signIn(other, (await newMember(cup.sellerId, "manager")).handle, baseURL);
  const theirs = await other.newPage();
  await signedInAs((await newMember(cup.sellerId, "owner")).handle);
  for (const window of [page, theirs]) await window.goto(`/dashboard/listings/${cup.productId}`);
  await page.getByLabel("Title", { exact: true }).fill("Morning mug");
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await theirs.getByLabel("Title", { exact: true }).fill("Evening mug");
  await theirs.getByLabel("In stock").fill("7");
  await theirs.getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(theirs.getByText(/Somebody else of your shop has changed this product/)).toBeVisible();
  await expect(theirs.getByLabel("Title", { exact: true })).toHaveValue("Evening mug");
  await expect(theirs.getByLabel("In stock")).toHaveValue("7");
  const [kept] = await core.db.select().from(products).where(eq(products.id, cup.productId));
  expect(kept?.title).toBe("Morning mug");
  await theirs.getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(theirs.getByText("Saved.")).toBeVisible();
  const [row] = await core.db.select().from(variants).where(eq(variants.id, cup.variantId));
  expect(row).toMatchObject({ unitsInStock: 7, unitsReceived: 7 });
  await theirs.goto("/dashboard/audit");
  const told = theirs.getByRole("row").filter({ hasText: "Changed a product: Evening mug" });
  await expect(told).toContainText("Title: Morning mug → Evening mug");
  await expect(told, "what is sold by the piece is in it too").toContainText("Units more or fewer: -13");
  await other.close();
});

test("listings are filtered, sorted and found, and the address keeps how", async ({ page, signedInAs }) => {
  const shop = await newShop();
  const made = async (title: string, facts: Parameters<typeof making.listing>[1]) => {
    const { productId } = await making.listing(shop, facts);
    await core.db.update(products).set({ title }).where(eq(products.id, productId));
  };
  await made("Bowl", { priceMinor: 900, unitsInStock: 50 });
  await made("Apron", { priceMinor: 3900, unitsInStock: 0 });
  await signedInAs((await newMember(shop.accountId, "analyst")).handle);
  await page.goto("/dashboard/listings");
  await expect(page.getByRole("link", { name: "New product" })).toHaveCount(0);
  const rows = page.getByRole("rowheader");
  await expect(rows).toHaveText([/Apron/, /Bowl/]);
  await page.setViewportSize({ width: 640, height: 800 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%")); // for who reads large letters
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Sort by").selectOption("Lowest price first");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(page).toHaveURL(/sort=price/);
  await expect(rows).toHaveText([/Bowl/, /Apron/]);
  await page.getByLabel("Show").selectOption("Sold out");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(rows).toHaveText([/Apron/]);
  await expect(page.getByLabel("Sort by"), "it stays sorted").toHaveValue("price");
  await page.getByLabel("Title or SKU").fill("zebra");
  await page.getByLabel("Title or SKU").press("Enter");
  await expect(page.getByText("Nothing like that")).toBeVisible();
  await page.getByRole("link", { name: "Show all listings" }).click();
  await page.getByRole("link", { name: /Bowl/ }).click();
  await expect(page.getByText("You can look at this product, but not change it.")).toBeVisible();
  await expect(page.getByLabel("Title", { exact: true })).toBeDisabled();
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a product is made and changed all the same", async ({ page, signedInAs }) => {
    const shop = await newShop();
    await signedInAs((await newMember(shop.accountId, "owner")).handle);
    await page.goto("/dashboard/listings/new");
    await page.getByLabel("Title", { exact: true }).fill("Tea tin");
    await page.getByLabel("Option 1: name").fill("Size");
    await page.getByLabel("Values").nth(0).fill("Small, Large");
    await page.getByLabel("Price in EUR").fill("twelve");
    await page.getByRole("button", { name: "Make the variants" }).click();
    await expect(page.getByText("The options make 2 variants now.")).toBeVisible();
    await page.getByRole("button", { name: "Make the product" }).click();
    await expect(page.getByText("Type an amount such as 12.50.").first()).toBeVisible();
    await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Tea tin");
    for (const size of ["Small", "Large"])
      await page.getByRole("group", { name: size }).getByLabel("Price in EUR").fill("12.50");
    await page.getByRole("button", { name: "Make the product" }).click();
    await expect(page.getByText("The product is made.")).toBeVisible();
    await expect(page.getByText("Sold out").first()).toBeVisible();
    await page.getByLabel("Draft").check();
    await page.getByRole("button", { name: "Save", exact: true }).last().click();
    await expect(page.getByText("Only your shop sees it.").first()).toBeVisible();
  });
});
