// Every invariant is broken once here, on purpose, to see it named.
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { variants } from "@/db/schema/catalog";
import { ledgerEntries, reconciliations } from "@/db/schema/ledger";
import { mails } from "@/db/schema/mail";
import { holds, orderLines, orders } from "@/db/schema/orders";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import { cancelAndRefund } from "@/domain/checkout/cancel-and-refund";
import type { Context } from "@/domain/context";
import { postMovements } from "@/domain/ledger/post-movements";
import { type Entry, postEntry } from "@/domain/ledger/post-entry";
import { type World, world } from "@/domain/testing";
import { attemptsOf, bought, placed } from "@/domain/testing-purchases";
import { auditBooks } from "./audit-books";
import { reconcileDay } from "./reconcile-day";

/** A world in which one mug was bought and kept, another bought and given back, a third is in a checkout. */
async function busyShop() {
  const w = await world();
  const mug = await w.listing(await w.merchant(), { unitsInStock: 9 });
  const sold = await bought(w, w.guest(), mug, { quantity: 2 });
  const backed = w.guest();
  await cancelAndRefund(backed, (await bought(w, backed, mug, { quantity: 2 })).id);
  const pending = await placed(w.guest(), mug, { quantity: 2 });
  return { ...w, mug, sold, pending };
}

const byHand: Entry = {
  kind: "movement",
  sourceId: "txn_by_hand",
  attemptId: undefined,
  currency: "USD",
  lines: [
    { account: "stripe-balance", amountMinor: 5 },
    { account: "bank", amountMinor: -5 },
  ],
};

type Shop = Awaited<ReturnType<typeof busyShop>>;

const checksThatFail = async (shop: Pick<World, "schedule">) =>
  (await auditBooks(shop.schedule())).map(({ check }) => check);

test("a shop where things were bought, given back and begun has nothing to explain", async () => {
  const shop = await busyShop();
  expect(await auditBooks(shop.schedule())).toEqual([]);
});

const damages: [string, (shop: Shop) => Promise<unknown>, string][] = [
  [
    "stock that was written by hand",
    ({ db }) => db.update(variants).set({ unitsInStock: sql`units_in_stock + 1` }),
    "what is in stock and what was sold is what came in",
  ],
  [
    "a unit sold once more than ordered",
    ({ db }) =>
      db.update(variants).set({ unitsSold: sql`units_sold + 1`, unitsReceived: sql`units_received + 1` }),
    "units sold are sold to orders",
  ],
  [
    "a hold that was forgotten",
    ({ db, pending }) => db.delete(holds).where(eq(holds.orderId, pending.id)),
    "units held are held by checkouts",
  ],
  [
    "an order said to be paid",
    ({ db, pending }) =>
      db.update(orders).set({ status: "paid", paidAt: new Date() }).where(eq(orders.id, pending.id)),
    "an order is paid by exactly one payment",
  ],
  [
    "a total that was changed",
    ({ db, sold }) => db.update(orders).set({ totalMinor: 1 }).where(eq(orders.id, sold.id)),
    "an order is paid by its total",
  ],
  [
    "a line that was changed",
    ({ db, sold }) => db.update(orderLines).set({ quantity: 3 }).where(eq(orderLines.orderId, sold.id)),
    "an order costs what its lines cost",
  ],
  [
    "a paid order that forgot it",
    ({ db, sold }) => db.update(orders).set({ status: "pending" }).where(eq(orders.id, sold.id)),
    "the state of an order agrees with its payment",
  ],
  [
    "a number that was taken away",
    ({ db, sold }) => db.update(orders).set({ number: null }).where(eq(orders.id, sold.id)),
    "order numbers have no gaps",
  ],
  [
    "a refund that was made larger here",
    ({ db }) => db.update(refunds).set({ amountMinor: sql`amount_minor - 1` }),
    "a refund is of the same amount at Stripe",
  ],
  ["a refund that vanished", ({ db }) => db.delete(refunds), "a refund at Stripe is kept here"],
  [
    "a payment whose success was forgotten",
    ({ db, sold }) =>
      db.update(paymentAttempts).set({ status: "failed" }).where(eq(paymentAttempts.subjectId, sold.id)),
    "a payment stands both at Stripe and here",
  ],
  [
    "a payment that vanished",
    ({ db, sold }) => db.delete(paymentAttempts).where(eq(paymentAttempts.subjectId, sold.id)),
    "a payment at Stripe is kept here",
  ],
  [
    "a payment that Stripe never heard of",
    ({ db, sold }) =>
      db
        .update(paymentAttempts)
        .set({ stripePaymentIntentId: "pi_unheard_of" })
        .where(eq(paymentAttempts.subjectId, sold.id)),
    "a payment kept here is at Stripe",
  ],
  [
    "a mail that was never written",
    ({ db, sold }) => db.delete(mails).where(eq(mails.eventKey, `order-paid:${sold.id}`)),
    "a paid order is told of by one mail",
  ],
  [
    "money that Stripe took by itself",
    ({ stripe }) =>
      stripe.client.paymentIntents.create({
        amount: 777,
        currency: "eur",
        confirm: true,
        payment_method: "pm_card_visa",
        return_url: "http://localhost/",
      }),
    "every movement at Stripe is of a payment known here",
  ],
  [
    "a ledger that says more than Stripe",
    ({ schedule }) => postEntry(schedule(), byHand),
    "the balance at Stripe is the ledger's",
  ],
];

