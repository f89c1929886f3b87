// What a shop says about its further currencies: settings, prices and their history, fees, files and bulk edits.
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { members, merchants } from "@/db/schema/accounts";
import { priceChanges, products, variants } from "@/db/schema/catalog";
import { auditEntries } from "@/db/schema/shops";
import type { Context, Role } from "@/domain/context";
import { workThrough } from "@/domain/leases/work-through";
import { refuse } from "@/domain/outcome";
import { editShop } from "@/domain/channels/edit-shop";
import { world } from "@/domain/testing";
import { daysAfter } from "@/domain/time";
import { applyBulkEdit, bulkQueue } from "./bulk/apply-bulk-edit";
import { bulkTask, plannedPage } from "./bulk/bulk-tasks";
import { planBulkEdit } from "./bulk/plan-bulk-edit";
import { productCards } from "./card-facts";
import { deliverySettings } from "./delivery-zones";
import { editProduct } from "./edit-product";
import { exportShopifyCsv } from "./export/export-shopify-csv";
import { importShopifyCsv } from "./import/import-shopify-csv";
import { productPage } from "./product-page";
import { saveZone } from "./save-zone";
import type { SeenVariant } from "./save-variants";
import { priceHistories, shopProduct } from "./shop-product";
import type { StandardZone } from "./zone-rules";

async function shop() {
  const w = await world();
  const seller = await w.merchant("atelier", { otherCurrencies: ["GBP", "JPY"] });
  const mug = await w.listing(seller, { slug: "mug", priceMinor: 2400 });
  const member = async (handle: string, role: Role): Promise<Context> => {
    const person = await w.person(handle);
    await w.db
      .insert(members)
      .values({ accountId: seller.accountId, personId: person.personId, role, createdAt: w.clock.now() });
    return { ...person, actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role }] } };
  };
  const mona = await member("mona", "owner");
  const page = async () => (await shopProduct(mona, mug.productId))!;
  const save = async (facts: Partial<SeenVariant>) => {
    const { product, variants: kept } = await page();
    const seen: SeenVariant[] = kept.map((one) => ({
      id: one.id,
      sku: one.sku,
      barcode: one.barcode,
      optionValues: one.optionValues,
      priceMinor: one.priceMinor,
      unitsInStock: one.unitsInStock,
      unitsSeen: one.unitsInStock,
      sellsWithoutStock: one.sellsWithoutStock,
      requiresShipping: one.requiresShipping,
      isTaxable: one.isTaxable,
      weightGrams: one.weightGrams,
      imageUrl: one.imageUrl,
      ...facts,
    }));
    return editProduct(mona, {
      productId: mug.productId,
      seenAt: product.updatedAt,
      product: { variants: seen },
      terms: [],
    });
  };
  const otherPrices = async () =>
    (await w.db.select().from(variants).where(eq(variants.id, mug.variantId)))[0]!.otherPrices;
  const history = async () =>
    (await w.db.select().from(priceChanges).orderBy(asc(priceChanges.id)))
      .map(({ currency, priceMinor }) => `${priceMinor} ${currency}`)
      .toSorted();
  const file = async () => {
    let text = "";
    for await (const piece of exportShopifyCsv(mona, seller.accountId)!) text += piece;
    return text;
  };
  const imported = async (text: string) => {
    const come = await importShopifyCsv(mona, {
      merchantId: seller.accountId,
      currency: "EUR",
      file: async function* () {
        yield Buffer.from(text);
      },
    });
    if (!come.ok) throw new Error(come.reason);
    return come.value;
  };
  return { w, seller, mug, member, mona, page, save, otherPrices, history, file, imported };
}

