import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "@/db/open";
import { accounts } from "@/db/schema/accounts";
import { testDatabase } from "@/db/testing";
import { rows } from "@/domain/testing-rows";
import { env } from "@/env";

const run = promisify(execFile);

function place() {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const backUp = (settings: Record<string, string>, ...words: string[]) =>
  run(process.execPath, ["--import", "tsx", "scripts/backup.ts", ...words], {
    env: { ...process.env, ...settings },
  }).then(
    ({ stdout }) => ({ said: stdout, code: 0 }),
    ({ stderr, code }: { stderr: string; code: number }) => ({ said: stderr, code }),
  );

// cp of the database's file alone is older by all that SQLite still keeps beside it.
test.runIf(env.engine === "sqlite")(
  "a copy of a Merle in use has what was written a moment ago, and its pictures",
  async () => {
    const db = await testDatabase();
    const made = rows(db, () => new Date("2026-05-04T09:00:00.000Z"));
    await made.merchant("atelier");
    const folder = place();
    const pictures = path.join(folder, "media", "pictures");
    mkdirSync(pictures, { recursive: true });
    writeFileSync(path.join(pictures, "a.webp"), "a picture");
    writeFileSync(path.join(pictures, "b.webp.1.part"), "half a pict");
    const settings = { DATABASE_URL: db.url, MEDIA_URL: `file:${path.join(folder, "media")}` };
    const to = path.join(folder, "copies", "monday");
    expect(await backUp(settings, to)).toEqual({ said: `Copied to ${to}.\n`, code: 0 });

    const copy = openDatabase(`file:${path.join(to, "merle.db")}`);
    onTestFinished(() => copy.close());
    expect((await copy.select().from(accounts)).map(({ handle }) => handle)).toEqual(["atelier"]);
    expect(readFileSync(path.join(to, "media", "pictures", "a.webp"), "utf8")).toBe("a picture");
    expect(readdirSync(path.join(to, "media", "pictures"))).toEqual(["a.webp"]);

    expect(await backUp(settings, to)).toEqual({
      said: `${to} is there already: name a folder that is not.\n`,
      code: 1,
    });
    const full = path.join("/dev/null", "copies");
    expect((await backUp(settings, full)).code).toBe(1);
  },
);

test("without a folder, without a database, and on PostgreSQL it says what to do instead", async () => {
  const folder = place();
  const nothing = { DATABASE_URL: `file:${path.join(folder, "merle.db")}` };
  const to = path.join(folder, "copy");
  expect(await backUp(nothing)).toEqual({ said: "Say where to: npm run backup -- FOLDER\n", code: 1 });
  expect(await backUp(nothing, to)).toEqual({
    said: `There is no database at ${path.join(folder, "merle.db")}.\n`,
    code: 1,
  });
  expect(await backUp({ DATABASE_URL: "postgres://merle@db/merle" }, to)).toEqual({
    said: "PostgreSQL is copied by its own pg_dump, and this is for SQLite alone.\n",
    code: 1,
  });
  expect(readdirSync(folder)).toEqual([]);
});
