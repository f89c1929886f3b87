// What is seen on the worst of days: npm run clock. A Merle of its own, whose tables are taken away and brought back.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { newPerson } from "./world";

/** While the table is away every question about it fails. */
async function without(table: string, story: () => Promise<void>): Promise<void> {
  const database = new Sqlite((process.env["DATABASE_URL"] ?? "").slice("file:".length), { timeout: 30_000 });
  database.exec(`alter table ${table} rename to ${table}_away`);
  try {
    await story();
  } finally {
    database.exec(`alter table ${table}_away rename to ${table}`);
    database.close();
  }
}

async function expectWaysOn(page: Page, title: string, retry: string): Promise<void> {
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await expect(page).toHaveTitle(`${title} · Merle`);
  await expect(page.getByRole("link", { name: /Orders|Achats/ })).toHaveAttribute("href", "/orders");
  await expect(page.getByRole("button", { name: retry })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

test("a page that fails says whose fault it is and how to write to us, and the next try shows it", async ({
  page,
  complaints,
  signedInAs,
}) => {
  await signedInAs((await newPerson()).handle);
  await without("tweets", async () => {
    await page.goto("/");
    await expectWaysOn(page, "That did not work", "Try again");
    await expect(page.getByText("If you write to us, tell us this reference:")).toBeVisible();
  });
  complaints.splice(0);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("textbox", { name: "Your tweet" })).toBeVisible();
});

test("when even the frame of every page fails, it is said in the browser's language", async ({
  browser,
  baseURL,
}) => {
  for (const [locale, title, retry] of [
    ["en-GB", "That did not work", "Try again"],
    ["fr-FR", "Cela n’a pas fonctionné", "Réessayer"],
  ] as const) {
    const context = await browser.newContext({ baseURL, locale, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    await without("clock_moves", async () => {
      // The day that is shown is known for a second.
      await expect(async () => {
        await page.goto("/orders");
        await expect(page.getByRole("heading", { name: title })).toBeVisible({ timeout: 2_000 });
      }).toPass();
      await expectWaysOn(page, title, retry);
    });
    await page.getByRole("button", { name: retry }).click();
    await expect(page.getByRole("heading", { name: /Orders|Achats/, level: 1 })).toBeVisible();
    await context.close();
  }
});

test("what a failed page would say can fail to come as well, and a way back is left", async ({
  page,
  complaints,
  signedInAs,
}) => {
  await signedInAs((await newPerson()).handle);
  const loaded = new Set<string>();
  page.on("request", (request) => loaded.add(request.url()));
  await page.goto("/");
  await expect(page.getByRole("textbox", { name: "Your tweet" })).toBeVisible();
  await without("tweets", async () => {
    const known = new Set(loaded);
    await page.route(/\/_next\/static\/chunks\/.*\.js/, (route) =>
      known.has(route.request().url()) ? route.continue() : route.abort(),
    );
    await page.goto("/");
    await expect(page.getByRole("link", { name: "Merle" })).toBeVisible();
  });
  complaints.splice(0);
  await page.unroute(/\/_next\/static\/chunks\/.*\.js/);
  await page.getByRole("link", { name: "Merle" }).click();
  await expect(page.getByRole("textbox", { name: "Your tweet" })).toBeVisible();
});

test("a page that fails is one line of log, with what it failed of and the id that its reader was given", async ({
  page,
  complaints,
  signedInAs,
}) => {
  await signedInAs((await newPerson()).handle);
  let id: string | undefined;
  await without("tweets", async () => {
    id = (await page.goto("/"))?.headers()["x-request-id"];
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  });
  complaints.splice(0);
  const lines = readFileSync(process.env["E2E_SERVER_LOG"] ?? "", "utf8").split("\n");
  const told = lines.filter((line) => line.includes(`"requestId":"${id}"`) && line.includes("a page failed"));
  expect(told).toHaveLength(1);
  expect(JSON.parse(told[0] ?? "")).toMatchObject({
    level: 50,
    route: "/",
    err: { type: expect.any(String), stack: expect.any(String) },
  });
  expect(lines.filter((line) => line.includes("Failed query") && !line.startsWith("{"))).toEqual([]);
});

test("whoever measures still reads what happens to people while the database does not answer", async ({
  request,
}) => {
  const figure = async (name: string) => {
    const told = await (await request.get("/metrics")).text();
    return new RegExp(`^${name} (\\d+)$`, "m").exec(told)?.[1];
  };
  expect(await figure("merle_database_up")).toBe("1");
  expect(await figure("merle_holds")).toBeDefined();
  await without("leases", async () => {
    expect(await figure("merle_database_up")).toBe("0");
    expect(await figure("merle_holds")).toBeUndefined();
    expect(await figure("merle_web_processes")).toBe("1");
  });
});
