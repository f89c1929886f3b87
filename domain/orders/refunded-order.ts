// An order is refunded once all of its money has gone back, and is what it was before when the bank sends it back.
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { orderEvents, orders } from "@/db/schema/orders";
import type { Core } from "@/domain/context";
import { whereMayBecome } from "./rules";

const states = ["paid", "packing", "shipped", "delivered"] as const;

/** In the transaction that changed what an order gave back. A cancelled order stays cancelled. */
export async function noteWhetherRefunded(core: Core, orderId: string): Promise<void> {
  await core.db
    .update(orders)
    .set({ status: "refunded" })
    .where(
      and(
        eq(orders.id, orderId),
        whereMayBecome("refunded"),
        sql`${orders.refundedMinor} = ${orders.totalMinor}`,
      ),
    );
  const [before] = await core.db
    .select({ kind: orderEvents.kind })
    .from(orderEvents)
    .where(and(eq(orderEvents.orderId, orderId), inArray(orderEvents.kind, [...states])))
    .orderBy(desc(orderEvents.id))
    .limit(1);
  const status = states.find((state) => state === before?.kind);
  if (!status) return;
  await core.db
    .update(orders)
    .set({ status })
    .where(
      and(
        eq(orders.id, orderId),
        eq(orders.status, "refunded"),
        sql`${orders.refundedMinor} < ${orders.totalMinor}`,
      ),
    );
}
