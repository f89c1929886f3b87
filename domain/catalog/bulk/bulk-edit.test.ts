import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { members } from "@/db/schema/accounts";
import { listings, priceChanges, products, variants } from "@/db/schema/catalog";
import { auditEntries, shopTasks } from "@/db/schema/shops";
import { auditBooks } from "@/domain/audit/audit-books";
import type { Context, Role } from "@/domain/context";
import { workThrough } from "@/domain/leases/work-through";
import { placeOrder } from "@/domain/orders/place-order";
import { refuse } from "@/domain/outcome";
import { stopTask } from "@/domain/shops/stop-task";
import { lyonAddress, world } from "@/domain/testing";
import { applyBulkEdit, bulkQueue, forgetOldPlans } from "./apply-bulk-edit";
import type { BulkChange, BulkFilter } from "./bulk-rules";
import { bulkTask, plannedPage } from "./bulk-tasks";
import { planBulkEdit } from "./plan-bulk-edit";

const everything: BulkFilter = { title: "", productType: "", vendor: "", tag: "", status: "" };

async function shop(count = 3) {
  const w = await world();
  const seller = await w.merchant();
  const member = async (handle: string, role: Role): Promise<Context> => {
    const person = await w.person(handle);
    await w.db
      .insert(members)
      .values({ accountId: seller.accountId, personId: person.personId, role, createdAt: w.clock.now() });
    return { ...person, actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role }] } };
  };
  const mona = await member("mona", "manager");
  const made = [];
  for (let at = 0; at < count; at++)
    made.push(await w.listing(seller, { slug: `mug-${at}`, priceMinor: 1000 * (at + 1) }));
  const plan = async (change: BulkChange, filter: Partial<BulkFilter> = {}, ctx = mona) => {
    const asked = { merchantId: seller.accountId, filter: { ...everything, ...filter }, change };
    const planned = await planBulkEdit(ctx, asked);
    if (!planned.ok) throw new Error(planned.reason);
    return planned.value.taskId;
  };
  const work = (ctx = w.schedule()) => workThrough(ctx, bulkQueue);
  const prices = async () =>
    (await w.db.select().from(variants).orderBy(asc(variants.id))).map(({ priceMinor }) => priceMinor);
  return { w, seller, mona, member, made, plan, work, prices };
}

const dearer: BulkChange = { price: { by: { basisPoints: 1000 }, rounding: "99" } };

test("many prices change as they were looked at, once, with their history and in the name of who decided", async () => {
  const { w, mona, plan, work, prices } = await shop();
  const taskId = await plan(dearer);
  expect(await prices(), "looking changes nothing").toEqual([1000, 2000, 3000]);
  const task = (await bulkTask(mona, taskId))!;
  expect(task).toMatchObject({ totalCount: 3, startedAt: null });
  const pairs = (await plannedPage(mona, task, 0)).map(({ variants: [step] }) => step?.priceMinor);
  expect(pairs).toEqual([
    { from: 1000, to: 1099 },
    { from: 2000, to: 2199 },
    { from: 3000, to: 3299 },
  ]);
  expect(await plannedPage(mona, task, 1)).toEqual([]);
  await work();
  expect(await prices(), "nobody has applied it").toEqual([1000, 2000, 3000]);

  const presses = await Promise.all([applyBulkEdit(mona, taskId), applyBulkEdit(mona, taskId)]);
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await work()).toEqual({ done: 1, failed: [] });
  expect(await prices()).toEqual([1099, 2199, 3299]);
  expect(await bulkTask(mona, taskId)).toMatchObject({ state: "done", report: { changed: 3, skipped: [] } });
  expect(await w.db.select().from(priceChanges)).toHaveLength(3);
  const log = await w.db.select().from(auditEntries);
  expect(log.map(({ action }) => action)).toEqual([
    "bulk-edit-begun",
    ...Array<string>(3).fill("product-changed"),
  ]);
  expect(new Set(log.map(({ personId }) => personId)).size).toBe(1);
  expect(log[1]?.personId).not.toBeNull();
  expect(await applyBulkEdit(mona, taskId), "it is done").toEqual(refuse("not-found"));
});

test("what changed meanwhile is left alone and listed", async () => {
  const { w, mona, made, plan, work, prices } = await shop();
  const taskId = await plan(dearer);
  w.passMinutes(1);
  const other = await plan({ status: "draft" }, {}, mona);
  await w.db
    .update(products)
    .set({ updatedAt: w.clock.now(), title: "Renamed" })
    .where(eq(products.id, made[1]!.productId));
  await applyBulkEdit(mona, taskId);
  await work();
  expect(await prices()).toEqual([1099, 2000, 3299]);
  expect(await bulkTask(mona, taskId)).toMatchObject({
    report: { changed: 2, skipped: [{ productId: made[1]!.productId, reason: "changed-meanwhile" }] },
  });
  await applyBulkEdit(mona, other);
  await work();
  const states = await w.db.select({ status: products.status }).from(products);
  expect(states.map(({ status }) => status)).toEqual(["active", "active", "active"]);
});

