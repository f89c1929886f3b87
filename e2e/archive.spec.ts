import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { mails } from "@/db/schema/mail";
import { auditEntries } from "@/db/schema/shops";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "./fixtures";
import { core, newMember, newProduct } from "./world";

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
