import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import AxeBuilder from "@axe-core/playwright";
import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { addressOf, bench } from "../testing";
import type { Bench } from "../testing";

// A shop with a strict Content-Security-Policy on another origin, which knows Stripe.js and nothing else.

let b: Bench;
let shop: Server;
let shopOrigin = "";
const shopRequests: string[] = [];

const shopScript = `
  const wanted = new URLSearchParams(location.search);
  const locale = wanted.get("locale") ?? undefined;
  const stripe = Stripe("pk_test_local", { locale });
  const said = document.getElementById("said");
  const say = (text) => { said.textContent = text; };
  const elements = stripe.elements({
    mode: "payment", amount: 1999, currency: "usd",
    appearance: { theme: wanted.get("theme") ?? "stripe" },
  });
  const card = elements.create("payment", { fields: { billingDetails: { address: "never" } } });
  card.on("ready", () => say("ready"));
  card.mount("#card");
  if (wanted.get("theme") === "night") document.body.className = "night";
  if (wanted.has("dialog")) document.getElementById("sheet").showModal();
  const outcomes = {
    async token() {
      const submitted = await elements.submit();
      if (submitted.error) return submitted;
      const made = await stripe.createConfirmationToken({ elements });
      if (made.error) return made;
      const answer = await fetch("/pay?token=" + made.confirmationToken.id);
      const paid = await answer.json();
      if (paid.error || paid.status !== "requires_action") return paid;
      return stripe.handleNextAction({ clientSecret: paid.client_secret });
    },
    confirmPayment: (clientSecret) => stripe.confirmPayment({
      elements, clientSecret, confirmParams: { return_url: location.origin + "/back" },
      redirect: wanted.has("always") ? "always" : "if_required",
    }),
    confirmSetup: (clientSecret) => stripe.confirmSetup({ elements, clientSecret, redirect: "if_required" }),
    redirected: (clientSecret) => stripe.handleNextAction({ clientSecret }),
  };
  document.getElementById("pay").addEventListener("click", async () => {
    say("paying");
    const outcome = await outcomes[wanted.get("by") ?? "token"](wanted.get("secret"));
    const done = outcome.paymentIntent ?? outcome.setupIntent ?? outcome;
    say(outcome.error ? "refused: " + (outcome.error.message ?? outcome.error) : done.status);
  });
`;

test.beforeAll(async () => {
  b = await bench();
  shop = createServer((request, response) => {
    shopRequests.push(request.url ?? "");
    const url = new URL(request.url ?? "/", shopOrigin);
    if (url.pathname === "/shop.js") {
      response.setHeader("content-type", "text/javascript").end(shopScript);
    } else if (url.pathname === "/shop.css") {
      response.setHeader("content-type", "text/css").end(".night { background: #10141c; color: #ffffff; }");
    } else if (url.pathname === "/pay") {
      void pay(url.searchParams.get("token") ?? "").then((answer) => response.end(JSON.stringify(answer)));
    } else {
      const nonce = randomBytes(16).toString("base64");
      const policy = `default-src 'none'; script-src 'nonce-${nonce}' ${b.origin}; frame-src ${b.origin}; connect-src 'self' ${b.origin}; style-src 'self'`;
      response.setHeader("content-security-policy", policy).setHeader("content-type", "text/html");
      response.end(`<!doctype html><html lang="en"><head><title>Shop</title><link rel="stylesheet" href="/shop.css">
        <script nonce="${nonce}" src="${b.origin}/endive/stripe.js"></script></head><body><main><h1>Shop</h1>
        ${url.searchParams.has("dialog") ? '<dialog id="sheet" aria-label="Sheet">' : ""}<div id="card"></div>
        <button id="pay">Buy now</button><p id="said" role="status"></p></main>
        <script nonce="${nonce}" src="/shop.js"></script></body></html>`);
    }
  });
  await new Promise<void>((resolve) => {
    shop.listen(0, "127.0.0.1", resolve);
  });
  // Another host name than the card frame's: the two are different sites, as in production.
  shopOrigin = `http://localhost:${addressOf(shop.address()).port}`;
});

test.afterAll(async () => {
  shop.close();
  shop.closeAllConnections();
  await b.stop();
});

