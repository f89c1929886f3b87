// npm run bench:hour [-- --minutes N] [--processes N] [--engine postgres] [--live]: what a process takes of memory in an
// hour of load. Drives what `npm run bench` drives (bench/measure.ts) again and again, looks every ten seconds at the
// largest process, and prints a table, the same as JSON in data/bench-hour.json. Fails where a process takes more than it
// may, or grows. With --live each turn ends by collecting all that nothing holds any more, and what is left is told too:
// whether something is never given back.
import "../scripts/require-node.mjs";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildWhenChanged } from "../scripts/build.mjs";
import { findPostgres, withFreshDatabase } from "../scripts/postgres.mjs";
import { stopAll, stopOnSignals } from "../scripts/processes.mjs";
import { startStack } from "../scripts/stack.mjs";
import { answerOf, fillWorld, webProcessesBelow } from "./parts.mjs";

/** @typedef {{ at: number, megabytes: number }} Look
 * @typedef {{ pid: number, before: NodeJS.MemoryUsage, after: NodeJS.MemoryUsage }} Alive */

const megabytesAllowed = 400;
const growthAllowed = 1.1; // from the second tenth, when all is warm, to the last
const minutesThatTell = 30; // of what it grows by: each tenth has seen all kinds of load
const secondsBetweenLooks = 10;
const seconds = 6; // of each page, as in npm run bench
const secondsToCollect = 30;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    processes: { type: "string", default: "2" },
    people: { type: "string", default: "100000" },
    engine: { type: "string", default: "sqlite" },
    live: { type: "boolean", default: false },
  },
});
const minutes = Number(values.minutes);

stopOnSignals(() => 130);
const probe = fileURLToPath(new URL("live-heap.cjs", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "merle-hour-"));
const alive = path.join(folder, "alive.jsonl");
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
if (!(await buildWhenChanged())) process.exit(1);

if (values.engine === "postgres") {
  const postgres = await findPostgres();
  console.log(postgres.says);
  if (postgres.url === undefined) process.exit(1);
  await withFreshDatabase(postgres.url, load);
} else await load(`file:${path.join(folder, "world.db")}`);
await stopAll();

/** @param {string} url of an empty database */
async function load(url) {
  await fillWorld(url, Number(values.people));
  const stack = await startStack(undefined, {
    DATABASE_URL: url,
    WEB_PROCESSES: values.processes,
    TRUST_PROXY: "1",
    LOCAL_STRIPE_CONTRACT: "",
    LOG_LEVEL: "error",
    ...(values.live ? { NODE_OPTIONS: `--require ${probe}`, LIVE_HEAP_FILE: alive } : {}),
  });
  /** @type {Look[]} */
  const looks = [];
  const beganAt = performance.now();
  const look = () => {
    const megabytes = webProcessesBelow(stack.pid).map((one) => one.megabytes);
    looks.push({ at: performance.now() - beganAt, megabytes: Math.max(...megabytes) });
  };
  const looking = setInterval(look, secondsBetweenLooks * 1000);
  let requests = 0;
  /** @type {string[]} */
  const problems = [];
  while (performance.now() - beganAt < minutes * 60_000) {
    /** @type {{ pages: { what: string, "requests/s": number, failed: number }[], problems: string[] }} */
    const driven = await answerOf("bench/measure.ts", { BENCH_SECONDS: String(seconds), ...stack.env });
    for (const page of driven.pages) {
      requests += page["requests/s"] * seconds;
      if (page.failed > 0) problems.push(`${page.what} failed ${page.failed} times`);
    }
    problems.push(...driven.problems);
    if (values.live) await tellWhatLives(stack.pid);
  }
  clearInterval(looking);
  await stack.stop();
  tell(looks, requests, problems);
}

/** Has each web process collect, and prints what is left in it. @param {number} pid */
async function tellWhatLives(pid) {
  const processes = webProcessesBelow(pid);
  rmSync(alive, { force: true });
  for (const { id } of processes) process.kill(id, "SIGUSR2");
  /** @type {Alive[]} */
  let told = [];
  for (let waited = 0; told.length < processes.length && waited < secondsToCollect; waited++) {
    await pause(1_000);
    if (existsSync(alive))
      told = readFileSync(alive, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
  }
  const mega = (/** @type {number} */ bytes) => Math.round(bytes / 1024 / 102.4) / 10;
  for (const { pid: id, before, after } of told)
    console.log(
      `process ${id}: ${mega(after.heapUsed)} MB live of a heap of ${mega(before.heapTotal)}, ${mega(after.external)} outside it; ${mega(before.rss)} resident, ${mega(after.rss)} after collecting`,
    );
}

/** @param {Look[]} looks @param {number} requests @param {string[]} problems */
function tell(looks, requests, problems) {
  const length = looks.at(-1)?.at ?? 0;
  const tenths = Array.from({ length: 10 }, (_, tenth) => {
    const seen = looks.filter(({ at }) => Math.min(9, Math.floor((at / length) * 10)) === tenth);
    const all = seen.map(({ megabytes }) => megabytes).toSorted((a, b) => a - b);
    return {
      "until minute": Math.round((length * (tenth + 1)) / 600_000),
      "MB in the middle": all[Math.floor(all.length / 2)] ?? 0,
      "MB at most": all.at(-1) ?? 0,
    };
  });
  console.table(tenths);
  if (looks.some(({ megabytes }) => !Number.isFinite(megabytes))) problems.push("a look saw no process");
  const most = Math.max(...tenths.map((tenth) => tenth["MB at most"]));
  const [warm, last] = [tenths[1], tenths[9]].map((tenth) => tenth?.["MB in the middle"] ?? 0);
  const growth = (last ?? 0) / (warm || 1);
  if (most > megabytesAllowed) problems.push(`a process took ${most} MB; ${megabytesAllowed} is the most`);
  if (minutes >= minutesThatTell && growth > growthAllowed)
    problems.push(`a process grew by ${Math.round((growth - 1) * 100)} %`);
  mkdirSync("data", { recursive: true });
  const told = { node: process.version, ...values, requests, tenths, problems };
  writeFileSync("data/bench-hour.json", `${JSON.stringify(told, null, 2)}\n`);
  for (const problem of problems) console.log(`✗ ${problem}`);
  console.log(
    `${requests} pages, ${most} MB at most, ${growth.toFixed(2)} times from the warm start to the end`,
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
}
