// The programs that npm start runs, each bundled with its packages: node then opens a few files instead of a thousand,
// and translates none. `--dev`, the tests and a folder without a build run the same sources as they are.
import { readFile } from "node:fs/promises";
import path from "node:path";

const bundles = ".next/programs";
const programs = {
  prepare: "scripts/prepare.ts",
  onboard: "scripts/onboard.ts",
  "local-stripe": "local-stripe/main.ts",
  server: "server.ts",
};

/** What node is given to run one. @param {keyof typeof programs} name @param {boolean} isBundled */
export const nodeArguments = (name, isBundled) =>
  isBundled ? [`${bundles}/${name}.mjs`] : ["--import", "tsx", programs[name]];

/** Throws when one of them cannot be bundled; esbuild has said why. */
export const bundlePrograms = () => bundle(programs, bundles);

/** @param {Record<string, string>} entryPoints @param {string} outdir where node finds the packages that stay as they are */
export async function bundle(entryPoints, outdir) {
  // Late: before npm start has installed the packages there is none.
  const { build } = await import("esbuild");
  await build({
    entryPoints,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    // Compiled ones, ones that Next's own bundles are to share with the server, and what only tests ask for.
    external: [
      "@node-rs/argon2",
      "@opentelemetry/*",
      "better-sqlite3",
      "next",
      "pg-native",
      "prom-client",
      "sharp",
      "typescript-api",
    ],
    // Packages that are not modules ask for others this way. The name is one that nobody imports.
    banner: {
      js: `import { createRequire as toRequire } from "node:module"; const require = toRequire(import.meta.url);`,
    },
    plugins: [{ name: "files beside a source", setup: findFilesBesideSources }],
    logLevel: "warning",
  });
}

/** A source that reads the files beside it finds them there from its bundle too. @param {import("esbuild").PluginBuild} build */
function findFilesBesideSources(build) {
  const folder = build.initialOptions.outdir ?? "";
  build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
    if (file.includes("node_modules")) return undefined;
    const fromBundle = JSON.stringify(path.relative(folder, file).split(path.sep).join("/"));
    const source = `new URL(${fromBundle}, import.meta.url)`;
    const said = {
      "import.meta.url": `${source}.href`,
      "import.meta.dirname": `require("node:url").fileURLToPath(new URL(".", ${source}))`,
    };
    const contents = (await readFile(file, "utf8")).replaceAll(
      /import\.meta\.(url|dirname)/g,
      (asked) => said[/** @type {keyof typeof said} */ (asked)],
    );
    return { contents, loader: "ts" };
  });
}
