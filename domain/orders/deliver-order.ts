// The carrier says that it has arrived; the shopper is told. Undo: none.
import { type Core, inTransaction } from "@/domain/context";
import { mailOrderDelivered } from "./mail-order";
import { type Moved, moveOrder } from "./move-order";

/** Refuses as moveOrder does. */
export function deliverOrder(ctx: Core, orderId: string): Promise<Moved> {
  return inTransaction(ctx, async (core) => {
    const moved = await moveOrder(core, orderId, "delivered");
    if (moved.ok) await mailOrderDelivered(core, moved.value);
    return moved;
  });
}
