// A flash sale (bench/flash-sale.ts) against a Merle of its own, with one or two app processes on one database.
// By itself: node bench/flash-sale.mjs [processes] [buyers]
import "../scripts/require-node.mjs";
import { pathToFileURL } from "node:url";
import { freePort } from "../scripts/free-port.mjs";
import { run, start, stop, stopAll, stopOnSignals } from "../scripts/processes.mjs";
import { startStack } from "../scripts/stack.mjs";

/** @typedef {{ buyersPerSecond: number, secondsUntilSoldOut?: number, seconds: number, steps: object[], problems: string[],
 *   outcomes: Record<string, number> }} Sale */

/** @param {number} processes @param {number} [buyers] @returns {Promise<Sale>} */
export async function flashSale(processes, buyers = 2000) {
  // Buyers come from many addresses; answers are not checked against their contract meanwhile.
  const stack = await startStack(undefined, {
    TRUST_PROXY: "1",
    LOCAL_STRIPE_CONTRACT: "",
    LOG_LEVEL: "error",
  });
  const others = [];
  const apps = [stack.env.PUBLIC_URL];
  for (let i = 1; i < processes; i++) {
    const { app, url } = await startAnother(stack.env);
    others.push(app);
    apps.push(url);
  }
  const { code, output } = await run(
    "flash sale",
    process.execPath,
    ["--import", "tsx", "bench/flash-sale.ts"],
    {
      env: {
        ...stack.env,
        NODE_ENV: "production",
        FLASH_APPS: apps.join(" "),
        FLASH_BUYERS: String(buyers),
      },
      stdio: "kept",
    },
  );
  for (const app of others) await stop(app);
  await stack.stop();
  const line = output.split("\n").find((one) => one.startsWith('{"buyers"'));
  if (!line) throw new Error(`The flash sale did not come to its end (${code}):\n${output}`);
  /** @type {Sale} */
  const sale = JSON.parse(line);
  tell(processes, buyers, sale);
  return sale;
}

/** One more app process on the same database and the same local Stripe. @param {Record<string, string>} env */
async function startAnother(env) {
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  /** @type {(value: unknown) => void} */
  let onServing = () => {};
  const serving = new Promise((resolve) => (onServing = resolve));
  const app = start("Merle, once more", process.execPath, ["--import", "tsx", "server.ts"], {
    env: { ...env, PORT: port, PUBLIC_URL: url, NODE_ENV: "production" },
    stdio: "kept",
    onMessage: (message) => message === "serving" && onServing(true),
  });
  await Promise.race([serving, app.exited]);
  return { app, url };
}

/** @param {number} processes @param {number} buyers @param {Sale} sale */
function tell(
  processes,
  buyers,
  { seconds, buyersPerSecond, secondsUntilSoldOut, outcomes, steps, problems },
) {
  const soldOut = secondsUntilSoldOut === undefined ? "never" : `after ${secondsUntilSoldOut.toFixed(1)} s`;
  console.log(
    `Flash sale, ${buyers} buyers, ${processes} ${processes === 1 ? "process" : "processes"}: ` +
      `${seconds.toFixed(1)} s, ${buyersPerSecond.toFixed(1)} buyers/s, sold out ${soldOut}`,
  );
  console.log(outcomes);
  console.table(steps);
  for (const problem of problems) console.log(problem);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  stopOnSignals(() => 130);
  const [processes = "1", buyers = "2000"] = process.argv.slice(2);
  const { problems } = await flashSale(Number(processes), Number(buyers));
  await stopAll();
  process.exit(problems.length > 0 ? 1 : 0);
}
