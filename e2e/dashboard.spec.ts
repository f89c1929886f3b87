import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import { orders } from "@/db/schema/orders";
import { buyAsGuest } from "./checkout";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "./fixtures";
import { core, newMember, newPerson, newProduct, unique } from "./world";

async function orderOf(listingId: string) {
  const [order] = await core.db.select().from(orders).where(eq(orders.listingId, listingId));
  if (!order?.number) throw new Error("Nothing was bought");
  return { id: order.id, number: order.number };
}

const mailsTo = async (email: string) =>
  (await core.db.select().from(mails).where(eq(mails.to, email))).map(({ kind }) => kind);

test("a member packs, ships and delivers what was bought, and the shopper follows it", async ({
  page,
  browser,
  baseURL,
}) => {
  const cup = await newProduct({ priceMinor: 2400 });
  const email = `${unique("nina")}@merle.test`;
  await buyAsGuest(page, cup.buyPath, email);
  const order = await orderOf(cup.listingId);
  const mona = await newMember(cup.sellerId, "fulfilment", "Mona Weber");
  const work = await browser.newContext({ baseURL, locale: "en-US" });
  await signIn(work, mona.handle, baseURL);
  const desk = await work.newPage();

  await desk.goto("/");
  await desk.getByRole("link", { name: "Shop", exact: true }).first().click();
  await expect(desk.getByRole("heading", { name: "Shop orders" })).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole("link", { name: new RegExp(order.number) }).click();
  await desk.getByRole("button", { name: "Begin packing" }).click();
  await expect(desk.getByText("Packing has begun.")).toBeVisible();
  await expectAccessible(desk);

  await desk.getByLabel("Carrier", { exact: true }).selectOption("Another");
  await desk.getByLabel("Tracking number").fill("6A 123");
  await desk.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(desk.getByText("Say who carries it.")).toBeVisible();
  await expect(desk.getByLabel("Tracking number"), "what was typed is not lost").toHaveValue("6A 123");
  await desk.getByLabel("Carrier", { exact: true }).selectOption("La Poste");
  await desk.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(desk.getByText("It is on its way, and the shopper has been told.")).toBeVisible();

  await page.goto(`/orders/${order.id}`);
  await expect(page.getByText("On its way").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Follow 6A 123" })).toHaveAttribute(
    "href",
    "https://www.laposte.fr/outils/suivre-vos-envois?code=6A%20123",
  );
  await desk.getByRole("button", { name: "Mark as delivered" }).click();
  await expect(desk.getByText("It has arrived, and the shopper has been told.")).toBeVisible();
  await expect(desk.getByText(/this order has come to its end/)).toBeVisible();
  await page.reload();
  await expect(page.getByText("Delivered").first()).toBeVisible();
  expect(await mailsTo(email)).toEqual(["order-paid", "order-shipped", "order-delivered"]);
  await work.close();
});

test("two members ship the same order from two windows: the second is told that it was done", async ({
  page,
  browser,
  baseURL,
  signedInAs,
}) => {
  const cup = await newProduct({});
  await buyAsGuest(page, cup.buyPath, "nina@merle.test");
  const order = await orderOf(cup.listingId);
  await core.db.update(orders).set({ status: "packing" }).where(eq(orders.id, order.id));
  const other = await browser.newContext({ baseURL, locale: "en-US" });
  await signIn(other, (await newMember(cup.sellerId, "manager")).handle, baseURL);
  const theirs = await other.newPage();
  await signedInAs((await newMember(cup.sellerId, "owner")).handle);
  for (const window of [page, theirs]) await window.goto(`/dashboard/orders/${order.id}`);
  await page.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(page.getByText("It is on its way, and the shopper has been told.")).toBeVisible();
  await theirs.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(theirs.getByText(/cannot be done now: the order is on its way/)).toBeVisible();
  await other.close();
});

test("money goes back in parts, never more than is left, and a page that is out of date gives nothing", async ({
  page,
  signedInAs,
}) => {
  const cup = await newProduct({ priceMinor: 2400 });
  await buyAsGuest(page, cup.buyPath, "nina@merle.test");
  const order = await orderOf(cup.listingId);
  await signedInAs((await newMember(cup.sellerId, "support")).handle);
  const stale = await page.context().newPage();
  for (const window of [page, stale]) await window.goto(`/dashboard/orders/${order.id}`);
  await expect(page.getByText("Packing and shipping is for members")).toBeVisible();
  const amount = page.getByLabel("Amount in EUR");
  await expect(amount).toHaveValue("29.00");
  await amount.fill("much");
  await page.getByRole("button", { name: "Give back" }).click();
  await expect(page.getByText("Type an amount such as 12.50.")).toBeVisible();
  await amount.fill("40");
  await page.getByRole("button", { name: "Give back" }).click();
  await expect(amount).toHaveAccessibleDescription(/That is more than is left to give back\./);
  await expect(amount).toBeFocused();
  await amount.fill("4,50");
  await page.getByRole("button", { name: "Give back" }).click();
  await expect(page.getByText("The money is on its way back.")).toBeVisible();
  await expect(amount).toHaveValue("24.50");
  await stale.getByRole("button", { name: "Give back" }).click();
  await expect(stale.getByText(/Somebody has just given money back/)).toBeVisible();
  const [row] = await core.db.select().from(orders).where(eq(orders.id, order.id));
  expect(row).toMatchObject({ status: "paid", refundedMinor: 450 });
});

