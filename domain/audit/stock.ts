// Stock: what came in is what is there and what was sold; what is held is held by somebody; no unit is sold twice.
import { gt, sql } from "drizzle-orm";
import { variants } from "@/db/schema/catalog";
import type { Difference } from "@/db/schema/ledger";
import { holds, orderLines, orders } from "@/db/schema/orders";
import type { Core } from "@/domain/context";
import { boughtStatuses } from "@/domain/orders/rules";
import { compared, figure, inPages } from "./difference";

export async function stockDifferences(ctx: Core): Promise<Difference[]> {
  return [...(await eachVariant(ctx)), ...(await eachOrder(ctx))];
}

async function eachVariant({ db }: Core): Promise<Difference[]> {
  const unitsIn = (state: string) =>
    figure(sql`select sum(${holds.units}) from ${holds}
      where ${holds.variantId} = ${variants.id} and ${holds.state} = ${state}`);
  const rows = inPages((after, limit) =>
    db
      .select({
        id: variants.id,
        sku: variants.sku,
        inStock: variants.unitsInStock,
        unitsHeld: variants.unitsHeld,
        unitsSold: variants.unitsSold,
        received: variants.unitsReceived,
        sellsWithoutStock: variants.sellsWithoutStock,
        held: unitsIn("held"),
        sold: unitsIn("sold"),
      })
      .from(variants)
      .where(gt(variants.id, after))
      .orderBy(variants.id)
      .limit(limit),
  );
  const differences: Difference[] = [];
  for await (const row of rows) {
    const subject = `variant ${row.sku || row.id}`;
    const { received, inStock, unitsHeld, unitsSold } = row;
    differences.push(
      ...compared(
        "what is in stock and what was sold is what came in",
        subject,
        received,
        inStock + unitsSold,
      ),
      ...compared("units held are held by checkouts", subject, row.held, unitsHeld),
      ...compared("units sold are sold to orders", subject, row.sold, unitsSold),
    );
    if (unitsHeld > inStock && !row.sellsWithoutStock)
      differences.push(
        ...compared("no unit is promised twice", subject, `at most ${inStock} held`, `${unitsHeld} held`),
      );
  }
  return differences;
}

/** A checkout under way holds what it asks for, a bought order has it, another has nothing. */
async function eachOrder({ db }: Core): Promise<Difference[]> {
  const unitsIn = (state: string) =>
    figure(sql`select sum(${holds.units}) from ${holds}
      where ${holds.orderId} = ${orders.id} and ${holds.state} = ${state}`);
  const rows = inPages((after, limit) =>
    db
      .select({
        id: orders.id,
        number: orders.number,
        status: orders.status,
        held: unitsIn("held"),
        sold: unitsIn("sold"),
        units: figure(sql`select sum(${orderLines.quantity}) from ${orderLines}
          where ${orderLines.orderId} = ${orders.id}`),
      })
      .from(orders)
      .where(gt(orders.id, after))
      .orderBy(orders.id)
      .limit(limit),
  );
  const differences: Difference[] = [];
  for await (const { id, number, status, held, sold, units } of rows) {
    const subject = `order ${number ?? id} (${status})`;
    const isOver = status === "cancelled" || status === "expired" || status === "pending";
    differences.push(
      ...compared(
        "a checkout holds the units that it asks for",
        subject,
        status === "pending" ? units : 0,
        held,
      ),
    );
    if (boughtStatuses.includes(status))
      differences.push(...compared("an order has the units that it bought", subject, units, sold));
    if (isOver) differences.push(...compared("an order that is not bought has no units", subject, 0, sold));
  }
  return differences;
}
