// The pictures of the main pages, against a Merle of their own whose clock stands still, compared with those in
// e2e/looks/. By itself: npm run looks -- [what Playwright takes]; --update-snapshots keeps the new ones.
import "./require-node.mjs";
import { pathToFileURL } from "node:url";
import { findBrowser } from "./browser.mjs";
import { buildWhenChanged } from "./build.mjs";
import { stopAll, stopOnSignals } from "./processes.mjs";
import { storiesStep } from "./stories.mjs";

/** A Wednesday, at half past eleven in Lyon: what is promised for today can still be promised. */
const stillAt = "2026-11-18T10:30:00.000Z";

/** @param {{ browser: string, args?: string[] }} looks */
export const looksStep = ({ browser, args = [] }) =>
  storiesStep({
    name: "looks",
    browser,
    args,
    settings: {
      STILL_AT: stillAt,
      NODE_OPTIONS: `--import=${new URL("still-clock.mjs", import.meta.url).href}`,
    },
  });

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  stopOnSignals(() => 130);
  const browser = await findBrowser();
  console.log(browser.says);
  const isThere = await buildWhenChanged();
  const { failed } = isThere
    ? await looksStep({ browser: browser.path, args: process.argv.slice(2) }).run()
    : { failed: 1 };
  await stopAll();
  process.exit(failed > 0 ? 1 : 0);
}
