// npm run chaos -- --steps N --seed S [--processes P] [--engine sqlite|postgres]: a walk of chance through buying and
// giving, with everything that can go wrong, and then the audit. Ends with 0 when the books agree. With one process,
// the default, a seed repeats exactly; --verbose tells every step.
import "./require-node.mjs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { noSettings } from "./checks.mjs";
import { findPostgres, withFreshDatabase } from "./postgres.mjs";
import { run, stopAll, stopOnSignals } from "./processes.mjs";

/** @typedef {{ steps: number, seed: number, postgresUrl?: string | undefined, isVerbose?: boolean }} Walk */

/** @param {Walk} walk @returns {Promise<number>} the exit code */
async function takeWalk({ steps, seed, postgresUrl, isVerbose = false }) {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-chaos-"));
  const args = ["--steps", steps, "--seed", seed, "--folder", folder].map(String);
  try {
    const { code } = await run(
      "chaos",
      process.execPath,
      ["--import", "tsx", "chaos/run.ts", ...args, ...(isVerbose ? ["--verbose"] : [])],
      {
        env: {
          ...noSettings,
          NODE_ENV: "test",
          LOG_LEVEL: "silent",
          DATABASE_URL: postgresUrl ?? `file:${path.join(folder, "merle.db")}`,
        },
      },
    );
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Walk} walk */
const onItsEngine = (walk) =>
  walk.postgresUrl
    ? withFreshDatabase(walk.postgresUrl, (postgresUrl) => takeWalk({ ...walk, postgresUrl }))
    : takeWalk(walk);

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
      engine: { type: "string", default: "sqlite" },
      verbose: { type: "boolean", default: false },
    },
  });
  const [steps, seed] = [Number(values.steps), Number(values.seed)];
  if (!Number.isInteger(steps) || steps < 1 || !Number.isInteger(seed))
    return refuse("--steps and --seed are whole numbers.");
  if (values.engine !== "sqlite" && values.engine !== "postgres")
    return refuse("--engine is sqlite or postgres.");
  const walk = { steps, seed, isVerbose: values.verbose };
  if (values.engine === "sqlite") return onItsEngine(walk);
  const postgres = await findPostgres();
  if (postgres.url === undefined) return refuse(postgres.says);
  return onItsEngine({ ...walk, postgresUrl: postgres.url });
}

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
