// npm run build, and the build of npm start: only when something that the build reads has changed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./processes.mjs";
import { packAssets } from "./packed-assets.mjs";
import { bundlePrograms } from "./programs.mjs";

const stampFile = ".next/.merle-build";
const builtFrom = [
  "app",
  "components",
  "db",
  "domain",
  "i18n",
  "integrations",
  "jobs",
  "local-stripe",
  "messages",
  "public",
  "scripts/build.mjs",
  "scripts/demo",
  "scripts/database-trouble.ts",
  "scripts/onboard.ts",
  "scripts/packed-assets.mjs",
  "scripts/prepare.ts",
  "scripts/programs.mjs",
  "package-lock.json",
  // next-env.d.ts is written by the build itself.
  ...readdirSync(".")
    .filter((name) => /(?<!\.test|\.d)\.(ts|mjs|js)$|^tsconfig\.json$/.test(name))
    .toSorted(),
];

/**
 * Next names server actions by this key, and would make another with each build: what was drawn before an upgrade, or by
 * another machine, could not be sent any more. It also hides what inline actions capture; there are none, so it need be no
 * secret (architecture.test.ts).
 */
export const keyOfActions = createHash("sha256").update("Merle's server actions").digest("base64");

/** Whether the build that is there is one of these sources. */
export const isBuilt = (stamp = hashOfSources()) =>
  existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;

/** @returns {Promise<boolean>} whether a build of these sources is there now */
export async function buildWhenChanged() {
  const stamp = hashOfSources();
  if (isBuilt(stamp)) return true;
  console.log("Building; this takes half a minute.");
  const { code, output } = await run(
    "next build",
    process.execPath,
    ["node_modules/next/dist/bin/next", "build"],
    {
      env: {
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: keyOfActions,
        MERLE_BUILD_ID: stamp.slice(0, 20),
        LOG_LEVEL: "warn",
      },
      stdio: "kept",
    },
  );
  if (code !== 0) {
    process.stderr.write(`${output}\nThe build failed; its output is above.\n`);
    return false;
  }
  await bundlePrograms();
  packAssets();
  writeFileSync(stampFile, stamp);
  return true;
}

/** What Next found in next.config.js, in the form in which its own standalone servers take it: no process reads it again. */
export const configOfBuild = () =>
  JSON.stringify(JSON.parse(readFileSync(".next/required-server-files.json", "utf8")).config);

/** The same on every machine that has the same sources. */
export function hashOfSources() {
  const hash = createHash("sha256");
  for (const file of builtFrom.flatMap(filesUnder))
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** @param {string} name @returns {string[]} */
function filesUnder(name) {
  if (!existsSync(name)) return [];
  if (!statSync(name).isDirectory()) return [name];
  return readdirSync(name, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.exitCode = (await buildWhenChanged()) ? 0 : 1;