async function pay(token: string): Promise<object> {
  try {
    const { id } = await b.stripe.paymentIntents.create({ amount: 1999, currency: "usd" });
    const confirmation = {
      confirmation_token: token,
      return_url: `${shopOrigin}/back`,
      use_stripe_sdk: true,
    };
    const { status, client_secret } = await b.stripe.paymentIntents.confirm(id, confirmation);
    return { status, client_secret };
  } catch (error) {
    return { error: error instanceof Error ? error.message : "" };
  }
}

async function open(page: Page, query = ""): Promise<FrameLocator> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) complaints.push(message.text());
  });
  await page.goto(`${shopOrigin}/?${query}`);
  await expect(page.locator("#said")).toHaveText("ready");
  expect(complaints).toEqual([]);
  return page.frameLocator("#card iframe");
}

async function type(form: FrameLocator, number: string): Promise<void> {
  await form.getByLabel("Card number").fill(number);
  await form.getByLabel("Expiry").fill("12/34");
  await form.getByLabel("CVC").fill("123");
}

for (const [number, outcome] of [
  ["4242424242424242", "succeeded"],
  ["4000000000000002", "refused: Your card was declined."],
  ["4000000000009995", "refused: Your card has insufficient funds."],
  ["4242424242424241", "refused: Your card number is invalid."],
  ["4111111111111111", "refused: This is not a test card. Use one of the test cards below."],
] as const) {
  test(`${number}: ${outcome}`, async ({ page }) => {
    const form = await open(page);
    await type(form, number);
    await page.getByRole("button", { name: "Buy now" }).click();
    await expect(page.locator("#said")).toHaveText(outcome);
  });
}

test("35: the shop never sees a digit of the card", async ({ page }) => {
  shopRequests.length = 0;
  const messages: string[] = [];
  await page.exposeFunction("noteMessage", (text: string) => messages.push(text));
  await page.addInitScript(() => {
    window.addEventListener("message", (event) => {
      if ("noteMessage" in window && typeof window.noteMessage === "function") {
        window.noteMessage(JSON.stringify(event.data));
      }
    });
  });
  const form = await open(page);
  await type(form, "4242424242424242");
  await page.getByRole("button", { name: "Buy now" }).click();
  await expect(page.locator("#said")).toHaveText("succeeded");
  expect(messages.length).toBeGreaterThan(0);
  const seen = [...shopRequests, ...messages, await page.content()].join("\n");
  expect(seen).not.toMatch(/4242[ -]?4242/);
});

test("an empty form says what is missing, at its field", async ({ page }) => {
  const form = await open(page);
  await page.getByRole("button", { name: "Buy now" }).click();
  await expect(page.locator("#said")).toHaveText("refused: Your card number is incomplete.");
  await expect(form.getByLabel("Card number")).toBeFocused();
  await expect(form.getByLabel("CVC")).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByRole("alert").first()).toHaveText("Your card number is incomplete.");
});

for (const [chip, answer, outcome] of [
  ["3-D Secure", "Complete", "succeeded"],
  [
    "3-D Secure",
    "Fail",
    "refused: We are unable to authenticate your payment method. Please choose a different payment method and try again.",
  ],
] as const) {
  test(`${chip}, answered with ${answer}`, async ({ page }) => {
    const form = await open(page, "dialog");
    await form.getByRole("button", { name: chip }).click();
    await page.getByRole("button", { name: "Buy now" }).click();
    const steps = await page.evaluate(() => history.length);
    await page.frameLocator("iframe[title='3-D Secure']").getByRole("button", { name: answer }).click();
    await expect(page.locator("#said")).toHaveText(outcome);
    await expect(page.locator("iframe[title='3-D Secure']")).toHaveCount(0);
    expect(await page.evaluate(() => history.length)).toBe(steps);
  });
}

for (const leave of ["Escape", "Close"]) {
  test(`3-D Secure, left by ${leave}, leaves the payment as it is`, async ({ page }) => {
    const form = await open(page);
    await form.getByRole("button", { name: "3-D Secure" }).click();
    await page.getByRole("button", { name: "Buy now" }).click();
    const bank = page.frameLocator("iframe[title='3-D Secure']");
    await expect(bank.getByRole("heading", { name: "3-D Secure" })).toBeFocused();
    if (leave === "Escape") await page.keyboard.press("Escape");
    else await page.getByRole("button", { name: leave }).click();
    await expect(page.locator("#said")).toHaveText("requires_action");
  });
}

