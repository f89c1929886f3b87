// A large shop: how fast its product file is read and how much memory that takes, and what the pages of its dashboard ask
// the database for. The database named by DATABASE_URL holds the demo world before. Prints one line of JSON. SQLite only.
import { writeFileSync, createReadStream, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { eq } from "drizzle-orm";
import { database } from "@/db";
import { newId } from "@/db/id";
import { members } from "@/db/schema/accounts";
import { cardDays } from "@/db/schema/measurement";
import { listings, products } from "@/db/schema/catalog";
import { importShopifyCsv } from "@/domain/catalog/import/import-shopify-csv";
import type { Context } from "@/domain/context";
import { cardFigures, shopFigures } from "@/domain/measurement/queries";
import { countSales } from "@/domain/measurement/count-sales";
import { shopOrders, shopQueues } from "@/domain/orders/shop-queries";
import { shopViews } from "@/domain/orders/shop-rules";
import { rows } from "@/domain/testing-rows";
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import { keepHeapSmall } from "@/integrations/this-process";
import { Figures } from "./figures";
import { Listener, scansOf } from "./listener";

keepHeapSmall(); // as every process of Merle does

const productCount = 20_000;
const orderCount = 100_000;
const days = 365;
const times = 20;

const listener = new Listener();
const db = database();
const making = rows(db, systemClock.now);
const seller = await making.merchant("bench_shop");
const owner = await making.person("bench_owner");
const at = systemClock.now();
await db
  .insert(members)
  .values({ accountId: seller.accountId, personId: owner.personId, role: "owner", createdAt: at });
const ctx: Context = {
  db,
  clock: systemClock,
  locale: "en",
  payments: payments(),
  media: media(),
  actor: { ...owner.actor, memberships: [{ accountId: seller.accountId, role: "owner" }] },
};

// ---- the product file
const file = path.join(tmpdir(), `merle-bench-${process.pid}.csv`);
const header =
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Requires Shipping,Variant Taxable,Status";
const lines = Array.from({ length: productCount }, (_, i) => {
  const price = (5 + (i % 200)).toFixed(2);
  const row = (title: string, size: string) =>
    `ware-${i},${title},${title ? `"<p>Made by hand, number ${i}. Washes well, lasts long.</p>"` : ""},Bench,Ware,"kitchen, t${i % 50}",TRUE,Size,${size},W-${i}-${size},${i % 40},deny,${price},TRUE,TRUE,active`;
  return `${row(`Ware ${i}`, "S")}\n${row("", "L")}`;
});
writeFileSync(file, [header, ...lines].join("\n"));
lines.length = 0;
const megabytes = () => Math.round(process.memoryUsage().rss / 1024 / 1024);
let most = megabytes();
const watch = setInterval(() => {
  most = Math.max(most, megabytes());
  listener.clear(); // what was asked is of no interest yet, and would count as the import's
}, 50);
const startedAt = performance.now();
const imported = await importShopifyCsv(ctx, {
  merchantId: seller.accountId,
  currency: seller.currency,
  file: () => createReadStream(file),
});
const importSeconds = (performance.now() - startedAt) / 1000;
clearInterval(watch);
rmSync(file);
if (!imported.ok || imported.value.imported !== productCount) throw new Error("Not every product came in");

// ---- a year of orders, and what was seen
const fill = new Sqlite(env.databaseUrl.slice("file:".length));
const offered = await db
  .select({ id: listings.id, productId: listings.productId })
  .from(listings)
  .innerJoin(products, eq(products.id, listings.productId))
  .where(eq(listings.merchantId, seller.accountId));
const [variant] = fill.prepare<[], { id: string }>("select id from variants where sku = 'W-0-S'").all();
const putOrder = fill.prepare(
  `insert into orders (id, number, status, merchant_id, listing_id, buyer_key, email, locale, delivery_kind, deliver_by,
     currency, items_minor, delivery_minor, tax_minor, total_minor, refunded_minor, tax_name, tax_rate_basis_points,
     prices_include_tax, commission_minor, hold_expires_at, created_at, paid_at)
   values (?, ?, ?, ?, ?, ?, ?, 'en', 'standard', ?, 'EUR', 2400, 500, 483, 2900, ?, 'TVA', 2000, 1, 145, ?, ?, ?)`,
);
const putLine = fill.prepare(
  `insert into order_lines (id, order_id, variant_id, title, option_values, sku, quantity, unit_price_minor)
   values (?, ?, ?, 'Ware', '[]', 'W', 1, 2400)`,
);
const putEvent = fill.prepare(
  "insert into order_events (id, order_id, kind, by, at) values (?, ?, 'paid', 'stripe', ?)",
);
const putPicture = fill.prepare(
  "insert into product_images (id, product_id, position, url) values (?, ?, 0, ?)",
);
fill.transaction(() => {
  for (const { productId } of offered) putPicture.run(newId(at), productId, `/media/${productId}.webp`);
  for (let i = 0; i < orderCount; i++) {
    const placedAt = at.getTime() - 120_000 - Math.floor(((orderCount - i) * days * 86_400_000) / orderCount);
    const id = newId(new Date(placedAt));
    const isRecent = i > orderCount - 3_000;
    const status = isRecent ? (i % 3 === 0 ? "packing" : "paid") : i % 97 === 0 ? "refunded" : "delivered";
    putOrder.run(
      id,
      String(5_000_000 + i),
      status,
      seller.accountId,
      offered[(i * 7) % offered.length]?.id,
      `guest_bench${i % 30_000}`,
      `shopper${i % 30_000}@merle.test`,
      placedAt + 4 * 86_400_000,
      status === "refunded" ? 2900 : 0,
      placedAt + 600_000,
      placedAt,
      placedAt,
    );
    putLine.run(newId(new Date(placedAt)), id, variant?.id);
    putEvent.run(newId(new Date(placedAt)), id, placedAt);
  }
})();
fill.exec("analyze");
fill.close();
const countedAt = performance.now();
await countSales(ctx);
const countSeconds = (performance.now() - countedAt) / 1000;
const [counted] = await db.select().from(cardDays).where(eq(cardDays.merchantId, seller.accountId)).limit(1);
if (!counted) throw new Error("No sales were counted");

// ---- what the pages ask
const cards = (period: 30 | 365) =>
  cardFigures(ctx, seller.accountId, { period, sort: "soldMinor", isRising: false, page: 1 });
const pages: [name: string, ask: () => Promise<unknown>][] = [
  ["figures by day, 30 days", () => shopFigures(ctx, seller.accountId, 30)],
  ["figures by day, 365 days", () => shopFigures(ctx, seller.accountId, 365)],
  ["figures by card, 30 days", () => cards(30)],
  ["figures by card, 365 days", () => cards(365)],
  ...shopViews.map((view): [string, () => Promise<unknown>] => [
    `orders, ${view}`,
    () => shopOrders(ctx, { view }),
  ]),
  ["orders of one address", () => shopOrders(ctx, { view: "all", search: "shopper77@merle.test" })],
  ["how many wait", () => shopQueues(ctx)],
];
const plans = new Sqlite(env.databaseUrl.slice("file:".length), { readonly: true });
const figures = new Figures();
const told = new Map<string, { statements: number; slowest: number; scans: string }>();
for (const [name, ask] of pages) {
  await ask(); // warm
  let slowest = 0;
  let statements: string[] = [];
  for (let turn = 0; turn < times; turn++) {
    listener.clear();
    const began = performance.now();
    await ask();
    figures.note(name, performance.now() - began);
    const ran = listener.ran();
    statements = ran.map(({ sql }) => sql);
    slowest = Math.max(slowest, ...ran.map(({ milliseconds }) => milliseconds));
  }
  const scans = [...new Set(statements.flatMap((sql) => scansOf(plans, sql)))].join("; ");
  told.set(name, { statements: statements.length, slowest, scans });
}
plans.close();
await db.close();
console.log(
  JSON.stringify({
    ownerId: owner.personId,
    import: {
      products: productCount,
      seconds: Number(importSeconds.toFixed(1)),
      "products a minute": Math.round((productCount * 60) / importSeconds),
      "most MB": most,
    },
    countSeconds: Number(countSeconds.toFixed(1)),
    queries: figures.table().map(({ step, ...row }) => {
      const { slowest = 0, statements = 0, scans = "" } = told.get(step) ?? {};
      return {
        "asked for": step,
        statements,
        ...row,
        "slowest statement ms": Number(slowest.toFixed(1)),
        scans,
      };
    }),
  }),
);
