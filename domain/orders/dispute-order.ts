// The bank takes the money of an order back: the order is disputed, wherever it was. When the bank finds for the shop
// it goes back there; when it does not, it stays. Amounts are what the bank took or gave back, in minor units, for the
// order's page. Undo: the bank's.
import { and, eq, sql } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import type { Core } from "@/domain/context";
import { noteOrderEvent } from "./note-order-event";
import { whereMayBecome } from "./rules";

/** An order that is over, or was never paid, stays as it is. Again is the same as once. */
export async function markOrderDisputed(core: Core, orderId: string, amountMinor: number): Promise<void> {
  const disputed = await core.db
    .update(orders)
    .set({ status: "disputed", statusBeforeDispute: sql`${orders.status}` })
    .where(and(eq(orders.id, orderId), whereMayBecome("disputed")))
    .returning({ id: orders.id });
  if (disputed.length > 0) await noteOrderEvent(core, { orderId, kind: "disputed", amountMinor });
}

/** The bank found for the shop, and has no other dispute about this order. */
export async function endOrderDispute(core: Core, orderId: string, amountMinor: number): Promise<void> {
  const restored = await core.db
    .update(orders)
    .set({ status: sql`${orders.statusBeforeDispute}`, statusBeforeDispute: null })
    .where(
      and(
        eq(orders.id, orderId),
        eq(orders.status, "disputed"),
        sql`${orders.statusBeforeDispute} is not null`,
      ),
    )
    .returning({ id: orders.id });
  if (restored.length > 0) await noteOrderEvent(core, { orderId, kind: "dispute-won", amountMinor });
}

/** The bank found for the shopper: the order stays disputed. */
export async function noteOrderDisputeLost(core: Core, orderId: string, amountMinor: number): Promise<void> {
  await noteOrderEvent(core, { orderId, kind: "dispute-lost", amountMinor });
}