test("an owner names further currencies; what is none, is the shop's own or is too much is refused", async () => {
  const { w, seller, mona, member } = await shop();
  const edit = (otherCurrencies: string[], ctx = mona) =>
    editShop(ctx, { accountId: seller.accountId, changes: { otherCurrencies } });
  expect(await edit(["USD", "CAD", "USD"])).toMatchObject({ ok: true });
  for (const wrong of [["EUR"], ["XXX"], ["gbp"], "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM".split(" ")])
    expect(await edit(wrong)).toEqual(refuse("other-currencies"));
  expect(await edit(["GBP"], await member("ana", "analyst"))).toEqual(refuse("not-found"));
  const [row] = await w.db.select().from(merchants).where(eq(merchants.accountId, seller.accountId));
  expect(row?.otherCurrencies).toEqual(["CAD", "USD"]);
  const [entry] = await w.db.select().from(auditEntries);
  expect(entry).toMatchObject({
    action: "shop-changed",
    detail: { before: { otherCurrencies: ["GBP", "JPY"] } },
  });
});

test("each currency has a history of its own, and a price that is not named stays", async () => {
  const { w, save, otherPrices, history } = await shop();
  expect(await save({ otherPrices: { GBP: 2100, JPY: 3900 } })).toMatchObject({ ok: true });
  expect(await save({ otherPrices: { GBP: 1900 } })).toMatchObject({ ok: true });
  expect(await otherPrices()).toEqual({ GBP: 1900, JPY: 3900 });
  expect(await save({ otherPrices: { JPY: null } })).toMatchObject({ ok: true });
  expect(await otherPrices()).toEqual({ GBP: 1900 });
  expect(await save({ otherPrices: { GBP: 1900 } })).toMatchObject({ ok: true });
  expect(await history()).toEqual(["1900 GBP", "2100 GBP", "3900 JPY"]);
  const log = await w.db.select().from(auditEntries).orderBy(asc(auditEntries.id));
  expect(log.at(-1)?.detail).toMatchObject({ variants: [{ otherPrices: { JPY: { from: 3900 } } }] });
});

test("a reduction in one currency strikes nothing out in another", async () => {
  const { w, mug, mona, page, save } = await shop();
  await w.db.insert(priceChanges).values({
    id: "first",
    variantId: mug.variantId,
    priceMinor: 2400,
    currency: "EUR",
    validFrom: daysAfter(w.clock.now(), -60),
  });
  await save({ otherPrices: { GBP: 2100 } });
  w.passMinutes(40 * 24 * 60);
  await save({ otherPrices: { GBP: 1500 } });
  const [prices] = await priceHistories(mona, (await page()).variants, 20);
  expect(prices?.references).toEqual([
    { currency: "EUR", referenceMinor: undefined },
    { currency: "GBP", referenceMinor: 2100 },
  ]);
  // The figures of pounds are lower than those of euros: mixed up, they would be the lowest price before.
  w.passMinutes(60);
  await save({ priceMinor: 2000 });
  expect((await productCards(w.guest(), [mug.listingId])).get(mug.listingId)).toMatchObject({
    priceMinor: 2000,
    currency: "EUR",
    wasMinor: 2400,
  });
});

test("a price of nothing, of half a unit or of what no card can pay is named by its field", async () => {
  const { w, seller, save, otherPrices } = await shop();
  await w.db
    .update(merchants)
    .set({ otherCurrencies: ["KWD"] })
    .where(eq(merchants.accountId, seller.accountId));
  const wrong = [
    ["GBP", 0],
    ["GBP", 12.5],
    ["GBP", Number.NaN],
    ["KWD", 4321],
    ["constructor", 1],
  ] as const;
  for (const [code, price] of wrong)
    expect(await save({ otherPrices: { [code]: price } })).toMatchObject({
      reason: "not-right",
      detail: { problems: [{ field: `variant.0.otherPrices.${code}`, reason: "bad-number" }] },
    });
  expect(await otherPrices()).toEqual({});
  expect(await save({ otherPrices: { KWD: 4320 } })).toMatchObject({ ok: true });
});

