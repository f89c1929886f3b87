import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { deliveryMethods } from "@/db/schema/catalog";
import { auditEntries } from "@/db/schema/shops";
import type { Context, Role } from "@/domain/context";
import { quoteOrder } from "@/domain/orders/quote-order";
import { refuse } from "@/domain/outcome";
import { lyonAddress, world } from "@/domain/testing";
import { deliverySettings, zonesOf } from "./delivery-zones";
import { offerOf } from "./offers";
import { removeZone } from "./remove-zone";
import { saveZone } from "./save-zone";
import { setHandlingDays } from "./set-handling-days";
import type { StandardZone, Zone } from "./zone-rules";

async function shop() {
  const w = await world();
  const seller = await w.merchant();
  await w.db.delete(deliveryMethods).where(eq(deliveryMethods.merchantId, seller.accountId));
  const member = async (handle: string, role: Role): Promise<Context> => {
    const person = await w.person(handle);
    return { ...person, actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role }] } };
  };
  const merchantId = seller.accountId;
  const mona = await member("mona", "manager");
  const add = (zone: Zone, ctx = mona) => saveZone(ctx, { merchantId, seen: undefined, zone });
  return { w, seller, merchantId, member, mona, add };
}

const benelux: StandardZone = {
  kind: "standard",
  name: "Benelux",
  feeMinor: 900,
  freeFromMinor: 6000,
  countries: ["NL", "BE", "BE"],
  minDays: 2,
  maxDays: 5,
};
const everywhere: StandardZone = { ...benelux, name: "World", feeMinor: 2500, countries: null };
const lyon = {
  kind: "same-day",
  name: "Lyon",
  feeMinor: 3000,
  freeFromMinor: null,
  sameDay: {
    cityName: "Lyon",
    country: "FR",
    postalPrefixes: ["69 0", "690", "691"],
    cutOffMinute: 900,
    deliveredByMinute: 1200,
  },
} satisfies Zone;

test("a shop's zones decide what a shopper pays, the one that names the country before the one for everywhere", async () => {
  const { w, seller, mona, add, merchantId } = await shop();
  const mug = await w.listing(seller);
  for (const zone of [everywhere, benelux, lyon]) expect(await add(zone)).toMatchObject({ ok: true });
  const fees = async (country: string, postalCode: string) => {
    const address = { ...lyonAddress, country, postalCode };
    const ask = { variantId: mug.variantId, quantity: 1, address, deliveryKind: "standard" } as const;
    const quoted = await quoteOrder(w.guest(), (await offerOf(w.guest(), mug.listingId))!, ask);
    if (!quoted.ok) throw new Error(quoted.reason);
    return quoted.value.options.map(({ kind, feeMinor }) => [kind, feeMinor]);
  };
  expect(await fees("BE", "1000")).toEqual([["standard", 900]]);
  expect(await fees("JP", "600-8001")).toEqual([["standard", 2500]]);
  expect(await fees("FR", "69001")).toEqual([
    ["standard", 2500],
    ["same-day", 3000],
  ]);
  const settings = await deliverySettings(mona, merchantId);
  expect(settings?.zones.map(({ name, kind }) => [name, kind])).toEqual([
    ["World", "standard"],
    ["Benelux", "standard"],
    ["Lyon", "same-day"],
  ]);
  expect(settings?.zones[1]).toMatchObject({ countries: ["BE", "NL"] });
  expect(settings?.zones[2]).toMatchObject({ sameDay: { postalPrefixes: ["690", "691"] } });
});

test("a place stands in one zone only, and whoever takes it twice is told where it stands", async () => {
  const { add } = await shop();
  for (const zone of [everywhere, benelux, lyon]) await add(zone);
  expect(await add({ ...benelux, name: "West", countries: ["FR", "NL"] })).toEqual(
    refuse("taken", { zone: "Benelux", what: "NL" }),
  );
  expect(await add({ ...everywhere, name: "Rest" })).toEqual(refuse("taken", { zone: "World", what: "*" }));
  expect(await add({ ...lyon, name: "Villeurbanne" })).toEqual(
    refuse("taken", { zone: "Lyon", what: "690" }),
  );
});

