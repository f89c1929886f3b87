// npm run bench:lighthouse: what Lighthouse says of the main pages, as on a phone, of this build on this machine. By
// itself it slows the processor down to a quarter, as if it were always a fast desk's; here it is slowed down to that of
// a middling phone, by Lighthouse's own index of what it found (github.com/GoogleChrome/lighthouse, docs/throttling.md).
// Each page is measured as Merle itself sends it, over HTTP/1.1, and as a server in front of it does, over HTTP/2;
// "estimated" loads it fast and works out what a slow line would have made of it, "slowed" has the browser itself wait.
import "../scripts/require-node.mjs";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findBrowser } from "../scripts/browser.mjs";
import { run, stopAll, stopOnSignals } from "../scripts/processes.mjs";
import { startStack } from "../scripts/stack.mjs";
import { standInFront } from "./in-front.mjs";

// Not among our packages: it is as large as all of them together. The last that runs on Node 20.
const lighthouse = "lighthouse@12.8.2";
/** A quarter of a fast desk's index, which is 1500 to 2000: what the constant stands for. */
const indexOfPhone = 440;
const goals = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const most = { "LCP s": 1.5, "TBT ms": 80, CLS: 0 };
/** @type {{ name: string, throttling: "simulate" | "devtools", isInFront: boolean }[]} */
const ways = [
  { name: "HTTP/1.1, estimated", throttling: "simulate", isInFront: false },
  { name: "HTTP/2, estimated", throttling: "simulate", isInFront: true },
  { name: "HTTP/2, slowed", throttling: "devtools", isInFront: true },
];
/** @typedef {{ environment: { benchmarkIndex: number }, categories: Record<keyof typeof goals, { score: number }>,
 *   audits: Record<string, { score: number | null, title: string, numericValue?: number, displayValue?: string,
 *   scoreDisplayMode: string }> }} Report */

stopOnSignals(() => 130);
const folder = mkdtempSync(path.join(tmpdir(), "merle-lighthouse-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const browser = await findBrowser();
console.log(browser.says);
const stack = await startStack(undefined, { LOCAL_STRIPE_CONTRACT: "", LOG_LEVEL: "error" });
const app = stack.env.PUBLIC_URL;

const inFront = await standInFront(app, folder);
if (!inFront) console.log("Without openssl nothing is measured over HTTP/2.");

const home = await (await fetch(app)).text();
const first = (/** @type {RegExp} */ link) => link.exec(home)?.[1] ?? "/";
const pages = {
  home: "/",
  "product page": first(/data-href="([^"]+)"(?:(?!<\/article>).)*?href="\/buy\//s),
  sheet: first(/href="(\/buy\/[^"?]+)/),
};
const { index } = await measure(app, 1, "simulate");
const ofPhone = Math.min(4, Math.max(1, Math.round((index / indexOfPhone) * 10) / 10));
console.log(`Index of this machine: ${Math.round(index)}; slowed down ${ofPhone} times`);
const measured = [];
for (const [name, page] of Object.entries(pages))
  for (const { name: way, throttling, isInFront } of ways) {
    const from = isInFront ? inFront?.url : app;
    if (from !== undefined)
      measured.push({ name: `${name}, ${way}`, ...(await measure(from + page, ofPhone, throttling)) });
  }
inFront?.stop();
await stack.stop();
await stopAll();
console.table(measured.map(({ name, scores, figures }) => ({ page: name, ...scores, ...figures })));
for (const { name, failed } of measured) for (const title of failed) console.log(`${name}: ${title}`);
const missed = measured.flatMap(({ name, scores, figures }) => [
  ...Object.entries(goals)
    .filter(([what, goal]) => (scores[what] ?? 0) < goal)
    .map(([what, goal]) => `${name}: ${what} ${scores[what]}, ${goal} is the aim`),
  ...Object.entries(most)
    .filter(([what, goal]) => Number(figures[what]) > goal)
    .map(([what, goal]) => `${name}: ${what} ${figures[what]}, ${goal} is the aim`),
]);
for (const problem of missed) console.log(`✗ ${problem}`);
process.exit(missed.length > 0 ? 1 : 0);

/**
 * @param {string} url
 * @param {number} slowdown how many times slower the processor is to seem
 * @param {"simulate" | "devtools"} throttling
 * @returns {Promise<{ index: number, scores: Record<string, number>, figures: Record<string, string | number>, failed: string[] }>}
 */
async function measure(url, slowdown, throttling) {
  const file = path.join(folder, "report.json");
  const { code, output } = await run(
    "lighthouse",
    "npx",
    [
      "--yes",
      lighthouse,
      url,
      "--quiet",
      "--output=json",
      `--output-path=${file}`,
      `--throttling-method=${throttling}`,
      `--throttling.cpuSlowdownMultiplier=${slowdown}`,
      `--only-categories=${Object.keys(goals).join()}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-background-networking --disable-component-update --no-first-run --ignore-certificate-errors",
    ],
    { env: { CHROME_PATH: browser.path }, stdio: "kept" },
  );
  if (code !== 0) throw new Error(`Lighthouse did not come to its end (${code}):\n${output}`);
  /** @type {Report} */
  const { environment, categories, audits } = JSON.parse(readFileSync(file, "utf8"));
  const value = (/** @type {string} */ audit) => audits[audit]?.numericValue ?? 0;
  return {
    index: environment.benchmarkIndex,
    scores: Object.fromEntries(
      Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]),
    ),
    figures: {
      "LCP s": (value("largest-contentful-paint") / 1000).toFixed(2),
      "TBT ms": Math.round(value("total-blocking-time")),
      CLS: value("cumulative-layout-shift").toFixed(3),
      "kB in all": Math.round(value("total-byte-weight") / 1024),
    },
    failed: Object.values(audits)
      .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score === 0)
      .map(({ title }) => title),
  };
}
