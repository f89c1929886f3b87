import { createReadStream } from "node:fs";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import type { Database } from "@/db/open";
import { accounts, merchants } from "@/db/schema/accounts";
import { listings, priceChanges, productImages, products, variants } from "@/db/schema/catalog";
import { channels, connections } from "@/db/schema/channels";
import { testDatabase } from "@/db/testing";
import type { Core } from "@/domain/context";
import { problemsOfProduct } from "../product-rules";
import { importShopifyCsv } from "./import-shopify-csv";
import type { CsvFile } from "./read-rows";
import type { ImportReport } from "./report";

const start = new Date("2026-03-01T09:00:00Z");

async function shop(currency = "USD") {
  const db = await testDatabase();
  let now = start;
  const ctx: Core = { db, clock: { now: () => now }, actor: { kind: "schedule" }, locale: "en" };
  const merchantId = newId(start);
  await db
    .insert(accounts)
    .values({ id: merchantId, kind: "merchant", handle: "northquay", name: "North Quay", createdAt: start });
  await db.insert(merchants).values({
    accountId: merchantId,
    legalName: "North Quay Ltd",
    address: { fullName: "North Quay", line1: "1 Quay", city: "Portland", country: "US" },
    country: "US",
    currency,
    pricesIncludeTax: false,
    supportEmail: "help@northquay.example",
    website: "https://northquay.example",
    returnPolicy: { en: "30 days", fr: "30 jours" },
    timeZone: "America/Los_Angeles",
    canBePaid: true,
    commissionBasisPoints: 500,
    createdAt: start,
  });
  await connect(db, merchantId, "direct");
  const input = (file: CsvFile) => ({ merchantId, currency, file });
  return {
    db,
    ctx,
    merchantId,
    input,
    later: (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000)),
    import: async (file: CsvFile): Promise<ImportReport> => {
      const outcome = await importShopifyCsv(ctx, input(file));
      if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
      return outcome.value;
    },
    variantsOf: (slug: string) =>
      db
        .select()
        .from(variants)
        .where(
          eq(
            variants.productId,
            db.select({ id: products.id }).from(products).where(eq(products.slug, slug)),
          ),
        )
        .orderBy(asc(variants.position)),
    product: async (slug: string) => (await db.select().from(products).where(eq(products.slug, slug)))[0],
  };
}

async function connect(db: Database, merchantId: string, slug: string) {
  const channelId = newId(start);
  await db.insert(channels).values({ id: channelId, slug, name: slug, opensAt: start });
  await db.insert(connections).values({ id: newId(start), channelId, merchantId, opensAt: start });
}

const fixture =
  (name: string): CsvFile =>
  () =>
    createReadStream(new URL(`fixtures/${name}`, import.meta.url));
const text = (...lines: string[]): CsvFile =>
  async function* () {
    yield Buffer.from(lines.join("\n"));
  };
const counts = ({ imported, updated, unchanged, skipped }: ImportReport) => [
  imported,
  updated,
  unchanged,
  skipped.length,
];
const header =
  "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price";
const mug = (rest = "") => `mug,Mug,,Title,Default Title,MUG,5,12.00${rest}`;
const bowl = "bowl,Bowl,,Title,Default Title,BOWL,3,20";

test("an old export is imported, and again, and nothing changes the second time", async () => {
  const quay = await shop();
  const first = await quay.import(fixture("homeware-export-v1.csv"));
  expect(counts(first)).toEqual([20, 0, 0, 0]);
  expect(first.notes).toMatchObject([
    { note: "sold-uncounted", value: "20" },
    { note: "compare-at-ignored" },
  ]);
  const gloves = await quay.variantsOf("gardening-gloves");
  expect(gloves.map((v) => [v.optionValues, v.priceMinor, v.unitsInStock])).toEqual([
    [["Green"], 999, 1],
    [["Yellow"], 1599, 3],
  ]);
  expect(await quay.product("metal-mug")).toMatchObject({
    options: [],
    tags: ["Brown", "Metal"],
    status: "active",
  });
  expect(counts(await quay.import(fixture("homeware-export-v1.csv")))).toEqual([0, 0, 20, 0]);
  expect(await quay.db.select().from(priceChanges)).toHaveLength(21);
  expect(await quay.db.select().from(listings)).toHaveLength(20);
});

