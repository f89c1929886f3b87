// What remains of a shop when everything that it sold through has closed: to the millisecond, verb by verb.
// What was taken out to see each fail stands above it.
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { channels, connections, programmes } from "@/db/schema/channels";
import { listings, products } from "@/db/schema/catalog";
import { auditEntries, shopTasks } from "@/db/schema/shops";
import { applyBulkEdit } from "@/domain/catalog/bulk/apply-bulk-edit";
import { planBulkEdit } from "@/domain/catalog/bulk/plan-bulk-edit";
import { createProduct } from "@/domain/catalog/create-product";
import { editProduct } from "@/domain/catalog/edit-product";
import { exportShopifyCsv } from "@/domain/catalog/export/export-shopify-csv";
import { beginImport, importAfterTrial } from "@/domain/catalog/import/begin-import";
import { importQueue } from "@/domain/catalog/import/run-imports";
import { removeZone } from "@/domain/catalog/remove-zone";
import { saveZone } from "@/domain/catalog/save-zone";
import { setHandlingDays } from "@/domain/catalog/set-handling-days";
import { setStock } from "@/domain/catalog/set-stock";
import { plainProduct } from "@/domain/catalog/testing-product";
import { zonesOf } from "@/domain/catalog/delivery-zones";
import { refundOrder } from "@/domain/checkout/refund-order";
import { workThrough } from "@/domain/leases/work-through";
import { requestArchive } from "@/domain/archive/request-archive";
import { deliverOrder } from "@/domain/orders/deliver-order";
import { packOrder } from "@/domain/orders/pack-order";
import { shipOrder } from "@/domain/orders/ship-order";
import { shopOrderPage, shopOrders } from "@/domain/orders/shop-queries";
import { changeCeiling } from "@/domain/promotions/change-ceiling";
import { startPromotion } from "@/domain/promotions/start-promotion";
import { stopPromotion } from "@/domain/promotions/stop-promotion";
import { auditLog } from "@/domain/shops/audit-log";
import { changeRole } from "@/domain/shops/change-role";
import { shopSettings } from "@/domain/shops/shop-settings";
import { lyonAddress, world, type World } from "@/domain/testing";
import { bought, expectBooksInOrder, given, told } from "@/domain/testing-purchases";
import { daysAfter, minutesAfter } from "@/domain/time";
import { deleteTweet } from "@/domain/timeline/delete-tweet";
import { postTweet } from "@/domain/timeline/post-tweet";
import { connectChannel } from "./connect-channel";
import { allClosedSince } from "./date-rules";
import { editShop } from "./edit-shop";
import { shopClosedSince } from "./shop-closed";
import { goTo, member, operator } from "./testing-ends";

const oneMillisecond = 1 / 60_000;
const closesAt = new Date("2026-11-01T00:00:00.000Z");
const justBefore = new Date(closesAt.getTime() - 1);

const ending = (at: Date, refundsUntilAt: Date = at) => ({
  endAnnouncedAt: daysAfter(at, -90),
  salesEndAt: daysAfter(at, -60),
  fulfilByAt: daysAfter(at, -45),
  refundsUntilAt,
  closesAt: at,
});

async function shop() {
  const w = await world();
  const seller = await w.merchant("atelier");
  const owner = await member(w, seller.accountId, "owner");
  const mug = await w.listing(seller, { slug: "mug", unitsInStock: 20 });
  const endChannel = (at = closesAt, refundsUntilAt?: Date) =>
    w.db.update(channels).set(ending(at, refundsUntilAt)).where(eq(channels.id, seller.channelId));
  return { w, seller, owner, mug, endChannel };
}

const life = (at: Date | null) => ({
  opensAt: new Date(0),
  openToAllAt: null,
  rolloutShareBasisPoints: 10_000,
  rolloutCountries: null,
  endAnnouncedAt: null,
  lastNewListingAt: null,
  salesEndAt: at,
  fulfilByAt: null,
  refundsUntilAt: null,
  closesAt: at,
});

