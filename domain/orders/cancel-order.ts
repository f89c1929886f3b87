// The shopper cancels, by themselves, until packing begins. The units go back on the shelf, all the money goes back:
// the refund is a row here and is carried out by checkout/settle-refund.ts. Undo: none.
import { and, eq, or } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import { buyerKeyOf, type Core, inTransaction, personOf } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { openRefund, type Refund } from "@/domain/payments/refund-attempt";
import { lockPaidAttempt } from "@/domain/payments/start-attempt";
import { restock } from "./holds";
import { mailOrderCancelled } from "./mail-order";
import { noteOrderEvent } from "./note-order-event";
import { whereMayBecome } from "./rules";

export type CancelOrderRefusal = "not-found" | "too-late" | "refunded" | "disputed";

/**
 * Refuses "disputed" while the bank has the money, "too-late" once packing has begun and for orders that are over,
 * "refunded" where all of the money is on its way back already.
 */
export function cancelOrder(
  ctx: Core,
  orderId: string,
): Promise<Outcome<{ refund: Refund }, CancelOrderRefusal>> {
  return inTransaction(ctx, async (core) => {
    const mine = and(eq(orders.id, orderId), isMine(core));
    const [seen] = await core.db.select({ id: orders.id }).from(orders).where(mine);
    if (!seen) return refuse("not-found");
    const attempt = await lockPaidAttempt(core, orderId);
    if (attempt && attempt.refundedMinor >= attempt.amountMinor) return refuse("refunded");
    const [order] = await core.db
      .update(orders)
      .set({ status: "cancelled", closedAt: core.clock.now() })
      .where(and(mine, whereMayBecome("cancelled")))
      .returning();
    if (!order) {
      const [other] = await core.db.select({ status: orders.status }).from(orders).where(mine);
      return refuse(other?.status === "disputed" ? "disputed" : "too-late");
    }
    if (!attempt) throw new Error(`Order ${order.id} is paid, but by no attempt`);
    const opened = await openRefund(
      core,
      attempt,
      attempt.amountMinor - attempt.refundedMinor,
      "cancelled-by-shopper",
    );
    if (!opened.ok) throw new Error(`Order ${order.id} is paid, but cannot be paid back: ${opened.reason}`);
    const refund = opened.value;
    await restock(core, orderId);
    await noteOrderEvent(core, { orderId, kind: "cancelled" });
    await noteOrderEvent(core, { orderId, kind: "refund-started", amountMinor: refund.amountMinor });
    await mailOrderCancelled(core, order);
    return ok({ refund });
  });
}

/** Orders of the person, or of this browser. */
export function isMine(core: Core) {
  const person = personOf(core);
  const ofKey = eq(orders.buyerKey, buyerKeyOf(core) ?? "");
  return person ? or(ofKey, eq(orders.personId, person.personId)) : ofKey;
}
