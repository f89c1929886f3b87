// What is wrong with the database that the settings name, as one sentence for the person at the keyboard.
import type { Env } from "@/env";

const unwritable = /^(EACCES|ENOENT|EROFS|EPERM|ENOTDIR|EEXIST|SQLITE_(CANTOPEN|READONLY|PERM|IOERR|FULL))/;

/** Undefined when the error is of another kind: then it is a fault, to be shown whole. */
export function databaseTrouble(error: unknown, env: Env): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === "DatabaseIsNewer") return error.message;
  const { code, message } = innermost(error);
  if (env.engine === "postgres") {
    const { host, pathname } = new URL(env.databaseUrl);
    return code
      ? `PostgreSQL at ${host}${pathname} cannot be used (${code}): ${message || "no answer"}`
      : undefined;
  }
  const file = env.databaseUrl.slice("file:".length);
  if (unwritable.test(code)) return `The database ${file} cannot be written (${code}): ${message}`;
  return code === "SQLITE_NOTADB" ? `The file ${file} is not an SQLite database.` : undefined;
}

/** What the engine itself said, without the statement that met it. */
function innermost(error: Error): { code: string; message: string } {
  const cause = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (cause instanceof Error) return innermost(cause);
  return {
    code: "code" in error && typeof error.code === "string" ? error.code : "",
    message: error.message,
  };
}
