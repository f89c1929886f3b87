import { spawn } from "node:child_process";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

const program = `
  import { createServer } from "node:http";
  import { endWhenTold, lastly } from "./integrations/this-process";
  endWhenTold(createServer(), { workMilliseconds: 5000, stopMilliseconds: 8000 });
  lastly(async () => console.log("the traces are sent"));
  lastly(async () => console.log("the leases are given back"));
  lastly(() => Promise.reject(new Error("No database")));
  process.emit("SIGTERM", "SIGTERM");
`;

// Out: the catch. Then nothing is given back, and nobody is told why.
test("a process that cannot do one of its last acts tells so, and does the others", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    cwd: path.resolve(import.meta.dirname, ".."),
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let told = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (more) => (told += String(more)));
  await new Promise((resolve) => child.once("close", resolve));
  expect(told).toMatch(/the leases are given back\s+the traces are sent/);
  expect(told).toContain("No database");
});
