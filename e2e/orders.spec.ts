import { eq } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import { orders } from "@/db/schema/orders";
import { buyAsGuest } from "./checkout";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { core, newPerson, newProduct, unique } from "./world";

test("a shopper cancels by themselves before packing begins, and is refunded", async ({ page }) => {
  const cup = await newProduct({ priceMinor: 2400, unitsInStock: 3 });
  await buyAsGuest(page, cup.buyPath, "nina@merle.test");
  await page.getByRole("link", { name: "See the order" }).click();
  await expect(page.getByRole("heading", { name: /^Order \d{6}$/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Cancel this order" }).click();
  await page.getByRole("button", { name: /^Cancel and refund/ }).click();
  await expect(page.getByText(/is on its way back to your card/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/€29\.00 refunded/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Cancel this order" })).toHaveCount(0);
  const [order] = await core.db.select().from(orders).where(eq(orders.listingId, cup.listingId));
  expect(order).toMatchObject({ status: "cancelled", refundedMinor: 2900 });
  expect(
    (
      await core.db
        .select()
        .from(mails)
        .where(eq(mails.eventKey, `order-cancelled:${order?.id}`))
    ).length,
  ).toBe(1);
});

test("once packing has begun nobody cancels any more, and it is said to whom to write", async ({ page }) => {
  const cup = await newProduct({});
  await buyAsGuest(page, cup.buyPath, "nina@merle.test");
  await core.db.update(orders).set({ status: "packing" }).where(eq(orders.listingId, cup.listingId));
  await page.getByRole("link", { name: "See the order" }).click();
  await expect(page.getByText("Being packed").first()).toBeVisible();
  await page.goto(`${page.url()}/cancel`);
  await expect(page.getByText(/cannot be cancelled any more/)).toBeVisible();
});

test("somebody else's order is not there", async ({ page, browser }) => {
  const cup = await newProduct({});
  await buyAsGuest(page, cup.buyPath, "nina@merle.test");
  const [order] = await core.db.select().from(orders).where(eq(orders.listingId, cup.listingId));
  const other = await browser.newContext();
  const answer = await (await other.newPage()).goto(`/orders/${order?.id}`);
  expect(answer?.status()).toBe(404);
  await other.close();
});

test("a guest's order is claimed into an account by the link in the mail, and only by it", async ({
  page,
  browser,
  signedInAs,
}) => {
  const cup = await newProduct({});
  const email = `${unique("nina")}@merle.test`;
  const guest = await browser.newContext({ locale: "en-US" });
  await buyAsGuest(await guest.newPage(), cup.buyPath, email);
  await guest.close();

  const person = await newPerson();
  await signedInAs(person.handle);
  await page.goto("/orders");
  await expect(page.getByText("No orders yet")).toBeVisible();
  const [mail] = await core.db.select().from(mails).where(eq(mails.to, email));
  await page.goto(String(mail?.content["claimUrl"]));
  await page.getByRole("button", { name: "Add it to my account" }).click();
  await expect(page.getByRole("heading", { name: /^Order \d{6}$/ })).toBeVisible();
  await page.goto("/orders");
  await expect(page.getByText("Everyday mug").first()).toBeVisible();
});

test("the list of orders is accessible and fits 320 pixels", async ({ page }) => {
  const cup = await newProduct({});
  await buyAsGuest(page, cup.buyPath, "nina@merle.test");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/orders");
  await expect(page.getByText("Everyday mug").first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
