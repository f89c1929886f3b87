import { expect, test } from "vitest";
import { openDatabase } from "@/db/open";
import { tallies } from "@/db/schema/tallies";
import { releaseExpiredHolds } from "@/domain/checkout/sweep";
import { placeOrder } from "@/domain/orders/place-order";
import { lyonAddress, type World, world } from "@/domain/testing";
import { openHolds } from "./queue-states";
import { happened, tally } from "./tally";

type Mug = Awaited<ReturnType<World["listing"]>>;

async function place(w: World, mug: Mug): Promise<void> {
  const outcome = await placeOrder(w.guest(), {
    listingId: mug.listingId,
    variantId: mug.variantId,
    quantity: 1,
    email: "guest@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  if (!outcome.ok) throw new Error(outcome.reason);
}

const ordersOf = async (w: World) =>
  Object.fromEntries(
    (await happened(w.schedule()))
      .filter(({ of, count }) => of === "order" && count > 0)
      .map(({ event, count }) => [event, count]),
  );

test("orders that are placed and expire are counted once each, from one turn to the next", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  await place(w, mug);
  await place(w, mug);
  expect(await openHolds(w.schedule())).toBe(2);
  w.passMinutes(1);
  await tally(w.schedule());
  await tally(w.schedule());
  expect(await ordersOf(w)).toEqual({ placed: 2 });

  w.passMinutes(20);
  await releaseExpiredHolds(w.schedule());
  await place(w, mug);
  w.passMinutes(1);
  await tally(w.schedule());
  expect(await ordersOf(w)).toEqual({ placed: 3, expired: 2 });
  expect(await openHolds(w.schedule())).toBe(1);
});

test("what never happened is told as nought, so that its first time is seen", async () => {
  const w = await world();
  const told = await happened(w.schedule());
  expect(told).toContainEqual({ of: "order", event: "paid", count: 0 });
  expect(told).toContainEqual({ of: "money", event: "donation-dispute-lost", count: 0 });
});

test("what has just happened is left for the next turn, because another transaction may still be open", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  await place(w, mug);
  await tally(w.schedule());
  expect(await ordersOf(w)).toEqual({});
  w.passMinutes(1);
  await tally(w.schedule());
  expect(await ordersOf(w)).toEqual({ placed: 1 });
});

test("two processes that count at once count nothing twice", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  for (let i = 0; i < 5; i++) await place(w, mug);
  w.passMinutes(1);
  const other = openDatabase(w.db.url);
  await Promise.all([tally(w.schedule()), tally({ ...w.schedule(), db: other })]);
  await other.close();
  expect(await ordersOf(w)).toEqual({ placed: 5 });
  expect((await w.db.select().from(tallies)).map(({ of }) => of)).toEqual(["order"]);
});
