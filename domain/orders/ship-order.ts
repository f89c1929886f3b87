// The parcel is handed to a carrier, and the shopper told how to follow it. Undo: none; what comes back is a return.
import { newId } from "@/db/id";
import { shipments } from "@/db/schema/orders";
import { type Core, inTransaction, personOf } from "@/domain/context";
import { refuse } from "@/domain/outcome";
import { mailOrderShipped } from "./mail-order";
import { type Moved, moveOrder } from "./move-order";

export type ShipOrder = {
  orderId: string;
  /** One of carrier-rules.ts, or the name of another. */
  carrier: string;
  trackingNumber: string | undefined;
};

/** Refuses as moveOrder does. */
export function shipOrder(ctx: Core, { orderId, carrier, trackingNumber }: ShipOrder): Promise<Moved> {
  return inTransaction(ctx, async (core) => {
    const person = personOf(core);
    if (!person) return refuse("not-found", undefined);
    const moved = await moveOrder(core, orderId, "shipped");
    if (!moved.ok) return moved;
    const shippedAt = core.clock.now();
    const shipment = { carrier, trackingNumber: trackingNumber ?? null };
    await core.db
      .insert(shipments)
      .values({ id: newId(shippedAt), orderId, ...shipment, shippedBy: person.personId, shippedAt });
    await mailOrderShipped(core, moved.value, shipment);
    return moved;
  });
}
