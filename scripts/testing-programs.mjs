// Once before the tests that start processes: their worker in one file, so that none of forty starts translates the
// sources again.
import { rmSync } from "node:fs";
import { bundle } from "./programs.mjs";

/** @param {import("vitest/node").TestProject} project */
export default async function bundleWorker(project) {
  const folder = `node_modules/.merle-worker-${process.pid}`;
  await bundle({ worker: "jobs/testing-server.ts" }, folder);
  project.provide("worker", `${folder}/worker.mjs`);
  return () => rmSync(folder, { recursive: true });
}
