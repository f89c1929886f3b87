// npm test: everything that proves the project, from a clean checkout. Its last line adds it all up.
import "./require-node.mjs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installWhenMissing } from "./install.mjs";
import { stopAll, stopOnSignals } from "./processes.mjs";

process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
stopOnSignals(() => 130);
/** On the second engine: the stories in which somebody's rows change, in one window size. */
const whatTheEngineMayChange = [
  ...["buying", "giving", "orders", "people", "operator", "a-shops-whole-way"].map(
    (name) => `e2e/${name}.spec.ts`,
  ),
  "--project=phone",
  "--grep-invert=accessible|320",
];
const chaosSteps = 2000;
const total = { passed: 0, failed: 0, skipped: 0 };
/** What a long log has carried off the screen, said again at its end. @type {string[]} */
const atTheEnd = [];

if (await installWhenMissing()) await everything();
else total.failed++;

await stopAll();
if (atTheEnd.length > 0) console.log(atTheEnd.join("\n\n"), "\n");
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);

async function everything() {
  // Loaded late: these use packages.
  const { checkSteps, testStep, timed } = await import("./checks.mjs");
  const { buildWhenChanged } = await import("./build.mjs");
  const { findBrowser } = await import("./browser.mjs");
  const { chaosStep } = await import("./chaos.mjs");
  const { clockStep } = await import("./clock.mjs");
  const { looksStep } = await import("./looks.mjs");
  const { findPostgres, withFreshDatabase } = await import("./postgres.mjs");
  const { startStep } = await import("./start.check.mjs");
  const { storiesStep } = await import("./stories.mjs");

  /** @param {Parameters<typeof timed>[0]} step */
  const take = async (step) => {
    const counts = await timed(step);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    if (counts.unsteady?.length) atTheEnd.push(`\n? ${step.name}: not the first time`, ...counts.unsteady);
    if (counts.failed > 0) atTheEnd.push(`\n✗ ${step.name}`, ...(counts.why ?? []));
    return counts.failed === 0;
  };
  /** @param {string} name @param {() => Promise<boolean>} holds */
  const takeOne = (name, holds) =>
    take({
      name,
      run: async () =>
        (await holds()) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 },
    });

  for (const step of checkSteps) await take(step);
  await take(testStep("unit", "file:data/test.db"));
  await take(testStep("system", "file:data/test.db"));
  await take(chaosStep({ steps: chaosSteps, seed: 20 }));

  const postgres = await findPostgres().catch((/** @type {Error} */ error) => ({
    url: undefined,
    says: error.message,
  }));
  console.log(postgres.says);
  if (postgres.url !== undefined) {
    await take(testStep("unit", postgres.url));
    await take(testStep("system", postgres.url));
    await take(chaosStep({ steps: chaosSteps, seed: 26, postgresUrl: postgres.url }));
  }

  if (!(await takeOne("build", buildWhenChanged))) return;
  await take(startStep);
  let browser = "";
  await takeOne("browser", async () => {
    const found = await findBrowser();
    console.log(found.says);
    browser = found.path;
    return true;
  });
  if (!browser) return;
  await take(storiesStep({ name: "stories on SQLite", browser }));
  await take(looksStep({ browser }));
  await take(clockStep({ browser }));
  if (postgres.url === undefined) return;
  await withFreshDatabase(postgres.url, (postgresUrl) =>
    take(storiesStep({ name: "stories on PostgreSQL", browser, postgresUrl, args: whatTheEngineMayChange })),
  );
}
