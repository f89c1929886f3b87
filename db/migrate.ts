// Brings a database to the schema of this code: runs, in order, the migrations that it has not seen.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { table, text, instant } from "./columns";
import type { Database } from "./open";

const migrations = table("migrations", { name: text().primaryKey(), appliedAt: instant().notNull() });

export class DatabaseIsNewer extends Error {
  override name = "DatabaseIsNewer";
  constructor(names: string[]) {
    super(
      `The database is newer than this code: it has ${names.join(", ")}. Update Merle, or use another database.`,
    );
  }
}

/** The names of all migrations of an engine, oldest first: `0001_what_it_does`. */
export async function migrationNames(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith(".sql"))
    .map((file) => file.slice(0, -".sql".length))
    .toSorted();
}

/**
 * Applies what is missing, each migration in a transaction of its own, and returns the names applied.
 * Safe when several processes start at once.
 * @throws DatabaseIsNewer when the database has migrations that this code does not know; as the engine does, when it
 * cannot be written, even if nothing is missing.
 */
export async function migrate(db: Database, root = "db/migrations"): Promise<string[]> {
  const folder = path.join(root, db.engine);
  // A change of nothing, because where all is there SQLite would not notice that it may only read.
  await db.migrationScript(
    `create table if not exists migrations (name text primary key, applied_at ${db.engine === "sqlite" ? "integer" : "timestamptz(3)"} not null);
     update migrations set name = name where name = ''`,
  );
  const names = await migrationNames(folder);
  const applied = new Set(
    (await db.select({ name: migrations.name }).from(migrations)).map((row) => row.name),
  );
  const unknown = [...applied].filter((name) => !names.includes(name)).toSorted();
  if (unknown.length > 0) throw new DatabaseIsNewer(unknown);

  const missing = names.filter((name) => !applied.has(name));
  for (const name of missing) {
    const script = (await readFile(path.join(folder, `${name}.sql`), "utf8")).replaceAll(
      "--> statement-breakpoint",
      "",
    );
    const now = db.engine === "sqlite" ? "cast(unixepoch('subsec') * 1000 as integer)" : "now()";
    // The note of it comes first: a second process meets the unique name before it touches a table.
    await db
      .migrationScript(`insert into migrations (name, applied_at) values ('${name}', ${now});\n${script}`)
      .catch(async (error: unknown) => {
        const [row] = await db
          .select()
          .from(migrations)
          .where(sql`${migrations.name} = ${name}`);
        if (!row) throw error; // it failed; otherwise another process was quicker
      });
  }
  return missing;
}
