// The money of an order has come: its units are sold, it gets its number, the shopper a mail. Undo: cancel-order.
import { and, eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { keptAddresses, type PostalAddress } from "@/db/schema/accounts";
import { orders } from "@/db/schema/orders";
import { type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";
import type { Money } from "@/domain/money";
import { nextNumber } from "@/domain/payments/next-number";
import { sellHeldUnits, sellUnheldUnits } from "./holds";
import { mailOrderPaid } from "./mail-order";
import { noteOrderEvent } from "./note-order-event";
import { linesOf, type Order } from "./place-order";
import { whereMayBecome } from "./rules";

class NoStockLeft extends Error {}

const becomePaid = statement(
  (
    db,
    { id, paidAt, totalMinor, currency }: Blanks<Pick<Order, "id" | "paidAt" | "totalMinor" | "currency">>,
  ) =>
    db
      .update(orders)
      .set({ status: "paid", paidAt, closedAt: null })
      .where(
        and(
          eq(orders.id, id),
          whereMayBecome("paid"),
          eq(orders.totalMinor, totalMinor),
          eq(orders.currency, currency),
        ),
      )
      .returning(),
);

const giveNumber = statement((db, { id, number }: Blanks<Pick<Order, "id" | "number">>) =>
  db.update(orders).set({ number }).where(eq(orders.id, id)),
);

/**
 * Inside the transaction that notes the success of its attempt. Returns false when the order does not want the
 * money: it was cancelled, is paid already, costs something else by now, or nothing is left of its units.
 */
export async function markOrderPaid(core: Core, orderId: string, paid: Money): Promise<boolean> {
  const now = core.clock.now();
  try {
    return await core.db.transaction(async () => {
      const { amountMinor: totalMinor, currency } = paid;
      const [order] = await becomePaid(core.db, { id: orderId, paidAt: now, totalMinor, currency });
      if (!order) return false;
      if (!(await sellHeldUnits(core, orderId))) {
        const lines = await linesOf(core.db, { orderId });
        if (!(await sellUnheldUnits(core, orderId, lines))) throw new NoStockLeft();
      }
      const number = String(100_000 + (await nextNumber(core, "orders")));
      await giveNumber(core.db, { id: orderId, number });
      await noteOrderEvent(core, { orderId, kind: "paid", amountMinor: order.totalMinor });
      if (order.keepsDetails && order.personId && order.shippingAddress)
        await keepAddress(core, order.personId, order.shippingAddress);
      await mailOrderPaid(core, { ...order, number });
      return true;
    });
  } catch (error) {
    if (error instanceof NoStockLeft) return false;
    throw error;
  }
}

/** Keeps the address for next time; the same address again only moves up. */
async function keepAddress(core: Core, personId: string, address: PostalAddress): Promise<void> {
  const now = core.clock.now();
  const known = await core.db.select().from(keptAddresses).where(eq(keptAddresses.personId, personId));
  const same = known.find((row) => isSameAddress(row.address, address));
  if (same) await core.db.update(keptAddresses).set({ lastUsedAt: now }).where(eq(keptAddresses.id, same.id));
  else
    await core.db
      .insert(keptAddresses)
      .values({ id: newId(now), personId, address, lastUsedAt: now, createdAt: now });
}

function isSameAddress(a: PostalAddress, b: PostalAddress): boolean {
  const parts = (x: PostalAddress) => [
    x.fullName,
    x.line1,
    x.line2 ?? "",
    x.city,
    x.state ?? "",
    x.postalCode ?? "",
    x.country,
  ];
  return parts(a).join("\n").toLowerCase() === parts(b).join("\n").toLowerCase();
}
