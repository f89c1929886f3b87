import { createReadStream, readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { productImages, products, variants } from "@/db/schema/catalog";
import { importShopifyCsv } from "@/domain/catalog/import/import-shopify-csv";
import type { CsvFile } from "@/domain/catalog/import/read-rows";
import type { Context } from "@/domain/context";
import { type World, world } from "@/domain/testing";
import { exportShopifyCsv } from "./export-shopify-csv";

type Seller = Awaited<ReturnType<World["merchant"]>>;

async function ownerOf(w: World, seller: Seller, handle: string): Promise<Context> {
  const person = await w.person(handle);
  return {
    ...person,
    actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role: "owner" }] },
  };
}

async function exported(ctx: Context, seller: Seller): Promise<string> {
  let text = "";
  for await (const piece of exportShopifyCsv(ctx, seller.accountId) ?? []) text += piece;
  return text;
}

const asFile = (text: string): CsvFile =>
  async function* () {
    yield Buffer.from(text);
  };

async function imported(ctx: Context, seller: Seller, file: CsvFile) {
  const { accountId: merchantId, currency } = seller;
  const outcome = await importShopifyCsv(ctx, { merchantId, currency, file });
  if (!outcome.ok) throw new Error(`${outcome.reason} ${outcome.detail}`);
  const { imported: added, updated, unchanged, skipped, notes } = outcome.value;
  return { added, updated, unchanged, skipped, notes };
}

/** Everything that a shopper could see of a catalogue, without ids and times. */
async function catalogue(w: World, { accountId }: Seller) {
  const found = await w.db
    .select()
    .from(products)
    .where(eq(products.merchantId, accountId))
    .orderBy(asc(products.slug));
  return Promise.all(
    found.map(async ({ id, merchantId: _m, createdAt: _c, updatedAt: _u, ...product }) => ({
      ...product,
      variants: (
        await w.db.select().from(variants).where(eq(variants.productId, id)).orderBy(asc(variants.position))
      ).map(({ id: _i, productId: _p, priceCheckedAt: _t, ...variant }) => variant),
      images: (
        await w.db
          .select()
          .from(productImages)
          .where(eq(productImages.productId, id))
          .orderBy(asc(productImages.position))
      ).map(({ url, alt }) => ({ url, alt })),
    })),
  );
}

const folders = ["domain/catalog/import/fixtures", "scripts/demo/catalogue"];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .map((name) => path.join(folder, name)),
);

test.each(files)(
  "%s goes in, out and in again without a change, and makes the same shop elsewhere",
  async (file) => {
    const w = await world();
    const currency = file.includes("kazeobjects") ? "JPY" : "EUR";
    const [seller, twin] = [await w.merchant("one", { currency }), await w.merchant("two", { currency })];
    const [ctx, its] = [await ownerOf(w, seller, "ada"), await ownerOf(w, twin, "bea")];
    const first = await imported(ctx, seller, () => createReadStream(file));
    expect(first.added).toBeGreaterThan(0);
    w.passMinutes(60);
    const text = await exported(ctx, seller);
    const none = { skipped: [], notes: [] };
    expect(await imported(ctx, seller, asFile(text))).toEqual({
      added: 0,
      updated: 0,
      unchanged: first.added,
      ...none,
    });
    expect(await imported(its, twin, asFile(text))).toEqual({
      added: first.added,
      updated: 0,
      unchanged: 0,
      ...none,
    });
    expect(await catalogue(w, twin)).toEqual(await catalogue(w, seller));
    expect(await exported(its, twin)).toBe(text);
  },
);

/** Opened in France and saved: read as UTF-8 for its mark, semicolons between cells, commas in figures. */
function savedInFrance(text: string): string {
  expect(text.startsWith("\uFEFF"), "without the mark its letters are taken for those of Windows").toBe(true);
  const cells: string[][] = parse(text, { bom: true });
  const figures = cells.map((row) => row.map((cell) => cell.replace(/^(\d+)\.(\d+)$/, "$1,$2")));
  return stringify(figures, { bom: true, delimiter: ";", record_delimiter: "\r\n" });
}

test("a spreadsheet may save what was exported in the way of its country", async () => {
  const w = await world();
  const seller = await w.merchant("one", { currency: "EUR" });
  const ctx = await ownerOf(w, seller, "ada");
  const first = await imported(ctx, seller, () =>
    createReadStream("scripts/demo/catalogue/ateliersorbier.csv"),
  );
  const saved = savedInFrance(await exported(ctx, seller));
  expect(saved).toContain(",00;");
  expect(await imported(ctx, seller, asFile(saved))).toEqual({
    added: 0,
    updated: 0,
    unchanged: first.added,
    skipped: [],
    notes: [],
  });
});

const header =
  "Handle,Title,Body (HTML),Tags,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src,Image Alt Text";

test("quotes, commas, line breaks and more pictures than variants come out as they went in", async () => {
  const w = await world();
  const seller = await w.merchant();
  const ctx = await ownerOf(w, seller, "ada");
  await imported(
    ctx,
    seller,
    asFile(
      [
        header,
        'mug,"The ""big"" mug, blue","<p>One\nTwo &amp; three</p>","a, b",Size,"S, small","=MUG-1",5,12.00,https://x.example/1.jpg,"A mug, ""blue"""',
        "mug,,,,,L,MUG-2,0,13.5,https://x.example/2.jpg,",
        "mug,,,,,,,,,https://x.example/3.jpg,Third",
      ].join("\n"),
    ),
  );
  expect(await catalogue(w, seller)).toMatchObject([
    {
      title: 'The "big" mug, blue',
      tags: ["a", "b"],
      variants: [{ optionValues: ["S, small"], sku: "=MUG-1" }, { optionValues: ["L"] }],
      images: [{ alt: 'A mug, "blue"' }, { alt: "" }, { alt: "Third" }],
    },
  ]);
  const again = await imported(ctx, seller, asFile(await exported(ctx, seller)));
  expect(again).toEqual({ added: 0, updated: 0, unchanged: 1, skipped: [], notes: [] });
});

test("a catalogue larger than a piece is whole, and each product is in it once", async () => {
  const w = await world();
  const seller = await w.merchant();
  const ctx = await ownerOf(w, seller, "ada");
  const rows = Array.from({ length: 450 }, (_, at) => `cup-${at},Cup ${at},,,,,C${at},1,5.00,,`);
  await imported(ctx, seller, asFile([header, ...rows].join("\n")));
  const again = await imported(ctx, seller, asFile(await exported(ctx, seller)));
  expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 450 });
});

test("a catalogue is for who works in its shop, and what left the catalogue is not in it", async () => {
  const w = await world();
  const seller = await w.merchant();
  const ctx = await ownerOf(w, seller, "ada");
  await imported(ctx, seller, asFile([header, "mug,Mug,,,Size,S,A,1,5,,", "mug,,,,,L,B,1,6,,"].join("\n")));
  await imported(ctx, seller, asFile([header, "mug,Mug,,,Size,S,A,1,5,,"].join("\n")));
  const text = await exported(ctx, seller);
  expect(text).toContain("5.00");
  expect(text).not.toContain("6.00");
  expect(exportShopifyCsv(await w.person("sam"), seller.accountId)).toBeUndefined();
});
