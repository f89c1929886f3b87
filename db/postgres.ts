// PostgreSQL: a pool, and one client of it for the length of each transaction.
import { createHash } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Written } from "./open";
import { Transactions, hasCode, withoutParams } from "./scope";

type Statement = { text: pg.QueryConfig | string; values: unknown[] | undefined };

const connectionsKept = 10;
const migrationLock = 6_277_101; // any number, the same in every process

/** Made of the words: the parts of a process that are bundled apart share its connections. */
const nameOf = (sql: string): string => createHash("sha256").update(sql).digest("hex").slice(0, 40);

const lostARace = (error: unknown) => hasCode(error, /^(40001|40P01)$/);

/** Opens a pool. Connects with the first statement, so a wrong address throws there. */
export function openPostgres(url: string) {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsKept,
    // How long anybody waits for a connection: after that an error is kinder than a page that never comes.
    connectionTimeoutMillis: 10_000,
    // A server that went away without a word is found out.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // What a frozen process has locked becomes free. Poolers in front of PostgreSQL refuse that in the greeting.
    verify: (connection, done) =>
      connection.query("set idle_in_transaction_session_timeout = '60s'", (error) => done(error)),
  });
  // A connection that breaks is replaced by the pool, and what was asked on it fails. Without listeners, for those in use
  // and for those that nobody uses, that would be an exception that ends a process.
  pool.on("error", () => undefined);
  pool.on("connect", (connection) => connection.on("error", () => undefined));

  const transactions = new Transactions<Statement, pg.QueryResult>({
    execute: ({ text, values }) => pool.query(text as pg.QueryConfig, values),
    async begin() {
      const client = await pool.connect();
      try {
        await client.query("begin");
      } catch (error) {
        client.release(true);
        throw error;
      }
      return {
        connection: {
          execute: ({ text, values }) => client.query(text as pg.QueryConfig, values),
          command: async (sql) => void (await client.query(sql)),
        },
        end: () => client.release(),
      };
    },
    textOf: ({ text }) => (typeof text === "string" ? text : text.text),
    isWorthRetrying: lostARace,
  });

  const client = {
    query: (text: pg.QueryConfig | string, values?: unknown[]) =>
      transactions.execute({ text, values }).catch(withoutParams(values)),
  };
  const builder = drizzle({ client: client as unknown as pg.Pool, casing: "snake_case" });
  return {
    builder,
    transaction: <T>(work: () => Promise<T>) => transactions.transaction(work),
    // By name, so that each connection plans it a few times and not each time: that was most of what the server did.
    askWritten<Result>(written: Written<Result>) {
      const prepared = written.prepare(nameOf(written.toSQL().sql));
      return async (given: Record<string, unknown>) => await prepared.execute(given);
    },
    // PostgreSQL commits no other way.
    onDisk: async () => {},
    // No room, read-only, told to stop, a disk that fails (postgresql.org/docs/current/errcodes-appendix.html).
    refusesToWrite: (error: unknown) => hasCode(error, /^(53...|25006|57...|58...)$/),
    /** Runs a whole migration in one transaction; two processes that start at once take turns. */
    async migrationScript(sql: string): Promise<void> {
      await transactions.transaction(async () => {
        await client.query(`select pg_advisory_xact_lock(${migrationLock})`);
        await client.query(sql);
      });
    },
    async describe() {
      const { rows } = await pool.query<{ version: string; size: string }>(
        "select current_setting('server_version') as version, pg_database_size(current_database()) as size",
      );
      return { version: rows[0]?.version ?? "", sizeBytes: Number(rows[0]?.size) };
    },
    async close() {
      transactions.end();
      await pool.end();
    },
  };
}
