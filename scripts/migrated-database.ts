// The database for what people run by hand, up to date.
import { CannotRun } from "./run-by-hand";
import { database } from "@/db";
import { migrate } from "@/db/migrate";
import type { Database } from "@/db/open";
import { env } from "@/env";
import { databaseTrouble } from "./database-trouble";

/** Throws CannotRun when the database cannot be opened, or is newer than the code. */
export async function migratedDatabase(): Promise<Database> {
  try {
    const db = database();
    await migrate(db);
    return db;
  } catch (error) {
    const trouble = databaseTrouble(error, env);
    throw trouble ? new CannotRun(trouble) : error;
  }
}
