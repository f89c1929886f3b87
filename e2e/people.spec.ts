import { expect, expectAccessible, test } from "./fixtures";
import { newPerson, password, unique } from "./world";

test("somebody signs up, signs out and signs in again", async ({ page }) => {
  const handle = unique("nell");
  await page.goto("/sign-up");
  await page.getByLabel("Name", { exact: true }).fill("Nell Ashby");
  await page.getByLabel("Handle", { exact: true }).fill(handle);
  await page.getByLabel("Email", { exact: true }).fill(`${handle}@merle.test`);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account", exact: true }).click();
  await page.waitForURL("/");
  await expect(page.getByRole("link", { name: "Sign in", exact: true })).toHaveCount(0);

  await page.goto("/sign-out");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-out");

  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill(`${handle}@merle.test`);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("/");
  await page.goto(`/${handle}`);
  await expect(page.getByText("Nell Ashby").first()).toBeVisible();
});

test("a wrong password is refused in words, and does not say who is here", async ({ page }) => {
  const known = await newPerson();
  const answers: string[] = [];
  for (const email of [known.email, `${unique("nobody")}@merle.test`]) {
    await page.goto("/sign-in");
    await page.getByLabel("Email", { exact: true }).fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const answer = page.getByRole("main").getByText(/do not match/);
    await expect(answer).toBeVisible();
    answers.push((await answer.textContent()) ?? "");
  }
  expect(answers[0]).toBe(answers[1]);
});

test("a demo account signs in with its known password", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill("ada@merle.test");
  await page.getByLabel("Password", { exact: true }).fill("merle-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("/");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in works", async ({ page }) => {
    const person = await newPerson();
    await page.goto("/sign-in");
    await page.getByLabel("Email", { exact: true }).fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("/");
    await page.goto(`/${person.handle}`);
    await expect(page.getByText(person.name).first()).toBeVisible();
  });
});

for (const path of ["/sign-in", "/sign-up", "/forgot-password"]) {
  test(`${path} is accessible in both themes`, async ({ page }) => {
    await page.goto(path);
    await expectAccessible(page);
  });
}
