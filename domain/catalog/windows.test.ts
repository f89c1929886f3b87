// An offer's window by the server's clock, to the millisecond; and who began before its end may finish.
import { expect, test } from "vitest";
import { beginPayment } from "@/domain/orders/begin-payment";
import { placeOrder } from "@/domain/orders/place-order";
import { world } from "@/domain/testing";
import { pay, placed, told, typedCard, wish } from "@/domain/testing-purchases";
import { minutesAfter, secondsAfter } from "@/domain/time";
import { productCards } from "./card-facts";

const millisecond = 0.001;

async function drop(w: Awaited<ReturnType<typeof world>>) {
  const seller = await w.merchant("atelier");
  const opensAt = minutesAfter(w.clock.now(), 10);
  const endsAt = minutesAfter(w.clock.now(), 20);
  return w.listing(seller, { unitsInStock: 9, listing: { opensAt, endsAt } });
}

const passSeconds = (w: Awaited<ReturnType<typeof world>>, seconds: number) => w.passMinutes(seconds / 60);

// Out: the equals sign of either comparison in for-sale.ts. Then: a millisecond more or less.
test("an offer begins at its first millisecond and is over at the one of its end, for the card and the order alike", async () => {
  const w = await world();
  const mug = await drop(w);
  const state = async () => (await productCards(w.guest(), [mug.listingId])).get(mug.listingId)?.notForSale;
  const order = async () => {
    const outcome = await placeOrder(w.guest(), wish(mug));
    return outcome.ok ? undefined : outcome.reason;
  };
  const start = w.clock.now();
  passSeconds(w, 600 - millisecond);
  expect(w.clock.now()).toEqual(secondsAfter(start, 600 - millisecond));
  expect([await state(), await order()]).toEqual(["not-started", "not-started"]);
  passSeconds(w, millisecond);
  expect([await state(), await order()]).toEqual([undefined, undefined]);
  passSeconds(w, 600 - millisecond);
  expect([await state(), await order()]).toEqual([undefined, undefined]);
  passSeconds(w, millisecond);
  expect([await state(), await order()]).toEqual(["over", "over"]);
});

// Out: that begin-payment asks about the moment when the checkout began. Then: "over".
test("who began a millisecond before the end pays within the hold; who amends the checkout after it does not", async () => {
  const w = await world();
  const mug = await drop(w);
  passSeconds(w, 1200 - millisecond);
  const [ada, grace] = [w.guest(), w.guest()];
  const hers = await placed(ada, mug);
  await placed(grace, mug, { email: "grace@merle.test" });
  passSeconds(w, millisecond);
  expect(await placeOrder(grace, wish(mug, { email: "grace@merle.test", quantity: 2 }))).toMatchObject({
    reason: "over",
  });
  w.passMinutes(9);
  expect(told(await pay(w, ada, hers))).toBe("paid");
});

test("a checkout that goes on beyond its hold and the grace is asked about as if it began then", async () => {
  const w = await world();
  const mug = await drop(w);
  w.passMinutes(19);
  const ada = w.guest();
  const hers = await placed(ada, mug);
  const begin = async () =>
    beginPayment(ada, {
      orderId: hers.id,
      seenTotalMinor: hers.totalMinor,
      seenCurrency: hers.currency,
      means: await typedCard(w),
      keepsDetails: false,
      returnUrl: "http://localhost/",
      showsChallengeInPlace: true,
    });
  w.passMinutes(30);
  expect(await begin()).toMatchObject({ ok: false, reason: "over" });
});
