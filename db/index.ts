// The one open database of this process, opened when it is first asked for: `next build` loads this file too.
import { env } from "@/env";
import { type Database, openDatabase } from "./open";

export type { Database } from "./open";

// Kept on globalThis, because Next loads this module once per bundle, and there must be one writer.
const kept = globalThis as typeof globalThis & { merleDatabase?: Database };

export function database(): Database {
  kept.merleDatabase ??= openDatabase(env.databaseUrl);
  return kept.merleDatabase;
}
