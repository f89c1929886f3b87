import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, onDeskToo, test } from "./fixtures";
import { newPerson, newProduct, unique } from "./world";

/** What the page says of itself when its address is passed on. */
const meta = (page: Page, name: string) =>
  page.locator(`meta[property="${name}"], meta[name="${name}"]`).first().getAttribute("content");

test.describe("a newcomer to the demo world", () => {
  test("is given three hints, and the first leads to something for sale", onDeskToo, async ({ page }) => {
    await page.goto("/");
    const hints = page.getByRole("region", { name: "Welcome to the demo world" });
    await expect(hints.getByRole("listitem")).toHaveCount(3);
    const target = await hints.getByRole("link", { name: "Buy something" }).getAttribute("href");
    await hints.getByRole("link", { name: "Buy something" }).click();
    await expect(page).toHaveURL(new RegExp(`${target}$`));
    await expect(
      page.locator(target ?? "").getByRole("link", { name: "Buy now", exact: true }),
    ).toBeInViewport();
  });

  test("skips them at once by keyboard, and they stay away", onDeskToo, async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Hide" }).press("Enter");
    await expect(page.getByRole("heading", { name: "Welcome to the demo world" })).toHaveCount(0);
    await page.goto("/");
    await expect(page.getByRole("article").first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "Welcome to the demo world" })).toHaveCount(0);
  });

  test(
    "finds nothing moving while the page comes, and nothing that axe would mend",
    onDeskToo,
    async ({ page }) => {
      await page.addInitScript(() => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { sources } = entry as PerformanceEntry & { sources: { node?: Element }[] };
            document.documentElement.dataset["shift"] = sources.map(({ node }) => node?.outerHTML).join("\n");
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      // Slowly, so that each piece of the page is drawn as it comes.
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      const perSecond = 250_000;
      await devtools.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 50,
        downloadThroughput: perSecond,
        uploadThroughput: perSecond,
      });
      await page.goto("/");
      await expect(page.getByRole("heading", { name: "Welcome to the demo world" })).toBeVisible();
      // Before axe looks: it scrolls, and brings what was lazy.
      await expect(page.locator("html")).not.toHaveAttribute("data-shift");
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    },
  );

  test("is not told again once signed in", async ({ page, signedInAs }) => {
    await signedInAs((await newPerson()).handle);
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Home", exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Welcome to the demo world" })).toHaveCount(0);
  });
});

test("every page has a title of its own", async ({ page, signedInAs, complaints }) => {
  const person = await newPerson(unique("Robin"));
  const cup = await newProduct();
  await signedInAs(person.handle);
  const paths = [
    "/",
    `/${person.handle}`,
    `/${cup.seller}/shop`,
    cup.tweetPath,
    cup.buyPath,
    "/hashtag/coffee",
    "/orders",
    "/orders/claim",
    "/donations",
    "/settings",
    "/outbox",
    "/sign-in",
    "/sign-out",
    "/forgot-password",
    "/offline",
    "/no_such_person",
  ];
  const titles: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await expect(page, path).toHaveTitle(/Merle/);
    titles.push(await page.title());
  }
  complaints.length = 0; // the browser notes the 404
  expect(new Set(titles).size, titles.join("\n")).toBe(paths.length);
});

