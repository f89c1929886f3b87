import { expect, expectAccessible, expectNoSidewaysScroll, onDeskToo, test } from "./fixtures";
import { newPerson, newProduct } from "./world";

test("a visitor sees tweets, with things to buy and causes to give to", onDeskToo, async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(/Merle/);
  expect(await page.getByRole("article").count()).toBeGreaterThan(5);
  await expect(page.getByRole("link", { name: "Buy now", exact: true }).first()).toBeVisible();
});

test("what is for sale shows its true price and what is left of it", async ({ page }) => {
  const cup = await newProduct({ priceMinor: 3150, unitsInStock: 3 });
  await page.goto(cup.tweetPath);
  const tweet = page.locator(`#t-${cup.tweetId}`);
  await expect(tweet.getByText("€31.50").first()).toBeVisible();
  await expect(tweet.getByText("3 left")).toBeVisible();
  const buy = tweet.getByRole("link", { name: "Buy now", exact: true });
  await expect(buy, "one of many such links, told apart by ear").toHaveAccessibleDescription("Everyday mug");
});

test("what is sold out says so and cannot be bought", async ({ page }) => {
  const cup = await newProduct({ unitsInStock: 0 });
  await page.goto(cup.tweetPath);
  const tweet = page.locator(`#t-${cup.tweetId}`);
  await expect(tweet.getByText("Sold out").first()).toBeVisible();
  await expect(tweet.getByRole("link", { name: "Buy now", exact: true })).toHaveCount(0);
});

test(
  "somebody signed in posts a tweet and likes one, and both stay",
  onDeskToo,
  async ({ page, signedInAs }) => {
    const person = await newPerson();
    const cup = await newProduct();
    await signedInAs(person.handle);
    await page.goto("/");
    const words = `Good morning from ${person.handle}`;
    await page.getByLabel("Your tweet").first().fill(words);
    await page.getByRole("button", { name: "Post", exact: true }).first().click();
    await expect(page.getByRole("article").filter({ hasText: words }).first()).toBeVisible();

    await page.goto(cup.tweetPath);
    const tweet = page.locator(`#t-${cup.tweetId}`);
    const like = tweet.getByRole("button", { name: /like/i }).first();
    const answer = page.waitForResponse((response) => response.url().endsWith("/like"));
    await like.click();
    await answer;
    await page.reload();
    await expect(like).toHaveAttribute("aria-pressed", "true");
  },
);

test("two quick taps on a heart arrive as they were made", async ({ page, signedInAs }) => {
  const cup = await newProduct();
  await signedInAs((await newPerson()).handle);
  await page.goto(cup.tweetPath);
  const like = page.locator(`#t-${cup.tweetId}`).getByRole("button", { name: /like/i }).first();
  const sent: string[] = [];
  let letThrough = () => {};
  const isHeld = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(/\/(un)?like$/, async (route) => {
    sent.push(new URL(route.request().url()).pathname);
    if (sent.length === 1) await isHeld;
    await route.continue();
  });
  await like.click();
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "false");
  expect(sent).toHaveLength(1);
  const second = page.waitForResponse((response) => response.url().endsWith("/unlike"));
  letThrough();
  await second;
  expect(sent[1]).toMatch(/unlike$/);
  await page.reload();
  await expect(like).toHaveAttribute("aria-pressed", "false");
});

test("a like shows at once, and is taken back in words when it does not arrive", async ({
  page,
  signedInAs,
  complaints,
}) => {
  const cup = await newProduct();
  await signedInAs((await newPerson()).handle);
  await page.goto(cup.tweetPath);
  const like = page.locator(`#t-${cup.tweetId}`).getByRole("button", { name: /like/i }).first();
  let refuse = () => {};
  const untilRefused = new Promise<void>((resolve) => (refuse = resolve));
  await page.route("**/like", async (route) => {
    await untilRefused;
    await route.fulfill({ status: 503 });
  });
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await expect(like).toHaveText("1");
  refuse();
  await expect(like).toHaveAttribute("aria-pressed", "false");
  await expect(like).toHaveText("");
  await expect(page.getByText("That did not work. Try again.")).toBeVisible();
  complaints.length = 0; // the browser notes the 503
});

