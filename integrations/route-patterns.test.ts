import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { routePatterns } from "./route-patterns";

/** Patterns as Next writes them. */
function built() {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-routes-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "routes-manifest.json");
  const staticRoutes = [
    { page: "/", regex: "^/(?:/)?$" },
    { page: "/orders", regex: "^/orders(?:/)?$" },
  ];
  const dynamicRoutes = [
    { page: "/(.)buy/[listingId]", regex: "^/\\(\\.\\)buy/([^/]+?)(?:/)?$" },
    { page: "/buy/[listingId]", regex: "^/buy/([^/]+?)(?:/)?$" },
    { page: "/[handle]/status/[tweetId]", regex: "^/([^/]+?)/status/([^/]+?)(?:/)?$" },
    { page: "/[handle]", regex: "^/([^/]+?)(?:/)?$" },
  ];
  writeFileSync(file, JSON.stringify({ staticRoutes, dynamicRoutes }));
  return routePatterns(file, ["/in-front"]);
}

test("addresses are counted by their pattern, whoever and whatever is in them", () => {
  const patternOf = built();
  expect(["/", "/orders", "/in-front", "/ada", "/ada/status/01K0", "/buy/01K0"].map(patternOf)).toEqual([
    "/",
    "/orders",
    "/in-front",
    "/[handle]",
    "/[handle]/status/[tweetId]",
    "/buy/[listingId]",
  ]);
});

test("however many addresses are made up, there are no more patterns than pages", () => {
  const patternOf = built();
  const made = Array.from({ length: 200 }, (_, i) => [`/a/${i}/b`, `/_next/static/${i}.js`, `/${i}`]).flat();
  expect(new Set(made.map(patternOf))).toEqual(new Set(["none", "/_next", "/[handle]"]));
});

test("before anything is built all are one", () => {
  expect(routePatterns("/nowhere/routes-manifest.json", [])("/orders")).toBe("none");
});