test("two members who add the same country at once: one is told that it is taken", async () => {
  const { w, add, member, merchantId } = await shop();
  const other = await member("otto", "owner");
  const outcomes = await Promise.all([add(benelux), add({ ...benelux, name: "Also" }, other)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: "taken" });
  expect(await zonesOf(w.schedule(), merchantId)).toHaveLength(1);
});

test("a zone that makes no sense is refused", async () => {
  const { add } = await shop();
  expect(await add({ ...benelux, minDays: 6 })).toMatchObject({ reason: "bad-days" });
  expect(await add({ ...benelux, countries: [] })).toMatchObject({ reason: "no-country" });
  const at = (sameDay: Partial<typeof lyon.sameDay>) =>
    add({ ...lyon, sameDay: { ...lyon.sameDay, ...sameDay } });
  expect(await at({ cutOffMinute: 1200 })).toMatchObject({ reason: "bad-hours" });
  expect(await at({ postalPrefixes: [] })).toMatchObject({ reason: "no-prefix" });
  expect(await at({ postalPrefixes: [" "] }), "a blank beginning would be everywhere").toMatchObject({
    reason: "no-prefix",
  });
});

test("who saves a zone that was changed meanwhile is told so, and nothing is overwritten", async () => {
  const { w, add, mona, merchantId } = await shop();
  await add(benelux);
  const [seen] = await zonesOf(w.schedule(), merchantId);
  const change = (zone: Zone) => saveZone(mona, { merchantId, seen: seen!, zone });
  expect(await change({ ...benelux, feeMinor: 1000 })).toMatchObject({ ok: true });
  expect(await change({ ...benelux, feeMinor: 1100 })).toMatchObject({ reason: "changed-meanwhile" });
  expect(await removeZone(mona, { merchantId, seen: seen! })).toMatchObject({ reason: "changed-meanwhile" });
  const [now] = await zonesOf(w.schedule(), merchantId);
  expect(now?.feeMinor).toBe(1000);
  expect(await removeZone(mona, { merchantId, seen: now! })).toMatchObject({ ok: true });
  expect(await removeZone(mona, { merchantId, seen: now! })).toMatchObject({ reason: "not-found" });
  const log = await w.db.select().from(auditEntries).where(eq(auditEntries.accountId, merchantId));
  expect(log.map(({ action }) => action)).toEqual([
    "delivery-zone-added",
    "delivery-zone-changed",
    "delivery-zone-removed",
  ]);
});

test("only owners and managers of this very shop decide about its delivery", async () => {
  const { w, add, member, merchantId } = await shop();
  await add(benelux);
  const [seen] = await zonesOf(w.schedule(), merchantId);
  const stranger = await w.person("sam");
  for (const ctx of [stranger, await member("flo", "fulfilment")]) {
    expect(await add(everywhere, ctx)).toMatchObject({ reason: "not-found" });
    expect(await removeZone(ctx, { merchantId, seen: seen! })).toMatchObject({ reason: "not-found" });
    expect(await setHandlingDays(ctx, { merchantId, handlingDays: 2 })).toMatchObject({
      reason: "not-found",
    });
    expect(await deliverySettings(ctx, merchantId)).toBeUndefined();
  }
});

test("days of handling move the day that is promised", async () => {
  const { w, seller, add, mona, merchantId } = await shop();
  const mug = await w.listing(seller);
  await add(everywhere);
  const by = async () => {
    const ask = {
      variantId: mug.variantId,
      quantity: 1,
      address: lyonAddress,
      deliveryKind: "standard",
    } as const;
    const quoted = await quoteOrder(w.guest(), (await offerOf(w.guest(), mug.listingId))!, ask);
    return quoted.ok ? quoted.value.delivery.deliverBy.toISOString() : quoted.reason;
  };
  expect(await by()).toBe("2026-05-09T21:59:59.999Z");
  expect(await setHandlingDays(mona, { merchantId, handlingDays: 2 })).toMatchObject({ ok: true });
  expect(await by()).toBe("2026-05-11T21:59:59.999Z");
  for (const handlingDays of [-1, 1.5, 31])
    expect(await setHandlingDays(mona, { merchantId, handlingDays })).toMatchObject({ reason: "bad-days" });
});
