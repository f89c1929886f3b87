import { eq } from "drizzle-orm";
import type { Browser, Locator, Page } from "@playwright/test";
import { keptAddresses } from "@/db/schema/accounts";
import { newId } from "@/db/id";
import { products, variants } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { createMailLink } from "@/domain/accounts/mail-links";
import { minutesAfter } from "@/domain/time";
import { answerBank, cards, expectDone, fillDetails, pay, toPayment, typeCard } from "./checkout";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  onDeskToo,
  placesThatKeep,
  test,
} from "./fixtures";
import { core, newPerson, newProduct } from "./world";

const unitsOf = async (variantId: string) => {
  const [row] = await core.db.select().from(variants).where(eq(variants.id, variantId));
  return row && { inStock: row.unitsInStock, held: row.unitsHeld, sold: row.unitsSold };
};
const ordersOf = (listingId: string) => core.db.select().from(orders).where(eq(orders.listingId, listingId));

test(
  "35: a guest buys from the timeline, in a dialog that keeps the place, and no digit of the card is anywhere",
  onDeskToo,
  async ({ page }) => {
    const cup = await newProduct({ unitsInStock: 4 });
    await page.goto(cup.tweetPath);
    await page.getByRole("link", { name: "Buy now", exact: true }).first().click();
    const sheet = page.getByRole("dialog");
    await expect(sheet).toBeVisible();
    await fillDetails(page);
    await expect(sheet.getByText("Total")).toBeVisible();
    await toPayment(page);
    await expect(sheet.getByText(/Held for you for \d+:\d\d/)).toBeVisible();
    expect(await unitsOf(cup.variantId)).toEqual({ inStock: 4, held: 1, sold: 0 });
    await typeCard(page, cards.good);
    await pay(page);
    await expectDone(page);
    await expect(sheet.getByText(/^Order \d{6}$/)).toBeVisible();
    await sheet.getByRole("button", { name: "Back to the timeline" }).click();
    await expect(sheet).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`${cup.tweetPath}$`));
    expect(await unitsOf(cup.variantId)).toEqual({ inStock: 3, held: 0, sold: 1 });

    // What was typed into Stripe's frame is nowhere else.
    expect(placesThatKeep(cards.good)).toEqual([]);
    expect(await page.content()).not.toContain(cards.good);
  },
);

test("who is known buys in one step, without typing", async ({ page, signedInAs }) => {
  const person = await newPerson();
  const [first, second] = [await newProduct({}), await newProduct({})];
  await signedInAs(person.handle);
  await page.goto(first.buyPath);
  await fillDetails(page, person.email);
  await toPayment(page);
  const keep = page.getByLabel(/Keep my address and card/);
  await expect(keep).not.toBeChecked();
  await typeCard(page, cards.good);
  await keep.check();
  await pay(page);
  await expectDone(page);

  await page.goto(second.buyPath);
  await expect(page.getByLabel("Pay with")).toContainText("Visa ending in 4242");
  await expect(page.getByLabel("Ship to")).toContainText("12 rue Mercière");
  await pay(page);
  await expectDone(page);
  expect(
    await core.db.select().from(keptAddresses).where(eq(keptAddresses.personId, person.personId)),
  ).toHaveLength(1);

  await page.goto("/settings");
  await page.getByRole("button", { name: "Remove the card ending in 4242" }).click();
  await expect(page.getByText("No card is kept.")).toBeVisible();
  await page.getByRole("button", { name: /^Remove the address of Nina Roux/ }).click();
  await expect(page.getByText("No address is kept.")).toBeVisible();
});

test("the wish to keep card and address outlives the bank's no", async ({ page, signedInAs }) => {
  const person = await newPerson();
  const cup = await newProduct({});
  await signedInAs(person.handle);
  await page.goto(cup.buyPath);
  await fillDetails(page, person.email);
  await toPayment(page);
  const keep = page.getByLabel(/Keep my address and card/);
  await typeCard(page, cards.asks);
  await keep.check();
  await pay(page);
  await answerBank(page, "Fail");
  await expect(page.getByText("Your bank did not confirm that it was you.")).toBeVisible();
  await expect(keep).toBeChecked();
});

test("a declined card is told in plain words, and another card pays", async ({ page }) => {
  const cup = await newProduct({});
  await page.goto(cup.buyPath);
  await fillDetails(page);
  await toPayment(page);
  await typeCard(page, cards.noFunds);
  await pay(page);
  await expect(page.getByText("There is not enough money on this card. Nothing was charged.")).toBeVisible();
  await typeCard(page, cards.good);
  await pay(page);
  await expectDone(page);
  expect((await ordersOf(cup.listingId)).map((order) => order.status)).toEqual(["paid"]);
  // The decline was understood at once, not asked about again.
  expect(placesThatKeep("could not be understood")).toEqual([]);
});