test("stock that is set leaves alone what is sold and held meanwhile, and the books agree", async () => {
  const { w, mona, made, plan, work } = await shop(1);
  const taskId = await plan({ unitsInStock: 20 });
  const order = await placeOrder(w.guest(), {
    listingId: made[0]!.listingId,
    variantId: made[0]!.variantId,
    quantity: 2,
    email: "guest@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  expect(order.ok).toBe(true);
  await applyBulkEdit(mona, taskId);
  await work();
  expect(await w.units(made[0]!.variantId)).toEqual({ inStock: 20, held: 2, sold: 0 });
  expect(await auditBooks(w.schedule())).toEqual([]);
  const nothing = { ...everything, title: "none of these" };
  const asked = {
    merchantId: (await w.db.select().from(products))[0]!.merchantId,
    change: { unitsInStock: 1 },
  };
  expect(await planBulkEdit(mona, { ...asked, filter: nothing })).toEqual(refuse("nothing-changes"));
  const fewer = await plan({ unitsInStock: 1 });
  expect(await bulkTask(mona, fewer), "fewer than are held").toMatchObject({
    report: { planned: 0, cannot: [{ reason: "fewer-than-held" }] },
  });
});

test("status, tags, where it is bought and units per buyer change together, for those that fit the filter", async () => {
  const { w, mona, made, plan, work } = await shop();
  await w.db
    .update(products)
    .set({ vendor: "Kiln", tags: ["Old"], title: "Big MUG" })
    .where(eq(products.id, made[0]!.productId));
  const change: BulkChange = {
    status: "draft",
    checkout: "merchant-site",
    unitsPerBuyer: 2,
    addTags: ["sale"],
    removeTags: ["old"],
  };
  const taskId = await plan(change, { vendor: "Kiln", tag: "old", title: "big mug", status: "active" });
  expect(await bulkTask(mona, taskId)).toMatchObject({ totalCount: 1 });
  await applyBulkEdit(mona, taskId);
  await work();
  const [row] = await w.db.select().from(products).where(eq(products.id, made[0]!.productId));
  expect(row).toMatchObject({ status: "draft", tags: ["sale"] });
  const terms = await w.db.select().from(listings).orderBy(asc(listings.id));
  expect(terms.map(({ checkout, unitsPerBuyer }) => [checkout, unitsPerBuyer])).toEqual([
    ["merchant-site", 2],
    ["here", 5],
    ["here", 5],
  ]);
});

test("whoever goes on with a bulk edit that was cut off changes the rest, and nothing twice", async () => {
  const { w, mona, plan, work, prices } = await shop(6);
  const taskId = await plan({ price: { by: { amountMinor: 100 }, rounding: "none" } });
  await applyBulkEdit(mona, taskId);
  let asked = 0;
  await work({ ...w.schedule(), worker: { name: "one", isStopping: () => asked++ > 3 } });
  expect(await bulkTask(mona, taskId)).toMatchObject({ state: "running" });
  // It died before it noted the last ones that it had changed.
  await w.db.update(shopTasks).set({ doneCount: 1 });
  await work();
  expect(await prices()).toEqual([1100, 2100, 3100, 4100, 5100, 6100]);
  expect(await bulkTask(mona, taskId)).toMatchObject({ state: "done", report: { skipped: [] } });
});

test("a bulk edit that breaks says how many it had changed, and its change stays in its report", async () => {
  const { w, mona, plan, work, prices } = await shop(6);
  const taskId = await plan({ price: { by: { amountMinor: 100 }, rounding: "none" } });
  await applyBulkEdit(mona, taskId);
  let asked = 0;
  await work({ ...w.schedule(), worker: { name: "one", isStopping: () => asked++ > 3 } });
  const { media } = w.schedule();
  const files = Object.assign(Object.create(media.files) as typeof media.files, {
    read: () => Promise.reject(new Error("No disk")),
  });
  for (let tries = 0; tries < 5; tries++) {
    w.passMinutes(60);
    await work({ ...w.schedule(), media: { ...media, files } });
  }
  const changed = (await prices()).filter((price) => price % 1000 === 100).length;
  expect(changed).toBeGreaterThan(0);
  const { report, ...task } = (await bulkTask(mona, taskId))!;
  expect(task).toMatchObject({ state: "failed", doneCount: changed });
  expect(report).toMatchObject({ changed, cannot: [], refusal: { reason: "broken" } });
  expect(report.change).toEqual({ price: { by: { amountMinor: 100 }, rounding: "none" } });
});

test("who lost the right meanwhile changes nothing more, and who stops it keeps what is done", async () => {
  const { w, mona, plan, work, prices } = await shop();
  const taskId = await plan(dearer);
  await applyBulkEdit(mona, taskId);
  expect(await stopTask(mona, taskId)).toMatchObject({ ok: true });
  await work();
  expect(await bulkTask(mona, taskId)).toMatchObject({
    state: "failed",
    report: { refusal: { reason: "stopped" } },
  });
  const second = await plan(dearer);
  await applyBulkEdit(mona, second);
  await w.db.update(members).set({ role: "analyst" });
  await work();
  expect(await prices()).toEqual([1000, 2000, 3000]);
  expect((await bulkTask(mona, second))?.report.skipped?.map(({ reason }) => reason)).toEqual(
    Array(3).fill("not-found"),
  );
});

test("only owners and managers plan, and only a change that changes something", async () => {
  const { w, seller, mona, member, plan } = await shop();
  const asked = { merchantId: seller.accountId, filter: everything, change: dearer };
  for (const ctx of [w.guest(), await w.person("sam"), await member("ana", "analyst")]) {
    expect(await planBulkEdit(ctx, asked)).toEqual(refuse("not-found"));
    expect(await applyBulkEdit(ctx, await plan(dearer))).toEqual(refuse("not-found"));
  }
  expect(await planBulkEdit(mona, { ...asked, change: {} })).toEqual(refuse("no-change"));
  expect(await planBulkEdit(mona, { ...asked, change: { status: "active" } })).toEqual(
    refuse("nothing-changes"),
  );
});

test("a plan that nobody applies is forgotten in a week", async () => {
  const { w, mona, plan } = await shop();
  const taskId = await plan(dearer);
  w.passMinutes(8 * 24 * 60);
  await forgetOldPlans(w.schedule());
  expect(await bulkTask(mona, taskId)).toBeUndefined();
});
