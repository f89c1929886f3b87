// Packing begins: from now on the shopper can no longer cancel by themselves. Undo: none; what is not sent is refunded.
import { type Core, inTransaction } from "@/domain/context";
import { type Moved, moveOrder } from "./move-order";

/** Refuses as moveOrder does. */
export const packOrder = (ctx: Core, orderId: string): Promise<Moved> =>
  inTransaction(ctx, (core) => moveOrder(core, orderId, "packing"));
