// The merchant gives money back, in part or whole: the row at once, Stripe right behind it. Units stay sold: what comes
// back is a return, what is not sent at all is cancelled. Undo: none; a refund that fails at the bank undoes itself.
import { and, eq } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import { type RefundsOver, whyRefundsOver } from "@/domain/channels/after-sales";
import { type Context, type Core, inTransaction, personOf } from "@/domain/context";
import { smallestStep } from "@/domain/money";
import { noteOrderEvent } from "@/domain/orders/note-order-event";
import { doerFor, isOfMyShop } from "@/domain/orders/shop-access";
import { type Outcome, refuse } from "@/domain/outcome";
import { openRefund, type Refund, type RefundRefusal } from "@/domain/payments/refund-attempt";
import { lockPaidAttempt } from "@/domain/payments/start-attempt";
import { settleRefund } from "./settle-refund";

export type RefundOrder = {
  orderId: string;
  /** Whole minor units of the order's currency, at least 1. */
  amountMinor: number;
  /** What the page showed as given back, or on its way back: two members who press at once do not both give. */
  seenRefundedMinor: number;
};

/** changed-meanwhile: somebody has given back since the page was read · not-payable: Stripe moves no such fraction. */
export type RefundOrderRefusal =
  | RefundRefusal
  | "not-found"
  | "not-paid"
  | "changed-meanwhile"
  | "not-payable";

/**
 * For members of the merchant who may, until the last day of refunds of the order's channel; for the operator always,
 * because what the law gives back it gives after any date. Somebody else's order does not exist.
 * @throws when the amount is below 1.
 */
export async function refundOrder(
  ctx: Context,
  input: RefundOrder,
): Promise<Outcome<Refund, RefundOrderRefusal> | RefundsOver> {
  const opened = await inTransaction(ctx, (core) => open(core, input));
  if (opened.ok) await settleRefund(ctx, opened.value);
  return opened;
}

async function open(
  core: Core,
  input: RefundOrder,
): Promise<Outcome<Refund, RefundOrderRefusal> | RefundsOver> {
  const { orderId, amountMinor } = input;
  const [order] = await core.db
    .select({ merchantId: orders.merchantId, listingId: orders.listingId })
    .from(orders)
    .where(and(eq(orders.id, orderId), isOfMyShop(core, "refund")));
  if (!order) return refuse("not-found");
  const over = personOf(core)?.isOperator ? undefined : await whyRefundsOver(core, order.listingId);
  if (over) return over;
  const attempt = await lockPaidAttempt(core, orderId);
  if (!attempt) return refuse("not-paid");
  if (amountMinor % smallestStep(attempt.currency) !== 0) return refuse("not-payable");
  if (attempt.refundedMinor !== input.seenRefundedMinor) return refuse("changed-meanwhile");
  const opened = await openRefund(core, attempt, amountMinor, "by-merchant");
  const by = doerFor(core, order.merchantId, "refund");
  if (opened.ok) await noteOrderEvent(core, { orderId, kind: "refund-started", amountMinor, by });
  return opened;
}
