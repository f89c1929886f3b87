import { eq } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { donations } from "@/db/schema/donations";
import { cards, typeCard } from "./checkout";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { core, making } from "./world";

async function newCause() {
  const { causeId, accountId } = await making.cause();
  await making.cardTweet(accountId, "The river thanks you.", { causeId });
  const [charity] = await core.db.select().from(accounts).where(eq(accounts.id, accountId));
  return { causeId, page: `/${charity?.handle}`, give: `/donate/${causeId}` };
}

const giftsTo = (causeId: string) => core.db.select().from(donations).where(eq(donations.causeId, causeId));

test("a guest gives from the timeline, anonymously, and finds the numbered receipt again", async ({
  page,
}) => {
  const cause = await newCause();
  await page.goto(cause.page);
  await page.getByRole("link", { name: "Donate", exact: true }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Amount", { exact: true }).fill("12.50");
  await sheet.getByLabel("Email", { exact: true }).fill("donor@merle.test");
  await sheet.getByLabel(/Give anonymously/).check();
  await typeCard(page, cards.good);
  await sheet.getByRole("button", { name: "Donate", exact: true }).click();
  await expect(sheet.getByText(/^Receipt \d{4}-\d{6}$/)).toBeVisible({ timeout: 20_000 });
  expect(await giftsTo(cause.causeId)).toMatchObject([
    { status: "paid", giftMinor: 1250, totalMinor: 1250, isAnonymous: true, email: "donor@merle.test" },
  ]);
  // What is offered to be told to others does not say how much, unless that is ticked.
  await expect(sheet.getByText(/12\.50/)).toHaveCount(0);

  await page.goto("/donations");
  await page.getByRole("main").getByRole("link").filter({ hasText: "Clean the Saône" }).first().click();
  await expect(page.getByText("Receipt for a gift")).toBeVisible();
  await expect(page.getByText("€12.50").first()).toBeVisible();
  await expectAccessible(page);
});

test("who has not said where the receipt goes is told so before a card is asked for", async ({ page }) => {
  const cause = await newCause();
  await page.goto(cause.give);
  await page.getByLabel("Amount", { exact: true }).fill("20");
  await page.getByRole("button", { name: "Donate", exact: true }).click();
  await expect(page.getByText("Write an email address such as name@example.com.")).toBeVisible();
  await expect(page.getByLabel("Email", { exact: true })).toHaveAttribute("aria-invalid", "true");
});

test("less than the minimum is refused in words, and the fee can be covered", async ({ page }) => {
  const cause = await newCause();
  await page.goto(cause.give);
  await page.getByLabel("Amount", { exact: true }).fill("1");
  await page.getByLabel("Email", { exact: true }).fill("donor@merle.test");
  await page.getByLabel("Name", { exact: true }).fill("Nina Roux");
  await typeCard(page, cards.good);
  const donate = page.getByRole("button", { name: "Donate", exact: true });
  await donate.click();
  await expect(page.getByText(/The least that can be given is €2\.00/)).toBeVisible();
  expect(await giftsTo(cause.causeId)).toEqual([]);

  await page.getByLabel("Amount", { exact: true }).fill("20");
  await page.getByLabel(/Add €\d\.\d\d so that/).check();
  await typeCard(page, cards.good);
  await donate.click();
  await expect(page.getByText(/^Receipt \d{4}-\d{6}$/)).toBeVisible({ timeout: 20_000 });
  expect(await giftsTo(cause.causeId)).toMatchObject([
    { status: "paid", giftMinor: 2000, coveredFeeMinor: 91 },
  ]);
});

test("the donation is accessible and fits 320 pixels", async ({ page }) => {
  const cause = await newCause();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(cause.give);
  await expect(page.locator('iframe[title*="card" i]').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });

  test("the button says Faire un don", async ({ page }) => {
    const cause = await newCause();
    await page.goto(cause.page);
    await expect(page.getByRole("link", { name: "Faire un don", exact: true }).first()).toBeVisible();
    await page.goto(cause.give);
    await expect(page.getByRole("button", { name: "Faire un don", exact: true })).toBeVisible();
  });
});
