// Giving money back in parts, by two at once, and money that the bank sends back. What was taken out to see each fail
// stands above it.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { variants } from "@/db/schema/catalog";
import { donations } from "@/db/schema/donations";
import { ledgerEntries, ledgerLines } from "@/db/schema/ledger";
import { orders } from "@/db/schema/orders";
import { refunds } from "@/db/schema/payments";
import type { Context, Role } from "@/domain/context";
import { type World, world } from "@/domain/testing";
import {
  dying,
  expectBooksInOrder,
  given,
  hearAll,
  orderRow,
  pay,
  placed,
  told,
  untilItDies,
} from "@/domain/testing-purchases";
import { cancelAndRefund } from "./cancel-and-refund";
import { refundOrder } from "./refund-order";
import { sweepRefunds } from "./sweep";

/** A shop with a mug, one that was bought with this card, and a member of the shop in this role. */
async function shop(card = "pm_card_visa") {
  const w = await world();
  const seller = await w.merchant("atelier", { commissionBasisPoints: 777 });
  const mug = await w.listing(seller, { unitsInStock: 9, priceMinor: 10_001 });
  const shopper = w.guest();
  const order = await placed(shopper, mug);
  expect(told(await pay(w, shopper, order, card))).toBe("paid");
  const member = async (handle: string, role: Role): Promise<Context> => {
    const person = await w.person(handle);
    const memberships = [{ accountId: seller.accountId, role }];
    return { ...person, actor: { ...person.actor, memberships } };
  };
  return { ...w, seller, mug, shopper, order, member };
}

const balanceOf = async (w: World, account: string) => {
  const rows = await w.db.select().from(ledgerLines);
  const sum = (lines: typeof rows) => lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return sum(rows.filter((line) => line.account === account));
};

// Out: rounding down by the sum (each part by itself instead). Then: 2 cents of commission stay behind.
test("26: three uneven refunds to the last cent: money, commission and what is owed come to nought together", async () => {
  const w = await shop();
  const owner = await w.member("mona", "owner");
  const { totalMinor, commissionMinor } = w.order;
  expect(await balanceOf(w, "commission")).toBe(-commissionMinor);
  let seenRefundedMinor = 0;
  for (const amountMinor of [3333, 1, totalMinor - 3334]) {
    expect(await refundOrder(owner, { orderId: w.order.id, amountMinor, seenRefundedMinor })).toMatchObject({
      ok: true,
    });
    seenRefundedMinor += amountMinor;
  }
  expect(await orderRow(w, w.order.id)).toMatchObject({ status: "refunded", refundedMinor: totalMinor });
  expect(await balanceOf(w, "commission")).toBe(0);
  expect(await balanceOf(w, "payable")).toBe(0);
  expect((await w.stripe.client.refunds.list()).data.map(({ amount }) => amount)).toEqual([
    totalMinor - 3334,
    1,
    3333,
  ]);
  await expectBooksInOrder(w);
});

// Out: the comparison with what was seen. Then: both give 500 back.
test("27: two members give back at once: one does, the other is told that it was done", async () => {
  const w = await shop();
  const [mona, otto] = [await w.member("mona", "owner"), await w.member("otto", "support")];
  const input = { orderId: w.order.id, amountMinor: 500, seenRefundedMinor: 0 };
  const outcomes = await Promise.all([refundOrder(mona, input), refundOrder(otto, input)]);
  expect(outcomes.map((outcome) => (outcome.ok ? "given back" : outcome.reason)).toSorted()).toEqual([
    "changed-meanwhile",
    "given back",
  ]);
  expect(await orderRow(w, w.order.id)).toMatchObject({ status: "paid", refundedMinor: 500 });
  await expectBooksInOrder(w);
});

// Out: the sum in the update of openRefund. Then: the database's own check throws instead of a refusal.
test("27: nobody gives back more than was paid, nor twice", async () => {
  const w = await shop();
  const owner = await w.member("mona", "owner");
  const all = { orderId: w.order.id, amountMinor: w.order.totalMinor, seenRefundedMinor: 0 };
  expect(await refundOrder(owner, { ...all, amountMinor: all.amountMinor + 1 })).toMatchObject({
    reason: "more-than-left",
  });
  expect(await refundOrder(owner, all)).toMatchObject({ ok: true });
  const seenRefundedMinor = w.order.totalMinor;
  expect(await refundOrder(owner, { ...all, amountMinor: 1, seenRefundedMinor })).toMatchObject({
    reason: "more-than-left",
  });
  expect((await cancelAndRefund(w.shopper, w.order.id)).ok, "what was refunded is not cancelled too").toBe(
    false,
  );
  await expectBooksInOrder(w);
});