test.each(damages)("%s is found", async (_, damage, check) => {
  const shop = await busyShop();
  expect(await auditBooks(shop.schedule())).toEqual([]);
  await damage(shop);
  expect(await checksThatFail(shop)).toContain(check);
});

test("once a day Stripe's movements are compared with the ledger's, both ways, and what was found is kept", async () => {
  const shop = await busyShop();
  expect(await reconcileDay(shop.schedule())).toEqual([]);
  expect(await reconcileDay(shop.schedule()), "the day has been compared").toBeUndefined();
  expect(await shop.db.select().from(reconciliations)).toMatchObject([
    { onDay: "2026-05-04", movements: 3, differences: [] },
  ]);

  shop.passMinutes(24 * 60);
  await postEntry(shop.schedule(), { ...byHand, sourceId: "txn_by_hand" });
  const real = shop.schedule();
  const all = await real.payments.movements({ after: undefined });
  const lost = all.kind === "known" ? all.value[0] : undefined;
  const silentOfOne: Context = {
    ...real,
    payments: {
      ...real.payments,
      movements: async () => ({ kind: "known", value: [] }),
      async *movementsSince(since) {
        for await (const movement of real.payments.movementsSince(since))
          yield movement.id === lost?.id ? { ...movement, id: "txn_not_here" } : movement;
      },
    },
  };
  const found = await reconcileDay(silentOfOne);
  expect(found?.map(({ check, subject }) => `${subject}: ${check}`).toSorted()).toEqual(
    [
      `${lost?.id}: a movement in the ledger is at Stripe`,
      "txn_by_hand: a movement in the ledger is at Stripe",
      "txn_not_here: a movement at Stripe is in the ledger",
      "USD: the balance at Stripe is the ledger's",
    ].toSorted(),
  );
});

test("money that moves before its payment is known here is explained once it is, and not twice", async () => {
  const w = await world();
  const order = await bought(w, w.guest(), await w.listing(await w.merchant()));
  const [attempt] = await attemptsOf(w, order.id);
  const ofThis = eq(paymentAttempts.id, attempt!.id);
  await w.db.update(paymentAttempts).set({ stripePaymentIntentId: null }).where(ofThis);
  await postMovements(w.schedule());
  expect(await checksThatFail(w)).toContain("every movement at Stripe is of a payment known here");

  const { stripePaymentIntentId } = attempt!;
  await w.db.update(paymentAttempts).set({ stripePaymentIntentId }).where(ofThis);
  await Promise.all([postMovements(w.schedule()), postMovements(w.schedule())]);
  expect(await auditBooks(w.schedule())).toEqual([]);
  const explained = await w.db.select().from(ledgerEntries).where(eq(ledgerEntries.kind, "explained"));
  expect(explained).toHaveLength(1);
});

test("a ledger entry that was cut in half is found, by whichever door somebody came in", async () => {
  const shop = await busyShop();
  const { db } = shop;
  const [entry] = await db.select().from(ledgerEntries).limit(1);
  const drop =
    db.engine === "sqlite"
      ? "drop trigger ledger_lines_remain"
      : "drop trigger ledger_lines_stay on ledger_lines";
  await db.migrationScript(
    `${drop}; delete from ledger_lines where id = (select min(id) from ledger_lines where entry_id = '${entry?.id}')`,
  );
  expect(await checksThatFail(shop)).toContain("a ledger entry adds up to nought");
});
