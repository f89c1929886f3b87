// SQLite, embedded: two connections in WAL mode, one that reads and one that writes behind a queue.
import { existsSync, mkdirSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { fillPlaceholders } from "drizzle-orm";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { Disk } from "./disk";
import type { Written } from "./open";
import { Queue, Transactions, hasCode, pause, withoutParams } from "./scope";

type Statement = { sql: string; params: unknown[]; method: "run" | "all" | "values" | "get" };
type Result = { rows: unknown[] };

const statementsKept = 500;
const busyLimitMilliseconds = 10_000;
// Whoever commits when so many have been written copies them into the file, waits for the disk, and lets all of its
// process wait. An order writes a hundred, most of them the same as the order before: by SQLite's own measure, 1000, every
// tenth order waited, once for a second. The file beside the database grows to 40 MB.
const pagesBetweenCheckpoints = 10_000;

class SqliteConnection {
  readonly #database: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement<unknown[]>>();

  constructor(file: string, options?: Sqlite.Options) {
    // Timeout 0: waiting for another process inside SQLite would stop every request of this one.
    this.#database = new Sqlite(file, { ...options, timeout: 0 });
    this.#database.pragma("foreign_keys = on");
    this.#database.pragma("synchronous = normal");
  }

  pragma(words: string): unknown {
    return this.#database.pragma(words, { simple: true });
  }

  isReadOnly(sql: string): boolean {
    return this.#prepared(sql).readonly;
  }

  execute({ sql, params, method }: Statement): Result {
    const statement = this.#prepared(sql);
    if (!statement.reader) {
      statement.run(...params);
      return { rows: [] };
    }
    const rows = statement.raw(true).all(...params);
    return { rows: method === "get" ? ((rows[0] ?? undefined) as unknown[]) : rows };
  }

  command(sql: string): void {
    this.#prepared(sql).run();
  }

  script(sql: string): void {
    this.#database.exec(sql);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepared(sql: string): Sqlite.Statement<unknown[]> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare<unknown[]>(sql);
    if (this.#statements.size >= statementsKept) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, statement);
    return statement;
  }
}

const isBusy = (error: unknown) => hasCode(error, /^SQLITE_BUSY/);

async function whileBusy<T>(work: () => T): Promise<T> {
  const giveUpAt = Date.now() + busyLimitMilliseconds;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > giveUpAt) throw error;
      await pause(1);
    }
  }
}

/**
 * SQLite lets those who want to write try again and again, and whoever has written is the first to be there again: a
 * process with much to write would let the others wait for seconds. After some writing in a row it leaves them a gap,
 * longer than they pause between two tries.
 */
class Turns {
  static readonly #longestMilliseconds = 20;
  static readonly #gapMilliseconds = 5;
  #heldMilliseconds = 0;
  #begunAt = 0;
  #endedAt = 0;

