import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { products } from "@/db/schema/catalog";
import { testDatabase } from "@/db/testing";
import { moveClock } from "@/domain/clock/move-clock";
import { rows } from "@/domain/testing-rows";
import { systemClock } from "@/domain/time";
import { seedDemoWorld } from "./demo/seed-demo-world";

const run = promisify(execFile);
const header = "Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price";

async function commandLine() {
  const db = await testDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), "merle-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "products.csv");
  return {
    db,
    file,
    write: (...lines: string[]) => writeFileSync(file, [header, ...lines].join("\n")),
    /** What was printed, and the exit code. */
    async import(...words: string[]) {
      const env = { ...process.env, DATABASE_URL: db.url, LC_ALL: "en_US.UTF-8" };
      const done = run(process.execPath, ["--import", "tsx", "scripts/import.ts", ...words], { env });
      return done.then(
        ({ stdout }) => ({ said: stdout.trimEnd().split("\n"), code: 0 }),
        ({ stderr, code }: { stderr: string; code: number }) => ({
          said: stderr.trimEnd().split("\n"),
          code,
        }),
      );
    },
  };
}

test("an import says what came of it, line by line, and succeeds though something was left out", async () => {
  const shell = await commandLine();
  const ctx = {
    db: shell.db,
    clock: { now: () => new Date() },
    actor: { kind: "schedule" },
    locale: "en",
  } as const;
  await seedDemoWorld(ctx);
  shell.write(
    "oak-stool,Oak Stool,Title,Default Title,4,180.00",
    "pine-stool,Pine Stool,Title,Default Title,4,cheap",
  );
  const words = ["--merchant", "@LumenAndOak", "--currency", "usd", shell.file];
  expect(await shell.import(...words)).toEqual({
    said: [
      "Line 3, pine-stool: “cheap” in Variant Price is not a price in USD",
      "1 product imported, 0 updated, 0 unchanged, 1 left out.",
    ],
    code: 0,
  });
  expect(await shell.import("--merchant", "lumenandoak", "--currency", "EUR", shell.file)).toEqual({
    said: ["The prices of lumenandoak are in USD, not in EUR: nothing was imported."],
    code: 1,
  });
});

// Out: the app's clock. Then the product is of a day that is still to come, and on the day that is shown it is not there.
test("what is imported by hand is of the day that the operator has moved the clock to", async () => {
  const shell = await commandLine();
  const made = rows(shell.db, () => new Date("2017-01-01T00:00:00.000Z"));
  await made.merchant("atelier");
  const shownAt = new Date("2017-02-01T00:00:00.000Z");
  const olga = await made.person("olga");
  const ctx = {
    db: shell.db,
    clock: systemClock,
    actor: { ...olga.actor, isOperator: true },
    locale: "en",
  } as const;
  expect(await moveClock(ctx, { to: shownAt, afterMoveId: "", isDemoWorld: true })).toMatchObject({
    ok: true,
  });
  shell.write("oak-stool,Oak Stool,Title,Default Title,4,180.00");
  expect(await shell.import("--merchant", "atelier", "--currency", "EUR", shell.file)).toMatchObject({
    code: 0,
  });
  const [product] = await shell.db.select().from(products);
  expect(product?.createdAt.toISOString().slice(0, 10)).toBe("2017-02-01");
});

test("what cannot be imported at all is refused in one sentence", async () => {
  const shell = await commandLine();
  shell.write();
  const usage = expect.stringMatching(/^Say whose catalogue it is, in which currency/);
  expect(await shell.import(shell.file)).toEqual({ said: [usage], code: 1 });
  expect(await shell.import("--merchant", "nobody", "--currency", "USD", shell.file)).toEqual({
    said: ["There is no merchant nobody."],
    code: 1,
  });
  expect(await shell.import("--merchant", "nobody", "--currency", "USD", `${shell.file}.gone`)).toEqual({
    said: [`The file ${shell.file}.gone cannot be read: there is none.`],
    code: 1,
  });
});

test("a database that cannot be used is said in one sentence, by every command that people run by hand", async () => {
  const { file, write } = await commandLine();
  write("oak-stool,Oak Stool,Title,Default Title,4,180.00");
  const env = { ...process.env, DATABASE_URL: `file:${file}` };
  const words = ["--merchant", "lumenandoak", "--currency", "USD", file];
  for (const command of [["scripts/import.ts", ...words], ["scripts/seed.ts"]])
    await expect(run(process.execPath, ["--import", "tsx", ...command], { env })).rejects.toMatchObject({
      code: 1,
      stderr: `The file ${file} is not an SQLite database.\n`,
    });
});