test("the bank asks; yes pays, no charges nothing and lets another card try", onDeskToo, async ({ page }) => {
  const cup = await newProduct({});
  await page.goto(cup.buyPath);
  await fillDetails(page);
  await toPayment(page);
  await typeCard(page, cards.asks);
  await pay(page);
  await answerBank(page, "Fail");
  await expect(page.getByText("Your bank did not confirm that it was you.")).toBeVisible();
  await typeCard(page, cards.asks);
  await pay(page);
  await answerBank(page, "Complete");
  await expectDone(page);
});

test("two browsers want the last one: one has it, the other is told so and not charged", async ({
  page,
  browser,
}) => {
  const cup = await newProduct({ unitsInStock: 1 });
  const other = await otherBrowser(browser);
  for (const one of [page, other]) {
    await one.goto(cup.buyPath);
    await fillDetails(one);
  }
  await toPayment(page);
  await other.getByRole("button", { name: "Continue to payment" }).click();
  await expect(other.getByText(/Someone just bought the last one/)).toBeVisible();
  await expect(other.getByRole("link", { name: /See it at/ })).toBeVisible();
  await expect(other.getByText("1 left"), "nothing beside it says otherwise").toHaveCount(0);
  await expect(other.getByRole("button", { name: "Continue to payment" })).toHaveCount(0);
  await typeCard(page, cards.good);
  await pay(page);
  await expectDone(page);
  expect(await unitsOf(cup.variantId)).toEqual({ inStock: 0, held: 0, sold: 1 });
  await other.context().close();
});

test("behind one address not all of it is kept from others: who comes second is told how many they can have", async ({
  page,
  browser,
}) => {
  const cup = await newProduct({ unitsInStock: 6 });
  const other = await otherBrowser(browser);
  for (const [one, units] of [
    [page, "4"],
    [other, "2"],
  ] as const) {
    await one.goto(cup.buyPath);
    await fillDetails(one);
    await one.getByLabel("Quantity").selectOption(units);
  }
  await toPayment(page);
  await other.getByRole("button", { name: "Continue to payment" }).click();
  await expect(other.getByText(/Others on your network .* you can have one, or more/)).toBeVisible();
  await expectAccessible(other);
  await other.getByLabel("Quantity").selectOption("1");
  await toPayment(other);
  expect(await unitsOf(cup.variantId)).toEqual({ inStock: 6, held: 5, sold: 0 });
  await other.context().close();
});

test("who wants more than are left is told how many, and sheet and card say the same from then on", async ({
  page,
}) => {
  const cup = await newProduct({ unitsInStock: 9 });
  await page.goto(cup.tweetPath);
  await page.getByRole("link", { name: "Buy now", exact: true }).first().click();
  const sheet = page.getByRole("dialog");
  await fillDetails(page);
  await sheet.getByLabel("Quantity").selectOption("4");
  await core.db.update(variants).set({ unitsInStock: 2 }).where(eq(variants.id, cup.variantId));
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(sheet.getByText("There are only 2 left.")).toBeVisible();
  await expect(sheet.getByText("2 left", { exact: true })).toBeVisible();
  await expect(sheet.getByLabel("Quantity")).toHaveValue("2");
  await expect(sheet.getByLabel("Full name", { exact: true })).toHaveValue("Nina Roux");
  await expect(page.locator("article").getByText("2 left", { exact: true })).toHaveCount(1);
  await toPayment(page);
  expect(await unitsOf(cup.variantId)).toEqual({ inStock: 2, held: 2, sold: 0 });
});

test("when the size that was chosen is gone, the list says so and another can be bought", async ({
  page,
}) => {
  const cup = await newProduct({ unitsInStock: 1 });
  await core.db
    .update(products)
    .set({ options: [{ name: "Size", values: ["Small", "Large"] }] })
    .where(eq(products.id, cup.productId));
  const [small] = await core.db
    .update(variants)
    .set({ optionValues: ["Small"] })
    .where(eq(variants.id, cup.variantId))
    .returning();
  if (!small) throw new Error("The cup has no variant");
  await core.db.insert(variants).values({
    ...small,
    id: newId(core.clock.now()),
    optionValues: ["Large"],
    sku: `${small.sku}-large`,
    unitsInStock: 3,
  });
  await page.goto(cup.buyPath);
  await fillDetails(page);
  await page.getByLabel("Size").selectOption({ label: "Small · €24.00" });
  await core.db.update(variants).set({ unitsInStock: 0 }).where(eq(variants.id, cup.variantId));
  for (const told of ["first", "again"]) {
    const onward = page.getByRole("button", { name: "Continue to payment" });
    await onward.click();
    await expect(onward, "the answer leads to the top of the step").not.toBeFocused();
    await expect(page.getByText(/Someone just bought the last one/), told).toBeVisible();
    await expect(page.getByLabel("Size").locator("option:checked")).toHaveText("Small · sold out");
  }
  await page.getByLabel("Size").selectOption({ label: "Large · €24.00" });
  await toPayment(page);
});