test("a shop is closed when the last of its channels is, and never one that has yet to connect", () => {
  const earlier = daysAfter(closesAt, -30);
  expect(allClosedSince([], closesAt)).toBeUndefined();
  expect(allClosedSince([life(null)], closesAt)).toBeUndefined();
  expect(allClosedSince([life(earlier), life(null)], closesAt)).toBeUndefined();
  expect(allClosedSince([life(closesAt), life(earlier)], justBefore)).toBeUndefined();
  expect(allClosedSince([life(closesAt), life(earlier)], closesAt)).toEqual(closesAt);
});

test("connection, channel or programme: whichever closes first closes the shop, and an open channel keeps it", async () => {
  const { w, seller } = await shop();
  const since = () => shopClosedSince(w.schedule(), seller.accountId);
  for (const table of [connections, channels, programmes]) {
    await w.db.update(table).set(ending(closesAt));
    await goTo(w, justBefore);
    expect(await since()).toBeUndefined();
    await goTo(w, closesAt);
    expect(await since()).toEqual(closesAt);
    await w.db
      .update(table)
      .set({ salesEndAt: null, fulfilByAt: null, refundsUntilAt: null, closesAt: null });
    expect(await since()).toBeUndefined();
  }
  await w.db.update(channels).set(ending(closesAt));
  const now = w.clock.now();
  const open = newId(now);
  await w.db
    .insert(channels)
    .values({ id: open, slug: "direct", name: "Direct", opensAt: daysAfter(now, -1) });
  await w.db
    .insert(connections)
    .values({ id: newId(now), channelId: open, merchantId: seller.accountId, opensAt: daysAfter(now, -1) });
  expect(await since()).toBeUndefined();
});

/** Every verb by which a member starts or changes something, each ready to be called once more. */
async function everyChange({ w, seller, owner, mug }: Awaited<ReturnType<typeof shop>>) {
  const { accountId: merchantId } = seller;
  const toPack = await bought(w, w.guest(), mug);
  const toShip = await bought(w, w.guest(), mug);
  const toDeliver = await bought(w, w.guest(), mug);
  for (const { id } of [toShip, toDeliver]) await packOrder(owner, id);
  await shipOrder(owner, { orderId: toDeliver.id, carrier: "la-poste", trackingNumber: undefined });
  const posted = await postTweet(owner, { text: "Out of the kiln.", shopId: merchantId });
  const tweetId = posted.ok ? posted.value.id : "";
  const running = {
    tweetId,
    startsAt: undefined,
    endsAt: daysAfter(closesAt, 10),
    dailyImpressionCeiling: 100,
    audience: { isForFollowers: false, countries: [], hashtag: undefined },
    paidBy: "Atelier",
  };
  const started = await startPromotion(owner, running);
  const promotionId = started.ok ? started.value.id : "";
  const second = await postTweet(owner, { text: "Another.", shopId: merchantId });
  const filter = { title: "", status: "" as const, productType: "", vendor: "", tag: "" };
  const change = { unitsInStock: 7 };
  const planned = await planBulkEdit(owner, { merchantId, filter, change });
  const csv = Buffer.from("Handle,Title,Variant Price\ncup,Cup,5.00\n");
  const file = {
    merchantId,
    fileName: "cups.csv",
    filePath: "imports/a.csv",
    bytes: csv.byteLength,
    channel: undefined,
  };
  await owner.media.files.put(file.filePath, csv, "text/csv");
  const trial = await beginImport(owner, { ...file, isTrial: true });
  await workThrough(w.schedule(), importQueue);
  const [zone] = await zonesOf(owner, merchantId);
  const [row] = await w.db.select().from(products).where(eq(products.id, mug.productId));
  const newZone = { kind: "standard" as const, name: "Japan", feeMinor: 900, freeFromMinor: null };
  return {
    tweetId,
    promotionId,
    verbs: {
      "create a product": () =>
        createProduct(owner, {
          accountId: merchantId,
          connectionId: seller.connectionId,
          productId: newId(w.clock.now()),
          product: plainProduct("Jug"),
          terms: {
            checkout: "here",
            merchantUrl: "",
            opensAt: w.clock.now(),
            endsAt: null,
            unitsPerBuyer: 5,
          },
        }),
      "set stock": () => setStock(owner, { variantId: mug.variantId, by: 1 }),
      "save a zone": () =>
        saveZone(owner, {
          merchantId,
          seen: undefined,
          zone: { ...newZone, countries: ["JP"], minDays: 2, maxDays: 5 },
        }),
      "set handling days": () => setHandlingDays(owner, { merchantId, handlingDays: 3 }),
      "look at a bulk edit": () => planBulkEdit(owner, { merchantId, filter, change: { unitsInStock: 9 } }),
      "begin an import": () => beginImport(owner, { ...file, isTrial: false }),
      "import after a trial": () => importAfterTrial(owner, trial.ok ? trial.value.taskId : ""),
      "apply a bulk edit": () => applyBulkEdit(owner, planned.ok ? planned.value.taskId : ""),
      "change a product": () =>
        editProduct(owner, {
          productId: mug.productId,
          seenAt: row?.updatedAt ?? new Date(),
          product: { vendor: "Kiln" },
          terms: [],
        }),
      "remove a zone": () =>
        removeZone(owner, { merchantId, seen: { id: zone?.id ?? "", version: zone?.version ?? "" } }),
      post: () => postTweet(owner, { text: "A third.", shopId: merchantId }),
      "begin a promotion": () =>
        startPromotion(owner, { ...running, tweetId: second.ok ? second.value.id : "" }),
      "change a ceiling": () =>
        changeCeiling(owner, { promotionId, dailyImpressionCeiling: 200, seenCeiling: 100 }),
      pack: () => packOrder(owner, toPack.id),
      ship: () => shipOrder(owner, { orderId: toShip.id, carrier: "ups", trackingNumber: undefined }),
      deliver: () => deliverOrder(owner, toDeliver.id),
      "change the returns": () =>
        editShop(owner, { accountId: merchantId, changes: { returnPolicy: { en: "None.", fr: "" } } }),
      "change the currencies": () =>
        editShop(owner, { accountId: merchantId, changes: { otherCurrencies: ["GBP"] } }),
      "slip a name in beside the contact": () =>
        editShop(owner, { accountId: merchantId, changes: { supportEmail: "a@b.test", name: "Other" } }),
    } satisfies Record<string, () => Promise<{ ok: boolean }>>,
    orders: { toPack, toShip, toDeliver },
  };
}

