import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { walk } from "./walk";

async function walkWith(seed: number, steps: number) {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-walk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { url } = await testDatabase();
  return walk({ databaseUrl: url, folder, seed, steps, stepsPerSettling: 125, stepsPerAudit: 125 });
}

test.each([37, 1789])(
  "37: five hundred random steps with faults, and then the books agree (seed %i)",
  async (seed) => {
    const lines = await walkWith(seed, 500);
    expect(lines.filter((line) => line.endsWith("the books agree"))).toHaveLength(4);
  },
  240_000,
);

test("a seed takes the same steps again, and meets the same", async () => {
  expect(await walkWith(4, 60)).toEqual(await walkWith(4, 60));
});
