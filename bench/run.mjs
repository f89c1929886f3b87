// npm run bench: how fast the main pages of this build are, on this machine, one process, and a flash sale with one and
// with two. Prints tables, and the same as JSON in data/bench.json. Load goes to this machine only and ends by itself. Compare ratios within one run:
// absolute figures are those of the machine and of what else it does.
import "../scripts/require-node.mjs";
import { mkdirSync, writeFileSync } from "node:fs";
import autocannon from "autocannon";
import { stopAll, stopOnSignals } from "../scripts/processes.mjs";
import { startStack } from "../scripts/stack.mjs";
import { flashSale } from "./flash-sale.mjs";

const connections = 16;
const warmUpSeconds = 2;
const seconds = 8;

stopOnSignals(() => 130);
const stack = await startStack();
const base = stack.env.E2E_BASE_URL;

/** The first address in a page that begins so. @param {string} html @param {RegExp} pattern */
const find = (html, pattern) => pattern.exec(html)?.[1];
const home = await (await fetch(base)).text();
const pages = [
  ["health (route handler, one query)", "/healthz"],
  ["public timeline", "/"],
  ["profile of a shop", "/ateliersorbier"],
  ["tweet", find(home, /href="(\/[a-z0-9_]+\/status\/[0-9A-Z]+)"/)],
  ["purchase page", find(home, /href="(\/buy\/[0-9A-Z]+)[?"]/)],
  ["donation page", find(home, /href="(\/donate\/[0-9A-Z]+)[?"]/)],
];

/** @param {string} url @param {number} duration */
const load = (url, duration) => autocannon({ url, connections, duration });

const rows = [];
for (const [name, path] of pages) {
  if (!path) continue;
  await load(base + path, warmUpSeconds);
  const { requests, latency, non2xx, errors } = await load(base + path, seconds);
  rows.push({
    page: name,
    "requests/s": Math.round(requests.average),
    "p50 ms": latency.p50,
    "p99 ms": latency.p99,
    failed: non2xx + errors,
  });
}
await stack.stop();

console.log(`${connections} connections, ${seconds} s each, Node ${process.version}`);
console.table(rows);
const sales = [];
for (const processes of [1, 2]) sales.push(await flashSale(processes));
await stopAll();
mkdirSync("data", { recursive: true });
writeFileSync(
  "data/bench.json",
  `${JSON.stringify({ connections, seconds, node: process.version, rows, sales }, null, 2)}\n`,
);
const isAsItMustBe =
  rows.every((row) => row.failed === 0) && sales.every((sale) => sale.problems.length === 0);
process.exit(isAsItMustBe ? 0 : 1);