describe("to the millisecond", () => {
  test("until it closes a shop does all that it ever did", async () => {
    const a = await shop();
    const { verbs } = await everyChange(a);
    await a.endChannel(closesAt);
    await a.w.db.update(channels).set({ lastNewListingAt: null, salesEndAt: closesAt });
    await goTo(a.w, justBefore);
    for (const [name, verb] of Object.entries(verbs)) expect(await verb(), name).toMatchObject({ ok: true });
  });

  // Out: the question in each verb, one after the other. Then it is that verb that is not refused.
  test("from the instant in which it closes every change is refused with the date, and leaves no trace", async () => {
    const a = await shop();
    const { verbs } = await everyChange(a);
    await a.endChannel(closesAt);
    const log = () => a.w.db.select().from(auditEntries);
    const [before, tasks] = [await log(), await a.w.db.select().from(shopTasks)];
    await goTo(a.w, closesAt);
    for (const [name, verb] of Object.entries(verbs))
      expect(await verb(), name).toEqual({ ok: false, reason: "shop-closed", detail: { since: closesAt } });
    expect(await log()).toEqual(before);
    expect(await a.w.db.select().from(shopTasks)).toEqual(tasks);
  });

  test("refunds end on their own day, for members; the reason and the date are said", async () => {
    const a = await shop();
    const order = await bought(a.w, a.w.guest(), a.mug);
    const until = daysAfter(closesAt, -20);
    await a.endChannel(closesAt, until);
    const support = await member(a.w, a.seller.accountId, "support");
    const refund = (seenRefundedMinor: number) => ({
      orderId: order.id,
      amountMinor: 100,
      seenRefundedMinor,
    });
    await goTo(a.w, new Date(until.getTime() - 1));
    expect(await shopOrderPage(support, order.id)).toMatchObject({
      mayRefund: true,
      refundsOverSince: undefined,
    });
    expect(await refundOrder(support, refund(0))).toMatchObject({ ok: true });
    a.w.passMinutes(oneMillisecond);
    const refused = { ok: false, reason: "refunds-over", detail: { since: until } };
    expect(await refundOrder(support, refund(100))).toEqual(refused);
    expect(await refundOrder(a.owner, refund(100))).toEqual(refused);
    expect(await shopOrderPage(support, order.id)).toMatchObject({
      mayRefund: false,
      refundsOverSince: until,
    });
    // What the law gives back it gives after any date: the operator still can, also when all has closed.
    await goTo(a.w, minutesAfter(closesAt, 1));
    expect(await refundOrder(await operator(a.w), refund(100))).toMatchObject({ ok: true });
    await expectBooksInOrder(a.w);
  });

  test("an order of another channel of the shop is refunded as ever", async () => {
    const a = await shop();
    await a.endChannel(closesAt, daysAfter(closesAt, -20));
    const other = await a.w.merchant("other");
    await a.w.db
      .update(connections)
      .set({ merchantId: a.seller.accountId })
      .where(eq(connections.id, other.connectionId));
    const jug = await a.w.listing(a.seller, { slug: "jug", listing: { connectionId: other.connectionId } });
    const order = await bought(a.w, a.w.guest(), jug);
    await goTo(a.w, closesAt);
    const refund = { orderId: order.id, amountMinor: 100, seenRefundedMinor: 0 };
    expect(await refundOrder(a.owner, refund)).toMatchObject({ ok: true });
    expect(await packOrder(a.owner, order.id)).toMatchObject({ ok: true });
  });
});

