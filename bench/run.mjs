// npm run bench [-- --people N] [--engine sqlite|postgres] [--seconds N] [--growth]: how fast this build is on this
// machine, with a large world, on each engine that is here, with one and with two processes. Prints tables, and the same
// as JSON in data/bench.json. Load goes to this machine only and ends by itself. Compare ratios within one run: absolute
// figures are those of the machine and of what else it does. --growth asks again at a tenth and at ten times the people.
import "../scripts/require-node.mjs";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildWhenChanged } from "../scripts/build.mjs";
import { findPostgres, withFreshDatabase } from "../scripts/postgres.mjs";
import { stopAll, stopOnSignals } from "../scripts/processes.mjs";
import { startStack } from "../scripts/stack.mjs";
import { flashSale } from "./flash-sale.mjs";
import { answerOf, fillWorld, webProcessesBelow } from "./parts.mjs";
import { largeShop } from "./shop.mjs";

/** @typedef {{ what: string, "requests/s": number, "p50 ms": number, "p99 ms": number, failed: number }} Row
 * @typedef {{ pages: Row[], "orders/s": number, "gifts/s": number, "sign-ins/s": number, steps: object[],
 *   scripts: object[], problems: string[] }} Measured */

const { values } = parseArgs({
  options: {
    people: { type: "string", default: "100000" },
    seconds: { type: "string", default: "6" },
    engine: { type: "string" },
    growth: { type: "boolean", default: false },
  },
});
const people = Number(values.people);
const startedAt = performance.now();
/** @type {string[]} */
const problems = [];
/** @type {Record<string, unknown>} */
const told = { node: process.version, cores: availableParallelism(), people };

stopOnSignals(() => 130);
const folder = mkdtempSync(path.join(tmpdir(), "merle-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
if (!(await buildWhenChanged())) process.exit(1);

if (values.engine !== "postgres") {
  const url = `file:${path.join(folder, "world.db")}`;
  await fillWorld(url, people);
  tell("What pages ask the database for (SQLite)", "queries", await ask(url));
  for (const processes of [1, 2]) await measure("SQLite", url, processes);
}
if (values.engine !== "sqlite") {
  const postgres = await findPostgres();
  console.log(postgres.says);
  if (postgres.url !== undefined)
    await withFreshDatabase(postgres.url, async (url) => {
      await fillWorld(url, people);
      for (const processes of [1, 2]) await measure("PostgreSQL", url, processes);
    });
}
if (values.growth) await grow();
/** @type {object[]} */
const sales = [];
for (const processes of [1, 2])
  for (const crowd of [
    { buyers: 200, units: 20, atOnce: 32, areTogether: true },
    { buyers: 2000, units: 100, atOnce: 64 },
  ]) {
    const sale = await flashSale(processes, crowd);
    sales.push({ processes, ...crowd, ...sale });
    problems.push(...sale.problems);
  }
told.sales = sales;
if (values.engine !== "postgres") told.shop = await largeShop();
await stopAll();

mkdirSync("data", { recursive: true });
writeFileSync("data/bench.json", `${JSON.stringify({ ...told, problems }, null, 2)}\n`);
for (const problem of problems) console.log(`✗ ${problem}`);
console.log(
  `${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes; the same as JSON: data/bench.json`,
);
process.exit(problems.length > 0 ? 1 : 0);

/** What each page asks the database for. @param {string} url @returns {Promise<Record<string, unknown>[]>} */
async function ask(url) {
  return answerOf("bench/queries.ts", { DATABASE_URL: url });
}

/** @param {string} engine @param {string} url @param {number} processes */
async function measure(engine, url, processes) {
  const began = performance.now();
  const stack = await startStack(undefined, {
    DATABASE_URL: url,
    WEB_PROCESSES: String(processes),
    TRUST_PROXY: "1",
    LOCAL_STRIPE_CONTRACT: "",
    LOG_LEVEL: "error",
  });
  const coldStart = (performance.now() - began) / 1000;
  /** @type {Measured} */
  const measured = await answerOf("bench/measure.ts", {
    BENCH_SECONDS: values.seconds,
    ...stack.env,
  });
  const memory = webProcessesBelow(stack.pid).map(({ megabytes }) => megabytes);
  await stack.stop();

  const name = `${engine}, ${processes} ${processes === 1 ? "process" : "processes"}`;
  const [, page] = measured.pages;
  const least = page?.["requests/s"] ?? 1;
  tell(
    name,
    `${engine} ${processes}`,
    measured.pages.map((row) => ({ ...row, "of least page": (row["requests/s"] / least).toFixed(2) })),
  );
  console.table(measured.steps);
  const rest = {
    "orders/s": Math.round(measured["orders/s"]),
    "gifts/s": Math.round(measured["gifts/s"]),
    "sign-ins/s": Math.round(measured["sign-ins/s"]),
    "npm start to serving, s": coldStart.toFixed(1),
    "MB of each web process": memory.join(", "),
  };
  console.table([rest]);
  if (processes === 1) console.table(measured.scripts);
  told[`${engine} ${processes} rest`] = { ...rest, steps: measured.steps, scripts: measured.scripts };
  problems.push(
    ...measured.problems,
    ...measured.pages
      .filter((row) => row.failed > 0)
      .map((row) => `${name}: ${row.what} failed ${row.failed} times`),
  );
}

/** The same questions at a tenth and at ten times the people, as ratios. */
async function grow() {
  /** @type {Map<string, Record<string, unknown>>} */
  const table = new Map();
  for (const count of [people / 10, people, people * 10]) {
    const url = `file:${path.join(folder, `world-${count}.db`)}`;
    await fillWorld(url, count);
    for (const row of await ask(url)) {
      const known = table.get(String(row["asked for"])) ?? {};
      table.set(String(row["asked for"]), {
        ...known,
        [`p50 at ${count}`]: row["p50 ms"],
        [`p99 at ${count}`]: row["p99 ms"],
      });
    }
    rmSync(url.slice("file:".length));
  }
  const rows = [...table].map(([name, row]) => {
    const ratio = Number(row[`p99 at ${people * 10}`]) / Number(row[`p99 at ${people}`]);
    return { "asked for": name, ...row, "p99, ten times to base": ratio.toFixed(2) };
  });
  tell("Growth (SQLite)", "growth", rows);
}

/** @param {string} title @param {string} key @param {object[]} rows */
function tell(title, key, rows) {
  console.log(`\n${title}`);
  console.table(rows);
  told[key] = rows;
}
