// What every story starts from: a page that may not complain, people to sign in as, and rows of one's own.
import { existsSync, readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, type Page, expect, test as base } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { personIdOf } from "./world";

if (!process.env.E2E_BASE_URL) throw new Error("The stories need a running Merle: use npm run e2e -- [file]");

type Fixtures = {
  /** What the browser complained about so far; a story that expects a complaint takes it out of here. */
  complaints: string[];
  /** Signs the page's browser in as somebody, by handle, without the form. */
  signedInAs: (handle: string) => Promise<void>;
};

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      collectComplaints(page, complaints);
      await use(complaints);
      expect(complaints, "the browser has nothing to complain about").toEqual([]);
    },
    { auto: true },
  ],
  signedInAs: async ({ context, baseURL }, use) => {
    await use((handle) => signIn(context, handle, baseURL));
  },
});

/** Signs a browser in as somebody, by handle, without the form. */
export async function signIn(context: BrowserContext, handle: string, url: string | undefined) {
  const personId = await personIdOf(handle);
  const token = await encode({
    token: { sub: personId, person: { personId, signedInAt: Date.now() } },
    secret: process.env.NEXTAUTH_SECRET ?? "",
  });
  await context.addCookies([
    { name: "next-auth.session-token", value: token, url, httpOnly: true, sameSite: "Lax" },
  ]);
}

export { expect } from "@playwright/test";

/** Told in a wide window as well: of what is laid out otherwise there, or opens in a dialog. */
export const onDeskToo = { tag: "@desk" };

/** Errors of scripts, refused by the Content-Security-Policy, answers of 500 and up, requests that failed. */
export function collectComplaints(page: Page, complaints: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    // Aborted: a click made it useless. "csp": a script, in a story without JavaScript; a real one is in the console.
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED" && reason !== "csp") complaints.push(`${reason} ${request.url()}`);
  });
}

const criteria = {
  type: "tag" as const,
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
/** What a theme changes is colours, and these are axe's rules about them. */
const rulesOfColour = { type: "rule" as const, values: ["color-contrast", "link-in-text-block"] };

/** Expects that axe finds nothing on the page as it is now, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/./); // which comes a moment after what it is the title of
  // A page without frames is judged where it is; otherwise axe adds its frames up on a page of its own.
  const isAlone = page.frames().length === 1;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: colorScheme === "light" ? criteria : rulesOfColour, resultTypes: ["violations"] })
      .setLegacyMode(isAlone)
      .analyze();
    const found = violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(" ")).join(", ")})`,
    );
    expect(found, `axe in the ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Expects that nothing makes the page wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }));
  expect(wide, `the page is ${wide} px wide in a window of ${room} px`).toBeLessThanOrEqual(room);
}

/**
 * Where on the server a text stands: its log, its database, the local Stripe's state. Digits of a card, passwords and
 * secrets of links must stand nowhere.
 */
export function placesThatKeep(text: string): string[] {
  const { E2E_SERVER_LOG, DATABASE_URL, LOCAL_STRIPE_STATE } = process.env;
  if (!E2E_SERVER_LOG) throw new Error("E2E_SERVER_LOG does not name the log: use npm run e2e");
  const databases = [DATABASE_URL, LOCAL_STRIPE_STATE]
    .filter((name) => name !== undefined && !name.startsWith("postgres"))
    .map((name) => name?.replace(/^file:/, "") ?? "");
  return [E2E_SERVER_LOG, ...databases.flatMap((file) => [file, `${file}-wal`])].filter(
    (file) => existsSync(file) && readFileSync(file).includes(text),
  );
}
