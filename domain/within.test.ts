import { expect, test } from "vitest";
import { within } from "./within";

test("an answer in time is the answer, and a failure the failure", async () => {
  expect(await within(60_000, Promise.resolve("yes"))).toBe("yes");
  await expect(within(60_000, Promise.reject(new Error("no")))).rejects.toThrow("no");
});

test("whoever never answers is not waited for", async () => {
  await expect(within(10, new Promise(() => {}))).rejects.toThrow("There was no answer within 0.01 s");
});
