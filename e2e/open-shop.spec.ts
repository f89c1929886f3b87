import { and, eq, inArray } from "drizzle-orm";
import sharp from "sharp";
import { newId } from "@/db/id";
import { members, merchants } from "@/db/schema/accounts";
import { mails } from "@/db/schema/mail";
import { shopTasks } from "@/db/schema/shops";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "./fixtures";
import { core, making, newMember, newPerson, newProduct, unique } from "./world";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 180, g: 90, b: 40 } } })
    .jpeg()
    .toBuffer();

const sent = (name: string, buffer: Buffer) => ({ name, mimeType: "image/jpeg", buffer });

async function invitationFor(email: string): Promise<string> {
  const [mail] = await core.db
    .select()
    .from(mails)
    .where(and(eq(mails.to, email), eq(mails.kind, "shop-invitation")));
  return String(mail?.content["url"]);
}

test("somebody opens a shop, invites a packer, who joins, sees orders and no settings, and is let go", async ({
  page,
  browser,
  baseURL,
  signedInAs,
  complaints,
}) => {
  const olga = await newPerson("Olga Keller");
  const handle = unique("kiln");
  await signedInAs(olga.handle);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Open a shop" }).click();
  await expect(page.getByRole("heading", { name: "Open a shop" })).toBeVisible();
  await expectAccessible(page);

  const part = page.getByLabel(/^(State|Province)$/);
  await expect(part, "France has none").toHaveCount(0);
  await page.getByLabel("Country").selectOption("US");
  await page.getByLabel("State").selectOption("OR");
  await page.getByLabel("Country").selectOption("CA");
  await page.getByLabel("Province").selectOption("QC");
  await page.getByLabel("Country").selectOption("HK");
  await expect(page.getByLabel("Postal code"), "nor has every country postal codes").toHaveCount(0);
  await page.getByLabel("Country").selectOption("FR");
  await expect(part).toHaveCount(0);
  await page.getByLabel("Name of the shop").fill("The Kiln");
  await page.getByLabel("Handle").fill(handle);
  await page.getByLabel("Picture", { exact: true }).setInputFiles(sent("cup.jpg", await picture(600, 600)));
  await expect(page.getByAltText("The picture that is chosen")).toBeVisible();
  await page.getByLabel("Address", { exact: true }).fill("12 rue des Potiers");
  await page.getByLabel("City").fill("Lyon");
  await page.getByLabel("Postal code").fill("6900");
  await page.getByLabel("Return policy in English").fill("30 days, we pay.");
  await page.getByRole("button", { name: "Open the shop" }).click();
  await expect(page.getByText("Write the legal name of the seller.")).toBeVisible();
  await expect(page.getByText("This is not a postal code of the country chosen.")).toBeVisible();
  await expect(page.getByLabel("Address", { exact: true }), "what was typed is not lost").toHaveValue(
    "12 rue des Potiers",
  );
  await expect(page.getByAltText("The picture that is chosen"), "nor what was sent").toHaveAttribute(
    "src",
    /^\/media\/[0-9a-f]{40}\.webp$/,
  );
  await expectAccessible(page);
  await page.getByLabel("Legal name").fill("Poterie du Rhône SARL");
  await page.getByLabel("Postal code").fill("69001");
  await page.getByRole("button", { name: "Open the shop" }).click();
  await expect(page.getByText("The Kiln is open.")).toBeVisible();
  await expect(page.getByText(/You can be paid/)).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/${handle}/shop`);
  await expect(page.getByText("Poterie du Rhône SARL")).toBeVisible();
  await page.getByText("If you change your mind").click();
  await expect(page.getByText("30 days, we pay.")).toBeVisible();
  const avatar = page.locator('img[src^="/media/"]').first();
  await expect(avatar).toBeVisible();
  const answer = await page.request.get((await avatar.getAttribute("src")) ?? "");
  expect(answer.headers()).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
  await expectAccessible(page);

  const finn = await newPerson("Finn Moreau");
  await page.goto("/dashboard/team");
  await expect(page.getByRole("radio", { name: "Fulfilment", exact: true })).toBeChecked();
  await page.getByRole("radio", { name: "Support", exact: true }).check();
  await page.getByLabel("Email").fill("finn");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("radio", { name: "Support", exact: true })).toBeChecked();
  await page.getByRole("radio", { name: "Fulfilment", exact: true }).check();
  await page.getByLabel("Email").fill(finn.email);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText("The invitation is on its way.")).toBeVisible();
  await expectAccessible(page);

  const work = await browser.newContext({ baseURL, locale: "en-US" });
  const desk = await work.newPage();
  await desk.goto(await invitationFor(finn.email));
  await expect(desk.getByText("Olga Keller asks you to join the team of The Kiln.")).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole("link", { name: "Create an account to join" }).click();
  await expect(desk.getByLabel("Email"), "whether it has an account or not").toHaveValue(finn.email);
  await desk.goBack();
  await desk.getByRole("link", { name: "Sign in to join" }).click();
  await expect(desk).toHaveURL(/\/sign-in\?next=%2Fjoin/);
  await signIn(work, finn.handle, baseURL);
  await desk.goto(await invitationFor(finn.email));
  await desk.getByRole("button", { name: "Join The Kiln" }).click();
  await expect(desk.getByRole("heading", { name: "Who works for The Kiln" })).toBeVisible();
  const parts = desk.getByRole("navigation", { name: "Parts of The Kiln" });
  await parts.getByRole("link", { name: "Orders", exact: true }).click();
  await expect(desk.getByRole("heading", { name: "Shop orders" })).toBeVisible();
  expect((await desk.goto("/dashboard/settings"))?.status()).toBe(404);
  expect((await desk.goto("/dashboard/audit"))?.status()).toBe(404);

  await page.reload();
  const row = page.getByRole("listitem").filter({ hasText: "Finn Moreau" });
  await row.getByLabel("Role of Finn Moreau").selectOption("Manager");
  await row.getByRole("button", { name: "Change role" }).click();
  await expect(page.getByText("The role is changed.")).toBeVisible();
  expect((await desk.goto("/dashboard/settings"))?.status()).toBe(200);
  await row.getByText("Remove").first().click();
  await row.getByRole("button", { name: "Remove Finn Moreau" }).click();
  await expect(page.getByText("They are no longer in the team.")).toBeVisible();
  await desk.goto("/dashboard/settings");
  await expect(desk, "who works for no shop is led to opening one").toHaveURL(/\/dashboard\/open/);
  await work.close();

  await page.getByRole("link", { name: "Log of changes" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Removed from the team: Finn Moreau" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("What").selectOption("Changed a role");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("Role: Fulfilment → Manager")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
  const href = await page.getByRole("link", { name: "Download as CSV" }).getAttribute("href");
  const csv = await (await page.request.get(href ?? "")).text();
  expect(csv.trim().split("\n")).toHaveLength(2);
  expect(csv).toContain(`Olga Keller,${olga.handle},role-changed`);
  complaints.length = 0;
});

test("settings are saved part by part, and a picture that is too large is refused before it is sent", async ({
  page,
  signedInAs,
}) => {
  const seller = await making.merchant(unique("shop"));
  const mona = await newMember(seller.accountId, "manager");
  await signedInAs(mona.handle);
  await page.goto("/dashboard/settings");
  const large = sent("large.jpg", Buffer.alloc(6 * 1024 * 1024));
  await page.getByLabel("Banner").setInputFiles(large);
  await expect(page.locator("#identity-banner-error")).toHaveText(/more than 5 MB/);
  await page.getByLabel("Banner").setInputFiles(sent("notes.jpg", Buffer.from("Dear Sir or Madam")));
  const identity = page.locator("section#identity");
  await identity.getByLabel("In a few words").fill("Cups, bowls.");
  await identity.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/not a picture that can be shown/)).toBeVisible();
  await expect(identity.getByLabel("In a few words")).toHaveValue("Cups, bowls.");
  await page.getByLabel("Banner").setInputFiles(sent("shelf.jpg", await picture(1600, 800)));
  await identity.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(identity.getByAltText("The picture that is chosen")).toHaveAttribute("src", /^\/media\//);
  await identity.getByLabel("Remove this picture").check();
  await identity.getByRole("button", { name: "Save" }).click();
  await expect(identity.getByAltText("The picture that is chosen")).toHaveCount(0);

  const address = page.locator("section#seller");
  await expect(address.getByLabel("Postal code")).toBeVisible();
  await expect(address.getByLabel(/State|Province/)).toHaveCount(0); // an address in France has none

  const terms = page.locator("section#terms");
  await terms.getByLabel("Prices").selectOption("Tax is added at checkout");
  await terms.getByRole("button", { name: "Save" }).click();
  await expect(terms.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(terms.getByLabel("Prices")).toHaveValue("no");
});

test("a shop in the United States chooses its state, as shoppers do", async ({ page, signedInAs }) => {
  const seller = await making.merchant(unique("shop"), {
    country: "US",
    currency: "USD",
    website: "https://bend.example",
    address: {
      fullName: "-",
      line1: "1 Main St",
      city: "Bend",
      state: "OR",
      postalCode: "97701",
      country: "US",
    },
  });
  await signedInAs((await newMember(seller.accountId, "owner")).handle);
  await page.goto("/dashboard/settings");
  const address = page.locator("section#seller");
  await expect(address.getByLabel("State")).toHaveValue("OR");
  await address.getByLabel("State").selectOption("WA");
  await address.getByLabel("Postal code").fill("98101");
  await address.getByRole("button", { name: "Save" }).click();
  await expect(address.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(address.getByLabel("State")).toHaveValue("WA");
});

test("who works for two shops chooses between them, and sees the orders and the team of the one chosen", async ({
  page,
  signedInAs,
}) => {
  const [first, second] = [unique("alder"), unique("birch")];
  const alder = await making.merchant(first);
  const birch = await making.merchant(second);
  const mona = await newMember(alder.accountId, "owner");
  await core.db
    .insert(members)
    .values({ accountId: birch.accountId, personId: mona.personId, role: "owner", createdAt: new Date() });
  await signedInAs(mona.handle);
  await page.goto("/dashboard/team");
  await expect(page.getByRole("heading", { name: `Who works for ${first}` })).toBeVisible();
  await page.getByLabel("You work for").selectOption(`${second} (@${second})`);
  await page.getByRole("button", { name: "Switch" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto("/dashboard/team");
  await expect(page.getByRole("heading", { name: `Who works for ${second}` })).toBeVisible();
  await expectAccessible(page);
});

test("a form is saved in the shop that it showed, whichever was chosen meanwhile in another tab", async ({
  page,
  context,
  signedInAs,
}) => {
  const { seller: first, sellerId: shopId } = await newProduct();
  const second = unique("willow");
  const { accountId: willowId } = await making.merchant(second);
  const mona = await newMember(shopId, "owner");
  await core.db
    .insert(members)
    .values({ accountId: willowId, personId: mona.personId, role: "owner", createdAt: new Date() });
  const legalNames = () =>
    core.db
      .select({ id: merchants.accountId, name: merchants.legalName })
      .from(merchants)
      .where(inArray(merchants.accountId, [shopId, willowId]));
  const before = new Map((await legalNames()).map(({ id, name }) => [id, name]));
  await signedInAs(mona.handle);
  await page.goto("/dashboard/settings");
  const seller = page.locator("section#seller");
  await seller.getByLabel("Legal name").fill("Kiln and Wood SARL");
  await seller.getByLabel("Website").fill("");
  const invitations = await context.newPage();
  await invitations.goto("/dashboard/team");
  const upload = await context.newPage();
  await upload.goto("/dashboard/listings/import");

  const other = await context.newPage();
  const chooseWillow = async () => {
    await other.goto("/dashboard/team");
    await other.getByLabel("You work for").selectOption(`${second} (@${second})`);
    await other.getByRole("button", { name: "Switch" }).click();
    await expect(other).toHaveURL(/\/dashboard$/);
  };
  await chooseWillow();
  await seller.getByRole("button", { name: "Save" }).click();
  await expect(seller.getByText("Saved.")).toBeVisible();
  const after = new Map((await legalNames()).map(({ id, name }) => [id, name]));
  expect(after.get(shopId)).toBe("Kiln and Wood SARL");
  expect(after.get(willowId)).toBe(before.get(willowId));
  await expect(page.getByLabel("You work for"), "its answer is of the same shop").toHaveValue(shopId);

  await chooseWillow();
  await invitations.getByLabel("Email").fill(`${unique("ada")}@shops.example`);
  await invitations.getByRole("button", { name: "Send the invitation" }).click();
  await expect(invitations.getByText("The invitation is on its way.")).toBeVisible();
  await expect(invitations.getByRole("heading", { name: `Who works for ${first}` })).toBeVisible();

  await chooseWillow();
  const fileName = `${unique("cups")}.csv`;
  await upload.getByLabel("Product file").setInputFiles({
    name: fileName,
    mimeType: "text/csv",
    buffer: Buffer.from("Handle,Title,Variant Price\ntall-cup,Tall cup,12.00\n"),
  });
  await upload.getByRole("button", { name: "Look before importing" }).click();
  await expect(upload).toHaveURL(/\/import\/\w+$/);
  const [task] = await core.db.select().from(shopTasks).where(eq(shopTasks.fileName, fileName));
  expect(task?.accountId).toBe(shopId);
});

test("an import and a bulk edit stay with their shop, whichever is chosen, and say whose they are", async ({
  page,
  signedInAs,
}) => {
  const { seller, sellerId: shopId } = await newProduct();
  const aspen = unique("aspen");
  const { accountId: aspenId } = await making.merchant(aspen);
  const mona = await newMember(shopId, "owner");
  await core.db
    .insert(members)
    .values({ accountId: aspenId, personId: mona.personId, role: "analyst", createdAt: new Date() });
  const task = { accountId: shopId, personId: mona.personId, createdAt: new Date(), startedAt: new Date() };
  const [trial, broken] = [newId(new Date()), newId(new Date())];
  const result = { imported: 2, updated: 0, unchanged: 0, skippedCount: 0, noteCount: 0 };
  await core.db.insert(shopTasks).values([
    {
      ...task,
      id: trial,
      kind: "import-trial",
      state: "done",
      fileName: "cups.csv",
      report: { result: { ...result, skipped: [], notes: [], changed: [] } },
    },
    // What a bulk edit that broke left before its report was kept.
    {
      ...task,
      id: broken,
      kind: "bulk-edit",
      state: "failed",
      report: { refusal: { reason: "broken", detail: "" } },
    },
  ]);
  await signedInAs(mona.handle);
  await page.goto("/dashboard/team");
  await page.getByLabel("You work for").selectOption(`${aspen} (@${aspen})`);
  await page.getByRole("button", { name: "Switch" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await page.goto(`/dashboard/listings/bulk/${broken}`);
  await expect(page.getByText("No product was changed")).toBeVisible();
  await expect(page.getByText(`This is ${seller}’s.`)).toBeVisible();
  await page.goto(`/dashboard/listings/import/${trial}`);
  await expect(page.getByText(`This is ${seller}’s.`)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Import it" }).click();
  await expect(page.getByLabel("You work for"), "it goes on in its own shop").toHaveValue(shopId);
  await expect(page.getByText(`This is ${seller}’s.`)).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a shop is opened, picture and all, and a mistake costs nothing that was typed", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs((await newPerson()).handle);
    await page.goto("/dashboard/open");
    await page.getByLabel("Name of the shop").fill("Plain");
    await page.getByLabel("Handle").fill(unique("plain"));
    await page.getByLabel("Banner").setInputFiles(sent("shelf.jpg", await picture(1600, 800)));
    await page.getByLabel("Legal name").fill("Plain SARL");
    await page.getByLabel("Country").selectOption("US");
    await page.getByLabel("Address", { exact: true }).fill("1 rue Nue");
    await page.getByLabel("City").fill("Lyon");
    await page.getByLabel("Postal code").fill("69001");
    await page.getByRole("button", { name: "Open the shop" }).click();
    await expect(page.getByText("Say in one of the two languages")).toBeVisible();
    await expect(page.getByLabel("Legal name")).toHaveValue("Plain SARL");
    await expect(page.getByLabel("State"), "asked for once it is known which").toBeVisible();
    await page.getByLabel("Country").selectOption("FR");
    await page.getByLabel("Return policy in French").fill("30 jours");
    await page.getByRole("button", { name: "Open the shop" }).click();
    await expect(page.getByText("Plain is open.")).toBeVisible();
    await expect(page.getByAltText("The picture that is chosen")).toBeVisible();
  });
});

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });
  test("opening, settings, team, log and the page of an invitation fit 320 pixels", async ({
    page,
    signedInAs,
  }) => {
    const long = `${unique("une.adresse.bien.longue")}@exemple-de-domaine.example`;
    const seller = await making.merchant(unique("a_shop_with_quite_a_name"));
    await signedInAs(
      (await newMember(seller.accountId, "owner", "Marie-Antoinette de Saint-Exupéry")).handle,
    );
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto("/dashboard/team");
    await page.getByLabel("E-mail").fill(long);
    await page.getByRole("button", { name: "Envoyer l’invitation" }).click();
    await expect(page.getByText("L’invitation est en route.")).toBeVisible();
    const link = await invitationFor(long);
    for (const path of [
      "/dashboard/open",
      "/dashboard/settings",
      "/dashboard/team",
      "/dashboard/audit",
      link,
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  });
});
