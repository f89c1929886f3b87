// A shop packs, ships and delivers what was bought: by whom, in which order, once, and what the shopper hears of it.
// What was taken out to see each fail stands above it.
import { expect, test } from "vitest";
import { mails } from "@/db/schema/mail";
import { orders, shipments } from "@/db/schema/orders";
import { cancelAndRefund } from "@/domain/checkout/cancel-and-refund";
import { refundOrder } from "@/domain/checkout/refund-order";
import type { Context, Person, Role } from "@/domain/context";
import { type World, world } from "@/domain/testing";
import { bought, expectBooksInOrder, orderRow } from "@/domain/testing-purchases";
import { carrierName, carriers, trackingUrl } from "./carrier-rules";
import { deliverOrder } from "./deliver-order";
import { packOrder } from "./pack-order";
import { orderPage } from "./queries";
import { shipOrder } from "./ship-order";
import { shopOrderPage, shopOrders, shopQueues } from "./shop-queries";

/** A shop with a mug, and one that was bought. */
async function shop() {
  const w = await world();
  const seller = await w.merchant("atelier");
  const mug = await w.listing(seller, { unitsInStock: 50 });
  const shopper = w.guest();
  const order = await bought(w, shopper, mug);
  const member = async (handle: string, role: Role): Promise<Context> => {
    const person = await w.person(handle);
    return { ...person, actor: { ...person.actor, memberships: [{ accountId: seller.accountId, role }] } };
  };
  return { ...w, seller, mug, shopper, order, member };
}

const byPost = { carrier: "la-poste", trackingNumber: "6A 123" };
const mailsOf = async (w: World) => (await w.db.select().from(mails)).map(({ kind }) => kind);

test("an order is packed, shipped and delivered; the shopper is told by mail and on its page", async () => {
  const w = await shop();
  const mona = await w.member("mona", "fulfilment");
  const { id: orderId } = w.order;
  expect(await packOrder(mona, orderId)).toMatchObject({ ok: true });
  expect(await shipOrder(mona, { orderId, ...byPost })).toMatchObject({ ok: true });
  expect(await orderPage(w.shopper, orderId)).toMatchObject({
    status: "shipped",
    shipment: {
      carrier: "La Poste",
      trackingNumber: "6A 123",
      trackingUrl: "https://www.laposte.fr/outils/suivre-vos-envois?code=6A%20123",
    },
  });
  expect(await deliverOrder(mona, orderId)).toMatchObject({ ok: true });
  const page = await orderPage(w.shopper, orderId);
  expect(page?.events.map(({ kind, by }) => `${kind} by ${by}`).slice(-3)).toEqual([
    "packing by merchant",
    "shipped by merchant",
    "delivered by merchant",
  ]);
  expect(await mailsOf(w)).toEqual(["order-paid", "order-shipped", "order-delivered"]);
  await expectBooksInOrder(w);
});

// Out: who acts for whom. Then: the shopper reads that the seller did what Merle did.
test("what the operator does is told as Merle's, unless they do it for a shop of their own", async () => {
  const w = await shop();
  const { id: orderId } = w.order;
  const operator = async (handle: string, memberships: Person["memberships"]): Promise<Context> => {
    const person = await w.person(handle);
    return { ...person, actor: { ...person.actor, isOperator: true, memberships } };
  };
  const ops = await operator("ops", []);
  const owner = await operator("mona", [{ accountId: w.seller.accountId, role: "owner" }]);
  expect(await packOrder(ops, orderId)).toMatchObject({ ok: true });
  expect(await shipOrder(owner, { orderId, ...byPost })).toMatchObject({ ok: true });
  expect(await refundOrder(ops, { orderId, amountMinor: 100, seenRefundedMinor: 0 })).toMatchObject({
    ok: true,
  });
  const page = await orderPage(w.shopper, orderId);
  const doings = page?.events.map(({ kind, by }) => `${kind} by ${by}`);
  expect(doings).toEqual(
    expect.arrayContaining([
      "packing by operator",
      "shipped by merchant",
      "refund-started by operator",
      "refunded by stripe",
    ]),
  );
});

// Out: the guard of the update. Then: two parcels, two mails.
test("two members ship at once: one does, the other is told that it was done", async () => {
  const w = await shop();
  const [mona, otto] = [await w.member("mona", "owner"), await w.member("otto", "fulfilment")];
  const { id: orderId } = w.order;
  await packOrder(mona, orderId);
  const outcomes = await Promise.all([
    shipOrder(mona, { orderId, ...byPost }),
    shipOrder(otto, { orderId, carrier: "ups", trackingNumber: undefined }),
  ]);
  expect(outcomes.map((outcome) => (outcome.ok ? "shipped" : outcome.reason)).toSorted()).toEqual([
    "not-now",
    "shipped",
  ]);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ detail: { status: "shipped" } });
  expect(await w.db.select().from(shipments)).toHaveLength(1);
  expect((await mailsOf(w)).filter((kind) => kind === "order-shipped")).toHaveLength(1);
});

// Out: the lock on the attempt and the look at what has gone back. Then: it is shipped, and all of its money given back.
test("what is being paid back whole is not sent any more, whoever of the two was first", async () => {
  const w = await shop();
  const [mona, otto] = [await w.member("mona", "owner"), await w.member("otto", "support")];
  const { id: orderId, totalMinor } = w.order;
  await packOrder(mona, orderId);
  await w.stripe.fault("timeout-before", "/v1/refunds"); // the money has not gone yet
  await refundOrder(otto, { orderId, amountMinor: totalMinor, seenRefundedMinor: 0 });
  expect(await shipOrder(mona, { orderId, ...byPost })).toMatchObject({ reason: "being-refunded" });
  expect(await shopOrderPage(mona, orderId)).toMatchObject({
    mayShip: false,
    mayRefund: false,
    leftMinor: 0,
  });
  expect(await w.db.select().from(shipments)).toEqual([]);
});