test("a later export of the same store updates what changed and keeps the ids", async () => {
  const quay = await shop();
  await quay.import(fixture("homeware-export-v1.csv"));
  const before = await quay.variantsOf("gardening-gloves");
  quay.later(60);
  const second = await quay.import(fixture("homeware-export-v2.csv"));
  expect(second.imported + second.skipped.length).toBe(0);
  expect(second.updated + second.unchanged).toBe(20);
  expect((await quay.variantsOf("gardening-gloves")).map((v) => v.id)).toEqual(before.map((v) => v.id));
  expect(await quay.product("black-armchairs")).toMatchObject({
    summary: expect.stringMatching(/^Description Lorem ipsum dolor sit amet.*…$/),
    descriptionHtml: expect.stringMatching(/^<h4>Description<\/h4>\n<p>/),
  });
  expect(counts(await quay.import(fixture("homeware-export-v2.csv")))).toEqual([0, 0, 20, 0]);
});

test("a reduced file with its columns in another order is understood by their names", async () => {
  const quay = await shop();
  expect(counts(await quay.import(fixture("legacy-two-products.csv")))).toEqual([2, 0, 0, 0]);
  const mugs = await quay.variantsOf("mug-a");
  expect(mugs.map((v) => [v.sku, v.optionValues, v.imageUrl])).toEqual([
    ["MUG-A-S", ["Small"], null],
    ["MUG-A-L", ["Large"], "https://cdn.example.com/mug-a-large.jpg"],
  ]);
});

test("of a product with very many pictures the first ones are kept, as many as its form takes, and it is told", async () => {
  const quay = await shop();
  const mugWith = (count: number) =>
    text(
      `${header},Image Src`,
      bowl,
      ...Array.from({ length: count }, (_, at) =>
        at === 0 ? mug(",https://a.test/0.jpg") : `mug,,,,,,,,https://a.test/${at}.jpg`,
      ),
    );
  const report = await quay.import(mugWith(23));
  expect(counts(report)).toEqual([2, 0, 0, 0]);
  expect(report.notes).toEqual([{ line: 3, note: "pictures-left-out", value: "23" }]);
  const kept = await quay.db.select().from(productImages).orderBy(asc(productImages.position));
  expect(kept.map(({ url }) => url)).toEqual(
    Array.from({ length: 20 }, (_, at) => `https://a.test/${at}.jpg`),
  );
  expect(problemsOfProduct({ images: kept })).toEqual([]);
  const fewer = await quay.import(mugWith(20));
  expect([...counts(fewer), fewer.notes]).toEqual([0, 0, 2, 0, []]);
});

test("today's export: two options make twelve variants, and a gift card is left out", async () => {
  const quay = await shop();
  const report = await quay.import(fixture("current-57-columns.csv"));
  expect(counts(report)).toEqual([3, 0, 0, 1]);
  expect(report.skipped[0]).toMatchObject({ line: 18, handle: "gift-card", reason: "gift-card" });

  const shirt = await quay.product("harbour-shirt");
  expect(shirt).toMatchObject({
    title: "Harbour “Night Shift” Shirt",
    tags: ["cotton", "shirt", "work"],
    options: [
      { name: "Size", values: ["Small", "Medium", "Large"] },
      { name: "Colour", values: ["Moss", "Slate", "Rust", "Sand"] },
    ],
  });
  const shirts = await quay.variantsOf("harbour-shirt");
  expect(shirts).toHaveLength(12);
  expect(shirts[7]).toMatchObject({
    optionValues: ["Medium", "Sand"],
    unitsInStock: 0,
    sellsWithoutStock: false,
  });
  const pictures = await quay.db.select().from(productImages).orderBy(productImages.position);
  expect(pictures.map((picture) => picture.alt)).toEqual(["Moss shirt on a hook", "The back"]);

  const [book] = await quay.variantsOf("a-history-of-harbours");
  expect(book).toMatchObject({ sellsWithoutStock: true, requiresShipping: false, weightGrams: 0 });
  expect(await quay.product("tar-soap")).toMatchObject({
    status: "draft",
    options: [{ name: "Title", values: ["Premium"] }],
  });
});

// A column that was not there was read as blank: a price list took texts, tags, stock and pictures away.
test("a list of prices changes prices, and leaves everything that it does not speak of", async () => {
  const quay = await shop();
  const full =
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Status,Variant SKU,Variant Barcode,Variant Grams," +
    "Variant Inventory Tracker,Variant Inventory Qty,Variant Requires Shipping,Variant Taxable,Variant Price,Image Src";
  const row =
    "mug,Mug,<p>Fine</p>,Quay,Cup,clay,draft,MUG,4006381333931,310,shopify,5,false,false,12,https://pictures.example/mug.jpg";
  await quay.import(text(full, row));
  const [before] = await quay.variantsOf("mug");
  const product = await quay.product("mug");
  const report = await quay.import(text("Handle,Title,Variant Price", "mug,Mug,14", "bowl,Bowl,20"));
  expect(counts(report)).toEqual([1, 1, 0, 0]);
  // The bowl alone: it is new, and nothing counts it.
  expect(report.notes).toEqual([{ line: 1, note: "sold-uncounted", value: "1" }]);
  const [after] = await quay.variantsOf("mug");
  expect(after).toEqual({ ...before, priceMinor: 1400, priceCheckedAt: after?.priceCheckedAt });
  expect(await quay.product("mug")).toEqual({ ...product, updatedAt: expect.any(Date) });
  expect(await quay.db.select().from(productImages)).toHaveLength(1);
  expect(counts(await quay.import(text(full, row.replace(",12,", ",14,"))))).toEqual([0, 0, 1, 0]);
});

