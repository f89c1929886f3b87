// What npm start and npm run dev promise, checked on themselves. Part of npm test; needs a build.
import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { hashOfSources, keyOfActions } from "./build.mjs";
import { freePort } from "./free-port.mjs";
import { run, start, stop } from "./processes.mjs";
import { allServe } from "./stack.mjs";

const secondStartSeconds = 5;

/** @typedef {Record<string, string | undefined>} Settings */

/** A folder of its own and settings that keep everything in it. @param {string} folder */
async function settingsIn(folder) {
  return {
    PORT: String(await freePort()),
    WEB_PROCESSES: "2",
    PUBLIC_URL: "",
    DATABASE_URL: `file:${path.join(folder, "merle.db")}`,
    NEXTAUTH_SECRET: "only-for-these-checks-0123456789",
    STRIPE_SECRET_KEY: "",
    STRIPE_PUBLISHABLE_KEY: "",
    STRIPE_WEBHOOK_SECRET: "whsec_only_for_these_checks",
    LOCAL_STRIPE_PORT: String(await freePort()),
    LOCAL_STRIPE_STATE: path.join(folder, "local-stripe.db"),
    SMTP_URL: "",
    MERLE_DEMO: "1",
    LOG_LEVEL: "warn",
  };
}

/** @param {Settings} env @param {string[]} [args] */
async function serving(env, args = []) {
  /** @type {(value: boolean) => void} */
  let onServing = () => {};
  /** @type {Promise<boolean>} */
  const told = new Promise((resolve) => (onServing = resolve));
  const startedAt = performance.now();
  const merle = start("npm start", process.execPath, ["scripts/start.mjs", ...args], {
    env,
    stdio: "kept",
    onMessage: (message) => message === "serving" && onServing(true),
  });
  const isServing = await Promise.race([told, merle.exited.then(() => false)]);
  if (!isServing) throw new Error(`It did not start: ${merle.kept.output}`);
  return { ...merle, seconds: (performance.now() - startedAt) / 1000 };
}