test("no step is left out, none is taken twice, and it is said where the order is", async () => {
  const w = await shop();
  const mona = await w.member("mona", "owner");
  const { id: orderId } = w.order;
  expect(await shipOrder(mona, { orderId, ...byPost })).toMatchObject({
    reason: "not-now",
    detail: { status: "paid" },
  });
  expect(await deliverOrder(mona, orderId)).toMatchObject({ reason: "not-now", detail: { status: "paid" } });
  await packOrder(mona, orderId);
  expect(await packOrder(mona, orderId)).toMatchObject({ reason: "not-now", detail: { status: "packing" } });
  expect(await cancelAndRefund(w.shopper, orderId)).toMatchObject({ reason: "too-late" });
  expect(await orderRow(w, orderId)).toMatchObject({ status: "packing" });
});

// Out: the roles. Then: the analyst packs.
test("only who fulfils packs and ships; who counts does not see addresses; another shop's order is not there", async () => {
  const w = await shop();
  const { id: orderId } = w.order;
  const stranger = await w.person("stranger");
  for (const nobody of [
    w.shopper,
    stranger,
    await w.member("ana", "analyst"),
    await w.member("sam", "support"),
  ])
    expect(await packOrder(nobody, orderId)).toMatchObject({ reason: "not-found" });
  expect(await orderRow(w, orderId)).toMatchObject({ status: "paid" });
  const [ana, sam] = [await w.member("anna", "analyst"), await w.member("samuel", "support")];
  expect(await shopOrderPage(ana, orderId)).toBeUndefined();
  expect((await shopOrders(ana, { view: "all" })).orders).toEqual([]);
  expect(await shopOrderPage(sam, orderId)).toMatchObject({ mayPack: false, mayRefund: true });
  const other = await w.merchant("other");
  const rival = await w.person("rival");
  const ofOther: Context = {
    ...rival,
    actor: { ...rival.actor, memberships: [{ accountId: other.accountId, role: "owner" }] },
  };
  expect(await shopOrderPage(ofOther, orderId)).toBeUndefined();
  expect(await packOrder(ofOther, orderId)).toMatchObject({ reason: "not-found" });
});

test("the queue is oldest first, reads on, and is searched by number and by address", async () => {
  const w = await shop();
  const mona = await w.member("mona", "fulfilment");
  for (let at = 0; at < 26; at++) {
    w.passMinutes(1);
    await bought(w, w.guest(), w.mug, { email: `guest${at}@merle.test` });
  }
  const first = await shopOrders(mona, { view: "to-pack" });
  expect(first.orders).toHaveLength(25);
  expect(first.orders[0]).toMatchObject({ id: w.order.id, buyer: "Grace Okafor", units: 1 });
  const rest = await shopOrders(mona, { view: "to-pack", after: first.after });
  expect(rest.orders).toHaveLength(2);
  expect(rest.after).toBeUndefined();
  expect(await shopQueues(mona)).toEqual({ "to-pack": 27, packing: 0 });
  await packOrder(mona, w.order.id);
  expect(await shopQueues(mona)).toEqual({ "to-pack": 26, packing: 1 });
  expect((await shopOrders(mona, { view: "packing" })).orders.map(({ id }) => id)).toEqual([w.order.id]);
  const found = await shopOrders(mona, { view: "to-pack", search: "Guest3@merle.test" });
  expect(found.orders).toHaveLength(1);
  const { number } = await orderRow(w, w.order.id);
  expect((await shopOrders(mona, { view: "over", search: number ?? "" })).orders).toHaveLength(1);
  expect((await shopOrders(mona, { view: "all" })).orders[0]?.id, "newest first").toBe(
    rest.orders.at(-1)?.id,
  );
});

// Out: that what is searched is no queue. Then: the second page is empty.
test("what is found reads on too, the newest first", async () => {
  const w = await shop();
  const mona = await w.member("mona", "support");
  for (let at = 0; at < 26; at++) {
    w.passMinutes(1);
    await bought(w, w.guest(), w.mug, { email: `guest${at}@merle.test` });
  }
  await w.db.update(orders).set({ email: "often@merle.test" });
  const asked = { view: "to-pack", search: "often@merle.test" } as const;
  const first = await shopOrders(mona, asked);
  const rest = await shopOrders(mona, { ...asked, after: first.after });
  const ids = [...first.orders, ...rest.orders].map(({ id }) => id);
  expect(ids).toHaveLength(27);
  expect(ids).toEqual(ids.toSorted().toReversed());
});

test("every carrier that is known can be followed; another keeps its name, and is not guessed at", () => {
  for (const carrier of carriers)
    expect(URL.canParse(trackingUrl(carrier, "A&B 1") ?? ""), carrierName(carrier)).toBe(true);
  expect(carriers.every((carrier) => trackingUrl(carrier, "A&B 1")?.includes("A%26B%201"))).toBe(true);
  expect(trackingUrl("la-poste", null)).toBeUndefined();
  expect(trackingUrl("Pigeon & Sons", "1")).toBeUndefined();
  expect(carrierName("Pigeon & Sons")).toBe("Pigeon & Sons");
});
