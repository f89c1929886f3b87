// The steps of paying that several stories take.
import { expect, type Page } from "@playwright/test";

export const cards = {
  good: "4242424242424242",
  noFunds: "4000000000009995",
  asks: "4000002760003184",
};

export async function fillDetails(page: Page, email = "nina@merle.test"): Promise<void> {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Country", { exact: true }).selectOption("FR");
  await page.getByLabel("Full name", { exact: true }).fill("Nina Roux");
  await page.getByLabel("Address", { exact: true }).fill("12 rue Mercière");
  await page.getByLabel("City", { exact: true }).fill("Lyon");
  await page.getByLabel("Postal code", { exact: true }).fill("69002");
}

export async function toPayment(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.getByRole("heading", { name: "How you pay" })).toBeVisible();
}

export async function typeCard(page: Page, number: string): Promise<void> {
  const frame = page.frameLocator('iframe[title*="card" i]').first();
  await frame.getByLabel("Card number").fill(number);
  await frame.getByLabel(/Expiry/).fill("12 / 34");
  await frame.getByLabel("CVC").fill("123");
}

export const pay = (page: Page) => page.getByRole("button", { name: "Buy now", exact: true }).click();

export const expectDone = (page: Page) => expect(page.getByText("Thank you. It is yours.")).toBeVisible();

/** The answer on the bank's page, which is a frame within the page. */
export async function answerBank(page: Page, answer: "Complete" | "Fail"): Promise<void> {
  await page.frameLocator('iframe[title="3-D Secure"]').getByRole("button", { name: answer }).click();
}

/** A guest's whole purchase of a product with one variant. */
export async function buyAsGuest(page: Page, buyPath: string, email: string): Promise<void> {
  await page.goto(buyPath);
  await fillDetails(page, email);
  await toPayment(page);
  await typeCard(page, cards.good);
  await pay(page);
  await expectDone(page);
}