/** @param {string | undefined} port */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(Number(port), "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** @param {Settings} env */
async function portsAreFree(env) {
  for (let tries = 0; tries < 50; tries++) {
    if ((await isFree(env.PORT)) && (await isFree(env.LOCAL_STRIPE_PORT))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("Something still holds a port.");
}

/** Expects one sentence and exit code 1. @param {Settings} env @param {RegExp} sentence */
async function refusal(env, sentence) {
  const { code, output } = await run("npm start", process.execPath, ["scripts/start.mjs"], {
    env,
    stdio: "kept",
  });
  const lines = output.trim().split("\n");
  if (code !== 1 || lines.length !== 1 || !sentence.test(output))
    throw new Error(`Expected ${sentence} and exit code 1, got ${code}: ${output}`);
}

/** @type {Record<string, (env: Settings, folder: string) => Promise<void>>} */
const checks = {
  async "a page that one machine has drawn can be sent to any other with the same sources"() {
    const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
    if (manifest.encryptionKey !== keyOfActions) throw new Error("Its actions are named by another key.");
    if (!hashOfSources().startsWith(readFileSync(".next/BUILD_ID", "utf8")))
      throw new Error("The build is not named after its sources.");
  },

  async "the first start serves, the second within five seconds, and neither leaves anything"(env) {
    const first = await serving(env);
    const health = await (await fetch(`http://127.0.0.1:${env.PORT}/healthz`)).json();
    if (health.status !== "ok" || health.engine !== "sqlite" || !health.version)
      throw new Error(`/healthz says ${JSON.stringify(health)}`);
    await allServe(env);
    first.child.kill("SIGINT");
    if ((await first.exited) !== 0) throw new Error("Ctrl-C did not end it with exit code 0.");
    if (!/^Merle is at \S+\n[^]*ada@merle\.test[^]*\nCtrl-C stops it\.\n$/.test(first.kept.output))
      throw new Error(`Not only its address and the demo accounts were printed: ${first.kept.output}`);
    await portsAreFree(env);
    // A machine that is busy with other things gets as much longer as they take from it.
    const limitSeconds = secondStartSeconds * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
    let fastest = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && fastest > limitSeconds; tries++) {
      const again = await serving(env);
      fastest = Math.min(fastest, again.seconds);
      await stop(again);
    }
    if (fastest > limitSeconds) throw new Error(`The second start took ${fastest.toFixed(1)} s.`);
    await portsAreFree(env);
  },

  async "npm run dev answers the pages that npm start answers"(env) {
    const merle = await serving(env, ["--dev"]);
    const pages = { "/": 200, "/sign-in": 200, "/orders": 200, "/dashboard": 307, "/a/page/nowhere": 404 };
    for (const [page, status] of Object.entries(pages)) {
      const answer = await fetch(`http://127.0.0.1:${env.PORT}${page}`, { redirect: "manual" });
      if (answer.status !== status) throw new Error(`${page} was answered with ${answer.status}.`);
    }
    await stop(merle);
    await portsAreFree(env);
  },

  async "killed outright, it takes its servers with it"(env) {
    const merle = await serving(env);
    merle.child.kill("SIGKILL");
    await portsAreFree(env);
  },

  async "a port in use is said in one sentence"(env) {
    const other = createServer();
    await new Promise((resolve) => other.listen(Number(env.PORT), "127.0.0.1", () => resolve(undefined)));
    await refusal(env, /^Port \d+ is in use: .*PORT/).finally(() => other.close());
  },

  async "the local Stripe's port in use is said in one sentence"(env) {
    const other = createServer();
    await new Promise((resolve) =>
      other.listen(Number(env.LOCAL_STRIPE_PORT), "127.0.0.1", () => resolve(undefined)),
    );
    await refusal(env, /^Port \d+ is in use: .*LOCAL_STRIPE_PORT/).finally(() => other.close());
  },

  async "a folder that cannot be written is said in one sentence"(env, folder) {
    const closed = path.join(folder, "closed");
    if (process.getuid?.() === 0) writeFileSync(closed, ""); // root may write anywhere but into a file
    else {
      mkdirSync(closed);
      chmodSync(closed, 0o555);
    }
    await refusal({ ...env, DATABASE_URL: `file:${path.join(closed, "merle.db")}` }, /cannot be written/);
  },

  async "a folder that cannot even be made is said in one sentence"(env) {
    if (!existsSync("/proc/self")) return; // where making a folder fails as if its parent were missing
    await refusal({ ...env, DATABASE_URL: "file:/proc/merle/merle.db" }, /cannot be written \(ENOENT\)/);
  },

  async "a database newer than the code is said in one sentence"(env, folder) {
    const { default: Sqlite } = await import("better-sqlite3");
    const newer = new Sqlite(path.join(folder, "merle.db"));
    newer.exec("create table migrations (name text primary key, applied_at integer not null)");
    newer.exec("insert into migrations values ('9999_from_the_future', 0)");
    newer.close();
    await refusal(env, /newer than this code.*9999_from_the_future/);
  },

  async "a blank webhook secret is refused"(env) {
    await refusal({ ...env, STRIPE_WEBHOOK_SECRET: "" }, /^STRIPE_WEBHOOK_SECRET must not be blank/);
  },

  async "a live key on a local host is refused"(env) {
    const live = { STRIPE_SECRET_KEY: "sk_live_never", STRIPE_PUBLISHABLE_KEY: "pk_live_never" };
    await refusal({ ...env, ...live, LOCAL_STRIPE_PORT: undefined }, /live Stripe key must not be used/);
  },
};

export const startStep = {
  name: "npm start's promises",
  /** @returns {Promise<import("./checks.mjs").Counts>} */
  async run() {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const [name, check] of Object.entries(checks)) {
      const folder = mkdtempSync(path.join(tmpdir(), `merle-start-${randomUUID().slice(0, 8)}-`));
      try {
        await check(await settingsIn(folder), folder);
        counts.passed++;
      } catch (error) {
        console.log(`✗ ${name}\n  ${error instanceof Error ? error.message : String(error)}`);
        counts.failed++;
      } finally {
        if (existsSync(path.join(folder, "closed"))) chmodSync(path.join(folder, "closed"), 0o755);
        rmSync(folder, { recursive: true, force: true });
      }
    }
    return counts;
  },
};
