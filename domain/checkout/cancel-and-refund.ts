// The shopper cancels: the order at once, the money right behind it. If Stripe does not answer, the sweeper goes on.
import type { Context } from "@/domain/context";
import { cancelOrder, type CancelOrderRefusal } from "@/domain/orders/cancel-order";
import { type Outcome, ok } from "@/domain/outcome";
import { settleRefund } from "./settle-refund";

/** Refuses as cancelOrder does. What becomes of the refund is no part of the outcome. */
export async function cancelAndRefund(
  ctx: Context,
  orderId: string,
): Promise<Outcome<undefined, CancelOrderRefusal>> {
  const cancelled = await cancelOrder(ctx, orderId);
  if (!cancelled.ok) return cancelled;
  await settleRefund(ctx, cancelled.value.refund);
  return ok(undefined);
}
