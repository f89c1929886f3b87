// That the parts of the dashboard fit together: each by itself is told in the stories of its own.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import { buyAsGuest, cards, expectDone, fillDetails, pay, toPayment, typeCard } from "./checkout";
import { expect, signIn, test } from "./fixtures";
import { core, newPerson, unique } from "./world";

const picture = "public/demo/causes/clean-the-saone.webp";

async function mailTo(email: string, kind: string) {
  const [mail] = await core.db
    .select()
    .from(mails)
    .where(and(eq(mails.to, email), eq(mails.kind, kind)));
  if (!mail) throw new Error(`No mail of the kind ${kind} was sent to ${email}`);
  return mail.content;
}

async function openShop(page: Page, handle: string) {
  await page.goto("/dashboard/open");
  await page.getByLabel("Name of the shop").fill("The Kiln");
  await page.getByLabel("Handle").fill(handle);
  await page.getByLabel("Legal name").fill("Poterie du Rhône SARL");
  await page.getByLabel("Address", { exact: true }).fill("12 rue des Potiers");
  await page.getByLabel("City").fill("Lyon");
  await page.getByLabel("Postal code").fill("69001");
  await page.getByLabel("Delivery costs the shopper").fill("5");
  await page.getByLabel("Return policy in English").fill("30 days, we pay.");
  await page.getByRole("button", { name: "Open the shop" }).click();
  await expect(page.getByText("The Kiln is open.")).toBeVisible();
}

/** In two sizes for 24 euros, three of each, with a picture. */
async function makeBowl(page: Page) {
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "New product" }).click();
  await page.getByLabel("Title", { exact: true }).fill("Breakfast bowl");
  await page.getByLabel("Option 1: name").fill("Size");
  await page.getByLabel("Values").nth(0).fill("Small, Large");
  await page.getByLabel("Price in EUR").fill("24");
  await page.getByLabel("In stock").fill("3");
  await page.getByRole("button", { name: "Make the variants" }).click();
  await expect(page.getByRole("group", { name: "Small" })).toBeVisible(); // the answer draws the form anew
  await page.getByLabel("Add a picture").setInputFiles(picture);
  await page.getByRole("button", { name: "Upload the picture" }).click();
  await page.getByLabel("What the picture shows").fill("A white bowl");
  for (const size of ["Small", "Large"])
    await page.getByRole("group", { name: size }).getByLabel("In stock").fill("3");
  await page.getByRole("button", { name: "Make the product" }).click();
  await expect(page.getByText("The product is made.")).toBeVisible();
}

/** @returns the path of the post. */
async function postAndPromote(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Write a post with it" }).click();
  await expect(page.getByRole("radio", { name: /Breakfast bowl/ })).toBeChecked();
  await page.getByLabel("What do you want to say?").fill("Out of the kiln this morning.");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  const path = await page.getByRole("link", { name: /^See it/ }).getAttribute("href");
  await page.getByRole("link", { name: /^Promote/ }).click();
  await page.getByLabel("Most impressions a day").fill("50");
  await page.getByRole("button", { name: "Promote it" }).click();
  await page.getByRole("button", { name: "Stop it now" }).click();
  await expect(page.getByText("Stopped. The tweet stays as it was.")).toBeVisible();
  return path ?? "";
}

async function giveBack(page: Page, amount: string) {
  await expect(page.getByLabel("Amount in EUR")).toBeVisible();
  await page.getByLabel("Amount in EUR").fill(amount);
  await page.getByRole("button", { name: "Give back" }).click();
}