test("what is counted stays so, and what is not, where a file has neither trackers nor quantities", async () => {
  const quay = await shop();
  await quay.import(text(header, mug(), bowl.replace(",3,", ",,")));
  const policies = "Handle,Title,Variant Inventory Policy,Variant Price";
  const report = await quay.import(text(policies, "mug,Mug,deny,13", "bowl,Bowl,deny,21"));
  expect(report.notes).toEqual([]);
  expect(await quay.variantsOf("mug")).toMatchObject([{ sellsWithoutStock: false, unitsInStock: 5 }]);
  expect(await quay.variantsOf("bowl")).toMatchObject([{ sellsWithoutStock: true }]);
});

// It made one variant of three, and the others left the catalogue.
test("a list of prices leaves out what has several variants, and keeps the option of what has one", async () => {
  const quay = await shop();
  await quay.import(
    text(header, "cup,Cup,,Size,S,CUP-S,4,9", "cup,,,,M,CUP-M,2,9", "vase,Vase,,Glaze,Ash,VASE,1,30", mug()),
  );
  const [before] = await quay.variantsOf("vase");
  const list = "Handle,Title,Variant SKU,Variant Price";
  const report = await quay.import(
    text(list, "cup,Cup,CUP-S,11", "vase,Vase,VASE-2,33", "mug,Mug,MUG,13", "jar,Jar,J1,4", "jar,,J2,5"),
  );
  expect(counts(report)).toEqual([0, 2, 0, 2]);
  expect(report.skipped).toMatchObject([
    { line: 2, handle: "cup", reason: "which-variant" },
    { line: 6, handle: "jar", reason: "which-variant" },
  ]);
  const cups = await quay.variantsOf("cup");
  expect(cups).toMatchObject([
    { sku: "CUP-S", priceMinor: 900, removedAt: null },
    { sku: "CUP-M", priceMinor: 900, removedAt: null },
  ]);
  const [vase, ...others] = await quay.variantsOf("vase");
  expect([vase, others]).toMatchObject([
    { id: before?.id, optionValues: ["Ash"], sku: "VASE-2", priceMinor: 3300 },
    [],
  ]);
  expect(await quay.product("vase")).toMatchObject({ options: [{ name: "Glaze", values: ["Ash"] }] });
  expect(await quay.variantsOf("mug")).toMatchObject([{ priceMinor: 1300 }]);
});

const tracked = header.replace("Variant Inventory Qty", "Variant Inventory Tracker,Variant Inventory Qty");

// Shopify counts only what has a tracker: a shop that moves would find sold out what it sells there every day.
test.each([
  { says: "no tracker and a quantity", file: [tracked, "mug,Mug,,Title,Default Title,MUG,,5,12"], units: 5 },
  { says: "no tracker and none left", file: [tracked, "mug,Mug,,Title,Default Title,MUG,,-3,12"], units: 0 },
  { says: "no tracker and no quantity", file: [tracked, "mug,Mug,,Title,Default Title,MUG,,,12"], units: 0 },
  { says: "no quantity, in a file without trackers", file: [header, mug().replace(",5,", ",,")], units: 0 },
])("what has $says is never sold out, and how many those are is told", async ({ file, units }) => {
  const quay = await shop();
  const counted = "bowl,Bowl,,Title,Default Title,BOWL,shopify,3,20";
  const report = await quay.import(text(...file, ...(file[0] === tracked ? [counted] : [bowl])));
  expect(report.notes).toEqual([{ line: 1, note: "sold-uncounted", value: "1" }]);
  expect(await quay.variantsOf("mug")).toMatchObject([{ sellsWithoutStock: true, unitsInStock: units }]);
  expect(await quay.variantsOf("bowl")).toMatchObject([{ sellsWithoutStock: false, unitsInStock: 3 }]);
});

test("a tracker without a quantity, and a quantity in a file without trackers, are counted", async () => {
  const quay = await shop();
  const first = await quay.import(text(tracked, "mug,Mug,,Title,Default Title,MUG,shopify,,12"));
  const second = await quay.import(text(header, bowl));
  expect([...first.notes, ...second.notes]).toEqual([{ line: 1, note: "without-quantity", value: "1" }]);
  expect(await quay.variantsOf("mug")).toMatchObject([{ sellsWithoutStock: false, unitsInStock: 0 }]);
  expect(await quay.variantsOf("bowl")).toMatchObject([{ sellsWithoutStock: false, unitsInStock: 3 }]);
});

