// A whole Merle for the stories: npm start on free ports, with a database, a local Stripe and a log of its own.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./free-port.mjs";
import { start, stop } from "./processes.mjs";

const startSeconds = 240; // with a build, on a slow machine

/**
 * @param {string} [postgresUrl] an empty PostgreSQL database; without it an SQLite file
 * @param {Record<string, string>} [settings] what is to be set otherwise
 * @returns what the stories need to know, as environment variables, and the way to stop it all
 */
export async function startStack(postgresUrl, settings = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-stack-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const logFile = path.join(folder, "server.log");
  const log = openSync(logFile, "w");
  const port = await freePort();
  const localStripePort = await freePort();
  const env = {
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: postgresUrl ?? `file:${path.join(folder, "merle.db")}`,
    NEXTAUTH_SECRET: "only-for-the-stories-0123456789",
    STRIPE_SECRET_KEY: "",
    STRIPE_PUBLISHABLE_KEY: "",
    STRIPE_WEBHOOK_SECRET: "whsec_only_for_the_stories",
    STRIPE_THIN_WEBHOOK_SECRET: "whsec_only_for_thin_events_of_the_stories",
    LOCAL_STRIPE_PORT: String(localStripePort),
    LOCAL_STRIPE_STATE: path.join(folder, "local-stripe.db"),
    LOCAL_STRIPE_CONTRACT: "1",
    SMTP_URL: "",
    MERLE_DEMO: "1",
    // Two on PostgreSQL, so that the stories have been told by several processes too.
    WEB_PROCESSES: postgresUrl === undefined ? "1" : "2",
    TRUST_PROXY: "0",
    LOG_LEVEL: "info",
    ...settings,
  };
  /** @type {(value: boolean) => void} */
  let onServing = () => {};
  /** @type {Promise<boolean>} */
  const serving = new Promise((resolve) => (onServing = resolve));
  const server = start("Merle", process.execPath, ["scripts/start.mjs"], {
    env,
    stdio: log,
    onMessage: (message) => message === "serving" && onServing(true),
  });
  const limit = setTimeout(() => onServing(false), startSeconds * 1000);
  const ended = server.exited.then(() => false);
  const isServing = (await Promise.race([serving, ended])) && (await Promise.race([allServe(env), ended]));
  clearTimeout(limit);
  const stopIt = async () => {
    await stop(server);
    closeSync(log);
    remove();
    process.off("exit", remove);
  };
  if (!isServing) {
    const said = readFileSync(logFile, "utf8");
    await stopIt();
    throw new Error(`Merle did not start for the stories:\n${said}`);
  }
  // Whether or not a story noticed: what the local Stripe answered against its contract is in the log.
  const contractMismatches = () =>
    readFileSync(logFile, "utf8")
      .split("\n")
      .filter((line) => line.includes("is not what the SDK's types say"));
  return {
    pid: server.child.pid ?? 0,
    contractMismatches,
    env: { ...env, E2E_BASE_URL: env.PUBLIC_URL, E2E_SERVER_LOG: logFile },
    stop: stopIt,
  };
}

/** The first process tells that it serves; the others follow. @param {Record<string, string | undefined>} env */
export async function allServe({ PORT, WEB_PROCESSES }) {
  for (let tries = 0; tries < startSeconds * 10; tries++) {
    const told = await (await fetch(`http://127.0.0.1:${PORT}/metrics`)).text();
    if (told.includes(`\nmerle_web_processes ${WEB_PROCESSES}\n`)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
