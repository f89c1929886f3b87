// npm run verify: what holds before every commit. All at once: each alone leaves a core idle for part of its time.
import "./require-node.mjs";
import { checkSteps, testStep, timed } from "./checks.mjs";
import { stopOnSignals } from "./processes.mjs";

stopOnSignals(() => 130);
const counts = await Promise.all([...checkSteps, testStep("unit", "file:data/test.db")].map(timed));
process.exit(counts.some(({ failed }) => failed > 0) ? 1 : 0);
