// npm run verify: what holds before every commit. Stops at the first step that fails.
import "./require-node.mjs";
import { checkSteps, timed, unitStep } from "./checks.mjs";
import { stopOnSignals } from "./processes.mjs";

stopOnSignals(() => 130);
for (const step of [...checkSteps, unitStep("file:data/test.db")]) {
  const { failed } = await timed(step);
  if (failed > 0) process.exit(1);
}
