import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { products, variants } from "@/db/schema/catalog";
import { shopTasks } from "@/db/schema/shops";
import { workThrough } from "@/domain/leases/work-through";
import { world } from "@/domain/testing";
import { beginImport } from "./begin-import";
import { importTask } from "./import-tasks";
import { importQueue } from "./run-imports";

const productFile = [
  "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Price",
  "cup,Cup,Size,S,C-S,shopify,5",
  "cup,,,M,C-M,shopify,5",
  "cup,,,L,C-L,shopify,5",
  "mug,Mug,Title,Default Title,MUG,shopify,9",
];
const header =
  "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Bin name,Incoming (not editable)," +
  "Unavailable (not editable),Committed (not editable),Available (not editable),On hand (current),On hand (new)";
const counted = (handle: string, size: string, sku: string, location: string, available: string) =>
  `${handle},${handle},${size ? "Size" : "Title"},${size || "Default Title"},${sku},,,${location},,0,0,0,${available},9,`;

async function shop() {
  const w = await world();
  const seller = await w.merchant();
  const person = await w.person("mona");
  const membership = { accountId: seller.accountId, role: "manager" as const };
  const mona = { ...person, actor: { ...person.actor, memberships: [membership] } };
  let files = 0;
  const send = async (rows: string[], isTrial = false) => {
    const filePath = `imports/${seller.accountId}/${files++}.csv`;
    const content = Buffer.from(rows.join("\r\n"));
    await mona.media.files.put(filePath, content, "text/csv");
    const file = { fileName: "inventory.csv", filePath, bytes: content.byteLength, channel: undefined };
    const begun = await beginImport(mona, { merchantId: seller.accountId, ...file, isTrial });
    return begun.ok ? begun.value.taskId : "";
  };
  const work = (ctx = w.schedule()) => workThrough(ctx, importQueue);
  const bring = async (rows: string[], isTrial?: boolean) => {
    const taskId = await send(rows, isTrial);
    await work();
    return (await importTask(mona, taskId))?.report.result;
  };
  await bring(productFile);
  w.passMinutes(60);
  const stock = async () => {
    const rows = await w.db.select().from(variants).orderBy(asc(variants.sku));
    return Object.fromEntries(rows.map(({ sku, unitsInStock }) => [sku, unitsInStock]));
  };
  return { w, mona, send, work, bring, stock };
}

test("an inventory file sets the stock to what is available at all locations, and nothing else", async () => {
  const { w, bring, stock } = await shop();
  const before = await w.db.select().from(variants).orderBy(asc(variants.sku));
  const [cupBefore] = await w.db.select().from(products).where(eq(products.slug, "cup"));
  const file = [
    header,
    counted("cup", "S", "C-S", "Paris", "4"),
    counted("cup", "S", "C-S", "Lyon", "3"),
    counted("cup", "M", "C-M", "Paris", "-2"),
    counted("cup", "M", "C-M", "Lyon", "not stocked"),
    counted("mug", "", "MUG", "Paris", "12"),
    counted("mug", "", "MUG", "Lyon", ""),
  ];
  expect(await bring(file, true)).toMatchObject({ imported: 0, updated: 2, unchanged: 0, noteCount: 0 });
  expect(await stock()).toEqual({ "C-L": 0, "C-M": 0, "C-S": 0, MUG: 0 });
  expect(await bring(file)).toMatchObject({
    imported: 0,
    updated: 2,
    unchanged: 0,
    skippedCount: 0,
    noteCount: 0,
  });
  expect(await stock()).toEqual({ "C-L": 0, "C-M": 0, "C-S": 7, MUG: 12 });
  const after = await w.db.select().from(variants).orderBy(asc(variants.sku));
  // Not even that a price was looked at: the file has none.
  expect(after).toEqual(
    before.map((variant) => {
      const units = { "C-S": 7, MUG: 12 }[variant.sku] ?? 0;
      return { ...variant, unitsInStock: units, unitsReceived: units };
    }),
  );
  const [cup] = await w.db.select().from(products).where(eq(products.slug, "cup"));
  expect(cup).toEqual({ ...cupBefore, updatedAt: expect.any(Date) });
  expect(await bring(file)).toMatchObject({ updated: 0, unchanged: 2 });
});

test("what is held stays promised, and what an inventory file names that is not here is told", async () => {
  const { w, bring, stock } = await shop();
  await w.db.update(variants).set({ unitsInStock: 5, unitsHeld: 3 }).where(eq(variants.sku, "MUG"));
  const report = await bring([
    header,
    counted("cup", "Small", "C-S", "Paris", "4"), // renamed there: known by its SKU
    counted("cup", "XL", "C-XL", "Paris", "4"),
    counted("mug", "", "MUG", "Paris", "1"),
    counted("jug", "", "JUG", "Paris", "1"),
  ]);
  expect(await stock()).toMatchObject({ "C-S": 4, MUG: 3 });
  expect(report).toMatchObject({
    updated: 2,
    skipped: [{ line: 5, handle: "jug", reason: "not-here" }],
    notes: [{ line: 3, note: "variant-not-here", value: "XL" }],
  });
  const bad = await bring([
    header,
    counted("mug", "", "MUG", "Paris", "1"),
    counted("mug", "", "MUG", "Lyon", "many"),
  ]);
  expect(bad).toMatchObject({
    updated: 0,
    skipped: [{ line: 3, reason: "bad-quantity", column: "Available (not editable)", value: "many" }],
  });
});

test("what is sold before an inventory file goes on stays sold, of what it changed and of what it found as it was", async () => {
  const { w, mona, send, work, bring, stock } = await shop();
  const file = [header, counted("cup", "S", "C-S", "Paris", "4"), counted("mug", "", "MUG", "Paris", "2")];
  await bring([header, counted("mug", "", "MUG", "Paris", "2")]);
  w.passMinutes(60);
  const taskId = await send(file);
  let asked = 0;
  await work({ ...w.schedule(), worker: { name: "one", isStopping: () => asked++ > 1 } });
  expect(await stock()).toMatchObject({ "C-S": 4, MUG: 2 });
  // The process died before it could note that.
  const progress = { line: 0, imported: 0, updated: 0, unchanged: 0 };
  await w.db
    .update(shopTasks)
    .set({ state: "running", report: { progress } })
    .where(eq(shopTasks.id, taskId));
  for (const sku of ["C-S", "MUG"])
    await w.db
      .update(variants)
      .set({ unitsInStock: sql`units_in_stock - 1`, unitsSold: sql`units_sold + 1` })
      .where(eq(variants.sku, sku));
  w.passMinutes(4);
  await work();
  expect(await importTask(mona, taskId)).toMatchObject({ state: "done" });
  expect(await stock()).toMatchObject({ "C-S": 3, MUG: 1 });
});