test("a price that changes before paying is asked about, and only the new one that was seen is charged", async ({
  page,
}) => {
  const cup = await newProduct({ priceMinor: 2400 });
  await page.goto(cup.buyPath);
  await fillDetails(page);
  await toPayment(page);
  await core.db.update(variants).set({ priceMinor: 2900 }).where(eq(variants.id, cup.variantId));
  await typeCard(page, cards.good);
  await pay(page);
  await expect(page.getByText(/The price changed while you were here/)).toBeVisible();
  expect((await ordersOf(cup.listingId)).map((order) => order.status)).toEqual(["pending"]);
  await typeCard(page, cards.good);
  await pay(page);
  await expectDone(page);
  expect((await ordersOf(cup.listingId)).map((order) => order.itemsMinor)).toEqual([2900]);
});

test("what is sold out says so and leads to the seller's own site", async ({ page }) => {
  const cup = await newProduct({ unitsInStock: 0 });
  await page.goto(cup.tweetPath);
  await expect(page.getByText("Sold out").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "See it on their site" }).first()).toBeVisible();
  await page.goto(cup.buyPath);
  await expect(page.getByRole("link", { name: /See it at/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Buy now" })).toHaveCount(0);
});

test("a reload, a second tab and the back button find the one checkout again", async ({ page, context }) => {
  const cup = await newProduct({});
  await page.goto(cup.buyPath);
  await fillDetails(page);
  await toPayment(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "How you pay" })).toBeVisible();
  const tab = await context.newPage();
  await tab.goto(cup.buyPath);
  await typeCard(tab, cards.good);
  await pay(tab);
  await expectDone(tab);
  await typeCard(page, cards.good);
  await pay(page);
  await expectDone(page);
  expect((await ordersOf(cup.listingId)).map((order) => order.status)).toEqual(["paid"]);
  expect(await unitsOf(cup.variantId)).toMatchObject({ held: 0, sold: 1 });
});

test("nothing wrong is charged and nothing typed is lost", async ({ page }) => {
  const cup = await newProduct({});
  await page.goto(cup.buyPath);
  await page.getByLabel("Email", { exact: true }).fill("nina@");
  await page.getByLabel("Country", { exact: true }).selectOption("US");
  await page.getByLabel("Full name", { exact: true }).fill("Nina Roux");
  await page.getByLabel("Postal code", { exact: true }).fill("69002 Lyon");
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.getByText("Write an email address such as name@example.com.")).toBeVisible();
  await expect(page.getByText("This is not a postal code of the country chosen.")).toBeVisible();
  await expect(page.getByLabel("Full name", { exact: true })).toHaveValue("Nina Roux");
  await expect(page.getByLabel("Country", { exact: true })).toHaveValue("US");
  await expect(page.getByLabel("Email", { exact: true })).toBeFocused();
});

test("on the smallest phone the total leaves room for the first field to be filled", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/ateliersorbier/shop");
  const jar = page.getByRole("listitem").filter({ hasText: "Cache-pot sur pied" });
  await jar.getByRole("link", { name: "Buy now", exact: true }).click();
  const sheet = page.getByRole("dialog");
  const summary = await sheet.getByLabel("Summary").boundingBox();
  const email = await sheet.getByLabel("Email", { exact: true }).boundingBox();
  if (!summary || !email) throw new Error("The sheet has neither a summary nor a field.");
  expect(email.y + email.height).toBeLessThan(summary.y);
});

