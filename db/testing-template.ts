// Runs once before all tests: makes the migrated database that every test starts from a copy of.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { env } from "@/env";
import { migrate } from "./migrate";
import { openDatabase } from "./open";
import { administer, databaseUrl } from "./testing-postgres";

declare module "vitest" {
  interface ProvidedContext {
    template: string;
  }
}

export default async function prepareTemplate(project: TestProject): Promise<() => Promise<void>> {
  const { name, url, remove } = env.engine === "sqlite" ? sqliteTemplate() : await postgresTemplate();
  const db = openDatabase(url);
  await migrate(db);
  await db.close();
  project.provide("template", name);
  return remove;
}

function sqliteTemplate() {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-template-"));
  const file = path.join(folder, "template.db");
  return {
    name: file,
    url: `file:${file}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresTemplate() {
  const name = `merle_template_${process.pid}_${Date.now()}`;
  await administer(`create database ${name}`);
  return {
    name,
    url: databaseUrl(name),
    remove: () => administer(`drop database if exists ${name} with (force)`),
  };
}