test("a product file says the prices in each currency, and comes back without a change", async () => {
  const { w, save, otherPrices, file, imported } = await shop();
  await save({ otherPrices: { GBP: 2100, JPY: 3900 } });
  const text = await file();
  const [header = "", row = ""] = text.split("\n");
  expect(header).toMatch(/,Price:GBP,Price:JPY$/);
  expect(row).toMatch(/,21\.00,3900$/);
  expect(await imported(text)).toMatchObject({ unchanged: 1, updated: 0, notes: [] });

  expect(await imported(text.replace(",21.00,3900", ",19.99,"))).toMatchObject({ updated: 1 });
  expect(await otherPrices()).toEqual({ GBP: 1999 });
  // A file of another platform has one price: it says nothing of the others.
  const plain = text.replace(",Price:GBP,Price:JPY", "").replace(",21.00,3900", "");
  expect(await imported(plain)).toMatchObject({ unchanged: 1, notes: [] });
  expect(await otherPrices()).toEqual({ GBP: 1999 });
  expect(await w.db.$count(products)).toBe(1);
});

test("a file with a currency that the shop has not named says so once; a price that is none is told with its column", async () => {
  const { save, otherPrices, file, imported } = await shop();
  await save({ otherPrices: { GBP: 2100, JPY: 3900 } });
  const text = await file();
  const dollars = text.replace("Price:JPY", "price: usd");
  expect((await imported(dollars)).notes).toEqual([
    expect.objectContaining({ note: "currency-ignored", value: "price: usd" }),
  ]);
  for (const wrong of ["39.5", "0", "free"])
    expect(await imported(text.replace(",3900", `,${wrong}`))).toMatchObject({
      updated: 0,
      skipped: [{ reason: "bad-other-price", column: "Price:JPY", value: wrong }],
    });
  expect(await otherPrices()).toEqual({ GBP: 2100, JPY: 3900 });
});

test("a bulk edit changes the prices of one currency, and says what has none", async () => {
  const { w, seller, mug, mona, save, otherPrices } = await shop();
  const bowl = await w.listing(seller, { slug: "bowl", priceMinor: 3000 });
  await save({ otherPrices: { GBP: 2100, JPY: 3900 } });
  const filter = { title: "", productType: "", vendor: "", tag: "", status: "" } as const;
  const change = { price: { by: { basisPoints: 1000 }, rounding: "none", currency: "JPY" } } as const;
  const planned = await planBulkEdit(mona, { merchantId: seller.accountId, filter, change });
  if (!planned.ok) throw new Error(planned.reason);
  const task = (await bulkTask(mona, planned.value.taskId))!;
  expect(task.report.cannot).toMatchObject([{ productId: bowl.productId, reason: "no-price" }]);
  expect(await plannedPage(mona, task, 0)).toMatchObject([
    { productId: mug.productId, variants: [{ otherPrice: { from: 3900, to: 4290, currency: "JPY" } }] },
  ]);
  expect(await applyBulkEdit(mona, planned.value.taskId)).toMatchObject({ ok: true });
  await workThrough(w.schedule(), bulkQueue);
  const [kept] = await w.db.select().from(variants).where(eq(variants.id, mug.variantId));
  expect(kept?.priceMinor).toBe(2400);
  expect(await otherPrices()).toEqual({ GBP: 2100, JPY: 4290 });
});

test("a bulk edit that sets a price in a further currency gives one to what had none", async () => {
  const { w, seller, mug, mona, save, otherPrices } = await shop();
  const bowl = await w.listing(seller, { slug: "bowl", priceMinor: 3000 });
  await save({ otherPrices: { JPY: 3900 } });
  const filter = { title: "", productType: "", vendor: "", tag: "", status: "" } as const;
  const change = { price: { by: { newPriceMinor: 2000 }, rounding: "99", currency: "GBP" } } as const;
  const planned = await planBulkEdit(mona, { merchantId: seller.accountId, filter, change });
  if (!planned.ok) throw new Error(planned.reason);
  const task = (await bulkTask(mona, planned.value.taskId))!;
  const step = { to: 2000, currency: "GBP" };
  expect((await plannedPage(mona, task, 0)).map(({ variants: [one] }) => one?.otherPrice)).toEqual([
    step,
    step,
  ]);
  await applyBulkEdit(mona, planned.value.taskId);
  await workThrough(w.schedule(), bulkQueue);
  expect(await otherPrices()).toEqual({ GBP: 2000, JPY: 3900 });
  const kept = await w.db.select().from(variants).where(eq(variants.id, bowl.variantId));
  expect(kept).toMatchObject([{ priceMinor: 3000, otherPrices: { GBP: 2000 } }]);
  const began = await w.db.select().from(priceChanges).where(eq(priceChanges.variantId, mug.variantId));
  expect(began).toContainEqual(expect.objectContaining({ currency: "GBP", priceMinor: 2000 }));
});

