// Everything of a shop as one file: what is in it, who gets it, for how long, and what happens when the making breaks.
// What was taken out to see each fail stands above it.
import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { asc, eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { members } from "@/db/schema/accounts";
import { priceChanges, products, variants } from "@/db/schema/catalog";
import { mails } from "@/db/schema/mail";
import { orders } from "@/db/schema/orders";
import { auditEntries, media, shopTasks } from "@/db/schema/shops";
import { importShopifyCsv } from "@/domain/catalog/import/import-shopify-csv";
import { member } from "@/domain/channels/testing-ends";
import { refundOrder } from "@/domain/checkout/refund-order";
import type { Context } from "@/domain/context";
import { workThrough } from "@/domain/leases/work-through";
import { packOrder } from "@/domain/orders/pack-order";
import { shipOrder } from "@/domain/orders/ship-order";
import { ok, refuse } from "@/domain/outcome";
import { keepPicture } from "@/domain/shops/keep-picture";
import { type World, world } from "@/domain/testing";
import { bought } from "@/domain/testing-purchases";
import { postTweet } from "@/domain/timeline/post-tweet";
import { archiveColumns, archiveFiles, archiveTables, emailKeptUntil, nameKeptUntil } from "./archive-rules";
import { forgetOldArchives } from "./forget-archives";
import { archiveQueue } from "./make-archives";
import { fetchArchive, shopArchives } from "./queries";
import { requestArchive } from "./request-archive";

const queue = archiveQueue({
  url: "https://merle.example",
  readMe: ({ shopName, handle, locale }) => `${shopName} ${handle} ${locale}`,
});

async function shop() {
  const w = await world();
  const seller = await w.merchant("atelier");
  const owner = await member(w, seller.accountId, "owner");
  const work = (ctx: Context = w.schedule()) => workThrough(ctx, queue);
  const ask = async (ctx: Context = owner) => {
    const asked = await requestArchive(ctx, seller.accountId);
    if (!asked.ok) throw new Error(asked.reason);
    return asked.value.taskId;
  };
  const fetched = async (taskId: string, ctx: Context = owner) => {
    const found = await fetchArchive(ctx, { merchantId: seller.accountId, taskId });
    const file = found && (await ctx.media.files.read(found.filePath));
    return file && unzipSync(await buffer(file.content));
  };
  return { w, seller, owner, work, ask, fetched };
}

const textOf = (files: Record<string, Uint8Array> | undefined, name: string) =>
  Buffer.from(files?.[name] ?? []).toString("utf8");

const rowsOf = (files: Record<string, Uint8Array> | undefined, name: string) =>
  parse<Record<string, string>>(textOf(files, name), { columns: true, bom: true });

const taskOf = async (w: World, id: string) =>
  (await w.db.select().from(shopTasks).where(eq(shopTasks.id, id)))[0]!;

const refundOf = (order: { id: string }, amountMinor: number) => ({
  orderId: order.id,
  amountMinor,
  seenRefundedMinor: 0,
});

test("everything of a shop is in one zip, in tables that other programs read", async () => {
  const { w, seller, owner, work, ask, fetched } = await shop();
  const mug = await w.listing(seller, { slug: "mug" });
  const other = await w.merchant("elsewhere");
  await bought(w, w.guest(), await w.listing(other));
  const order = await bought(w, w.guest(), mug, { email: "grace@merle.test" });
  await packOrder(owner, order.id);
  await shipOrder(owner, { orderId: order.id, carrier: "la-poste", trackingNumber: "6A 123" });
  expect(await refundOrder(owner, refundOf(order, 400))).toMatchObject({ ok: true });
  const posted = await postTweet(owner, {
    text: "Out of the kiln.",
    shopId: seller.accountId,
    listingId: mug.listingId,
  });
  w.passMinutes(1);

  const taskId = await ask();
  expect(await work()).toEqual({ done: 1, failed: [] });
  const files = await fetched(taskId);
  expect(Object.keys(files ?? {})).toEqual([
    "README.txt",
    "products.csv",
    ...archiveTables.map((table) => `${table}.csv`),
    "manifest.json",
  ]);
  expect(textOf(files, "README.txt")).toBe("atelier atelier en");
  for (const table of archiveTables) {
    const [header] = parse(textOf(files, archiveFiles[table]), { bom: true, to: 1 });
    expect(header, table).toEqual([...archiveColumns[table]]);
  }
  const { number, paidAt } = (await w.db.select().from(orders).where(eq(orders.id, order.id)))[0]!;
  expect(rowsOf(files, "orders.csv")).toMatchObject([
    {
      order_number: number,
      status: "shipped",
      paid_at: paidAt?.toISOString(),
      total: "29.00",
      given_back: "4.00",
    },
  ]);
  expect(rowsOf(files, "order-lines.csv")).toMatchObject([
    { order_number: number, sku: "mug", unit_price: "24.00" },
  ]);
  expect(rowsOf(files, "order-events.csv").map(({ event }) => event)).toEqual([
    "placed",
    "paid",
    "packing",
    "shipped",
    "refund-started",
    "refunded",
  ]);
  expect(rowsOf(files, "shipments.csv")).toMatchObject([{ order_number: number, tracking_number: "6A 123" }]);
  expect(rowsOf(files, "payments.csv")).toMatchObject([{ status: "succeeded", amount: "29.00" }]);
  expect(rowsOf(files, "refunds.csv")).toMatchObject([
    { order_number: number, amount: "4.00", status: "succeeded" },
  ]);
  expect(rowsOf(files, "customers.csv")).toMatchObject([
    { order_number: number, email: "grace@merle.test", full_name: "Grace Okafor", postal_code: "69001" },
  ]);
  expect(rowsOf(files, "listings.csv")).toMatchObject([{ product: "mug", channel: "direct-atelier" }]);
  expect(rowsOf(files, "channels.csv")).toMatchObject([{ channel: "direct-atelier", closes_at: "" }]);
  const tweetId = posted.ok ? posted.value.id : "";
  expect(rowsOf(files, "posts.csv")).toMatchObject([
    { text: "Out of the kiln.", address: `https://merle.example/atelier/status/${tweetId}` },
  ]);
  expect(rowsOf(files, "team.csv")).toMatchObject([{ handle: "owner", role: "owner" }]);
  expect(rowsOf(files, "audit-log.csv").map(({ action }) => action)).toEqual([
    "archive-requested",
    "tweet-posted",
  ]);
  // Nothing of a card, of a password or of another shop is anywhere in it. A file's digest may have any four digits.
  const all = Object.keys(files ?? {})
    .map((name) => textOf(files, name))
    .join("\n")
    .replaceAll(/\b[0-9a-f]{64}\b/g, "");
  for (const never of ["4242", "pm_card", "password", "elsewhere"]) expect(all).not.toContain(never);

  const manifest = JSON.parse(textOf(files, "manifest.json")) as {
    madeAt: string;
    files: { name: string; rows?: number; bytes: number; sha256: string }[];
  };
  expect(manifest).toMatchObject({
    format: "merle-archive",
    shop: "atelier",
    madeAt: w.clock.now().toISOString(),
  });
  expect(manifest.files.map(({ name }) => name)).toEqual(Object.keys(files ?? {}).slice(0, -1));
  for (const { name, rows, bytes, sha256 } of manifest.files) {
    const content = files?.[name] ?? new Uint8Array();
    expect(bytes, name).toBe(content.byteLength);
    expect(createHash("sha256").update(content).digest("hex"), name).toBe(sha256);
    if (rows !== undefined) expect(rowsOf(files, name), name).toHaveLength(rows);
  }
  expect(manifest.files.find(({ name }) => name === "products.csv")?.rows).toBe(1);
});

test("the products of an archive come in again without a change, and run nothing in a spreadsheet", async () => {
  const { w, seller, owner, work, ask, fetched } = await shop();
  const imported = async (text: string | Uint8Array) => {
    const file = async function* () {
      yield Buffer.from(text);
    };
    const came = await importShopifyCsv(owner, { merchantId: seller.accountId, currency: "EUR", file });
    if (!came.ok) throw new Error(came.reason);
    return came.value;
  };
  const catalogue = async () => [
    await w.db.select().from(products).orderBy(asc(products.id)),
    await w.db.select().from(variants).orderBy(asc(variants.id)),
  ];
  await imported(
    [
      "Handle,Title,Vendor,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price",
      "mug,=1+1 mug,@kiln,-sale,Size,+1,-7,3,5.00",
      "mug,,,,,''=2,S2,0,6.50",
      "jug,Jug,,,,,J,1,45.50",
    ].join("\n"),
  );
  const before = await catalogue();
  expect(before[0]).toMatchObject([{ title: "=1+1 mug", vendor: "@kiln" }, { title: "Jug" }]);
  const taskId = await ask();
  await work();
  const content = (await fetched(taskId))?.["products.csv"] ?? new Uint8Array();
  for (const row of parse(Buffer.from(content))) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@]/);
  const came = await imported(content);
  expect(came).toMatchObject({ imported: 0, updated: 0, unchanged: 2, skipped: [], notes: [] });
  expect(await catalogue()).toEqual(before);
});

