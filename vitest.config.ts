import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["node_modules/**", ".next/**", "e2e/**"],
    globalSetup: ["db/testing-template.ts", "local-stripe/contract/prepare.ts"],
    testTimeout: 120_000, // patience for a busy machine
    maxWorkers: 2,
  },
});