test("a shop is opened, posts, sells, sends, gives back and counts, with a colleague who only packs", async ({
  page,
  browser,
  baseURL,
  signedInAs,
}) => {
  const somebodyElse = async () => (await browser.newContext({ baseURL, locale: "en-US" })).newPage();
  const olga = await newPerson("Olga Keller");
  await signedInAs(olga.handle);
  await openShop(page, unique("kiln"));
  await makeBowl(page);
  const product = page.url();
  const tweetPath = await postAndPromote(page);

  const nina = await somebodyElse();
  const email = `${unique("nina")}@merle.test`;
  await nina.goto(tweetPath);
  await nina.getByRole("article").first().getByRole("link", { name: "Buy now", exact: true }).click();
  await expect(nina.getByRole("dialog").getByText("Breakfast bowl")).toBeVisible();
  await nina.getByLabel("Size").selectOption("Large · €24.00");
  await fillDetails(nina, email);
  await toPayment(nina);
  await typeCard(nina, cards.good);
  await pay(nina);
  await expectDone(nina);
  await nina.getByRole("link", { name: "See the order" }).click();
  await expect(nina.getByRole("heading", { name: /^Order \d+$/ })).toBeVisible();
  const orderPath = new URL(nina.url()).pathname;
  const paul = await somebodyElse();
  await paul.goto(tweetPath);
  const buyPath = await paul.getByRole("link", { name: "Buy now", exact: true }).first().getAttribute("href");
  await buyAsGuest(paul, buyPath ?? "", `${unique("paul")}@merle.test`);

  const mona = await newPerson("Mona Weber");
  await page.goto("/dashboard/team");
  await page.getByLabel("Email").fill(mona.email);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText("The invitation is on its way.")).toBeVisible();
  const packing = await somebodyElse();
  await signIn(packing.context(), mona.handle, baseURL);
  await packing.goto(String((await mailTo(mona.email, "shop-invitation"))["url"]));
  await packing.getByRole("button", { name: "Join The Kiln" }).click();
  await expect(packing.getByText("You work for The Kiln now.")).toBeVisible();
  await packing.goto("/dashboard/orders");
  await expect(packing.getByRole("link", { name: "To pack 2" })).toBeVisible();
  await packing.goto(`/dashboard${orderPath}`);
  await packing.getByRole("button", { name: "Begin packing" }).click();
  await packing.getByRole("link", { name: "Packing slip" }).click();
  await expect(packing.getByRole("row").filter({ hasText: "Breakfast bowl" })).toContainText("Large");
  await packing.goBack();
  await packing.getByLabel("Tracking number").fill("6A123");
  await packing.getByRole("button", { name: "Mark as shipped" }).click();
  await packing.getByRole("button", { name: "Mark as delivered" }).click();
  await expect(packing.getByText("It has arrived, and the shopper has been told.")).toBeVisible();
  await expect(packing.getByLabel("Amount in EUR"), "who packs gives no money back").toHaveCount(0);
  await nina.reload();
  await expect(nina.getByRole("link", { name: "Follow 6A123" })).toBeVisible();
  await expect(nina.getByText("Delivered").first()).toBeVisible();

  await page.goto(`/dashboard${orderPath}`);
  await giveBack(page, "9");
  await expect(page.getByText("€9.00").first()).toBeVisible();
  await giveBack(page, "20");
  await expect(page.getByLabel("Amount in EUR"), "nothing is left").toHaveCount(0);
  await nina.reload();
  await expect(nina.getByText("Refunded").first()).toBeVisible();
  await mailTo(email, "order-shipped");
  await nina.goto("/outbox");
  await expect(nina.getByText("€20.00 on the way back to you").first()).toBeVisible();

  await page.goto(product);
  const large = page.getByRole("group", { name: "Large" });
  await expect(large.getByLabel("In stock"), "what is given back stays sold").toHaveValue("2");
  const file = await (await page.request.get("/dashboard/listings/export")).body();
  await page.goto("/dashboard/listings/import");
  await page
    .getByLabel("Product file")
    .setInputFiles({ name: "kiln.csv", mimeType: "text/csv", buffer: file });
  await page.getByRole("button", { name: "Import at once" }).click();
  await expect(page.getByText("Unchanged").locator("xpath=following-sibling::dd")).toHaveText("1");

  await page.goto("/dashboard/audit");
  for (const told of [/Posted: Out of the kiln.*Product: /, /Began a promotion: Out of the kiln/])
    await expect(page.getByRole("row", { name: told })).toBeVisible();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  const done = [...(await readFile(await saved.path(), "utf8")).matchAll(/Z,([\w ]+),\w+,([a-z-]+),/g)];
  expect(done.map(([, by, action]) => `${by}: ${action}`).toReversed()).toEqual([
    "Olga Keller: shop-opened",
    "Olga Keller: product-created",
    "Olga Keller: tweet-posted",
    "Olga Keller: promotion-started",
    "Olga Keller: promotion-stopped",
    "Olga Keller: member-invited",
    "Mona Weber: member-joined",
    "Olga Keller: import-begun",
  ]);

  // A sale is counted when it is half a minute old.
  await expect(async () => {
    await page.goto("/dashboard");
    const row = page.getByRole("row", { name: /Out of the kiln/ });
    const [seen, opened, ...rest] = await row.getByRole("cell").allTextContents();
    expect([Number(seen) > 1, Number(opened) > 1, ...rest]).toEqual([true, true, "2", "€58.00", "€29.00"]);
  }).toPass({ timeout: 90_000 });
  for (const other of [nina, paul, packing]) await other.context().close();
});