// Out: the late ones first. Then: the oldest first, whatever became of its channel.
test("what an ended channel has made late comes before all else that is to be packed, page after page", async () => {
  const { w, seller, owner, mug, endChannel } = await shop();
  const other = await w.merchant("other");
  const theirs = eq(connections.id, other.connectionId);
  await w.db.update(connections).set({ merchantId: seller.accountId }).where(theirs);
  const jug = await w.listing(seller, {
    slug: "jug",
    unitsInStock: 20,
    listing: { connectionId: other.connectionId },
  });
  await w.db.update(listings).set({ unitsPerBuyer: 100 });
  const numbers: string[] = [];
  for (let at = 0; at < 15; at += 1) {
    const numberOf = async (id: string) => (await shopOrderPage(owner, id))?.number ?? "";
    numbers.push(await numberOf((await bought(w, w.guest(), jug)).id));
    numbers.push(await numberOf((await bought(w, w.guest(), mug)).id));
  }
  const late = numbers.filter((_, at) => at % 2 === 1);
  const others = numbers.filter((_, at) => at % 2 === 0);
  await endChannel();
  const seen = async () => {
    const rows = [];
    for (let after: string | undefined, turn = 0; turn === 0 || after; turn += 1) {
      const page = await shopOrders(owner, { shopId: seller.accountId, view: "to-pack", after });
      rows.push(...page.orders);
      after = page.after;
    }
    return rows;
  };
  const fulfilBy = daysAfter(closesAt, -45);
  await goTo(w, new Date(fulfilBy.getTime() - 1));
  expect((await seen()).map(({ number, isLate }) => [number, isLate])).toEqual(
    numbers.map((one) => [one, false]),
  );
  w.passMinutes(oneMillisecond);
  const after = await seen();
  expect(after.map(({ number }) => number)).toEqual([...late, ...others]);
  expect(after.filter(({ isLate }) => isLate).map(({ number }) => number)).toEqual(late);
  // Late is not lost: it is sent as ever.
  expect(await packOrder(owner, after[0]?.id ?? "")).toMatchObject({ ok: true });
  expect(await shopOrderPage(owner, after[1]?.id ?? "")).toMatchObject({
    lateSince: fulfilBy,
    mayPack: true,
  });
});

