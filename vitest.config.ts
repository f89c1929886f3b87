import path from "node:path";
import { defineConfig } from "vitest/config";

// The local Stripe keeps a file of its own, whichever engine Merle uses: its tests say the same on both.
const isPostgres = (process.env["DATABASE_URL"] ?? "").startsWith("postgres");
const exclude = ["node_modules/**", ".next/**", "e2e/**", ...(isPostgres ? ["local-stripe/**"] : [])];

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    globalSetup: ["db/testing-template.ts", "local-stripe/contract/prepare.ts"],
    testTimeout: 120_000, // patience for a busy machine
    maxWorkers: 2,
    experimental: { fsModuleCache: true, fsModuleCachePath: "node_modules/.cache/vitest" },
    projects: [
      {
        extends: true,
        test: {
          name: "units",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.system.test.ts"],
          // Every test has its own rows and its own Stripe, so that files can share what they import: half the time.
          isolate: false,
        },
      },
      {
        extends: true,
        // They start and kill processes, wait for what only time brings, or take seconds each.
        // Other processes and the machine have a say in them: a second try, which the report names.
        test: {
          name: "systems",
          include: ["**/*.system.test.ts"],
          exclude,
          retry: 1,
          globalSetup: "scripts/testing-programs.mjs",
        },
      },
    ],
  },
});