test("what somebody typed is no formula on the machine of whoever opens the tables", async () => {
  const { w, seller, owner, work, ask, fetched } = await shop();
  const mug = await w.listing(seller);
  const address = {
    fullName: '=HYPERLINK("https://evil.example")',
    line1: "+1",
    city: "@SUM(A1)",
    country: "FR",
  };
  await bought(w, w.guest(), mug);
  await w.db.update(orders).set({ shippingAddress: address });
  await postTweet(owner, { text: "-2+3", shopId: seller.accountId });
  w.passMinutes(1);
  const taskId = await ask();
  await work();
  const files = await fetched(taskId);
  expect(rowsOf(files, "customers.csv")).toMatchObject([
    { full_name: `'=HYPERLINK("https://evil.example")`, address_line_1: "'+1", city: "'@SUM(A1)" },
  ]);
  expect(rowsOf(files, "posts.csv")).toMatchObject([{ text: "'-2+3" }]);
  for (const table of archiveTables)
    for (const row of rowsOf(files, archiveFiles[table]))
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
});

test("pictures are in it byte for byte, and one whose file is gone leaves the rest whole", async () => {
  const { w, seller, owner, work, ask, fetched } = await shop();
  const sharp = (await import("sharp")).default;
  const drawn = async (background: string) =>
    sharp({ create: { width: 200, height: 200, channels: 3, background } })
      .png()
      .toBuffer();
  const kept = [];
  for (const colour of ["red", "blue"]) {
    const outcome = await keepPicture(owner, { accountId: seller.accountId, picture: await drawn(colour) });
    if (!outcome.ok) throw new Error(outcome.reason);
    kept.push(outcome.value.url.replace("/media/", "pictures/"));
  }
  const [there = "", gone = ""] = kept;
  const file = await owner.media.files.read(there);
  const bytes = file && (await buffer(file.content));
  await owner.media.files.remove(gone);
  expect(await w.db.select().from(media)).toHaveLength(2);
  const taskId = await ask();
  await work();
  const files = await fetched(taskId);
  expect(Object.keys(files ?? {}).filter((name) => name.startsWith("pictures/"))).toEqual([there]);
  expect(Buffer.from(files?.[there] ?? []).equals(bytes ?? Buffer.of())).toBe(true);
});

