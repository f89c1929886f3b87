import { readFile } from "node:fs/promises";
import { eq, inArray } from "drizzle-orm";
import { unzipSync } from "fflate";
import { channels } from "@/db/schema/channels";
import { mails } from "@/db/schema/mail";
import { orders } from "@/db/schema/orders";
import { auditEntries } from "@/db/schema/shops";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "./fixtures";
import { daysAfter } from "@/domain/time";
import { buyAsGuest } from "./checkout";
import { core, newMember, newProduct, unique } from "./world";

test("an owner asks for everything, leaves, comes back and takes it away as one file", async ({
  page,
  signedInAs,
}) => {
  const cup = await newProduct();
  const owner = await newMember(cup.sellerId, "owner", "Mona Weber");
  await signedInAs(owner.handle);
  await page.goto("/dashboard/settings");
  await page.getByRole("link", { name: "Everything in one file" }).click();
  await expect(page.getByRole("heading", { name: "Archive", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make an archive" }).click();
  await expect(
    page.getByText("You can leave this page").or(page.getByText("The archive is ready")),
  ).toBeVisible();
  await page.goto("/dashboard/orders");
  const told = () => core.db.select().from(mails).where(eq(mails.to, owner.email));
  await expect
    .poll(async () => (await told()).map(({ kind }) => kind), { timeout: 30_000 })
    .toContain("archive-ready");

  await page.goto("/dashboard/archive");
  await expect(page.getByRole("heading", { name: "The archive is ready" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the archive" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^${cup.seller}-archive-\\d{4}-\\d\\d-\\d\\d\\.zip$`),
  );
  const files = unzipSync(await readFile(await download.path()));
  const text = (name: string) => Buffer.from(files[name] ?? []).toString("utf8");
  expect(text("README.txt")).toContain(`(@${cup.seller})`);
  expect(text("posts.csv")).toContain("Out of the kiln this morning.");
  expect(JSON.parse(text("manifest.json"))).toMatchObject({ shop: cup.seller });
  const log = await core.db.select().from(auditEntries).where(eq(auditEntries.accountId, cup.sellerId));
  expect(log.map(({ action }) => action)).toEqual(["archive-requested", "archive-fetched"]);

  const support = await newMember(cup.sellerId, "support");
  const link = page.url();
  await signedInAs(support.handle);
  expect((await page.request.get(link)).status()).toBe(404);
});

test("the archive is asked for without JavaScript, in French, on the narrowest phone", async ({
  browser,
  baseURL,
}) => {
  const cup = await newProduct();
  const manager = await newMember(cup.sellerId, "manager");
  const context = await browser.newContext({
    baseURL: baseURL ?? "",
    javaScriptEnabled: false,
    locale: "fr-FR",
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await signIn(context, manager.handle, baseURL);
  await page.goto("/dashboard/archive");
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Préparer une archive" }).click();
  await expect
    .poll(
      async () => {
        await page.goto("/dashboard/archive");
        return page.getByRole("link", { name: "Télécharger l’archive" }).count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await expectNoSidewaysScroll(page);
  await context.close();
});

/** The channel of the shop has come to its end, so many days ago; the last day of refunds was ten days before. */
async function channelClosed(seller: string, days: number) {
  const closesAt = daysAfter(core.clock.now(), -days);
  await core.db
    .update(channels)
    .set({
      opensAt: daysAfter(closesAt, -400),
      endAnnouncedAt: daysAfter(closesAt, -90),
      salesEndAt: daysAfter(closesAt, -60),
      fulfilByAt: daysAfter(closesAt, -30),
      refundsUntilAt: daysAfter(closesAt, -10),
      closesAt,
    })
    .where(inArray(channels.slug, [`direct-${seller}`]));
}

test("a shop whose channel has closed is read, not changed, and a page left open says why", async ({
  page,
  browser,
  baseURL,
}) => {
  const cup = await newProduct({ priceMinor: 2400 });
  const email = `${unique("nina")}@merle.test`;
  await buyAsGuest(page, cup.buyPath, email);
  const [order] = await core.db.select().from(orders).where(eq(orders.listingId, cup.listingId));
  const owner = await newMember(cup.sellerId, "owner", "Mona Weber");
  const work = await browser.newContext({ baseURL: baseURL ?? "", locale: "en-US" });
  await signIn(work, owner.handle, baseURL);
  const desk = await work.newPage();
  await desk.goto("/dashboard/settings/delivery");
  await desk.getByLabel("Working days").fill("7");

  // After the day by which all had to be sent, and before the close.
  await channelClosed(cup.seller, -5);
  const queue = await work.newPage();
  await queue.goto("/dashboard/orders");
  await expect(queue.getByText("Late", { exact: true })).toBeVisible();
  await expectAccessible(queue);
  await queue.goto(`/dashboard/orders/${order?.id}`);
  await expect(queue.getByText("It had to be sent by")).toBeVisible();
  await expect(queue.getByRole("button", { name: "Begin packing" })).toBeVisible();
  await expect(queue.getByText("Refunds through this channel ended on")).toBeVisible();
  await expectAccessible(queue);
  await page.goto(`/orders/${order?.id}`);
  await expect(page.getByText(`write to ${cup.seller} at ${cup.seller}@merle.test`)).toBeVisible();
  await expectAccessible(page);

  await channelClosed(cup.seller, 1);
  await desk.getByRole("button", { name: "Save", exact: true }).click();
  await expect(desk.getByText("From then on nothing is changed here any more.")).toBeVisible();
  await expect(desk.getByLabel("Working days"), "what was typed is not lost").toHaveValue("7");

  await queue.goto(`/dashboard/orders/${order?.id}`);
  await expect(queue.getByText("Everything stays here to be read")).toBeVisible();
  await expect(queue.getByRole("main").getByRole("button")).toHaveCount(0);
  for (const path of [
    "listings",
    `listings/${cup.productId}`,
    "posts",
    "settings/delivery",
    "orders",
    "channels",
  ]) {
    await queue.goto(`/dashboard/${path}`);
    await expect(queue.getByText("Everything stays here to be read")).toBeVisible();
    for (const name of ["New product", "Save", "Write a post", "Promote", "Add a zone", "Change"])
      await expect(queue.getByRole("main").getByText(name, { exact: true }), `${path}: ${name}`).toHaveCount(
        0,
      );
    await expectAccessible(queue);
    await expectNoSidewaysScroll(queue);
  }
  await queue.goto("/dashboard/settings");
  const saves = queue.getByRole("button", { name: "Save", exact: true });
  await expect(saves, "only who sells, and how to reach them").toHaveCount(1);
  await queue.getByLabel("Email for shoppers").fill("after@atelier.example");
  await queue.getByLabel("Website").fill("https://atelier.example");
  await saves.click();
  await expect(queue.getByText("Saved.")).toBeVisible();
  await queue.goto("/dashboard/listings/new");
  await expect(queue.getByText("From then on nothing is changed here any more.")).toBeVisible();
  await queue.getByRole("link", { name: "Make an archive" }).click();
  await expect(queue.getByRole("button", { name: "Make an archive" })).toBeVisible();
  await work.close();
});

test.describe("in French, on the narrowest phone", () => {
  test.use({ locale: "fr-FR", viewport: { width: 320, height: 640 } });

  test("a closed shop says what stays and what can still be done", async ({ page, signedInAs }) => {
    const cup = await newProduct();
    const owner = await newMember(cup.sellerId, "owner");
    await channelClosed(cup.seller, 1);
    await signedInAs(owner.handle);
    for (const path of ["archive", "listings", "settings", "listings/new", "posts"]) {
      await page.goto(`/dashboard/${path}`);
      await expect(page.getByText("Tout reste ici à lire")).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  });
});
