// A checkout that nobody finished: its units go back on the shelf. Undo: money that still comes (mark-paid.ts).
import { and, eq, lte } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import { type Core, inTransaction } from "@/domain/context";
import { giveBackHolds } from "./holds";
import { noteOrderEvent } from "./note-order-event";
import { whereMayBecome } from "./rules";

/** Returns whether it was this call that ended it. Only orders whose hold has run out. */
export function expireOrder(ctx: Core, orderId: string): Promise<boolean> {
  return inTransaction(ctx, async (core) => {
    const now = core.clock.now();
    const [order] = await core.db
      .update(orders)
      .set({ status: "expired", closedAt: now })
      .where(and(eq(orders.id, orderId), whereMayBecome("expired"), lte(orders.holdExpiresAt, now)))
      .returning();
    if (!order) return false;
    await giveBackHolds(core, orderId);
    await noteOrderEvent(core, { orderId, kind: "expired" });
    return true;
  });
}
