// The operator moves the clock through the history of the demo world: npm run clock. A Merle of its own, and one test
// after the other: everybody here sees the same day.
import type { Browser, Page } from "@playwright/test";
import { cards, expectDone, fillDetails, pay, toPayment, typeCard } from "./checkout";
import {
  collectComplaints,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  signIn,
  test,
} from "./fixtures";

const bar = (page: Page) => page.getByRole("region", { name: "The day that is shown" });

async function moveTo(page: Page, day: string | RegExp): Promise<void> {
  await page.goto("/operator/clock");
  await page.getByRole("button", { name: day }).click();
  await expect(page.getByText(/What is due is being done now/)).toBeVisible();
}

/** A visitor's own browser; nothing may be complained about in it either. */
async function visiting(browser: Browser, baseURL: string | undefined, story: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ baseURL, locale: "en-US", serviceWorkers: "block" });
  const page = await context.newPage();
  const complaints: string[] = [];
  collectComplaints(page, complaints);
  await story(page);
  await context.close();
  expect(complaints).toEqual([]);
}

const tweetOf = (page: Page, words: string) => page.getByRole("article").filter({ hasText: words });
const buyIn = (page: Page, words: string) =>
  tweetOf(page, words).getByRole("link", { name: "Buy now", exact: true });

test("a visitor of November 2015 sees that day and no later one, and buys what a platform's shop sold", async ({
  page,
  browser,
  baseURL,
  context,
}) => {
  await visiting(browser, baseURL, async (visitor) => {
    await visitor.goto("/");
    await expect(bar(visitor)).toHaveCount(0);
  });
  await signIn(context, "ops", baseURL);
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Operations" }).first().click();
  await page.getByRole("link", { name: "Clock", exact: true }).click();
  await expect(page.getByRole("heading", { name: "The clock", exact: true })).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await moveTo(page, /The platforms are there/);
  await expect(bar(page)).toContainText("Here it is November 10, 2015.");
  await expect(bar(page).getByRole("link", { name: "Move the clock" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // Of what is announced later nothing is known yet.
  await page.goto("/operator/channels/shopify");
  await expect(page.getByText("No end has been announced.")).toBeVisible();
  await expect(page.getByText(/2017/)).toHaveCount(0);

  await visiting(browser, baseURL, async (visitor) => {
    await visitor.goto("/");
    await expect(bar(visitor)).toContainText("November 10, 2015");
    await expect(bar(visitor).getByRole("link")).toHaveCount(0);
    await expect(tweetOf(visitor, "shops of four platforms sell here")).toBeVisible();
    await expect(visitor.getByText(/2017|2025|2026/)).toHaveCount(0);
    await expectAccessible(visitor);
    await buyIn(visitor, "The Bedside Orb").click();
    await fillDetails(visitor, "visitor2015@merle.test");
    await toPayment(visitor);
    await typeCard(visitor, cards.good);
    await pay(visitor);
    await expectDone(visitor);
    await visitor.goto("/orders");
    await expect(visitor.getByText(/Nov(ember)? 10, 2015/).first()).toBeVisible();
    for (const path of ["/sign-in", "/lumenandoak/shop"]) {
      await visitor.goto(path);
      await expect(bar(visitor)).toContainText("November 10, 2015");
    }
    // Who joined later is not there, and that page has the bar too.
    const notYet = await visitor.request.get("/ateliersorbier");
    expect(notYet.status()).toBe(404);
    expect(await notYet.text()).toContain("Here it is November 10, 2015.");
  });
});

test("Shopify's cards lead to the shop itself from 1 February 2017 on; after 30 April nothing is sold, and giving goes on", async ({
  page,
  browser,
  baseURL,
  context,
}) => {
  await signIn(context, "ops", baseURL);
  await moveTo(page, /The last hour of Shopify/);
  await visiting(browser, baseURL, async (visitor) => {
    await visitor.goto("/");
    await expect(buyIn(visitor, "Brass candlestick")).toBeVisible();
  });
  await page.getByRole("button", { name: "1 hour" }).click();
  await expect(bar(page)).toContainText("Here it is February 1, 2017.");
  await visiting(browser, baseURL, async (visitor) => {
    await visitor.goto("/");
    await expect(tweetOf(visitor, "Brass candlestick")).toBeVisible();
    await expect(buyIn(visitor, "Brass candlestick")).toHaveCount(0);
    await expect(
      tweetOf(visitor, "Brass candlestick")
        .getByRole("link")
        .and(visitor.locator('[href*="lumenandoak.example"]')),
    ).toHaveCount(1);
    await expect(buyIn(visitor, "The train has four wagons")).toBeVisible();
  });
  await page.goto("/operator/channels/shopify");
  await expect(page.getByRole("button", { name: "Call the end off" })).toHaveCount(0);
  await page.getByRole("link", { name: "Change the dates" }).click();
  await expect(page.getByLabel("No sales from"), "what has happened stays").toHaveAttribute("readonly");
  await expect(page.getByLabel("Closes")).not.toHaveAttribute("readonly");

  await moveTo(page, /After the end/);
  await visiting(browser, baseURL, async (visitor) => {
    await visitor.goto("/");
    await expect(tweetOf(visitor, "The train has four wagons")).toBeVisible();
    await expect(visitor.getByRole("link", { name: "Buy now", exact: true })).toHaveCount(0);
    await tweetOf(visitor, "Giving never needed the shops")
      .getByRole("link", { name: "Donate", exact: true })
      .click();
    await visitor.getByLabel("Amount", { exact: true }).fill("10");
    await visitor.getByLabel("Email", { exact: true }).fill("donor2017@merle.test");
    await visitor.getByLabel(/Give anonymously/).check();
    await typeCard(visitor, cards.good);
    await visitor.getByRole("button", { name: "Donate", exact: true }).click();
    await expect(visitor.getByText(/^Receipt 2017-\d{6}$/)).toBeVisible();
  });
});

test("a day that cannot be shown is refused in words, keeps what was typed, and the way back is one press", async ({
  page,
  baseURL,
  context,
}) => {
  await signIn(context, "ops", baseURL);
  await page.goto("/operator/clock");
  const at = page.getByLabel("Day and time, UTC");
  await at.fill("1999-12-31T23:59");
  await page.getByRole("button", { name: "Move the clock" }).click();
  await expect(page.getByText("The clock goes from September 2014 to December 2034.")).toBeVisible();
  await expect(at).toHaveValue("1999-12-31T23:59");
  await expect(at).toHaveAttribute("aria-invalid", "true");
  await at.fill("2016-05-26T18:00");
  await page.getByRole("button", { name: "Move the clock" }).click();
  await expect(bar(page)).toContainText("May 26, 2016");

  // Two windows: the second to move it is told.
  const other = await context.newPage();
  await other.goto("/operator/clock");
  await page.getByRole("button", { name: "1 week" }).click();
  await expect(bar(page)).toContainText("June 2, 2016");
  await other.getByRole("button", { name: "1 day" }).click();
  await expect(other.getByText(/Somebody else moved the clock meanwhile/)).toBeVisible();
  await expect(bar(other)).toContainText("June 2, 2016");

  await moveTo(page, "Back to today");
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByText("Nothing waits: all that was due until this moment is done.")).toBeVisible();
});
