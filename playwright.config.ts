// The stories of e2e/ run against a Merle that is already there: npm run e2e starts one for them. The card form of
// local-stripe/ brings its own shop.
import { defineConfig, devices } from "@playwright/test";

/** E2E_TRACE=1 keeps a trace of each story that fails; recording it slows all of them down. */
const { CHROMIUM_PATH, E2E_BASE_URL, E2E_TRACE, MOVES_CLOCK, STILL_AT } = process.env;
const isRoot = process.getuid?.() === 0;
const chrome = {
  ...devices["Desktop Chrome"],
  launchOptions: {
    ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
      ...(isRoot ? ["--no-sandbox"] : []), // Chrome's sandbox does not work for root
    ],
  },
};

/** Most people come with a phone, so every story is told on one. */
const stories = [
  {
    name: "phone",
    testIgnore: /(looks|clock|failing)\.spec\.ts/,
    use: { ...chrome, viewport: { width: 390, height: 844 }, hasTouch: true },
  },
  {
    name: "desk",
    grep: /@desk/,
    use: { ...chrome, viewport: { width: 1280, height: 800 } },
  },
];
const cardForm = { name: "card form", testDir: "local-stripe", testMatch: "*.spec.ts", use: chrome };

/** Pictures are taken of a Merle whose clock stands still: npm run looks. One worker each, which buys once. */
const looks = ["en-US", "fr-FR"].map((locale) => ({
  name: `looks ${locale}`,
  testMatch: "looks.spec.ts",
  fullyParallel: false,
  // Now and then a browser without a screen draws no picture, and never answers again.
  timeout: 120_000,
  use: { ...chrome, locale },
}));

/** Told of a Merle whose clock is moved, or which fails, one after the other: npm run clock. */
const clock = [
  {
    name: "clock",
    testMatch: /(clock|failing)\.spec\.ts/,
    fullyParallel: false,
    use: { ...chrome, viewport: { width: 390, height: 844 }, hasTouch: true },
  },
];

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  workers: MOVES_CLOCK ? 1 : 2, // one, where everybody would be moved or fail
  retries: 1, // what passes only the second time is named at the end: scripts/stories.mjs
  forbidOnly: true,
  // Patience for a busy machine: what comes sooner is not waited for.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  outputDir: "test-results",
  use: {
    baseURL: E2E_BASE_URL,
    locale: "en-US",
    timezoneId: "America/New_York",
    serviceWorkers: "block", // what passes through one is not seen by the story; the one about it allows it
    trace: E2E_TRACE ? "retain-on-failure" : "off",
  },
  projects: STILL_AT ? looks : MOVES_CLOCK ? clock : [...stories, cardForm],
});
