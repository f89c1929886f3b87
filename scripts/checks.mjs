// The checks that need no database and no browser, and how a step is run, timed and counted.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import "./in-memory.mjs";
import { run } from "./processes.mjs";

/**
 * `why` says of each thing that failed its name and the first lines of the reason; `unsteady` of each that passed the
 * second time.
 * @typedef {{ passed: number, failed: number, skipped: number, why?: string[], unsteady?: string[] }} Counts
 */

/** What is set for the person's own Merle must not reach the tests. */
export const noSettings = {
  PORT: undefined,
  PUBLIC_URL: undefined,
  DATABASE_URL: undefined,
  NEXTAUTH_SECRET: undefined,
  STRIPE_SECRET_KEY: undefined,
  STRIPE_PUBLISHABLE_KEY: undefined,
  STRIPE_WEBHOOK_SECRET: undefined,
  STRIPE_CONFORMANCE_KEY: undefined,
  STRIPE_THIN_WEBHOOK_SECRET: undefined,
  LOCAL_STRIPE_PORT: undefined,
  SMTP_URL: undefined,
  MERLE_DEMO: undefined,
  WEB_PROCESSES: undefined,
  TRUST_PROXY: undefined,
  METRICS_TOKEN: undefined,
  OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
  LOG_LEVEL: undefined,
};

/** @type {[name: string, program: string, args: string[]][]} */
const checks = [
  ["format", "oxfmt/bin/oxfmt", ["--check", "."]],
  ["types and lint", "oxlint/bin/oxlint", ["--type-aware", "--type-check", "--quiet", "."]],
  ["dead code", "knip/bin/knip.js", ["--cache", "--cache-location", "node_modules/.cache/knip"]],
];

/** Each check as a step. */
export const checkSteps = checks.map(([name, program, args]) => ({
  name,
  /** @returns {Promise<Counts>} */
  async run() {
    const { code, output } = await run(name, process.execPath, [`node_modules/${program}`, ...args], {
      stdio: "kept",
      env: noSettings,
    });
    if (code === 0) return { passed: 1, failed: 0, skipped: 0 };
    console.log(output);
    return { passed: 0, failed: 1, skipped: 0, why: [firstLines(output)] };
  },
}));

/**
 * The tests on the engine that the address names, `file:...` or `postgres://...`.
 * @param {"unit" | "system"} kind system: those that start processes
 * @param {string} databaseUrl
 */
export const testStep = (kind, databaseUrl) => ({
  name: `${kind} tests on ${databaseUrl.startsWith("file:") ? "SQLite" : "PostgreSQL"}`,
  /** @returns {Promise<Counts>} */
  async run() {
    const report = `node_modules/.merle-units-${process.pid}.json`;
    const { code, output } = await run(
      "vitest",
      process.execPath,
      [
        "node_modules/vitest/vitest.mjs",
        "run",
        `--project=${kind}s`,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ],
      { stdio: "kept", env: { ...noSettings, DATABASE_URL: databaseUrl, NODE_ENV: "test" } },
    );
    const counts = countUnits(readReport(report), code);
    if (counts.failed > 0) console.log(output);
    // Without a failed test, what the runner said last is all there is.
    const isExplained = counts.failed === 0 || counts.why?.length;
    return isExplained ? counts : { ...counts, why: [output.trim().split("\n").slice(-whyLines).join("\n")] };
  },
});

const whyLines = 12;

/** @param {string} text */
export const firstLines = (text) =>
  stripVTControlCharacters(text).trim().split("\n").slice(0, whyLines).join("\n");

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { name: string, status: string, message: string,
 *     assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] } | undefined} report
 * @param {number} code
 * @returns {Counts}
 */
function countUnits(report, code) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  // A file that could not even be loaded has no failed test in it.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((one) => one.status !== "failed"),
  );
  /** @param {(test: { status: string, failureMessages: string[] }) => boolean} which */
  const namesOf = (which) =>
    report.testResults.flatMap((file) =>
      file.assertionResults
        .filter(which)
        .map(
          (one) =>
            `${path.relative("", file.name)} › ${one.fullName}\n${firstLines(one.failureMessages.join("\n"))}`,
        ),
    );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    unsteady: namesOf(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0),
    why: [
      ...namesOf(({ status }) => status === "failed"),
      ...brokenFiles.map((file) => `${path.relative("", file.name)}\n${firstLines(file.message)}`),
    ],
  };
}

/** Reads a runner's report and removes it; undefined when the runner died before writing it. @param {string} file */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Runs a step and prints one line about it. A step that throws has failed once.
 * @param {{ name: string, run: () => Promise<Counts> }} step
 * @returns {Promise<Counts>}
 */
export async function timed(step) {
  const startedAt = performance.now();
  const counts = await step.run().catch((/** @type {unknown} */ error) => {
    const message = error instanceof Error ? error.message : String(error);
    console.log(message);
    return { passed: 0, failed: 1, skipped: 0, why: [firstLines(message)] };
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const outcome = counts.failed > 0 ? `${counts.failed} failed` : `${counts.passed} passed`;
  console.log(
    `${counts.failed > 0 ? "✗" : "✓"} ${step.name.padEnd(28)} ${outcome.padStart(12)} ${seconds.padStart(7)} s`,
  );
  return counts;
}