test("a blank quantity beside a tracker leaves the stock as it is", async () => {
  const quay = await shop();
  const row = (quantity: string, price: number) =>
    `mug,Mug,,Title,Default Title,MUG,shopify,${quantity},${price}`;
  await quay.import(text(tracked, row("5", 12)));
  await quay.db.update(variants).set({ unitsInStock: 4, unitsSold: 1 });
  const report = await quay.import(text(tracked, row("", 13)));
  expect(report).toMatchObject({ updated: 1, notes: [] });
  expect(await quay.variantsOf("mug")).toMatchObject([
    { priceMinor: 1300, unitsInStock: 4, unitsReceived: 5 },
  ]);
  expect(counts(await quay.import(text(tracked, row("", 13))))).toEqual([0, 0, 1, 0]);
});

// Shopify exports the quantities of a shop with several locations into another file: what was new was sold out unsaid.
test("a file with trackers and no quantities says how many variants are sold out, and leaves the stock of others", async () => {
  const quay = await shop();
  const columns =
    "Handle,Title,Option1 Name,Option1 Value,Inventory tracker,Continue selling when out of stock,Price";
  await quay.import(text(header, bowl));
  const report = await quay.import(
    text(
      columns,
      "cup,Cup,Size,S,shopify,DENY,5",
      "cup,,,M,shopify,DENY,5",
      "jug,Jug,Title,Default Title,shopify,CONTINUE,9",
      "bowl,Bowl,Title,Default Title,shopify,DENY,21",
    ),
  );
  expect(counts(report)).toEqual([2, 1, 0, 0]);
  expect(report.notes).toEqual([{ line: 1, note: "without-quantity", value: "2" }]);
  expect(await quay.variantsOf("cup")).toMatchObject([{ unitsInStock: 0 }, { unitsInStock: 0 }]);
  expect(await quay.variantsOf("bowl")).toMatchObject([{ unitsInStock: 3, priceMinor: 2100 }]);
});

test("padded headers, a byte order mark, long cells and prices in yen", async () => {
  const quay = await shop("JPY");
  const report = await quay.import(fixture("middle-padded-bom.csv"));
  expect(counts(report)).toEqual([2, 0, 0, 1]);
  expect(report.skipped[0]).toMatchObject({
    handle: "half-priced-plum",
    reason: "bad-price",
    column: "Variant Price",
    value: "12.5",
  });
  const [jam] = await quay.variantsOf("plum-jam");
  expect(jam).toMatchObject({ priceMinor: 1200, weightGrams: 340 });
  expect(await quay.product("plum-jam")).toMatchObject({
    summary: `Plums, sugar, patience. "Better than last year's", says the neighbour.`,
  });
  const pictures = await quay.db.select().from(productImages).orderBy(productImages.position);
  expect(pictures.map((picture) => picture.url)).toEqual([
    "https://pictures.example/jam-open.jpg",
    "https://pictures.example/jam.jpg",
  ]);
  const [tin] = await quay.variantsOf("tea-tin");
  expect(tin).toMatchObject({ unitsInStock: 0, sellsWithoutStock: false });
  expect(await quay.product("tea-tin")).toMatchObject({ status: "archived" });
});

const bytes = (...parts: (Buffer | string)[]): CsvFile =>
  async function* () {
    // In pieces, as files come: a letter of two bytes is cut through.
    const whole = Buffer.concat(parts.map((part) => Buffer.from(part)));
    for (let at = 0; at < whole.length; at += 7) yield whole.subarray(at, at + 7);
  };
const cafe = ["Handle", "Title", "Variant Grams", "Variant Inventory Qty", "Variant Price", "Price:GBP"];
const creme = ["creme", "Crème brûlée; à deux", "1,5", "3", "12,50", "11,00"];
const saved = (separator: string, rows = [cafe, creme]) =>
  rows
    .map((row) => row.map((cell) => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator))
    .join("\r\n");
const littleEndian = Buffer.from(`\uFEFF${saved("\t")}`, "utf16le");

