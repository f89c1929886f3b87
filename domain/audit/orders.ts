// Orders: paid once and by their total, given back what their refunds gave back, told of by their mails.
import { eq, gt, sql } from "drizzle-orm";
import type { Difference } from "@/db/schema/ledger";
import { mails } from "@/db/schema/mail";
import { orderLines, orders } from "@/db/schema/orders";
import { counters, paymentAttempts, refunds } from "@/db/schema/payments";
import type { Core } from "@/domain/context";
import { compared, figure, inPages, money } from "./difference";

const neverPaid = ["pending", "expired"];

export async function orderDifferences(ctx: Core): Promise<Difference[]> {
  return [...(await eachOrder(ctx)), ...(await numbers(ctx)), ...(await attemptsWithoutOrder(ctx))];
}

async function eachOrder({ db }: Core): Promise<Difference[]> {
  const paidBy = sql`from ${paymentAttempts}
    where ${paymentAttempts.subjectId} = ${orders.id} and ${paymentAttempts.status} = 'succeeded'`;
  const rows = inPages((after, limit) =>
    db
      .select({
        id: orders.id,
        order: orders,
        itemsMinor: figure(sql`select sum(${orderLines.quantity} * ${orderLines.unitPriceMinor})
          from ${orderLines} where ${orderLines.orderId} = ${orders.id}`),
        payments: figure(sql`select count(*) ${paidBy}`),
        paidMinor: figure(sql`select sum(${paymentAttempts.amountMinor}) ${paidBy}
          and ${paymentAttempts.currency} = ${orders.currency}`),
        refundedMinor: figure(sql`select sum(${refunds.amountMinor}) from ${paymentAttempts}
          join ${refunds} on ${refunds.attemptId} = ${paymentAttempts.id}
          where ${paymentAttempts.subjectId} = ${orders.id} and ${refunds.status} = 'succeeded'
            and ${paymentAttempts.status} = case when ${orders.status} = 'expired' then 'superfluous' else 'succeeded' end`),
        mails: figure(
          sql`select count(*) from ${mails} where ${mails.eventKey} = 'order-paid:' || ${orders.id}`,
        ),
      })
      .from(orders)
      .where(gt(orders.id, after))
      .orderBy(orders.id)
      .limit(limit),
  );
  const differences: Difference[] = [];
  for await (const row of rows) differences.push(...ofOrder(row));
  return differences;
}

type OrderFigures = {
  order: typeof orders.$inferSelect;
  itemsMinor: number;
  payments: number;
  paidMinor: number;
  refundedMinor: number;
  mails: number;
};

function ofOrder(row: OrderFigures): Difference[] {
  const { order, itemsMinor, payments, paidMinor, refundedMinor, mails: told } = row;
  const { id, status, currency, totalMinor } = order;
  const subject = `order ${order.number ?? id} (${status})`;
  const isPaid = order.paidAt !== null;
  const tax = order.pricesIncludeTax ? 0 : order.taxMinor;
  const mayBeEither = status === "cancelled"; // before or after it was paid
  return [
    ...compared(
      "an order costs what its lines cost",
      subject,
      money(itemsMinor, currency),
      money(order.itemsMinor, currency),
    ),
    ...compared(
      "an order's total is its items, delivery and tax",
      subject,
      money(order.itemsMinor + order.deliveryMinor + tax, currency),
      money(totalMinor, currency),
    ),
    ...compared("an order is paid by exactly one payment", subject, isPaid ? 1 : 0, payments),
    ...compared(
      "an order is paid by its total",
      subject,
      money(isPaid ? totalMinor : 0, currency),
      money(paidMinor, currency),
    ),
    ...compared(
      "the state of an order agrees with its payment",
      subject,
      mayBeEither ? "either" : neverPaid.includes(status) ? "not paid" : "paid",
      mayBeEither ? "either" : isPaid ? "paid" : "not paid",
    ),
    ...compared(
      "a paid order has a number, another has none",
      subject,
      isPaid ? "a number" : "none",
      order.number === null ? "none" : "a number",
    ),
    ...compared(
      "what an order gave back is the sum of its refunds",
      subject,
      money(refundedMinor, currency),
      money(order.refundedMinor, currency),
    ),
    ...compared("a paid order is told of by one mail", subject, isPaid ? 1 : 0, told),
  ];
}

/** Numbers are given without gaps. */
async function numbers({ db }: Core): Promise<Difference[]> {
  const [given] = await db
    .select({
      orders: figure(sql`select count(*) from ${orders} where ${orders.number} is not null`),
      value: figure(sql`select ${counters.value} from ${counters} where ${counters.name} = 'orders'`),
    })
    .from(sql`(select 1) as one`);
  return given ? compared("order numbers have no gaps", "numbers given", given.value, given.orders) : [];
}

async function attemptsWithoutOrder({ db }: Core): Promise<Difference[]> {
  const rows = await db
    .select({ id: paymentAttempts.id })
    .from(paymentAttempts)
    .leftJoin(orders, eq(orders.id, paymentAttempts.subjectId))
    .where(sql`${paymentAttempts.purpose} = 'order' and ${orders.id} is null`);
  return rows.flatMap(({ id }) => compared("a payment has its order", `attempt ${id}`, "an order", "none"));
}