test("the keyboard goes into the card form and out of it, and Enter buys nothing", async ({ page }) => {
  const form = await open(page);
  await page.locator("h1").click();
  await page.keyboard.press("Tab");
  await page.keyboard.type("42424242424242421234");
  await page.keyboard.press("Tab");
  await page.keyboard.type("123");
  await page.keyboard.press("Enter");
  await expect(form.getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
  await expect(form.getByLabel("Expiry")).toHaveValue("12 / 34");
  await expect(page.locator("#said")).toHaveText("ready");
  for (let chips = 0; chips < 5; chips += 1) await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Buy now" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#said")).toHaveText("succeeded");
});

test("confirmPayment pays in place", async ({ page }) => {
  const { client_secret } = await b.stripe.paymentIntents.create({ amount: 1999, currency: "usd" });
  const form = await open(page, `by=confirmPayment&secret=${client_secret}`);
  await form.getByRole("button", { name: "3-D Secure" }).click();
  await page.getByRole("button", { name: "Buy now" }).click();
  await page.frameLocator("iframe[title='3-D Secure']").getByRole("button", { name: "Complete" }).click();
  await expect(page.locator("#said")).toHaveText("succeeded");
});

test("confirmPayment leads on to the return address", async ({ page }) => {
  const { client_secret, id } = await b.stripe.paymentIntents.create({ amount: 1999, currency: "usd" });
  const form = await open(page, `by=confirmPayment&always&secret=${client_secret}`);
  await type(form, "4242424242424242");
  await page.getByRole("button", { name: "Buy now" }).click();
  await page.waitForURL((url) => url.pathname === "/back" && url.searchParams.get("payment_intent") === id);
});

test("confirmSetup keeps a card", async ({ page }) => {
  const { client_secret, id } = await b.stripe.setupIntents.create();
  const form = await open(page, `by=confirmSetup&secret=${client_secret}`);
  await form.getByRole("button", { name: "Visa" }).click();
  await page.getByRole("button", { name: "Buy now" }).click();
  await expect(page.locator("#said")).toHaveText("succeeded");
  expect((await b.stripe.setupIntents.retrieve(id)).payment_method).toMatch(/^pm_/);
});

test("a payment that is confirmed by address goes to the bank and comes back", async ({ page }) => {
  const { client_secret } = await b.stripe.paymentIntents.create({
    amount: 1999,
    currency: "usd",
    payment_method: "pm_card_threeDSecure2Required",
    return_url: `${shopOrigin}/back`,
    confirm: true,
  });
  await open(page, `by=redirected&secret=${client_secret}`);
  await page.getByRole("button", { name: "Buy now" }).click();
  await page.getByRole("button", { name: "Complete" }).click();
  await page.waitForURL((url) => url.searchParams.get("redirect_status") === "succeeded");
});

test("everything is in French for those who read it", async ({ page }) => {
  const form = await open(page, "locale=fr");
  await expect(page.locator("#card iframe")).toHaveAttribute("title", "Paiement sécurisé par carte");
  await expect(form.getByLabel("Numéro de carte")).toBeVisible();
  await form.getByRole("button", { name: "3-D Secure" }).click();
  await page.getByRole("button", { name: "Buy now" }).click();
  const bank = page.frameLocator("iframe[title='3-D Secure']");
  await bank.getByRole("button", { name: "Valider" }).click();
  await expect(page.locator("#said")).toHaveText("succeeded");
});

for (const theme of ["stripe", "night"]) {
  test(`axe finds nothing in the ${theme} theme, with errors and with the bank's question`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    const form = await open(page, `theme=${theme}`);
    await page.getByRole("button", { name: "Buy now" }).click();
    await expect(form.getByRole("alert").first()).not.toBeEmpty();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    await form.getByRole("button", { name: "3-D Secure" }).click();
    await page.getByRole("button", { name: "Buy now" }).click();
    const bank = page.frameLocator("iframe[title='3-D Secure']");
    await expect(bank.getByRole("button", { name: "Complete" })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
