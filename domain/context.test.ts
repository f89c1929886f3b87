import { expect, test } from "vitest";
import { donationsOf } from "./donations/queries";
import { orderPage, ordersOf } from "./orders/queries";
import { placeOrder } from "./orders/place-order";
import { cancelOrder } from "./orders/cancel-order";
import { lyonAddress, world } from "./testing";

test("a browser whose guest cookie says a person's id sees nothing of that person's", async () => {
  const w = await world();
  const ada = await w.person("ada");
  const placed = await placeOrder(ada, {
    ...(await w.listing(await w.merchant())),
    quantity: 1,
    email: "ada@merle.test",
    address: lyonAddress,
    deliveryKind: "standard",
    tweetId: undefined,
  });
  if (!placed.ok) throw new Error(placed.reason);
  const orderId = placed.value.id;
  expect(await orderPage(ada, orderId)).toBeDefined();

  const thief = w.guest(ada.personId);
  expect(await orderPage(thief, orderId)).toBeUndefined();
  expect((await ordersOf(thief)).orders).toEqual([]);
  expect((await donationsOf(thief)).gifts).toEqual([]);
  expect(await cancelOrder(thief, orderId)).toMatchObject({ reason: "not-found" });
});