test.each<[string, CsvFile, string[]]>([
  ["with semicolons, as Excel does in France", bytes(saved(";")), []],
  [
    "with semicolons, in the letters of Windows",
    bytes(Buffer.from(saved(";"), "latin1")),
    ["read-as-windows"],
  ],
  ["with tabs, as Unicode text", bytes(littleEndian), []],
  ["with tabs, as Unicode text the other way round", bytes(Buffer.from(littleEndian).swap16()), []],
  [
    "with semicolons, and commas in the name of a column",
    bytes(
      saved(";", [
        [...cafe, '"Made of: milk, cream, eggs, sugar, vanilla, salt, water, patience"'],
        [...creme, ""],
      ]),
    ),
    [],
  ],
  ["with a line that says what separates", bytes(`sep=;\r\n${saved(";")}`), []],
])("a file that a spreadsheet saved %s is read as it was meant", async (_, file, notes) => {
  const quay = await shop();
  await quay.db.update(merchants).set({ otherCurrencies: ["GBP"] });
  const report = await quay.import(file);
  expect(report).toMatchObject({ imported: 1, skipped: [] });
  expect(report.notes.map(({ note }) => note)).toEqual(notes);
  expect(await quay.product("creme")).toMatchObject({ title: "Crème brûlée; à deux" });
  const [variant] = await quay.variantsOf("creme");
  expect(variant).toMatchObject({ priceMinor: 1250, otherPrices: { GBP: 1100 }, weightGrams: 2 });
});

test("one damaged letter in a file of UTF-8 leaves out its row, and the others keep their accents", async () => {
  const quay = await shop();
  const report = await quay.import(
    bytes("Handle,Title,Variant Price\nflan,Flan pâtissier,5\ntarte,Tart", Buffer.from([0xe9]), ",6\n"),
  );
  expect(report).toMatchObject({ imported: 1, skipped: [{ line: 3, reason: "unreadable-characters" }] });
  expect(await quay.product("flan")).toMatchObject({ title: "Flan pâtissier" });
});

test("a comma in a price is not guessed at where commas separate the cells", async () => {
  const quay = await shop();
  const report = await quay.import(text("Handle,Title,Variant Price", 'flan,Flan,"1,234"'));
  expect(report.skipped).toMatchObject([{ reason: "bad-price", value: "1,234" }]);
});

test("a new price is added to the history, a new figure of stock is not below what is held", async () => {
  const quay = await shop();
  await quay.import(text(header, mug()));
  await quay.db.update(variants).set({ unitsHeld: 2 });
  quay.later(60);
  const report = await quay.import(text(header, mug().replace("5,12.00", "1,14.50")));
  expect(counts(report)).toEqual([0, 1, 0, 0]);
  const [variant] = await quay.variantsOf("mug");
  expect(variant).toMatchObject({ priceMinor: 1450, unitsInStock: 2, unitsHeld: 2 });
  const history = await quay.db.select().from(priceChanges).orderBy(priceChanges.validFrom);
  expect(history.map((change) => change.priceMinor)).toEqual([1200, 1450]);
  expect(counts(await quay.import(text(header, mug().replace("5,12.00", "1,14.50"))))).toEqual([0, 0, 1, 0]);
});

test("a variant that leaves the file leaves the catalogue, and comes back as the same one", async () => {
  const quay = await shop();
  const blue = "cup,Cup,,Colour,Blue,CUP-B,4,9";
  const red = "cup,,,,Red,CUP-R,2,9";
  await quay.import(text(header, blue, red));
  const [, before] = await quay.variantsOf("cup");
  const without = await importShopifyCsv(quay.ctx, {
    ...quay.input(text(header, bowl, blue)),
    isTrial: true,
  });
  expect(without).toMatchObject({ value: { notes: [{ line: 3, note: "variants-removed", value: "1" }] } });
  expect(counts(await quay.import(text(header, blue)))).toEqual([0, 1, 0, 0]);
  expect((await quay.variantsOf("cup")).map((v) => v.removedAt !== null)).toEqual([false, true]);
  expect(counts(await quay.import(text(header, blue, red)))).toEqual([0, 1, 0, 0]);
  const [, after] = await quay.variantsOf("cup");
  expect(after).toEqual({ ...before, removedAt: null });
});

test("variants are known again by their SKU when an option is renamed, and by their options without one", async () => {
  const quay = await shop();
  await quay.import(text(header, "cup,Cup,,Colour,Blue,CUP-B,4,9", "cup,,,,Red,,2,9"));
  const before = await quay.variantsOf("cup");
  await quay.import(text(header, "cup,Cup,,Colour,Navy,CUP-B,4,9", "cup,,,,Red,CUP-R,2,9"));
  const after = await quay.variantsOf("cup");
  expect(after.map((v) => v.id)).toEqual(before.map((v) => v.id));
  expect(after.map((v) => [v.optionValues[0], v.sku])).toEqual([
    ["Navy", "CUP-B"],
    ["Red", "CUP-R"],
  ]);
});

// Of letters that a database cannot pack into less.
const longText = Array.from({ length: 9000 }, (_, at) => (at * 7919).toString(36)).join("");

