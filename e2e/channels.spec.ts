import { eq } from "drizzle-orm";
import { people } from "@/db/schema/accounts";
import { newId } from "@/db/id";
import { channels, connections } from "@/db/schema/channels";
import { mails } from "@/db/schema/mail";
import { dayIn } from "@/domain/channels/date-rules";
import { daysAfter } from "@/domain/time";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { core, making, newMember, newPerson, newProduct, unique } from "./world";

async function newOperator() {
  const person = await newPerson("Olga Petrov");
  await core.db.update(people).set({ isOperator: true }).where(eq(people.id, person.personId));
  return person;
}

const inDays = (days: number) => dayIn(daysAfter(core.clock.now(), days), "UTC");

const noticesTo = async (email: string) =>
  (await core.db.select().from(mails).where(eq(mails.to, email)))
    .filter(({ kind }) => kind === "channel-end")
    .map(({ content }) => content["notice"]);

test("the operator announces an end after seeing whom it touches, postpones it and calls it off; the shop is told each time", async ({
  page,
  signedInAs,
}) => {
  const cup = await newProduct();
  const owner = await newMember(cup.sellerId, "owner", "Mona Weber");
  const ops = await newOperator();
  const slug = `direct-${cup.seller}`;
  await signedInAs(ops.handle);
  await page.goto("/operator/channels");
  await expect(page.getByRole("heading", { name: "Programme and channels" })).toBeVisible();
  await page.goto(`/operator/channels/${slug}`);
  await expect(page.getByText("No end has been announced.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Prepare the end" }).click();
  await page.getByLabel("No sales from").fill(inDays(60));
  await page.getByLabel("Closes").fill(inDays(50));
  await page.getByRole("button", { name: "See what it means" }).click();
  await expect(page.getByLabel("Closes"), "the day that is wrong is said first").toBeFocused();
  await expect(page.getByLabel("Closes")).toHaveAccessibleDescription(/This comes before “No sales from”\./);
  await expect(page.getByLabel("No sales from"), "what was typed is not lost").toHaveValue(inDays(60));
  await expectAccessible(page);
  await page.getByLabel("Closes").fill(inDays(120));
  await page.getByRole("button", { name: "See what it means" }).click();
  await expect(page.getByText("One shop is touched. One person is told.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: cup.seller })).toContainText("1");
  await expect(page.getByText("a reminder, 30 days before")).toBeVisible();
  await expectAccessible(page);
  expect(await noticesTo(owner.email), "seeing it tells nobody").toEqual([]);
  await page.getByRole("link", { name: "Choose other days" }).click();
  await expect(page.getByLabel("Closes")).toHaveValue(inDays(120));
  await page.getByRole("button", { name: "See what it means" }).click();
  await page.getByRole("button", { name: "Announce the end" }).click();
  await expect(page.getByText("The end is announced.")).toBeVisible();
  await expect.poll(() => noticesTo(owner.email), { timeout: 30_000 }).toEqual(["announced"]);

  await page.getByRole("link", { name: "Change the dates" }).click();
  await expect(page.getByLabel("No sales from")).toHaveValue(inDays(60));
  await page.getByLabel("No sales from").fill(inDays(90));
  await page.getByRole("button", { name: "See what it means" }).click();
  await page.getByRole("button", { name: "Change the dates and tell everybody" }).click();
  await expect(page.getByText("The dates have changed.")).toBeVisible();
  await expect.poll(() => noticesTo(owner.email), { timeout: 30_000 }).toEqual(["announced", "corrected"]);

  await signedInAs(owner.handle);
  await page.goto("/dashboard/orders");
  const banner = page.getByRole("complementary", { name: "What comes to an end" });
  await expect(banner).toContainText("comes to its end: no sales from");
  await expect(banner).toContainText("1 live listing");
  await expectAccessible(page);
  await banner.getByRole("link", { name: "See dates and what to do" }).click();
  await expect(page.getByText("Coming to its end").first()).toBeVisible();
  await page.getByRole("link", { name: /What happens when a channel ends/ }).click();
  await expect(page.getByText("Donate stays.")).toBeVisible();
  await expectAccessible(page);

  await signedInAs(ops.handle);
  await page.goto(`/operator/channels/${slug}`);
  await page.getByRole("button", { name: "Call the end off" }).click();
  await expect(page.getByText("The end is called off.")).toBeVisible();
  await expect
    .poll(() => noticesTo(owner.email), { timeout: 30_000 })
    .toEqual(["announced", "corrected", "cancelled"]);
  await signedInAs(owner.handle);
  await page.goto("/dashboard/orders");
  await expect(page.getByRole("heading", { name: "Shop orders" })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

test("of two operators with the same page the second is told, and somebody else finds nothing", async ({
  page,
  signedInAs,
  complaints,
}) => {
  const cup = await newProduct();
  const slug = `direct-${cup.seller}`;
  await signedInAs((await newOperator()).handle);
  const other = await page.context().newPage();
  const asked = `/operator/channels/${slug}/end?revision=0&salesEndAt=${inDays(60)}&closesAt=${inDays(90)}`;
  for (const one of [page, other]) await one.goto(asked);
  await page.getByRole("button", { name: "Announce the end" }).click();
  await expect(page.getByText("The end is announced.")).toBeVisible();
  await other.getByRole("button", { name: "Announce the end" }).click();
  await expect(other.getByText("Somebody else has changed it in the meantime.")).toBeVisible();
  await signedInAs((await newPerson()).handle);
  for (const path of ["/operator/channels", `/operator/channels/${slug}`, asked])
    expect((await page.goto(path))?.status()).toBe(404);
  complaints.length = 0; // the browser tells of the 404
});

test("a shop connects to a channel, and ends its own connection on a day that it chooses", async ({
  page,
  signedInAs,
}) => {
  const cup = await newProduct();
  const [slug, name] = [unique("kiosk"), unique("Kiosk")];
  const now = core.clock.now();
  await core.db.insert(channels).values({ id: unique("channel"), slug, name, opensAt: daysAfter(now, -10) });
  const owner = await newMember(cup.sellerId, "owner");
  await signedInAs(owner.handle);
  await page.goto("/dashboard/channels");
  await expectAccessible(page);
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await expect(page.getByRole("heading", { name: "Terms" })).toBeVisible();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText("Tick the box to agree to the terms.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("We have read the terms above and agree to them").check();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText(`is connected to ${name}.`)).toBeVisible();
  await page.getByRole("link", { name: "Choose the dates" }).click();
  await page.getByLabel("No sales from").fill(inDays(40));
  await page.getByLabel("Closes").fill(inDays(80));
  await page.getByRole("button", { name: "See what it means" }).click();
  await page.getByRole("button", { name: "End the connection on these dates" }).click();
  await expect(page.getByText("The end is announced.")).toBeVisible();
  await expect.poll(() => noticesTo(owner.email), { timeout: 30_000 }).toEqual(["announced"]);
  await page.getByRole("button", { name: "Call the end off" }).click();
  await expect(page.getByText("The end is called off.")).toBeVisible();

  const packer = await newMember(cup.sellerId, "fulfilment");
  await signedInAs(packer.handle);
  await page.goto(`/dashboard/channels/${slug}`);
  await expect(page.getByText("Connecting and ending is for owners and managers")).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose the dates" })).toHaveCount(0);
});

test("once sales have ended the card leads to the shop's own site, a purchase page says so, and giving goes on", async ({
  page,
}) => {
  const cup = await newProduct();
  const { causeId } = await making.cause();
  const now = core.clock.now();
  const ended = {
    endAnnouncedAt: daysAfter(now, -40),
    salesEndAt: daysAfter(now, -1),
    closesAt: daysAfter(now, 30),
  };
  await core.db
    .update(channels)
    .set(ended)
    .where(eq(channels.slug, `direct-${cup.seller}`));
  await page.goto(cup.tweetPath);
  const card = page.getByRole("article").filter({ hasText: "Everyday mug" }).first();
  await expect(card.getByRole("link", { name: "Buy now" })).toHaveCount(0);
  await expect(card.getByRole("link", { name: "See it on their site" })).toHaveAttribute(
    "href",
    /atelier\.example/,
  );
  await expectAccessible(page);
  await page.goto(cup.buyPath);
  await expect(page.getByRole("link", { name: /See it at/ })).toHaveAttribute("href", /atelier\.example/);
  await expectAccessible(page);
  await page.goto(`/help/channels/direct-${cup.seller}`);
  await expect(page.getByText(/Nothing new can be bought through/)).toBeVisible();
  await page.goto(`/donate/${causeId}`);
  await expect(page.getByRole("button", { name: /Donate|Continue/ }).first()).toBeEnabled();
});

test("of two channels that end at once a shop reads a line each, which opens by keyboard", async ({
  page,
  signedInAs,
}) => {
  const handle = unique("shop");
  const seller = await making.merchant(handle);
  const now = core.clock.now();
  const ending = {
    endAnnouncedAt: daysAfter(now, -40),
    salesEndAt: daysAfter(now, 20),
    fulfilByAt: daysAfter(now, 30),
    refundsUntilAt: daysAfter(now, 40),
    closesAt: daysAfter(now, 50),
  };
  const opensAt = daysAfter(now, -400);
  await core.db
    .update(channels)
    .set({ ...ending, name: "First" })
    .where(eq(channels.slug, `direct-${handle}`));
  const channelId = newId(now);
  const second = { id: channelId, slug: unique("second"), name: "Second", opensAt };
  await core.db.insert(channels).values({ ...second, ...ending, salesEndAt: daysAfter(now, -1) });
  await core.db
    .insert(connections)
    .values({ id: newId(now), channelId, merchantId: seller.accountId, opensAt });
  await signedInAs((await newMember(seller.accountId, "owner")).handle);
  await page.goto("/dashboard");
  const banner = page.getByRole("complementary", { name: "What comes to an end" });
  await expect(banner.getByText(/^First: no sales from/)).toBeVisible();
  const line = banner.locator("summary").filter({ hasText: /^Second: send orders by/ });
  await expect(banner.getByText(/settle refunds by/)).toBeHidden();
  await expect(banner.getByRole("link", { name: "Make an archive" })).toBeVisible();
  await line.focus();
  await page.keyboard.press("Enter");
  await expect(banner.getByText(/settle refunds by/)).toBeVisible();
  await expect(banner.getByRole("link", { name: "See dates and what to do" })).toHaveCount(1);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
});

test("sales end while a timeline is read: the sheet says so, and no card behind it offers to buy any more", async ({
  page,
}) => {
  const handle = unique("shop");
  const seller = await making.merchant(handle);
  for (let at = 1; at <= 14; at++) {
    const { listingId } = await making.listing(seller);
    await making.cardTweet(seller.accountId, `Shelf ${at} is full again.`, { listingId });
  }
  await page.goto(`/${handle}`);
  const buyLinks = page.getByRole("article").getByRole("link", { name: "Buy now", exact: true });
  await page.getByText("Show more").scrollIntoViewIfNeeded();
  await expect(buyLinks).toHaveCount(14);
  const now = core.clock.now();
  await core.db
    .update(channels)
    .set({
      endAnnouncedAt: daysAfter(now, -40),
      salesEndAt: daysAfter(now, -1),
      closesAt: daysAfter(now, 30),
    })
    .where(eq(channels.slug, `direct-${handle}`));
  await buyLinks.nth(5).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("link", { name: /See it at/ })).toBeVisible();
  await expect(buyLinks).toHaveCount(0);
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole("article").getByRole("link", { name: "See it on their site" })).toHaveCount(14);
});

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });
  test("channels fit 320 pixels, for the shop, the operator and everybody", async ({ page, signedInAs }) => {
    const cup = await newProduct();
    const slug = `direct-${cup.seller}`;
    await page.setViewportSize({ width: 320, height: 640 });
    await signedInAs((await newMember(cup.sellerId, "owner")).handle);
    const asked = `end?revision=0&salesEndAt=${inDays(60)}&closesAt=${inDays(90)}`;
    const shopPages = [`/dashboard/channels/${slug}`, `/dashboard/channels/${slug}/${asked}`];
    for (const path of ["/dashboard/channels", ...shopPages, `/help/channels`, `/help/channels/${slug}`]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
      if (path.includes(slug)) await expectAccessible(page);
    }
    await signedInAs((await newOperator()).handle);
    for (const path of [
      "/operator/channels",
      `/operator/channels/${slug}`,
      `/operator/channels/${slug}/${asked}`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  });
});