test("of shoppers there is what the law lets a shop keep, and no longer than that", async () => {
  const { w, seller, work, ask, fetched } = await shop();
  const mug = await w.listing(seller);
  const order = await bought(w, w.guest(), mug);
  const paidAt = new Date("2026-05-04T09:00:00.000Z");
  const deliverBy = new Date("2026-05-10T00:00:00.000Z");
  await w.db.update(orders).set({ paidAt, deliverBy }).where(eq(orders.id, order.id));
  const customersAt = async (instant: string) => {
    w.passMinutes((new Date(instant).getTime() - w.clock.now().getTime()) / 60_000);
    const taskId = await ask();
    await work();
    const files = await fetched(taskId);
    expect(rowsOf(files, "orders.csv")).toHaveLength(1); // the books themselves stay whole
    return rowsOf(files, "customers.csv").map(({ full_name: name, email }) => [name, email]);
  };
  const [name, email] = ["Grace Okafor", "guest@merle.test"];
  expect(await customersAt("2028-05-09T23:59:59.999Z")).toEqual([[name, email]]);
  expect(await customersAt("2028-05-10T00:00:00.000Z")).toEqual([[name, ""]]);
  expect(await customersAt("2036-12-31T23:59:59.999Z")).toEqual([[name, ""]]);
  expect(await customersAt("2037-01-01T00:00:00.000Z")).toEqual([]);
  expect(emailKeptUntil(deliverBy)).toEqual(new Date("2028-05-10T00:00:00.000Z"));
  expect(nameKeptUntil(paidAt)).toEqual(new Date("2037-01-01T00:00:00.000Z"));
});