const broken: [string, string[], { line: number; reason: string }][] = [
  ["no title", ["vase,,,Title,Default Title,V,1,10"], { line: 2, reason: "missing-title" }],
  ["no price", ["vase,Vase,,Title,Default Title,V,1,"], { line: 2, reason: "missing-price" }],
  ["a price in words", ["vase,Vase,,Title,Default Title,V,1,ten"], { line: 2, reason: "bad-price" }],
  ["a negative price", ["vase,Vase,,Title,Default Title,V,1,-5"], { line: 2, reason: "bad-price" }],
  [
    "a price with three decimals",
    ["vase,Vase,,Title,Default Title,V,1,1.005"],
    { line: 2, reason: "bad-price" },
  ],
  ["a title as long as a description", [`vase,${longText},,,,V,1,10`], { line: 2, reason: "too-long" }],
  ["more units than there can be", ["vase,Vase,,,,V,2147483647,10"], { line: 2, reason: "bad-quantity" }],
  ["half a unit", ["vase,Vase,,Title,Default Title,V,1.5,10"], { line: 2, reason: "bad-quantity" }],
  [
    "a second variant without price",
    ["vase,Vase,,Size,S,V,1,10", "vase,,,,M,V2,1,"],
    { line: 3, reason: "missing-price" },
  ],
  [
    "the same variant twice",
    ["vase,Vase,,Size,S,V,1,10", "vase,,,,S,V2,1,10"],
    { line: 3, reason: "duplicate-variant" },
  ],
  [
    "an option without a value",
    ["vase,Vase,,Size,S,V,1,10", "vase,,,,,V2,1,10"],
    { line: 3, reason: "missing-option-value" },
  ],
  ["a value without an option", ["vase,Vase,,,S,V,1,10"], { line: 2, reason: "option-without-name" }],
  ["too many cells", ["vase,Vase,,Title,Default Title,V,1,10,what"], { line: 2, reason: "too-many-columns" }],
  [
    "too many cells in its second row",
    ["vase,Vase,,Size,S,V,1,10", "vase,,,,M,V2,1,10,what"],
    { line: 3, reason: "too-many-columns" },
  ],
  ["a stray quote", ['vase,Va"se,,Title,Default Title,V,1,10'], { line: 2, reason: "bad-quoting" }],
  [
    "text after a quoted cell",
    ['vase,"Va"se,,Title,Default Title,V,1,10'],
    { line: 2, reason: "bad-quoting" },
  ],
  [
    "bad quoting in its second row",
    ["vase,Vase,,Size,S,V,1,10", 'vase,,,,"M" ,V2,1,10'],
    { line: 3, reason: "bad-quoting" },
  ],
  [
    "a quote that never closes",
    ['vase,"Vase,,Title,Default Title,V,1,10'],
    { line: 2, reason: "bad-quoting" },
  ],
  [
    "a quote open in a second row",
    ["vase,Vase,,Size,S,V,1,10", 'vase,,,,"M,V2,1,10'],
    { line: 3, reason: "bad-quoting" },
  ],
  [
    "a broken quote in a long text",
    ['vase,Vase,"<p>A "fine" vase', "of clay</p>", ",Title,Default Title,V,1,10"],
    { line: 2, reason: "bad-quoting" },
  ],
  [
    "bytes that are not UTF-8",
    ["vase,Vas\uFFFD,,Title,Default Title,V,1,10"],
    { line: 2, reason: "unreadable-characters" },
  ],
  ["a NUL", ["vase,Vas\0e,,Title,Default Title,V,1,10"], { line: 2, reason: "unreadable-characters" }],
  ["no handle", [",Vase,,Title,Default Title,V,1,10"], { line: 2, reason: "missing-handle" }],
];

test.each(broken)(
  "a product with %s is left out and told, the others are imported",
  async (_, rows, skip) => {
    const quay = await shop();
    const report = await quay.import(text(header, ...rows, mug(), bowl));
    expect(report.skipped[0]).toMatchObject(skip);
    expect(counts(report)).toEqual([2, 0, 0, 1]);
    expect(await quay.product("vase")).toBeUndefined();
    expect(await quay.product("mug")).toBeDefined();
    expect(await quay.product("bowl")).toBeDefined();
  },
);

test("two quotes that never close, lines apart, take nothing with them", async () => {
  const quay = await shop();
  const report = await quay.import(
    text(
      header,
      'vase,"Vase,,Title,Default Title,V,1,10',
      mug(),
      'jug,"Jug,,Title,Default Title,J,1,10',
      bowl,
    ),
  );
  expect(report.skipped.map(({ line, handle, reason }) => [line, handle, reason])).toEqual([
    [2, "vase", "bad-quoting"],
    [4, "jug", "bad-quoting"],
  ]);
  expect(report.imported).toBe(2);
});