test("what has no price in the currency is told of, while the rest of a product changes", async () => {
  const { w, seller, mug, mona } = await shop();
  const filter = { title: "", productType: "", vendor: "", tag: "", status: "" } as const;
  const price = { by: { amountMinor: 100 }, rounding: "none", currency: "GBP" } as const;
  const change = { price, addTags: ["sale"] };
  const planned = await planBulkEdit(mona, { merchantId: seller.accountId, filter, change });
  if (!planned.ok) throw new Error(planned.reason);
  const task = (await bulkTask(mona, planned.value.taskId))!;
  expect(await plannedPage(mona, task, 0)).toMatchObject([{ withoutPrice: 1, variants: [] }]);
  await applyBulkEdit(mona, planned.value.taskId);
  await workThrough(w.schedule(), bulkQueue);
  const [row] = await w.db.select().from(products).where(eq(products.id, mug.productId));
  expect(row?.tags).toContain("sale");
});

test("a zone keeps its fees by currency; two who change it at once do not take each other's away", async () => {
  const { seller, mona } = await shop();
  const everywhere: StandardZone = {
    kind: "standard",
    name: "World",
    feeMinor: 500,
    freeFromMinor: null,
    countries: null,
    minDays: 2,
    maxDays: 4,
  };
  const zone = async () => (await deliverySettings(mona, seller.accountId))!.zones[0]!;
  const save = async (otherFees: StandardZone["otherFees"], seen?: { id: string; version: string }) =>
    saveZone(mona, {
      merchantId: seller.accountId,
      seen: seen ?? (await zone()),
      zone: { ...everywhere, otherFees },
    });
  const before = await zone();
  expect(await save({ GBP: { feeMinor: 450, freeFromMinor: 5000 }, JPY: null })).toMatchObject({ ok: true });
  expect((await zone()).otherFees).toEqual({ GBP: { feeMinor: 450, freeFromMinor: 5000 } });
  expect(await save({ GBP: null }, before)).toMatchObject({ reason: "changed-meanwhile" });
  expect(await save({ JPY: { feeMinor: 0, freeFromMinor: null } })).toMatchObject({ ok: true });
  expect(Object.keys((await zone()).otherFees)).toEqual(["GBP", "JPY"]);
  for (const wrong of [-1, 0.5, Number.NaN])
    expect(await save({ GBP: { feeMinor: wrong, freeFromMinor: null } })).toMatchObject({
      reason: "bad-fee",
    });
  expect(await save({ KWD: { feeMinor: 5, freeFromMinor: null } })).toMatchObject({ reason: "bad-fee" });
});

test("a product's page says the lowest price in each currency in which it can be sent", async () => {
  const { w, seller, mona, save } = await shop();
  await save({ otherPrices: { GBP: 2100, JPY: 3900 } });
  const page = async () => {
    const found = await productPage(w.guest(), "atelier", "mug");
    if (found?.kind !== "product") throw new Error("It has no page");
    return found;
  };
  expect(await page()).toMatchObject({
    card: { priceMinor: 2400, currency: "EUR" },
    otherLowest: [
      { currency: "GBP", priceMinor: 2100, isFrom: false },
      { currency: "JPY", priceMinor: 3900, isFrom: false },
    ],
  });
  const [zone] = (await deliverySettings(mona, seller.accountId))!.zones;
  const zoneNow = { ...zone!, name: "World", otherFees: { JPY: null } } as StandardZone;
  expect(await saveZone(mona, { merchantId: seller.accountId, seen: zone, zone: zoneNow })).toMatchObject({
    ok: true,
  });
  expect((await page()).otherLowest.map(({ currency }) => currency)).toEqual(["GBP"]);
});
