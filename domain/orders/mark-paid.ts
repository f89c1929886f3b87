// The money of an order has come: its units are sold, it gets its number, the shopper a mail. Undo: cancel-order.
import { and, eq, or, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { keptAddresses, type PostalAddress } from "@/db/schema/accounts";
import { variants } from "@/db/schema/catalog";
import { holds, orders } from "@/db/schema/orders";
import { type Blanks, statement } from "@/db/statement";
import type { Core } from "@/domain/context";
import type { Money } from "@/domain/money";
import { nextNumber } from "@/domain/payments/next-number";
import { mailOrderPaid } from "./mail-order";
import { noteOrderEvent } from "./note-order-event";
import { linesOf, type Order, writeHold } from "./place-order";
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
      if (!(await sellHeldUnits(core, orderId))) await sellWithoutHold(core, orderId);
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

const sellHolds = statement((db, { orderId }: Blanks<{ orderId: string }>) =>
  db
    .update(holds)
    .set({ state: "sold", behind: null })
    .where(and(eq(holds.orderId, orderId), eq(holds.state, "held")))
    .returning(),
);

const sellUnits = statement((db, { variantId, units }: Blanks<{ variantId: string; units: number }>) =>
  db
    .update(variants)
    .set({
      unitsHeld: sql`${variants.unitsHeld} - ${units}`,
      unitsInStock: sql`${variants.unitsInStock} - ${units}`,
      unitsSold: sql`${variants.unitsSold} + ${units}`,
    })
    .where(eq(variants.id, variantId)),
);

/** Turns what is held into what is sold. False when nothing is held any more. */
async function sellHeldUnits(core: Core, orderId: string): Promise<boolean> {
  const sold = await sellHolds(core.db, { orderId });
  for (const { variantId, units } of sold) await sellUnits(core.db, { variantId, units });
  return sold.length > 0;
}

/** The hold ended before the money came: takes the units if they are still there. */
async function sellWithoutHold(core: Core, orderId: string): Promise<void> {
  for (const { variantId, quantity } of await linesOf(core.db, { orderId })) {
    const taken = await core.db
      .update(variants)
      .set({
        unitsInStock: sql`${variants.unitsInStock} - ${quantity}`,
        unitsSold: sql`${variants.unitsSold} + ${quantity}`,
      })
      .where(
        and(
          eq(variants.id, variantId),
          or(
            sql`${variants.unitsInStock} - ${variants.unitsHeld} >= ${quantity}`,
            sql`${variants.sellsWithoutStock}`,
          ),
        ),
      )
      .returning({ id: variants.id });
    if (taken.length === 0) throw new NoStockLeft();
    const at = core.clock.now();
    const sold = {
      id: newId(at),
      orderId,
      variantId,
      units: quantity,
      state: "sold",
      behind: null,
      createdAt: at,
    } as const;
    await writeHold(core.db, sold);
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

/** Puts sold units back on the shelf, once: each hold leaves the state "sold" only here. */
export async function restock(core: Core, order: Pick<Order, "id">): Promise<void> {
  const returned = await core.db
    .update(holds)
    .set({ state: "released" })
    .where(and(eq(holds.orderId, order.id), eq(holds.state, "sold")))
    .returning();
  for (const { variantId, units } of returned) {
    await core.db
      .update(variants)
      .set({
        unitsInStock: sql`${variants.unitsInStock} + ${units}`,
        unitsSold: sql`${variants.unitsSold} - ${units}`,
      })
      .where(eq(variants.id, variantId));
  }
}