// Out: the look at what is left. Then: "cannot be paid back", or, without the guard in openRefund, a refund of nothing.
test("26: while all of the money is on its way back, the shopper has nothing to cancel", async () => {
  const w = await shop("pm_card_pendingRefund");
  const owner = await w.member("mona", "owner");
  const all = { orderId: w.order.id, amountMinor: w.order.totalMinor, seenRefundedMinor: 0 };
  expect(await refundOrder(owner, all)).toMatchObject({ ok: true });
  expect(await orderRow(w, w.order.id)).toMatchObject({ status: "paid" });
  expect(await cancelAndRefund(w.shopper, w.order.id)).toMatchObject({ ok: false, reason: "refunded" });
  expect(await orderRow(w, w.order.id)).toMatchObject({ status: "paid" });
  expect(await w.db.select().from(refunds)).toMatchObject([{ amountMinor: w.order.totalMinor }]);
  await expectBooksInOrder(w);
});

test("26: a refund of nothing, of less, or of a fraction is none", async () => {
  const w = await shop();
  const owner = await w.member("mona", "owner");
  const ask = { orderId: w.order.id, seenRefundedMinor: 0 };
  for (const amountMinor of [0, -1])
    await expect(refundOrder(owner, { ...ask, amountMinor })).rejects.toThrow("whole minor units");
  expect(await refundOrder(owner, { ...ask, amountMinor: 0.5 })).toMatchObject({ reason: "not-payable" });
  expect(await w.db.select().from(refunds)).toEqual([]);
});

// Out: postRefundFailed. Then: "a refund is the same at Stripe and in the ledger" is missing the whole amount.
test("27: a refund that the bank sends back undoes itself, and can be given again", async () => {
  const w = await shop("pm_card_refundFail");
  const owner = await w.member("mona", "owner");
  const all = { orderId: w.order.id, amountMinor: w.order.totalMinor, seenRefundedMinor: 0 };
  expect(await refundOrder(owner, all)).toMatchObject({ ok: true });
  expect(await orderRow(w, w.order.id)).toMatchObject({
    status: "refunded",
    refundedMinor: w.order.totalMinor,
  });
  w.passMinutes(1);
  await w.stripe.local.runDue();
  await hearAll(w);
  expect(await orderRow(w, w.order.id)).toMatchObject({ status: "paid", refundedMinor: 0 });
  expect(await balanceOf(w, "commission")).toBe(-w.order.commissionMinor);
  expect(await refundOrder(owner, { ...all, amountMinor: 100 })).toMatchObject({ ok: true });
  expect(await w.db.select().from(refunds)).toHaveLength(2);
});

// Out: asking how a refund stands after its key has found it again. Then: what failed meanwhile stands as given back.
test("27: a refund whose answer was lost, and that the bank sent back before we asked again, has failed", async () => {
  const w = await shop("pm_card_refundFail");
  await w.stripe.fault("reset-after", "/v1/refunds");
  await cancelAndRefund(w.shopper, w.order.id);
  w.passMinutes(1);
  await w.stripe.local.runDue();
  await hearAll(w); // of a refund that nobody here knows yet
  await sweepRefunds(w.schedule());
  expect(await w.db.select().from(refunds)).toMatchObject([{ status: "failed" }]);
  expect(await orderRow(w, w.order.id)).toMatchObject({ status: "cancelled", refundedMinor: 0 });
  await expectBooksInOrder(w);
});

// Out: "pending" counted as carried out. Then: the order is refunded before its money has gone.
test("27: a refund that takes its time is the order's only once it has arrived", async () => {
  const w = await shop("pm_card_pendingRefund");
  const owner = await w.member("mona", "owner");
  const all = { orderId: w.order.id, amountMinor: w.order.totalMinor, seenRefundedMinor: 0 };
  expect(await refundOrder(owner, all)).toMatchObject({ ok: true });
  expect(await orderRow(w, w.order.id)).toMatchObject({ status: "paid", refundedMinor: 0 });
  w.passMinutes(5);
  await w.stripe.local.runDue();
  await sweepRefunds(w.schedule());
  expect(await orderRow(w, w.order.id)).toMatchObject({
    status: "refunded",
    refundedMinor: w.order.totalMinor,
  });
  await expectBooksInOrder(w);
});

test("a process that dies after Stripe took a refund on gives back once all the same", async () => {
  const w = await shop();
  await untilItDies(cancelAndRefund(dying(w.shopper, "after", "createRefund"), w.order.id));
  expect(await orderRow(w, w.order.id)).toMatchObject({ status: "cancelled", refundedMinor: 0 });
  await expectBooksInOrder(w);
  expect(await orderRow(w, w.order.id)).toMatchObject({ refundedMinor: w.order.totalMinor });
  expect((await w.stripe.client.refunds.list()).data).toHaveLength(1);
});

