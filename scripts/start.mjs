// npm start and npm run dev: everything between a fresh clone and a page that opens, one step after the other.
import "./require-node.mjs";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildWhenChanged, configOfBuild, isBuilt } from "./build.mjs";
import { installWhenMissing } from "./install.mjs";
import { isStoppingNow, run, start, stopAll, stopOnSignals } from "./processes.mjs";
import { nodeArguments } from "./programs.mjs";
import { provideSecrets } from "./secrets.mjs";

/** What scripts/prepare.ts tells of the settings: it alone reads them.
 * @typedef {{ port: number, publicUrl: string, drainSeconds: number, localStripePort: number | undefined,
 *   webhookEvents: string[], isDemo: boolean, isNew: boolean, nobodyIsHere: boolean }} Prepared */

const isDev = process.argv.includes("--dev");

/** @param {string} sentence @returns {Promise<never>} */
async function refuse(sentence) {
  if (isStoppingNow()) await new Promise(() => {}); // Ctrl-C in the middle of a step: it is no failure
  if (sentence) console.error(sentence);
  await stopAll();
  process.exit(1);
}

process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
stopOnSignals();

if (existsSync(".env")) process.loadEnvFile(".env");
process.env.NEXT_TELEMETRY_DISABLED = "1";

let isBundled = false;
try {
  if (!(await installWhenMissing()))
    await refuse("npm could not install the packages; its own words are above.");
  provideSecrets();
  isBundled = !isDev && isBuilt();
} catch (error) {
  await refuse(whatStands(error));
}
// What could be wrong is said before anybody waits for a build.
const prepared = await prepare();
try {
  if (!isDev && !isBundled) isBundled = (await buildWhenChanged()) || (await refuse(""));
} catch (error) {
  await refuse(whatStands(error));
}

const serving = [];
if (prepared.localStripePort !== undefined)
  serving.push(
    serve("The local Stripe", "local-stripe", {
      LOCAL_STRIPE_PORT: String(prepared.localStripePort),
      LOCAL_STRIPE_STATE: process.env.LOCAL_STRIPE_STATE || "data/local-stripe.db",
      LOCAL_STRIPE_WEBHOOK_URL: `http://127.0.0.1:${prepared.port}/api/stripe/webhook`,
      LOCAL_STRIPE_WEBHOOK_EVENTS: prepared.webhookEvents.join(),
      LOCAL_STRIPE_WEBHOOK_SECRET: process.env.STRIPE_WEBHOOK_SECRET,
      LOCAL_STRIPE_THIN_WEBHOOK_URL: `http://127.0.0.1:${prepared.port}/api/stripe/thin-events`,
      LOCAL_STRIPE_THIN_WEBHOOK_SECRET: process.env.STRIPE_THIN_WEBHOOK_SECRET,
    }).then(() => (prepared.isNew ? onboard() : undefined)),
  );
serving.push(serve("The app", "server", isDev ? {} : { __NEXT_PRIVATE_STANDALONE_CONFIG: configOfBuild() }));
await Promise.all(serving);
announce();
process.send?.("serving");
// Known there since the first start, unless the local Stripe was wiped: nobody waits for that.
if (prepared.isDemo && !prepared.isNew && prepared.localStripePort !== undefined) await onboard();

/** @param {unknown} error */
function whatStands(error) {
  if (!(error instanceof Error)) return String(error);
  const isClosed = "code" in error && /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST)$/.test(String(error.code));
  return isClosed
    ? `This folder cannot be written, and Merle keeps its data here: ${error.message}.`
    : error.message;
}

/** @returns {Promise<Prepared>} */
async function prepare() {
  /** @type {Prepared | undefined} */
  let told;
  const { code } = await run("prepare", process.execPath, nodeArguments("prepare", isBundled), {
    env: { NODE_ENV: isDev ? "development" : "production" },
    onMessage: (message) => (told = /** @type {Prepared} */ (message)),
  });
  if (code !== 0 || !told) return refuse("");
  return told;
}

/** The shops and charities of the demo world get their accounts at the local Stripe, which may have been wiped. */
async function onboard() {
  const { code } = await run("onboard", process.execPath, nodeArguments("onboard", isBundled), {
    env: { NODE_ENV: isDev ? "development" : "production" },
  });
  if (code !== 0) await refuse("The demo world's accounts at the local Stripe could not be opened.");
}

/**
 * Starts one of our servers and waits until it serves. When it ends by itself, everything ends.
 * @param {string} name @param {"local-stripe" | "server"} program @param {Record<string, string | undefined>} env
 */
function serve(name, program, env) {
  return new Promise((resolve) => {
    const { exited } = start(name, process.execPath, nodeArguments(program, isBundled), {
      env: { NODE_ENV: isDev ? "development" : "production", ...env },
      stopSeconds: prepared.drainSeconds + 12,
      onMessage: (message) => message === "serving" && resolve(undefined),
    });
    void exited.then(
      (code) => isStoppingNow() || refuse(`${name} ended by itself (exit code ${code}); Merle stops.`),
    );
  });
}

function announce() {
  const lines = [`Merle is at ${prepared.publicUrl}`];
  if (prepared.isDemo)
    lines.push(
      "",
      `Demo accounts, by one click at ${prepared.publicUrl}/sign-in or with the password merle-demo:`,
      "  ada@merle.test, grace@merle.test   shoppers",
      "  atelier@merle.test                 a merchant",
      "  ops@merle.test                     the operator",
    );
  else if (prepared.nobodyIsHere)
    lines.push("", `Nobody is here yet: create the operator at ${prepared.publicUrl}/sign-up`);
  if (prepared.localStripePort !== undefined)
    lines.push("", "Payments are test payments: a local Stripe stands in, and no money moves.");
  lines.push("", "Ctrl-C stops it.");
  console.log(lines.join("\n"));
}