test("a product whose rows stand apart is left out whole, wherever they stand", async () => {
  const quay = await shop();
  const report = await quay.import(text(header, "cup,Cup,,Size,S,C1,1,5", mug(), "cup,,,,M,C2,1,5", bowl));
  expect(report.skipped).toEqual([{ line: 4, handle: "cup", reason: "rows-apart", column: "", value: "" }]);
  expect(report.imported).toBe(2);
  expect(await quay.product("cup")).toBeUndefined();
});

// All of them would be one product, written in one transaction, for which every order has to wait.
test.each([
  ["a variant more than a product may have", 2049],
  ["far more rows than any product has", 10_000],
])("a handle that stands in %s is left out, and what comes after it is imported", async (_, rows) => {
  const quay = await shop();
  const filledDown = Array.from({ length: rows }, (__, at) => `cup,${at ? "" : "Cup"},,Size,${at},,1,5`);
  const report = await quay.import(text(header, mug(), ...filledDown, bowl));
  expect(report.skipped).toMatchObject([{ line: 3, handle: "cup", reason: "too-many-rows" }]);
  expect(report.imported).toBe(2);
});

test("a handle or an address of a picture that nothing can keep takes nothing else with it", async () => {
  const quay = await shop();
  const pictures = "Handle,Title,Image Src,Variant Price";
  const report = await quay.import(
    text(
      pictures,
      `${longText},Vase,,10`,
      ...[
        `https://pictures.example/${longText}`,
        `/${longText}`,
        `https://pictures.example/${"é".repeat(900)}`,
      ].map((address, at) => `mug-${at},Mug,${address},12`),
    ),
  );
  expect(report.skipped).toMatchObject([{ line: 2, reason: "too-long", column: "Handle", value: "255" }]);
  const ignored = report.notes.filter(({ note }) => note === "image-ignored");
  expect(ignored.map(({ line }) => line)).toEqual([3, 4, 5]);
  expect(report.imported).toBe(3);
});

// The Content-Security-Policy lets no picture through that is not: old exports were without any.
test("pictures of old exports are asked for by https, as pages show no others", async () => {
  const quay = await shop();
  const row = "http://cdn.pictures.example/mug.jpg?0,http://cdn.pictures.example/front.jpg";
  await quay.import(text("Handle,Title,Variant Price,Image Src,Variant Image", `mug,Mug,12,${row}`));
  const pictures = await quay.db.select({ url: productImages.url }).from(productImages);
  expect(pictures).toEqual([{ url: "https://cdn.pictures.example/mug.jpg?0" }]);
  expect(await quay.variantsOf("mug")).toMatchObject([
    { imageUrl: "https://cdn.pictures.example/front.jpg" },
  ]);
});

test("of more faults than anybody reads the first are told, and how many there are", async () => {
  const quay = await shop();
  const rows = Array.from({ length: 6000 }, (_, at) => [
    `cup-${at},Cup,,,,C,1,cheap`,
    `vase-${at},Vase,,,,V,1,10,what`,
  ]);
  const report = await quay.import(text(header, ...rows.flat(), mug()));
  expect([report.imported, report.skippedCount, report.skipped.length]).toEqual([1, 12_000, 10_000]);
});

test("a row without a handle makes the product before it untrustworthy", async () => {
  const quay = await shop();
  const report = await quay.import(text(header, "cup,Cup,,Size,S,C1,1,5", ",,,,M,C2,1,5", mug()));
  expect(report.skipped).toMatchObject([{ line: 3, reason: "missing-handle" }]);
  expect(report.imported).toBe(1);
});

test("an unknown status, policy or answer is not guessed at", async () => {
  const quay = await shop();
  const wide = "Handle,Title,Variant Price,Status,Published,Variant Inventory Policy,Variant Taxable";
  const report = await quay.import(
    text(
      wide,
      "a,A,1,sleeping,,,",
      "b,B,1,,perhaps,,",
      "c,C,1,,,sometimes,",
      "d,D,1,,,,maybe",
      "e,E,1,ARCHIVED,TRUE,DENY,FALSE",
    ),
  );
  expect(report.skipped.map(({ column, value }) => [column, value])).toEqual([
    ["Status", "sleeping"],
    ["Published", "perhaps"],
    ["Variant Inventory Policy", "sometimes"],
    ["Variant Taxable", "maybe"],
  ]);
  expect(report.imported).toBe(1);
});

