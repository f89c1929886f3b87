// A flash sale (bench/flash-sale.ts) against a Merle of its own, with one or two app processes on one database.
// By itself: node bench/flash-sale.mjs [processes] [buyers]
import "../scripts/require-node.mjs";
import { pathToFileURL } from "node:url";
import { run, stopAll, stopOnSignals } from "../scripts/processes.mjs";
import { startStack } from "../scripts/stack.mjs";

/** @typedef {{ buyersPerSecond: number, secondsUntilSoldOut?: number, seconds: number, steps: object[], problems: string[],
 *   outcomes: Record<string, number> }} Sale */

/** @typedef {{ buyers: number, units: number, atOnce: number, areTogether?: boolean }} Crowd */

/** @param {number} processes @param {Crowd} [crowd] @returns {Promise<Sale>} */
export async function flashSale(processes, crowd = { buyers: 2000, units: 100, atOnce: 64 }) {
  // Buyers come from many addresses; answers are not checked against their contract meanwhile.
  const stack = await startStack(undefined, {
    TRUST_PROXY: "1",
    LOCAL_STRIPE_CONTRACT: "",
    LOG_LEVEL: "error",
    WEB_PROCESSES: String(processes),
  });
  const { code, output } = await run(
    "flash sale",
    process.execPath,
    ["--import", "tsx", "bench/flash-sale.ts"],
    {
      env: {
        ...stack.env,
        NODE_ENV: "production",
        FLASH_BUYERS: String(crowd.buyers),
        FLASH_UNITS: String(crowd.units),
        FLASH_AT_ONCE: String(crowd.atOnce),
        FLASH_TOGETHER: crowd.areTogether ? "1" : "0",
      },
      stdio: "kept",
    },
  );
  await stack.stop();
  const line = output.split("\n").find((one) => one.startsWith('{"buyers"'));
  if (!line) throw new Error(`The flash sale did not come to its end (${code}):\n${output}`);
  /** @type {Sale} */
  const sale = JSON.parse(line);
  tell(processes, crowd, sale);
  return sale;
}

/** @param {number} processes @param {Crowd} crowd @param {Sale} sale */
function tell(
  processes,
  { buyers, units, atOnce },
  { seconds, buyersPerSecond, secondsUntilSoldOut, outcomes, steps, problems },
) {
  const soldOut = secondsUntilSoldOut === undefined ? "never" : `after ${secondsUntilSoldOut.toFixed(1)} s`;
  console.log(
    `Flash sale, ${buyers} buyers, ${units} units, ${atOnce} at once, ${processes} ${processes === 1 ? "process" : "processes"}: ` +
      `${seconds.toFixed(1)} s, ${buyersPerSecond.toFixed(1)} buyers/s, sold out ${soldOut}`,
  );
  console.log(outcomes);
  console.table(steps);
  for (const problem of problems) console.log(problem);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  stopOnSignals(() => 130);
  const [processes = "1", buyers = "2000"] = process.argv.slice(2);
  const { problems } = await flashSale(Number(processes), { buyers: Number(buyers), units: 100, atOnce: 64 });
  await stopAll();
  process.exit(problems.length > 0 ? 1 : 0);
}
