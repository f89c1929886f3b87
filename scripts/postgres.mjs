// A PostgreSQL for the tests: one that is already running when an address is given, else one of our own, in a
// temporary folder, from binaries that are installed.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./free-port.mjs";
import { run, start, stop } from "./processes.mjs";

/** @typedef {{ url: string, says: string, stop: () => Promise<void> }} Postgres */

/** @returns {Promise<Postgres | { url: undefined, says: string }>} */
export async function findPostgres() {
  const given = process.env.TEST_POSTGRES_URL || process.env.DATABASE_URL || "";
  if (/^postgres(ql)?:/.test(given)) {
    const { host } = new URL(given);
    const problem = await whyUnreachable(given);
    if (problem) return { url: undefined, says: `PostgreSQL at ${host} does not answer: ${problem}` };
    return { url: given, says: `PostgreSQL at ${host}`, stop: async () => {} };
  }
  const binaries = findBinaries();
  if (!binaries)
    return {
      url: undefined,
      says: "No PostgreSQL: TEST_POSTGRES_URL is not set and no PostgreSQL server is installed. Tested on SQLite only.",
    };
  return startOwn(binaries);
}

/** The folder with initdb and postgres: the newest of Debian's, of Homebrew's, or one in PATH. */
function findBinaries() {
  const roots = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];
  const versioned = roots.flatMap((root) =>
    (existsSync(root) ? readdirSync(root) : [])
      .toSorted((a, b) => Number.parseFloat(b.replace(/\D*/, "")) - Number.parseFloat(a.replace(/\D*/, "")))
      .map((version) => path.join(root, version, "bin")),
  );
  return [...versioned, ...(process.env.PATH ?? "").split(path.delimiter)].find(
    (folder) => existsSync(path.join(folder, "initdb")) && existsSync(path.join(folder, "postgres")),
  );
}

/** PostgreSQL refuses to run as root: then it runs as the user who was made for it, or as nobody. */
function ownerForRoot() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (/** @type {string} */ flag) => Number(execFileSync("id", [flag, name], { stdio: "pipe" }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // this system has no such user
    }
  }
  return undefined;
}

/** @param {string} binaries @returns {Promise<Postgres>} */
async function startOwn(binaries) {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-postgres-"));
  const owner = ownerForRoot();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);

  const cluster = path.join(folder, "cluster");
  const initdb = await run(
    "initdb",
    path.join(binaries, "initdb"),
    ["-D", cluster, "-U", "merle", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    { ...owner, cwd: folder, stdio: "kept" },
  );
  if (initdb.code !== 0) throw new Error(`initdb of ${binaries} failed: ${initdb.output.trim()}`);

  const port = await freePort();
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];
  const server = start(
    "PostgreSQL",
    path.join(binaries, "postgres"),
    ["-D", cluster, "-p", String(port), "-h", "127.0.0.1", "-k", folder].concat(
      settings.flatMap((setting) => ["-c", setting]),
    ),
    { ...owner, cwd: folder, stdio: "kept", stopSignal: "SIGINT" }, // does not wait for open connections
  );
  const url = `postgres://merle@127.0.0.1:${port}/postgres`;
  for (let tries = 1; ; tries++) {
    const problem = await whyUnreachable(url);
    if (!problem) break;
    if (tries > 100)
      throw new Error(`PostgreSQL of ${binaries} did not start: ${problem}\n${server.kept.output}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const stopIt = async () => {
    await stop(server);
    remove();
  };
  return { url, says: `PostgreSQL started from ${binaries}`, stop: stopIt };
}

/**
 * Runs `work` with the address of a new, empty database beside the one of `url`, and drops it afterwards.
 * @template T @param {string} url @param {(url: string) => Promise<T>} work @returns {Promise<T>}
 */
export async function withFreshDatabase(url, work) {
  // Several may ask in the same instant.
  const name = `merle_stories_${randomUUID().replaceAll("-", "")}`;
  await administer(url, `create database ${name}`);
  const fresh = new URL(url);
  fresh.pathname = `/${name}`;
  try {
    return await work(fresh.href);
  } finally {
    await administer(url, `drop database if exists ${name} with (force)`);
  }
}

/** @param {string} url @param {string} statement */
async function administer(url, statement) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** @param {string} url @returns {Promise<string | undefined>} */
async function whyUnreachable(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return undefined;
  } catch (error) {
    const first = error instanceof AggregateError ? error.errors[0] : error;
    return first instanceof Error ? first.message : String(first);
  } finally {
    await client.end().catch(() => undefined);
  }
}