test("a sheet over the timeline has the title of what it sells, and gives the page its own back", async ({
  page,
}) => {
  const cup = await newProduct();
  await page.goto(cup.buyPath);
  const titleOfCup = await page.title();
  await page.goto(cup.tweetPath);
  const titleOfTweet = await page.title();
  expect(titleOfTweet).not.toBe(titleOfCup);
  await page.getByRole("link", { name: "Buy now", exact: true }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveTitle(titleOfCup);
  await page.keyboard.press("Escape");
  await expect(page).toHaveTitle(titleOfTweet);
});

test("an address that leads nowhere still shows the ways on", async ({ page, complaints }) => {
  expect((await page.goto("/nobody/nothing/nowhere"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Orders" })).toBeVisible();
  complaints.length = 0; // the browser notes the 404
});

test("with letters twice as large a product, its card and who sells it still fit the phone", async ({
  page,
}) => {
  for (const path of ["/", "/ateliersorbier/shop", "/ateliersorbier/products/espresso-pair"]) {
    await page.goto(path);
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    await expectNoSidewaysScroll(page);
    const buy = await page.getByRole("link", { name: "Buy now", exact: true }).first().boundingBox();
    const card = await page.getByRole("main").boundingBox();
    expect((buy?.x ?? 0) + (buy?.width ?? Infinity), path).toBeLessThan((card?.x ?? 0) + (card?.width ?? 0));
  }
});

test("a tweet's preview names the product and its price, and leads to the one address", async ({
  page,
  request,
  baseURL,
}) => {
  const cup = await newProduct({ priceMinor: 3150 });
  await page.goto(`${cup.tweetPath}?from=elsewhere`);
  const description = await meta(page, "og:description");
  expect(description).toMatch(/· €31\.50 ·/);
  const product = description?.split(" · ")[0] ?? "";
  await expect(page.locator(`#t-${cup.tweetId}`).getByText(product, { exact: true })).toBeVisible();
  expect(await meta(page, "twitter:card")).toBe("summary_large_image");
  expect(await meta(page, "og:url")).toBe(`${baseURL}${cup.tweetPath}`);
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", `${baseURL}${cup.tweetPath}`);

  await page.goto(cup.buyPath);
  expect(await meta(page, "og:title")).toBe(product);
  expect(await meta(page, "og:description")).toContain("€31.50");
  // Whoever finds the address where it is bought is led to the product's own page.
  const canonical = await page.locator('link[rel="canonical"]').getAttribute("href");
  await page.goto(canonical ?? "");
  await expect(page.getByRole("heading", { name: product, level: 1 })).toBeVisible();

  for (const passedOn of [
    "/hashtag/stoneware",
    "/sign-up",
    "/sign-in",
    "/help/channels",
    "/help/channels/direct",
  ]) {
    await page.goto(passedOn);
    expect(await meta(page, "og:url"), passedOn).toBe(`${baseURL}${passedOn}`);
    expect(await meta(page, "og:description"), passedOn).toBeTruthy();
  }

  await page.goto("/");
  const picture = (await meta(page, "og:image")) ?? "";
  expect(picture.startsWith(`${baseURL}/`), picture).toBe(true);
  expect((await request.get(picture)).headers()["content-type"]).toMatch(/^image\/(png|jpeg|webp)/);
});

test("scripts and pictures come packed, and are kept where they do not change", async ({ page, request }) => {
  await page.goto("/");
  const script = (await page.locator("script[src]").first().getAttribute("src")) ?? "";
  const headersOf = async (path: string) =>
    (await request.get(path, { headers: { "accept-encoding": "br" } })).headers();
  expect(await headersOf(script)).toMatchObject({
    "content-encoding": "br",
    "cache-control": "public, max-age=31536000, immutable",
  });
  expect(await headersOf("/demo/avatars/ada.svg")).toMatchObject({
    "content-type": "image/svg+xml",
    "content-encoding": "br",
    "cache-control": "public, max-age=3600",
  });
  expect((await request.get("/demo/avatars/nobody.svg")).status()).toBe(404);
});

test("searching machines are told what is public, and where", async ({ request, baseURL }) => {
  const robots = await (await request.get("/robots.txt")).text();
  expect(robots).toContain("Disallow: /orders");
  expect(robots).toContain(`Sitemap: ${baseURL}/sitemap.xml`);
  const map = await (await request.get("/sitemap.xml")).text();
  expect(map).toContain(`<loc>${baseURL}/ateliersorbier/shop</loc>`);
});

test("a phone is told how to keep Merle among its apps", async ({ page, request }) => {
  await page.goto("/");
  const address = (await page.locator('link[rel="manifest"]').getAttribute("href")) ?? "";
  const manifest = await (await request.get(address)).json();
  expect(manifest).toMatchObject({ name: "Merle", start_url: "/", display: "standalone" });
  expect(manifest.icons.map((icon: { purpose?: string }) => icon.purpose ?? "any")).toContain("maskable");
  for (const { src } of manifest.icons) expect((await request.get(src)).ok(), src).toBe(true);
});

test.describe("without a network", () => {
  test.use({ serviceWorkers: "allow" });

  test("a page of ours says so, in the reader's language, and nothing else was kept", async ({
    page,
    context,
    complaints,
  }) => {
    await page.goto("/");
    await page.evaluate(async () => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.goto("/orders");
    await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept).toEqual(["/offline"]);
    await expectAccessible(page);
    complaints.length = 0; // the browser notes what it could not fetch

    await context.setOffline(false);
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(page).toHaveURL(/\/orders$/);
    await expect(page.getByRole("heading", { name: "You are offline" })).toHaveCount(0);
    await page.getByRole("button", { name: "Français" }).first().click();
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expect
      .poll(() => page.evaluate(async () => (await (await caches.match("/offline"))?.text()) ?? ""))
      .toContain("Vous êtes hors ligne");
  });
});
