import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { channels } from "@/db/schema/channels";
import { priceChanges, products, variants } from "@/db/schema/catalog";
import { leases } from "@/db/schema/leases";
import { auditEntries, shopTasks } from "@/db/schema/shops";
import type { Context, Role } from "@/domain/context";
import { takeLease } from "@/domain/leases/lease";
import { workThrough } from "@/domain/leases/work-through";
import { refuse } from "@/domain/outcome";
import { stopTask } from "@/domain/shops/stop-task";
import { world } from "@/domain/testing";
import { beginImport, importAfterTrial } from "./begin-import";
import { importTask, importTasks } from "./import-tasks";
import { forgetImportedFiles, importQueue } from "./run-imports";

const header = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price";
const cup = (at: number, price = "5.00") => `cup-${at},Cup ${at},,,C${at},3,${price}`;
const cups = (count: number, price?: string) => Array.from({ length: count }, (_, at) => cup(at, price));

async function shop() {
  const w = await world();
  const seller = await w.merchant();
  const member = async (handle: string, role: Role): Promise<Context> => {
    const person = await w.person(handle);
    return { ...person, actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role }] } };
  };
  const mona = await member("mona", "manager");
  let files = 0;
  const send = async (rows: string[], how: { isTrial?: boolean; channel?: string; by?: Context } = {}) => {
    const filePath = `imports/${seller.accountId}/${files++}.csv`;
    const content = Buffer.from([header, ...rows].join("\n"));
    await w.schedule().media.files.put(filePath, content, "text/csv");
    const begun = await beginImport(how.by ?? mona, {
      merchantId: seller.accountId,
      fileName: "cups.csv",
      filePath,
      bytes: content.byteLength,
      channel: how.channel,
      isTrial: how.isTrial ?? false,
    });
    if (!begun.ok) throw new Error(begun.reason);
    return begun.value.taskId;
  };
  const work = (ctx = w.schedule()) => workThrough(ctx, importQueue);
  const came = async (taskId: string) => (await importTask(mona, taskId))?.report.result;
  return { w, seller, mona, member, send, work, came };
}

test("a file is imported by itself, and its report says what came of every line", async () => {
  const { w, mona, send, work, came } = await shop();
  const taskId = await send([...cups(6), "bad,Bad,,,B,many,1"]);
  expect(
    await importTasks(mona, mona.actor.kind === "person" ? mona.actor.memberships[0]!.accountId : ""),
  ).toMatchObject([{ id: taskId, state: "waiting" }]);
  expect(await work()).toEqual({ done: 1, failed: [] });
  expect(await importTask(mona, taskId)).toMatchObject({ state: "done" });
  expect(await came(taskId)).toMatchObject({
    imported: 6,
    updated: 0,
    unchanged: 0,
    skippedCount: 1,
    skipped: [
      { line: 8, handle: "bad", reason: "bad-quantity", column: "Variant Inventory Qty", value: "many" },
    ],
  });
  expect(await w.db.select().from(leases)).toEqual([]);
  const log = await w.db.select().from(auditEntries);
  expect(log.map(({ action }) => action)).toEqual(["import-begun", "import-ended"]);
});

test("a trial says what an import would come to and changes nothing; then the same file is imported once", async () => {
  const { w, mona, send, work, came } = await shop();
  await send(cups(2));
  await work();
  const before = [await w.db.select().from(products), await w.db.select().from(variants)];
  const taskId = await send([cup(0), cup(1, "9.00"), cup(2), "x,X,,,X,1,cheap"], { isTrial: true });
  await work();
  const would = { imported: 1, updated: 1, unchanged: 1, skippedCount: 1 };
  expect(await came(taskId)).toMatchObject({
    ...would,
    changed: [
      { handle: "cup-1", came: "updated" },
      { handle: "cup-2", came: "imported" },
    ],
  });
  expect([await w.db.select().from(products), await w.db.select().from(variants)]).toEqual(before);
  expect(await w.db.select().from(priceChanges)).toHaveLength(2);
  const presses = await Promise.all([importAfterTrial(mona, taskId), importAfterTrial(mona, taskId)]);
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
  await work();
  expect(await came(taskId)).toMatchObject(would);
  expect(await w.db.select().from(products)).toHaveLength(3);
});

