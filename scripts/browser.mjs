// A browser for the stories: the one that is named, an installed one, Playwright's own, or Debian's package.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { run } from "./processes.mjs";

/** First the one without any window: it draws the same and works half as much. */
const names = [
  "chromium-headless-shell",
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "chrome",
];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * @returns {Promise<{ path: string, says: string }>}
 * @throws an Error that says what was tried
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return { path: named, says: `Browser: ${named} (CHROMIUM_PATH)` };
  }
  const installed = installedBrowser();
  if (installed) return { path: installed, says: `Browser: ${installed} (installed)` };

  const own = (await import("@playwright/test")).chromium.executablePath();
  if (existsSync(own)) return { path: own, says: `Browser: ${own} (Playwright's own)` };

  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log("No browser found: installing Debian's chromium.");
    const apt = "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium";
    await run("apt-get", "sh", ["-c", apt], { stdio: "kept" });
    const packaged = installedBrowser();
    if (packaged) return { path: packaged, says: `Browser: ${packaged} (Debian's package)` };
  }
  console.log("No browser found: downloading Playwright's own.");
  const { output } = await run(
    "playwright install",
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "install", "chromium"],
    { stdio: "kept" },
  );
  if (existsSync(own)) return { path: own, says: `Browser: ${own} (Playwright's own, downloaded)` };
  throw new Error(`No browser: install Chrome or Chromium, or set CHROMIUM_PATH. ${output.trim()}`);
}

function installedBrowser() {
  const inPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...inPath, ...places].find((file) => existsSync(file) && answers(file));
}

/** Some systems have a stub there that only tells how to install the browser. @param {string} file */
function answers(file) {
  try {
    execFileSync(file, ["--version"], { stdio: "pipe", timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