  /** Before anything is locked. */
  async wait(): Promise<void> {
    if (this.#heldMilliseconds < Turns.#longestMilliseconds) return;
    await new Promise((resolve) => setTimeout(resolve, Turns.#gapMilliseconds));
  }

  begin(): void {
    this.#begunAt = performance.now();
    // A gap as long as that was there: left on purpose, or because others wrote.
    if (this.#begunAt - this.#endedAt >= Turns.#gapMilliseconds) this.#heldMilliseconds = 0;
  }

  end(): void {
    this.#endedAt = performance.now();
    this.#heldMilliseconds += this.#endedAt - this.#begunAt;
  }
}

/** One folder after the other: Node's own recursive way never ends where none can be made, as under /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process that starts at the same time may have been quicker.
    if (!existsSync(folder)) throw error;
  }
}

/**
 * Commits are in the file beside the database, and reach the disk when the system finds the time ("synchronous = normal").
 * Nothing of SQLite's is locked meanwhile, and no request waits but those that ask. Where a file system can have no such
 * file, SQLite has every commit on the disk by itself.
 */
async function flush(file: string): Promise<void> {
  const log = await open(`${file}-wal`, "r+").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!log) return;
  try {
    await log.datasync();
  } finally {
    await log.close();
  }
}

/** Opens the file, making it and its folder when they are missing. Throws when it cannot be written. */
export function openSqlite(file: string) {
  makeFolder(path.dirname(file));
  const writer = new SqliteConnection(file);
  try {
    writer.pragma("journal_mode = wal");
  } catch (error) {
    // Another process is turning it on in this instant; it stays on in the file.
    if (!isBusy(error)) throw error;
  }
  // What a nested transaction may have to put back: in a file it is a quarter of all that an order writes.
  writer.pragma("temp_store = memory");
  writer.pragma(`wal_autocheckpoint = ${pagesBetweenCheckpoints}`);
  const reader = new SqliteConnection(file);
  // Only what does not say so with its first word is asked about: asking prepares it.
  const isRead = (sql: string) =>
    sql.startsWith("select") || (!/^(insert|update|delete)\b/.test(sql) && reader.isReadOnly(sql));
  const writing = new Queue();
  const disk = new Disk(() => flush(file));
  const turns = new Turns();

  const transactions = new Transactions<Statement, Result>({
    execute(statement) {
      if (isRead(statement.sql)) return whileBusy(() => reader.execute(statement));
      return writing.run(async () => {
        await turns.wait();
        return whileBusy(() => {
          turns.begin();
          const result = writer.execute(statement);
          turns.end();
          return result;
        });
      });
    },
    async begin() {
      let end = () => {};
      const ended = new Promise<void>((resolve) => (end = resolve));
      await new Promise<void>((resolve, reject) => {
        writing
          .run(async () => {
            await turns.wait();
            await whileBusy(() => writer.command("begin immediate"));
            turns.begin();
            resolve();
            await ended;
            turns.end();
          })
          .catch(reject);
      });
      return {
        connection: {
          execute: async (statement) => writer.execute(statement),
          command: async (sql) => writer.command(sql),
        },
        end,
      };
    },
    textOf: ({ sql }) => sql,
    isWorthRetrying: isBusy,
  });

  const builder = drizzle(
    (sql, params: unknown[], method) =>
      transactions.execute({ sql, params, method }).catch(withoutParams(params)),
    undefined, // no batches; the casing is read from the third argument only
    { casing: "snake_case" },
  );
  return {
    builder,
    transaction: <T>(work: () => Promise<T>) => transactions.transaction(work),
    // As drizzle's own `execute`, which makes six promises for each question; in a process that follows its requests
    // from promise to promise they cost as much as SQLite's answer.
    askWritten<Row>(written: Written<Row>) {
      const prepared = written.prepare();
      const { sql, params, method } = prepared.getQuery() as Statement;
      return async (given: Record<string, unknown>) => {
        const { rows } = await transactions.execute({ sql, params: fillPlaceholders(params, given), method });
        return prepared.mapResult(rows) as Row;
      };
    },
    onDisk: () => disk.reach(),
    refusesToWrite: (error: unknown) => hasCode(error, /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN|PERM|BUSY)/),
    /** Runs a whole migration with references unchecked meanwhile, as SQLite asks for when a table is rebuilt. */
    async migrationScript(sql: string): Promise<void> {
      writer.pragma("foreign_keys = off");
      try {
        await transactions.transaction(async () => writer.script(sql));
      } finally {
        writer.pragma("foreign_keys = on");
      }
    },
    async describe() {
      const { rows } = reader.execute({
        sql: "select sqlite_version(), page_count * page_size from pragma_page_count(), pragma_page_size()",
        params: [],
        method: "get",
      });
      return { version: String(rows[0]), sizeBytes: Number(rows[1]) };
    },
    async close() {
      transactions.end();
      reader.close();
      writer.close();
    },
  };
}
