// The pattern of an address, such as /[handle]/status/[tweetId]: Next's own list, written when it builds. There are as
// many as there are pages, so that they can be counted by.
import { readFileSync } from "node:fs";
import { z } from "zod";

const Route = z.object({ page: z.string(), regex: z.string() });
const Manifest = z.object({ staticRoutes: z.array(Route), dynamicRoutes: z.array(Route) });

/** For addresses that are nobody's, and for all while nothing is built. */
const noPattern = "none";

/**
 * @param manifestFile Next's routes-manifest.json, whose patterns stand in the order in which they are tried.
 * @param others what is answered in front of Next.
 */
export function routePatterns(manifestFile: string, others: string[]): (path: string) => string {
  const { staticRoutes, dynamicRoutes } = readManifest(manifestFile);
  const fixed = new Set([...others, ...staticRoutes.map(({ page }) => page)]);
  // A dialog over a page has the address of the page that it stands for.
  const patterns = dynamicRoutes
    .filter(({ page }) => !page.includes("(."))
    .map(({ page, regex }) => ({ page, regex: new RegExp(regex) }));
  return (path) => {
    if (path.startsWith("/_next/")) return "/_next";
    if (fixed.has(path)) return path;
    return patterns.find(({ regex }) => regex.test(path))?.page ?? noPattern;
  };
}

function readManifest(file: string): z.infer<typeof Manifest> {
  try {
    return Manifest.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { staticRoutes: [], dynamicRoutes: [] };
  }
}
