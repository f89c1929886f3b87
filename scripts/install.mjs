// Installs the packages of package-lock.json, unless they are there.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { run } from "./processes.mjs";

const stampFile = "node_modules/.merle-install";

/** @returns {Promise<boolean>} whether the packages are there now */
export async function installWhenMissing() {
  // Compiled packages fit one version of Node's interface and one processor only.
  const stamp = createHash("sha256")
    .update(readFileSync("package-lock.json"))
    .update(`${process.versions.modules} ${process.platform} ${process.arch}`)
    .digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return true;
  if (!isInstalledAlready()) {
    console.log("Installing packages; the first time this takes a minute or two.");
    const code = await npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
    if (code !== 0) return false;
  }
  writeFileSync(stampFile, stamp);
  return true;
}

/** Somebody ran npm themselves: what npm noted as installed is then what the lock file asks for. */
function isInstalledAlready() {
  if (!existsSync("node_modules/.package-lock.json")) return false;
  /** @type {Record<string, { version?: string }>} */
  const installed = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8")).packages;
  /** @type {Record<string, { version?: string, optional?: boolean }>} */
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  if (!existsSync("node_modules/better-sqlite3/build/Release/better_sqlite3.node")) return false;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === "" || entry.optional || (installed[path]?.version === entry.version && existsSync(path)),
  );
}

/** @param {string[]} args */
async function npm(args) {
  const itself = process.env.npm_execpath;
  const [command, first] =
    itself && /\.c?js$/.test(itself)
      ? [process.execPath, [itself]]
      : [process.platform === "win32" ? "npm.cmd" : "npm", []];
  const { code } = await run("npm", command, [...first, ...args]);
  return code;
}
