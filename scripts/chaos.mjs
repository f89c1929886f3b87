// npm run chaos -- --steps N --seed S [--processes P] [--engine sqlite|postgres]: a walk of chance through buying and
// giving, with everything that can go wrong, and then the audit. Ends with 0 when the books agree. With one process,
// the default, a seed repeats exactly. With more they are real ones, driven over HTTP and killed. --verbose tells all steps.
// Many steps are taken in several walks, each with a database and the next seed, as many at once as there are cores.
import "./require-node.mjs";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildWhenChanged } from "./build.mjs";
import { noSettings } from "./checks.mjs";
import { freePort } from "./free-port.mjs";
import { findPostgres, withFreshDatabase } from "./postgres.mjs";
import { run, stopAll, stopOnSignals } from "./processes.mjs";

const longestWalk = 5_000;

/** @typedef {{ steps: number, seed: number, processes?: number, postgresUrl?: string | undefined, isVerbose?: boolean }} Walk */

/** @param {Walk} walk @param {"inherit" | "kept"} [stdio] @returns {Promise<number>} the exit code */
async function takeWalk({ steps, seed, processes = 1, postgresUrl, isVerbose = false }, stdio = "inherit") {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-chaos-"));
  const args = ["--steps", steps, "--seed", seed, "--processes", processes, "--folder", folder].map(String);
  if (processes > 1 && !(await buildWhenChanged())) return 1;
  try {
    const { code, output } = await run(
      "chaos",
      process.execPath,
      ["--import", "tsx", "chaos/run.ts", ...args, ...(isVerbose ? ["--verbose"] : [])],
      {
        stdio,
        env: {
          ...noSettings,
          NODE_ENV: "test",
          LOG_LEVEL: "silent",
          LOCAL_STRIPE_PORT: String(await freePort()),
          STRIPE_WEBHOOK_SECRET: "whsec_only_for_chaos",
          DATABASE_URL: postgresUrl ?? `file:${path.join(folder, "merle.db")}`,
        },
      },
    );
    if (stdio === "kept") console.log(code === 0 ? output.trim().split("\n").at(-1) : output);
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Walk} walk @param {"inherit" | "kept"} [stdio] */
const onItsEngine = (walk, stdio) =>
  walk.postgresUrl
    ? withFreshDatabase(walk.postgresUrl, (postgresUrl) => takeWalk({ ...walk, postgresUrl }, stdio))
    : takeWalk(walk, stdio);

/** @param {Walk} walk @returns {Promise<number>} the exit code */
async function takeManyWalks(walk) {
  const startedAt = performance.now();
  const seeds = Array.from({ length: Math.ceil(walk.steps / longestWalk) }, (_, at) => walk.seed + at);
  const waiting = seeds.map((seed, at) => ({
    ...walk,
    seed,
    steps: Math.min(longestWalk, walk.steps - at * longestWalk),
  }));
  let failed = 0;
  const takeOneByOne = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if ((await onItsEngine(next, "kept")) !== 0) failed++;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeOneByOne));
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  console.log(
    `${walk.steps} steps in ${seeds.length} walks, ${failed} of them failed, in ${minutes} minutes.`,
  );
  return failed === 0 ? 0 : 1;
}

/** @param {Walk} walk a step of npm test */
export const chaosStep = (walk) => ({
  name: `chaos on ${walk.postgresUrl ? "PostgreSQL" : "SQLite"}`,
  /** @returns {Promise<import("./checks.mjs").Counts>} */
  async run() {
    const code = await onItsEngine(walk);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  },
});

async function byHand() {
  const { values } = parseArgs({
    options: {
      steps: { type: "string", default: "2000" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      processes: { type: "string", default: "1" },
      engine: { type: "string", default: "sqlite" },
      verbose: { type: "boolean", default: false },
    },
  });
  const [steps, seed, processes] = [values.steps, values.seed, values.processes].map(Number);
  if (!isWhole(steps) || !isWhole(seed) || !isWhole(processes))
    return refuse("--steps, --seed and --processes are whole numbers from 1.");
  if (values.engine !== "sqlite" && values.engine !== "postgres")
    return refuse("--engine is sqlite or postgres.");
  const walk = { steps, seed, processes, isVerbose: values.verbose };
  const take = steps > longestWalk && processes === 1 ? takeManyWalks : onItsEngine;
  if (values.engine === "sqlite") return take(walk);
  const postgres = await findPostgres();
  if (postgres.url === undefined) return refuse(postgres.says);
  return take({ ...walk, postgresUrl: postgres.url });
}

/** @param {number | undefined} value @returns {value is number} */
const isWhole = (value) => Number.isInteger(value) && Number(value) > 0;

/** @param {string} sentence */
function refuse(sentence) {
  console.error(sentence);
  return 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  stopOnSignals(() => 130);
  const code = await byHand().catch((/** @type {unknown} */ error) => refuse(String(error)));
  await stopAll();
  process.exit(code);
}