test("orders are found by their number and by the shopper's address, and the slip says what goes in", async ({
  page,
  signedInAs,
}) => {
  const cup = await newProduct({});
  const email = `${unique("nina")}@merle.test`;
  await buyAsGuest(page, cup.buyPath, email);
  const order = await orderOf(cup.listingId);
  await signedInAs((await newMember(cup.sellerId, "owner")).handle);
  await page.goto("/dashboard/orders?view=over");
  await expect(page.getByText("Nothing has come to its end yet")).toBeVisible();
  const search = page.getByLabel("Order number or e-mail address");
  await search.fill("999999999");
  await search.press("Enter");
  await expect(page.getByText("No order like that")).toBeVisible();
  for (const words of [order.number, email]) {
    await search.fill(words);
    await search.press("Enter");
    await expect(page.getByRole("link", { name: new RegExp(order.number) })).toBeVisible();
  }
  await page.getByRole("link", { name: new RegExp(order.number) }).click();
  await page.getByRole("link", { name: "Packing slip" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Everyday mug" })).toBeVisible();
  await expectAccessible(page);
});

test("whoever does not work for a shop finds no orders, and a visitor signs in first", async ({
  page,
  signedInAs,
  complaints,
}) => {
  const cup = await newProduct({});
  await buyAsGuest(page, cup.buyPath, "nina@merle.test");
  const order = await orderOf(cup.listingId);
  await page.goto(`/dashboard/orders/${order.id}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const analyst = await newMember(cup.sellerId, "analyst");
  for (const { handle } of [await newPerson(), analyst]) {
    await signedInAs(handle);
    expect((await page.goto(`/dashboard/orders/${order.id}`))?.status()).toBe(404);
    await expectAccessible(page);
    await page.goto("/");
    const ways = page.getByRole("link", { name: "Shop", exact: true });
    await expect(ways, "who counts is led to the figures, nobody else anywhere").toHaveCount(
      handle === analyst.handle ? 1 : 0,
    );
  }
  complaints.length = 0; // the browser tells of the 404
});

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });
  test("the orders of a shop fit 320 pixels", async ({ page, browser, baseURL, signedInAs }) => {
    const cup = await newProduct({});
    const shopper = await browser.newContext({ baseURL, locale: "en-US" });
    await buyAsGuest(await shopper.newPage(), cup.buyPath, "nina@merle.test");
    await shopper.close();
    const order = await orderOf(cup.listingId);
    await signedInAs((await newMember(cup.sellerId, "owner")).handle);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of [
      "/dashboard/orders",
      `/dashboard/orders/${order.id}`,
      `/dashboard/orders/${order.id}/slip`,
    ]) {
      await page.goto(path);
      await expect(page.getByText("Everyday mug").first()).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await page.goto(`/dashboard/orders/${order.id}`);
    await page.getByRole("button", { name: "Commencer la préparation" }).click();
    await expect(page.getByText("La préparation a commencé.")).toBeVisible();
  });
});

test("what a card does is counted: seen, opened, bought; and the figures can be saved", async ({
  page,
  browser,
  baseURL,
}) => {
  const cup = await newProduct({ priceMinor: 2400 });
  await page.goto(cup.tweetPath);
  await buyAsGuest(page, `${cup.buyPath}?tweet=${cup.tweetId}`, `${unique("nina")}@merle.test`);
  const olga = await newMember(cup.sellerId, "owner", "Olga Roy");
  const work = await browser.newContext({ baseURL, locale: "en-US" });
  await signIn(work, olga.handle, baseURL);
  const desk = await work.newPage();
  const row = desk.getByRole("row", { name: /Out of the kiln/ });
  // A sale is counted when it is half a minute old.
  await expect(async () => {
    await desk.goto("/dashboard?sort=opened");
    const [seen = "", opened = "", bought = ""] = await row.getByRole("cell").allTextContents();
    expect([Number(seen) > 0, Number(opened) > 0, bought]).toEqual([true, true, "1"]);
  }).toPass({ timeout: 90_000 });
  await expect(row).toContainText("€29.00");
  await expectAccessible(desk);
  await expectNoSidewaysScroll(desk);
  await expect(desk.getByRole("columnheader", { name: "Opened" }).last()).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await desk.getByText("The same as a table").click();
  await expectAccessible(desk);
  const [saved] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("link", { name: "Save as CSV" }).click(),
  ]);
  const lines = readFileSync(await saved.path(), "utf8")
    .trim()
    .split("\n");
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toMatch(/^\d{4}-\d\d-\d\d,\d+,\d+,1,29\.00,0\.00,EUR$/);
  await work.close();
});

test("somebody who counts sees the figures and no orders; somebody who packs sees no figures", async ({
  context,
  page,
  baseURL,
  complaints,
}) => {
  const cup = await newProduct();
  const anna = await newMember(cup.sellerId, "analyst", "Anna Berg");
  await signIn(context, anna.handle, baseURL);
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "No cards yet" })).toBeVisible();
  const parts = page.getByRole("navigation", { name: /^Parts of / });
  await expect(parts.getByRole("link", { name: "Orders" })).toHaveCount(0);
  expect((await page.goto("/dashboard/orders"))?.status()).toBe(404);
  complaints.length = 0; // the browser tells of the 404
  const mona = await newMember(cup.sellerId, "fulfilment", "Mona Weber");
  await signIn(context, mona.handle, baseURL);
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/dashboard\/orders$/);
});