test("the sheet is accessible in every step, and fits 320 pixels", async ({ page }) => {
  const cup = await newProduct({});
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(cup.buyPath);
  await expectAccessible(page);
  await expect(page.locator("[aria-live=polite]"), "a new total is said with its name").toContainText(
    "Total€",
  );
  await fillDetails(page);
  await toPayment(page);
  await expect(page.locator('iframe[title*="card" i]').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await typeCard(page, cards.good);
  await pay(page);
  await expectDone(page);
  await expectAccessible(page);
});

test(
  "in the sheet and on its page it stands which firm sells, and where its address is",
  onDeskToo,
  async ({ page }) => {
    const cup = await newProduct({});
    await page.goto(cup.tweetPath);
    await page.getByRole("link", { name: "Buy now", exact: true }).first().click();
    const sheet = page.getByRole("dialog");
    await expect(sheet.getByText(`You buy from ${cup.seller}, France.`)).toBeVisible();
    await page.goto(cup.buyPath);
    await expect(page.getByText(`You buy from ${cup.seller}, France.`)).toBeVisible();
    await page.getByRole("link", { name: "Address, questions, returns" }).click();
    await expect(page).toHaveURL(`/${cup.seller}/shop#seller`);
    await expect(page.locator("#seller")).toContainText("3 rue du Bât-d’Argent");
  },
);

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });

  test("the button says Acheter, and nothing else", async ({ page }) => {
    const cup = await newProduct({});
    await page.goto(cup.buyPath);
    await page.getByLabel("E-mail", { exact: true }).fill("nina@merle.test");
    await page.getByLabel("Pays", { exact: true }).selectOption("FR");
    await page.getByLabel("Nom complet", { exact: true }).fill("Nina Roux");
    await page.getByLabel("Adresse", { exact: true }).fill("12 rue Mercière");
    await page.getByLabel("Ville", { exact: true }).fill("Lyon");
    await page.getByLabel("Code postal", { exact: true }).fill("69002");
    await page.getByRole("button", { name: "Passer au paiement" }).click();
    await expect(page.getByRole("button", { name: "Acheter", exact: true })).toHaveText("Acheter");
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("it goes as far as the card, which is held and explained", async ({ page }) => {
    const cup = await newProduct({});
    await page.goto(cup.buyPath);
    await expect(page.getByText(`You buy from ${cup.seller}, France.`)).toBeVisible();
    await fillDetails(page);
    await page.getByRole("button", { name: "Continue to payment" }).click();
    await expect(page.getByText(/needs JavaScript/)).toBeVisible();
    expect(await unitsOf(cup.variantId)).toMatchObject({ held: 1 });
  });

  test("the link of a receipt shows the order in another browser", async ({ page, browser }) => {
    const cup = await newProduct({});
    await page.goto(cup.buyPath);
    await fillDetails(page);
    await toPayment(page);
    const [order] = await core.db.select().from(orders).where(eq(orders.listingId, cup.listingId));
    const secret = await createMailLink(core, {
      kind: "claim-order",
      email: "nina@merle.test",
      subjectId: order?.id ?? "",
      expiresAt: minutesAfter(core.clock.now(), 5),
    });
    const context = await browser.newContext({ locale: "en-US", javaScriptEnabled: false });
    const other = await context.newPage();
    await other.goto(`/orders/claim?token=${secret}`);
    await other.getByRole("button", { name: "Show it in this browser" }).click();
    await other.waitForURL(`/orders/${order?.id}`);
    await expect(other.getByText("Nina Roux").first()).toBeVisible();
    await context.close();
  });
});

async function otherBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: "en-US" });
  return context.newPage();
}

test("the whole purchase is done by keyboard alone", onDeskToo, async ({ page }) => {
  const cup = await newProduct({});
  await page.goto(cup.tweetPath);
  await tabTo(page, page.getByRole("link", { name: "Buy now", exact: true }).first());
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  const write = async (label: string, words: string) => {
    await tabTo(page, sheet.getByLabel(label, { exact: true }));
    await page.keyboard.type(words);
  };
  await write("Email", "nina@merle.test");
  await write("Country", "France");
  await write("Full name", "Nina Roux");
  await write("Address", "12 rue Mercière");
  await write("City", "Lyon");
  await write("Postal code", "69002");
  await page.keyboard.press("Enter");
  await expect(sheet.getByRole("heading", { name: "How you pay" })).toBeVisible();
  const frame = page.frameLocator('iframe[title*="card" i]').first();
  await tabTo(page, frame.getByLabel("Card number"));
  await page.keyboard.type(cards.good);
  await tabTo(page, frame.getByLabel(/Expiry/));
  await page.keyboard.type("1234");
  await tabTo(page, frame.getByLabel("CVC"));
  await page.keyboard.type("123");
  await tabTo(page, sheet.getByRole("button", { name: "Buy now", exact: true }));
  await page.keyboard.press("Enter");
  await expectDone(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
});

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses++) {
    if (
      await target.evaluate(
        (element) => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus(),
      )
    )
      return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab never reached it");
}