test("what one could give to stands beside a new person's timeline on a desk, whom to follow only in it, and a phone does not even ask", async ({
  page,
  signedInAs,
}) => {
  await signedInAs((await newPerson()).handle);
  const beside = page.getByRole("complementary").getByRole("heading", { name: "Causes" });
  let asked = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") asked++;
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await page.getByLabel("Your tweet").first().fill("Good morning. ".repeat(15));
  await expect(page.getByText("characters left").first()).toBeAttached(); // the page is at work
  expect(asked).toBe(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(beside).toBeVisible();
  expect(asked).toBe(1);
  await page.reload();
  await expect(beside).toBeVisible();
  await expect(page.getByText("@ateliersorbier"), "once in the column, once beside it").toHaveCount(2);
  await expect(page.getByText("@ateliersorbier").filter({ visible: true })).toHaveCount(1);
});

test("more loads at the end of the page", onDeskToo, async ({ page }) => {
  await page.goto("/");
  const before = await page.getByRole("article").count();
  await page.getByRole("link", { name: "Show more" }).scrollIntoViewIfNeeded();
  await expect.poll(() => page.getByRole("article").count()).toBeGreaterThan(before);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the timeline reads on by a plain link", async ({ page }) => {
    await page.goto("/");
    const first = await page.getByRole("article").first().getAttribute("data-tweet");
    await page.getByRole("link", { name: "Show more" }).click();
    await expect(page).toHaveURL(/before=/);
    await expect(page.getByRole("article").first()).not.toHaveAttribute("data-tweet", first ?? "");
  });
});

test("the first thing that Tab reaches leads to the content", onDeskToo, async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#content$/);
});

for (const path of ["/", "/ateliersorbier", "/no_such_person"]) {
  test(`${path} is accessible in both themes`, onDeskToo, async ({ page, complaints }) => {
    await page.goto(path);
    await expectAccessible(page);
    if (path === "/no_such_person") complaints.length = 0; // the browser notes the 404
  });

  test(`${path} fits a window of 320 pixels`, async ({ page, complaints }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    await expectNoSidewaysScroll(page);
    if (path === "/no_such_person") complaints.length = 0;
  });
}

test("a tweet with a product is accessible in both themes", onDeskToo, async ({ page }) => {
  const cup = await newProduct();
  await page.goto(cup.tweetPath);
  await expectAccessible(page);
});

test("a page that names no icon, as a mail in the outbox does, has one all the same", async ({ request }) => {
  const icon = await request.get("/favicon.ico");
  expect(icon.status()).toBe(200);
  expect(icon.headers()["content-type"]).toMatch(/^image\//);
});

test.describe("on the smallest phone in French", () => {
  test.use({ locale: "fr-FR", viewport: { width: 320, height: 640 } });

  test("the second question before a tweet is gone for good can be read, and it goes", async ({
    page,
    signedInAs,
  }) => {
    const person = await newPerson();
    await signedInAs(person.handle);
    await page.goto("/");
    const words = `Bonjour de ${person.handle}`;
    await page.getByLabel("Votre tweet").first().fill(words);
    await page.getByRole("button", { name: "Publier", exact: true }).first().click();
    const tweet = page.getByRole("article").filter({ hasText: words });
    await page.goto((await tweet.getAttribute("data-href")) ?? "");
    await page
      .locator("summary")
      .filter({ has: page.getByLabel("Supprimer") })
      .click();
    const forGood = page.getByRole("button", { name: "Supprimer définitivement" });
    await expect(forGood).toBeInViewport({ ratio: 1 });
    expect((await forGood.boundingBox())?.height, "its words stand in one line").toBeLessThan(50);
    await expectNoSidewaysScroll(page);
    await forGood.click();
    await page.goto(`/${person.handle}`);
    await expect(page.getByText("Aucun tweet pour l’instant")).toBeVisible();
  });
});
