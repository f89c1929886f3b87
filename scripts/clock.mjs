// The story of the clock that can be moved, against a Merle of its own: whoever else tells a story there would find
// himself on another day. By itself: npm run clock -- [what Playwright takes]
import "./require-node.mjs";
import { pathToFileURL } from "node:url";
import { findBrowser } from "./browser.mjs";
import { stopAll, stopOnSignals } from "./processes.mjs";
import { storiesStep } from "./stories.mjs";

/** @param {{ browser: string, args?: string[] }} clock */
export const clockStep = ({ browser, args = [] }) =>
  storiesStep({ name: "the clock", browser, args, settings: { MOVES_CLOCK: "1" } });

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  stopOnSignals(() => 130);
  const browser = await findBrowser();
  console.log(browser.says);
  const { failed } = await clockStep({ browser: browser.path, args: process.argv.slice(2) }).run();
  await stopAll();
  process.exit(failed > 0 ? 1 : 0);
}
