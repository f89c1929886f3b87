import { spawn } from "node:child_process";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";

const program = `
  import { createServer } from "node:http";
  import { endWhenTold, lastly } from "./integrations/this-process";
  endWhenTold(createServer(), { drainMilliseconds: 0, workMilliseconds: 5000, stopMilliseconds: 8000 });
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

const draining = (drainMilliseconds: number) => `
  import { createServer } from "node:http";
  import { stopping, endWhenTold, thisProcess } from "./integrations/this-process";
  const server = createServer();
  const patience = { drainMilliseconds: ${drainMilliseconds}, workMilliseconds: 5000, stopMilliseconds: 8000 };
  endWhenTold(server, patience);
  server.on("request", (_, response) => {
    response.end(JSON.stringify({ isLeaving: thisProcess.isLeaving(), works: !stopping.aborted }));
  });
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
`;

async function started(drainMilliseconds: number) {
  const args = ["--import", "tsx", "--input-type=module", "--eval", draining(drainMilliseconds)];
  const child = spawn(process.execPath, args, {
    cwd: path.resolve(import.meta.dirname, ".."),
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const port = await new Promise((resolve) => child.once("message", resolve));
  const ask = async (): Promise<unknown> => (await fetch(`http://127.0.0.1:${String(port)}/`)).json();
  return { child, ask };
}

// Out: the wait. Then nobody answers any more. Out: the note before it. Then it never says that it leaves.
test("told to stop, a process says that it leaves, and goes on until it was time to notice", async () => {
  const { child, ask } = await started(600_000);
  expect(await ask()).toEqual({ isLeaving: false, works: true });
  child.kill("SIGTERM");
  await vi.waitFor(async () => expect(await ask()).toEqual({ isLeaving: true, works: true }), 60_000);
});

test("when it was time to notice, it ends", async () => {
  const { child } = await started(1);
  child.kill("SIGTERM");
  expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
});
