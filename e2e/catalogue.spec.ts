import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { env } from "@/env";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { newMember, newProduct } from "./world";

const header =
  "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src";
const fileOf = (...rows: string[]) => ({
  name: "autumn collection.csv",
  mimeType: "text/csv",
  buffer: Buffer.from([header, ...rows].join("\n")),
});

test("a merchant looks at a file, imports it, leaves, comes back, reads the report and takes the catalogue out again", async ({
  page,
  signedInAs,
}) => {
  const shop = await newProduct({});
  await signedInAs((await newMember(shop.sellerId, "manager")).handle);
  await page.goto("/dashboard/listings/import");
  await expectAccessible(page);
  const file = fileOf(
    "oak-stool,Oak stool,<p>Solid.</p>,Title,Default Title,OAK,4,180.00,",
    "pine-stool,Pine stool,,Title,Default Title,PINE,4,cheap,",
    "elm-bowl,Elm bowl,,Size,S,ELM-S,2,24.50,",
    "elm-bowl,,,,L,ELM-L,1,32.00,",
  );
  await page.getByLabel("Product file").setInputFiles(file);
  await page.getByRole("button", { name: "Look before importing" }).click();
  await expect(page.getByRole("heading", { name: "What the import would come to" })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByText("“cheap” in Variant Price is not a price in EUR")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/${shop.seller}/shop`);
  await expect(page.getByText("Oak stool"), "nothing was changed").toHaveCount(0);

  await page.goto("/dashboard/listings/import");
  await page.getByRole("link", { name: "autumn collection.csv, looked at" }).click();
  await page.getByRole("button", { name: "Import it" }).click();
  await page.waitForURL(/\/import\/[^/]+$/);
  await page.goto("/dashboard/orders"); // it goes on by itself
  await page.goto("/dashboard/listings/import");
  await page.getByRole("link", { name: "autumn collection.csv" }).click();
  await expect(page.getByRole("heading", { name: "What the import came to" })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByRole("row", { name: /^3 pine-stool/ })).toBeVisible();
  const [report] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the report" }).click(),
  ]);
  expect(await readFile(await report.path(), "utf8")).toContain(
    "3,pine-stool,left out,bad-price,Variant Price,cheap,",
  );
  await page.goto(`/${shop.seller}/shop`);
  await expect(page.getByText("Oak stool").first()).toBeVisible();

  const exported = await page.request.get("/dashboard/listings/export");
  expect(exported.headers()["content-disposition"]).toContain(`${shop.seller}-products-`);
  const text = await exported.text();
  expect(text).toContain("Elm bowl,elm-bowl");
  await page.goto("/dashboard/listings/import");
  await page
    .getByLabel("Product file")
    .setInputFiles({ name: "out.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Import at once" }).click();
  await expect(page.getByRole("heading", { name: "What the import came to" })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByText("Unchanged").locator("xpath=following-sibling::dd")).toHaveText("2");
});

test("a file whose sender goes away on the way leaves nothing behind", async ({
  context,
  baseURL,
  signedInAs,
}) => {
  const shop = await newProduct({});
  await signedInAs((await newMember(shop.sellerId, "owner")).handle);
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const sent = request(`${baseURL}/dashboard/listings/import/upload?shop=${shop.sellerId}`, {
    method: "POST",
    headers: {
      cookie: cookies,
      origin: baseURL,
      "content-type": "multipart/form-data; boundary=leaf",
      "content-length": 50_000_000,
    },
  });
  const cut = once(sent, "error");
  sent.write('--leaf\r\ncontent-disposition: form-data; name="file"; filename="shop.csv"\r\n\r\n');
  sent.write("Title,Price\n".repeat(10_000));
  const arrived = () => {
    if (env.media.kind !== "folder") throw new Error("The stories keep their files in a folder");
    const folder = join(env.media.folder, "imports", shop.sellerId);
    return existsSync(folder) ? readdirSync(folder).length : 0;
  };
  await expect.poll(arrived).toBe(1);
  sent.destroy();
  await cut;
  await expect.poll(arrived).toBe(0);
});

test("a file that is empty or no catalogue is told, and nothing is imported", async ({
  page,
  signedInAs,
}) => {
  const shop = await newProduct({});
  await signedInAs((await newMember(shop.sellerId, "owner")).handle);
  await page.goto("/dashboard/listings/import");
  await page
    .getByLabel("Product file")
    .setInputFiles({ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.alloc(0) });
  await page.getByRole("button", { name: "Import at once" }).click();
  await expect(page.getByText("Choose a file that is not empty.")).toBeVisible();
  await page
    .getByLabel("Product file")
    .setInputFiles({ name: "notes.csv", mimeType: "text/csv", buffer: Buffer.from("one,two\n1,2\n") });
  await page.getByRole("button", { name: "Import at once" }).click();
  await expect(page.getByText(/The file has no column Handle/)).toBeVisible({ timeout: 20_000 });
});

test("zones decide what is paid for delivery, and a place stands in one of them only", async ({
  page,
  signedInAs,
}) => {
  const shop = await newProduct({});
  await signedInAs((await newMember(shop.sellerId, "owner")).handle);
  await page.goto("/dashboard/settings/delivery");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Add a zone" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Neighbours");
  await page.getByLabel("Belgium").check();
  await page.getByLabel("Germany").check();
  await page.getByLabel("Fee in EUR").fill("much");
  await page.getByLabel("Days on the road, at least").fill("2");
  await page.getByLabel("Days on the road, at most").fill("5");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Type an amount such as 4.90.")).toBeVisible();
  await expect(page.getByLabel("Belgium"), "what was ticked is not lost").toBeChecked();
  await expectAccessible(page);
  await page.getByLabel("Fee in EUR").fill("9,50");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The zone is saved.")).toBeVisible();
  const row = page.getByRole("row", { name: /Neighbours/ });
  await expect(row).toContainText("Belgium, Germany");
  await expect(row).toContainText("€9.50");

  await page.getByRole("link", { name: "Add a zone" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("West");
  await page.getByLabel("Belgium").check();
  await page.getByLabel("Fee in EUR").fill("1");
  await page.getByLabel("Days on the road, at least").fill("1");
  await page.getByLabel("Days on the road, at most").fill("1");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Neighbours names Belgium already.")).toBeVisible();
  await page.goto("/dashboard/settings/delivery");
  await page.getByRole("link", { name: "Add a same-day zone" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Lyon today");
  await page.getByLabel("City").fill("Lyon");
  await page.getByLabel("Postal codes begin with").fill("690, 691");
  await page.getByLabel("Order by").fill("15:00");
  await page.getByLabel("Delivered by").fill("20:00");
  await page.getByLabel("Fee in EUR").fill("12");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Lyon today/ })).toContainText(
    "Today by 20:00, if ordered by 15:00",
  );
  await page.getByLabel("Working days to pack it").fill("2");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Every promise counts it from now on.")).toBeVisible();
  await page.getByRole("link", { name: "Change Neighbours" }).click();
  await page.getByRole("button", { name: "Remove this zone" }).click();
  await expect(page.getByText("The zone is removed.")).toBeVisible();
});

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });
  test("importing and delivery fit 320 pixels", async ({ page, signedInAs }) => {
    const shop = await newProduct({});
    await signedInAs((await newMember(shop.sellerId, "owner")).handle);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of [
      "/dashboard/listings/import",
      "/dashboard/settings/delivery",
      "/dashboard/settings/delivery/new",
      "/dashboard/settings/delivery/new-same-day",
    ]) {
      await page.goto(path);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await page.goto("/dashboard/listings/import");
    await page
      .getByLabel("Fichier de produits")
      .setInputFiles(fileOf("x,X,,,,X,1,cher,", "y,Y,,,,Y,1,2.00,"));
    await page.getByRole("button", { name: "Voir avant d’importer" }).click();
    await expect(page.getByText("« cher » dans Variant Price n’est pas un prix en EUR")).toBeVisible({
      timeout: 20_000,
    });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

test("many prices change at once, as they were looked at before", async ({ page, signedInAs }) => {
  const shop = await newProduct({ priceMinor: 2000 });
  await signedInAs((await newMember(shop.sellerId, "manager")).handle);
  await page.goto("/dashboard/listings/bulk");
  await expectAccessible(page);
  await page.getByLabel("Change prices").selectOption("Up by percent");
  await page.getByLabel("By how much").fill("ten");
  await page.getByLabel("Round prices").selectOption("To the nearest .99");
  await page.getByRole("button", { name: "See what would change" }).click();
  await expect(page.getByText("Type a percentage such as 10 or 2.5.")).toBeVisible();
  await page.getByLabel("By how much").fill("10");
  await page.getByRole("button", { name: "See what would change" }).click();
  await expect(page.getByText("1 product would change")).toBeVisible();
  await expect(page.getByRole("row", { name: /€20.00 → €21.99/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Change them" }).click();
  await expect(page.getByText("1 product was changed")).toBeVisible({ timeout: 20_000 });
  await page.goto(`/dashboard/listings/${shop.productId}`);
  await page.getByRole("link", { name: "What would a buyer pay?" }).click();
  await page.getByLabel("Postal code").fill("69001");
  await page.getByRole("button", { name: "Work it out" }).click();
  await expect(page.getByText("This buyer can buy it now.")).toBeVisible();
  await expect(page.getByText("€26.99")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Country", { exact: true }).selectOption("United States");
  await page.getByLabel("Postal code").fill("97201");
  await page.getByRole("button", { name: "Work it out" }).click();
  await expect(page.getByLabel("State", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("State", { exact: true }).selectOption("Oregon");
  await page.getByRole("button", { name: "Work it out" }).click();
  await expect(page).toHaveURL(/country=US.*state=OR/);
  await expect(page.getByText("This buyer can buy it now.")).toBeInViewport();
});
