// Back from the bank's page. What the address says of the payment proves nothing: Stripe is asked.
import { learnPayment } from "@/domain/checkout/learn-payment";
import { orderView } from "@/domain/checkout/queries";
import { requestContext } from "@/app/request-context";
import { seeOther } from "@/app/see-other";

export async function GET(request: Request): Promise<Response> {
  const ctx = await requestContext();
  const orderId = new URL(request.url).searchParams.get("order") ?? "";
  const order = await orderView(ctx, orderId);
  if (!order) return seeOther("/orders");
  const step = await learnPayment(ctx, order.id);
  if (step?.state === "paid") return seeOther(`/orders/${order.id}?thanks=1`);
  // The sheet asks for itself what the bank has said, and shows it.
  if (step?.state === "declined" && order.status === "pending") return seeOther(`/buy/${order.listingId}`);
  return seeOther(`/orders/${order.id}`);
}
