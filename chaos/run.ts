// The walk, as scripts/chaos.mjs starts it: DATABASE_URL names an empty database, the folder of the local
// Stripe and the rest come as arguments. Ends with 0 when the books agree, with 1 and all that is known when not.
import { parseArgs } from "node:util";
import { migrate } from "@/db/migrate";
import { openDatabase } from "@/db/open";
import { env } from "@/env";
import { walkOverHttp } from "./processes";
import { reporter } from "./report";
import { walk, WalkFailed } from "./walk";

const { values } = parseArgs({
  options: {
    steps: { type: "string" },
    seed: { type: "string" },
    processes: { type: "string", default: "1" },
    folder: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const steps = Number(values.steps);
const seed = Number(values.seed);

const db = openDatabase(env.databaseUrl);
await migrate(db);

const report = reporter(db, steps);
const processes = Number(values.processes);
const onStep = (step: number, line: string) => {
  report.onStep(step, line);
  if (values.verbose) console.log(line);
};
const common = { databaseUrl: env.databaseUrl, folder: values.folder ?? "", seed, steps, onStep };
try {
  if (processes > 1) await walkOverHttp({ ...common, processes });
  else await walk({ ...common, ...rests(steps) });
  const seconds = report.seconds();
  console.table(await report.table());
  console.log(
    `${steps} steps with seed ${seed} on ${db.engine}, ${processes} ${processes === 1 ? "process" : "processes"}, in ${seconds.toFixed(1)} s (${((1000 * seconds) / steps).toFixed(1)} ms a step), and the books agree.`,
  );
} catch (error) {
  if (!(error instanceof WalkFailed)) throw error;
  console.log(error.lastSteps.join("\n"));
  console.log(error.message);
  if (error.differences.length > 0) console.table(error.differences);
  if (error.cause !== undefined) console.log(error.cause instanceof Error ? error.cause.stack : error.cause);
  process.exitCode = 1;
} finally {
  await db.close();
}

/** An audit goes through all that ever was: often in a long walk, it would be most of it. */
function rests(wholeSteps: number) {
  return { stepsPerSettling: 100, stepsPerAudit: 100 * Math.ceil(wholeSteps / 2_000) };
}
