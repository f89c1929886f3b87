import { expect, test } from "./fixtures";

test.describe("a browser that asks for French", () => {
  test.use({ locale: "fr-FR" });

  test("gets French", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expect(page.getByRole("link", { name: "Acheter", exact: true }).first()).toBeVisible();
  });

  test("keeps the head of a phone's page in one line", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/");
    const head = await page.getByRole("banner").first().boundingBox();
    expect(head?.height).toBeLessThan(60);
  });
});

test("the footer changes the language, and it stays changed", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("contentinfo").getByRole("button", { name: "Français" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
});
