// The walk in one process, as scripts/chaos.mjs starts it: DATABASE_URL names an empty database, the folder of the local
// Stripe and the rest come as arguments. Ends with 0 when the books agree, with 1 and all that is known when not.
import { parseArgs } from "node:util";
import { migrate } from "@/db/migrate";
import { openDatabase } from "@/db/open";
import { env } from "@/env";
import { walk, WalkFailed } from "./walk";

const { values } = parseArgs({
  options: {
    steps: { type: "string" },
    seed: { type: "string" },
    folder: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const steps = Number(values.steps);
const seed = Number(values.seed);

const db = openDatabase(env.databaseUrl);
await migrate(db);
await db.close();

const startedAt = performance.now();
try {
  await walk({
    databaseUrl: env.databaseUrl,
    folder: values.folder ?? "",
    seed,
    steps,
    stepsPerAudit: 100,
    onStep: (_, line) => values.verbose && console.log(line),
  });
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${steps} steps with seed ${seed} on ${db.engine} in ${seconds.toFixed(1)} s, and the books agree.`,
  );
} catch (error) {
  if (!(error instanceof WalkFailed)) throw error;
  console.log(error.lastSteps.join("\n"));
  console.log(error.message);
  if (error.differences.length > 0) console.table(error.differences);
  if (error.cause !== undefined) console.log(error.cause instanceof Error ? error.cause.stack : error.cause);
  process.exitCode = 1;
}