test("two files of one shop are done one after the other, those of another shop meanwhile", async () => {
  const { w, send, work } = await shop();
  const [first, second] = [await send(cups(1)), await send(cups(1, "6.00"))];
  const other = await w.merchant("other");
  await w.db.insert(shopTasks).values({
    id: "other",
    kind: "import",
    accountId: other.accountId,
    personId: (await w.person("otto")).personId,
    state: "waiting",
    createdAt: w.clock.now(),
  });
  const waiting = async () =>
    (await importQueue.waiting(w.schedule(), () => eq(shopTasks.id, shopTasks.id), 10)).map(({ id }) => id);
  expect((await waiting()).toSorted()).toEqual([first, "other"].toSorted());
  await work();
  const states = await w.db.select({ id: shopTasks.id, state: shopTasks.state }).from(shopTasks);
  expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
    [first]: "done",
    [second]: "waiting",
    other: "failed", // it has no file
  });
  await work();
  expect((await w.db.select().from(variants))[0]?.priceMinor).toBe(600);
});

test("whoever goes on with an import that was cut off counts each product once", async () => {
  const { w, mona, send, work, came } = await shop();
  const taskId = await send([...cups(20), "x,X,,,X,1,cheap"]);
  // The process is told to stop after the first few.
  let asked = 0;
  const stopping = { ...w.schedule(), worker: { name: "one", isStopping: () => asked++ > 2 } };
  await work(stopping);
  const halfway = await importTask(mona, taskId);
  expect(halfway).toMatchObject({ state: "running", report: { progress: { unchanged: 0 } } });
  expect(halfway?.report.progress?.imported).toBeGreaterThan(0);
  expect(halfway?.report.progress?.imported).toBeLessThan(20);
  expect(halfway?.doneCount).toBeGreaterThan(0);
  await work();
  expect(await came(taskId)).toMatchObject({ imported: 20, unchanged: 0, skippedCount: 1 });
});

test.each(["fails each time", "ends every process that works on it"])(
  "an import that %s has failed after five, and the shop's log says so with how many were imported",
  async (how) => {
    const { w, mona, send, work } = await shop();
    const taskId = await send(cups(20));
    let asked = 0;
    await work({ ...w.schedule(), worker: { name: "one", isStopping: () => asked++ > 2 } });
    const progress = (await importTask(mona, taskId))!.report.progress!;
    expect(progress.imported).toBeGreaterThan(0);
    const { media } = w.schedule();
    const files = Object.assign(Object.create(media.files) as typeof media.files, {
      read: () => Promise.reject(new Error("No disk")),
    });
    for (let tries = 0; tries < 5; tries++) {
      w.passMinutes(60);
      if (how === "fails each time") await work({ ...w.schedule(), media: { ...media, files } });
      else
        await takeLease(w.schedule(), {
          kind: "shop-task",
          subjectId: taskId,
          worker: { name: `p${tries}`, isStopping: () => false },
          minutes: 1,
        });
    }
    w.passMinutes(60);
    await work();
    expect(await importTask(mona, taskId)).toMatchObject({
      state: "failed",
      report: { progress, refusal: { reason: "broken" } },
    });
    const log = await w.db.select().from(auditEntries).where(eq(auditEntries.action, "import-failed"));
    expect(log.map(({ detail }) => detail)).toMatchObject([{ imported: progress.imported }]);
    expect(await w.db.select().from(leases)).toEqual([]);
  },
);

// The file's figure, taken a second time, brought back what had been sold: the last vase was sold twice.
test("what is sold before an import goes on stays sold, of what it changed and of what it found as it was", async () => {
  const { w, mona, send, work } = await shop();
  const stock = () =>
    w.db
      .select({ sku: variants.sku, inStock: variants.unitsInStock, received: variants.unitsReceived })
      .from(variants)
      .orderBy(asc(variants.sku));
  const sell = (sku: string) =>
    w.db
      .update(variants)
      .set({ unitsInStock: sql`units_in_stock - 1`, unitsSold: sql`units_sold + 1` })
      .where(eq(variants.sku, sku));
  await send(cups(2));
  await work();
  await sell("C0");
  w.passMinutes(60);
  // One is changed, one found as it is, two are new; the fifth is not reached.
  const taskId = await send(cups(5));
  let asked = 0;
  await work({ ...w.schedule(), worker: { name: "one", isStopping: () => asked++ > 1 } });
  expect((await stock()).map(({ sku }) => sku)).toEqual(["C0", "C1", "C2", "C3"]);
  // The process died before it could note that.
  const progress = { line: 0, imported: 0, updated: 0, unchanged: 0 };
  await w.db.update(shopTasks).set({ report: { progress } }).where(eq(shopTasks.id, taskId));
  for (const sku of ["C0", "C1", "C2"]) await sell(sku);
  w.passMinutes(4);
  await work();
  expect(await importTask(mona, taskId)).toMatchObject({ state: "done" });
  expect(await stock()).toEqual([
    { sku: "C0", inStock: 2, received: 4 },
    { sku: "C1", inStock: 2, received: 3 },
    { sku: "C2", inStock: 2, received: 3 },
    { sku: "C3", inStock: 3, received: 3 },
    { sku: "C4", inStock: 3, received: 3 },
  ]);
  w.passMinutes(1);
  await send(cups(1));
  await work();
  expect((await stock())[0]).toEqual({ sku: "C0", inStock: 3, received: 5 });
});

