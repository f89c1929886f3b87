// The dashboard of a shop with 20,000 products and 100,000 orders (bench/shop.ts), asked of the database and as pages.
// By itself: npm run bench:shop
import "../scripts/require-node.mjs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildWhenChanged } from "../scripts/build.mjs";
import { stopAll, stopOnSignals } from "../scripts/processes.mjs";
import { startStack } from "../scripts/stack.mjs";
import { answerOf, fill } from "./parts.mjs";

/** @typedef {{ ownerId: string, import: Record<string, number>, countSeconds: number,
 *   queries: Record<string, string | number>[], pages?: object[] }} LargeShop */

const pages = [
  "/dashboard",
  "/dashboard?days=365",
  "/dashboard/orders",
  "/dashboard/orders?view=all",
  "/dashboard/listings",
];
const times = 20;

/** @returns {Promise<LargeShop>} */
export async function largeShop() {
  const folder = mkdtempSync(path.join(tmpdir(), "merle-shop-"));
  try {
    const url = `file:${path.join(folder, "shop.db")}`;
    await fill(url, "scripts/seed.ts");
    /** @type {LargeShop} */
    const shop = await answerOf("bench/shop.ts", { DATABASE_URL: url });
    shop.pages = await timePages(url, shop.ownerId);
    console.table([{ ...shop.import, "orders counted in s": shop.countSeconds }]);
    console.table(shop.queries);
    console.table(shop.pages);
    return shop;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One after the other, by their owner. @param {string} url @param {string} personId */
async function timePages(url, personId) {
  const { encode } = await import("next-auth/jwt");
  const stack = await startStack(undefined, { DATABASE_URL: url, LOG_LEVEL: "error", WEB_PROCESSES: "1" });
  const token = await encode({
    token: { sub: personId, person: { personId, signedInAt: Date.now() } },
    secret: stack.env.NEXTAUTH_SECRET,
  });
  const rows = [];
  for (const page of pages) {
    const took = [];
    for (let turn = 0; turn < times; turn++) {
      const startedAt = performance.now();
      const response = await fetch(stack.env.PUBLIC_URL + page, {
        headers: { cookie: `next-auth.session-token=${token}` },
        redirect: "manual",
      });
      await response.text();
      if (response.status !== 200) throw new Error(`${page} answered ${response.status}`);
      took.push(performance.now() - startedAt);
    }
    const [first = 0] = took;
    const sorted = took.slice(1).toSorted((a, b) => a - b);
    rows.push({
      page,
      "first ms": Math.round(first),
      "p50 ms": Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
      "most ms": Math.round(sorted.at(-1) ?? 0),
    });
  }
  await stack.stop();
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  stopOnSignals(() => 130);
  if (!(await buildWhenChanged())) process.exit(1);
  await largeShop();
  await stopAll();
}
