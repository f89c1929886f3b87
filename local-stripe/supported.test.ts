import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { supported } from "./supported";

test("SUPPORTED.md says what the tables say", () => {
  expect(readFileSync(new URL("./SUPPORTED.md", import.meta.url), "utf8")).toBe(supported());
});
