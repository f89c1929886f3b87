// Completes package-lock.json after `npm install`. npm leaves out the optional packages of other platforms when it
// cannot see them, and `npm ci` then fails everywhere. Those that are named exactly can be written from their names.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} Entry
 * @typedef {{ packages: Record<string, Entry> }} LockFile
 */

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** @param {string} file @returns {LockFile} */
export function readLock(file = "package-lock.json") {
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * The optional packages that the lock file speaks of but has no entry for.
 * @param {LockFile} lock
 */
export function missingFrom(lock) {
  return Object.entries(lock.packages).flatMap(([parentPath, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !isResolved(lock, parentPath, name))
      .map(([name, version]) => ({ name, version, isDev: parent.dev === true })),
  );
}

/** @param {LockFile} lock @param {string} parentPath @param {string} name */
function isResolved(lock, parentPath, name) {
  for (
    let folder = parentPath;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))
  ) {
    if (lock.packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

/** @param {string} name @param {string} version @param {boolean} isDev @returns {Entry} */
function entryOf(name, version, isDev) {
  const words = name.split("/").at(-1)?.split("-") ?? [];
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!/^\d+\.\d+\.\d+/.test(version) || !cpu)
    throw new Error(`Cannot tell the platform of ${name}@${version}`);
  const libc =
    os === "linux" ? (words.some((word) => word.startsWith("musl")) ? "musl" : "glibc") : undefined;
  return {
    version,
    cpu: [cpu],
    ...(isDev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const lock = readLock();
  const missing = missingFrom(lock);
  for (const { name, version, isDev } of missing)
    lock.packages[`node_modules/${name}`] = entryOf(name, version, isDev);
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, "en")),
  );
  writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} optional packages added to package-lock.json`);
}
