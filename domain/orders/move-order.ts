// The seller takes an order one step further: what packing, shipping and delivering have in common.
import { and, eq } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import { type ShopClosed, whyShopClosed } from "@/domain/channels/shop-closed";
import { type Core, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { lockPaidAttempt } from "@/domain/payments/start-attempt";
import { noteOrderEvent } from "./note-order-event";
import type { Order } from "./place-order";
import { type OrderStatus, whereMayBecome } from "./rules";
import { doerFor, isOfMyShop } from "./shop-access";

/** not-now: from where it is it does not become that · being-refunded: all of its money is on the way back. */
export type MoveOrderRefusal = "not-found" | "not-now" | "being-refunded";
export type Moved = Outcome<Order, MoveOrderRefusal, { status: OrderStatus } | undefined> | ShopClosed;

/**
 * Inside a transaction. For members of the shop who fulfil, until everything of it has closed, and for the operator;
 * "not-found" for everybody else. Of two at once one moves it; the other is refused "not-now", and is told where it is.
 */
export async function moveOrder(
  core: Core,
  orderId: string,
  to: "packing" | "shipped" | "delivered",
): Promise<Moved> {
  const ours = and(eq(orders.id, orderId), isOfMyShop(core, "fulfil"));
  const [seen] = await core.db
    .select({ status: orders.status, merchantId: orders.merchantId })
    .from(orders)
    .where(ours);
  if (!seen) return refuse("not-found");
  const closed = personOf(core)?.isOperator ? undefined : await whyShopClosed(core, seen.merchantId);
  if (closed) return closed;
  const attempt = await lockPaidAttempt(core, orderId);
  if (to !== "delivered" && attempt && attempt.refundedMinor >= attempt.amountMinor)
    return refuse("being-refunded", { status: seen.status });
  const [order] = await core.db
    .update(orders)
    .set({ status: to })
    .where(and(ours, whereMayBecome(to)))
    .returning();
  if (!order) {
    const [now] = await core.db.select({ status: orders.status }).from(orders).where(ours);
    return refuse("not-now", { status: now?.status ?? seen.status });
  }
  await noteOrderEvent(core, { orderId, kind: to, by: doerFor(core, seen.merchantId, "fulfil") });
  return ok(order);
}
