import { spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

const alwaysFull = "/dev/full"; // of Linux: whoever writes there is told that the disk is full

const program = `
  import { log } from "./integrations/log";
  for (let line = 0; line < 20_000; line++) log.error({ line }, "the disk is full, and so the database too");
  process.stderr.write("answered");
`;

test.skipIf(!existsSync(alwaysFull))(
  "on a full disk nothing is logged, and everything else goes on",
  async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
      cwd: path.resolve(import.meta.dirname, ".."),
      env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error" },
      stdio: ["ignore", openSync(alwaysFull, "w"), "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let told = "";
    child.stderr?.on("data", (more) => (told += String(more)));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(told).toBe("answered");
    expect(code).toBe(0);
  },
);