test("more rows than are read at once all come, each once", async () => {
  const { w, seller, work, ask, fetched } = await shop();
  const { variantId } = await w.listing(seller);
  const many = Array.from({ length: 650 }, (_, at) => at);
  const [variant] = await w.db.select().from(variants).where(eq(variants.id, variantId));
  const more = many.map((at) => ({
    ...variant!,
    id: `V${String(at).padStart(5, "0")}`,
    sku: `S${at}`,
    position: at + 2,
  }));
  for (let start = 0; start < more.length; start += 50)
    await w.db.insert(variants).values(more.slice(start, start + 50));
  await w.db.insert(priceChanges).values(
    more.map(({ id, priceMinor, currency }) => ({
      id: `P${id}`,
      variantId: id,
      priceMinor,
      currency,
      validFrom: w.clock.now(),
    })),
  );
  const taskId = await ask();
  await work();
  const skus = rowsOf(await fetched(taskId), "prices.csv").map(({ sku }) => sku);
  expect(new Set(skus).size).toBe(650);
  expect(skus).toHaveLength(650);
});

// Out: the lock of the shop, and with it the look at what is under way. Then: two archives.
test("two who ask at once get one archive, and who may not ask gets none", async () => {
  const { w, seller, owner, work } = await shop();
  const manager = await member(w, seller.accountId, "manager");
  const asked = await Promise.all([
    requestArchive(owner, seller.accountId),
    requestArchive(manager, seller.accountId),
  ]);
  expect(asked.filter((one) => one.ok)).toHaveLength(1);
  expect(asked.find((one) => !one.ok)).toEqual(refuse("being-made"));
  await work();
  expect(await w.db.select().from(shopTasks)).toMatchObject([{ state: "done" }]);
  for (const role of ["fulfilment", "support", "analyst"] as const)
    expect(await requestArchive(await member(w, seller.accountId, role), seller.accountId)).toEqual(
      refuse("not-found"),
    );
  expect(await requestArchive(w.guest(), seller.accountId)).toEqual(refuse("not-found"));
});

test("an archive is fetched by owners and managers of that shop alone, which the log notes", async () => {
  const { w, seller, owner, work, ask, fetched } = await shop();
  const manager = await member(w, seller.accountId, "manager");
  const analyst = await member(w, seller.accountId, "analyst");
  const elsewhere = await w.merchant("elsewhere");
  const stranger = await member(w, elsewhere.accountId, "owner", "stranger");
  const taskId = await ask();
  expect(await fetched(taskId)).toBeUndefined(); // not made yet
  await work();
  expect(await fetched(taskId, manager)).toBeDefined();
  expect(await fetched(taskId, analyst)).toBeUndefined();
  expect(await fetched(taskId, stranger)).toBeUndefined();
  expect(await fetchArchive(stranger, { merchantId: elsewhere.accountId, taskId })).toBeUndefined();
  expect(await shopArchives(analyst, seller.accountId)).toBeUndefined();
  expect(await shopArchives(owner, seller.accountId)).toMatchObject([{ taskId, state: "done" }]);
  const log = await w.db.select().from(auditEntries).orderBy(asc(auditEntries.id));
  expect(log.map(({ action, personId }) => [action, personId])).toEqual([
    ["archive-requested", owner.personId],
    ["archive-fetched", manager.personId],
  ]);
});

