// Loaded into a web process by `npm run bench:hour -- --live`: on SIGUSR2 it collects all that nothing holds any more, and
// writes what is left as a line of JSON to the file named by LIVE_HEAP_FILE.
const { appendFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
process.on("SIGUSR2", () => {
  const before = process.memoryUsage();
  collect();
  const line = JSON.stringify({ pid: process.pid, before, after: process.memoryUsage() });
  appendFileSync(process.env["LIVE_HEAP_FILE"] ?? "/dev/stderr", `${line}\n`);
});
