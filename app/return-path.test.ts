import { expect, test } from "vitest";
import { returnPath, withReturn } from "./return-path";

test("who signs in comes back to where they were", () => {
  expect(returnPath("/buy/01J?tweet=2#pay")).toBe("/buy/01J?tweet=2#pay");
  expect(withReturn("/sign-in", "/buy/1?tweet=2")).toBe("/sign-in?next=%2Fbuy%2F1%3Ftweet%3D2");
  expect(withReturn("/sign-in", "/")).toBe("/sign-in");
});

test.each([
  "https://elsewhere.example/",
  "//elsewhere.example",
  "//",
  "/\\elsewhere.example",
  "/\t/elsewhere.example",
  "/..//elsewhere.example",
  "javascript:alert(1)",
  "elsewhere.example",
  "/sign-in?next=/sign-in",
  "/sign-out",
  undefined,
  ["/orders"],
])("nobody is sent to %j after signing in", (wanted) => {
  expect(returnPath(wanted)).toBe("/");
});