test("it can be fetched for seven days to the millisecond, and then its file is gone", async () => {
  const { w, seller, owner, work, ask, fetched } = await shop();
  const taskId = await ask();
  await work();
  const { filePath } = await taskOf(w, taskId);
  const week = 7 * 24 * 60;
  w.passMinutes(week - 1 / 60_000);
  await forgetOldArchives(w.schedule());
  expect(await fetched(taskId)).toBeDefined();
  w.passMinutes(1 / 60_000);
  expect(await fetched(taskId)).toBeUndefined(); // also while no job has come by
  expect(await owner.media.files.read(filePath)).toBeDefined();
  expect((await shopArchives(owner, seller.accountId))?.[0]?.fetchUntil).toBeUndefined();
  await forgetOldArchives(w.schedule());
  expect(await owner.media.files.read(filePath)).toBeUndefined();
  expect(await taskOf(w, taskId)).toMatchObject({ state: "done", filePath: "" });
});

test("a new archive takes the place of the one before", async () => {
  const { w, owner, work, ask, fetched } = await shop();
  const first = await ask();
  await work();
  const { filePath } = await taskOf(w, first);
  w.passMinutes(1);
  const second = await ask();
  expect(await fetched(first)).toBeDefined(); // until the new one is there
  await work();
  expect(await fetched(first)).toBeUndefined();
  expect(await owner.media.files.read(filePath)).toBeUndefined();
  expect(await fetched(second)).toBeDefined();
});

// Out: the path that is given when it is asked for; a new one for each try leaves two files.
test("a process that dies on the way is followed by another, and there is one file and one mail", async () => {
  const { w, ask, work, fetched } = await shop();
  const taskId = await ask();
  const puts: string[] = [];
  const schedule = w.schedule();
  const { files } = schedule.media;
  const dying: Context = {
    ...schedule,
    media: {
      ...schedule.media,
      files: {
        ...files,
        async put(path, content, type) {
          puts.push(path);
          if (puts.length === 1) throw new Error("killed");
          await files.put(path, content, type);
        },
      },
    },
  };
  expect(await work(dying)).toMatchObject({ done: 0, failed: [{ id: taskId }] });
  expect(await taskOf(w, taskId)).toMatchObject({ state: "running" });
  w.passMinutes(30);
  expect(await work(dying)).toEqual({ done: 1, failed: [] });
  expect(new Set(puts).size).toBe(1);
  expect(await fetched(taskId)).toBeDefined();
  expect(await work()).toEqual({ done: 0, failed: [] });
  expect(await w.db.select().from(mails)).toMatchObject([
    { kind: "archive-ready", to: "owner@merle.test", content: { url: "/dashboard/archive" } },
  ]);
});

test("a fault in the middle of the rows breaks the whole, and keeps nothing half", async () => {
  const { w, ask, work } = await shop();
  const taskId = await ask();
  const ctx = w.schedule();
  const broken: Context = {
    ...ctx,
    media: {
      ...ctx.media,
      files: { ...ctx.media.files, read: () => Promise.reject(new Error("no disk")) },
    },
  };
  const [{ accountId, personId }] = [await taskOf(w, taskId)];
  await w.db.insert(media).values({
    id: "M1",
    accountId,
    url: `/media/${"a".repeat(40)}.webp`,
    width: 100,
    height: 100,
    bytes: 1,
    uploadedBy: personId,
    createdAt: w.clock.now(),
  });
  const { failed } = await work(broken);
  expect(failed.map(({ error }) => (error instanceof Error ? error.message : error))).toEqual(["no disk"]);
  expect(await ctx.media.files.read((await taskOf(w, taskId)).filePath)).toBeUndefined();
});

test("nothing is made for who works there no more", async () => {
  const { w, seller, owner, ask, work } = await shop();
  const taskId = await ask();
  await w.db.delete(members).where(eq(members.personId, owner.personId));
  await work();
  const { state, report, filePath } = await taskOf(w, taskId);
  expect([state, report]).toMatchObject(["failed", { refusal: { reason: "not-allowed" } }]);
  expect(await owner.media.files.read(filePath)).toBeUndefined();
  expect(await w.db.select().from(mails)).toEqual([]);
  const next = await member(w, seller.accountId, "owner", "next");
  expect(await requestArchive(next, seller.accountId)).toEqual(ok({ taskId: expect.any(String) }));
});
