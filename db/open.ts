// Opens the database that an address names, and gives both engines the same face.
import type { SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import type { Engine } from "@/env";
import { openPostgres } from "./postgres";
import { openSqlite } from "./sqlite";

/** The query builder, and one way to make a transaction (see db/scope.ts). */
export type Database = Omit<
  SqliteRemoteDatabase<Record<string, never>>,
  "transaction" | "batch" | "run" | "all" | "get" | "values"
> & {
  engine: Engine;
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Has drizzle write a statement, and asks it again and again: see db/statement.ts. */
  askWritten<Result>(written: Written<Result>): (given: Record<string, unknown>) => Promise<Result>;
  /**
   * Done when all that was committed before survives the machine's own end: see
   * docs/decisions/2026-11-27-on-the-disk-before-stripe.md.
   */
  onDisk(): Promise<void>;
  /** Whether something was not written for want of room, of leave or of a disk, and not because of what it is. */
  refusesToWrite(error: unknown): boolean;
  migrationScript(sql: string): Promise<void>;
  /** What the engine says of itself: its version, and how much the data takes. */
  describe(): Promise<{ version: string; sizeBytes: number }>;
  close(): Promise<void>;
};

/** A statement in drizzle's words, with places to fill in; PostgreSQL can keep its plan under a name. */
export type Written<Result> = { toSQL(): { sql: string }; prepare(name?: string): Prepared<Result> };

type Prepared<Result> = {
  getQuery(): { sql: string; params: unknown[] };
  execute(given: Record<string, unknown>): PromiseLike<Result>;
  mapResult(response: unknown): unknown;
};

/**
 * @param url `file:PATH` for SQLite or `postgres://...`. Its engine must be the one of DATABASE_URL,
 * because the tables were made for that one when they were loaded.
 */
export function openDatabase(url: string): Database {
  const isFile = url.startsWith("file:");
  const { builder, ...face } = isFile ? openSqlite(url.slice("file:".length)) : openPostgres(url);
  return Object.assign(builder, { engine: isFile ? "sqlite" : "postgres", ...face }) as unknown as Database;
}