// Excel writes so what Shopify wrote as TRUE and FALSE, and every product was left out.
test.each([
  ["VRAI", "FAUX"],
  ["WAHR", "FALSCH"],
])("a spreadsheet's %s and %s are yes and no", async (yes, no) => {
  const quay = await shop();
  const wide = "Handle;Title;Variant Price;Published;Variant Taxable;Variant Requires Shipping;Gift Card";
  await quay.import(text(wide, `mug;Mug;1;${yes};${no};${yes};${no}`, `jug;Jug;1;${no};${yes};${no};${no}`));
  expect(await quay.product("mug")).toMatchObject({ status: "active" });
  expect(await quay.product("jug")).toMatchObject({ status: "draft" });
  expect(await quay.variantsOf("mug")).toMatchObject([{ isTaxable: false, requiresShipping: true }]);
  expect(await quay.variantsOf("jug")).toMatchObject([{ isTaxable: true, requiresShipping: false }]);
});

test("short rows, blank rows and blank cells at the end of a row do no harm", async () => {
  const quay = await shop();
  const wide = `${header},Variant Taxable,Gift Card`;
  const report = await quay.import(text(wide, mug(), ",,,,,", "", `${bowl},,,,`, ""));
  expect(counts(report)).toEqual([2, 0, 0, 0]);
});

test("a row that never ends is let go of", async () => {
  const quay = await shop();
  const endless: CsvFile = async function* () {
    yield Buffer.from(`${header}\n${mug()}\nvase,Vase,`);
    for (let part = 0; part < 40; part++) yield Buffer.from("x".repeat(65_536));
    yield Buffer.from(`\n${bowl}\n`);
  };
  const report = await quay.import(endless);
  expect(report.skipped).toMatchObject([{ line: 3, handle: "vase", reason: "row-too-long" }]);
  expect(report.imported).toBe(2);
});

test("scripts, styles and foreign links do not come through a description", async () => {
  const quay = await shop();
  const html = `<h2>Hi</h2><script>x()</script><p style="x" onclick="y()">A <a href="javascript:z()">b</a> <a href="/care">c</a></p><img src=x>`;
  await quay.import(text(header, `mug,Mug,"${html.replaceAll('"', '""')}",Title,Default Title,MUG,5,12.00`));
  expect(await quay.product("mug")).toMatchObject({
    descriptionHtml:
      '<h3>Hi</h3><p>A <a>b</a> <a href="https://northquay.example/care" rel="nofollow noopener noreferrer">c</a></p>',
    summary: "Hi A b c",
  });
});

test("a file is refused as a whole when its needed columns, its currency or its owner are not right", async () => {
  const quay = await shop();
  const file = text(header, mug());
  const input = quay.input(file);
  expect(await importShopifyCsv(quay.ctx, quay.input(text("Handle|Title|Price", "a|A|1")))).toMatchObject({
    reason: "missing-columns",
    detail: "Handle (or URL handle), Title, Variant Price (or Price)",
  });
  expect(await importShopifyCsv(quay.ctx, quay.input(text()))).toMatchObject({ reason: "missing-columns" });
  expect(await importShopifyCsv(quay.ctx, { ...input, currency: "EUR" })).toMatchObject({
    reason: "wrong-currency",
    detail: "USD",
  });
  expect(await importShopifyCsv(quay.ctx, { ...input, channel: "fancy" })).toMatchObject({
    reason: "no-connection",
  });
  const guest: Core = { ...quay.ctx, actor: { kind: "guest", guestId: undefined } };
  expect(await importShopifyCsv(guest, input)).toMatchObject({ reason: "not-found" });
  expect(await quay.db.select().from(products)).toHaveLength(0);
});

test("what is imported is offered on the channel that still takes it, not on one that has ended", async () => {
  const quay = await shop();
  await connect(quay.db, quay.merchantId, "shopify");
  const asked = quay.input(text(header, mug()));
  expect(await importShopifyCsv(quay.ctx, asked)).toMatchObject({ reason: "no-connection" });
  await quay.db.update(channels).set({ salesEndAt: start }).where(eq(channels.slug, "shopify"));
  expect((await importShopifyCsv(quay.ctx, asked)).ok).toBe(true);
  const offered = await quay.db
    .select({ slug: channels.slug })
    .from(listings)
    .innerJoin(connections, eq(connections.id, listings.connectionId))
    .innerJoin(channels, eq(channels.id, connections.channelId));
  expect(offered).toEqual([{ slug: "direct" }]);
});

test("a new product is offered on the merchant's channel, with the way to its page in their shop", async () => {
  const quay = await shop();
  await connect(quay.db, quay.merchantId, "shopify");
  await importShopifyCsv(quay.ctx, { ...quay.input(text(header, mug())), channel: "shopify" });
  const [listing] = await quay.db.select().from(listings);
  expect(listing).toMatchObject({
    checkout: "here",
    unitsPerBuyer: 5,
    merchantUrl: "https://northquay.example/products/mug",
    opensAt: start,
  });
});
