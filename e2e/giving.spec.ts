import { eq } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { donations, monthlyGifts } from "@/db/schema/donations";
import { mails } from "@/db/schema/mail";
import { answerBank, cards, typeCard } from "./checkout";
import { expect, expectAccessible, expectNoSidewaysScroll, onDeskToo, test } from "./fixtures";
import { core, making, newPerson } from "./world";

async function newCause() {
  const { causeId, accountId } = await making.cause();
  await making.cardTweet(accountId, "The river thanks you.", { causeId });
  const [charity] = await core.db.select().from(accounts).where(eq(accounts.id, accountId));
  return { causeId, page: `/${charity?.handle}`, give: `/donate/${causeId}` };
}

const giftsTo = (causeId: string) => core.db.select().from(donations).where(eq(donations.causeId, causeId));

test(
  "a guest gives from the timeline, anonymously, and finds the numbered receipt again",
  onDeskToo,
  async ({ page }) => {
    const cause = await newCause();
    await page.goto(cause.page);
    await page.getByRole("link", { name: "Donate", exact: true }).first().click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Amount", { exact: true }).fill("12.50");
    await sheet.getByLabel("Email", { exact: true }).fill("donor@merle.test");
    await sheet.getByLabel(/Give anonymously/).check();
    await typeCard(page, cards.good);
    await sheet.getByRole("button", { name: "Donate", exact: true }).click();
    await expect(sheet.getByText(/^Receipt \d{4}-\d{6}$/)).toBeVisible();
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
  },
);

test("who has given nothing yet finds causes to give to where their gifts will be", async ({ page }) => {
  await newCause();
  await page.goto("/donations");
  await expect(page.getByRole("heading", { name: "No gifts yet" })).toBeVisible();
  await expectAccessible(page);
  const causes = page.getByRole("region", { name: "Causes" });
  await causes.getByRole("link", { name: "Donate", exact: true }).first().click();
  await expect(page.getByLabel("Amount", { exact: true })).toBeVisible();
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
  await expect(page.getByText(/^Receipt \d{4}-\d{6}$/)).toBeVisible();
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

test(
  "a person gives every month, sees it under Donations, changes it and stops it",
  onDeskToo,
  async ({ page, signedInAs }) => {
    const donor = await newPerson("Robin Marsh");
    await signedInAs(donor.handle);
    const cause = await newCause();
    await page.goto(cause.page);
    await page.getByRole("link", { name: "Donate", exact: true }).first().click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Every month", { exact: true }).check();
    await sheet.getByLabel("Amount", { exact: true }).fill("15");
    await expect(sheet.getByText("Total every month")).toBeVisible();
    await typeCard(page, cards.asks);
    await sheet.getByRole("button", { name: "Donate", exact: true }).click();
    await answerBank(page, "Complete");
    await expect(sheet.getByText(/You give this every month; the next time is/)).toBeVisible();
    expect(await giftsTo(cause.causeId)).toMatchObject([{ status: "paid", totalMinor: 1500 }]);

    await page.goto("/donations");
    await expect(page.getByText("€15.00 every month")).toBeVisible();
    await page.getByRole("link").filter({ hasText: "€15.00 every month" }).click();
    await expect(page.getByText(/Your card is charged next on/)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByLabel("Amount", { exact: true }).fill("20");
    await page.getByRole("button", { name: "Change the amount" }).click();
    await expect(page.getByText("€20.00 every month")).toBeVisible();
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByText("Paused. Nothing is charged until you go on.")).toBeVisible();
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText("It goes on.")).toBeVisible();
    await page.getByRole("button", { name: "Stop this gift" }).click();
    await expect(page.getByText("Stopped. Nothing more is charged.")).toBeVisible();
    expect(
      await core.db.select().from(monthlyGifts).where(eq(monthlyGifts.causeId, cause.causeId)),
    ).toMatchObject([
      { status: "ended", endReason: "by-donor", giftMinor: 2000, changes: 4, changesAtStripe: 4 },
    ]);
  },
);

test("the link of a guest's receipt stops a monthly gift in another browser, without an account", async ({
  page,
  browser,
}) => {
  const cause = await newCause();
  await page.goto(cause.give);
  await page.getByLabel("Every month", { exact: true }).check();
  await page.getByLabel("Amount", { exact: true }).fill("9");
  await page.getByLabel("Email", { exact: true }).fill("donor@merle.test");
  await page.getByLabel(/Give anonymously/).check();
  await typeCard(page, cards.good);
  await page.getByRole("button", { name: "Donate", exact: true }).click();
  await expect(page.getByText(/^Receipt \d{4}-\d{6}$/)).toBeVisible();

  const [gift] = await giftsTo(cause.causeId);
  const [mail] = await core.db
    .select()
    .from(mails)
    .where(eq(mails.eventKey, `donation-receipt:${gift?.id}`));
  expect(mail?.content).toMatchObject({ monthlyUrl: expect.stringContaining("/donations/monthly/") });
  const { monthlyUrl = "" } = { ...(mail?.content as { monthlyUrl?: string } | undefined) };
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(monthlyUrl.replace(/token=.*/, "token=guessed"));
  await expect(other.getByText(/The link is not valid any more/)).toBeVisible();
  await other.goto(monthlyUrl);
  await other.getByRole("button", { name: "Stop this gift" }).click();
  await expect(other.getByText("Stopped. Nothing more is charged.")).toBeVisible();
  await elsewhere.close();
});
