// A database of its own for each test, on whichever engine DATABASE_URL names, already migrated.
import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inject, onTestFinished } from "vitest";
import { env } from "@/env";
import { type Database, openDatabase } from "./open";
import { administer, databaseUrl } from "./testing-postgres";

/** Opens a fresh, migrated database (or one without any table) that is thrown away when the current test ends. */
export async function testDatabase({ isEmpty = false } = {}): Promise<Database & { url: string }> {
  const { url, remove } = env.engine === "sqlite" ? sqliteCopy(isEmpty) : await postgresCopy(isEmpty);
  const db = openDatabase(url);
  onTestFinished(async () => {
    await db.close();
    await remove();
  });
  return Object.assign(db, { url });
}

function sqliteCopy(isEmpty: boolean) {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-test-"));
  const file = path.join(folder, "test.db");
  if (!isEmpty) copyFileSync(inject("template"), file);
  return { url: `file:${file}`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function postgresCopy(isEmpty: boolean) {
  const name = `merle_test_${randomUUID().replaceAll("-", "")}`;
  const template = isEmpty ? "template0" : inject("template");
  // By its files: what is thrown away within a second need not be in the log as well.
  await administer(`create database ${name} template ${template} strategy file_copy`);
  return { url: databaseUrl(name), remove: () => administer(`drop database if exists ${name} with (force)`) };
}