test("only the shop's own members with a hand on money, and the operator, give back", async () => {
  const w = await shop();
  const input = { orderId: w.order.id, amountMinor: 100, seenRefundedMinor: 0 };
  const stranger = await w.person("grace");
  for (const ctx of [
    stranger,
    w.guest(),
    w.shopper,
    await w.member("pack", "fulfilment"),
    await w.member("ana", "analyst"),
  ])
    expect(await refundOrder(ctx, input)).toMatchObject({ ok: false, reason: "not-found" });
  const operator = { ...stranger, actor: { ...stranger.actor, isOperator: true } };
  expect(await refundOrder(operator, input)).toMatchObject({ ok: true });
});

/** Numbers that look random and are the same every time (mulberry32). */
function dice(seed: number) {
  let state = seed;
  return (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

// Out: the reversal of the commission in refundLines. Then: entries do not add up, and are refused.
test.each([1, 2, 3])(
  "31: any mixture of sales, gifts, refunds and disputes in four currencies adds up to nought and to Stripe's balance (seed %i)",
  async (seed) => {
    const w = await world();
    const roll = dice(seed);
    const shops = [];
    for (const [currency, priceMinor] of [
      ["USD", 1999],
      ["EUR", 2301],
      ["JPY", 777],
      ["KWD", 4320],
    ] as const) {
      const seller = await w.merchant(`shop${currency.toLowerCase()}`, {
        currency,
        otherCurrencies: ["USD", "EUR", "JPY", "KWD"].filter((code) => code !== currency),
        commissionBasisPoints: 333 + roll(1500),
      });
      const listing = await w.listing(seller, {
        priceMinor,
        // In two of the three others, as many minor units or a few more.
        otherPrices: Object.fromEntries(
          (["USD", "EUR", "JPY", "KWD"] as const)
            .filter((code) => code !== currency && code !== (currency === "JPY" ? "EUR" : "JPY"))
            .map((code) => [code, 10 * Math.ceil((priceMinor + roll(500)) / 10)]),
        ),
        unitsInStock: 99,
        listing: { unitsPerBuyer: 99 },
      });
      await w.db.update(variants).set({ isTaxable: false }).where(eq(variants.id, listing.variantId));
      const person = await w.person(`owner${currency.toLowerCase()}`);
      const memberships = [{ accountId: seller.accountId, role: "owner" as const }];
      shops.push({ listing, owner: { ...person, actor: { ...person.actor, memberships } } });
    }
    const { causeId } = await w.cause();
    const cards = [
      "pm_card_visa",
      "pm_card_visa",
      "pm_card_pendingRefund",
      "pm_card_refundFail",
      "pm_card_createDispute",
    ];
    for (let turn = 0; turn < 24; turn++) {
      const { listing, owner } = shops[roll(shops.length)]!;
      const buyer = w.guest();
      const email = `shopper${turn}@merle.test`;
      if (roll(5) === 0) {
        const giftMinor = 200 + roll(9000);
        expect((await given(w, buyer, causeId, { giftMinor, seenTotalMinor: giftMinor, email })).ok).toBe(
          true,
        );
        continue;
      }
      const currency = [undefined, "USD", "EUR", "JPY", "KWD"][roll(5)];
      const order = await placed(buyer, listing, { quantity: 1 + roll(3), email, currency });
      if (told(await pay(w, buyer, order, cards[roll(cards.length)])) !== "paid") continue;
      if (roll(4) === 0) await cancelAndRefund(buyer, order.id);
      for (let part = roll(3), seenRefundedMinor = 0; part > 0; part--) {
        // Whole tens: Stripe moves no single fils.
        const amountMinor = 10 * (1 + roll(Math.floor(order.totalMinor / 20)));
        if (order.currency === "KWD")
          expect(
            await refundOrder(owner, { orderId: order.id, amountMinor: 5, seenRefundedMinor }),
          ).toMatchObject({
            reason: "not-payable",
          });
        const outcome = await refundOrder(owner, { orderId: order.id, amountMinor, seenRefundedMinor });
        if (outcome.ok) seenRefundedMinor += amountMinor;
      }
    }
    await expectBooksInOrder(w, { eventsArrive: true });
    const rows = await w.db.select().from(ledgerLines);
    const sums = new Map<string, number>();
    for (const { currency, amountMinor } of rows) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
    expect([...sums].filter(([, sum]) => sum !== 0)).toEqual([]);
    expect(sums.size).toBe(4);
    const atStripe = await w.schedule().payments.balance();
    for (const [currency, minor] of atStripe)
      expect(
        rows
          .filter((row) => row.account === "stripe-balance" && row.currency === currency)
          .reduce((sum, row) => sum + row.amountMinor, 0),
      ).toBe(minor);
    expect(await w.db.$count(ledgerEntries)).toBeGreaterThan(40);
    expect(
      (await w.db.select().from(orders)).length + (await w.db.select().from(donations)).length,
    ).toBeGreaterThan(20);
  },
);