test("an import that somebody stops goes no further, and the shop's next one begins", async () => {
  const { w, seller, mona, member, send, work } = await shop();
  const [first, second] = [await send(cups(5)), await send(cups(1, "7.00"))];
  for (const ctx of [await w.person("sam"), await member("flo", "fulfilment")])
    expect(await stopTask(ctx, first)).toEqual(refuse("not-found"));
  expect(await stopTask(mona, first)).toMatchObject({ ok: true });
  expect(await stopTask(mona, first)).toEqual(refuse("not-found"));
  await work();
  expect(await importTask(mona, first)).toMatchObject({
    state: "failed",
    report: { refusal: { reason: "stopped" } },
  });
  expect(await importTask(mona, second)).toMatchObject({ state: "done" });
  expect((await importTasks(mona, seller.accountId)).map(({ id }) => id)).toEqual([second, first]);
});

test("a file that is no catalogue, or that is gone, is told in the report", async () => {
  const { w, mona, work, seller, send } = await shop();
  const gone = await send(cups(1));
  await w.schedule().media.files.remove(`imports/${seller.accountId}/0.csv`);
  await work();
  expect(await importTask(mona, gone)).toMatchObject({
    state: "failed",
    report: { refusal: { reason: "file-gone" } },
  });
  await w
    .schedule()
    .media.files.put("imports/x/1.csv", Buffer.from("PK\u0003\u0004 a spreadsheet"), "text/csv");
  const input = {
    merchantId: seller.accountId,
    fileName: "a.xlsx",
    filePath: "imports/x/1.csv",
    isTrial: true,
  };
  const begun = await beginImport(mona, { ...input, bytes: 20, channel: undefined });
  await work();
  expect(await importTask(mona, begun.ok ? begun.value.taskId : "")).toMatchObject({
    state: "failed",
    report: { refusal: { reason: "missing-columns" } },
  });
});

test("a channel that takes nothing new leaves out what is new, and changes what it has", async () => {
  const { w, seller, send, work, came } = await shop();
  await send(cups(1));
  await work();
  await w.db
    .update(channels)
    .set({ lastNewListingAt: w.clock.now() })
    .where(eq(channels.id, seller.channelId));
  const taskId = await send([cup(0, "8.00"), cup(1)]);
  await work();
  expect(await came(taskId)).toMatchObject({
    imported: 0,
    updated: 1,
    skipped: [{ line: 3, handle: "cup-1", reason: "no-new-listings", value: "Direct" }],
  });
});

test("only owners and managers import, and only an own shop, an own channel and a file with something in it", async () => {
  const { w, mona, member, seller } = await shop();
  const input = {
    merchantId: seller.accountId,
    fileName: "a.csv",
    filePath: "imports/x/1.csv",
    bytes: 1,
    channel: undefined,
    isTrial: false,
  };
  for (const ctx of [w.guest(), await w.person("sam"), await member("ana", "analyst")])
    expect(await beginImport(ctx, input)).toEqual(refuse("not-found"));
  expect(await beginImport(mona, { ...input, bytes: 0 })).toEqual(refuse("empty"));
  expect(await beginImport(mona, { ...input, channel: "fancy" })).toEqual(refuse("no-connection"));
});

test("the files of imports are forgotten a week later, what came of them is not", async () => {
  const { w, mona, send, work, came, seller } = await shop();
  const taskId = await send(cups(1));
  await work();
  const kept = () => w.schedule().media.files.read(`imports/${seller.accountId}/0.csv`);
  w.passMinutes(6 * 24 * 60);
  await forgetImportedFiles(w.schedule());
  expect(await kept()).toBeDefined();
  w.passMinutes(2 * 24 * 60);
  await forgetImportedFiles(w.schedule());
  expect(await kept()).toBeUndefined();
  expect(await came(taskId)).toMatchObject({ imported: 1 });
  expect(await importAfterTrial(mona, taskId)).toEqual(refuse("not-found"));
});
