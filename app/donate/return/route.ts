// Back from the bank's page. What the address says of the payment proves nothing: Stripe is asked.
import { requestContext } from "@/app/request-context";
import { seeOther } from "@/app/see-other";
import { learnPayment } from "@/domain/checkout/learn-payment";
import { donationPage } from "@/domain/donations/queries";

export async function GET(request: Request): Promise<Response> {
  const ctx = await requestContext();
  const gift = await donationPage(ctx, new URL(request.url).searchParams.get("gift") ?? "");
  if (!gift) return seeOther("/donations");
  const step = await learnPayment(ctx, gift.id);
  if (step?.state === "paid") return seeOther(`/donations/${gift.id}?thanks=1`);
  // The dialog asks for itself what the bank has said, and shows it.
  return seeOther(step?.state === "declined" ? `/donate/${gift.causeId}` : `/donations/${gift.id}`);
}
