import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { keptAddresses, merchants } from "@/db/schema/accounts";
import { variants } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { cards, expectDone, fillDetails, toPayment, typeCard } from "./checkout";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { core, making, newMember, newPerson, unique } from "./world";

/** A mug in euros that has a price in pounds and yen too, of a shop in Lyon that sends it for 5.00 in each. */
async function newMug() {
  const handle = unique("shop");
  const seller = await making.merchant(handle, { otherCurrencies: ["GBP", "JPY"] });
  const mug = await making.listing(seller, {
    priceMinor: 2400,
    otherPrices: { GBP: 2100, JPY: 3900 },
    unitsInStock: 20,
  });
  return { ...mug, handle, seller, sellerId: seller.accountId, buyPath: `/buy/${mug.listingId}` };
}

async function sendToLeeds(page: Page) {
  await page.getByLabel("Country", { exact: true }).selectOption("GB");
  await page.getByLabel("City", { exact: true }).fill("Leeds");
  await page.getByLabel("Postal code", { exact: true }).fill("LS1 1UR");
}

const ordersOf = (listingId: string) => core.db.select().from(orders).where(eq(orders.listingId, listingId));
test("the country decides in which currency it is paid; the buyer may take another, and is charged what was seen", async ({
  page,
}) => {
  const mug = await newMug();
  await page.goto(mug.buyPath);
  await fillDetails(page);
  await expect(page.getByRole("radio", { name: /^EUR €29.00$/ })).toBeChecked();
  await sendToLeeds(page);
  await expect(page.getByRole("radio", { name: /^GBP £26.00$/ })).toBeChecked();
  await expect(page.locator("dl dd").last()).toHaveText(/£/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("radio", { name: /^JPY/ }).check();
  await expect(page.getByText("JP¥4,400").last()).toBeVisible();
  await page.getByRole("radio", { name: /^GBP/ }).check();
  await expect(page.locator("dl").getByText("£26.00")).toBeVisible();
  await toPayment(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Pay in EUR instead: €29.00" }).click();
  await expect(page.getByRole("button", { name: "Buy now · €29.00" })).toBeVisible();
  await typeCard(page, cards.good);
  await page.getByRole("button", { name: "Pay in GBP instead: £26.00" }).click();
  await page.getByRole("button", { name: "Buy now · £26.00" }).click();
  await expectDone(page);
  expect(await ordersOf(mug.listingId)).toMatchObject([
    { status: "paid", currency: "GBP", totalMinor: 2600 },
  ]);
});

test("a bulk edit raises the pounds that there are, and sets them where there are none", async ({
  page,
  signedInAs,
}) => {
  const mug = await newMug();
  const plain = await making.listing(mug.seller, { priceMinor: 3000, title: "Plain bowl" });
  await signedInAs((await newMember(mug.sellerId, "manager")).handle);
  await page.goto("/dashboard/listings/bulk");
  await expect(page.getByLabel("Which prices")).toHaveValue("EUR");
  await page.getByLabel("Which prices").selectOption("GBP");
  await page.getByLabel("Change prices").selectOption("Up by percent");
  await page.getByLabel("By how much").fill("10");
  await page.getByRole("button", { name: "See what would change" }).click();
  await expect(page.getByRole("row", { name: "£21.00 → £23.10" })).toBeVisible();
  await expect(page.getByRole("row", { name: "Plain bowl it has no price in GBP" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Choose differently" }).click();
  await page.getByLabel("Title contains").fill("plain");
  await page.getByLabel("Which prices").selectOption("GBP");
  await page.getByLabel("Change prices").selectOption("Set the same price");
  await page.getByLabel("By how much").fill("26");
  await page.getByRole("button", { name: "See what would change" }).click();
  await expect(page.getByRole("row", { name: "no price → £26.00" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Change them" }).click();
  await expect(page.getByText("1 product was changed")).toBeVisible({ timeout: 20_000 });
  const [variant] = await core.db.select().from(variants).where(eq(variants.id, plain.variantId));
  expect(variant).toMatchObject({ priceMinor: 3000, otherPrices: { GBP: 2600 } });
});

test("who is known sees the currency of the kept address on the button, before it is pressed", async ({
  page,
  signedInAs,
}) => {
  const person = await newPerson();
  const [first, second] = [await newMug(), await newMug()];
  await signedInAs(person.handle);
  await page.goto(first.buyPath);
  await fillDetails(page, person.email);
  await sendToLeeds(page);
  await expect(page.getByRole("radio", { name: /^GBP/ })).toBeChecked();
  await toPayment(page);
  await typeCard(page, cards.good);
  await page.getByLabel(/Keep my address and card/).check();
  await page.getByRole("button", { name: "Buy now · £26.00" }).click();
  await expectDone(page);

  await page.goto(second.buyPath);
  await expect(page.getByRole("button", { name: "Buy now · £26.00" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("radio", { name: /^EUR/ }).check();
  await page.getByRole("button", { name: "Buy now · €29.00" }).click();
  await expectDone(page);
  expect(await ordersOf(second.listingId)).toMatchObject([{ currency: "EUR", totalMinor: 2900 }]);
  expect(
    await core.db.select().from(keptAddresses).where(eq(keptAddresses.personId, person.personId)),
  ).toHaveLength(1);
});

test("without JavaScript the country decides too, and the total can be had in another currency", async ({
  browser,
  baseURL,
}) => {
  const mug = await newMug();
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: "en-US" });
  const page = await context.newPage();
  await page.goto(mug.buyPath);
  await fillDetails(page);
  await page.getByLabel("Country", { exact: true }).selectOption("GB");
  await page.getByLabel("City", { exact: true }).fill("Leeds");
  await page.getByLabel("Postal code", { exact: true }).fill("LS1 1UR");
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.locator("dl").getByText("£26.00")).toBeVisible();
  await page.getByRole("button", { name: "Pay in JPY instead: JP¥4,400" }).click();
  await expect(page.locator("dl").getByText("JP¥4,400")).toBeVisible();
  expect(await ordersOf(mug.listingId)).toMatchObject([{ status: "pending", currency: "JPY" }]);
  await context.close();
});

test("a shop names a currency, gives a delivery a fee and a product a price in it, and hears what is wrong", async ({
  page,
  signedInAs,
}) => {
  const seller = await making.merchant(unique("shop"));
  const mug = await making.listing(seller, { priceMinor: 2400 });
  await signedInAs((await newMember(seller.accountId, "owner")).handle);

  await page.goto("/dashboard/settings");
  await page.getByRole("checkbox", { name: /^GBP/ }).check();
  await page.locator("#currencies").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const [shop] = await core.db.select().from(merchants).where(eq(merchants.accountId, seller.accountId));
  expect(shop?.otherCurrencies).toEqual(["GBP"]);

  await page.goto("/dashboard/settings/delivery");
  await expect(page.getByText("GBP: no fee, so orders are paid in EUR")).toBeVisible();
  await page.getByRole("link", { name: /^Change/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("World");
  await page.getByLabel("Fee in GBP").fill("four");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Type an amount such as 4.90.")).toBeVisible();
  await expect(page.getByLabel("Fee in GBP")).toHaveValue("four");
  await expectAccessible(page);
  await page.getByLabel("Fee in GBP").fill("4.50");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("£4.50")).toBeVisible();

  await page.goto(`/dashboard/listings/${mug.productId}`);
  await page.getByLabel("Price in GBP").fill("0");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Price in GBP")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Price in GBP").fill("21.50");
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(/done=saved/);
  await expect(page.getByText("£21.50").first()).toBeVisible();
  const [variant] = await core.db.select().from(variants).where(eq(variants.id, mug.variantId));
  expect(variant).toMatchObject({ priceMinor: 2400, otherPrices: { GBP: 2150 } });

  await page.goto(`/dashboard/listings/${mug.productId}/quote?country=GB&postalCode=LS1+1UR&quantity=1`);
  await expect(page.getByText("£26.00").first()).toBeVisible();
  await expect(page.getByText("Or, if this buyer chooses so: €29.00")).toBeVisible();
});
