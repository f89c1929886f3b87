// The life of an order, on one screen.
import { inArray } from "drizzle-orm";
import { orders, type orderStatuses } from "@/db/schema/orders";

export type OrderStatus = (typeof orderStatuses)[number];

/** What each state may become. Whoever moves an order does it by an update that is guarded by this table. */
export const transitions: Record<OrderStatus, readonly OrderStatus[]> = {
  pending: ["paid", "expired"],
  expired: ["paid"], // the money came late and there was still stock
  paid: ["packing", "cancelled", "refunded", "disputed", "withdrawn"],
  packing: ["shipped", "refunded", "disputed", "withdrawn"],
  shipped: ["delivered", "refunded", "disputed", "returned", "withdrawn"],
  delivered: ["refunded", "disputed", "returned", "withdrawn"],
  cancelled: [],
  refunded: ["disputed"], // and back to where it was when the bank sends the refund back: refunded-order.ts
  disputed: ["refunded"], // and back to where it was when the bank finds for the shop: dispute-order.ts
  returned: ["refunded"],
  withdrawn: ["refunded"],
};

export const mayBecome = (from: OrderStatus, to: OrderStatus): boolean => transitions[from].includes(to);

/** The condition of a guarded update: only an order that may become `to`. */
export function whereMayBecome(to: OrderStatus) {
  const from = (Object.keys(transitions) as OrderStatus[]).filter((status) => mayBecome(status, to));
  return inArray(orders.status, from);
}

/** The states in which units were bought and count against a limit per buyer. */
export const boughtStatuses: readonly OrderStatus[] = ["paid", "packing", "shipped", "delivered", "disputed"];

/** The shopper may cancel by themselves until packing begins. */
export const mayShopperCancel = (status: OrderStatus): boolean => mayBecome(status, "cancelled");

export const holdMinutes = 10;

/** Of one variant, the unpaid units of all behind one network address: the other half is left to everybody else. */
export const mostHeldBehindOne = (unitsInStock: number, unitsPerBuyer: number): number =>
  Math.max(unitsPerBuyer, Math.floor(unitsInStock / 2));

/** Whether the parcel is still to come. */
export const isAwaited = (status: OrderStatus): boolean =>
  status === "paid" || status === "packing" || status === "shipped";
