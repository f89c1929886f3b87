// The stories in a browser (e2e/), against a Merle of their own. By itself: npm run e2e -- [what Playwright takes]
import "./require-node.mjs";
import { pathToFileURL } from "node:url";
import { findBrowser } from "./browser.mjs";
import { firstLines, noSettings, readReport } from "./checks.mjs";
import { run, stopAll, stopOnSignals } from "./processes.mjs";
import { startStack } from "./stack.mjs";

/**
 * @param {{ name: string, browser: string, postgresUrl?: string, args?: string[], settings?: Record<string, string> }}
 *   stories settings: what is to be set otherwise for Merle
 * @returns a step that starts Merle, plays the stories and stops it
 */
export const storiesStep = ({ name, browser, postgresUrl, args = [], settings = {} }) => ({
  name,
  async run() {
    const stack = await startStack(postgresUrl, settings);
    const report = `node_modules/.merle-stories-${process.pid}.json`;
    const { code } = await run(
      "playwright",
      process.execPath,
      ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...args],
      {
        env: {
          ...noSettings,
          ...stack.env,
          // The clock of Merle may stand still; that of the browser's driver may not.
          NODE_OPTIONS: process.env["NODE_OPTIONS"],
          CHROMIUM_PATH: browser,
          NODE_ENV: "test",
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
      },
    );
    const mismatches = stack.contractMismatches();
    for (const line of mismatches) console.log(line);
    await stack.stop();
    const counts = countStories(readReport(report), code);
    return {
      ...counts,
      failed: counts.failed + mismatches.length,
      why: [...(counts.why ?? []), ...mismatches],
    };
  },
});

/**
 * @typedef {{ title: string, specs?: { title: string, file: string, line: number,
 *   tests: { projectName: string, status: string, results: { errors?: { message?: string }[] }[] }[] }[],
 *   suites?: Suite[] }} Suite
 */

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors: { message?: string }[], suites: Suite[] } | undefined} report
 * @param {number} code
 * @returns {import("./checks.mjs").Counts}
 */
function countStories(report, code) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + report.errors.length;
  return {
    passed: expected + flaky,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped,
    unsteady: storiesThat("flaky", report.suites),
    why: [
      ...storiesThat("unexpected", report.suites),
      ...report.errors.map(({ message = "" }) => firstLines(message)),
    ],
  };
}

/**
 * Their names, each with how it first failed: those that failed for good, or passed the second time only.
 * @param {"unexpected" | "flaky"} how @param {Suite[]} suites @returns {string[]}
 */
const storiesThat = (how, suites) =>
  suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter((test) => test.status === how)
        .map(({ projectName, results }) => {
          const message = results
            .flatMap((result) => result.errors ?? [])
            .map((error) => error.message ?? "");
          return `[${projectName}] ${file}:${line} › ${title}\n${firstLines(message.join("\n"))}`;
        }),
    ),
    ...storiesThat(how, inner),
  ]);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  stopOnSignals(() => 130);
  const browser = await findBrowser();
  console.log(browser.says);
  const { failed } = await storiesStep({
    name: "stories",
    browser: browser.path,
    args: process.argv.slice(2),
  }).run();
  await stopAll();
  process.exit(failed > 0 ? 1 : 0);
}