test("after the close everything is read and taken away, and what runs can be stopped", async () => {
  const a = await shop();
  const { tweetId, promotionId, orders } = await everyChange(a);
  const { w, owner, seller } = a;
  await a.endChannel(closesAt);
  await goTo(w, closesAt);
  expect((await shopOrders(owner, { shopId: seller.accountId, view: "all" })).orders).toHaveLength(3);
  expect(await shopOrderPage(owner, orders.toPack.id)).toMatchObject({
    mayPack: false,
    mayShip: false,
    mayDeliver: false,
    mayRefund: false,
    shopClosedSince: closesAt,
  });
  expect((await auditLog(owner, { accountId: seller.accountId })).lines.length).toBeGreaterThan(0);
  expect(exportShopifyCsv(owner, seller.accountId)).toBeDefined();
  expect(await requestArchive(owner, seller.accountId)).toMatchObject({ ok: true });
  expect(await stopPromotion(owner, { promotionId })).toMatchObject({ ok: true });
  expect(await deleteTweet(owner, { tweetId })).toMatchObject({ ok: true });
  // Who works there, and whom a shopper writes to, stay right.
  const manager = await member(w, seller.accountId, "manager");
  const role = { accountId: seller.accountId, personId: manager.personId, role: "owner" as const };
  expect(await changeRole(owner, role)).toMatchObject({ ok: true });
  const changes = {
    supportEmail: "help@atelier.test",
    legalName: "Atelier in liquidation",
    website: "https://atelier.test",
    address: { ...lyonAddress, line1: "1 place Bellecour" },
  };
  expect(await editShop(owner, { accountId: seller.accountId, changes })).toMatchObject({ ok: true });
  expect(await shopSettings(owner, seller.accountId)).toMatchObject(changes);
});

test("the operator still packs, ships and delivers what was left open", async () => {
  const a = await shop();
  const { orders } = await everyChange(a);
  await a.endChannel(closesAt);
  await goTo(a.w, closesAt);
  const ops = await operator(a.w);
  expect(await packOrder(ops, orders.toPack.id)).toMatchObject({ ok: true });
  expect(await deliverOrder(ops, orders.toDeliver.id)).toMatchObject({ ok: true });
});

test("an import that was begun before the close changes nothing after it, and says why", async () => {
  const { w, seller, owner, endChannel } = await shop();
  const csv = Buffer.from("Handle,Title,Variant Price\ncup,Cup,5.00\n");
  const file = { fileName: "cups.csv", filePath: "imports/a.csv", bytes: csv.byteLength, channel: undefined };
  await owner.media.files.put(file.filePath, csv, "text/csv");
  await beginImport(owner, { ...file, merchantId: seller.accountId, isTrial: false });
  await endChannel();
  await goTo(w, closesAt);
  await workThrough(w.schedule(), importQueue);
  expect(await w.db.select().from(shopTasks)).toMatchObject([
    { state: "failed", report: { refusal: { reason: "shop-closed" } } },
  ]);
  expect(await w.db.select().from(products)).toHaveLength(1);
});

test("a shop that connects to an open channel lives again", async () => {
  const { w, seller, owner, mug, endChannel } = await shop();
  await endChannel();
  await goTo(w, closesAt);
  expect(await setStock(owner, { variantId: mug.variantId, by: 1 })).toMatchObject({ reason: "shop-closed" });
  const now = w.clock.now();
  await w.db.insert(channels).values({ id: newId(now), slug: "direct", name: "Direct", opensAt: now });
  const connect = { merchantId: seller.accountId, slug: "direct", terms: "2026-11" };
  expect(await connectChannel(owner, connect)).toMatchObject({ ok: true });
  expect(await setStock(owner, { variantId: mug.variantId, by: 1 })).toMatchObject({ ok: true });
});

// Out: nothing; here to be seen when somebody closes more than was announced.
test("giving goes on when everything is closed", async () => {
  const { w } = await shop();
  const { causeId } = await w.cause();
  await endEverything(w);
  await goTo(w, closesAt);
  expect(told(await given(w, w.guest(), causeId))).toBe("paid");
  await expectBooksInOrder(w);
});

async function endEverything(w: World) {
  for (const table of [programmes, channels, connections]) await w.db.update(table).set(ending(closesAt));
}
