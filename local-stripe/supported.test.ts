import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadContract } from "./contract/contract";
import { supported } from "./supported";

test("SUPPORTED.md says what the tables and the SDK say", async () => {
  const written = readFileSync(new URL("./SUPPORTED.md", import.meta.url), "utf8");
  expect(written).toBe(supported(await loadContract()));
});
